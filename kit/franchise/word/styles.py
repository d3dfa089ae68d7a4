"""How a document looks: its styles, lists and language, and what its letters measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

KEPT = "Not to be edited"
LABEL = "Block label"
TITLE = "Block title"
CODE = "Code line"
QUOTE = "Quoted words"
TERM = "Term"
MEANING = "Meaning"
HEAD = "Table head"
CODE_WORDS = "Code words"
MONOSPACED = "Consolas"
BODY, LARGE = 11, 18  # points
LEVELS = 3

_GREY, _INK, _SHADE = "595959", "1F2A44", "E8EEF7"  # grey on white is 7:1, ink on the shade 12:1


def dress(document: Document, language: str, large: bool) -> None:
    """Give ``document`` the styles that the parts of a page need, in ``language`` and with letters of one size up."""
    body = LARGE if large else BODY
    _set_paper(document)
    _dress_text(document, language, body)
    _dress_headings(document, body)
    _add_styles(document, body)


def _set_paper(document: Document) -> None:
    from docx.shared import Mm

    for page in document.sections:
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(22)


def _dress_text(document: Document, language: str, body: int) -> None:
    from docx.shared import Pt

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(body)
    normal.paragraph_format.space_after = Pt(body / 2)
    _speak(normal.element, language)


def _dress_headings(document: Document, body: int) -> None:
    from docx.shared import Pt, RGBColor

    for level, more in enumerate((9, 5, 3, 1), 1):
        heading = document.styles[f"Heading {level}"]
        heading.font.name, heading.font.size, heading.font.bold = "Calibri", Pt(body + more), True
        heading.font.color.rgb, heading.font.italic = RGBColor.from_string(_INK), False
        _drop_theme_fonts(heading.element)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(body), Pt(body / 3)


def _add_styles(document: Document, body: int) -> None:
    """Add the styles of our own, which Word shows by the names above."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    for name, more in ((KEPT, -2), (LABEL, -1), (TITLE, 1), (CODE, -2), (QUOTE, 0), (TERM, 0), (MEANING, 0), (HEAD, 0)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        if more:
            style.font.size = Pt(body + more)
    styles[KEPT].font.color.rgb = styles[CODE].font.color.rgb = RGBColor.from_string(_GREY)
    styles[CODE].font.name = MONOSPACED
    styles[LABEL].font.color.rgb, styles[LABEL].font.bold = RGBColor.from_string(_INK), True
    styles[LABEL].paragraph_format.keep_with_next = styles[TITLE].paragraph_format.keep_with_next = True
    styles[LABEL].paragraph_format.space_before = Pt(body)
    styles[TITLE].font.bold = styles[TERM].font.bold = styles[HEAD].font.bold = True
    styles[QUOTE].paragraph_format.left_indent = styles[MEANING].paragraph_format.left_indent = Pt(18)
    _shaded(styles[LABEL].element)
    styles.add_style(CODE_WORDS, WD_STYLE_TYPE.CHARACTER).font.name = MONOSPACED


def _speak(style: Any, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    said = OxmlElement("w:lang")
    said.set(qn("w:val"), language)
    style.get_or_add_rPr().append(said)


def _drop_theme_fonts(style: Any) -> None:
    from docx.oxml.ns import qn

    fonts = style.rPr.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]


def _shaded(style: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    properties = style.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(shade) if spacing is not None else properties.append(shade)


def restarted(document: Document, level: int, start: int) -> int:
    """Return the number of a new numbered list at ``level`` (from 1) of the document, which begins at ``start``."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    numbering = document.part.numbering_part.element
    style = document.styles[list_style("List Number", level)].element
    known = style.pPr.numPr.numId.val
    own = next(one for one in numbering.num_lst if one.numId == known)
    made = numbering.add_num(own.abstractNumId.val)
    override = made.add_lvlOverride(0)
    begin = OxmlElement("w:startOverride")
    begin.set(qn("w:val"), str(start))
    override.append(begin)
    return int(made.numId)


def list_style(name: str, level: int) -> str:
    """Return the name of the list style for a list ``level`` deep, from 1; beyond the third all look alike."""
    return name if level <= 1 else f"{name} {min(level, LEVELS)}"
