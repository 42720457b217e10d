"""What stands around the text of a Word file: header, footer with page numbers, links to places."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section as Pages
from docx.text.paragraph import Paragraph

from asset_map.domain.paper import Paper
from asset_map.report.shapes import DEMO_MARK
from asset_map.report.text import cut

_LONGEST_IN_HEADER = 90


def put_header_and_footer(pages: Pages, paper: Paper) -> None:
    """Put the mark of a demonstration, what the paper is, and page numbers on every page.

    Sections that follow have the same, whichever way their pages lie.
    """
    header = pages.header.paragraphs[0]
    if paper.demo:
        header.text, header.style = DEMO_MARK, "Demonstration mark"
        header = pages.header.add_paragraph()
    header.text = cut(f"{paper.kind}: {paper.title}", _LONGEST_IN_HEADER)
    header.style = "Note"
    footer = pages.footer.paragraphs[0]
    footer.style = "Note"
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run("Page ")
    _field(footer, "PAGE")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES")


def mark_place(paragraph: Paragraph, name: str) -> None:
    """Give a paragraph a name that links lead to: letters, digits and underscores."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    number = name.rpartition("_")[2]
    start.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), number)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(end)


def link_to(paragraph: Paragraph, text: str, name: str) -> None:
    """Add text that leads to a named place of the file."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    link.set(qn("w:history"), "1")
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _field(paragraph: Paragraph, code: str) -> None:
    """Add a number that Word works out when it shows the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)
