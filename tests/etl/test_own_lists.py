"""Lists that people keep themselves: whatever their columns are called, nothing lost or doubled."""

import csv
import json

import openpyxl
import pytest
from loads import adds_up, ask, ask_one, checksums, counts
from tables import table, write_csv

from asset_map.domain.breaks import TOO_LONG
from asset_map.domain.errors import BadInput, NotFound
from asset_map.journeys.choose_own_list import GuessNeeded, OwnList
from asset_map.journeys.copy_template import TEMPLATE, copy_template
from asset_map.journeys.download_set_aside import save_set_aside
from asset_map.journeys.load_source import load_source
from asset_map.settings import CHECKOUT
from etl.own.guess import table_guess
from etl.own.header_words import field_of, looks_like_header
from etl.own.mapping import mapping_of

EXAMPLE = CHECKOUT / "data" / "templates" / "example-mapping.toml"

GROUPS = """
    Organisation  | What they do  | Aims     | Post Code | Category            | Meets at | {0}
    Lunch Friends | Cook together | No waste | DY1 1AA   | Food bank           | Big Hall | {1}
    Silver Club   | Cards and tea |          | DY1 1AB   | Older people's club | H2       | {1}
    Odd Fellows   |               |          | DY1 1AC   | Juggling            | Nowhere  | {1}
""".format("Contact name | Contact phone", "Jo Private | 07700 900123")
HALLS = """
    Hall no. | Hall       | Street   | Town   | Post Code | Seats
    H1       | Big Hall   | 1 Road   | Dudley | DY1 1AA   | 120
    H2       | Small Hall | 2 Road   | Dudley | DY1 1AD   | 30
"""
MAPPING = """
id = "{id}"
title = "A list"
publisher = "A council"
[licence]
name = "Open"
[groups]
"""


def workbook(path, **sheets):
    """Write drawn tables as the sheets of a workbook: ``A_sheet`` is the sheet A sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, drawn in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        rows = table(drawn)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    book.save(path)
    return path


def mapping(path, said, list_id="a-list"):
    path.write_text(MAPPING.format(id=list_id) + said, encoding="utf-8")
    return path


def load(*files, **said):
    """Load an own list as the command line does; whatever it did, its counts add up."""
    wish = {name: said.pop(name) for name in ("partial", "withdraw_most") if name in said}
    report = load_source("own-list", files, own=OwnList(**said), **wish)
    assert adds_up(report), report.counts()
    return report


def example(tmp_path, groups=GROUPS, halls=HALLS):
    return workbook(tmp_path / "list.xlsx", Community_groups=groups, Halls=halls)


def names_by(source):
    return dict(
        ask(
            "SELECT r.key, a.name FROM record r JOIN asset a ON a.id = r.id "
            "WHERE r.source_id = :source ORDER BY 1",
            source=source,
        )
    )


# A mapping.


def test_the_example_mapping_loads_a_workbook_of_two_sheets(town, tmp_path):
    report = load(example(tmp_path), mapping=EXAMPLE)

    assert counts(report) == {"read": 5, "new": 5}
    assert names_by("own-list:example-voluntary-council") == {
        "H1": "Big Hall",
        "H2": "Small Hall",
        "lunch friends|DY1 1AA": "Lunch Friends",
        "odd fellows|DY1 1AC": "Odd Fellows",
        "silver club|DY1 1AB": "Silver Club",
    }
    assert ask("SELECT licence, publisher FROM source WHERE id = :id", id=report.source) == [
        ("Open Government Licence v3.0", "Example voluntary council")
    ]


def test_the_same_mapped_list_twice_changes_nothing(town, tmp_path):
    load(example(tmp_path), mapping=EXAMPLE)
    before = checksums()

    assert load(example(tmp_path), mapping=EXAMPLE).changed_nothing
    assert checksums() == before


def test_columns_put_together_words_for_needs_and_constants(town, tmp_path):
    load(example(tmp_path), mapping=EXAMPLE)

    assert ask_one("SELECT description FROM asset WHERE name = 'Lunch Friends'") == (
        "Cook together No waste"
    )
    assert ask_one("SELECT address FROM asset WHERE name = 'Big Hall'") == "1 Road, Dudley"
    assert ask(
        "SELECT a.name, n.need_id FROM asset a JOIN asset_need n ON n.asset_id = a.id "
        "WHERE a.name IN ('Lunch Friends', 'Silver Club') ORDER BY 1, 2"
    ) == [("Lunch Friends", "food"), ("Silver Club", "company"), ("Silver Club", "older_people")]
    assert ask_one(
        "SELECT bool_and(masked AND correspondence) FROM asset WHERE name = 'Odd Fellows'"
    )


def test_a_column_that_names_a_venue_by_name_or_reference_becomes_a_link(town, tmp_path):
    report = load(example(tmp_path), mapping=EXAMPLE)

    assert ask(
        "SELECT f.name, l.type, t.name FROM link l JOIN asset f ON f.id = l.from_id "
        "JOIN asset t ON t.id = l.to_id WHERE l.source_id LIKE 'own-list:%' ORDER BY 1"
    ) == [("Lunch Friends", "meets_at", "Big Hall"), ("Silver Club", "meets_at", "Small Hall")]
    [lost] = [issue for issue in report.issues if issue.value == "Nowhere"]
    assert (lost.line, lost.row_set_aside) == (4, False)
    assert ask_one("SELECT count(*) FROM asset WHERE name = 'Odd Fellows'") == 1


def test_a_name_that_two_venues_have_names_neither(town, tmp_path):
    halls = HALLS + "    H3 | Big Hall | 3 Road | Dudley | DY2 2AA | 9\n"

    report = load(example(tmp_path, halls=halls), mapping=EXAMPLE)

    assert any(issue.value == "Big Hall" for issue in report.issues)
    assert ask_one("SELECT count(*) FROM link WHERE source_id LIKE 'own-list:%'") == 1


def test_a_link_is_ended_when_its_cell_is_emptied(town, tmp_path):
    load(example(tmp_path), mapping=EXAMPLE)

    load(example(tmp_path, GROUPS.replace("Big Hall", "").replace("H2", "")), mapping=EXAMPLE)

    assert (
        ask_one("SELECT count(*) FROM link WHERE source_id LIKE 'own-list:%' AND withdrawn IS NULL")
        == 0
    )


def test_a_repeated_row_is_joined_with_its_links(town, tmp_path):
    again = GROUPS + GROUPS.strip().splitlines()[1]

    report = load(example(tmp_path, again), mapping=EXAMPLE)

    assert counts(report) == {"read": 6, "new": 5, "joined": 1}


def test_a_need_that_nobody_knows_is_told_of_with_what_to_do(town, tmp_path):
    report = load(example(tmp_path), mapping=EXAMPLE)

    [unknown] = [issue for issue in report.issues if issue.value == "Juggling"]
    assert unknown.column == "Category"
    assert "needs_words" in unknown.remedy


def test_two_lists_with_the_same_references_do_not_meet(town, tmp_path):
    said = 'ref = "No"\nname = "Group"\n'
    for list_id, name in (("north", "Northern Group"), ("south", "Southern Group")):
        file = write_csv(tmp_path / f"{list_id}.csv", f"No | Group\n1 | {name}")
        load(file, mapping=mapping(tmp_path / f"{list_id}.toml", said, list_id))

    assert names_by("own-list:north") == {"1": "Northern Group"}
    assert names_by("own-list:south") == {"1": "Southern Group"}


def test_two_published_lists_are_told_apart_by_their_names(town, tmp_path):
    for name, venue in (("North", "Northern Hall"), ("South", "Southern Hall")):
        load(write_csv(tmp_path / "venues.csv", f"ref | name\nV1 | {venue}"), name=name)

    assert names_by("own-list:north") == {"V1": "Northern Hall"}
    assert names_by("own-list:south") == {"V1": "Southern Hall"}
    assert ask_one("SELECT name FROM asset WHERE name = 'Old Hall'") == "Old Hall"


def test_cells_that_are_formulae_or_markup_are_data(town, tmp_path):
    said = 'name = "Group"\ndescription = "About"\n'
    file = write_csv(tmp_path / "g.csv", "Group | About\n=1+1 | <script>alert(1)</script>")

    load(file, mapping=mapping(tmp_path / "m.toml", said))

    assert ask_one("SELECT description FROM asset WHERE name = '=1+1'") == (
        "<script>alert(1)</script>"
    )


def test_what_is_personal_is_never_read_and_that_is_said(town, tmp_path):
    report = load(example(tmp_path), mapping=EXAMPLE)

    everything = json.dumps(report.as_json()) + str(ask("SELECT content FROM record_version"))
    everything += str(ask("SELECT * FROM issue")) + str(ask("SELECT * FROM set_aside"))
    assert "Private" not in everything
    assert "07700" not in everything.replace(" ", "")
    assert any("Contact name, Contact phone" in note for note in report.notes)


def test_personal_cells_of_a_row_that_is_set_aside_are_not_kept_either(town, tmp_path):
    report = load(example(tmp_path, GROUPS.replace("Odd Fellows", "")), mapping=EXAMPLE)

    assert report.set_aside == 1
    assert "Private" not in str(ask("SELECT * FROM set_aside"))


def test_a_sheet_that_the_mapping_does_not_name_is_told_of(town, tmp_path):
    file = workbook(tmp_path / "l.xlsx", Community_groups=GROUPS, Halls=HALLS, Old_groups=GROUPS)

    report = load(file, mapping=EXAMPLE)

    assert counts(report) == {"read": 5, "new": 5}
    assert any("Old groups" in note for note in report.notes)


def test_a_workbook_without_a_column_that_the_mapping_names(same_town, tmp_path):
    file = workbook(tmp_path / "l.xlsx", Community_groups="Wrong | Post Code\nA | DY1 1AA")

    with pytest.raises(BadInput, match=r"has no column.*It has: Wrong"):
        load(file, mapping=EXAMPLE)


def test_rows_that_were_set_aside_of_two_sheets_are_mended_and_loaded_again(town, tmp_path):
    halls = HALLS.replace("Small Hall", "")
    source = load(
        example(tmp_path, GROUPS.replace("Odd Fellows", ""), halls), mapping=EXAMPLE
    ).source
    file = save_set_aside(source, tmp_path / "aside.csv").file
    with file.open(encoding="utf-8-sig", newline="") as saved:
        rows = list(csv.DictReader(saved))
    rows[0]["Organisation"], rows[1]["Hall"] = "Odd Fellows", "Small Hall"
    with file.open("w", encoding="utf-8", newline="") as mended:
        writer = csv.DictWriter(mended, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)

    report = load(file, mapping=EXAMPLE)

    assert counts(report) == {"read": 2, "new": 2}
    assert len(names_by(source)) == 5


def test_the_mapping_of_another_list_is_refused(same_town, tmp_path):
    with pytest.raises(BadInput, match="of the list example-voluntary-council, not of north"):
        load(example(tmp_path), mapping=EXAMPLE, name="North")


def test_a_list_is_also_known_by_the_name_that_its_load_has(town, tmp_path):
    file = write_csv(tmp_path / "venues.csv", "ref | name\nV1 | Northern Hall")

    assert load_source("own-list:north", [file]).source == "own-list:north"
    with pytest.raises(NotFound):
        load_source("libraries:north", [file])


def test_a_list_of_another_area_is_refused(same_town, tmp_path):
    other = tmp_path / "m.toml"
    other.write_text(EXAMPLE.read_text().replace("E08000027", "E08000028"))

    with pytest.raises(BadInput, match="is of E08000028"):
        load(example(tmp_path), mapping=other)


# A guess.


def test_unknown_headers_are_guessed_printed_and_not_loaded(same_town, tmp_path):
    file = workbook(
        tmp_path / "Our list.xlsx",
        Community_groups="""
            Org name   | What they do | Location | Post code | Tel          | Contact name | Colour
            Walkers    | Walk         | 1 Road   | DY1 1AA   | 01384 812345 | Jo Private   | red
        """,
    )
    before = checksums()

    with pytest.raises(GuessNeeded, match="--accept-guess") as needed:
        load(file)

    assert checksums() == before
    said = mapping_of(needed.value.guess.toml(), "the guess")
    assert said.id == "our-list"
    assert said.groups.sheet == ["Community groups"]
    assert said.groups.headers == {
        "name": ["Org name"],
        "description": ["What they do"],
        "address": ["Location"],
        "postcode": ["Post code"],
        "phone": ["Tel"],
    }
    assert said.groups.personal == ["Contact name"]
    assert '"Colour"' in needed.value.guess.toml()
    assert "Private" not in needed.value.guess.toml()


def test_a_guess_is_loaded_once_it_is_accepted_or_saved_as_a_mapping(town, tmp_path):
    file = write_csv(
        tmp_path / "walks.csv", "Club name | Post Code | Secretary\nA | DY1 1AA | Jo P"
    )

    report = load(file, accept_guess=True)
    with pytest.raises(GuessNeeded) as needed:
        load(file)
    (tmp_path / "saved.toml").write_text(needed.value.guess.toml())
    again = load(file, mapping=tmp_path / "saved.toml")

    assert counts(report) == {"read": 1, "new": 1}
    assert again.changed_nothing
    assert again.source == "own-list:walks"
    assert any("Secretary" in note for note in report.notes)


def test_an_address_in_a_guessed_list_of_groups_is_hidden(town, tmp_path):
    file = write_csv(
        tmp_path / "walks.csv", "Club name | Address | Post Code\nA | 1 Home | DY1 1AA"
    )

    load(file, accept_guess=True)

    assert ask("SELECT masked, correspondence, address FROM asset WHERE name = 'A'") == [
        (True, True, "")
    ]


def test_published_headers_need_no_guess(town, tmp_path):
    assert counts(
        load(write_csv(tmp_path / "venues.csv", "Ref | NAME\nV9 | New"), partial=True)
    ) == {
        "read": 1,
        "new": 1,
    }


@pytest.mark.parametrize(
    "header",
    [
        "Contact name",
        "Secretary",
        "Treasurer",
        "Chair's name",
        "Contact email",
        "Mobile",
        "Home address",
        "Private phone",
        "Surname",
        "Date of birth",
    ],
)
def test_headers_that_can_name_a_private_person_are_never_guessed_to_be_anything(header):
    guess = table_guess("Groups", ["Name", header], rows=None)

    assert guess.personal == [header]
    assert guess.headers == {"name": ["Name"]}


def test_what_could_be_two_things_is_left_out_and_said():
    guess = table_guess("Groups", ["Name", "Tel", "Phone"], rows=None)

    assert guess.headers == {"name": ["Name"]}
    assert guess.doubtful == ["Tel", "Phone"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("OrganisationName", "name"),
        ("organisation_id", "ref"),
        ("Adress", ""),
        ("Organistion name", "name"),
        ("address1", "address"),
        ("UPRN", "uprn"),
        ("UKPRN", ""),
        ("Post-code", "postcode"),
        ("Colour", ""),
    ],
)
def test_headers_are_known_however_they_are_written_but_short_ones_only_just_so(header, field):
    assert field_of(header, "groups")[0] == field


@pytest.mark.parametrize(
    ("sheet", "headers", "kind"),
    [
        ("Sheet1", ["Name", "Postcode"], "groups"),
        ("Sheet1", ["Venue", "Capacity"], "venues"),
        ("Sheet1", ["Activity", "Day"], "services"),
        ("Sheet1", ["Skill", "How many"], "skill_offers"),
        ("Places to hire", ["Name"], "venues"),
        ("Volunteer skills", ["Name"], "skill_offers"),
    ],
)
def test_what_the_rows_of_a_table_are_is_told_by_its_name_or_headers(sheet, headers, kind):
    assert table_guess(sheet, headers, rows=None).name == kind


def test_a_row_of_words_is_no_header():
    assert looks_like_header(["Organisation", "Post code", "Colour"])
    assert not looks_like_header(["Groups of the borough", "", ""])
    assert not looks_like_header(["name", "x" * 1_000_000])


# The template.


def filled(path, **rows):
    """Fill rows into the template: ``Groups=[{"ref": "G1", ...}]``."""
    book = openpyxl.load_workbook(TEMPLATE)
    for name, said in rows.items():
        sheet = book[name.replace("_", " ")]
        columns = {cell.value: cell.column for cell in sheet[2]}
        for at, row in enumerate(said, start=3):
            for column, value in row.items():
                sheet.cell(at, columns[column]).value = value
    book.save(path)
    return path


def test_the_empty_template_loads_and_says_that_it_is_empty(town):
    report = load(TEMPLATE)

    assert report.read == 0
    assert report.kept_nothing
    assert any("no entries yet" in note for note in report.notes)


def test_a_filled_template_loads_with_all_it_says(town, tmp_path):
    file = filled(
        tmp_path / "lists.xlsx",
        Venues=[{"ref": "V1", "name": "Hut", "postcode": "dy1 1aa", "step_free": "yes"}],
        Groups=[
            {
                "ref": "G1",
                "name": "Hut Friends",
                "meets_at": "Hut",
                "charity_number": 1234567,
                "postcode": "DY1 1AB",
                "last_confirmed": "1 March 2026",
            }
        ],
        Services=[
            {
                "ref": "S1",
                "name": "Tea",
                "needs": "company;food",
                "delivered_at": "V1",
                "provided_by": "G1",
                "hours": "Tu 12:00-14:00",
            }
        ],
        Skill_offers=[
            {
                "ref": "K1",
                "name": "Cooks",
                "skill": "cooking",
                "people": 12,
                "provided_by": "Hut Friends",
            }
        ],
        Links=[{"from_ref": "G1", "type": "supports", "to_ref": "S1", "said_by": "from"}],
    )

    report = load(file, name="hut")

    assert counts(report)["new"] == 5
    assert ask(
        "SELECT f.name, l.type, t.name FROM link l JOIN asset f ON f.id = l.from_id JOIN asset t "
        "ON t.id = l.to_id WHERE l.source_id = 'own-list:hut' ORDER BY 1, 2"
    ) == [
        ("Cooks", "provided_by", "Hut Friends"),
        ("Hut Friends", "meets_at", "Hut"),
        ("Hut Friends", "supports", "Tea"),
        ("Tea", "delivered_at", "Hut"),
        ("Tea", "provided_by", "Hut Friends"),
    ]
    assert ask(
        "SELECT scheme, value FROM asset_identifier i JOIN asset a ON a.id = i.asset_id "
        "WHERE a.name = 'Hut Friends'"
    ) == [("GB-CHC", "1234567")]
    assert load(file, name="hut").changed_nothing


def test_the_template_is_copied_to_where_nothing_is_yet(tmp_path):
    to = copy_template(tmp_path / "mine.xlsx")

    assert to.read_bytes() == TEMPLATE.read_bytes()
    with pytest.raises(BadInput, match="there already"):
        copy_template(to)


def test_the_template_is_as_its_script_writes_it(tmp_path):
    import subprocess
    import sys

    script = CHECKOUT / "script" / "make-template"
    subprocess.run([sys.executable, script, tmp_path / "t.xlsx"], check=True)

    assert (tmp_path / "t.xlsx").read_bytes() == TEMPLATE.read_bytes()


def test_a_break_of_a_list_is_kept_and_one_that_cannot_be_is_an_issue_of_its_own(town, tmp_path):
    path = write_csv(
        tmp_path / "services.csv",
        """
        ref | name   | postcode | break_from | break_until      | break_why
        S8  | Crafts | DY1 1AA  | 20/07/2027 | 1 September 2027 | summer
        S9  | Chess  | DY1 1AA  | 20/07/2027 | 1 September 2029 | repairs
        """,
    )
    load(path, partial=True)
    kept = (
        "SELECT name, break_from::text, break_until::text, break_why FROM asset "
        "WHERE name IN ('Crafts', 'Chess') ORDER BY name"
    )

    assert [tuple(row) for row in ask(kept)] == [
        ("Chess", None, None, ""),
        ("Crafts", "2027-07-20", "2027-09-01", "summer"),
    ]
    assert ask_one("SELECT problem FROM issue WHERE column_name LIKE 'break%'") == TOO_LONG
