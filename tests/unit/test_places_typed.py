"""Postcodes and names of places as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import table

from asset_map.analysis.names_alike import how_near
from asset_map.domain import names_typed, postcodes_typed

# Postcodes.


@pytest.mark.parametrize(
    "typed", ["DY1 3SB", "dy13sb", "DY1-3SB", "dy1 3 sb", " d y 1 3 s b ", "dy1\t3sb.", "(DY1 3SB)"]
)
def test_a_postcode_is_read_however_it_is_spaced(typed):
    assert postcodes_typed.whole(typed) == "DY1 3SB"


@pytest.mark.parametrize("typed", ["", "DY1", "DY1 3", "DYI 3SB", "Dudley", "near DY1 3SB"])
def test_what_is_less_or_more_than_a_postcode_is_none(typed):
    assert postcodes_typed.whole(typed) is None


SLIPS = """
    typed    | read
    DYI 3SB  | DY1 3SB
    dyl3sb   | DY1 3SB
    DY1 3S8  | DY1 3SB
    DY1 O5B  | DY1 0SB
    0X1 2JD  | OX1 2JD
    5W1A 1AA | SW1A 1AA
    DYIO 3SB | DY10 3SB
    Hall 12  |
    West     |
    Saint    |
    lol      |
    DY1      |
"""


@pytest.mark.parametrize("row", table(SLIPS), ids=lambda row: row["typed"])
def test_slips_between_letters_and_figures_are_read(row):
    assert postcodes_typed.slipped(row["typed"]) == ((row["read"],) if row["read"] else ())


def test_slips_that_can_be_read_in_two_ways_are_both_told():
    assert postcodes_typed.slipped("WII 1AA") == ("WI1 1AA", "W11 1AA")


@given(st.from_regex(r"(B|WV|DY|OX|L)[1-9][0-9]? [0-9][A-Z]{2}", fullmatch=True), st.data())
def test_the_postcode_that_was_meant_is_among_the_readings_of_a_slip(meant, data):
    slips = {"0": "O", "1": "I", "O": "0", "I": "1"}
    at = [place for place, sign in enumerate(meant) if sign in slips]
    typed = meant
    if at:
        place = data.draw(st.sampled_from(at))
        typed = meant[:place] + slips[meant[place]] + meant[place + 1 :]

    read = (postcodes_typed.whole(typed), *postcodes_typed.slipped(typed))

    assert meant in read or read[0]


PARTS = """
    typed  | parts
    DY1    | DY1
    dy1 3  | DY1 3
    dy1-3  | DY1 3
    DY13   | DY13, DY1 3
    B1     | B1
    SW1A   | SW1A
    SW1A 1 | SW1A 1
    Dudley |
    1      |
"""


@pytest.mark.parametrize("row", table(PARTS), ids=lambda row: row["typed"])
def test_a_part_of_a_postcode_may_be_a_district_or_a_sector(row):
    found = [part.label for part in postcodes_typed.parts(row["typed"])]

    assert ", ".join(found) == row["parts"]


def test_a_postcode_in_a_sentence_is_found_once():
    said = "near DY1 3SB please, or dy13sb; not XDY1 3SBX"

    assert postcodes_typed.in_words(said) == ("DY1 3SB",)


# Names.

NEARNESS = """
    typed               | name                | near
    wrens nest          | wrens nest          | 0
    wrens nst           | wrens nest          | 1
    castel and priory   | castle and priory   | 1
    castle              | castle and priory   | 1
    priory              | castle and priory   | 2
    stourbridge         | lye and stourbridge north | 2
    halsowen            | halesowen           | 1
    hal                 | hall                |
    cat                 | castle              |
    gorse               | gornal              |
    high street         | hill street         |
    high street         | hugh street         | 1
    wellngton street    | wellington street   | 1
    stourbrige          | lye and stourbridge north | 3
    limekin lantern hall | limekiln lantern hall invented | 2
    prio                | castle and priory   |
"""


@pytest.mark.parametrize("row", table(NEARNESS), ids=lambda row: row["typed"])
def test_a_name_is_near_by_slips_or_by_what_it_begins_with(row):
    near = how_near(row["typed"], row["name"])

    assert near == (int(row["near"]) if row["near"] else None)


SPELT = """
    typed          | written
    high st        | high street
    maple rd       | maple road
    st james rd    | st james road
    saint james rd | st james road
    park ave       | park avenue
    the cres       | the crescent
    elm gdns       | elm gardens
    kings sq       | kings square
    upr high st    | upper high street
    high st n      | high street north
    st st          | saint street
    close          | close
"""


@pytest.mark.parametrize("row", table(SPELT), ids=lambda row: row["typed"])
def test_short_forms_are_written_out(row):
    ways = names_typed.spellings(row["typed"])

    assert ways[0] == row["typed"]
    assert row["written"] in ways


def test_ever_so_many_short_forms_are_not_all_tried():
    assert len(names_typed.spellings("x " + "st " * 50)) <= names_typed.MOST_SPELLINGS


AREAS = """
    typed                        | key               | kind
    wrens nest                   | wrens nest        |
    the Priory estate            | priory            | neighbourhood
    Castle&Priory ward           | castle and priory | ward
    Dudley council               | dudley            | authority
    Dudley Metropolitan Borough Council | dudley     | authority
    near the Wren's Nest please  | wrens nest        |
"""


@pytest.mark.parametrize("row", table(AREAS), ids=lambda row: row["typed"])
def test_what_kind_of_area_is_meant_may_be_said(row):
    found = names_typed.of_areas(row["typed"])

    assert found[-1] == names_typed.Typed(row["key"], row["kind"] or None)


def test_what_cannot_be_seen_is_left_out_and_wide_letters_are_letters():
    assert names_typed.tidy(" DY1​ \u202e３ＳＢ\t") == "DY1 3SB"


def test_a_house_number_and_what_follows_a_name_may_be_left_out():
    ways = names_typed.heads("12 High Street Dudley, DY1")

    assert ("high street", ("dudley", "dy1")) in ways
    assert ways[0][0] == "12 high street dudley dy1"


@given(st.text(max_size=300))
def test_whatever_is_typed_is_taken_apart_without_a_fall(typed):
    said = names_typed.tidy(typed)

    for head, _ in names_typed.heads(said):
        assert names_typed.spellings(head)
    names_typed.of_areas(said), postcodes_typed.parts(said), postcodes_typed.slipped(said)
    assert postcodes_typed.whole(said) is None or len(said) >= 5
