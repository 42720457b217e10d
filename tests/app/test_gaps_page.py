"""The gaps page: what it says of needs, of areas side by side, of one area, and what it saves."""

import csv
import io
import re

import pytest
from loads import change
from starlette.requests import Request

from asset_map.app import gaps_asked, wording
from asset_map.app import gaps_wording as words
from asset_map.domain.places import AreaKind
from asset_map.domain.reach import When
from asset_map.journeys.change_standard import change_standard
from asset_map.journeys.list_needs import list_needs
from asset_map.journeys.see_gaps import see_gaps
from asset_map.web.gaps_csv import gaps_csv

CASTLE = "E05015907"
NOT_MET = "urgent_help"
"""A need that nothing of the demonstration meets."""


def save(query: str = "") -> tuple[int, list[dict[str, str]]]:
    """Ask the route for the file; return its status and rows."""
    answer = gaps_csv(Request({"type": "http", "query_string": query.encode()}))
    text = bytes(answer.body).decode("utf-8-sig")
    return answer.status_code, list(csv.DictReader(io.StringIO(text)))


def rows_of(html: str, caption: str) -> list[str]:
    """Return the rows of the first table of that caption."""
    table = next(part for part in html.split("<table") if f"{caption}</caption>" in part)
    return table.split("<tbody")[1].split("</tbody")[0].split("<tr")[1:]


# All needs


def test_strengths_come_first_and_then_every_need(demo_database, show, text_of):
    html = show("see_gaps")
    said = text_of(html)
    assert said.index("What Dudley has") < said.index("22 needs of Dudley")
    for need in list_needs():
        assert need.label in said
        assert f"/gaps?need={need.id}" in html


def test_a_need_that_nothing_known_meets_is_no_zero(demo_database, show, text_of):
    html = show("see_gaps")
    row = next(row for row in rows_of(html, "people") if f"need={NOT_MET}" in row)
    assert words.NO_PLACE in row
    assert "0%" not in row
    said = text_of(show("see_gaps", need=NOT_MET))
    assert "we know of nothing that meets this need" in said
    assert wording.NOT_NONE in said
    assert "0%" not in said


def test_needs_are_counted_by_the_wards_where_fewer_than_half_are_in_reach(demo_database, show):
    html = show("see_gaps")
    found = see_gaps(need="food")
    under = sum(gap.reach.share_within < 0.5 for gap in found.rows)
    row = next(row for row in rows_of(html, "people") if "need=food" in row)
    assert f"{under} of {len(found.rows)}" in row


# One need


def test_areas_stand_in_a_table_that_needs_no_colour_fewest_first(demo_database, show, text_of):
    html = show("see_gaps", need="food")
    rows = [text_of(f"<tr{row}") for row in rows_of(html, "Food, ward by ward")]
    shares = [int(re.search(r"(\d+)%", row)[1]) for row in rows]
    assert shares == sorted(shares)
    assert len(rows) == 24
    assert "24 wards, fewest within a walk first" in text_of(html)
    for title in (words.CONFIRMED, words.REMOTE, words.SOLE):
        assert title in html


@pytest.mark.parametrize("need", ["food", "place_to_meet"])
def test_the_legend_counts_every_area_once_by_its_share_as_it_is_shown(
    demo_database, show, text_of, need
):
    html = show("see_gaps", need=need)
    legend = re.search(r'<ul class="am-legend">.*?</ul>', html)[0]
    shares = [int(re.search(r"(\d+)%", row)[1]) for row in rows_of(html, "ward by ward")]
    by_shade = [sum(low <= share < low + 20 for share in shares) for low in (0, 20, 40, 60)]
    counts = [int(count) for count in re.findall(r": (\d+)", text_of(legend))]
    assert counts == [*by_shade, sum(share >= 80 for share in shares)]
    assert sum(counts) == 24


def test_both_counts_stand_side_by_side_with_what_is_not_known(demo_database, show, text_of):
    told = see_gaps(need="food").needs[0].evidence
    said = text_of(show("see_gaps", need="food"))
    assert f"{told.known} {words.KNOWN_IN_ALL}" in said
    assert f"{told.confirmed} {words.KNOWN_CONFIRMED}" in said
    assert "Places that nobody has told us about are in neither count." in said
    assert "Not loaded: " in said
    assert "straight line x 1.3" in said


def test_a_narrowed_question_says_so_and_what_was_left_out(demo_database, show, text_of):
    said = text_of(show("see_gaps", need="food", when="evenings", free="yes"))
    assert "Only what is known to be open on weekday evenings and free." in said
    asked_for = gaps_asked.read({"when": "evenings", "free": "yes"}).narrowing
    left_out = see_gaps(need="food", narrowing=asked_for).needs[0].evidence.times_unknown
    assert left_out
    assert words.TIMES_UNKNOWN.format(count=left_out) in said


def test_a_changed_standard_is_shown_beside_the_default(own_demo, show, text_of):
    change_standard("food", 600, "metres", "A survey", "transport officer", "It is hilly.")
    said = text_of(show("see_gaps", need="food"))
    assert "600 m" in said
    assert "The default is 800 m." in said
    assert "It is hilly." in said


# One area


def test_one_area_is_told_in_a_sentence_and_in_depth(demo_database, show, text_of):
    html = show("see_gaps", area=CASTLE, need="food")
    said = text_of(html)
    gap = see_gaps(area=CASTLE, need="food").rows[0]
    assert gap.sentence in said
    for title in (words.FIFTHS, words.GROUPS, words.HANGS_ON, words.EDGE):
        assert title in said
    assert "No data by: Age" in said
    assert words.HELP in said
    assert "What Castle & Priory has" in said


def test_without_a_need_an_area_shows_its_widest_gap(demo_database, show, text_of):
    said = text_of(show("see_gaps", area=CASTLE))
    lowest = min(
        see_gaps(area=CASTLE).rows, key=lambda gap: gap.reach.share_within if gap.reach else 2
    )
    assert words.WIDEST.format(need=lowest.need.label) in said


@pytest.mark.parametrize(
    "question",
    [
        {"area": "Nowhere at all"},
        {"need": "gold"},
        {"by": "parish"},
        {"when": "'; DROP TABLE area; --"},
        {"area": "<b>x"},
    ],
)
def test_what_is_not_there_is_said_plainly_with_a_way_on(demo_database, show, text_of, question):
    html = show("see_gaps", **question)
    assert "am-problem" in html
    assert "<b>x" not in html
    assert words.START in html
    assert "asset-map" not in text_of(html)


# What is asked, and the file


def test_what_is_asked_stands_in_the_address_and_is_read_from_it():
    said = {"need": "food", "by": "lsoa", "when": "weekends", "free": "yes", "step_free": "yes"}
    question = gaps_asked.read(said)
    assert (question.need, question.kind) == ("food", AreaKind.LSOA)
    assert (question.narrowing.when, question.narrowing.free) == (When.WEEKENDS, True)
    address = question.address(area="E05000001")
    assert address == (
        "/gaps?need=food&area=E05000001&by=lsoa&when=weekends&free=yes&step_free=yes"
    )


def test_the_file_has_what_the_page_shows(demo_database):
    status, rows = save("need=food")
    assert status == 200
    wards = [row for row in rows if row["area_kind"] == "ward"]
    assert len(wards) == 24
    assert {row["area_kind"] for row in rows} == {"ward", "authority"}
    shown = {gap.area.code: gap.reach.share_within for gap in see_gaps(need="food").rows}
    for row in wards:
        assert float(row["share_within"]) == pytest.approx(shown[row["area_code"]])
        assert row["people_source"]
        assert row["people_licence"]
        assert float(row["standard_m"]) == 800


def test_the_file_of_one_area_has_all_its_needs(demo_database):
    _, rows = save(f"area={CASTLE}&need=food")
    assert {row["need"] for row in rows if row["group"] == "everybody"} == {
        need.id for need in list_needs()
    }


def test_what_is_not_known_is_empty_in_the_file(demo_database):
    _, rows = save(f"need={NOT_MET}")
    assert {row["people_within"] for row in rows} == {""}
    assert all(float(row["people"]) > 0 for row in rows)


def test_a_file_of_what_is_not_there_is_one_sentence(demo_database):
    for query, expected in {"need=gold": 404, "area=Nowhere": 404, "by=parish": 400}.items():
        answer = gaps_csv(Request({"type": "http", "query_string": query.encode()}))
        assert answer.status_code == expected
        assert answer.media_type == "text/plain"


def test_no_cell_of_the_file_is_taken_for_a_formula(town):
    change("UPDATE area SET name = '=HYPERLINK(\"x\")' WHERE code = 'E05000001'")
    _, rows = save("need=food")
    [west] = [row for row in rows if row["area_code"] == "E05000001"]
    assert west["area_name"] == '\'=HYPERLINK("x")'
