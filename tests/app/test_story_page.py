"""The page of the example: four scenes with the same figures, what stops, and what is behind."""

import re

from loads import change

from asset_map.app import addresses
from asset_map.app import story_wording as words
from asset_map.journeys.load_demo import remove_demo

INVENTED = "(invented)"


def test_the_four_scenes_stand_in_order_with_a_sentence_each(demo_database, show, text_of):
    said = text_of(show("tell_story"))

    places = [said.index(f" {title} A place to meet: ") for title in TITLES]
    assert places == sorted(places)
    assert said.index(words.STOPS_TITLE) < said.index(words.ANSWER_TITLE)


TITLES = (words.TODAY, words.ALONE, words.TOGETHER, words.ANSWERED)


def test_each_scene_shows_the_same_needs_with_a_bar_and_a_figure_that_opens(demo_database, show):
    html = show("tell_story")
    cards = html.split('<ol class="am-story">')[1].split("</ol>")[0].split("<h2>")[1:]
    needs = [re.findall(r"<h3>(.*?)</h3>", card) for card in cards]

    assert len(cards) == 4
    assert all(found == needs[0] for found in needs)
    for card, each in zip(cards, (1, 3, 1, 1), strict=True):
        assert card.count("am-bar") == each * len(needs[0])
        assert card.count("<summary>") >= each * len(needs[0])


def test_it_is_marked_as_demonstration_and_every_name_as_invented(demo_database, show, text_of):
    html = show("tell_story")

    assert words.DEMO in html
    linked = re.findall(r'<a href="/asset\?id=[^>]*>(.*?)</a>', html)
    assert linked
    assert all(name.endswith(INVENTED) for name in linked)


def test_a_figure_opens_to_the_neighbourhoods_and_the_assets_behind_it(
    demo_database, show, text_of
):
    said = text_of(show("tell_story"))

    assert re.search(r"Priory: about [\d,]+ of about [\d,]+ in reach", said)
    assert "Copperleaf Rooms (invented) : would end, or be out of reach" in said
    assert "Emberfold Chapel Room (invented) : goes on" in said


def test_today_names_what_is_there_without_saying_what_becomes_of_it(demo_database, show):
    html = show("tell_story")
    today = html.split(f"<h2>{words.TODAY}</h2>")[1].split("<h2>")[0]

    assert "Copperleaf Rooms (invented)" in today
    assert words.GOES_ON not in today
    assert words.ENDS not in today


def test_what_the_answer_keeps_is_marked_and_what_still_stops_is_told(demo_database, show, text_of):
    said = text_of(show("tell_story"))

    assert words.KEPT in said
    kept, stops = map(int, re.search(r"(\d+) of (\d+) go on; these", said).groups())
    assert 0 < kept < stops
    assert said.count(words.KEPT) == kept


def test_it_leads_on_to_the_proposals_in_full(demo_database, show):
    html = show("tell_story")

    assert html.count('href="/proposal?id=') == 4
    assert 'href="/together?ids=' in html


def test_two_clicks_lead_from_the_front_page_to_it(demo_database, show):
    assert f'href="{addresses.cut()}"' in show("front")
    assert f'href="{addresses.STORY}"' in show("weigh_proposal")


def test_without_the_demonstration_the_page_says_so(own_demo, show, text_of):
    remove_demo()
    said = text_of(show("tell_story"))

    assert "The example is not loaded" in said
    assert "asset-map" not in said.split("The example is not loaded")[1].split("Sources")[0]


def test_words_of_a_proposal_cannot_become_part_of_the_page(own_demo, show):
    change("UPDATE proposal SET title = '<b>x</b>', summary = '<script>y</script>' WHERE demo")
    html = show("tell_story")

    assert "<b>x</b>" not in html
    assert "<script>" not in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html
