"""Makes the demo pack from the package's files: real postcodes and codes, invented assets."""

import csv
import sys
from pathlib import Path

import asks
import assets
import background
import dating
import geojson
import neighbourhoods
import people
import places
import published
import shapely
import story
import wards

AUTHORITY, AUTHORITY_NAME = "E08000027", "Dudley"
WARD_NOTE = (
    "Drawn from the positions of postcodes (Code-Point Open, April 2025), not the official "
    "boundary: every postcode lies in its own ward, the lines between are approximate."
)


def main(wheel: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    everywhere = published.read_postcodes(wheel)
    ours = [p for p in everywhere if p.district == AUTHORITY]
    write_postcodes(out / "postcodes.csv", ours)

    ward_areas = wards.draw_wards(everywhere, AUTHORITY)
    write_wards(out / "wards.geojson", ward_areas, published.read_ward_names(wheel))
    write_neighbourhoods(out / "neighbourhoods.geojson")

    lookup = people.live_lookup(published.read_lookup(wheel, AUTHORITY), [p.text for p in ours])
    write_output_areas(out / "postcode_output_areas.csv", lookup)
    write_people(out / "people.csv", people.people_by_output_area(lookup))

    write_assets(out / "assets", ours, ward_areas)
    print(f"The pack is in {out}: {len(ours)} postcodes, {len(ward_areas)} wards.")


def write_postcodes(path: Path, ours: list[published.Postcode]) -> None:
    path.write_bytes(b"".join(p.line for p in ours))


def write_wards(path: Path, areas: dict[str, shapely.Geometry], names: dict[str, str]) -> None:
    features = [(ward_properties(code, names[code]), area) for code, area in areas.items()]
    geojson.write_areas(path, features)


def ward_properties(code: str, name: str) -> dict:
    return {
        "WD25CD": code,
        "WD25NM": name,
        "LAD25CD": AUTHORITY,
        "LAD25NM": AUTHORITY_NAME,
        "approximate": True,
        "note": WARD_NOTE,
    }


def write_neighbourhoods(path: Path) -> None:
    features = [
        (
            {
                "code": area.code,
                "name": area.name,
                "authority_code": AUTHORITY,
                "drawn_on": neighbourhoods.DRAWN_ON,
                "drawn_by": neighbourhoods.DRAWN_BY,
                "approximate": True,
            },
            area.outline,
        )
        for area in neighbourhoods.ALL
    ]
    geojson.write_areas(path, features)


def write_output_areas(path: Path, lookup: list[people.LookupRow]) -> None:
    rows = [(row.pcds, row.usertype, row.output_area) for row in lookup]
    write_table(path, ("pcds", "usertype", "oa11cd"), rows)


def write_people(path: Path, shares: dict[str, float]) -> None:
    write_table(path, ("OA11CD", "people"), list(shares.items()))


def write_assets(
    folder: Path, ours: list[published.Postcode], ward_areas: dict[str, shapely.Geometry]
) -> None:
    gaps = places.Gaps(ours, ward_areas)
    told, told_links = story.tell(gaps)
    composed, composed_links = background.compose(gaps)
    everything, links = told + composed, told_links + composed_links
    asks.say(everything)
    dating.date_assets(everything)
    dating.date_links(links, everything)
    assets.write_tables(folder, everything, links)


def write_table(path: Path, columns: tuple[str, ...], rows: list[tuple]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
