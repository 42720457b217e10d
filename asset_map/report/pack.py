"""A paper as one zip: Word, HTML, a CSV for every table, and what each file is."""

from collections.abc import Iterable, Mapping, Set

from asset_map.domain.paper import Paper, Rows
from asset_map.report.html import to_html
from asset_map.report.shapes import DEMO_MARK, numbered
from asset_map.report.tables import as_file, file_names, tables_of
from asset_map.report.text import on_one_line, uk_time
from asset_map.report.word import to_word
from asset_map.report.zipped import zipped

OURS = {"report.docx", "report.html", "README.txt"}


def to_zip(paper: Paper, more: Mapping[str, bytes] = {}) -> bytes:
    """Return one zip with report.docx, report.html, tables/*.csv, README.txt and ``more``.

    The same paper gives the same bytes. Raises ValueError where a name of ``more`` is taken, or
    leads out of the folder that the zip is opened in.
    """
    tables = file_names(tables_of(paper))
    _check(more, {*OURS, *(f"tables/{name}" for name in tables)})
    files = {
        "report.docx": to_word(paper),
        "report.html": to_html(paper).encode(),
        "README.txt": _readme(paper, tables, more).encode("utf-8-sig"),
        **{f"tables/{name}": as_file(rows) for name, rows in tables.items()},
    }
    return zipped(dict(sorted({**files, **more}.items())), paper.made)


def _check(more: Iterable[str], taken: Set[str]) -> None:
    for name in more:
        if name in taken or name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise ValueError(f"{name} cannot stand in the pack.")


def _readme(paper: Paper, tables: Mapping[str, Rows], more: Mapping[str, bytes]) -> str:
    names = numbered(paper)
    lines = [
        on_one_line(paper.title),
        f"{on_one_line(paper.kind)}. Made {uk_time(paper.made)} (UK time).",
        *([DEMO_MARK] if paper.demo else []),
        "",
        "report.docx   the paper, for Word and what reads its files",
        "report.html   the same, for any browser; it needs no connection",
        "",
        "tables        every table of the paper as CSV (UTF-8), with exact figures where those may",
        'be shown. What is not known is written "no data".',
        *(
            f"tables/{name}   {names[id(rows)]}. {on_one_line(rows.title)}"
            for name, rows in tables.items()
        ),
        *(["", *sorted(more)] if more else []),
        *(["", *(on_one_line(line) for line in paper.foot)] if paper.foot else []),
    ]
    return "\r\n".join([*lines, ""])
