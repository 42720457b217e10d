"""The stewards' page on entries that may be the same thing: deciding, and taking that back."""

import pytest
from loads import ask_one, load
from streamlit.testing.v1 import AppTest
from tables import write_csv

from asset_map.app import sign_in_wording as words
from asset_map.app import twins_wording
from asset_map.app.pages import decide_twins
from asset_map.domain.twins import Which
from asset_map.journeys.decide_twins import say_different, say_same
from asset_map.journeys.list_twins import list_twins
from etl.cleaning.values import plain_text, postcode, yes_or_no
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Sheet, Source

COLUMNS = (
    Column(("ref",), "key", plain_text, required=True),
    Column(("name",), "name", plain_text, required=True),
    Column(("postcode",), "postcode", postcode),
    Column(("masked",), "masked", yes_or_no),
)
COUNCIL = """
    ref | name                   | postcode | masked
    1   | Harbour & Anchor Hall  | DY1 1AA  |
    2   | Quarry Bank Mill Lodge | DY1 1AB  | {masked}
"""
CHARITY = """
    ref | name                          | postcode | masked
    a   | Harbour & Anchor Hall Annexe  | DY1 1AA  |
    b   | Quarry Bank Mill Lodge Garden | DY1 1AB  |
"""


@pytest.fixture
def tell(town, tmp_path):
    """Loads the lists of two that tell of the same venues in other words."""

    def told(masked: str = "", **more: str) -> None:
        lists = {"council": COUNCIL.format(masked=masked), "charity": CHARITY} | more
        for name, drawn in lists.items():
            source = Source(
                id=name,
                title=f"The {name} list",
                publisher="somebody",
                licence=OGL3,
                gives="asset",
                reader=Delimited(),
                sheets=(Sheet(COLUMNS, lambda rows: {"asset": rows.assign(kind="venue")}),),
            )
            load(source, write_csv(tmp_path / f"{name}.csv", drawn))

    return told


@pytest.fixture
def visit(as_staff) -> AppTest:
    """The page as staff see it."""
    return opened()


def opened() -> AppTest:
    script = "from asset_map.app.pages import decide_twins\ndecide_twins.show()"
    return AppTest.from_string(script, default_timeout=30)


def press(visit: AppTest, words: str) -> AppTest:
    """Press the first button of some words."""
    return next(button for button in visit.button if button.label == words).click().run()


def html(visit: AppTest) -> str:
    assert not visit.exception
    return "\n".join(str(piece.body) for piece in visit.get("html"))


def buttons(visit: AppTest) -> list[str]:
    return [button.label for button in visit.button]


def test_a_pair_shows_both_with_source_place_distance_reason_and_likeness(tell, visit, text_of):
    tell()
    drawn = html(visit.run())
    said = text_of(drawn)

    [first, second] = list_twins().pairs
    assert first.score >= second.score
    assert said.index(first.name_a) < said.index(second.name_a)
    for pair in (first, second):
        assert f"({pair.score:.2f} of 1): {pair.reason}." in said
        assert pair.name_a in said
        assert pair.name_b in said
    assert "The council list DY1 1AA" in said
    assert "The charity list DY1 1AA" in said
    assert twins_wording.UNDER in said
    assert twins_wording.COUNT.format(pairs="2 pairs") in said
    assert "Harbour &amp; Anchor Hall" in drawn
    assert buttons(visit) == [*decide_twins.WAYS.values()] * 2


@pytest.mark.parametrize(
    ("words", "as_one"), [(twins_wording.SAME, True), (twins_wording.DIFFERENT, False)]
)
def test_a_decision_is_kept_announced_and_undone(tell, visit, text_of, words, as_one):
    tell()
    visit.run()
    visit.text_input[0].set_value("volunteer centre")

    said = text_of(html(press(visit, words)))
    [pair] = list_twins(Which.DECIDED).pairs
    shown = "are now shown as one." if as_one else "are now shown as two."
    assert (pair.joined, pair.decided_by) == (as_one, "volunteer centre")
    assert f"{pair.name_a} and {pair.name_b} {shown}" in said
    assert "by: volunteer centre." in said
    assert twins_wording.COUNT.format(pairs="1 pair") in said

    tell()
    assert list_twins(Which.DECIDED).pairs[0].joined == as_one

    said = text_of(html(press(visit, twins_wording.UNDO)))
    assert "The decision is undone." in said
    assert twins_wording.DECIDED_NONE in said
    assert list_twins().count == 2


def test_with_no_role_given_the_steward_decides(tell, visit):
    tell()
    visit.run()
    visit.text_input[0].set_value(" ")
    press(visit, twins_wording.SAME)

    assert list_twins(Which.DECIDED).pairs[0].decided_by == "steward"


def test_a_pair_left_for_now_waits_until_the_page_is_opened_again(tell, visit, text_of):
    tell()
    first, second = list_twins().pairs

    said = text_of(html(press(visit.run(), twins_wording.LEAVE)))
    assert twins_wording.SAID_LEFT.format(a=first.name_a, b=first.name_b) in said
    assert twins_wording.LEFT.format(pairs="1 pair") in said
    assert buttons(visit) == [*decide_twins.WAYS.values()]
    assert list_twins().pairs == (first, second)
    assert buttons(opened().run()) == [*decide_twins.WAYS.values()] * 2


def test_a_masked_place_is_not_given_away(tell, visit, text_of):
    tell(masked="yes")
    said = text_of(html(visit.run()))

    [pair] = [pair for pair in list_twins().pairs if "Quarry" in pair.name_a + pair.name_b]
    begin = said.index(f"({pair.score:.2f} of 1): {twins_wording.WHY_HIDDEN}.")
    about = said[begin : said.index("Harbour", begin)]
    assert twins_wording.APART_HIDDEN in about
    assert f"The council list {twins_wording.WHERE_HIDDEN}" in about
    assert pair.reason not in about
    assert pair.metres is None


def test_a_decision_that_contradicts_another_is_refused_and_changes_nothing(tell, visit, text_of):
    tell()
    lodge, _ = list_twins().pairs
    third = str(ask_one("SELECT id FROM record WHERE source_id = 'charity' AND key = 'a'"))
    say_different(str(lodge.record_a), third)
    say_same(str(lodge.record_b), third)

    said = text_of(html(press(visit.run(), twins_wording.SAME)))
    assert "which were said to be two." in said
    assert twins_wording.UNKNOWN_NEXT in said
    assert "asset-map twins" not in said
    assert list_twins(Which.DECIDED).count == 2
    assert twins_wording.UNDO in buttons(visit)


SURE = """
    ref | name                   | postcode | masked
    x   | Kates Hill Hall        | DY1 1AC  |
"""


@pytest.fixture
def joined_by_a_load(tell):
    """Two lists that tell of one hall in the same words."""
    tell(council=SURE, charity=SURE)
    [pair] = list_twins(Which.BY_RULE).pairs
    return pair


def test_what_a_load_joined_is_shown_and_taken_apart(joined_by_a_load, visit, text_of):
    said = text_of(html(visit.run()))
    assert twins_wording.BY_RULE_COUNT.format(pairs="1 pair") in said

    said = text_of(html(press(visit, twins_wording.BY_RULE_APART)))
    assert "are now shown as two." in said
    assert twins_wording.BY_RULE_NONE in said


@pytest.mark.parametrize(
    ("words", "decided", "waiting", "joined"),
    [
        (twins_wording.UNDO_AND_JOIN, 0, 0, 1),
        (twins_wording.UNDO_AND_WAIT, 0, 1, 0),
        (twins_wording.UNDO_NOT, 1, 0, 0),
    ],
)
def test_who_undoes_is_asked_first_where_a_load_would_join_them(
    joined_by_a_load, visit, text_of, words, decided, waiting, joined
):
    say_different(str(joined_by_a_load.record_a), str(joined_by_a_load.record_b))

    said = text_of(html(press(visit.run(), twins_wording.UNDO)))
    assert "undoing shows them as one, at once." in said
    assert list_twins(Which.DECIDED).count == 1

    press(visit, words)
    assert twins_wording.UNDO_AND_JOIN not in buttons(visit)
    found = [list_twins(which).count for which in (Which.DECIDED, Which.OPEN, Which.BY_RULE)]
    assert found == [decided, waiting, joined]


def test_more_are_shown_when_asked_for(tell, visit, monkeypatch):
    monkeypatch.setattr(decide_twins, "AT_ONCE", 1)
    tell()
    visit.run()

    assert buttons(visit) == [*decide_twins.WAYS.values(), "Show 1 more"]
    press(visit, "Show 1 more")
    assert buttons(visit) == [*decide_twins.WAYS.values()] * 2


def test_where_nothing_waits_it_is_said_plainly(same_town, visit, text_of):
    said = text_of(html(visit.run()))

    assert twins_wording.NONE in said
    assert twins_wording.DECIDED_NONE in said
    assert not visit.button


def test_the_page_is_for_staff(tell, text_of):
    tell()
    visit = opened().run()

    assert words.FIRST_TITLE in text_of(html(visit))
    assert "Harbour" not in html(visit)
    assert not visit.button


def test_nothing_is_decided_for_a_visit_that_is_not_staff(tell):
    tell()
    visit = opened()
    visit.session_state["twins-wish"] = ("same", list_twins().pairs[0])
    visit.run()

    assert list_twins(Which.DECIDED).count == 0
