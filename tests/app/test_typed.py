"""Days and figures as people type them."""

from datetime import date

import pytest

from asset_map.app.typed import as_day, as_number, day, number
from asset_map.domain.errors import BadInput


@pytest.mark.parametrize(
    "said",
    ["24/02/2027", "24.02.2027", "2027-02-24", "24 February 2027", " 24  Feb 2027 ", "24/2/27"],
)
def test_a_day_is_read_as_people_write_it(said):
    assert day(said) == date(2027, 2, 24)


@pytest.mark.parametrize("said", ["02/24/2027", "31/02/2027", "soon", "2027"])
def test_what_is_no_day_is_a_sentence_with_the_way_to_write_one(said):
    with pytest.raises(BadInput, match=r"is not a day.*01/04/2027"):
        day(said)


@pytest.mark.parametrize(
    ("said", "value"), [("48,000", 48000), ("£48,000.50", 48000.5), ("40%", 40), (" 7 ", 7)]
)
def test_a_figure_is_read_with_its_signs(said, value):
    assert number(said) == value


@pytest.mark.parametrize("said", ["7,5", "lots", "1,23,456", "nan", "inf", "1e400"])
def test_what_is_no_figure_is_a_sentence(said):
    with pytest.raises(BadInput, match="is not a number"):
        number(said)


def test_nothing_typed_is_nothing():
    assert day("  ") is None
    assert number("") is None


def test_what_is_kept_is_shown_as_it_is_typed():
    assert day(as_day(date(2027, 4, 1))) == date(2027, 4, 1)
    assert number(as_number(48000.0)) == 48000
    assert as_number(None) == as_day(None) == ""
