"""Which entries are the same thing: verdicts on pairs, and what they add up to."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asset_map.analysis.candidates import NEIGHBOURS
from asset_map.analysis.matching import Verdict, joined, twins
from asset_map.domain.places import name_key

WEST, SOUTH = 390_000.0, 290_000.0


def things(*told: dict[str, Any]) -> pd.DataFrame:
    """Entries from what a test tells of them; each is of a source of its own unless it says so."""
    rows = [
        {
            "id": f"{number:03}",
            "source": f"source {number}",
            "kind": "group",
            "demo": False,
            "name_key": name_key(said.pop("name", "Priory Centre")),
            "postcode": "",
            "address": "",
            "easting": WEST + said.pop("x", float("nan")),
            "northing": SOUTH,
            "exact": True,
            "weak": False,
            "identifiers": {},
            "fresh": True,
            **said,
        }
        for number, said in enumerate(told)
    ]
    return pd.DataFrame(rows)


def verdict(one: dict[str, Any], other: dict[str, Any]) -> str:
    """What is held of two entries."""
    found = twins(things(dict(one), dict(other)))
    return "none" if found.empty else str(found["verdict"].iloc[0])


@pytest.mark.parametrize(
    ("one", "other", "held"),
    [
        ("The Priory Centre", "Priory Center", "sure"),
        ("St. James's Hall", "Hall of Saint Jamess", "sure"),
        ("Priory Centre", "Priory Community Centre", "sure"),
        ("Kates Hill Choir Ltd", "KATES HILL CHOIR", "sure"),
        ("Priory Centre", "Priory Centre Annexe", "likely"),
        ("Hendon Friends", "West Hendon Friends", "likely"),
        ("Scouts 1", "Scouts", "likely"),
        ("1st Dudley Scouts", "2nd Dudley Scouts", "none"),
        ("First Dudley Scouts", "1st Dudley Scouts", "sure"),
        ("Holly Ward A", "Holly Ward B", "none"),
        ("Heath Cricket Club", "Heath Tennis Club", "none"),
        ("Great Barr Library", "Great Bridge Library", "none"),
        ("Community Centre", "Community Hall", "none"),
    ],
)
def test_names_at_one_postcode(one: str, other: str, held: str) -> None:
    here = {"postcode": "DY1 1AA", "x": 0.0}

    assert verdict({**here, "name": one}, {**here, "name": other}) == held


@pytest.mark.parametrize(
    ("one", "other", "held"),
    [
        ({"x": 0}, {"x": 90}, "sure"),
        ({"x": 0}, {"x": 390}, "sure"),
        ({"x": 0, "kind": "venue"}, {"x": 390, "kind": "venue"}, "none"),
        ({"x": 0, "name": "Wrens Nest Choir"}, {"x": 2000, "name": "Wrens Nest Choir"}, "likely"),
        ({"x": 0}, {"x": 90_000}, "none"),
        ({"x": 0, "postcode": "DY1 1AA"}, {"x": 200, "postcode": "DY1 1AB"}, "likely"),
        ({"x": 0, "address": "12 High St"}, {"x": 20, "address": "97 High St"}, "likely"),
        ({"x": 0, "weak": True}, {"x": 20}, "none"),
        ({"x": 0, "kind": "venue"}, {"x": 0, "kind": "group"}, "none"),
        ({"x": 0, "demo": True}, {"x": 0}, "none"),
        ({"x": 0, "kind": "skill_offer"}, {"x": 0, "kind": "skill_offer"}, "none"),
    ],
)
def test_one_name_and_where_it_is(one: dict, other: dict, held: str) -> None:
    assert verdict(one, other) == held


@pytest.mark.parametrize(
    ("one", "other", "held"),
    [
        ({"GB-CHC": "1000001"}, {"GB-CHC": "1000001"}, "sure"),
        ({"GB-COH": "3965910"}, {"GB-COH": "03965910"}, "sure"),
        ({"GB-CHC": "1000001"}, {"GB-CHC": "1000002"}, "none"),
        ({"GB-CHC": "1", "GB-COH": "2"}, {"GB-CHC": "1", "GB-COH": "3"}, "likely"),
        ({"OSM": "node/1"}, {"OSM": "node/1"}, "sure"),
        ({"OSM": "node/1"}, {"OSM": "way/2"}, "none"),
    ],
)
def test_identifiers_come_before_names(one: dict, other: dict, held: str) -> None:
    told = {"name": "Priory"}, {"name": "Something else"}

    found = [{**said, "identifiers": ids} for said, ids in zip(told, (one, other), strict=True)]
    assert verdict(*found) == held


def test_two_numbers_make_two_things_whatever_they_are_called() -> None:
    here = {"postcode": "DY1 1AA"}

    one, other = ({**here, "identifiers": {"GB-CHC": number}} for number in ("1", "2"))
    assert verdict(one, other) == "none"


@pytest.mark.parametrize(
    ("other", "held"),
    [
        ({"name": "Erdington Library", "x": 0}, "sure"),
        ({"name": "Handsworth Library", "x": 0}, "likely"),
        ({"name": "Handsworth Library", "x": 5000}, "none"),
    ],
)
def test_a_published_property_number_is_only_believed_where_the_place_agrees(other, held) -> None:
    venue = {"kind": "venue", "identifiers": {"UPRN": "100071440160"}}

    assert verdict({**venue, "name": "Erdington Library", "x": 0}, {**venue, **other}) == held


def test_a_code_of_a_practice_does_not_join_its_branches() -> None:
    practice = {"kind": "service", "identifiers": {"ODS": "M83123"}, "name": "Priory Practice"}

    branches = {**practice, "x": 0, "source": "nhs"}, {**practice, "x": 700, "source": "nhs"}
    assert verdict(*branches) == "none"


def test_a_source_knows_its_own_apart() -> None:
    here = {"source": "one", "postcode": "DY1 1AA", "x": 0.0}

    assert verdict({**here, "name": "Priory Hub"}, {**here, "name": "The Priory Hub"}) == "likely"
    assert verdict({**here, "name": "Priory Hub"}, {**here, "name": "Priory Hub"}) == "sure"


def test_only_what_is_fresh_is_compared() -> None:
    old = {"postcode": "DY1 1AA", "fresh": False}
    found = twins(things(dict(old), dict(old), {**old, "fresh": True}))

    assert set(zip(found["a"], found["b"], strict=True)) == {("000", "002"), ("001", "002")}


def test_a_crowded_place_is_not_compared_pair_by_pair() -> None:
    crowd = [{"name": f"{word} Friends", "postcode": "DY1 1AA"} for word in map(str, range(500))]

    assert len(twins(things(*crowd, {"name": "3 Friends", "postcode": "DY1 1AA"}))) < (
        500 * NEIGHBOURS
    )


def test_nothing_and_one_thing_have_no_twins() -> None:
    assert twins(things({"x": 0})).empty


NAMES = ("Priory Centre", "The Priory Center", "Priory Hub", "2nd Priory Scouts", "Kates Hill")
PLACED = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "postcode": st.sampled_from(["", "DY1 1AA", "DY1 1AB"]),
        "x": st.sampled_from([0.0, 50.0, 300.0, 3000.0, float("nan")]),
        "source": st.sampled_from(["one", "two", "three"]),
        "weak": st.booleans(),
        "identifiers": st.sampled_from([{}, {"GB-CHC": "1"}, {"GB-CHC": "2"}]),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PLACED, min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_of_a_pair_matters(told, chance) -> None:
    entries = things(*map(dict, told))
    shuffled = entries.sample(frac=1, random_state=chance.randrange(1000))
    renamed = entries.assign(id=[f"{len(entries) - int(id):03}" for id in entries["id"]])
    back = {f"{len(entries) - int(id):03}": id for id in entries["id"]}

    found = twins(entries)
    assert found.equals(twins(shuffled))
    mirrored = {
        (frozenset((back[pair.a], back[pair.b])), pair.verdict, pair.score)
        for pair in twins(renamed).itertuples()
    }
    assert mirrored == {
        (frozenset((pair.a, pair.b)), pair.verdict, pair.score) for pair in found.itertuples()
    }


SURE = Verdict.SURE


def together(edges, *, doubted=(), entries="abcd") -> dict[str, str]:
    """Who stands for whom; the first in the alphabet is the first in rank."""
    barred = {frozenset(pair) for pair in doubted}
    return joined(
        {entry: (entry,) for entry in entries},
        [(a, b, verdict, score) for (a, b), verdict, score in edges],
        lambda one, other: frozenset((one, other)) in barred,
    )


def test_a_chain_ends_in_one() -> None:
    found = together([("bc", SURE, 1.0), ("ab", SURE, 0.9)])

    assert found == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_two_that_are_doubted_do_not_meet_by_way_of_a_third() -> None:
    edges = [("ab", SURE, 0.8), ("bc", SURE, 0.9)]

    assert together(edges, doubted=["ac"]) == {"a": "a", "b": "b", "c": "b", "d": "d"}


def test_a_persons_word_comes_before_the_rules() -> None:
    apart = [("ab", SURE, 1.0), ("bc", SURE, 0.9), ("ac", Verdict.DIFFERENT, 1.0)]
    assert together(apart) == {"a": "a", "b": "a", "c": "c", "d": "d"}

    same = [("ab", SURE, 1.0), ("ac", Verdict.SAME, 1.0), ("bd", Verdict.LIKELY, 1.0)]
    assert together(same, doubted=["bc", "ac"]) == {"a": "a", "b": "a", "c": "a", "d": "d"}


@given(st.permutations([("ab", SURE, 0.9), ("bc", SURE, 0.9), ("cd", SURE, 0.8)]))
def test_the_order_of_what_is_held_does_not_matter(edges) -> None:
    assert together(edges, doubted=["ac"]) == {"a": "a", "b": "a", "c": "c", "d": "c"}
