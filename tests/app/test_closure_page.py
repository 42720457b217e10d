"""What a closure would change, drawn: the list of what stops first, and nothing in it is code."""

import pytest

from asset_map.analysis.knock_on import Web, knock_on
from asset_map.app import knock_on as drawing
from asset_map.app import wording
from asset_map.domain.assets import AssetKind, LinkType, SaidBy, stable_id
from asset_map.domain.links_followed import End, Link
from asset_map.journeys.pick_asset import pick_asset

NASTY = '<script>alert(1)</script> *bold* "quoted" {0} {name} {{ 7*7 }}'


def end(name):
    return End(stable_id(name), AssetKind.SERVICE, name)


def hangs(who, on, link=LinkType.DELIVERED_AT, said_by=SaidBy.BOTH, detail=""):
    return Link(end(who), link, end(on), detail, said_by)


def drawn(closed, *links, post=False):
    found = knock_on(Web(links), [end(closed).id])
    return drawing.drawn(closed, found, post=post)


def test_names_and_details_stay_text(text_of):
    html = drawn(
        NASTY,
        hangs(f"Lunch {NASTY}", NASTY, detail=NASTY),
        hangs(f"Tea {NASTY}", NASTY, LinkType.FUNDED_BY, SaidBy.TO),
    )

    assert "<script>" not in html
    assert text_of(html).count("<script>alert(1)</script>") >= 6


def test_what_is_sure_is_listed_apart_from_what_one_side_says(text_of):
    said = text_of(
        drawn(
            "Hall",
            hangs("Lunch", "Hall", detail="Tuesdays"),
            hangs("Tea", "Hall", LinkType.FUNDED_BY),
            hangs("Bread", "Hall", said_by=SaidBy.FROM),
        )
    )
    headings = (wording.WOULD_STOP, wording.WOULD_LOSE, wording.BY_ONE_SIDE)

    assert "If Hall closed, 1 thing would stop and 1 would lose something; beside them 1" in said
    assert sorted(headings, key=said.index) == list(headings)
    assert said.index("Lunch stops") < said.index("Tea is strained") < said.index("Bread stops")


def test_a_long_list_opens(text_of):
    html = drawn("Hall", *(hangs(f"Club {number:02}", "Hall") for number in range(12)))

    assert html.index("<details>") > html.index("Club 09")
    assert html.index("<details>") < html.index("Club 10")
    assert wording.SHOW_MORE.format(count=2) in text_of(html)


@pytest.mark.parametrize(("post", "word"), [(True, "ended"), (False, "closed")])
def test_a_post_ends_and_anything_else_closes(text_of, post, word):
    assert f"If Caretaker {word}, nothing else" in text_of(drawn("Caretaker", post=post))


def id_of(name):
    [found] = [choice for choice in pick_asset() if choice.name == f"{name} (invented)"]
    return str(found.id)


def test_the_page_tells_what_stops_before_who_leaves_reach(demo_database, show, as_staff, text_of):
    said = text_of(show("weigh_proposal", id=id_of("Limekiln Lantern Hall")))

    assert "15 things would stop" in said
    assert said.index(wording.KNOCK_ON_TITLE) < said.index(wording.LEAVING_TITLE)
    assert said.index(wording.LEAVING_TITLE) < said.index(wording.HANGS_TITLE)


def test_a_need_that_only_the_knock_on_touches_is_told_by_it(
    demo_database, show, as_staff, text_of
):
    said = text_of(show("weigh_proposal", id=id_of("Small Buildings Team")))

    assert "Because of what stops with it, about" in said
    assert wording.LEAVING_ONE_SIDED in said
    assert wording.LEAVING_CONFIRMED not in said


def test_a_post_shows_the_links_it_holds(demo_database, show, as_staff, text_of):
    said = text_of(show("weigh_proposal", id=id_of("Caretaking post at Limekiln Lantern Hall")))

    assert wording.POST_HELD in said
    assert "1 thing would lose something" in said
    assert wording.NO_NEED in said
