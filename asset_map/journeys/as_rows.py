"""Results as the rows of tables, headers first, as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from asset_map.domain.numbers import about, counted, metres_shown

if TYPE_CHECKING:
    from asset_map.domain.places import Area
    from asset_map.journeys.gap import Gap
    from asset_map.journeys.hits import Hit
    from asset_map.journeys.load_source import SourceListed
    from asset_map.journeys.ranking import Critical, Kept
    from asset_map.journeys.see_area_changes import WardChange
    from asset_map.journeys.see_quality import Quality

Rows = tuple[Sequence[str], Sequence[Sequence[object]]]


def of_hits(hits: Iterable[Hit], reason: str) -> Rows:
    """Return one row for each asset; ``reason`` is what its reason for being shown is called."""
    headers = ("kind", "name", "needs", reason, "confirmed", "id")
    return headers, [
        (
            hit.asset.kind,
            hit.asset.name,
            ", ".join(hit.asset.needs),
            hit.reason,
            hit.asset.provenance.last_confirmed or "never",
            hit.asset.id,
        )
        for hit in hits
    ]


def of_areas(areas: Iterable[Area]) -> Rows:
    """Return one row for each area."""
    headers = ("kind", "name", "code", "boundaries of", "approximate")
    return headers, [
        (area.kind, area.name, area.code, str(area.vintage), "yes" if area.approximate else "")
        for area in areas
    ]


def of_area_changes(changes: Iterable[WardChange]) -> Rows:
    """Return one row for each old area and new one."""
    headers = ("from", "name", "to", "name", "of its area", "of its postcodes", "verdict")
    more = ("assets", "figures")
    return (*headers, *more), [
        (
            change.shares.from_code,
            change.shares.from_name,
            change.shares.to_code,
            change.shares.to_name,
            f"{change.shares.of_area:.1%}",
            "" if change.shares.of_postcodes is None else f"{change.shares.of_postcodes:.1%}",
            change.verdict,
            str(change.shares.assets),
            str(change.shares.figures),
        )
        for change in changes
    ]


def of_gaps(gaps: Iterable[Gap]) -> Rows:
    """Return one row for each area and need."""
    headers = (
        *("area", "need", "people", "within standard", "share"),
        *("of them by confirmed records", "by phone, online, at home", "median", "standard"),
    )
    return headers, [_of_gap(gap) for gap in gaps]


def _of_gap(gap: Gap) -> Sequence[object]:
    found, standard = gap.reach, f"{gap.standard.metres:,.0f} m"
    if found is None:
        return (gap.area.name, gap.need.id, about(gap.people), *["none known"] * 5, standard)
    if found.people is None:  # Then homes are counted by postcodes alone.
        within = f"{found.points_within:,} of {counted(found.points, 'postcode')}"
        rest = ("-", f"{found.points_confirmed:,}", "-", _walk(found.median_m), standard)
        return (gap.area.name, gap.need.id, "no data", within, *rest)
    return (
        gap.area.name,
        gap.need.id,
        about(gap.people),
        about(found.people_within),
        _percent(found.share_within),
        about(found.people_confirmed),
        about(found.people_remote),
        _walk(found.median_m),
        standard,
    )


def _walk(metres: float | None) -> str:
    return "-" if metres is None else metres_shown(metres)


def of_critical(found: Iterable[Critical]) -> Rows:
    """Return one row for each need and asset that must not be lost.

    The reasons stand in columns: in one sentence they are longer than a cell may be.
    """
    headers = (
        *("need", "rank", "asset", "kind", "kept by"),
        *("only one in reach for", "only one at all for"),
        *("then farther by (median)", "hang on it", "too little known"),
    )
    return headers, [
        (
            row.need.id,
            row.rank,
            row.asset.name,
            row.asset.kind,
            row.asset.keeper or "-",
            about(row.people_leaving),
            about(row.people_without_any),
            _walk(row.extra_median_m),
            row.asset.hanging,
            "; ".join(row.too_little_known),
        )
        for row in found
    ]


def of_kept(found: Iterable[Kept]) -> Rows:
    """Return one row for each keeper of what people depend on."""
    headers = (
        *("kept by", "part of the council", "assets", "needs", "too little known of"),
        *("most for", "by"),
    )
    return headers, [
        (
            one.keeper.name,
            "yes" if one.directorate else "no",
            one.assets,
            one.needs,
            one.too_little_known,
            about(one.most.people_leaving),
            f"{one.most.asset.name}, {one.most.need.id}",
        )
        for one in found
    ]


def of_sources(sources: Iterable[SourceListed]) -> Rows:
    """Return one row for each source."""
    return ("source", "what", "reads"), [(s.id, s.title, s.reads) for s in sources]


def of_quality(found: Iterable[Quality]) -> Rows:
    """Return one row for each source, all of them first; shares are in whole per cent."""
    listed = list(found)
    headers = ("source", "assets", *listed[0].fields, *listed[0].confirmed)
    return [words.replace("_", " ") for words in headers], [
        (quality.source or "all", quality.assets, *map(_percent, quality.shares()))
        for quality in listed
    ]


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def of_counts(counts: dict[str, int]) -> Rows:
    """Return one row for each table of the database."""
    return ("table", "rows"), list(counts.items())
