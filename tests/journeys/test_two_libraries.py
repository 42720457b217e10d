"""Two libraries of Dudley that did close, as at the end of 2017: against a count made apart.

The count is made from the raw files, by brute force, with none of the product's code. The worked
example in the papers has to say the same.
"""

import importlib.util
from datetime import date

import numpy as np
import pytest
from dudley_by_hand import homes_people_and_libraries
from loads import ask_one

from asset_map.domain.places import AreaKind
from asset_map.domain.proposals import Change, ChangeKind, Proposal
from asset_map.journeys.weigh_proposals import weigh_proposals
from asset_map.settings import CHECKOUT

BEFORE = date(2017, 12, 31)
WOODSIDE, PENSNETT = "Woodside Library Link", "Pensnett Library Link"
SCRIPT = CHECKOUT / "script" / "worked_examples" / "two_libraries.py"


def closing(*names):
    ids = [ask_one("SELECT id FROM asset WHERE name = :name", name=name) for name in names]
    return Proposal("Close", "", tuple(Change(ChangeKind.CLOSE, one) for one in ids))


@pytest.fixture(scope="module")
def leaving(sample_data):
    """Tells which homes leave reach when libraries close, and how many people live there."""
    homes, people, libraries = homes_people_and_libraries(sample_data, BEFORE.year)

    def walks(names, detour):
        places = np.array([libraries[name] for name in names])
        return np.hypot(*(homes[:, None] - places[None]).transpose(2, 0, 1)).min(axis=1) * detour

    def found(names, metres, detour):
        left = [name for name in libraries if name not in names]
        mask = (walks(libraries, detour) <= metres) & (walks(left, detour) > metres)
        return mask, people

    return found


# metres, detour, postcodes that leave by the first alone, the second, both, and only by both
COUNTED = [(800, 1.0, 106, 129, 235, 0), (1600, 1.3, 139, 195, 357, 23)]


@pytest.mark.parametrize(("metres", "detour", "first", "second", "both", "extra"), COUNTED)
def test_alone_and_together_it_is_what_a_direct_count_says(
    dudley, leaving, metres, detour, first, second, both, extra
):
    impact = weigh_proposals(
        [closing(WOODSIDE), closing(PENSNETT)],
        at=BEFORE,
        standard_m=metres,
        straight_line=detour == 1,
    )
    [library], [found] = impact.needs, impact.together
    masks = [leaving(names, metres, detour)[0] for names in ([WOODSIDE], [PENSNETT])]
    together, people = leaving([WOODSIDE, PENSNETT], metres, detour)
    only = together & ~masks[0] & ~masks[1]

    assert [mask.sum() for mask in (*masks, together, only)] == [first, second, both, extra]
    assert found.each_points == (first, second)
    assert (found.all_points, found.only_together_points) == (both, extra)
    assert library.headline.points_leaving == both
    told = (*found.each, found.all, found.any_alone, found.only_together)
    counted = (*masks, together, masks[0] | masks[1], only)
    assert told == pytest.approx([people[mask].sum() for mask in counted], abs=1e-2)
    wards = [part for area, *part in found.by_area if area.kind is AreaKind.WARD]
    assert sum(points for _, points in wards) == extra
    assert sum(people for people, _ in wards) == found.only_together


def test_the_one_closed_alone_is_what_the_other_leaves_to_it(dudley):
    both = closing(WOODSIDE, PENSNETT)
    one, flat = (
        weigh_proposals(some, at=BEFORE, standard_m=1600)
        for some in ([closing(WOODSIDE), closing(PENSNETT)], [both])
    )

    assert one.needs[0].headline == flat.needs[0].headline
    assert flat.together == ()


def test_what_closed_since_then_is_what_was_foreseen(dudley):
    impact = weigh_proposals([], at=date(2026, 11, 23), closed_since=BEFORE, standard_m=1600)

    assert impact.needs[0].headline.points_leaving == 357
    assert impact.after.knock_on.steps == ()


def test_the_worked_example_says_what_the_journey_says(dudley):
    spec = importlib.util.spec_from_file_location("two_libraries", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    written = script.PAPER.read_text(encoding="utf-8")
    assert script.paper() == written, "Write it again: script/worked-example"
    assert "| only because of both | 0 (none) | 23 (" in written
