"""A town small enough to work out by hand: two wards side by side, each 1 km square.

A road runs through both, 500 m from their southern edge; the postcodes stand along it, ``x`` metres
from the western edge. Each ward is one LSOA. Distances along the road are differences of ``x``.

The Lunch is at the Old Hall (x 100), the Supper at the New Hall (x 1500), the Refuge at a masked
venue (x 1900).
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from loads import load
from tables import SOUTH, WEST, table, write_csv, write_squares

ROAD = 500

WARDS = """
    WD25CD    | WD25NM    | LAD25CD   | LAD25NM | x    | y
    E05000001 | West Town | E08000027 | Dudley  | 0    | 0
    E05000002 | East Town | E08000027 | Dudley  | 1000 | 0
"""
LSOAS = """
    LSOA21CD  | LSOA21NM  | LAD21CD   | x    | y
    E01000001 | Town 001A | E08000027 | 0    | 0
    E01000002 | Town 001B | E08000027 | 1000 | 0
"""
PEOPLE = """
    lsoacd    | population
    E01000001 | 80
    E01000002 | 60
"""
POSTCODES = """
    postcode | quality | x    | ward
    DY1 1AA  | 10      | 100  | E05000001
    DY1 1AB  | 10      | 300  | E05000001
    DY1 1AC  | 10      | 500  | E05000001
    DY1 1AD  | 10      | 900  | E05000001
    DY2 2AA  | 10      | 1100 | E05000002
    DY2 2AB  | 10      | 1500 | E05000002
    DY2 2AD  | 10      | 1900 | E05000002
    DY2 2AE  | 90      |      | E05000002
"""
VENUES = """
    ref | name       | needs     | postcode | description     | masked | last_confirmed
    V1  | Old Hall   |           | DY1 1AA  | brick, 1900     |        | 2026-05-01
    V2  | New Hall   |           | DY2 2AB  | glass, 1990     |        |
    V3  | Safe House |           | DY2 2AD  | a safe place    | yes    |
"""
SERVICES = """
    ref | name   | needs              | hours          | last_confirmed
    S1  | Lunch  | food;company       | Tu 12:00-14:00 | 2026-05-01
    S2  | Supper | food               | when it suits  |
    S3  | Refuge | urgent_help;housing |               |
"""
GROUPS = """
    ref | name         | needs   | covers    | group_type
    G1  | Town Friends | company | E05000001 | charity
"""
SKILL_OFFERS = """
    ref | name               | covers    | skill   | people
    K1  | Cooks of the town  | E05000001 | cooking | 14
    K2  | Drivers            | E05000002 | driving | 12
"""
LINKS = """
    from_ref | type         | to_ref | said_by | detail
    S1       | delivered_at | V1     | both    |
    S2       | delivered_at | V2     | both    |
    S3       | delivered_at | V3     | from    |
    G1       | supports     | S1     | from    |
"""


def write_postcodes(path: Path, drawn: str = POSTCODES, authority: str = "E08000027") -> Path:
    """Write postcodes along the road as Code-Point Open has them: no header, ten columns."""
    lines = []
    for row in table(drawn):
        x, y = (WEST + int(row["x"]), SOUTH + ROAD) if row["x"] else (0, 0)
        said = (row["postcode"], row["quality"], x, y, "E92000001", "", "", "", authority)
        lines.append(",".join(map(str, (*said, row["ward"]))))
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return path


def load_places(folder: Path) -> None:
    """Load the wards, postcodes, LSOAs and people of the town."""
    load("wards", write_squares(folder / "wards.geojson", WARDS))
    load("code-point-open", write_postcodes(folder / "postcodes.csv"))
    load("lsoas", write_squares(folder / "lsoas.geojson", LSOAS))
    load("lsoa-population", write_csv(folder / "people.csv", PEOPLE))


def asset_files(folder: Path) -> list[Path]:
    """Write the town's own lists of assets."""
    drawn = {
        "venues": VENUES,
        "services": SERVICES,
        "groups": GROUPS,
        "skill_offers": SKILL_OFFERS,
        "links": LINKS,
    }
    return [write_csv(folder / f"{name}.csv", text) for name, text in drawn.items()]


def load_town() -> None:
    """Load the whole town."""
    with TemporaryDirectory() as made:
        load_places(Path(made))
        load("own-list", *asset_files(Path(made)))
