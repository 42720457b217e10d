"""What the stewards' pages on loads say, piece by piece, as HTML."""

from collections.abc import Iterable
from html import escape

from asset_map.app import addresses, loads_wording, parts, wording
from asset_map.journeys.see_loads import Loaded, Reason, SourceLoads
from asset_map.journeys.see_quality import Quality, Withdrawn

LONGEST_VALUE = 120
"""Characters of a value that a page shows; the CSV has all of it."""


def last_loads(found: Iterable[tuple[str, str, Loaded]]) -> str:
    """Return the last load of each source, each leading to its own page."""
    rows = [
        [
            parts.link(addresses.loads(source_id), title),
            escape(wording.moment(load.finished)),
            *(_number(load.counts.get(name, 0)) for name in loads_wording.COUNTS_TOLD),
        ]
        for source_id, title, load in found
    ]
    if not rows:
        return parts.para(loads_wording.NONE)
    columns = [
        wording.SOURCE,
        loads_wording.WHEN,
        *map(loads_wording.count, loads_wording.COUNTS_TOLD),
    ]
    return parts.table(loads_wording.LAST, columns, rows)


def last_load(found: SourceLoads) -> str:
    """Return what the last load of a source read and counted."""
    load = found.loads[0]
    figures = [
        (f"{load.counts[name]:,}", words, meaning)
        for name, (words, meaning) in loads_wording.COUNTS.items()
        if load.counts.get(name)
    ]
    return (
        parts.para(f"{_done(load)}. {loads_wording.FILES}: {_files(load)}.", "am-meta")
        + parts.figures(figures)
        + parts.para(loads_wording.COUNTS_ADD_UP, "am-meta")
    )


def reasons(found: SourceLoads) -> str:
    """Return what was set aside, and which values were left out, reason by reason."""
    aside = [reason for reason in found.reasons if reason.sets_aside]
    left_out = [reason for reason in found.reasons if not reason.sets_aside]
    count = found.loads[0].counts.get("set_aside", 0)
    html = parts.heading(loads_wording.ASIDE_TITLE.format(rows=loads_wording.rows(count)))
    if not found.reasons:
        return html + parts.para(loads_wording.NO_ISSUES)
    if aside:
        address = addresses.set_aside(found.source_id)
        html += parts.para(loads_wording.ASIDE_TEXT.format(source=found.source_id))
        html += f"<p>{parts.link(address, loads_wording.ASIDE_DOWNLOAD, 'am-button')}</p>"
        html += "".join(map(_reason, aside))
    if left_out:
        html += parts.heading(loads_wording.LEFT_OUT_TITLE) + parts.para(
            loads_wording.LEFT_OUT_TEXT
        )
        html += "".join(map(_reason, left_out))
    if found.reasons_in_all > len(found.reasons):
        more = found.reasons_in_all - len(found.reasons)
        html += parts.para(loads_wording.REASONS_MORE.format(count=f"{more:,}"), "am-meta")
    return html


def _reason(reason: Reason) -> str:
    column = f"{reason.column}: " if reason.column else ""
    rows = [
        [
            escape(example["file"]),
            escape(str(example["line"] or loads_wording.WHOLE_FILE)),
            escape(_short(example["value"]) or loads_wording.EMPTY),
        ]
        for example in reason.examples
    ]
    facts = [
        (loads_wording.TO_DO, escape(reason.remedy)),
        (loads_wording.MENDER, escape(reason.mender)),
    ]
    more = reason.issues - len(rows)
    return parts.details(
        f"{reason.issues:,} × {column}{reason.problem}",
        parts.facts(facts)
        + parts.table(loads_wording.ISSUES_WHERE, list(loads_wording.ISSUE_COLUMNS), rows)
        + (parts.para(loads_wording.MORE.format(count=f"{more:,}"), "am-meta") if more else ""),
    )


def completeness(quality: Quality) -> str:
    """Return how many assets have what, when they were confirmed, and how they are located."""
    rows = [
        *((loads_wording.FIELDS[name], count) for name, count in quality.fields.items()),
        *((loads_wording.CONFIRMED_WHEN[name], count) for name, count in quality.confirmed.items()),
        *(
            (loads_wording.LOCATED.format(how=loads_wording.LOCATED_BY.get(how, how)), count)
            for how, count in quality.located_by.items()
        ),
    ]
    return parts.heading(loads_wording.QUALITY_TITLE) + parts.table(
        loads_wording.QUALITY_OF.format(assets=wording.entries(quality.assets)),
        [loads_wording.QUALITY_FIELD, loads_wording.QUALITY_COUNT, loads_wording.QUALITY_SHARE],
        [
            [escape(words), _number(count), _share(quality.share(count), bar=True)]
            for words, count in rows
        ],
    )


def by_source(found: Iterable[Quality]) -> str:
    """Return the same for each source, in short, each leading to its own page."""
    return parts.table(
        loads_wording.QUALITY_BY_SOURCE,
        list(loads_wording.QUALITY_SHORT),
        [
            [
                parts.link(addresses.loads(quality.source or ""), quality.title or ""),
                _number(quality.assets),
                *(
                    _share(quality.share((quality.fields | quality.confirmed)[name]))
                    for name in ("position", "needs", "within_12_months", "never")
                ),
            ]
            for quality in found
        ],
    )


def history(found: SourceLoads) -> str:
    """Return the last loads of a source, newest first, with what each counted."""
    rows = [
        [
            escape(wording.moment(load.finished)),
            escape(_extent(load)),
            escape(_files(load)),
            *(_number(load.counts.get(name, 0)) for name in loads_wording.COUNTS_TOLD),
        ]
        for load in found.loads
    ]
    columns = [
        *(loads_wording.WHEN, loads_wording.EXTENT, loads_wording.FILES),
        *map(loads_wording.count, loads_wording.COUNTS_TOLD),
    ]
    title = loads_wording.HISTORY_OF.format(shown=len(rows), count=f"{found.loads_in_all:,}")
    return parts.heading(loads_wording.HISTORY_TITLE) + parts.table(title, columns, rows)


def withdrawn(found: list[Withdrawn], in_all: int) -> str:
    """Return what its source does not tell of any more, and what a steward can do."""
    html = parts.heading(loads_wording.WITHDRAWN_TITLE)
    if not found:
        return html + parts.para(loads_wording.WITHDRAWN_NONE)
    rows = [
        [
            parts.link(addresses.asset(gone.id), gone.name),
            escape(wording.KINDS[gone.kind]),
            escape(gone.source),
            escape(wording.day(gone.since)),
        ]
        for gone in found
    ]
    title = loads_wording.WITHDRAWN_OF.format(shown=len(rows), count=f"{in_all:,}")
    return (
        html
        + parts.bullets(map(escape, loads_wording.WITHDRAWN_TO_DO))
        + parts.table(title, list(loads_wording.WITHDRAWN_COLUMNS), rows)
    )


def _done(load: Loaded) -> str:
    return loads_wording.AT.format(
        when=wording.moment(load.finished),
        seconds=f"{load.seconds:.1f}",
        extent=_extent(load),
    )


def _extent(load: Loaded) -> str:
    """Say how far a load went, and for whom where that is another area."""
    if load.authority in load.extent:
        return load.extent
    return loads_wording.FOR.format(authority=load.authority, extent=load.extent)


def _files(load: Loaded) -> str:
    return ", ".join(f"{file['name']} ({file['bytes']:,} bytes)" for file in load.files)


def _number(count: int) -> str:
    return f"{count:,}"


def _share(share: float | None, *, bar: bool = False) -> str:
    words = wording.share(share)
    return f'<span class="am-share">{words}</span> {parts.bar(share)}' if bar else words


def _short(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"
