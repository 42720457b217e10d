"""A paper as a Word file: what Word, and who reads it aloud, find in it."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from papers import BY_NEED, LONG, MADE, NASTY, SCRIPT, TURNED, nasty_paper, rich_paper

from asset_map.domain.paper import Paper, Picture, Rows, Section, Words
from asset_map.report.lettering import width_of
from asset_map.report.shapes import DEMO_MARK
from asset_map.report.word import to_word
from asset_map.report.word_table import shares


def opened(paper):
    return docx.Document(io.BytesIO(to_word(paper)))


def texts(document, style=None):
    return [p.text for p in document.paragraphs if style is None or p.style.name == style]


@pytest.fixture(scope="module")
def rich():
    return opened(rich_paper())


def test_headings_are_real_and_none_is_left_out(rich):
    assert texts(rich, "Title") == ["Lantern Hall and two grants"]
    assert texts(rich, "Heading 1")[:3] == ["In short", "In this paper", "1. Proposal"]
    assert "How does it affect what people share?" in texts(rich, "Heading 2")
    assert len(texts(rich, "List Bullet")) == 2 + 6  # What hangs on it, and the contents.


def test_the_first_page_stands_alone_without_a_page_break_in_the_text(rich):
    (contents,) = [p for p in rich.paragraphs if p.text == "In this paper"]
    assert contents.paragraph_format.page_break_before
    assert not [br for br in rich.element.iter(qn("w:br")) if br.get(qn("w:type")) == "page"]


def test_every_line_of_the_contents_leads_to_a_heading(rich):
    places = {mark.get(qn("w:name")) for mark in rich.element.iter(qn("w:bookmarkStart"))}
    led_to = [link.get(qn("w:anchor")) for link in rich.element.iter(qn("w:hyperlink"))]
    assert len(led_to) == 6
    assert set(led_to) <= places


def test_a_table_has_a_header_row_that_repeats_and_rows_that_do_not_break(rich):
    for table in rich.tables:
        marks = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marks == [True] + [False] * (len(marks) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert look.get(qn("w:firstRow")) == look.get(qn("w:firstColumn")) == "1"
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_a_table_shows_words_for_people_with_figures_at_the_right(rich):
    table = rich.tables[0]
    assert [cell.text for cell in table.rows[1].cells] == list(BY_NEED.shown[0])
    assert [cell.text for cell in table.rows[3].cells][1:4] == ["no data"] * 3
    styles = [cell.paragraphs[0].style.name for cell in table.rows[1].cells]
    assert styles == ["Table heading", "Number", "Number", "Number", "Table text"]


def test_every_picture_is_told_in_words(rich):
    told = [shape._inline.docPr.get("descr") for shape in rich.inline_shapes]
    assert told == [
        "Most are in Castle & Priory, around the hall.",
        "A place to meet falls most.",
        "Links",
    ]


def test_no_picture_is_larger_than_its_page():
    tall = rich_paper()
    picture = next(b for b in tall.sections[1].blocks if isinstance(b, Picture))
    tall = replace(tall, sections=(Section("Tall", (_of_size(picture, 100, 9000),)),))
    (shape,) = opened(tall).inline_shapes
    assert shape.height.cm < 21
    assert shape.width.cm == pytest.approx(shape.height.cm / 90, rel=0.01)


def _of_size(picture, width, height):
    head = picture.png[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return replace(picture, png=head + picture.png[24:])


def test_wide_tables_and_pictures_lie_on_their_side_with_their_heading_and_then_it_stands_again(
    rich,
):
    lying = [pages.orientation for pages in rich.sections]
    assert lying == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    wide = rich.sections[1]
    assert wide.page_width > wide.page_height
    body = list(rich.element.body)
    said = ["".join(text.text or "" for text in part.iter(qn("w:t"))) for part in body]
    ends = [n for n, part in enumerate(body) if part.find(f".//{qn('w:sectPr')}") is not None]
    headings = [len(said) - 1 - said[::-1].index(one) for one in ("3. By group", "5. Aims")]
    assert ends[0] < headings[0] < ends[1] < headings[1]


def test_the_file_speaks_british_english_and_names_no_person(rich):
    properties = rich.core_properties
    assert properties.title == "Lantern Hall and two grants"
    assert (properties.author, properties.last_modified_by) == ("Asset Map", "Asset Map")
    assert properties.comments == ""
    assert properties.language == "en-GB"
    assert properties.created.replace(tzinfo=None) == MADE.replace(tzinfo=None)
    languages = {mark.get(qn("w:val")) for mark in rich.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_every_page_of_a_demonstration_says_so_and_has_its_number(rich):
    assert all(pages.header.is_linked_to_previous for pages in rich.sections[1:])
    first = rich.sections[0]
    assert first.header.paragraphs[0].text == DEMO_MARK
    fields = [f.get(qn("w:instr")) for f in first.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    real = opened(rich_paper(demo=False))
    assert DEMO_MARK not in [p.text for p in real.sections[0].header.paragraphs]


def test_a_question_without_an_answer_stays_visible_with_lines_to_fill_in(rich):
    said = texts(rich)
    at = said.index("How does it affect what people share?")
    assert said[at + 1 : at + 6] == [
        "Not yet answered", "\t", "\t", "Name and role: \t", "Date: \t",
    ]  # fmt: skip
    at = said.index("What did people say?")
    assert said[at + 1 : at + 4] == [
        "That", "they stay.", "Name and role: Head of service\nDate: 23 November 2026",
    ]  # fmt: skip


def test_what_a_style_says_stands_in_the_order_that_word_wants():
    order = "keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind jc outlineLvl"
    for style in opened(rich_paper()).styles.element.iter(qn("w:style")):
        properties = style.find(qn("w:pPr"))
        parts = [] if properties is None else list(properties)
        names = [part.tag.rpartition("}")[2] for part in parts]
        assert [n for n in order.split() if n in names] == [n for n in names if n in order]


def test_the_same_paper_gives_the_same_bytes():
    paper = rich_paper()
    assert to_word(paper) == to_word(paper)


@pytest.mark.parametrize("bad", NASTY, ids=lambda bad: repr(bad[:12]))
def test_text_of_others_is_only_text(bad):
    data = to_word(nasty_paper(bad))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(file.read(name))  # noqa: S314 - our own file.
            assert b"vbaProject" not in name.encode()
    document = docx.Document(io.BytesIO(data))
    if bad in (SCRIPT, LONG):
        assert document.tables[0].rows[1].cells[0].text == bad
        assert bad in texts(document, "Title")
    assert len(document.core_properties.title) <= 255
    assert "\u202e" not in "".join(texts(document))


def test_marks_that_turn_text_round_are_left_out():
    assert texts(opened(nasty_paper(TURNED)), "Title") == ["Hallgnidliub"]


def test_a_paper_of_nothing_but_a_first_page_is_a_paper():
    only = Paper("T", "K", Section("S", (Words("One.\n\nTwo."),)), (), MADE, False)
    assert texts(opened(only), "Normal") == ["One.", "Two."]


def test_a_row_with_too_few_cells_is_a_fault():
    short = Rows("r", "R", ("a", "b"), (("only one",),))
    with pytest.raises(ValueError, match="zip"):
        to_word(replace(rich_paper(), sections=(Section("S", (short,)),)))


def test_columns_share_the_width_by_what_stands_in_them_and_break_no_word():
    rows = [["name", "number"], ["A very long name of a group of neighbours " * 3, "12,345"]]
    found = shares(rows, 200)
    assert sum(found) == pytest.approx(1)
    assert found[0] > found[1]
    assert found[1] * 200 > width_of("number", 10)
    assert shares([["a"], ["x" * 5000]], 200) == [1]
    many = shares([["Demonstration"] * 20], 200)
    assert many == pytest.approx([1 / 20] * 20)
