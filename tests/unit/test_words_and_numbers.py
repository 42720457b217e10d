"""Names, postcodes and numbers of people: examples, and what has to hold for any of them."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_map.domain.assets import stable_id
from asset_map.domain.numbers import (
    about,
    metres_shown,
    real_people,
    real_people_shown,
    together,
    together_shown,
)
from asset_map.domain.places import name_key, normal_postcode

# Postcodes.


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [
        ("DY1 3SB", "DY1 3SB"),
        ("dy13sb", "DY1 3SB"),
        (" d y 1 3 s b ", "DY1 3SB"),
        ("DY1\u00a03SB", "DY1 3SB"),
        ("SW1A1AA", "SW1A 1AA"),
        ("m11ae", "M1 1AE"),
        ("B6 2AA\n", "B6 2AA"),
        ("B62 0AA", "B62 0AA"),
        ("DY1 3S", None),
        ("DY1", None),
        ("", None),
        ("DY1 3SB, Dudley", None),
        ("1DY 3SB", None),
        ("DY1 SB3", None),
        ("ＤＹ1 3SB", None),
        ("DY١ 3SB", None),
        ("52.5,-2.1", None),
    ],
)
def test_a_postcode_is_read_however_it_is_typed_and_nothing_else_is_one(typed, postcode):
    assert normal_postcode(typed) == postcode


POSTCODES = st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}", fullmatch=True)


@given(POSTCODES, st.data())
def test_blanks_and_small_letters_do_not_change_a_postcode(postcode, data):
    bare = postcode.replace(" ", "")
    blanks = data.draw(st.lists(st.sampled_from(["", " ", "  ", "\t"]), min_size=len(bare)))
    typed = "".join(letter + blank for letter, blank in zip(bare.lower(), blanks, strict=False))

    assert normal_postcode(typed) == normal_postcode(postcode)


@given(st.text())
def test_a_normal_postcode_is_its_own_normal_form(text):
    once = normal_postcode(text)

    assert once is None or normal_postcode(once) == once


# Names.


@pytest.mark.parametrize(
    "spellings",
    [
        ["Castle & Priory", "castle and priory", "CASTLE  AND PRIORY", "Castle&Priory"],
        ["St. James's", "St James's", "St James’s", "st jamess"],
        ["Netherton, Woodside & St. Andrew's", "netherton woodside and st andrews"],
        ["Wren's Nest", "Wrens Nest", "WRENS-NEST".replace("-", " ")],
        ["Kates Hill", "kates\thill\n"],
    ],
)
def test_spellings_of_one_place_give_one_key(spellings):
    assert len({name_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Halesowen North", "Halesowen South"), ("Café", "Cafe Noir"), ("Lye", "Lye 2")],
)
def test_names_of_different_places_stay_apart(one, other):
    assert name_key(one) != name_key(other)


@given(st.text())
def test_a_key_is_its_own_key(name):
    key = name_key(name)

    assert name_key(key) == key
    assert key == key.strip()
    assert "  " not in key


@given(st.text(string.ascii_letters + " ", min_size=1))
def test_capitals_and_blanks_do_not_change_a_key(name):
    assert name_key(name) == name_key(f"  {name.upper()} ") == name_key(name.replace(" ", "   "))


# Ids.


def test_an_id_is_always_the_same_for_the_same_parts():
    assert str(stable_id("own-list", "venue", "V1")) == str(stable_id("own-list", "venue", "V1"))
    assert stable_id("area", "ward", "E05015903", "2025").version == 5


PARTS = st.lists(st.text(string.ascii_letters + "|-", max_size=4), min_size=1, max_size=4)


@given(PARTS, PARTS)
def test_other_parts_give_another_id(parts, other):
    assert (stable_id(*parts) == stable_id(*other)) == (parts == other)


# Modelled residents: rounded, with "about".


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        (None, "no data"),
        (0, "none"),
        (0.4, "none"),
        (0.6, "about 1"),
        (1, "about 1"),
        (7.4, "about 7"),
        (9.6, "about 10"),
        (99.6, "about 100"),
        (104, "about 100"),
        (146, "about 150"),
        (949, "about 950"),
        (12_963, "about 13,000"),
        (324_969, "about 320,000"),
    ],
)
def test_residents_are_shown_with_two_figures(people, shown):
    assert about(people) == shown


@given(st.floats(1, 1e7))
def test_what_is_shown_of_residents_is_within_a_twentieth(people):
    shown = int(about(people).removeprefix("about ").replace(",", ""))

    assert abs(shown - people) <= max(0.5, 0.05 * people) + 1e-9


# Real people: few are hidden.


@pytest.mark.parametrize(
    ("count", "number", "shown"),
    [
        (0, 0, "none"),
        (1, None, "fewer than 10"),
        (9, None, "fewer than 10"),
        (10, 10, "about 10"),
        (12, 10, "about 10"),
        (13, 15, "about 15"),
        (14, 15, "about 15"),
        (1_003, 1005, "about 1,005"),
    ],
)
def test_few_real_people_are_hidden_and_more_are_rounded(count, number, shown):
    assert (real_people(count), real_people_shown(count)) == (number, shown)


@given(st.integers(0, 10**6))
def test_the_number_and_the_text_of_real_people_never_disagree(count):
    number, shown = real_people(count), real_people_shown(count)

    assert (number is None) == (shown == "fewer than 10") == (1 <= count <= 9)
    if number:
        assert shown == f"about {number:,}"
        assert number % 5 == 0
        assert abs(number - count) <= 2
        assert number >= 10


@given(st.integers(1, 9), st.integers(1, 9))
def test_few_real_people_cannot_be_told_apart(one, other):
    assert real_people(one) == real_people(other)
    assert real_people_shown(one) == real_people_shown(other)


@pytest.mark.parametrize(
    ("counts", "number", "shown"),
    [
        ([14], 15, "about 15"),
        ([14, 12], 25, "about 25"),
        ([6], None, "fewer than 10"),
        ([6, 0], None, "fewer than 10"),
        ([10, 1, 1], None, "about 10 and 2 times fewer than 10"),
        ([0, 0], 0, "none"),
    ],
)
def test_real_people_together_are_added_up_as_they_are_shown(counts, number, shown):
    assert (together(counts), together_shown(counts)) == (number, shown)


def test_a_sum_tells_nothing_of_what_is_hidden_in_it():
    # 12 in all were shown as about 10: with 10 or more of them in one offer, the others had 1 each.
    assert together([10, 1, 1]) == together([10, 9, 9])
    assert together_shown([10, 1, 1]) == together_shown([10, 9, 9])


# Distances.


@pytest.mark.parametrize(
    ("metres", "shown"),
    [
        (0, "10 m"),
        (14.9, "10 m"),
        (263, "260 m"),
        (994, "990 m"),
        (995, "1.0 km"),
        (999, "1.0 km"),
        (1040, "1.0 km"),
        (1560, "1.6 km"),
    ],
)
def test_distances_are_shown_no_finer_than_they_are_known(metres, shown):
    assert metres_shown(metres) == shown
