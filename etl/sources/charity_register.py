"""The register of charities of England and Wales: the Charity Commission's public extract.

Its tables are files of one load: ``publicextract.charity`` with, as far as they are given, the
tables of classification, areas of operation, annual returns (part A) and other names. The table of
trustees is never read.
"""

from collections.abc import Iterable

import pandas as pd

from asset_map.domain.places import name_key
from etl.cleaning.contacts import web
from etl.cleaning.dates import uk_date
from etl.cleaning.names import name
from etl.cleaning.periods import with_period
from etl.cleaning.values import expects, plain_text, postcode
from etl.families.charities import as_group, charity_key, register_ids
from etl.formats.joined import PARTED_BY, Companion, Joined
from etl.formats.json_or_table import JsonOrTable
from etl.source import OGL3, Column, Rank, Rows, Sheet, Source
from etl.steps import BOOKKEEPING

VOLUNTEERS_SHOWN = 10
"""From so many volunteers on their number is told, to the nearest 5: fewer are people, not a
figure."""

AREAS_NAMED = 10

HALL = (
    r"\b(?:(?:village|community|parish|memorial|welfare|church) hall|community (?:centre|hub)"
    r"|neighbourhood centre|reading room)\b"
)
FRIENDS = r"\b(?:friends|fund|appeal|supporters|endowment)\b"
GIVES_ROOM = "cc:how:provides buildings/facilities/open space"

ADDRESS = tuple(f"charity_contact_address{line}" for line in range(1, 6))


@expects("Write a number.")
def number(texts: pd.Series) -> pd.Series:
    """Read the number of a charity as text: digits alone."""
    digits = texts.str.strip().str.replace(r"\.0$", "", regex=True)
    return digits.where(digits.str.fullmatch(r"[0-9]{1,9}"))


def make(rows: pd.DataFrame) -> Rows:
    """A row is a group; of a charity that is plainly a venue also that, at the same address."""
    linked = rows["linked"].fillna("0")
    tags = [_tags(text) for text in rows["classification"].fillna("")]
    group = as_group(
        rows.assign(
            key=charity_key(rows["number"], linked),
            description=_description(rows),
            tags=pd.Series(tags, index=rows.index, dtype=object),
            words=rows["other_names"],
            identifiers=register_ids(
                "GB-CHC", charity_key(rows["number"], linked), rows["company"]
            ),
            valid_to=rows["removed"].where(rows["status"].str.casefold() == "removed"),
        )
    )
    group = with_period(group)
    venue = _venues(rows, group)
    link = venue[BOOKKEEPING].assign(
        from_kind="venue",
        from_key=venue["key"],
        type="managed_by",
        to_kind="group",
        to_key=venue["key"],
        detail="",
        said_by="to",
    )
    return {"asset": pd.concat([group, venue]), "link": link}


def _venues(rows: pd.DataFrame, group: pd.DataFrame) -> pd.DataFrame:
    """Return the venues: where name, activity and address all say that the place is a hall.

    The charity is called after a hall, says that it provides buildings, and gets its post at an
    address that names a hall: not at the secretary's home.
    """
    called = rows["name"].map(name_key)
    halls = called.str.contains(HALL) & ~called.str.contains(FRIENDS)
    halls &= group["tags"].map(lambda tags: GIVES_ROOM in {tag.casefold() for tag in tags})
    address = pd.Series(
        [_joined(lines) for lines in rows.loc[halls, list(ADDRESS)].itertuples(index=False)],
        index=rows.index[halls],
        dtype="str",
    )
    address = address[address.map(name_key).str.contains(HALL)]
    venue = group.loc[address.index].drop(
        columns=["correspondence", "group_type", "words", "identifiers"]
    )
    return venue.assign(kind="venue", address=address, needs=[["place_to_meet"]] * len(venue))


def _joined(lines: Iterable[object]) -> str:
    return ", ".join(str(line) for line in lines if pd.notna(line))


def _tags(classification: str) -> list[str]:
    return [f"cc:{text}" for text in classification.split(PARTED_BY) if text]


def _description(rows: pd.DataFrame) -> pd.Series:
    """Tell what the charity does, under which other names, where, and with how many volunteers."""
    others = rows["other_names"].str.replace(PARTED_BY, "; ", regex=False)
    told = zip(
        rows["activities"],
        "Also known as: " + others + ".",
        rows["areas"].map(_areas, na_action="ignore"),
        rows["volunteers"].map(_volunteers, na_action="ignore"),
        strict=True,
    )
    texts = [" ".join(part for part in parts if pd.notna(part)) or None for parts in told]
    return pd.Series(texts, index=rows.index, dtype="str")


def _areas(text: str) -> str:
    areas = text.split(PARTED_BY)
    more = f" and {len(areas) - AREAS_NAMED} more areas" if len(areas) > AREAS_NAMED else ""
    return f"Works in: {', '.join(areas[:AREAS_NAMED])}{more}."


def _volunteers(text: str) -> str | None:
    """Tell the number of the newest return: texts such as ``2024-03-31 25|2023-03-31 20``."""
    day, count = max(text.split(PARTED_BY)).split(" ")
    if int(count) < VOLUNTEERS_SHOWN:
        return None
    return f"About {5 * round(int(count) / 5)} volunteers in the year to {day[:7]}."


def _said_of_volunteers(rows: pd.DataFrame) -> pd.Series:
    count = rows["count_volunteers"].str.strip().str.replace(r"\.0$", "", regex=True)
    told = count.str.fullmatch(r"[0-9]+").fillna(False)
    return (rows["fin_period_end_date"].str[:10] + " " + count).where(told)


def _said_of_names(rows: pd.DataFrame) -> pd.Series:
    working = rows["charity_name_type"].str.strip().str.casefold() == "working name"
    return rows["charity_name"].str.strip().where(working)


def _nowhere_any_more(rows: pd.DataFrame) -> pd.Series:
    """Tell which charities were removed and have no address: they can be found on no map."""
    removed = rows["charity_registration_status"].str.strip().str.casefold() == "removed"
    return removed & (rows["charity_contact_postcode"].str.strip() == "")


CHARITY_REGISTER = Source(
    id="charity-register",
    title="Register of charities (England and Wales)",
    publisher="Charity Commission for England and Wales",
    licence=OGL3,
    attribution="Contains information of the Charity Commission, Open Government Licence v3.0.",
    gives="asset",
    rank=Rank.REGISTER,
    hint="publicextract.charity.zip, and the other tables each with a --file of its own.",
    address=(
        "https://ccewuksprdoneregsadata1.blob.core.windows.net/data/txt/publicextract.charity.zip"
    ),
    reader=Joined(
        reader=JsonOrTable(),
        key="organisation_number",
        companions=(
            Companion(
                "publicextract.charity_classification*",
                ("organisation_number", "classification_type", "classification_description"),
                "classification",
                lambda rows: rows["classification_type"] + ":" + rows["classification_description"],
            ),
            Companion(
                "publicextract.charity_area_of_operation*",
                ("organisation_number", "geographic_area_description"),
                "areas",
                lambda rows: rows["geographic_area_description"],
            ),
            Companion(
                "publicextract.charity_annual_return_parta*",
                ("organisation_number", "fin_period_end_date", "count_volunteers"),
                "volunteers",
                _said_of_volunteers,
            ),
            Companion(
                "publicextract.charity_other_names*",
                ("organisation_number", "charity_name", "charity_name_type"),
                "other_names",
                _said_of_names,
            ),
        ),
        passed_over=_nowhere_any_more,
        why="charities that were removed from the register have no address any more.",
    ),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("organisation_number",), "organisation", number, required=True),
                Column(("registered_charity_number",), "number", number, required=True),
                Column(("linked_charity_number",), "linked", number),
                Column(("charity_name",), "name", name, required=True),
                Column(("charity_registration_status",), "status", plain_text, required=True),
                Column(("date_of_registration",), "valid_from", uk_date),
                Column(("date_of_removal",), "removed", uk_date),
                Column(("charity_contact_postcode",), "postcode", postcode, required=True),
                *(Column((line,), line, name, personal=True) for line in ADDRESS),
                Column(("charity_contact_web",), "url", web, personal=True),
                Column(("charity_company_registration_number",), "company", plain_text),
                Column(("charity_activities",), "activities", plain_text),
                Column(("classification",), "classification", plain_text),
                Column(("areas",), "areas", plain_text),
                Column(("volunteers",), "volunteers", plain_text),
                Column(("other_names",), "other_names", plain_text),
            ),
        ),
    ),
)
