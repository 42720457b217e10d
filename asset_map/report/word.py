"""A paper as a Word file: styled, with headings, header rows, and pictures told in words."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section as Pages
from docx.shared import Cm, Inches, Length, Pt

from asset_map.domain.paper import Block, Bullets, Paper, Picture, Prompt, Rows, Section, Words
from asset_map.report.shapes import NOT_YET_ANSWERED, lies_wide, numbered, size_of
from asset_map.report.tables import sections_of
from asset_map.report.text import cut, on_one_line, uk_day, uk_time
from asset_map.report.word_frame import link_to, mark_place, put_header_and_footer
from asset_map.report.word_styles import LANGUAGE, add_styles
from asset_map.report.word_table import add_paragraphs, add_table
from asset_map.report.zipped import zipped

SHORT, LONG = Cm(21), Cm(29.7)  # A4
MARGIN = Cm(1.9)
UPRIGHT_WIDTH = Length(SHORT - 2 * MARGIN)
WIDE_WIDTH = Length(LONG - 2 * MARGIN)
ROOM_FOR_WORDS = Cm(5)
"""What a picture leaves of a page's height to its heading, caption, header and footer."""

PIXELS_AN_INCH = 160
LINES_TO_FILL = 2
_LONGEST_PROPERTY = 255  # The standard allows no more.


@dataclass(frozen=True)
class _Contents:
    """The list of the sections: the title of each, and the name of its place."""

    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Part:
    """A block, the heading of a section, or the list of them, with the way its page lies."""

    block: Block | Section | _Contents
    wide: bool
    after_first_page: bool = False
    place: str = ""


def to_word(paper: Paper) -> bytes:
    """Return a paper as a Word file (docx). The same paper gives the same bytes.

    Raises ValueError where a picture is no PNG, or a row has not one cell for each column.
    """
    document = docx.Document()
    _lay(document.sections[0], wide=False)
    add_styles(document, UPRIGHT_WIDTH)
    _describe(document, paper)
    put_header_and_footer(document.sections[0], paper)
    _head(document, paper)
    names = numbered(paper)
    wide = False
    for part in _parts(paper):
        if part.wide != wide:
            wide = part.wide
            _lay(document.add_section(WD_SECTION.NEW_PAGE), wide=wide)
        _add(document, part, names)
    if paper.foot and wide:
        _lay(document.add_section(WD_SECTION.NEW_PAGE), wide=False)
    for line in paper.foot:
        document.add_paragraph(on_one_line(line), "Note")
    return _same_bytes(document, paper)


def _lay(pages: Pages, *, wide: bool) -> None:
    pages.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    pages.page_width, pages.page_height = (LONG, SHORT) if wide else (SHORT, LONG)
    pages.left_margin = pages.right_margin = MARGIN
    pages.top_margin = pages.bottom_margin = Cm(1.6)
    pages.header_distance = pages.footer_distance = Cm(0.8)


def _describe(document: Document, paper: Paper) -> None:
    """Say in the file's properties what it is. No person is named: who made it is the product."""
    properties = document.core_properties
    properties.title = cut(paper.title, _LONGEST_PROPERTY)
    properties.subject = cut(paper.kind, _LONGEST_PROPERTY)
    properties.author = properties.last_modified_by = "Asset Map"
    properties.comments = properties.keywords = properties.category = ""
    properties.language = LANGUAGE
    properties.revision = 1
    properties.created = properties.modified = paper.made.astimezone(UTC).replace(tzinfo=None)


def _head(document: Document, paper: Paper) -> None:
    document.add_paragraph(on_one_line(paper.kind), "Kind")
    document.add_paragraph(on_one_line(paper.title), "Title")
    document.add_paragraph(f"Made {uk_time(paper.made)} (UK time)", "Note")


def _parts(paper: Paper) -> Iterator[_Part]:
    """Yield headings and blocks in order, the list of sections after the first page."""
    listed = len(paper.sections) > 1
    for number, section in enumerate(sections_of(paper)):
        if number == 1 and listed:
            yield _Part(_contents(paper), wide=False)
        heading, *blocks = lies_wide(section)
        yield _Part(section, heading, number == 1 and not listed, _place(number))
        for block, wide in zip(section.blocks, blocks, strict=True):
            yield _Part(block, wide)


def _contents(paper: Paper) -> _Contents:
    titles = [on_one_line(section.title) for section in paper.sections]
    return _Contents(tuple((title, _place(number)) for number, title in enumerate(titles, 1)))


def _place(number: int) -> str:
    return f"part_{number}"


def _add(document: Document, part: _Part, names: Mapping[int, str]) -> None:
    match part.block:
        case Section(title=title):
            heading = document.add_heading(on_one_line(title), 1)
            heading.paragraph_format.page_break_before = part.after_first_page or None
            mark_place(heading, part.place)
        case _Contents() as contents:
            _add_contents(document, contents)
        case Words() as words:
            style = "Lead" if words.lead else "Note" if words.note else "Normal"
            add_paragraphs(document, words.text, style)
        case Bullets(lines=lines):
            for line in lines:
                document.add_paragraph(on_one_line(line), "List Bullet")
        case Rows() as rows:
            width = WIDE_WIDTH if part.wide else UPRIGHT_WIDTH
            add_table(document, rows, names[id(rows)], width)
        case Picture() as picture:
            _add_picture(document, picture, names[id(picture)])
        case Prompt() as prompt:
            _add_prompt(document, prompt)


def _add_contents(document: Document, contents: _Contents) -> None:
    heading = document.add_heading("In this paper", 1)
    heading.paragraph_format.page_break_before = True
    for title, place in contents.places:
        link_to(document.add_paragraph(style="List Bullet"), title, place)


def _add_picture(document: Document, picture: Picture, name: str) -> None:
    size = size_of(picture)
    page_width, page_height = (WIDE_WIDTH, SHORT) if picture.wide else (UPRIGHT_WIDTH, LONG)
    room = page_height - 2 * MARGIN - ROOM_FOR_WORDS
    width = min(page_width, Inches(size.width / PIXELS_AN_INCH), room * size.width / size.height)
    document.add_paragraph(f"{name}. {on_one_line(picture.title)}", "Caption")
    shape = document.add_picture(io.BytesIO(picture.png), width=Length(int(width)))
    about = shape._inline.docPr
    about.set("name", name)
    about.set("descr", on_one_line(picture.alt))


def _add_prompt(document: Document, prompt: Prompt) -> None:
    document.add_heading(on_one_line(prompt.question), 2)
    if prompt.answer.strip():
        add_paragraphs(document, prompt.answer, "Answer")
        day = uk_day(prompt.answered) if prompt.answered else "not given"
        officer = on_one_line(prompt.officer) or "not given"
        document.add_paragraph(f"Name and role: {officer}\nDate: {day}", "Answer")
        return
    blank = document.add_paragraph(style="Answer")
    blank.add_run(NOT_YET_ANSWERED).bold = True
    blank.paragraph_format.keep_with_next = True
    for asked in (*[""] * LINES_TO_FILL, "Name and role: ", "Date: "):
        last = document.add_paragraph(f"{asked}\t", "Blank")
    last.paragraph_format.keep_with_next = False
    last.paragraph_format.space_after = Pt(10)


def _same_bytes(document: Document, paper: Paper) -> bytes:
    """Return the file with the time that the paper was made in place of now."""
    held = io.BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as file:
        return zipped({name: file.read(name) for name in file.namelist()}, paper.made)
