"""What lies on its side in a paper, and what a picture's size is."""

import pytest
from papers import MADE

from asset_map.domain.paper import Picture, Prompt, Rows, Section, Words
from asset_map.report.shapes import lies_wide, size_of

WIDE, TABLE = Rows("w", "W", ("a",), (), wide=True), Rows("t", "T", ("a",), ())
FEW, MANY = Words("A few words."), Words("Many words. " * 80)
CHART, ASKED = Picture("p", "P", b"", "Alt."), Prompt("q", "Why?", "So.", "Head", MADE)


def lying(*blocks):
    return "".join("W" if wide else "-" for wide in lies_wide(Section("S", blocks)))


def test_a_section_with_nothing_wide_stands_upright():
    assert lying() == "-"
    assert lying(FEW, TABLE, CHART, ASKED) == "-----"


def test_a_heading_and_a_few_words_go_along_with_what_is_wide_below_them():
    assert lying(WIDE) == "WW"
    assert lying(FEW, FEW, WIDE) == "WWWW"
    assert lying(MANY, WIDE) == "--W"
    assert lying(MANY, FEW, WIDE) == "--WW"
    assert lying(ASKED, FEW, WIDE) == "--WW"
    assert lying(TABLE, WIDE) == "--W"


def test_text_and_tables_stay_where_something_wide_was_and_others_stand_up_again():
    assert lying(WIDE, FEW, TABLE, MANY) == "WWWWW"
    assert lying(WIDE, FEW, CHART, FEW, TABLE) == "WWW---"
    assert lying(WIDE, ASKED, FEW, WIDE) == "WW-WW"


def test_what_is_no_picture_has_no_size():
    with pytest.raises(ValueError, match="The picture p is no PNG"):
        size_of(CHART)
