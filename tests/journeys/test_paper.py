"""A report as a paper: its first page, fourteen points in order, and blanks that stay visible.

In the small town 20 people live at each postcode; closing the Old Hall stops the Lunch.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from loads import ask_one, change, load
from proposers import close, id_of
from tables import SOUTH, WEST, write_csv
from town import ROAD

from asset_map.db import session
from asset_map.domain.paper import Bullets, Paper, Picture, Prompt, Rows, Words
from asset_map.domain.prompts import BY_ID, EVIDENCE_SHEET, IMPACT_REPORT, PROMPTS
from asset_map.domain.proposals import Answer, Proposal, UserCount
from asset_map.journeys import paper_cells
from asset_map.journeys.change_standard import change_standard
from asset_map.journeys.paper import paper_of
from asset_map.journeys.paper_groups import NINE
from asset_map.journeys.paper_matter import Matter, gather
from asset_map.journeys.see_impact import weighed

TODAY = date(2026, 11, 22)
MADE = datetime(2026, 11, 22, 9, tzinfo=UTC)
POINTS = """
    1. The proposal
    2. What is there now
    3. The evidence
    4. People in reach, before and after
    5. By group
    6. People for whom it is the only provider in reach
    7. What hangs on it
    8. Together with other changes
    9. What people said
    10. Mitigation
    11. The three aims of the equality duty
    12. Method, assumptions and limits
    13. Approval
    14. How to check it
"""


def halls(*names: str, **facts) -> Proposal:
    """A proposal that closes things of the town."""
    names = names or ("Old Hall",)
    changes = tuple(map(close, names))
    return Proposal(f"Close {' and '.join(names)}", "Property", changes, **facts)


def matter(*proposals: Proposal, since: date | None = None, **more) -> Matter:
    with session.reading() as connection:
        seen = weighed(connection, proposals, at=TODAY, closed_since=since)
        told = {"made": MADE, "data": seen.as_json(), "snapshot": None}
        return gather(connection, seen.impact, seen.alternatives, **(told | more))


def paper(*proposals: Proposal, **more) -> Paper:
    return paper_of(matter(*(proposals or (halls(),)), **more))


def answers(*, without: tuple[str, ...] = ()) -> dict[str, Answer]:
    """All questions answered by somebody."""
    return {
        asked.id: Answer(asked.id, "so it is", "head of property", MADE)
        for asked in PROMPTS
        if asked.id not in without
    }


def blocks(found: Paper, kind: type) -> list:
    sections = (found.first_page, *found.sections)
    return [block for part in sections for block in part.blocks if isinstance(block, kind)]


def rows_of(found: Paper, id: str) -> Rows:
    [rows] = [rows for rows in blocks(found, Rows) if rows.id == id]
    return rows


def words_of(found: Paper) -> str:
    lines = [block.text for block in blocks(found, Words)]
    lines += [line for block in blocks(found, Bullets) for line in block.lines]
    lines += [cell for rows in blocks(found, Rows) for row in rows.shown for cell in row]
    return "\n".join(lines)


def test_the_fourteen_points_stand_in_their_order(same_town):
    found = paper()

    assert [part.title for part in found.sections] == [
        line.strip() for line in POINTS.strip().split("\n")
    ]


def test_the_first_page_has_five_plain_sentences_and_what_hangs_on_it(same_town):
    first = paper().first_page.blocks

    assert sum(isinstance(block, Words) and block.lead for block in first) == 5
    [listed] = [block for block in first if isinstance(block, Bullets)]
    assert listed.lines == ("Without Old Hall, no other venue known, this stops: Lunch.",)


def test_an_empty_proposal_makes_a_whole_paper_too(same_town):
    found = paper(Proposal("Nothing", "Property", ()))

    assert len(found.sections) == 14
    assert "Nothing would change." in words_of(found)
    assert "nobody leaves reach of one" in words_of(found)


def test_every_table_has_as_many_cells_as_columns_and_a_name_of_its_own(same_town):
    tables = blocks(paper(halls(), halls("New Hall")), Rows)

    for rows in tables:
        assert {len(row) for row in (*rows.rows, *rows.shown)} <= {len(rows.columns)}
        assert len(rows.rows) == len(rows.shown)
    assert len({rows.id for rows in tables}) == len(tables)


def test_no_cell_is_left_blank(same_town):
    for rows in blocks(paper(halls(), halls("New Hall")), Rows):
        assert all(cell.strip() for row in rows.shown for cell in row), rows.id
        assert "" not in {cell for row in rows.rows for cell in row}, rows.id


def test_it_is_an_evidence_sheet_until_every_question_has_an_answer(same_town):
    assert paper().kind == EVIDENCE_SHEET
    for id in BY_ID:
        assert paper(answers=[answers(without=(id,))]).kind == EVIDENCE_SHEET
    assert paper(answers=[answers()]).kind == IMPACT_REPORT


def test_an_answer_without_words_is_none(same_town):
    empty = {"options": Answer("options", "  ", "head of property", MADE)}

    assert paper(answers=[answers() | empty]).kind == EVIDENCE_SHEET


def test_two_proposals_have_to_be_answered_for_both(same_town):
    both = halls(), halls("New Hall")

    assert paper(*both, answers=[answers(), {}]).kind == EVIDENCE_SHEET
    assert paper(*both, answers=[answers(), answers()]).kind == IMPACT_REPORT
    assert len(blocks(paper(*both), Prompt)) == 2 * len(PROMPTS)


def test_nobody_has_to_answer_for_what_closed_already(town):
    change("UPDATE asset SET valid_to = '2025-06-30' WHERE name = 'New Hall'")

    found = paper(since=date(2025, 1, 1))

    assert len(blocks(found, Prompt)) == len(PROMPTS)
    assert found.title == "What this would change: Close Old Hall"
    assert "Closures since 1 January 2025" in words_of(found)


def test_what_closed_lately_is_named_where_it_is_not_counted(town):
    change("UPDATE asset SET valid_to = '2025-06-30' WHERE name = 'New Hall'")

    assert "New Hall, 30 June 2025." in words_of(paper())


def test_blanks_stay_visible_with_their_questions_by_the_ids_that_answers_are_kept_by(same_town):
    prompts = blocks(paper(answers=[answers(without=("aim-foster",))]), Prompt)

    assert [prompt.id for prompt in prompts] == [asked.id for asked in PROMPTS]
    assert [prompt.id for prompt in prompts if not prompt.answer] == ["aim-foster"]
    assert {prompt.officer for prompt in prompts} == {"head of property", ""}


def test_the_three_aims_are_asked_one_by_one(same_town):
    [aims] = [part for part in paper().sections if part.title.startswith("11.")]

    asked = [block.question for block in aims.blocks if isinstance(block, Prompt)]
    assert [question.split(" ")[0] for question in asked] == ["Eliminate", "Advance", "Foster"]


def test_answers_on_mitigation_stand_side_by_side_line_by_line(same_town):
    told = {
        "mitigation-issue": "No lunch\nNo warm place",
        "mitigation-action": "Lunch in the New Hall",
        "mitigation-person": "Head of property\nHead of libraries",
    }
    given = {id: Answer(id, text, "head of property", MADE) for id, text in told.items()}

    assert rows_of(paper(answers=[given]), "10-mitigation").shown == (
        ("No lunch", "Lunch in the New Hall", "Head of property", "to be filled in"),
        ("No warm place", "to be filled in", "Head of libraries", "to be filled in"),
    )


def test_it_says_that_nobody_is_known_to_have_been_asked(same_town):
    asked = answers()

    assert "Nothing is recorded here of anybody having been asked yet:" in words_of(paper())
    assert "having been asked yet" not in words_of(paper(answers=[asked]))


def test_all_nine_protected_characteristics_are_named_with_no_data_where_there_is_none(same_town):
    found = rows_of(paper(), "5-characteristics")

    listed = {row[0]: row[1] for row in found.shown}
    assert len(NINE) == 9
    assert {name for name, _ in NINE} < set(listed)
    assert listed["Sexual orientation"] == listed["Carers"] == "no data"


def test_numbers_come_first_and_shares_after_them(same_town):
    ids = [rows.id for rows in blocks(paper(), Rows)]

    assert ids.index("4-people-in-reach") < ids.index("4-distances") < ids.index("4-shares")


def test_the_csv_of_people_is_exact_and_what_is_shown_says_about(same_town):
    rows = rows_of(paper(halls("Old Hall", "New Hall")), "4-people-in-reach")
    food = next(at for at, row in enumerate(rows.rows) if row[0] == "Food")
    column = rows.columns.index("Leave reach (people)")

    assert rows.rows[food][column] == 140
    assert rows.shown[food][column] == "about 140"


def test_wards_add_up_to_the_number_in_all_before_rounding(same_town):
    found = matter(halls("Old Hall", "New Hall"))
    people = {one.need.label: one.headline.people_leaving for one in found.impact.needs}
    rows = rows_of(paper_of(found), "4-by-area")
    need, kind, leave = (rows.columns.index(n) for n in ("Need", "Kind", "Leave reach (people)"))

    for label, total in people.items():
        wards = [row[leave] for row in rows.rows if row[need] == label and row[kind] == "ward"]
        assert sum(wards) == total


def test_people_who_leave_reach_of_several_needs_are_counted_once(same_town):
    found = words_of(paper(halls("Old Hall", "New Hall")))

    assert "In all, about 140 people (7 postcodes) would leave reach of at least one need" in found


def test_few_users_are_hidden_and_others_rounded_in_words_and_in_the_csv(same_town):
    hall = id_of("Old Hall")
    counts = tuple(
        UserCount(hall, count, "a week", "door count", TODAY - timedelta(weeks=4))
        for count in (7, 43)
    )
    rows = rows_of(paper(halls(user_counts=counts)), "2-user-counts")

    assert [row[1] for row in rows.shown] == ["fewer than 10", "about 45"]
    assert [row[1] for row in rows.rows] == ["fewer than 10", 45]


def test_without_a_count_of_users_it_says_no_data(same_town):
    assert "How many people use it: no data." in words_of(paper())


def test_volunteers_are_counted_in_the_csv_as_real_people_may_be(town, tmp_path):
    links = """
        from_ref | type        | to_ref | said_by | detail
        K1       | provided_by | G1     | both    |
        K2       | provided_by | G1     | both    |
        G1       | meets_at    | V1     | both    |
    """
    load("own-list", write_csv(tmp_path / "links.csv", links))

    rows = rows_of(paper(), "7-volunteers")

    assert {row[0]: row[2] for row in rows.rows} == {
        "Cooks of the town": 15,
        "Drivers": 10,
    }


def test_few_of_a_group_are_hidden_and_their_share_with_them():
    assert paper_cells.group_people(3.2) == ("fewer than 10", "fewer than 10")
    assert paper_cells.group_people(0.2) == (0.2, "none")
    assert paper_cells.group_people(12.4) == (12.4, "about 12")
    assert paper_cells.group_people(None) == (None, "no data")


def test_a_masked_place_stands_at_the_middle_of_its_ward(same_town):
    [(x, y, exact)] = matter(halls("Safe House")).places.values()

    assert (x, y) == pytest.approx((WEST + 1500, SOUTH + ROAD))
    assert not exact


def test_every_picture_says_in_words_what_is_to_be_seen(same_town):
    pictures = blocks(paper(), Picture)

    assert [picture.id for picture in pictures] == ["4-bars", "4-map", "7-links"]
    assert all(len(picture.alt) > 40 for picture in pictures)
    assert "West Town" in pictures[1].alt


def test_a_changed_standard_stands_beside_the_default_with_who_and_why(town):
    change_standard("food", 600, "metres", "our survey", by="officer for health", why="steep")

    rows = rows_of(paper(), "12-standards")

    [food] = [row for row in rows.shown if row[0] == "Food"]
    assert "600 m" in food[2]
    assert "800 m" in food[4]
    assert food[6].startswith("officer for health")
    assert food[7] == "steep"


def test_both_walking_speeds_and_two_thresholds_are_shown(same_town):
    columns = rows_of(paper(), "12-sensitivity").columns

    assert columns[2:] == (
        "walking at 4 km/h (people)",
        "walking at 4.8 km/h (people)",
        "a quarter nearer (people)",
        "a quarter farther (people)",
    )


def test_it_names_each_dataset_and_what_nobody_told_us(same_town):
    found = words_of(paper())

    assert "Places that nobody has told us about are in neither count." in found
    assert "A list of our own" in found or ask_one("SELECT title FROM source LIMIT 1") in found


def test_it_draws_no_legal_conclusion(same_town):
    found = words_of(paper(answers=[answers()])).lower()

    assert "this is not legal advice." in found
    assert [
        said
        for said in ("is lawful", "is unlawful", "complies", "breach", "discriminates")
        if said in found.replace("whether a proposal is lawful", "")
    ] == []


def test_a_saving_is_what_the_directorate_states(same_town):
    rows = rows_of(paper(halls(saving=18500.0)), "1-proposal")
    told = dict(zip((row[0] for row in rows.rows), rows.rows, strict=True))

    assert told["Saving, pounds a year"][1] == 18500
    assert "£18,500 a year, as the directorate states" in words_of(paper(halls(saving=18500.0)))
    assert ("Saving, pounds a year", "no data") in rows_of(paper(), "1-proposal").shown


def test_counter_proposals_and_other_published_ones_are_told_apart(same_town):
    answer = replace(halls("New Hall"), title="Keep the keys", published=MADE)
    other = replace(halls("New Hall"), title="Close the gym", published=MADE)

    found = paper(counter=[answer], others=[other])

    assert rows_of(found, "9-counter-proposals").shown[0][0] == "Keep the keys"
    assert "Close the gym (Property)" in words_of(found)


def test_what_shows_only_together_is_told_by_place(same_town):
    found = paper(halls("Old Hall"), halls("New Hall"))

    assert rows_of(found, "8-together").columns[1:3] == (
        "Close Old Hall, by itself (people)",
        "Close New Hall, by itself (people)",
    )


def test_a_group_is_counted_against_its_own_total_and_few_of_it_are_hidden(town, tmp_path):
    by_sex = """
        date | geography | geography code | Sex: All persons | Sex: Female | Sex: Male
        2021 | Town 001A | E01000001      | 80               | 74          | 6
        2021 | Town 001B | E01000002      | 60               | 30          | 30
    """
    load("census-sex", write_csv(tmp_path / "sex.csv", by_sex))

    rows = rows_of(paper(), "5-by-group-food")

    # At three of the four homes of the west nothing but the Lunch is within 800 m.
    everybody, women, men = rows.rows[0], rows.rows[1], rows.rows[2]
    assert everybody[:4] == ("Everybody", "all residents", 60, 140)
    assert women[:4] == ("Sex", "Female", 55.5, 104)
    assert women[6] == pytest.approx(55.5 / 104)
    assert men[:4] == ("Sex", "Male", "fewer than 10", 36)
    assert men[6] == "not shown"
    assert dict(row[:2] for row in rows_of(paper(), "5-characteristics").shown)["Sex"] != "no data"


def test_shares_below_a_tenth_are_told_to_a_tenth_of_a_per_cent():
    assert [paper_cells.share(part)[1] for part in (None, 0.0, 0.0001, 0.0249, 0.12, 1.0)] == [
        "no data",
        "0%",
        "under 0.1%",
        "2.5%",
        "12%",
        "100%",
    ]
