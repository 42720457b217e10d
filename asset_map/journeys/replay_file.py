"""The file that an impact can be worked out again from: written into reports, and read back."""

import json
import lzma
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import asset_map
from asset_map.analysis.assumptions import DETOUR_FACTOR, WALKING_KMH
from asset_map.analysis.impact import Impact, NeedImpact, Settings
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.proposals import Proposal
from asset_map.journeys.impact_as_data import of_settings
from asset_map.journeys.proposal_as_data import from_data, of_proposal

NAME = "replay.json"
"""What the file is called in a report."""

FORMAT = 1
MOST_BYTES = 64_000_000
FARTHEST_M, MOST = 10_000_000, 1e12
"""Metres and people that no file tells more of."""

FIGURES = (
    "people",
    "people_before",
    "people_after",
    "people_leaving_reach",
    "people_without_cover",
)

WHAT_IT_IS = (
    f"Give {NAME} of a report, the report's zip, or what asset-map impact --format json printed."
)


@dataclass(frozen=True)
class Told:
    """What was said of one need: people living within reach, unrounded, None where not known."""

    label: str
    standard_m: float
    people: float | None
    people_before: float | None
    people_after: float | None
    people_leaving_reach: float | None
    people_without_cover: float | None
    postcodes_leaving_reach: int


@dataclass(frozen=True)
class AssetThen:
    """An asset that the figures rested on, as it was known then."""

    name: str
    last_confirmed: date | None


@dataclass(frozen=True)
class Replay:
    """What was asked and what was answered. ``proposals``: without what had closed already.

    ``code``: the version that worked it out, "" where the file does not say; ``needs``: what was
    said, by need; ``assets``: what it rested on, by id, None where the file does not say.
    """

    code: str
    at: date
    closed_since: date | None
    settings: Settings
    proposals: tuple[Proposal, ...]
    snapshot: str
    checksum: str
    people_source: str | None
    people_as_of: str | None
    needs: Mapping[str, Told]
    assets: Mapping[UUID, AssetThen] | None


def replay_text(impact: Impact, data: Mapping[str, Any]) -> str:
    """Return the text of the file to replay an impact by; ``data``: the same as ``impact_as_data``
    gives it, with the hash of the kept inputs."""
    now = impact.situation
    told = {
        "replay": FORMAT,
        "code": asset_map.__version__,
        "as_at": now.at.isoformat(),
        "settings": of_settings(impact),
        "proposals": [of_proposal(one, now.things) for one in impact.proposals],
        "snapshot": data["snapshot"],
        "checksum": data["checksum"],
        "people_source": now.people_source,
        "people_as_of": now.people_as_of,
        "needs": [{"need": found.need.id, **vars(told_of(found))} for found in impact.needs],
        "assets": _assets(impact),
    }
    return json.dumps(told, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def told_of(found: NeedImpact) -> Told:
    """Return what is said of one need."""
    return Told(
        label=found.need.label,
        standard_m=found.standard_m,
        people=found.headline.people,
        people_before=found.headline.people_before,
        people_after=found.headline.people_after,
        people_leaving_reach=found.headline.people_leaving,
        people_without_cover=found.headline.people_without_cover,
        postcodes_leaving_reach=found.headline.points_leaving,
    )


def rested_on(impact: Impact) -> set[UUID]:
    """Return the assets that figures of an impact rest on: what is changed, what hangs on it, and
    what meets the needs that are touched, with its venues."""
    now, supply = impact.situation, impact.situation.world.supply
    met: set[UUID] = set()
    for found in impact.needs:
        met |= set(now.meeting(found.need.id, now.world).assets)
        met |= set(supply.venue_id[supply.need_id == found.need.id]) - {None}
    changed = {change.asset_id for change in impact.changes if change.asset_id is not None}
    return met | changed | {step.asset.id for step in impact.after.knock_on.steps}


def _assets(impact: Impact) -> list[dict[str, Any]]:
    things = impact.situation.things
    known = [things[one] for one in sorted(rested_on(impact)) if one in things]
    return [
        {
            "id": str(thing.id),
            "name": thing.name,
            "last_confirmed": thing.last_confirmed.isoformat() if thing.last_confirmed else None,
        }
        for thing in known
    ]


def read_replay(path: Path) -> Replay:
    """Read a file to replay. Raises BadInput where it is none, and NotFound where there is none."""
    try:
        data = json.loads(_text(path), parse_constant=_refused)
        return _replay(data)
    except BadInput as error:
        raise type(error)(error.sentence, error.next_step or WHAT_IT_IS) from error
    except (
        UnicodeDecodeError,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as error:
        raise BadInput(f"{path.name} holds no impact that was worked out.", WHAT_IT_IS) from error


def _text(path: Path) -> str:
    try:
        if zipfile.is_zipfile(path):
            return _in_report(path).decode("utf-8-sig")
        with path.open("rb") as file:
            held = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise NotFound(f"There is no file {path}.", WHAT_IT_IS) from error
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror or error}.") from error
    return _not_too_long(path, held).decode("utf-8-sig")


def _in_report(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as report:
            inside = next(
                (one for one in report.namelist() if one.rsplit("/", 1)[-1] == NAME), None
            )
            if inside is None:
                raise BadInput(f"{path.name} is no report: it holds no {NAME}.", WHAT_IT_IS)
            with report.open(inside) as file:
                return _not_too_long(path, file.read(MOST_BYTES + 1))
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        raise BadInput(f"{path.name} is a damaged archive.", WHAT_IT_IS) from error


def _not_too_long(path: Path, held: bytes) -> bytes:
    if len(held) > MOST_BYTES:
        raise BadInput(f"{path.name} is too large to be a file to replay.", WHAT_IT_IS)
    return held


def _refused(constant: str) -> None:
    raise ValueError(constant)


def _replay(data: Mapping[str, Any]) -> Replay:
    settings = data["settings"]
    proposals = [from_data(one) for one in data["proposals"]]
    closed_since = _day(settings["closed_since"])
    if closed_since is not None:  # What had closed already stands last, and is found anew.
        proposals = proposals[:-1]
    assets = data.get("assets")
    return Replay(
        code=str(data.get("code") or ""),
        at=date.fromisoformat(data["as_at"]),
        closed_since=closed_since,
        settings=Settings(
            walking_kmh=_within(settings.get("walking_kmh") or WALKING_KMH, 0.1, 100),
            detour=_within(settings.get("detour_factor") or DETOUR_FACTOR, 1, 100),
            standard_m=_standard(settings["standard_m"]),
        ),
        proposals=tuple(proposals),
        snapshot=str(data["snapshot"] or ""),
        checksum=str(data["checksum"]),
        people_source=data.get("people_source"),
        people_as_of=data.get("people_as_of"),
        needs={row["need"]: _told(row) for row in data["needs"]},
        assets=None if assets is None else {UUID(row["id"]): _asset(row) for row in assets},
    )


def _told(row: Mapping[str, Any]) -> Told:
    return Told(
        label=str(row["label"]),
        standard_m=_within(row["standard_m"], 0, FARTHEST_M),
        postcodes_leaving_reach=int(row["postcodes_leaving_reach"]),
        **{name: _number(row[name]) for name in FIGURES},
    )


def _asset(row: Mapping[str, Any]) -> AssetThen:
    return AssetThen(str(row["name"]), _day(row["last_confirmed"]))


def _standard(value: Any) -> float | None:
    return None if value is None else _within(value, 0.001, FARTHEST_M)


def _number(value: Any) -> float | None:
    return None if value is None else _within(value, 0, MOST)


def _within(value: Any, least: float, most: float) -> float:
    """Return a number. Raises ValueError for one that nobody could have worked with."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ValueError(value)
    return float(value)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
