"""What changes for one need, drawn: the sentence, the figures, and the places behind them."""

from html import escape
from math import isclose

from asset_map.app import addresses, impact_groups, parts, wording
from asset_map.app import proposal_wording as words
from asset_map.domain.numbers import metres_shown
from asset_map.domain.things import Thing
from asset_map.journeys.behind_impact import Difference, Impact, NeedImpact, behind, named

SHOWN = 12
"""So many places, or rows, are shown at once; the rest opens."""

MOST_POSTCODES = 400


def summary(needs: list[NeedImpact]) -> str:
    """Return all needs side by side, each leading to what is below."""
    rows = [
        [
            f'<a href="#need-{escape(found.need.id)}">{escape(found.need.label)}</a>'
            f" <small>{escape(words.WITHIN.format(distance=wording.metres(found.standard_m)))}"
            "</small>",
            escape(_people(found.headline, "before")),
            escape(_people(found.headline, "after")),
            f"<b>{escape(_people(found.headline, 'leaving'))}</b>",
            escape(wording.count_of_people(found.headline.people_sole)),
            escape(_people(found.headline, "gaining")),
            escape(_far(found.headline.extra_median_m)),
        ]
        for found in needs
    ]
    return parts.table(words.SUMMARY_OF, list(words.SUMMARY_COLUMNS), rows)


def drawn(impact: Impact, found: NeedImpact, *, opened: bool) -> str:
    """Return all that changes for a need; one that is not ``opened`` can be."""
    title = words.MORE_ON.format(need=found.need.label, leaving=in_short(found.headline))
    body = (
        # A link to what stands inside opens what is closed around it.
        f'<p class="am-leave" id="need-{escape(found.need.id)}" tabindex="-1">'
        f"{escape(sentence(found))}</p>"
        + parts.facts(_facts(found))
        + impact_groups.areas(found)
        + impact_groups.groups(impact, found)
        + parts.details(words.SENSITIVITY, _sensitivity(found))
        + parts.details(words.PRESSURE, _pressure(impact, found))
        + parts.details(words.PLACES, _places(impact, found))
    )
    return (
        f'<details class="am-need"{" open" if opened else ""}>'
        f"<summary>{escape(title)}</summary>{body}</details>"
    )


def in_short(told: Difference) -> str:
    """Say in a few words who leaves reach, or comes into it."""
    leaves = words.LEAVES_NOBODY
    if told.points_leaving:
        leaves = words.LEAVES.format(people=people(told.people_leaving, told.points_leaving))
    if not told.points_gaining:
        return leaves
    gains = words.GAINS.format(people=people(told.people_gaining, told.points_gaining))
    return words.BOTH.format(leaves=leaves, gains=gains)


def sentence(found: NeedImpact) -> str:
    """Say in a sentence who leaves reach of a need, or comes into it."""
    told, distance = found.headline, wording.metres(found.standard_m)
    said = []
    if told.points_leaving:
        leaving = people(told.people_leaving, told.points_leaving)
        said.append(words.SENTENCE.format(people=leaving, distance=distance))
    if told.points_gaining:
        gaining = people(told.people_gaining, told.points_gaining)
        said.append(words.SENTENCE_GAIN.format(people=gaining, distance=distance))
    said = said or [words.SENTENCE_NOBODY.format(distance=distance)]
    return " ".join(one[0].upper() + one[1:] for one in said)


def people(number: float | None, postcodes: int) -> str:
    """Say how many people; how many postcodes where no people are known."""
    return wording.postcodes(postcodes) if number is None else wording.people(number)


def _people(told: Difference, which: str) -> str:
    number, points = getattr(told, f"people_{which}"), getattr(told, f"points_{which}")
    return wording.postcodes(points) if number is None else wording.count_of_people(number)


def _facts(found: NeedImpact) -> list[tuple[str, str]]:
    told = found.headline
    facts = [
        (words.WITHIN.format(distance=wording.metres(found.standard_m)), _before_after(told)),
        (
            words.LEAVING,
            words.AND_POSTCODES.format(
                people=wording.people(told.people_leaving),
                postcodes=wording.postcodes(told.points_leaving),
            ),
        ),
        (words.ALONE, wording.people(found.alone.people_leaving)),
        (words.ONE_SIDED, wording.people(found.one_sided.people_leaving)),
        (words.CONFIRMED, wording.people(found.confirmed.people_leaving)),
        (words.SOLE, wording.people(told.people_sole)),
        (words.WITHOUT, wording.people(told.people_without_cover)),
        *_if_any(told),
        (words.FARTHER, wording.people(told.people_farther)),
        *_extra(told),
        (words.FIFTHS, _fifths(found)),
        *_beyond(found),
        (
            words.KNOWN,
            words.KNOWN_TEXT.format(
                before=f"{found.providers_before:,}", after=f"{found.providers_after:,}"
            ),
        ),
    ]
    return [(name, escape(fact)) for name, fact in facts]


def _if_any(told: Difference) -> list[tuple[str, str]]:
    some = (
        (words.GAINING, told.people_gaining, told.points_gaining),
        (words.COME_TO, told.people_still_come_to, 0),
        (words.LEFT_WITH_ONE, told.people_left_with_one, 0),
    )
    return [(name, people(number, points)) for name, number, points in some if number or points]


def _before_after(told: Difference) -> str:
    before, after = _people(told, "before"), _people(told, "after")
    if before == after and told.points_leaving:
        return words.SAME.format(before=before)
    return words.THEN.format(
        before=_with_share(before, told.share_before), after=_with_share(after, told.share_after)
    )


def _with_share(people: str, share: float | None) -> str:
    if share is None:
        return people
    return words.OF_ALL.format(people=people, share=wording.share(share))


def _extra(told: Difference) -> list[tuple[str, str]]:
    longest = told.extra_longest_m
    if told.extra_median_m is None or told.extra_p90_m is None or longest is None:
        return []
    said = words.EXTRA_TEXT.format(
        median=metres_shown(told.extra_median_m),
        p90=metres_shown(told.extra_p90_m),
        longest=metres_shown(longest),
    )
    return [(words.EXTRA, said)]


def _far(metres: float | None) -> str:
    return "–" if metres is None else metres_shown(metres)


def _fifths(found: NeedImpact) -> str:
    most, least = found.most_deprived, found.least_deprived
    if most is None or least is None:
        return words.FIFTHS_NONE
    return words.FIFTHS_TEXT.format(
        most=wording.people(most.people_leaving), least=wording.people(least.people_leaving)
    )


def _beyond(found: NeedImpact) -> list[tuple[str, str]]:
    told = found.beyond
    if not told.points_leaving:
        return []
    said = people(told.people_leaving, told.points_leaving)
    return [(words.BEYOND, words.BEYOND_TEXT.format(people=said))]


def _sensitivity(found: NeedImpact) -> str:
    others = [
        (one.name, one.metres, one.people_leaving)
        for one in found.sensitivity
        if not isclose(one.metres, found.standard_m)  # Else the standard would stand twice.
    ]
    rows = [
        [
            escape(name[0].upper() + name[1:]),
            escape(wording.metres(metres)),
            escape(wording.count_of_people(number)),
        ]
        for name, metres, number in [
            (words.STANDARD_NOW, found.standard_m, found.headline.people_leaving),
            *others,
        ]
    ]
    return parts.table(words.SENSITIVITY, list(words.SENSITIVITY_COLUMNS), rows)


def _pressure(impact: Impact, found: NeedImpact) -> str:
    known = [one for one in found.pressure if one.visits_after is not None or one.capacity]
    if not known:
        return parts.para(words.PRESSURE_NONE)
    rows = [
        [
            _asset(named(impact, one.asset_id).name, str(one.asset_id)),
            escape(words.visits(one.visits_before)),
            escape(words.visits(one.visits_after)),
            escape(words.room(one.capacity)),
        ]
        for one in known
    ]
    columns = list(words.PRESSURE_COLUMNS)
    rest = rows[SHOWN:]
    more = words.AND_MORE.format(count=f"{len(rest):,}")
    return parts.table(words.PRESSURE, columns, rows[:SHOWN]) + (
        parts.details(more, parts.table(more, columns, rest)) if rest else ""
    )


def _places(impact: Impact, found: NeedImpact) -> str:
    there = behind(impact, found)
    left = words.PLACES_LEFT.format(count=f"{len(there.left):,}")
    found_codes = there.postcodes[:MOST_POSTCODES]
    rest = len(there.postcodes) - len(found_codes)
    codes = ", ".join(found_codes) + (
        f" {words.AND_MORE.format(count=f'{rest:,}')}" if rest > 0 else ""
    )
    count = words.PLACES_POSTCODES.format(count=f"{len(there.postcodes):,}")
    return (
        (parts.heading(words.PLACES_GONE, 4) + _names(there.gone) if there.gone else "")
        + (
            parts.heading(words.PLACES_OPENED, 4)
            + parts.bullets(escape(name) for name in there.opened)
            if there.opened
            else ""
        )
        + parts.heading(left, 4)
        + (_names(there.left) if there.left else "")
        + parts.heading(count, 4)
        + (parts.para(codes) if codes else "")
    )


def _names(things: tuple[Thing, ...]) -> str:
    links = [_asset(thing.name, str(thing.id)) for thing in things]
    more = words.AND_MORE.format(count=f"{len(links) - SHOWN:,}")
    return parts.bullets(links[:SHOWN]) + (
        parts.details(more, parts.bullets(links[SHOWN:])) if links[SHOWN:] else ""
    )


def _asset(name: str, asset_id: str) -> str:
    return parts.link(addresses.asset(asset_id), name)
