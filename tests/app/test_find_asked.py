"""What the find page is asked: part of it in the address, the rest kept for the visit alone."""

from dataclasses import replace

import pytest
from starlette.datastructures import QueryParams

from asset_map.app import find_asked
from asset_map.app.find_asked import FindAsked
from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import BadInput
from asset_map.domain.tokens import new_token

pytestmark = pytest.mark.usefixtures("demo_database")

ASKED = FindAsked(
    place="DY1 3EB",
    needs=("food", "money"),
    words="soup kitchen",
    far_m=800.0,
    times="soon",
    free=True,
    step_free=True,
    language="pa",
    kind=AssetKind.SERVICE,
)


@pytest.fixture(autouse=True)
def names_of_this_map():
    """The names of areas are remembered for a minute: they belong to one test."""
    find_asked._names.cache_clear()
    yield
    find_asked._names.cache_clear()


def query_of(address: str) -> QueryParams:
    return QueryParams(address.partition("?")[2])


def test_an_address_tells_neither_the_exact_place_nor_words_nor_a_sensitive_need():
    address = ASKED.keep(new_token()).address()
    for private in ("DY1", "3EB", "soup", "kitchen", "money"):
        assert private not in address
    assert query_of(address).getlist("need") == ["food"]


def test_an_address_tells_nothing_private_also_where_nothing_was_kept():
    address = ASKED.address()
    for private in ("DY1", "soup", "money", "search="):
        assert private not in address


def test_the_same_browser_reads_all_of_it_back_and_another_one_nothing_private():
    visit = new_token()
    kept = ASKED.keep(visit)
    assert find_asked.read(query_of(kept.address()), visit) == kept
    for other in (new_token(), None, "made up"):
        read = find_asked.read(query_of(kept.address()), other)
        assert read.forgotten
        assert (read.place, read.needs, read.words) == ("", ("food",), "")


def test_a_search_that_was_shared_is_read_by_anybody():
    shared = ASKED.shared_address()
    assert find_asked.read(query_of(shared), None) == ASKED


@pytest.mark.parametrize("area", ["Wrens Nest", "wrens  nest", "Castle and Priory"])
def test_the_name_of_an_area_may_stand_in_the_address(area):
    kept = FindAsked(place=area).keep(new_token())
    assert query_of(kept.address()).get("place") == area
    assert kept.search == ""


@pytest.mark.parametrize("place", ["DY1 3EB", "52.51, -2.08", "Priory Road", "Wrens Nest 4"])
def test_nothing_finer_than_an_area_may(place):
    kept = FindAsked(place=place).keep(new_token())
    assert list(query_of(kept.address())) == ["search"]


def test_a_sensitive_need_alone_is_kept_beside_an_area():
    kept = FindAsked(place="Wrens Nest", needs=("money", "food")).keep(new_token())
    query = query_of(kept.address())
    assert query["place"] == "Wrens Nest"
    assert query.getlist("need") == ["food"]
    assert query["search"] == kept.search


def test_what_is_changed_has_another_word_so_that_the_way_back_leads_to_each():
    visit = new_token()
    first = ASKED.keep(visit)
    second = replace(first, words="").keep(visit)
    assert first.search != second.search
    assert find_asked.read(query_of(first.address()), visit).words == "soup kitchen"
    assert find_asked.read(query_of(second.address()), visit).words == ""


def test_downloads_have_the_same_question_under_another_path():
    kept = ASKED.keep(new_token())
    assert kept.address("/near.csv") == kept.address().replace("/near?", "/near.csv?")


@pytest.mark.parametrize(
    "query",
    [
        "need=food,money",
        "need=food&need=money",
        "need=food%2Cmoney&need=food",
        "need=+food+%2C%2C+money",
    ],
)
def test_needs_are_read_repeated_or_joined_each_once(query):
    assert find_asked.read(QueryParams(query), None).needs == ("food", "money")


def test_a_plain_mapping_is_read_as_well():
    assert find_asked.read({"need": ["food", "work"], "far": "800"}, None).needs == ("food", "work")
    assert find_asked.read({"need": "food", "free": "yes"}, None).free


@pytest.mark.parametrize("need", ["<script>", "'; DROP TABLE need; --", "%00", "a" * 50, "Füd"])
def test_what_cannot_be_a_need_is_not_looked_at(need):
    assert find_asked.read({"need": need}, None).needs == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("far", far) for far in ("x", "-5", "0", "nan", "inf", "1e9", "8 00")),
        *(("when", when) for when in ("yesterday", "mo", "<b>")),
        *(("language", language) for language in ("panjabi", "p", "<b>")),
        *(("kind", kind) for kind in ("thing", "<b>")),
    ],
)
def test_a_garbled_value_is_refused_in_a_sentence(name, value):
    with pytest.raises(BadInput) as refused:
        find_asked.read({name: value}, None)
    assert refused.value.sentence.endswith(".")
    assert refused.value.next_step


def test_endless_text_is_cut():
    asked = find_asked.read({"place": "x" * 5000, "words": "y" * 5000}, None)
    assert len(asked.place) == len(asked.words) == find_asked.LONGEST_TEXT
