"""The lists of NHS Choices: each row a building, and the care in it."""

from loads import ask, ask_one, counts, load

HEADER = (
    "OrganisationID¬OrganisationCode¬OrganisationType¬SubType¬OrganisationStatus¬OrganisationName"
    "¬Address1¬City¬Postcode¬Latitude¬Longitude¬ParentODSCode¬ParentName¬Phone¬Email¬Website"
)
ROWS = (
    "1¬M1¬GP¬UNKNOWN¬Visible¬High Street Surgery¬1 High St¬Town¬DY1 1AA¬52.51¬-2.08¬M1¬The Practice"
    "¬01384 234567¬ann.person@nhs.net¬www.example.org",
    "2¬M1¬GP¬UNKNOWN¬Visible¬Low Street Surgery¬2 Low St¬Town¬DY1 1AB¬52.52¬-2.09¬M1¬The Practice"
    "¬¬¬",
    "3¬M2¬GP¬UNKNOWN¬Visible¬The Other Practice¬3 Mid St¬Town¬¬¬¬M2¬The Other Practice¬¬¬",
    "4¬M3¬GP¬UNKNOWN¬Hidden¬Hidden Practice¬4 Mid St¬Town¬DY1 1AD¬52.5¬-2.0¬M3¬Hidden Practice¬¬¬",
)


IN_DUDLEY = {"GP": 63, "Pharmacy": 74, "Clinics": 13}
"""How many of the published positions are in the borough, counted apart (SOURCES.md)."""


def written(folder, *rows):
    path = folder / "GP.csv"
    path.write_bytes("\r\n".join((HEADER, *rows, "")).encode("cp1252"))
    return path


def published(path):
    """Return the rows of a list, read without the product."""
    header, *rows = path.read_bytes().decode("cp1252").rstrip("\r\n").split("\r\n")
    return [dict(zip(header.split("¬"), row.split("¬"), strict=True)) for row in rows]


def test_the_three_lists_stand_beside_each_other_and_every_row_is_accounted_for(
    database, sample_data
):
    load("wards", sample_data / "boundaries/wards_2025_dudley_E08000027.geojson")
    paths = {name: sample_data / f"assets/nhs_choices_{name}_RAW.csv" for name in IN_DUDLEY}
    reports = {name: load("nhs", path) for name, path in paths.items()}

    for name, report in reports.items():
        rows = published(paths[name])
        assert report.read == len(rows)
        assert report.withdrawn == 0
        assert report.outside > 0.9 * len(rows)
        assert {issue.column for issue in report.issues if issue.row_set_aside} <= {
            "",  # a clinic that is listed again, with another number to call
            "OrganisationName",  # a practice without a name
        }
    assert reports["Pharmacy"].set_aside == 0
    found = ask(
        """
        SELECT r.scope, count(*) FROM record r
        JOIN record_asset m ON m.record_id = r.id AND m.until IS NULL
        JOIN asset a ON a.id = m.asset_id
        JOIN area w ON w.kind = 'ward' AND ST_Covers(w.geom, a.geom)
        WHERE r.kind = 'venue' GROUP BY r.scope
        """
    )
    assert dict(map(tuple, found)) == {
        "GP": IN_DUDLEY["GP"],
        "Pharmacy": IN_DUDLEY["Pharmacy"],
        "Clinic": IN_DUDLEY["Clinics"],
    }
    records = dict(map(tuple, ask("SELECT kind, count(*) FROM record GROUP BY kind")))
    links = ask_one("SELECT count(*) FROM link WHERE type = 'delivered_at'")
    new = sum(report.new for report in reports.values())
    assert records == {"venue": new, "service": new}
    assert links == new


def test_care_is_found_by_its_need_and_known_to_be_old(database, tmp_path):
    load("nhs", written(tmp_path, *ROWS[:3]), extent="GB")

    needs = ask("SELECT a.name, n.need_id FROM asset a JOIN asset_need n ON n.asset_id = a.id")
    assert {tuple(row) for row in needs} == {
        ("High Street Surgery", "health"),
        ("Low Street Surgery", "health"),
        ("The Other Practice", "health"),
    }
    assert {str(day) for (day,) in ask("SELECT last_confirmed FROM asset")} == {"2014-02-01"}
    assert ask_one("SELECT count(*) FROM asset WHERE valid_from IS NOT NULL") == 0


def test_a_code_that_surgeries_share_is_no_identifier_of_one(database, tmp_path):
    load("nhs", written(tmp_path, *ROWS[:3]), extent="GB")

    known = ask(
        "SELECT a.name, i.scheme, i.value FROM asset_identifier i JOIN asset a ON a.id = i.asset_id"
    )
    assert [tuple(row) for row in known] == [("The Other Practice", "ODS", "M2")]
    parts = ask("SELECT name, description FROM asset WHERE kind = 'service' ORDER BY name")
    assert [tuple(row) for row in parts] == [
        ("High Street Surgery", "Part of The Practice"),
        ("Low Street Surgery", "Part of The Practice"),
        ("The Other Practice", ""),
    ]


def test_what_the_publisher_hides_is_set_aside(database, tmp_path):
    report = load("nhs", written(tmp_path, *ROWS), extent="GB")

    assert counts(report) == {"read": 4, "new": 3, "set_aside": 1}
    [issue] = [issue for issue in report.issues if issue.row_set_aside]
    assert (issue.line, issue.column, issue.value) == (5, "OrganisationStatus", "Hidden")


def test_no_mail_address_of_a_practice_is_kept(database, tmp_path):
    load("nhs", written(tmp_path, *ROWS[:3]), extent="GB")

    assert (
        ask_one("SELECT count(*) FROM record_version WHERE content::text LIKE '%ann.person%'") == 0
    )
    assert dict(ask("SELECT name, url FROM asset WHERE url <> ''")) == {
        "High Street Surgery": "https://www.example.org"
    }
