"""Whatever a file holds: its load is refused in one clear sentence, or every row is accounted for.

Sound small files of many formats are mangled: first what they say, then their bytes. Each goes the
whole way to the database.
"""

import csv
import io
import json
import random
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loads import adds_up, ask_one, checksums
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from tables import SOUTH, WEST, square, table
from town import POSTCODES, SERVICES, VENUES

from asset_map.domain.errors import BadInput
from asset_map.journeys.choose_own_list import OwnList
from asset_map.journeys.load_source import load_source
from asset_map.settings import CHECKOUT
from etl.formats.mended import written as mended_csv

NASTY = (
    *("", " ", "\0", "\x1f\x07\x7f", "\u2028\ufeff", "\ud800", "\ufffd" * 9, "Caf\u00c3\u00a9"),
    *("=HYPERLINK(1)", "'=1", "-1+1|cmd", "@x", "<script>alert(1)</script>", "&#0;&amp;"),
    *('"', '"a", "b', "a\nb\r\nc", ",;\t|* \u00ac", "%s %(name)s :name {0}", "\\", "\\N", "$$"),
    *("'; DROP TABLE asset; --", "NaN", "1e999", "-0", "99999999999999999999", "0x1F", "None"),
    *("31/02/2026", "9999-12-31", "0001-01-01", "25:99-24:61", "2026-13-45T99:99"),
    *("52.5,-2.1", "DY1 1AA DY2 2AB", "E05000001;E05999999", "x" * 40_000, "x" * 1_000_001),
)

Rows = list[list[str]]


def rows_of(drawn: str) -> Rows:
    rows = table(drawn)
    return [list(rows[0]), *(list(row.values()) for row in rows)]


# How each format is written.


def as_csv(rows: Rows) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(errors="replace")


def as_zipped_postcodes(rows: Rows) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Data/CSV/dy.csv", as_csv(rows))
    return packed.getvalue()


def as_stars(rows: Rows) -> bytes:
    return "\n".join(" ".join(f"{cell}*" for cell in row) for row in rows).encode(errors="replace")


def as_nhs(rows: Rows) -> bytes:
    return "\r\n".join("\u00ac".join(row) for row in rows).encode("cp1252", errors="replace")


def as_mended(rows: Rows) -> bytes:
    header, *others = rows
    return mended_csv(
        [
            {
                "_file": "libraries.csv",
                "_line": str(at),
                "_problem": "It was odd.",
                "_remedy": "Mend it.",
                **{
                    name.encode(errors="replace").decode(): cell.encode(errors="replace").decode()
                    for name, cell in zip(header, row, strict=False)
                },
            }
            for at, row in enumerate(others, 2)
        ]
    )


def as_workbook(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Halls"
    book.active.append(["A list of halls"])
    for row in rows:
        book.active.append([_for_workbook(cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _for_workbook(cell: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", cell).encode(errors="replace").decode()[:32_000]


def as_json(whole: object) -> bytes:
    return json.dumps(whole).encode()


# What the sound files say.

HALLS = """
    Hall no. | Hall       | Street | Town   | Post Code | Seats
    H1       | Big Hall   | 1 Road | Dudley | DY1 1AA   | 120
    H2       | Small Hall | 2 Road | Dudley | DY1 1AD   | 30
"""
LIBRARIES = """
    Local authority | Library name | Postcode | Year opened | Year closed | Monday staffed hours | URL
    Dudley          | West Library | DY1 1AB  | 1910        |             | 09:00-17:00          | www.example.org
    Dudley          | East Library | DY2 2AA  | 1950        | 2015        | Closed               |
"""  # noqa: E501 - a table
STARS = """
    name         | link                | location_name | lat      | lng
    LYE HELPERS  | www.example.org/lye | Lye           | 52.5     | -2.1
    Road friends | example.org         | 1 Road        | 52.51    | -2.09
"""
SURGERIES = """
    OrganisationID | OrganisationCode | OrganisationType | OrganisationStatus | OrganisationName | Postcode | Latitude | Longitude | ParentODSCode | ParentName | Phone
    1              | M1               | GP               | Visible            | High Surgery     | DY1 1AA  | 52.51    | -2.14     | M1            | Practice   | 01384 234567
    2              | M2               | GP               | Visible            | Low Surgery      | DY1 1AB  |          |           | M2            | The Other  |
"""  # noqa: E501 - a table


def postcodes() -> Rows:
    places = [(row, (WEST + int(row["x"]), SOUTH) if row["x"] else (0, 0)) for row in POSTCODE_ROWS]
    return [
        [row["postcode"], row["quality"], str(x), str(y), *CODES, row["ward"]]
        for row, (x, y) in places
    ]


POSTCODE_ROWS = table(POSTCODES)
CODES = ("E92000001", "", "", "", "E08000027")


def features(shape: str, *said: tuple[dict[str, object], object]) -> dict[str, object]:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    return {
        "type": "FeatureCollection",
        "crs": crs,
        "features": [
            {"type": "Feature", "properties": one, "geometry": {"type": shape, "coordinates": at}}
            for one, at in said
        ],
    }


def ward(code: str, name: str) -> dict[str, object]:
    return {"WD25CD": code, "WD25NM": name, "LAD25CD": "E08000027", "LAD25NM": "Dudley"}


WARDS = features(
    "Polygon",
    (ward("E05000001", "West Town"), square(0, 0)),
    (ward("E05000002", "East Town"), square(1000, 0)),
)
WARM = features(
    "Point",
    (
        {
            "title": "Tea &amp; toast",
            "_source": "one",
            "address": "1 Road, Dudley DY1 1AA",
            "contact": "Phone:&nbsp;01384 812345",
            "hours": {"_text": "Monday, 10am to midday", "opening": "Mo 10:00-12:00"},
        },
        [WEST + 100, SOUTH + 500],
    ),
    ({"title": "Soup", "_source": "two", "address": "Park"}, [WEST + 900, SOUTH + 500]),
)
GRANTS = {
    "grants": [
        {
            "id": f"g-{at}",
            "title": "Kitchen",
            "description": "To carry on.",
            "currency": "GBP",
            "amountAwarded": 1000.5,
            "awardDate": "2020-05-01T00:00:00+00:00",
            "plannedDates": [{"startDate": "2020-06-01", "endDate": "2021-05-31"}],
            "recipientOrganization": [
                {"id": f"GB-CHC-20000{at}", "name": f"Town Kitchen {at}", "postalCode": "DY1 1AA"}
            ],
            "fundingOrganization": [{"id": "GB-CHC-300001", "name": "Funder"}],
        }
        for at in (1, 2)
    ]
}
FEED = {
    "page_number": 1,
    "total_pages": 1,
    "contents": [
        {
            "id": f"s{at}",
            "name": "Lunch",
            "status": "active",
            "url": "www.example.org/lunch",
            "assured_date": "2026-05-01",
            "organization": {"id": "o1", "name": "Friends"},
            "schedules": [
                {"freq": "WEEKLY", "byday": "TU", "opens_at": "12:00", "closes_at": "14:00"}
            ],
            "cost_options": [{"option": "Main course", "amount": 3.5}],
            "service_at_locations": [
                {"id": f"a{at}", "location": {"id": "l1", "name": "Old Hall", "latitude": 52.51}}
            ],
        }
        for at in (1, 2)
    ],
}

TABLES = {
    "venues.csv": ("own-list", as_csv, rows_of(VENUES)),
    "services.csv": ("own-list", as_csv, rows_of(SERVICES)),
    "halls.xlsx": ("own-list", as_workbook, rows_of(HALLS)),
    "set-aside.csv": ("libraries", as_mended, rows_of(LIBRARIES)),
    "libraries.csv": ("libraries", as_csv, rows_of(LIBRARIES)),
    "stars.csv": ("mutual-aid-list", as_stars, rows_of(STARS)),
    "GP.csv": ("nhs", as_nhs, rows_of(SURGERIES)),
    "codepo_gb.zip": ("code-point-open", as_zipped_postcodes, postcodes()),
}
TREES = {
    "grants.json": ("grants-360giving", as_json, GRANTS),
    "feed.json": ("open-referral", as_json, FEED),
    "warm_tile.geojson": ("warm-spaces", as_json, WARM),
    "wards.geojson": ("wards", as_json, WARDS),
}
EACH = pytest.mark.parametrize("name", [*TABLES, *TREES])
MAPPED = OwnList(mapping=CHECKOUT / "data" / "templates" / "example-mapping.toml")

SOME = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[
        *(HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large)
    ],
)
MANY = settings(SOME, max_examples=400)


# How they are mangled.


def mangled(name: str, chance: random.Random) -> bytes:
    """Return what is left of a sound file."""
    if name in TABLES:
        _, write, rows = TABLES[name]
        return _bent(write(_bent_rows(rows, chance)), chance)
    _, write, tree = TREES[name]
    whole = json.loads(json.dumps(tree))
    for _ in range(chance.randint(0, 3)):
        _bend(whole, chance)
    return _bent(write(whole), chance)


def _bent_rows(rows: Rows, chance: random.Random) -> Rows:
    rows = [list(row) for row in rows]
    for _ in range(chance.randint(0, 3)):
        row = chance.choice(rows)
        how = chance.choice(("columns", "repeat", "cell", "cell", "drop", "swap", "title", "gone"))
        if how == "columns":
            order = chance.sample(range(len(rows[0])), len(rows[0]))
            rows = [[row[at] for at in order if at < len(row)] for row in rows]
        elif how == "repeat":
            rows += [list(row)] * chance.choice((1, 50))
        elif how == "cell" and row:
            row[chance.randrange(len(row))] = chance.choice(NASTY)
        elif how == "drop" and row:
            row.pop(chance.randrange(len(row)))
        elif how == "swap":
            chance.shuffle(row)
        elif how == "title":
            rows.insert(0, [chance.choice(NASTY)])
        else:
            rows = [other for other in rows if other is not row] or [[]]
    return rows


def _bend(tree: object, chance: random.Random) -> None:
    """Put something else in one place of a tree, or leave it out, or repeat it."""
    places = list(_places(tree))
    if not places:
        return
    inside, at = chance.choice(places)
    how = chance.choice(("nasty", "nasty", "odd", "gone", "moved", "repeated"))
    if how == "nasty":
        inside[at] = chance.choice(NASTY)
    elif how == "odd":
        odd = (None, True, [], {}, [[]], 1e300, -1, float("nan"), 10**30, [None], {"": {"/": 1}})
        inside[at] = chance.choice(odd)
    elif how == "gone":
        del inside[at]
    elif how == "moved":
        other, there = chance.choice(places)
        inside[at] = json.loads(json.dumps(other[there]))
    elif isinstance(inside, list):
        inside += json.loads(json.dumps([inside[at]])) * chance.choice((1, 50))


def _places(tree):
    keys = range(len(tree)) if isinstance(tree, list) else tree
    for key in list(keys):
        yield tree, key
        if isinstance(tree[key], list | dict):
            yield from _places(tree[key])


BITS = (
    *(
        b'"',
        b'"",',
        b"\0",
        b"\x1f",
        b"\r",
        b"\xff\xfe",
        b"\xc3",
        b",,,,",
        b"[" * 9_000,
        b"{",
        b"\n",
    ),
    *(b"=1+1", b"<b>", b"1e999", b"NaN", b"\\ud800", b"\\u0000", b"\xac", b"* ", b"null", b"}]"),
)


def _bent(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        at, end = sorted(chance.randint(0, len(content)) for _ in range(2))
        how = chance.choice(("cut", "flip", "insert", "insert", "repeat", "swap"))
        if how == "cut":
            content = content[:at]
        elif how == "flip":
            content = content[:at] + bytes([chance.randint(0, 255)]) + content[at + 1 :]
        elif how == "insert":
            content = content[:at] + chance.choice(BITS) + content[at:]
        elif how == "repeat":
            content = content[:end] + content[at:end] + content[end:]
        else:
            content = content[at:end] + content[:at] + content[end:]
    return content


CHANCES = st.integers(0, 10**9).map(random.Random)


def loaded(name, folder, content, **wish):
    """Load a file as the command line does; return nothing where it is refused as it should be."""
    source = (TABLES | TREES)[name][0]
    file = folder / name
    file.write_bytes(content)
    own = MAPPED if name == "halls.xlsx" else None
    try:
        report = load_source(source, [file], own=own, **wish)
    except BadInput as error:
        return _told_clearly(error)
    assert adds_up(report), report.counts()
    assert all(issue.problem and issue.remedy for issue in report.issues)
    assert json.dumps(report.as_json()).encode()
    assert all(line.isprintable() for line in report.lines())
    return "loaded"


def _told_clearly(refusal):
    said = refusal.sentence
    assert said.endswith((".", "?"))
    assert "\n" not in said
    assert len(said) < 500
    assert not any(word in said for word in ("Traceback", "Error(", "Exception", "<class"))
    assert refusal.next_step
    return ""


# The properties.


@EACH
def test_a_sound_file_is_loaded(same_town, tmp_path, name):
    _, write, whole = (TABLES | TREES)[name]

    assert loaded(name, tmp_path, write(whole), dry_run=True)


@EACH
@SOME
@given(chance=CHANCES)
def test_a_mangled_file_is_accounted_for_or_refused(same_town, tmp_path, name, chance):
    loaded(name, tmp_path, mangled(name, chance), dry_run=True)


@pytest.mark.parametrize("name", ["venues.csv", "feed.json", "wards.geojson"])
@settings(SOME, max_examples=3)
@given(chance=CHANCES)
def test_what_is_refused_changed_nothing_and_what_is_loaded_twice_changes_nothing_more(
    town, tmp_path, name, chance
):
    _twice(name, tmp_path, mangled(name, chance))


@pytest.mark.long
@EACH
@MANY
@given(chance=CHANCES)
def test_many_mangled_files_are_accounted_for_or_refused(same_town, tmp_path, name, chance):
    loaded(name, tmp_path, mangled(name, chance), dry_run=True)


@pytest.mark.long
@EACH
@settings(MANY, max_examples=60)
@given(chance=CHANCES)
def test_many_mangled_files_that_are_loaded_twice_change_nothing_more(town, tmp_path, name, chance):
    _twice(name, tmp_path, mangled(name, chance))


def _twice(name, folder, content):
    before, loads = checksums(), ask_one("SELECT count(*) FROM load")
    if not loaded(name, folder, content):
        assert checksums() == before
        assert ask_one("SELECT count(*) FROM load") == loads
        return
    after = checksums()
    assert loaded(name, folder, content)
    assert checksums() == after
