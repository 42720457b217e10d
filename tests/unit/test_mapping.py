"""The TOML file that explains a list: what it may say, and how its mistakes are told."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_map.domain.errors import BadInput
from asset_map.settings import CHECKOUT
from etl.own.guess import Guess, TableGuess
from etl.own.mapped_list import needs_of, source_of
from etl.own.mapping import fields_of, mapping_of, our_needs, read_mapping
from etl.own.tables import table_name
from etl.sources.own_list import NAMES, charity_number, company_number, uprn

SAID = """
id = "a-list"
title = "A list"
publisher = "A council"

[licence]
name = "Open"

[groups]
sheet = "Groups"
name = "Organisation"
postcode = "Post Code"
needs = "Category"

[groups.needs_words]
"Food bank" = "food"

[groups.constants]
group_type = "club"
"""


def mistake(said):
    with pytest.raises(BadInput) as caught:
        mapping_of(said, "m.toml")
    assert "\n" not in caught.value.sentence
    assert caught.value.sentence.startswith("m.toml")
    assert caught.value.next_step
    return caught.value.sentence


def test_a_mapping_becomes_a_source_of_its_own():
    source = source_of(mapping_of(SAID, "m.toml"))

    assert source.id == "own-list:a-list"
    assert (source.title, source.publisher) == ("A list", "A council")
    assert (source.licence.name, source.licence.open) == ("Open", False)
    assert source.gives == "asset"


def test_the_example_says_what_may_be_said():
    example = read_mapping(CHECKOUT / "data" / "templates" / "example-mapping.toml")

    assert set(example.tables()) == {"groups", "venues"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('title = "A list"', ""), "title: it is missing."),
        (('id = "a-list"', 'id = "A List"'), "id: write small letters and digits"),
        (("[licence]", 'colour = "red"\n[licence]'), "colour: nothing is known by that name here."),
        (('name = "Open"', ""), "[licence] name: it is missing."),
        (('name = "Open"', 'name = "Open"\nopen = "yes"'), "[licence] open: write true or false."),
        (('name = "Organisation"', ""), "[groups]: name has to be given."),
        (('name = "Organisation"', "name = 3"), "[groups] name: write it as text"),
        (('name = "Organisation"', "name = []"), "[groups] name: write it as text"),
        (("postcode", "postcod"), "'postcod' is not known; did you mean 'postcode'?"),
        (('needs = "Cat', 'needs = ["Other", "Cat'), "m.toml is not written as TOML"),
        (('"Post Code"', '["Post Code", "Zip"]'), "postcode takes one column"),
        (
            ('= "food"', '= "fod"'),
            "needs_words.Food bank: 'fod' is not known; did you mean 'food'?",
        ),
        (("group_type =", "masked ="), "constants.masked cannot be 'club': Write yes or no."),
        (("group_type =", "name ="), "name is both a column and a constant"),
        (('sheet = "Groups"', 'personal = ["Post Code"]'), "'Post Code' is both read and personal"),
        (('publisher = "A council"', 'publisher = ""'), "publisher: it is missing."),
        (('id = "a-list"', 'id = "a-list"\nauthority = "Dudley"'), "authority: write a letter and"),
        (("[groups]", "[[groups]]"), "m.toml"),
        (("= ", "== "), "m.toml is not written as TOML has to be"),
    ],
)
def test_each_mistake_is_told_with_its_place(change, said):
    assert said in mistake(SAID.replace(*change))


def test_all_mistakes_are_told_at_once():
    said = mistake(SAID.replace('title = "A list"', "").replace("postcode", "postcod"))

    assert "title" in said
    assert "postcod" in said


def test_a_mapping_that_names_no_table_is_refused():
    with pytest.raises(BadInput, match="names no table"):
        source_of(mapping_of(SAID.partition("[groups]")[0], "m.toml"))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 1_100_000], ids=["binary", "large"])
def test_a_file_that_is_no_mapping(tmp_path, content):
    (tmp_path / "m.toml").write_bytes(content)

    with pytest.raises(BadInput, match=r"m\.toml"):
        read_mapping(tmp_path / "m.toml")


def test_a_mapping_that_is_not_there(tmp_path):
    with pytest.raises(BadInput, match="There is no file"):
        read_mapping(tmp_path / "m.toml")


@pytest.mark.parametrize(
    ("cell", "needs"),
    [
        ("Food bank", ["food"]),
        ("FOOD BANK; Libraries", ["food", "Libraries"]),
        ("Library, company", ["library", "company"]),
        ("Arts and culture", ["culture"]),
        ("Older people's club", ["older_people", "company"]),
        ("Juggling", None),
    ],
)
def test_a_lists_own_words_are_read_as_our_needs(cell, needs):
    clean = needs_of({"Food bank": ["food"], "Older people's club": ["older_people", "company"]})

    assert clean(pd.Series([cell]))[0] == needs


@pytest.mark.parametrize(
    ("clean", "text", "value"),
    [
        (charity_number, " 1234567 ", "1234567"),
        (charity_number, "sc 012345", "SC012345"),
        (charity_number, "none", None),
        (company_number, "oc301540", "OC301540"),
        (company_number, "123", None),
        (uprn, "10 090 012 345", "10090012345"),
        (uprn, "1e5", None),
    ],
)
def test_numbers_of_registers(clean, text, value):
    [read] = clean(pd.Series([text], dtype="str"))

    assert (None if pd.isna(read) else read) == value


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("venues.csv", "venues"),
        ("list.xlsx/Our groups", "Our groups"),
        ("list.zip/groups.CSV", "groups"),
        ("my.groups.csv.gz", "my.groups"),
    ],
)
def test_what_a_table_is_called(file, name):
    assert table_name(file) == name


@given(
    st.text(min_size=1).filter(str.strip),
    st.text(min_size=1).filter(str.strip),
    st.lists(st.text(min_size=1)),
)
def test_whatever_headers_are_called_the_guess_can_be_read_as_a_mapping(name, sheet, words):
    headers = {"name": [name], "needs": ["n" + name]}
    guess = TableGuess((sheet,), "groups", headers, [], words, words, {sheet: "food"}, words)

    said = mapping_of(Guess("a-list", (guess,)).toml(), "the guess").groups

    assert said.headers == headers
    assert said.sheet == [sheet]
    assert said.needs_words == {sheet: ["food"]}


def test_the_paper_names_every_field_and_every_need():
    paper = (CHECKOUT / "docs" / "how-to" / "own-lists.md").read_text(encoding="utf-8")

    for name in NAMES.values():
        assert f"`[{name}]`" in paper
        for field in fields_of(name):
            assert f"`{field}`" in paper
    assert all(f"`{need}`" in paper for need in our_needs().values())
