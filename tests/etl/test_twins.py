"""The same thing told twice: shown once where it is sure, listed where not, decided by people."""

from itertools import permutations
from pathlib import Path
from uuid import UUID

import pandas as pd
import pytest
from loads import ask, ask_one, checksums, counts, load
from tables import write_csv

from asset_map.domain.assets import stable_id
from asset_map.domain.errors import BadInput
from asset_map.domain.twins import Which
from asset_map.journeys.decide_twins import say_different, say_same, undo
from asset_map.journeys.list_twins import list_twins
from asset_map.journeys.one_off import one_off
from asset_map.journeys.see_asset import see_asset
from etl.cleaning.values import codes, plain_text, postcode, yes_or_no
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Rows, Sheet, Source

HISTORY = {"record_asset", "twin"}
"""Tables that keep what was once so, and therefore differ after a join and its undoing."""


def make(rows: pd.DataFrame) -> Rows:
    """A row is an asset of the kind it says, perhaps with a link to a venue of the same list."""
    numbers = [{"GB-CHC": value} if pd.notna(value) else {} for value in rows["charity"]]
    needs = rows["needs"].map(lambda said: said if isinstance(said, list) else [])
    assets = rows.drop(columns=["charity", "at"]).assign(identifiers=numbers, needs=needs)
    at = rows[rows["at"].notna()]
    links = at[["_row", "_file", "_line"]].assign(
        **{"from_kind": at["kind"], "from_key": at["key"], "type": "delivered_at"},
        **{"to_kind": "venue", "to_key": at["at"], "detail": "", "said_by": "both"},
    )
    return {"asset": assets, "link": links}


def directory(name: str, rank: int = 50, *, demo: bool = False) -> Source:
    """A list of anything, as a council or a charity may publish it."""
    columns = (
        Column(("ref",), "key", plain_text, required=True),
        Column(("kind",), "kind", plain_text, required=True),
        Column(("name",), "name", plain_text, required=True),
        Column(("postcode",), "postcode", postcode),
        Column(("description",), "description", plain_text),
        Column(("charity",), "charity", plain_text),
        Column(("needs",), "needs", codes),
        Column(("masked",), "masked", yes_or_no),
        Column(("post",), "correspondence", yes_or_no),
        Column(("at",), "at", plain_text),
    )
    return Source(
        id=name,
        title=f"The {name} list",
        publisher="somebody",
        licence=OGL3,
        gives="asset",
        reader=Delimited(),
        sheets=(Sheet(columns, make),),
        rank=rank,
        demo=demo,
    )


@pytest.fixture
def tell(town: str, tmp_path: Path):
    """Loads a drawn list under the name of a source into the town."""

    def told(name: str, drawn: str, rank: int = 50, **wish):
        return load(directory(name, rank), write_csv(tmp_path / f"{name}.csv", drawn), **wish)

    return told


def key(name: str, kind: str, ref: str) -> str:
    return str(stable_id(name, kind, ref))


def shown(kind: str) -> list[tuple[str, str]]:
    """The name and description of each asset that the lists of a test told of."""
    return [
        tuple(row)
        for row in ask(
            "SELECT name, description FROM asset WHERE kind = :kind AND source_id <> 'own-list' "
            "ORDER BY name, description",
            kind=kind,
        )
    ]


def mapping() -> set[frozenset[str]]:
    """Which records (source and key) share an asset."""
    rows = ask(
        "SELECT array_agg(r.source_id || ' ' || r.key) FROM record r JOIN record_asset m "
        "ON m.record_id = r.id AND m.until IS NULL WHERE r.source_id <> 'own-list' "
        "GROUP BY m.asset_id"
    )
    return {frozenset(row[0]) for row in rows}


COUNCIL = """
    ref | kind  | name                     | postcode | description | charity
    1   | venue | The Priory Centre        | DY1 1AA  | council     |
    2   | group | Wrens Nest Gardeners     | DY1 1AB  | council     | 1000001
"""
CHARITY = """
    ref | kind  | name                     | postcode | description | charity
    a   | venue | Priory Center            | DY1 1AA  |             |
    b   | group | Gardening at Wrens Nest  | DY2 2AB  | charity     | 1000001
    c   | group | Kates Hill Choir         | DY2 2AB  | charity     | 1000003
"""


def test_what_is_sure_is_shown_once_with_the_better_sourced_value(tell) -> None:
    tell("council", COUNCIL, rank=80)
    report = tell("charity", CHARITY, rank=40)

    assert counts(report) == {"read": 3, "new": 3}
    assert mapping() == {
        frozenset({"council 1", "charity a"}),
        frozenset({"council 2", "charity b"}),
        frozenset({"charity c"}),
    }
    assert shown("venue") == [("The Priory Centre", "council")]
    assert ("Wrens Nest Gardeners", "council") in shown("group")
    assert report.notes == ("2 entries are the same thing as others and are shown once.",)


def test_the_lower_source_fills_what_the_higher_leaves_out(tell) -> None:
    head = "ref | kind | name | postcode | description"
    tell("charity", f"{head}\n a | venue | Priory Center | DY1 1AA | from the charity", rank=40)
    tell("council", f"{head}\n 1 | venue | The Priory Centre | DY1 1AA |", rank=80)

    assert shown("venue") == [("The Priory Centre", "from the charity")]


def test_what_is_only_likely_is_listed_and_not_joined(tell) -> None:
    tell("council", COUNCIL)
    report = tell(
        "other",
        """
        ref | kind  | name                        | postcode | description
        x   | venue | Priory Centre Annexe        | DY1 1AA  |
        """,
    )

    [pair] = list_twins().pairs
    assert {pair.name_a, pair.name_b} == {"The Priory Centre", "Priory Centre Annexe"}
    assert pair.verdict == "likely"
    assert report.notes == (
        "1 pair may be the same thing, for a person to decide: asset-map twins list.",
    )
    assert "The Priory Centre" in "".join(list_twins().sentences())


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("1st Dudley Scouts | DY1 1AA |", "2nd Dudley Scouts | DY1 1AA |"),
        ("Dudley Carers | DY1 1AA | 1000001", "Dudley Carers | DY1 1AA | 1000002"),
    ],
)
def test_two_things_stay_two(tell, ours: str, theirs: str) -> None:
    drawn = "ref | kind | name | postcode | charity\n 1 | group | "
    tell("ours", drawn + ours)
    tell("theirs", drawn + theirs)

    assert mapping() == {frozenset({"ours 1"}), frozenset({"theirs 1"})}
    assert list_twins().count == 0


def test_a_source_knows_its_own_apart_unless_they_are_the_very_same(tell) -> None:
    tell(
        "council",
        """
        ref | kind  | name                | postcode
        1   | venue | Priory Centre       | DY1 1AA
        2   | venue | Priory Centre       | DY1 1AA
        3   | venue | The Priory Centre   | DY1 1AA
        """,
    )

    assert mapping() == {frozenset({"council 1", "council 2"}), frozenset({"council 3"})}
    assert list_twins().count == 2


THREE = {
    "low": ("Priory Centre", 10),
    "middle": ("The Priory Centre", 20),
    "high": ("Priory Center", 30),
}


@pytest.mark.parametrize("order", list(permutations(THREE))[::2])
def test_a_chain_ends_in_one_asset_whatever_came_first(tell, order: tuple[str, ...]) -> None:
    for name in order:
        words, rank = THREE[name]
        tell(name, f"ref | kind | name | postcode\n 1 | venue | {words} | DY1 1AA", rank)

    assert mapping() == {frozenset({"low 1", "middle 1", "high 1"})}
    assert ask_one("SELECT id::text FROM asset WHERE name LIKE '%Priory%'") == key(
        "high", "venue", "1"
    )


def test_what_two_charities_have_in_common_does_not_make_them_one(tell) -> None:
    drawn = "ref | kind | name | postcode | charity\n 1 | group | Dudley Carers | DY1 1AA | "
    tell("plain", drawn)
    tell("first", drawn + "1000001")
    tell("second", drawn + "1000002")

    assert sorted(map(len, mapping())) == [1, 2]
    assert frozenset({"first 1", "second 1"}) not in mapping()


def test_a_record_that_changes_is_told_apart_again_under_its_own_id(tell) -> None:
    tell("council", COUNCIL, rank=80)
    before = checksums()
    tell("charity", CHARITY, rank=40)
    tell("charity", CHARITY.replace("Priory Center", "Lodge Farm   "), rank=40)

    assert frozenset({"charity a"}) in mapping()
    assert str(see_asset(key("charity", "venue", "a")).asset.name) == "Lodge Farm"
    council = key("council", "venue", "1")
    assert see_asset(council).asset.id == UUID(council)
    assert before["area"] == checksums()["area"]


def test_a_load_that_changes_nothing_holds_nothing_anew(tell) -> None:
    tell("council", COUNCIL)
    tell("charity", CHARITY)
    before = checksums()
    report = tell("charity", CHARITY)

    assert counts(report) == {"read": 3, "unchanged": 3}
    assert report.notes == ()
    assert checksums() == before


def test_an_old_id_leads_to_what_it_was_joined_to(tell) -> None:
    tell("charity", CHARITY, rank=40)
    tell("council", COUNCIL, rank=80)
    old, new = key("charity", "venue", "a"), key("council", "venue", "1")

    picture = see_asset(old)
    assert (str(picture.asset.id), str(picture.asked_for)) == (new, old)
    assert see_asset(new).asked_for is None
    assert str(one_off([old]).changes[0].asset_id) == new


def test_a_decision_holds_in_later_loads_until_it_is_undone(tell) -> None:
    tell("council", COUNCIL, rank=80)
    tell("charity", CHARITY, rank=40)
    pair = key("council", "venue", "1"), key("charity", "venue", "a")
    together, apart = frozenset({"council 1", "charity a"}), frozenset({"charity a"})

    assert "shown as two" in say_different(*pair).sentence()
    assert apart in mapping()
    tell("charity", CHARITY.replace("Priory Center", "Priory Centre"), rank=40)
    assert apart in mapping()
    assert "shown as one" in undo(*pair).sentence()
    assert together in mapping()


def test_said_to_be_the_same_holds_where_nothing_else_says_so(tell) -> None:
    tell("council", COUNCIL, rank=80)
    tell("charity", CHARITY, rank=40)
    pair = key("council", "group", "2"), key("charity", "group", "c")

    say_same(*pair, by="the community team")
    together = frozenset({"council 2", "charity b", "charity c"})
    assert together in mapping()
    tell("charity", CHARITY.replace("Kates Hill Choir", "Kates Hill Voices"), rank=40)
    assert together in mapping()
    [decided] = list_twins(Which.DECIDED).pairs
    assert (decided.verdict, decided.decided_by) == ("same", "the community team")
    assert "shown as two" in undo(*pair).sentence()
    assert frozenset({"charity c"}) in mapping()


def test_joining_and_undoing_leaves_everything_as_it_was(tell) -> None:
    tell(
        "council",
        """
        ref | kind    | name           | postcode | needs   | at
        1   | venue   | Priory Centre  | DY1 1AA  |         |
        2   | service | Stay and play  |          | company | 1
        """,
        rank=80,
    )
    tell(
        "charity",
        """
        ref | kind    | name           | postcode | needs   | at
        a   | venue   | Lodge Farm     | DY2 2AB  | food    |
        b   | service | Soup kitchen   |          | food    | a
        """,
        rank=40,
    )
    before = checksums()
    pair = key("council", "venue", "1"), key("charity", "venue", "a")

    say_same(*pair)
    assert shown("venue") == [("Priory Centre", "")]
    assert {link.name for link in see_asset(pair[1]).links} == {"Stay and play", "Soup kitchen"}
    undo(*pair)

    after = checksums()
    assert {name for name in before if before[name] != after[name]} <= HISTORY


def test_a_decision_against_another_is_refused_and_changes_nothing(tell) -> None:
    drawn = "ref | kind | name | postcode\n 1 | group | {} | DY1 1AA"
    for name, words in (("one", "Knitters"), ("two", "Walkers"), ("three", "Readers")):
        tell(name, drawn.format(words))
    one, two, three = (key(name, "group", "1") for name in ("one", "two", "three"))
    say_different(one, three)
    say_same(one, two)
    before = checksums()

    with pytest.raises(BadInput, match="were said to be two"):
        say_same(two, three)
    assert checksums() == before


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ("nonsense", "not the id"),
        (key("x", "y", "z"), "No entry"),
        ("group", "they are two things"),
    ],
)
def test_what_cannot_be_decided_is_said(tell, other: str, says: str) -> None:
    tell("council", COUNCIL)
    venue, group = key("council", "venue", "1"), key("council", "group", "2")

    with pytest.raises(BadInput, match=says):
        say_same(venue, group if other == "group" else other)
    with pytest.raises(BadInput, match="two ids of one"):
        say_same(venue, venue)
    with pytest.raises(BadInput, match="Nobody has decided"):
        undo(venue, str(_another_venue(venue)))


def _another_venue(venue: str) -> UUID:
    return ask("SELECT id FROM asset WHERE kind = 'venue' AND id <> :id LIMIT 1", id=venue)[0][0]


def test_the_asset_stays_while_one_source_still_tells_of_it(tell) -> None:
    tell("charity", CHARITY, rank=40)
    tell("council", COUNCIL, rank=80)
    tell(
        "council", COUNCIL.replace("1   | venue | The Priory Centre", "9   | venue | Another Hall ")
    )

    assert ("Priory Center", "") in shown("venue")
    assert see_asset(key("charity", "venue", "a")).asset.withdrawn is None


def test_the_place_is_not_where_post_goes_and_a_mask_stays_on(tell) -> None:
    head = "ref | kind | name | postcode | charity | masked | post"
    tell("register", f"{head}\n 1 | group | Harbour House | DY2 2AD | 1000001 | | yes", rank=90)
    tell("council", f"{head}\n 2 | group | Harbour House | DY1 1AA | 1000001 | yes |", rank=10)

    row = ask("SELECT postcode, masked, correspondence FROM asset WHERE name = 'Harbour House'")
    assert [tuple(found) for found in row] == [("DY1 1AA", True, False)]


def test_needs_and_identifiers_of_twins_are_added_up(tell) -> None:
    head = "ref | kind | name | postcode | charity | needs"
    tell("register", f"{head}\n 1 | group | Harbour House | DY1 1AA | 1000001 | food", rank=90)
    tell("council", f"{head}\n 2 | group | Harbour House | DY1 1AA | | company", rank=10)

    found = ask(
        "SELECT n.need_id FROM asset_need n JOIN asset a ON a.id = n.asset_id "
        "WHERE a.name = 'Harbour House' ORDER BY 1"
    )
    assert [row[0] for row in found] == ["company", "food"]
    assert ask_one("SELECT value FROM asset_identifier") == "1000001"
