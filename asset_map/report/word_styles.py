"""The styles of a Word file, made in code: headings, lists and tables are known as such."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

INK, SOFT, ACCENT = "1B2830", "47555D", "0B5A6B"
TINT, LINE = "E6F0F1", "8D979C"
FONT = "Arial"
TABLE = "Evidence table"
LANGUAGE = "en-GB"
WORD_2013 = "15"
"""The newest mode of compatibility: in an older one Word opens a file with a warning."""

_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="EvidenceTable">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
      <w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr>
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{ACCENT}"/></w:tcBorders>
      <w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>
    </w:tcPr>
  </w:tblStylePr>
  <w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr>
</w:style>
"""


def add_styles(document: Document, text_width: Length) -> None:
    """Give a new document its language and all styles of a paper."""
    _speak_english(document)
    _plain_text(document)
    _headings(document)
    _own(document, "Kind", size=13, colour=ACCENT, bold=True, after=2)
    _own(document, "Lead", size=12, after=6, lines=1.15)
    _own(document, "Note", size=10, colour=SOFT, after=8)
    document.styles["Note"].paragraph_format.space_before = Pt(4)
    _own(document, "Table text", size=10, after=0, lines=1.1)
    # What is a header is so by the table; that it is bold, some programs take from the text alone.
    for name, bold in {"Number": False, "Table heading": True, "Number heading": True}.items():
        style = _own(document, name, size=10, after=0, lines=1.1, bold=bold, based_on="Table text")
        if name.startswith("Number"):
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _blanks(document, text_width)
    _demo(document)
    document.styles.element.append(parse_xml(_TABLE_STYLE))


def _speak_english(document: Document) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), LANGUAGE)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), WORD_2013)


def _plain_text(document: Document) -> None:
    normal = document.styles["Normal"]
    _font(normal, 11, INK)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    normal.paragraph_format.widow_control = True
    bullets = document.styles["List Bullet"]
    bullets.paragraph_format.space_after = Pt(3)
    for close in bullets.element.pPr.findall(qn("w:contextualSpacing")):
        bullets.element.pPr.remove(close)


def _headings(document: Document) -> None:
    sizes = {"Title": 20, "Heading 1": 17, "Heading 2": 13, "Heading 3": 11, "Caption": 10.5}
    for name, size in sizes.items():
        style = document.styles[name]
        _font(style, size, ACCENT if name == "Heading 1" else INK, bold=True)
        shape = style.paragraph_format
        shape.keep_with_next = True
        shape.space_before = Pt({"Heading 1": 16, "Heading 2": 14, "Caption": 10}.get(name, 6))
        shape.space_after = Pt(5)
        shape.line_spacing = 1.1
        border = style.element.pPr.find(qn("w:pBdr"))  # The template rules a line below the title.
        if border is not None:
            style.element.pPr.remove(border)


def _own(
    document: Document,
    name: str,
    *,
    size: float,
    after: float,
    colour: str = INK,
    bold: bool = False,
    lines: float = 1.2,
    based_on: str = "Normal",
) -> ParagraphStyle:
    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[based_on]
    _font(style, size, colour, bold=bold)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = lines
    return style


def _blanks(document: Document, text_width: Length) -> None:
    """Make the styles of what is to be filled in: a bar at the left, lines made by a tab."""
    for name, after in {"Answer": 6, "Blank": 0}.items():
        style = _own(document, name, size=11, after=after)
        style.paragraph_format.left_indent = Cm(0.3)
        style.paragraph_format.keep_together = True
        _insert(style, _border("left", 24, ACCENT, 8))
    blank = document.styles["Blank"].paragraph_format
    blank.space_before, blank.keep_with_next = Pt(9), True
    blank.tab_stops.add_tab_stop(text_width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def _demo(document: Document) -> None:
    style = _own(document, "Demonstration mark", size=10, after=4, colour="4A2D00", bold=True)
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FFF1CC"/>'
    _insert(style, parse_xml(shade))


def _insert(style: ParagraphStyle, part: BaseOxmlElement) -> None:
    """Put a border or a shade where the standard wants it: Word takes a breach for damage."""
    later = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
    style.element.get_or_add_pPr().insert_element_before(part, *later)


def _border(side: str, eighths: int, colour: str, space: int) -> BaseOxmlElement:
    return parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="{eighths}" '
        f'w:space="{space}" w:color="{colour}"/></w:pBdr>'
    )


def _font(style: ParagraphStyle, size: float, colour: str, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold or None
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for script in ("hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
