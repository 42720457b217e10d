"""Names that were shouted, and words that a machine broke in two."""

import csv

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.cleaning.names import MENDED, OWN_WORDS, name


def spoken(*texts):
    return [None if pd.isna(value) else value for value in name(pd.Series(texts, dtype="str"))]


@pytest.mark.parametrize(
    ("shouted", "usual"),
    [
        ("ST JAMES' CHURCH OF ST. MARY", "St James' Church of St. Mary"),
        ("O'NEILL'S OF THE LYE", "O'Neill's of the Lye"),
        ("L'ARCHE", "L'Arche"),
        ("MCDONALD HOUSE", "McDonald House"),
        ("STOKE-ON-TRENT A R L F CLUB", "Stoke-on-Trent A R L F Club"),
        ("DUDLEY KINGSWINFORD RFC", "Dudley Kingswinford RFC"),
        ("LYE CRICKET CLUB CIO", "Lye Cricket Club CIO"),
        ("DUDLEY MBC & DUDLEY CVS LTD", "Dudley MBC & Dudley CVS Ltd"),
        ("T.T.B.Y. TRUST", "T.T.B.Y. Trust"),
        ("1ST LYE SCOUTS", "1st Lye Scouts"),
        ("U3A", "U3A"),
        ("C OF E SCHOOL", "C of E School"),
        ("A ROCHA UK", "A Rocha UK"),
        ("FRIENDS OF A PARK", "Friends of a Park"),
        ("OF MICE", "Of Mice"),
        ("CAFÉ D'ARCY", "Café D'Arcy"),
        ("RSPB", "RSPB"),
        ("CLWB PEL-DROED Y BALA", "Clwb Pel-Droed Y Bala"),
        ("SWALE YMCA (KENT)", "Swale YMCA (Kent)"),
    ],
)
def test_a_name_in_capitals_is_written_as_people_write_it(shouted, usual):
    assert spoken(shouted) == [usual]


@pytest.mark.parametrize("usual", ["McCoy's Café", "BIRMINGHAM Hub", "lower case", "iPhone", "123"])
def test_a_name_that_nobody_shouted_is_left_alone(usual):
    assert spoken(usual) == [usual]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("LYE RUGBY FOOTBA LL CLUB", "Lye Rugby Football Club"),
        ("Oxford Cric ket Club", "Oxford Cricket Club"),
        ("Bowli ng & Soci al Clu b", "Bowling & Social Club"),
        ("Rifle and Pistol C  lub", "Rifle and Pistol Club"),
        ("Tennis Club Li mited", "Tennis Club Limited"),
        ("ST MARY'S PORTS", "St Mary's Ports"),
        ("Foot Ball Hall", "Foot Ball Hall"),
        ("As Sociable", "As Sociable"),
        ("Play Group", "Play Group"),
        ("F C Lubbock", "F C Lubbock"),
    ],
)
def test_a_broken_word_is_mended_only_where_that_is_certain(broken, whole):
    assert spoken(broken) == [whole]


def test_no_two_words_of_their_own_are_joined():
    own = sorted(OWN_WORDS | MENDED)
    pairs = [f"{one} {two}" for one in own for two in own if one + two in MENDED]

    assert pairs
    assert spoken(*pairs) == pairs


WORDS = st.sampled_from(
    ["ST", "OF", "A", "RFC", "CLU", "B", "LYE", "O'NEILL'S", "Ten", "nis", "2ND"]
)
NAMES = st.text(max_size=20) | st.lists(WORDS, max_size=6).map(" ".join)


@settings(max_examples=50, deadline=None)
@given(st.lists(NAMES, max_size=5))
def test_a_name_that_is_read_once_stays_as_it_is(names):
    once = spoken(*names)

    assert len(once) == len(names)
    assert spoken(*(one or "" for one in once)) == once


def test_the_sports_clubs_of_the_tax_office_are_no_longer_shouted(sample_data):
    path = sample_data / "assets" / "community_amateur_sports_clubs_hmrc_RAW.csv"
    with path.open(encoding="utf-8", newline="") as file:
        raw = [row["Organisation Name"] for row in csv.DictReader(file)]

    names = spoken(*raw)
    before = " ".join(raw).casefold()
    after = " ".join(names).casefold()

    assert sum(one == one.upper() for one in raw) == 5_980
    assert sum(one == one.upper() for one in names) < 15  # what is all initials
    assert (before.count(" clu b "), after.count(" clu b ")) == (41, 0)
    assert before.replace(" ", "") == after.replace(" ", "")
