"""A paper as a Word file."""

import io

import docx

from asset_map.domain.paper import Paper
from asset_map.report.tables import sections_of
from asset_map.report.text import clean


def to_word(paper: Paper) -> bytes:
    """Return a paper as a Word file."""
    document = docx.Document()
    document.add_heading(clean(paper.title), 0)
    for section in sections_of(paper):
        document.add_heading(clean(section.title), 1)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()
