"""What would happen, drawn: what stops before who leaves reach, and nothing in it is code."""

import pytest

from asset_map.analysis.knock_on import Web, knock_on
from asset_map.app import impact, wording
from asset_map.app import proposal_wording as words
from asset_map.domain.assets import AssetKind, LinkType, SaidBy, stable_id
from asset_map.domain.links_followed import End, Link
from asset_map.journeys.pick_asset import pick_asset

NASTY = '<script>alert(1)</script> *bold* "quoted" {0} {name} {{ 7*7 }}'


def end(name):
    return End(stable_id(name), AssetKind.SERVICE, name)


def hangs(who, on, link=LinkType.DELIVERED_AT, said_by=SaidBy.BOTH, detail=""):
    return Link(end(who), link, end(on), detail, said_by)


def drawn(closed, *links):
    found = knock_on(Web(links), [end(closed).id])
    return impact.steps("What follows", list(found.steps))


def test_names_and_details_stay_text(text_of):
    html = drawn(
        NASTY,
        hangs(f"Lunch {NASTY}", NASTY, detail=NASTY),
        hangs(f"Tea {NASTY}", NASTY, LinkType.FUNDED_BY, SaidBy.TO),
    )

    assert "<script>" not in html
    assert text_of(html).count("<script>alert(1)</script>") >= 5


def test_a_long_list_opens(text_of):
    html = drawn("Hall", *(hangs(f"Club {number:02}", "Hall") for number in range(12)))

    assert html.index("<details>") > html.index("Club 09")
    assert html.index("<details>") < html.index("Club 10")
    assert wording.SHOW_MORE.format(count=2) in text_of(html)


def id_of(name):
    [found] = [choice for choice in pick_asset() if choice.name == f"{name} (invented)"]
    return str(found.id)


@pytest.fixture
def tried(demo_database, show, as_staff):
    """What the page says of closing something of the demonstration, as HTML."""
    return lambda name: show("weigh_proposal", id=id_of(name))


def test_the_page_tells_in_short_then_what_stops_then_who_leaves_reach(tried, text_of):
    said = text_of(tried("Limekiln Lantern Hall"))
    headings = (words.RESULT_IN_SHORT, words.STOPS_TITLE, words.WHO_TITLE, words.INSTEAD)

    assert "12 more things would stop" in said
    assert sorted(headings, key=said.index) == list(headings)


def test_every_figure_opens_to_the_places_and_postcodes_behind_it(tried, text_of):
    html = tried("Limekiln Lantern Hall")
    said = text_of(html)

    for title in (words.PLACES, words.AREAS, words.GROUPS, words.SENSITIVITY, words.PRESSURE):
        assert title in said
    assert "/gaps?need=" in html
    assert f"/asset?id={id_of('Limekiln Lantern Hall')}" in html
    assert "Postcodes whose people leave reach:" in said


def test_figures_stand_beside_what_they_are_without_the_knock_on_and_by_one_side(tried, text_of):
    said = text_of(tried("Small Buildings Team"))

    assert words.ALONE in said
    assert words.ONE_SIDED in said
    assert words.CONFIRMED in said


def test_what_has_no_data_is_said_to_have_none(tried, text_of):
    said = text_of(tried("Limekiln Lantern Hall"))

    assert words.NO_DATA_EVER in said
    assert words.FIFTHS_NONE in said


def test_a_post_shows_the_links_it_holds(tried, text_of):
    said = text_of(tried("Caretaking post at Limekiln Lantern Hall"))

    assert wording.POST_HELD in said
    assert "1 thing would lose something" in said
    assert words.NO_NEEDS in said


def test_a_link_to_a_need_leads_to_what_is_inside_of_what_opens(tried):
    html = tried("Limekiln Lantern Hall")
    need = html.split('href="#need-')[1].split('"')[0]

    assert f'id="need-{need}"' in html
    assert html.index("<details class") < html.index(f'id="need-{need}"')
