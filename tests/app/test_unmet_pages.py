"""Saying that something is missing, and what stands beside the gaps of what people missed."""

from datetime import date

import pytest
from loads import ask as rows_of
from loads import change
from streamlit.testing.v1 import AppTest

from asset_map.app import unmet_wording as words
from asset_map.domain.tokens import new_token
from asset_map.domain.unmet import Quarter, Unmet
from asset_map.journeys import count_unmet as counting

LAST = Quarter.of(date.today()).after(-1)

FORM = """
from asset_map.app import ask, missing
from asset_map.domain.seeking import Sought
needs = {need.id: need.label for need in ask.list_needs()}
near = ask.find_near("DY1 1AA", Sought(needs=%r), within_m=10)
missing.count(near, %r)
missing.draw(near.place, needs, %r)
"""


@pytest.fixture
def visiting(monkeypatch) -> str:
    """The browser came with the cookie of its visit."""
    monkeypatch.setattr(counting, "_once", counting._Once())
    token = new_token()
    monkeypatch.setattr("asset_map.app.missing.visit.of", lambda _cookies: token)
    return token


def form(*sought: str) -> AppTest:
    return AppTest.from_string(FORM % (sought, sought, sought), default_timeout=30).run()


def said(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(str(piece.body) for piece in app.get("html"))


def press(app: AppTest) -> str:
    return said(app.button[0].click().run())


def counted() -> set[tuple]:
    counting.settle()
    return {(row.ward_code, row.need_id, row.what, row.people) for row in rows_of(EVERYTHING)}


EVERYTHING = "SELECT * FROM unmet_need"
WARD = {"ward": "E05000001"}


def was(need: str, people: int, what: Unmet = Unmet.MISSING, **ward: str) -> None:
    change(
        "INSERT INTO unmet_need SELECT :ward, max(vintage), :need, :at, :what, :people FROM area",
        **{"need": need, "people": people, "what": what, "at": LAST.first} | WARD | ward,
    )


def test_one_press_counts_one_person_and_says_so(town, visiting):
    app = form("advice")
    assert "West Town" in said(app)
    assert counted() == {("E05000001", "advice", "nothing_found", 1)}
    answer = press(app)
    assert "Thank you" in answer
    assert "“Advice and rights” in West Town" in answer
    assert "said so already" in press(app)
    assert ("E05000001", "advice", "missing", 1) in counted()
    assert len(counted()) == 2


def test_where_several_needs_or_none_were_looked_for_one_is_chosen_first(town, visiting):
    app = form()
    assert words.MISSING_CHOOSE_FIRST in press(app)
    assert counted() == set()
    app.selectbox[0].select("library")
    assert "“Library” in West Town" in press(app)
    assert counted() == {("E05000001", "library", "missing", 1)}
    assert form("food", "advice").selectbox[0].options[:2] == ["Food", "Advice and rights"]


def test_what_is_asked_for_has_no_room_for_words(same_town):
    app = form("advice")
    assert not app.text_input
    assert not app.text_area


def test_without_a_cookie_nothing_is_counted_and_the_page_says_why(town):
    app = form("advice")
    assert "keep cookies" in press(app)
    assert counted() == set()


def test_before_a_quarter_is_over_the_gaps_say_when_there_will_be_figures(demo_database, show):
    running = Quarter.of(date.today())
    assert f"The first figures come on 1 {running.after(1).first:%B %Y}" in show("see_gaps")


def test_beside_the_gaps_stand_the_people_who_missed_something(own_demo, show, text_of):
    [[castle, vintage]] = rows_of(
        "SELECT code, vintage FROM area WHERE kind = 'ward' AND name = 'Castle & Priory'"
    )
    for need, people, what in (
        ("food", 27, Unmet.MISSING),
        ("food", 7, Unmet.NOTHING_FOUND),
        ("work", 3, Unmet.MISSING),
    ):
        was(need, people, what, ward=castle)
    change("UPDATE unmet_need SET vintage = :vintage", vintage=vintage)
    ward = text_of(show("see_gaps", area=castle))
    assert f"People who used this map, from {LAST}" in ward
    assert "Need Found nothing in reach Said it is missing Food fewer than 10 about 25" in ward
    assert "Work and training none fewer than 10" in ward
    one_need = text_of(show("see_gaps", need="food"))
    assert "Castle &amp; Priory fewer than 10 about 25" in one_need.replace("& ", "&amp; ")
    assert "In other wards nobody was counted" in one_need
    everything = text_of(show("see_gaps"))
    assert "Castle & Priory Food fewer than 10 about 25" in everything
    for page in (ward, one_need, everything):
        assert " 27" not in page.partition(words.TITLE)[2][:1_500]
    across = text_of(show("see_gaps", area="Priory"))
    assert "does not keep to wards" in across
    assert "Castle & Priory Food fewer than 10 about 25" in across
