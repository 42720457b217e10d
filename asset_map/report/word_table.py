"""A table in a Word file, with a header row that is known as one and comes again on every page."""

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Length
from docx.table import Table

from asset_map.domain.paper import Rows
from asset_map.report.lettering import width_of
from asset_map.report.tables import has_row_headers, number_columns, shown
from asset_map.report.text import clean, cut, on_one_line
from asset_map.report.word_styles import TABLE

_LETTERS, _CELL_EDGES = 10.8, 10.0  # Points: bold letters of a cell, and what is left around them.
_LONGEST_WORD, _LONGEST_TEXT = 30, 300
_LONGEST_TITLE = 250
_STYLES = {
    (False, False): "Table text",
    (False, True): "Number",
    (True, False): "Table heading",
    (True, True): "Number heading",
}
"""How a cell is written: whether it is a header, and whether its column holds numbers."""


def add_table(document: Document, rows: Rows, name: str, width: Length) -> None:
    """Add a table of so much width with its caption above and its note below."""
    document.add_paragraph(f"{name}. {on_one_line(rows.title)}", "Caption")
    cells = shown(rows)
    if not cells:
        document.add_paragraph("Nothing to list.")
    else:
        _fill(document, rows, cells, width)
    add_paragraphs(document, rows.note, "Note")
    if cells and not rows.note.strip():
        document.add_paragraph(style="Table text")  # Word joins two tables that touch.


def add_paragraphs(document: Document, text: str, style: str) -> None:
    """Add text of others, each of its lines as a paragraph."""
    for line in filter(str.strip, clean(text).split("\n")):
        document.add_paragraph(line, style)


def _fill(document: Document, rows: Rows, cells: list[list[str]], width: Length) -> None:
    heads = [on_one_line(column) for column in rows.columns]
    table = document.add_table(rows=0, cols=len(heads), style=TABLE)
    table.autofit = False
    widths = [Length(int(width * share)) for share in shares([heads, *cells], width.pt)]
    for column, its_width in zip(table.columns, widths, strict=True):
        column.width = its_width
    numeric, row_headers = number_columns(rows), has_row_headers(rows)
    # Looking a style up by its name goes through all of Word's: for each cell that is most of it.
    styles = {which: document.styles[name].style_id for which, name in _STYLES.items()}
    for number, row in enumerate([heads, *cells]):
        added = table.add_row()
        _mark(added._tr, header=number == 0)
        for place, (cell, text) in enumerate(zip(added.cells, row, strict=True)):
            cell.width = widths[place]
            head = number == 0 or (place == 0 and row_headers)
            said = cell.paragraphs[0]
            said._p.style = styles[head, numeric[place]]
            said.text = text
            if number == 0:
                said.paragraph_format.keep_with_next = True
    _describe(table, rows, row_headers=row_headers)


def _mark(row: CT_Row, *, header: bool) -> None:
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _describe(table: Table, rows: Rows, *, row_headers: bool) -> None:
    """Say which cells are headers, and what the table is, to who does not see it."""
    properties = table._tbl.tblPr
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    look = OxmlElement("w:tblLook")
    told = {"firstRow": True, "lastRow": False, "firstColumn": row_headers, "lastColumn": False}
    look.set(qn("w:val"), f"{0x0620 | (0x0080 if row_headers else 0):04X}")
    for name, value in (told | {"noHBand": True, "noVBand": True}).items():
        look.set(qn(f"w:{name}"), str(int(value)))
    properties.append(look)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), cut(rows.title, _LONGEST_TITLE))
    properties.append(caption)
    if rows.note.strip():
        note = OxmlElement("w:tblDescription")
        note.set(qn("w:val"), on_one_line(rows.note))
        properties.append(note)


def shares(rows: list[list[str]], width: float) -> list[float]:
    """Return which share of a table's width, in points, each column gets; they add up to 1.

    A column gets room for its longest word, so that none is broken, and then the more, the more
    there is to say in it.
    """
    least, wanted = [], []
    for column in zip(*rows, strict=True):
        words = [word for text in column for word in text.split()] or [""]
        longest = max(width_of(word[:_LONGEST_WORD], _LETTERS) for word in words)
        long = sorted(width_of(text[:_LONGEST_TEXT], _LETTERS) for text in column)
        typical = long[int(0.9 * (len(long) - 1))]
        least.append(longest + _CELL_EDGES)
        wanted.append(max(typical - longest, 0) + 1)
    room = max(width - sum(least), 0)
    widths = [low + room * want / sum(wanted) for low, want in zip(least, wanted, strict=True)]
    return [one / sum(widths) for one in widths]
