"""The paper beside the files: what they are, whose, of when, and what is not in them."""

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date

from asset_map.domain.open_data import OpenSource
from asset_map.exports.about import TITLE, About
from asset_map.report.text import on_one_line

WIDTH = 92


def readme(
    about: About, counts: Mapping[str, int], confirmed: date | None, left_out: Sequence[str]
) -> str:
    """Return the paper. ``confirmed``: the last day that anything in the files was confirmed."""
    said = confirmed.isoformat() if confirmed else "nothing here says when"
    lines = [
        TITLE,
        "=" * len(TITLE),
        "",
        f"Exported: {about.exported.isoformat()}",
        f"Last confirmed, the latest of all: {said}. Each entry has its own day.",
        "Positions: EPSG:4326, degrees (WGS 84).",
        "",
        *(line for note in about.notes for line in _wrapped(note)),
        "",
        "Files",
        "-----",
        *(f"{name}: {count:,} entries" for name, count in counts.items()),
        "",
        "Sources",
        "-------",
        *(line for source in about.sources for line in [*_of_source(source), ""]),
        "Left out",
        "--------",
        *(line for sentence in left_out or ["Nothing."] for line in _wrapped(sentence)),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _of_source(source: OpenSource) -> list[str]:
    retrieved = source.retrieved.isoformat() if source.retrieved else "not known"
    licence = " ".join(filter(None, (source.licence, source.licence_url)))
    told = {
        "Demonstration": "yes" if source.demo else "",
        "Publisher": source.publisher,
        "Licence": licence,
        "Share-alike": "yes" if source.share_alike else "",
        "Attribution": source.attribution,
        "Retrieved": retrieved,
    }
    lines = [f"{name}: {value}" for name, value in told.items() if value]
    return [on_one_line(source.title), *(part for line in lines for part in _wrapped(line, "  "))]


def _wrapped(text: str, indent: str = "") -> list[str]:
    line = on_one_line(text)
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
