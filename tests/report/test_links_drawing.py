"""The drawing of what hangs on what ends."""

import re
from xml.etree import ElementTree

import pytest
from papers import CLUB, FOUND, HALL, LUNCH, NASTY, end, knock_on, link, step
from papers import stops_without_the_hall as stops

from asset_map.domain.assets import LinkType, SaidBy
from asset_map.domain.links_followed import Effect
from asset_map.report.lettering import width_of, wrapped
from asset_map.report.links_drawing import BOX, MOST_DRAWN, NOTHING, links_svg
from asset_map.report.pictures import from_svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(found, *ended, **more):
    svg = links_svg(found, [end(name) for name in ended or (HALL,)], **more)
    return ElementTree.fromstring(svg)  # noqa: S314 - our own.


def boxes(root):
    """Each box by its whole name: its left edge, its words and its shape."""
    found = {}
    for group in root.iter(f"{SVG}g"):
        shape = group.find(f"{SVG}rect")
        cut = group.find(f"{SVG}path")
        left = float(shape.get("x")) if shape is not None else None
        if cut is not None:
            left = min(float(x) for x in re.findall(r"[ML](\d+)", cut.get("d")))
        words = [text.text for text in group.iter(f"{SVG}text")]
        outline = shape if shape is not None else cut
        found[group.find(f"{SVG}title").text] = (left, words, outline)
    return found


def words(root):
    return [text.text for text in root.iter(f"{SVG}text")]


def test_what_ends_stands_at_the_left_and_the_rest_by_how_many_links_away():
    found = boxes(drawn(FOUND))
    assert found[HALL][0] < found[CLUB][0] < found[LUNCH][0]
    assert found[CLUB][0] == pytest.approx(found["Choir"][0], abs=12)


def test_what_becomes_of_each_is_told_by_words_and_shape():
    found = boxes(drawn(FOUND))
    assert found[HALL][1][-1] == "Ends"
    assert found[CLUB][1][-1] == "Stops"
    assert found[CLUB][2].tag == f"{SVG}path"
    assert found["Choir"][1][-1] == "Is strained, one side says"
    assert (found["Choir"][2].tag, found["Choir"][2].get("rx")) == (f"{SVG}rect", "18")


def test_a_line_says_the_kind_of_link_and_is_dashed_where_one_side_says_so():
    root = drawn(FOUND)
    assert words(root).count("meets there") == 2
    assert words(root).count("provided by it") == 1
    lines = [p for p in root.findall(f"{SVG}path") if "Q" in p.get("d", "")]
    assert [line.get("stroke-dasharray") is not None for line in lines].count(True) == 1
    assert len(lines) == 3


def test_the_drawing_is_told_in_words_for_who_does_not_see_it():
    root = drawn(FOUND)
    assert root.get("role") == "img"
    said = [root.find(f"{SVG}title"), root.find(f"{SVG}desc")]
    assert root.get("aria-labelledby").split() == [part.get("id") for part in said]
    assert said[1].text == (
        f"What ends: {HALL}. Stops: {CLUB}; {LUNCH}. Is strained, by the word of one side: Choir."
    )


def test_two_drawings_on_one_page_have_ids_of_their_own():
    one, other = links_svg(FOUND, [end(HALL)]), links_svg(stops("A"), [end(HALL)])
    assert not set(re.findall(r' id="([^"]+)"', one)) & set(re.findall(r' id="([^"]+)"', other))


def test_lines_that_one_thing_loses_twice_are_both_drawn_in_one_box():
    twice = knock_on(
        step(Effect.STRAINED, link(CLUB, LinkType.MEETS_AT, HALL)),
        step(Effect.STOPS, link(CLUB, LinkType.MANAGED_BY, "Council")),
    )
    root = drawn(twice, HALL, "Council")
    assert list(boxes(root)) == [HALL, "Council", CLUB]
    assert boxes(root)[CLUB][1][-1] == "Stops"
    assert {"meets there", "managed by it"} <= set(words(root))


def test_what_supports_something_that_ends_is_drawn_along_the_arrow():
    helped = knock_on(step(Effect.STRAINED, link(HALL, LinkType.SUPPORTS, CLUB)))
    assert "supported by it" in words(drawn(helped))
    assert CLUB in boxes(drawn(helped))


def test_a_link_that_ends_while_both_its_sides_go_on_is_drawn_from_who_goes_on():
    found = knock_on(step(Effect.STRAINED, link(CLUB, LinkType.FUNDED_BY, "Small grants")))
    root = drawn(found)
    assert boxes(root)["Small grants"][1][-1] == "Goes on; only this link ends"
    assert boxes(root)["Small grants"][0] == boxes(root)[HALL][0]
    assert "funded by it" in words(root)
    assert "Goes on; only this link ends: Small grants." in root.find(f"{SVG}desc").text


def test_a_circle_of_links_can_be_drawn():
    circle = knock_on(
        step(Effect.STOPS, link("A", LinkType.MEETS_AT, HALL), link("A", LinkType.MEETS_AT, "B")),
        step(Effect.STOPS, link("B", LinkType.PROVIDED_BY, "A"), away=2),
    )
    assert set(boxes(drawn(circle))) == {HALL, "A", "B"}


def test_so_many_are_drawn_and_the_rest_is_counted_nearest_and_surest_first():
    steps = [
        step(Effect.STOPS, link(f"G{n}", LinkType.MEETS_AT, HALL), sure=n % 2 == 0, away=1 + n % 3)
        for n in range(90)
    ]
    root = drawn(knock_on(*steps))
    assert len(boxes(root)) == MOST_DRAWN + 1
    assert "30 things more in the list." in words(root)
    assert "30 things more in the list." in root.find(f"{SVG}desc").text
    few = drawn(knock_on(*steps), most=15)
    assert list(boxes(few))[1:] == [f"G{n}" for n in range(0, 90, 6)]
    assert float(few.get("height")) < 1500


def test_no_box_covers_another_and_all_stand_inside():
    steps = [
        step(Effect.STOPS, link(f"Group {n} " * (n % 9), LinkType.MEETS_AT, HALL), away=1 + n % 2)
        for n in range(1, 60)
    ]
    root = drawn(knock_on(*steps))
    height = float(root.get("height"))
    tops = {}
    for group in root.iter(f"{SVG}g"):
        path = group.find(f"{SVG}path")
        if path is not None:
            left, top = map(float, re.match(r"M(\d+) (\d+)", path.get("d")).groups())
            low = max(float(y) for y in re.findall(r"L\d+ (\d+)", path.get("d")))
            tops.setdefault(left, []).append((top, low))
    for column in tops.values():
        for (_, low), (top, _) in zip(sorted(column), sorted(column)[1:], strict=False):
            assert low < top
        assert max(low for _, low in column) < height


def test_nothing_that_hangs_on_it_is_said():
    root = drawn(knock_on())
    assert NOTHING in words(root)
    assert NOTHING in root.find(f"{SVG}desc").text
    assert drawn(knock_on(), *("a", "b")) is not None


def test_it_needs_no_script_no_style_sheet_and_no_other_file():
    said = links_svg(FOUND, [end(HALL)])
    assert not re.search(r"<script|<style|style=|href|url\(|<image", said)


@pytest.mark.parametrize("bad", NASTY, ids=lambda bad: repr(bad[:12]))
def test_text_of_others_is_only_text(bad):
    found = stops(bad)
    root = drawn(found, bad + "x")
    assert len(boxes(root)) == 3
    assert from_svg("s", "S", links_svg(found, [end(bad + "x")]), "Alt.").png
    assert float(root.get("height")) < 600


@pytest.mark.parametrize("said_by", [SaidBy.FROM, SaidBy.TO])
def test_either_side_alone_makes_a_dashed_line(said_by):
    root = drawn(knock_on(step(Effect.STOPS, link("A", LinkType.FUNDED_BY, HALL, said_by))))
    (line,) = [p for p in root.findall(f"{SVG}path") if "Q" in p.get("d", "")]
    assert line.get("stroke-dasharray")


def test_lines_of_text_fit_and_what_is_left_out_is_shown():
    lines = wrapped("A quite long name of a group that meets weekly", 100, 15, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(width_of(line, 15) <= 100 for line in lines)
    assert wrapped("x" * 40, 100, 15, 9)[0] == "x" * 11
    assert wrapped("", BOX, 15, 3) == [""]
