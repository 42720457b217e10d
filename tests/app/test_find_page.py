"""The find page: what it says of what was found, and where it leads on; and its one address."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from loads import change
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from asset_map.app import (
    find_asked,
    find_bands,
    find_card,
    find_list,
    find_place,
    find_said,
    front_wording,
    wording,
)
from asset_map.app import find_wording as words
from asset_map.app.find_asked import FindAsked
from asset_map.domain.assets import AssetKind, Session
from asset_map.domain.errors import BadInput, Choice, Failure
from asset_map.domain.seeking import Sought
from asset_map.journeys.find_near import find_near
from asset_map.journeys.hits import Hit
from asset_map.journeys.list_needs import list_needs
from asset_map.journeys.named_places import NEXT
from asset_map.web import index_page, near_page

pytestmark = pytest.mark.usefixtures("demo_database")

TODAY = date(2026, 11, 22)
HERE = "DY1 3EB"


@pytest.fixture(autouse=True)
def names_of_this_map():
    find_asked._names.cache_clear()
    find_place._known.cache_clear()
    yield
    find_asked._names.cache_clear()
    find_place._known.cache_clear()


@pytest.fixture
def hit() -> Hit:
    """Something near, to be made into other things."""
    return next(one for one in find_near(HERE).hits if one.walking_m)


def placed(hit: Hit, minutes: float, confirmed: date | None, name: str) -> Hit:
    source = replace(hit.asset.provenance, last_confirmed=confirmed)
    asset = replace(hit.asset, name=name, provenance=source)
    return replace(hit, asset=asset, minutes=minutes, walking_m=minutes * 80)


def test_the_list_is_in_bands_of_minutes_and_freshest_first_in_each(hit):
    told = [
        placed(hit, 1, TODAY - timedelta(days=400), "near but old"),
        placed(hit, 4.9, TODAY - timedelta(days=9), "near and fresh"),
        placed(hit, 5, TODAY - timedelta(days=9), "near, as fresh, a little farther"),
        placed(hit, 2, None, "near, never confirmed"),
        placed(hit, 5.1, TODAY, "farther, today"),
        placed(hit, 500, TODAY - timedelta(days=90), "far"),
        placed(hit, 700, TODAY, "very far, today"),
    ]
    laid = [(band.title, [one.asset.name for one in band.hits]) for band in bands_of(told)]
    assert laid == [
        (
            "Within 5 minutes' walk",
            [
                "near and fresh",
                "near, as fresh, a little farther",
                "near but old",
                "near, never confirmed",
            ],
        ),
        ("5 to 10 minutes' walk", ["farther, today"]),
        ("More than 120 minutes' walk", ["far", "very far, today"]),
    ]


def bands_of(hits):
    return find_bands.bands(hits, TODAY)


def test_a_record_that_nobody_confirmed_within_a_year_says_so(hit):
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    old = find_card.card(placed(hit, 1, TODAY - timedelta(days=400), "Old"), {}, now)
    fresh = find_card.card(placed(hit, 1, TODAY, "Fresh"), {}, now)
    assert "over a year ago" in old
    assert "am-stale" in old
    assert "am-stale" not in fresh


def test_a_card_says_which_of_my_needs_it_meets_when_it_is_open_what_it_costs_and_steps(hit):
    sunday_noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    one = replace(
        hit,
        needs_met=("food",),
        sessions=(Session("SU", "11:00", "13:00"),),
        cost="£2",
        step_free=True,
    )
    drawn = find_card.card(one, {"food": "Food", "company": "Company"}, sunday_noon)
    for said in ("For you: Food", "Open now until 13:00", "£2", words.STEPS_NONE, "minute"):
        assert said in drawn
    assert "Company" not in drawn
    assert words.STEPS in find_card.card(replace(one, step_free=False), {}, sunday_noon)
    unknown = find_card.card(replace(one, step_free=None, cost=""), {}, sunday_noon)
    assert words.STEPS not in unknown
    assert words.STEPS_NONE not in unknown


def test_text_from_others_is_text_on_a_card(hit):
    asset = replace(hit.asset, name="<script>x</script>", description="<img src=x>")
    one = replace(hit, asset=asset, cost="<b>1</b>", hours_text="<i>late</i>", sessions=())
    drawn = find_card.card(one, {}, datetime(2026, 11, 22, 12, tzinfo=UTC))
    for tag in ("<script", "<img", "<b>", "<i>"):
        assert tag not in drawn


def test_every_need_has_its_heading_once():
    labels = {need.id: need.label for need in list_needs()}
    grouped = find_said.grouped(labels)
    assert sorted(need for ids in grouped.values() for need in ids) == sorted(labels)
    assert words.NEEDS_OTHER not in grouped
    assert find_said.grouped(labels | {"new": "New"})[words.NEEDS_OTHER] == ["new"]


def test_all_that_narrows_is_said():
    asked = FindAsked(
        place=HERE, needs=("food",), words="soup", far_m=800.0, times="soon", free=True
    )
    said = find_said.active(asked, {"food": "Food"}, {})
    assert said == [
        "Food",
        "within 10 minutes' walk",
        "today and tomorrow",
        "free",
        "with the words “soup”",
    ]
    assert find_said.active(FindAsked(place=HERE), {}, {}) == []


@pytest.mark.parametrize(
    ("metres", "said"), [(400, "5 minutes' walk"), (2400, "30 minutes' walk"), (450, "450 m")]
)
def test_a_distance_is_said_in_minutes_where_they_are_round(metres, said):
    assert said in find_said.far_words(metres)


def test_without_a_place_the_page_asks_for_it_and_for_what_matters(show, text_of):
    said = text_of(show("find_help"))
    assert words.NEEDS in said
    assert "Wrens Nest" in said
    assert "116 123" in said


def test_a_postcode_shows_what_is_near_with_reason_source_and_freshness(show, text_of):
    said = text_of(show("find_help", place="dy13eb"))
    assert "Near DY1 3EB" in said
    skills = [one for one in find_near("DY1 3EB").hits if one.asset.kind is AssetKind.SKILL_OFFER]
    going = 50 - sum(one.walking_m is not None for one in skills)
    assert f"The nearest {going} places" in said
    assert "minutes' walk, about" in said
    assert "Source: Demonstration" in said
    assert "Last confirmed" in said
    assert words.BAND_FIRST.format(to=5) in said


def test_an_area_is_searched_from_its_middle_and_leads_to_all_of_it(show, text_of):
    html = show("find_help", place="Wrens Nest")
    assert words.FROM_MIDDLE.format(area="Wrens Nest") in text_of(html)
    assert "/area?code=" in html


def test_nothing_in_reach_is_no_dead_end(show, text_of):
    html = show("find_help", place=HERE, need="library", far="400")
    said = text_of(html)
    assert "We know of nothing that fits within 5 minutes' walk of DY1 3EB." in said
    assert words.NOT_NONE in said
    assert "Library: we know of none that fits within 5 minutes' walk" in said
    nearest = next(one for one in find_near(HERE, Sought(needs=("library",))).hits)
    assert nearest.asset.name in said


def test_needs_that_nothing_in_reach_meets_are_named_each_with_its_nearest(show, text_of):
    near = find_near(HERE, Sought(needs=("food", "library")), within_m=800)
    assert near.unmet == ("library",)
    laid = find_bands.laid(near, {"library": "Library"}, "10 minutes' walk", TODAY)
    assert [band.title for band in laid.beyond] == [
        "Library: we know of none that fits within 10 minutes' walk"
    ]
    assert laid.beyond[0].hits
    for one in laid.beyond[0].hits:
        assert "library" in one.needs_met
        assert one.walking_m > 800
    assert all(one.walking_m <= 800.5 for band in laid.within for one in band.hits)


def test_what_is_laid_out_is_all_that_was_found_each_once():
    near = find_near(HERE, Sought(needs=("food", "library", "company")), within_m=800)
    laid = find_bands.laid(near, {}, "", TODAY)
    assert sorted(one.asset.id for one in laid.hits) == sorted(one.asset.id for one in near.hits)


def test_skills_come_last_under_a_heading_of_their_own(show, text_of):
    near = find_near(HERE)
    laid = find_bands.laid(near, {}, "", TODAY)
    skills = [one.asset.name for one in near.hits if one.asset.kind is AssetKind.SKILL_OFFER]
    assert skills
    assert [one.asset.name for one in laid.hits[-len(skills) :]] == skills
    said = text_of(show("find_help", place=HERE))
    assert said.index(words.OFFERED) > said.index(words.COMING)
    assert said.index(skills[0]) > said.index(words.OFFERED)


def test_where_only_skills_are_sought_they_are_what_is_found():
    near = find_near(HERE, Sought(kind=AssetKind.SKILL_OFFER))
    laid = find_bands.laid(near, {}, "", TODAY)
    assert not laid.offered
    assert any(band.hits for band in laid.within)


def test_words_that_were_taken_for_others_are_told(show, text_of):
    taken = find_near(HERE, Sought(words="luncj")).understood
    assert taken
    said = text_of(show("find_help", place=HERE, words="luncj"))
    assert "Nothing has “luncj”; shown for" in said


def test_how_many_more_may_fit_is_told(show, text_of):
    near = find_near(HERE, Sought(times="soon"), within_m=800)
    assert near.perhaps > 0
    said = text_of(show("find_help", place=HERE, far="800", when="soon"))
    assert f"{near.perhaps} more may fit within 10 minutes' walk, but nobody told us when." in said


@pytest.mark.parametrize(
    "said",
    [
        {"place": "DY99 9ZZ"},
        {"place": "'; DROP TABLE area; --"},
        {"place": "<b>x"},
        {"place": HERE, "need": "no_such_need"},
        {"place": HERE, "when": "yesterday"},
        {"place": HERE, "far": "a mile"},
        {"place": HERE, "kind": "<b>x"},
    ],
)
def test_what_cannot_be_answered_is_said_plainly_with_the_next_step(show, text_of, said):
    html = show("find_help", **said)
    assert "am-problem" in html
    assert "<b>x" not in html
    assert "asset-map" not in text_of(html)
    assert "116 123" in html
    assert "Castle & Priory" in text_of(html)


def test_a_search_that_is_not_kept_any_more_says_so(show, text_of):
    assert words.FORGOTTEN in text_of(show("find_help", search="gone"))


def test_several_places_of_a_name_are_offered_to_choose_from(show, monkeypatch, text_of):
    def several(*_args, **_kwargs):
        raise BadInput("There are 2.", "Choose.", (Choice("High St, Lye", "a"), Choice("B", "b")))

    monkeypatch.setattr("asset_map.app.ask.find_near", several)
    assert "There are 2." in text_of(show("find_help", place="High St"))


def test_a_sensitive_need_offers_to_leave_the_page(show):
    assert "am-leave-now" in show("find_help", place=HERE, need="money")
    assert "am-leave-now" not in show("find_help", place=HERE, need="food")


# --- The address of the page ----------------------------------------------------------------------


@pytest.fixture
def browser(monkeypatch) -> TestClient:
    monkeypatch.setattr(index_page, "_is_demo", lambda _moment: False)
    routes = [Route("/near", near_page.near_page)]
    return TestClient(Starlette(routes=routes), follow_redirects=False)


@pytest.mark.parametrize(
    "query", ["place=DY1+3EB", "need=money", "need=food,money", "words=soup", "place=Priory+Road"]
)
def test_what_is_private_in_a_shared_address_leaves_it_at_once(browser, query):
    led = browser.get(f"/near?{query}&far=800")
    assert led.status_code == 303
    for private in ("DY1", "3EB", "money", "soup", "Road"):
        assert private not in led.headers["location"]
    assert "search=" in led.headers["location"]
    assert "far=800" in led.headers["location"]
    again = browser.get(led.headers["location"])
    assert again.status_code == 200


@pytest.mark.parametrize(
    "query", ["", "place=Wrens+Nest", "need=food", "search=gone", "place=DY1+3EB&far=nonsense"]
)
def test_any_other_address_is_answered_with_the_page(browser, query):
    assert browser.get(f"/near?{query}").status_code == 200


def test_the_front_page_asks_for_a_place_without_a_form_that_puts_it_in_an_address(show):
    html = show("front")
    assert 'name="place"' not in html
    assert front_wording.TITLE in html


# --- The list, the first of it at once ------------------------------------------------------------


def many(hit: Hit, **counts: int) -> find_bands.Laid:
    """Return a result with so many of each."""

    def hits(name: str) -> tuple[Hit, ...]:
        return tuple(placed(hit, 1, TODAY, f"{name} {one}") for one in range(counts.get(name, 0)))

    near, farther = find_bands.Band("Near", hits("near")), find_bands.Band("Farther", hits("far"))
    beyond = (find_bands.Band("Beyond", hits("beyond")),) if counts.get("beyond") else ()
    return find_bands.Laid((near, farther), beyond, hits("coming"), hits("offered"))


@pytest.mark.parametrize(
    ("counts", "shown", "left"),
    [
        ({"near": 3}, 3, 0),
        ({"near": 20}, 20, 0),
        ({"near": 15, "far": 15}, 20, 10),
        ({"near": 18, "coming": 5, "offered": 2}, 20, 5),
        ({"near": 30, "beyond": 3}, 23, 10),
        ({"coming": 40}, 20, 20),
        ({}, 0, 0),
    ],
)
def test_twenty_are_shown_at_once_and_none_is_lost(hit, counts, shown, left):
    laid = many(hit, **counts)
    first, rest = find_bands.first(laid, 20)
    for part, count in ((first, shown), (rest, left)):
        bands = [*part.within, *part.beyond]
        assert sum(len(band.hits) for band in bands) + len(part.coming) + len(part.offered) == count
        assert all(band.hits for band in bands)


def test_what_is_folded_is_counted_for_whoever_prints(hit):
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    drawn = "".join(find_list.pieces(many(hit, near=25, coming=3), {}, now))
    at_once, *folded = drawn.split("<details")
    assert at_once.count('<div class="am-card') == 20
    assert [one.count('<div class="am-card') for one in folded] == [5, 3]
    assert words.UNPRINTED.format(count=5) in at_once
    assert f'<h3 class="am-band">{words.COMING}</h3>' in drawn
    few = "".join(find_list.pieces(many(hit, near=3), {}, now))
    assert "<details" not in few
    assert words.UNPRINTED.partition(" ")[2] not in few


# --- The place ------------------------------------------------------------------------------------


def test_the_box_names_streets_only_where_there_are_any(town):
    refused = BadInput("No such place.", NEXT)
    assert find_place.label() == words.PLACE
    assert find_place.nothing_typed() == words.TYPE_PLACE
    assert "street" not in find_place.next_step(refused)
    change(
        "INSERT INTO street (osm_type, osm_id, highway, name, geom, source_id, load_id) SELECT "
        "'way', '1', 'residential', :name, ST_GeomFromText('MULTILINESTRING((0 0, 9 9))', 27700), "
        "'streets', gen_random_uuid()",
        name="High Street",
    )
    assert find_place.label() == words.PLACE  # what is remembered for a minute
    find_place._known.cache_clear()
    assert find_place.label() == words.PLACE_OR_STREET
    assert find_place.nothing_typed() == words.TYPE_PLACE_OR_STREET
    assert find_place.next_step(refused) == NEXT


def test_streets_without_names_cannot_be_looked_for(town):
    change(
        "INSERT INTO street (osm_type, osm_id, highway, name, geom, source_id, load_id) SELECT "
        "'way', '1', 'footway', '', ST_GeomFromText('MULTILINESTRING((0 0, 9 9))', 27700), "
        "'streets', gen_random_uuid()"
    )
    assert find_place.label() == words.PLACE


def test_where_no_database_answers_the_box_is_there_all_the_same(monkeypatch):
    def fails() -> bool:
        raise Failure("No database.", "Start it.")

    monkeypatch.setattr(find_place, "know_streets", fails)
    assert find_place.label() == words.PLACE


def test_why_a_place_was_not_taken_stands_in_the_box_before_anything_else_is_asked(show, text_of):
    html = show("find_help", place="zzz99")
    said = text_of(html)
    assert "No place called 'zzz99' is in this map." in said
    assert words.PLACE_NEXT in said
    assert words.NEEDS not in said
    assert wording.BROWSE_TITLE in said


def test_urgent_help_stands_before_all_that_was_found_and_once(show, text_of):
    for asked in ({}, {"place": HERE}, {"place": "zzz99"}, {"far": "a mile"}):
        html = show("find_help", **asked)
        assert html.count("am-now-line") == 1
        assert html.index("am-now-line") < html.find("am-found") or "am-found" not in html
