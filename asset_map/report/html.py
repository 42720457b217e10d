"""A paper as one accessible HTML file that asks for nothing else: no script, no other file."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from asset_map.domain.paper import Bullets, Paper, Picture, Prompt, Rows, Words
from asset_map.report.shapes import DEMO_MARK, NOT_YET_ANSWERED, lies_wide, numbered, size_of
from asset_map.report.tables import has_row_headers, number_columns, sections_of, shown
from asset_map.report.text import clean, on_one_line, uk_day, uk_time

FOLDER = Path(__file__).with_name("templates")
KINDS = {Words: "words", Bullets: "bullets", Rows: "rows", Picture: "picture", Prompt: "prompt"}


def to_html(paper: Paper) -> str:
    """Return a paper as a whole HTML page with its look and its pictures in it.

    Raises ValueError where a picture is no PNG, or a row has not one cell for each column.
    """
    style = (FOLDER / "paper.css").read_text(encoding="utf-8")
    if paper.demo:
        style += f'@page {{ @top-left {{ content: "{DEMO_MARK}"; font: 700 9pt Arial; }} }}\n'
    return _template().render(
        paper=paper,
        style=Markup(style),  # noqa: S704 - our own file.
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        sections=[(f"part-{number}", part) for number, part in enumerate(sections_of(paper))],
        names=numbered(paper),
        demo_mark=DEMO_MARK,
        not_yet=NOT_YET_ANSWERED,
    )


@cache
def _template() -> Template:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "clean": clean,
        "line": on_one_line,
        "lines": lambda text: clean(text).strip().split("\n"),
        "uk_time": uk_time,
        "uk_day": uk_day,
        "identity": id,
        "kind": lambda block: KINDS[type(block)],
        "lies_wide": lies_wide,
        "size": size_of,
        "base64": lambda data: base64.b64encode(data).decode(),
        "shown": shown,
        "numeric": number_columns,
        "row_headers": has_row_headers,
    }
    return made.get_template("paper.html.j2")
