"""The report of a load, and how complete and fresh what is held is."""

from datetime import date

from loads import change, load
from tables import write_csv

from asset_map.domain.assets import AssetKind
from asset_map.journeys import as_data, as_rows
from asset_map.journeys.see_loads import see_loads, see_source_loads
from asset_map.journeys.see_quality import list_withdrawn, see_quality
from etl.cleaning.values import codes, day, plain_text, postcode
from etl.formats.delimited import Delimited
from etl.report import MOST_REASONS
from etl.source import OGL3, Column, Sheet, Source

TODAY = date(2026, 11, 22)
CLUBS = Source(
    "clubs",
    "Clubs",
    "the clubs",
    OGL3,
    "asset",
    Delimited(),
    (
        Sheet(
            make=lambda rows: {"asset": rows.assign(kind="service")},
            columns=(
                Column(("Ref",), "key", plain_text, required=True),
                Column(("Name",), "name", plain_text, required=True),
                Column(("Postcode",), "postcode", postcode),
                Column(("Needs",), "needs", codes),
                Column(("Times",), "hours_text", plain_text),
                Column(("Web",), "url", plain_text),
                Column(("About",), "description", plain_text),
                Column(("Confirmed",), "last_confirmed", day),
                Column(("Home",), "size", postcode, personal=True),
            ),
        ),
    ),
)
DRAWN = """
    Ref | Name | Postcode | Needs | Times | Web               | About | Confirmed
    1   | Aaa  | DY1 1AA  | food  | late  | https://a.example | A     | 2026-05-01
    2   | Bbb  | DY1 1AB  | food  |       |                   |       | 2025-11-21
    3   | Ccc  |          |       |       |                   | C     | 2027-01-01
    4   | Ddd  | DY2 2AE  |       |       |                   |       |
"""


def clubs(folder, drawn: str = DRAWN, **wish):
    """Load clubs that are drawn as a table."""
    return load(CLUBS, write_csv(folder / "clubs.csv", drawn), **wish)


def of_clubs(today: date = TODAY):
    [found] = [quality for quality in see_quality(today) if quality.source == "clubs"]
    return found


# --- The report of a load -------------------------------------------------------------------------


def test_the_terminal_says_what_each_count_means(town, tmp_path):
    said = "\n".join(clubs(tmp_path).lines())

    assert "new                4  not here before" in said
    assert "unchanged          0  here already, as they are" in said


def test_a_reason_that_many_values_share_is_told_once_with_the_first_of_them(town, tmp_path):
    drawn = "\n".join(
        ["Ref | Name | Needs", *(f"{n} | Name {n} | none{n}" for n in range(100, 140))]
    )
    report = clubs(tmp_path, drawn)

    [line] = [line for line in report.lines() if "is not one of our needs" in line]
    assert line.startswith("  40 x clubs.csv, line 2, needs ('none100'): '…' is not one of")
    assert len(report.issues) == 40


def test_where_reasons_are_many_the_terminal_tells_some_and_how_many_more(town, tmp_path):
    drawn = "\n".join(["Ref | Name | Needs", *(f"{n} | Name {n} | {n}" for n in range(10, 60))])
    report = clubs(tmp_path, drawn)

    told = [line for line in report.lines() if " x clubs.csv" in line]
    assert len(told) == MOST_REASONS
    assert report.lines()[-1] == (
        f"  {50 - MOST_REASONS} more for {50 - MOST_REASONS} other reasons: "
        f"--format json lists them all."
    )


def test_a_personal_value_is_on_the_stewards_page_and_nowhere_else(town, tmp_path):
    report = clubs(tmp_path, "Ref | Name | Home\n 1 | Aaa | Ann Other 7")

    assert "Ann Other" not in "\n".join(report.lines())
    assert "Ann Other" not in str(report.as_json())
    [reason] = see_source_loads("clubs").reasons
    assert [example["value"] for example in reason.examples] == ["Ann Other 7"]


def test_the_page_has_reasons_with_file_line_and_who_can_mend_them_and_says_how_many(
    town, tmp_path
):
    rows = "\n".join(f"{n} | Name {n} | x{n}x" for n in range(30))
    clubs(tmp_path, f"Ref | Name | Postcode\n{rows}\n 77 | | DY1 1AA")

    aside, left_out = see_source_loads("clubs").reasons
    assert (aside.sets_aside, aside.column, aside.issues) == (True, "Name", 1)
    assert aside.examples == [{"file": "clubs.csv", "line": 32, "value": ""}]
    assert (left_out.sets_aside, left_out.column, left_out.issues) == (False, "Postcode", 30)
    assert left_out.mender == "the publisher of the file"
    assert len(left_out.examples) == 20
    assert left_out.examples[1] == {"file": "clubs.csv", "line": 3, "value": "x1x"}


def test_former_loads_are_listed_newest_first(town, tmp_path):
    for drawn in (DRAWN, DRAWN, DRAWN.replace("Aaa", "Zzz")):
        clubs(tmp_path, drawn)

    found = see_source_loads("clubs")
    told = [(made.counts["new"], made.counts["changed"]) for made in found.loads]
    assert told == [(0, 1), (0, 0), (4, 0)]
    assert found.loads_in_all == 3
    assert next(source for source, _, _ in see_loads()) == "clubs"


# --- What is held ---------------------------------------------------------------------------------


def test_how_complete_and_fresh_a_source_is_is_counted_field_by_field(town, tmp_path):
    clubs(tmp_path)

    found = of_clubs()
    assert found.assets == 4
    assert found.fields == {
        "postcode": 3,
        "position": 2,  # DY2 2AE has no position.
        "needs": 2,
        "hours": 1,
        "contact": 1,
        "description": 2,
    }
    assert found.confirmed == {"within_12_months": 1, "older": 1, "never": 2}
    assert found.located_by == {"postcode": 2, "unknown": 2}
    assert found.share(found.fields["postcode"]) == 0.75


def test_all_that_is_held_comes_first_and_is_the_sum_of_the_sources(town, tmp_path):
    clubs(tmp_path)

    overall, *sources = see_quality(TODAY)
    assert overall.source is None
    assert overall.assets == sum(quality.assets for quality in sources) == 13
    for name, count in overall.fields.items():
        assert count == sum(quality.fields[name] for quality in sources)


def test_quality_has_stable_keys_and_rows_for_a_terminal(town, tmp_path):
    clubs(tmp_path)

    data = as_data.of_quality(see_quality(TODAY))
    [said] = [source for source in data["sources"] if source["source"] == "clubs"]
    assert said["fields"]["postcode"] == {"count": 3, "share": 0.75}
    assert said["last_confirmed"]["older"] == {"count": 1, "share": 0.25}
    headers, rows = as_rows.of_quality(see_quality(TODAY))
    shown = dict(zip(headers, rows[1], strict=True))
    assert (shown["source"], shown["postcode"], shown["within 12 months"]) == (
        "clubs",
        "75%",
        "25%",
    )


def test_an_empty_map_has_shares_of_nothing(database):
    [overall] = see_quality(TODAY)

    assert overall.assets == 0
    assert set(overall.shares()) == {None}


def test_what_is_withdrawn_is_listed_and_not_counted(town, tmp_path):
    clubs(tmp_path)
    clubs(tmp_path, "\n".join(DRAWN.splitlines()[:4]))
    change("UPDATE asset SET withdrawn = '2026-10-01' WHERE name = 'Ddd'")

    found, in_all = list_withdrawn("clubs")
    assert [(gone.name, gone.kind, gone.source) for gone in found] == [
        ("Ccc", AssetKind.SERVICE, "Clubs"),
        ("Ddd", AssetKind.SERVICE, "Clubs"),
    ]
    assert found[1].since == date(2026, 10, 1)
    assert in_all == 2
    assert list_withdrawn("own-list") == ([], 0)
    assert of_clubs().assets == 2
