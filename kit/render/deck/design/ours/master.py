"""Our own empty deck, 16:9, drawn by code: master, layouts, notes master, theme. No binary file is kept for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from kit.model.edition import Brand
from kit.render.deck.design.ours.layouts import (
    ACCENT,
    CONTENT,
    FOOT,
    FOOT_SIZE,
    HEIGHT,
    MUTED,
    NUMBER,
    TITLE,
    WIDTH,
    Box,
    Layout,
    Spot,
    layouts,
)
from kit.render.deck.design.ours.theme import table_styles_xml, theme_xml
from kit.render.deck.pptx.package import APP_XML, content_types, pack, relations
from kit.render.deck.pptx.shapes import EMU, background, picture, placeholder, quotation_mark, rectangle

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_NS = f'xmlns:a="{_A}" xmlns:r="{_R}" xmlns:p="{_P}"'
_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_LOGO_ALONE = Box(9.5, 2.25, 3.3, 3.0)
_LOGO_ABOVE = Box(9.5, 0.45, 3.3, 1.55)
_LOGO_ABOVE_TWO = Box(6.6, 0.45, 6.2, 1.55)
_COVERS = ("Title", "Closing", "Closing with two codes")
_QUOTATION_MARK = Box(0.75, 1.85, 1.15, 0.92)


@dataclass(frozen=True)
class Logo:
    """A group's logo: a png, jpg or gif, its size in pixels, and its alt text."""

    data: bytes
    suffix: str
    width: int
    height: int
    alt: str


@lru_cache(maxsize=32)
def empty_deck(brand: Brand, language: str, linked: bool, logo: Logo | None, feedback: bool = False) -> bytes:
    """Return an empty deck in a brand's colours, as the bytes of a .pptx.

    ``language`` is the tag of text that says nothing else. ``linked`` leaves room for a code on first and last slide,
    ``feedback`` on the last one.
    """
    drawn = layouts(linked or logo is not None, feedback)
    parts = {"ppt/theme/theme1.xml": theme_xml(brand, "Peer group"), "ppt/theme/theme2.xml": theme_xml(brand, "Notes")}
    parts["ppt/tableStyles.xml"] = table_styles_xml()
    parts["ppt/presProps.xml"] = f"{_HEAD}<p:presentationPr {_NS}/>"  # PowerPoint repairs a deck without these two
    parts["ppt/viewProps.xml"] = f"{_HEAD}<p:viewPr {_NS}/>"
    parts["ppt/presentation.xml"] = _presentation(language)
    parts["ppt/slideMasters/slideMaster1.xml"] = _master(len(drawn), language)
    parts["ppt/notesMasters/notesMaster1.xml"] = _notes_master(language)
    for number, layout in enumerate(drawn, 1):
        shown = logo if layout.name in _COVERS else None
        coded = linked or (feedback and layout.name != "Title")
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = _layout(layout, shown, coded, language)
    media = f"logo.{logo.suffix}" if logo else ""
    parts.update(relations([media if layout.name in _COVERS else "" for layout in drawn]))
    parts["docProps/app.xml"] = APP_XML.decode()
    parts["docProps/core.xml"] = _CORE
    parts["[Content_Types].xml"] = content_types(parts, logo.suffix if logo else "")
    files = {name: text.encode() for name, text in parts.items()}
    if logo is not None:
        files[f"ppt/media/{media}"] = logo.data
    return pack(files)


_CORE = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)


def _tree(shapes: str) -> str:
    group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    return f"<p:spTree>{group}{shapes}</p:spTree>"


_MARK = f'<a:buClr><a:schemeClr val="{ACCENT}"/></a:buClr>'


def _level(number: int, size: float, colour: str, bullet: str, language: str, bold: bool = False) -> str:
    """One level of a list of text styles; indents are in EMU and grow with the level."""
    step = 360000
    indent = f'marL="{step * number}" indent="-{step}"' if bullet else 'marL="0" indent="0"'
    mark = f'{_MARK}<a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>' if bullet else "<a:buNone/>"
    return (
        f'<a:lvl{number}pPr {indent} algn="l" rtl="0"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef>'
        f'<a:spcPts val="{round(size * 40)}"/></a:spcBef>{mark}<a:defRPr lang="{language}" sz="{round(size * 100)}" '
        f'b="{int(bold)}" kern="1200"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{number}pPr>'
    )


def _styles(language: str) -> str:
    body = "".join(_level(n, max(18, 32 - 2 * n), "tx1", "•" if n % 2 else "–", language) for n in range(1, 10))
    other = "".join(_level(n, 18, "tx1", "", language) for n in range(1, 10))
    title = _level(1, TITLE.size, TITLE.colour, "", language, bold=True)
    return (
        f"<p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def _feet(first: int, foot: str, number: str, language: str) -> str:
    """Footer and slide number in their colours; "" for one that a layout does not have."""
    words = Spot("Footer", "ftr", 20, FOOT, FOOT_SIZE, colour=foot, anchor="ctr", prompt="")
    count = Spot("Slide number", "sldNum", 21, NUMBER, FOOT_SIZE, colour=number, anchor="ctr", align="r", prompt="")
    spots = [spot for spot in (words, count) if spot.colour]
    return "".join(placeholder(spot, first + place, language) for place, spot in enumerate(spots))


def _master(count: int, language: str) -> str:
    text = Spot("Text", "body", 1, CONTENT, 30, bullets=True)
    shapes = placeholder(TITLE, 2, language) + placeholder(text, 3, language) + _feet(4, MUTED, MUTED, language)
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + number}" r:id="rId{number}"/>' for number in range(1, count + 1))
    return (
        f"{_HEAD}<p:sldMaster {_NS}><p:cSld>{background('bg1')}{_tree(shapes)}</p:cSld>{_MAP}"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>{_styles(language)}</p:sldMaster>"
    )


def _layout(layout: Layout, logo: Logo | None, linked: bool, language: str) -> str:
    shapes = "".join(rectangle(box, colour, 100 + number) for number, (box, colour) in enumerate(layout.shapes))
    shapes += "".join(placeholder(spot, 2 + number, language) for number, spot in enumerate(layout.spots))
    shapes += _feet(50, layout.foot, layout.number, language)
    if layout.quoted:
        shapes += quotation_mark(_QUOTATION_MARK, 120)
    if logo is not None:
        box = _logo_place(layout.name, linked)
        shapes += picture(fitted(box, logo.width, logo.height), "rId2", logo.alt, 90)
    return (
        f'{_HEAD}<p:sldLayout {_NS} type="{layout.type}" preserve="1"><p:cSld name={quoteattr(layout.name)}>'
        f"{background(layout.ground)}{_tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _logo_place(name: str, coded: bool) -> Box:
    if name == "Closing with two codes":
        return _LOGO_ABOVE_TWO
    return _LOGO_ABOVE if coded else _LOGO_ALONE


def fitted(box: Box, width: float, height: float) -> Box:
    """Return the largest place of the proportions ``width`` to ``height`` in the middle of ``box``."""
    scale = min(box.w / width, box.h / height)
    w, h = width * scale, height * scale
    return Box(box.x + (box.w - w) / 2, box.y + (box.h - h) / 2, w, h)


def _notes_master(language: str) -> str:
    image = Spot("Slide", "sldImg", 2, Box(0.85, 0.6, 5.8, 3.2625), 12, prompt="")
    notes = Spot("Notes", "body", 3, Box(0.75, 4.1, 6.0, 5.9), 12, prompt="Notes")
    number = Spot("Slide number", "sldNum", 5, Box(4.5, 10.1, 2.25, 0.4), 10, align="r", prompt="")
    shapes = "".join(placeholder(spot, 2 + place, language) for place, spot in enumerate((image, notes, number)))
    levels = "".join(_level(n, 12, "tx1", "", language) for n in range(1, 10))
    return (
        f"{_HEAD}<p:notesMaster {_NS}><p:cSld>{background('bg1')}{_tree(shapes)}</p:cSld>{_MAP}"
        f"<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )


def _presentation(language: str) -> str:
    levels = "".join(_level(n, 18, "tx1", "", language) for n in range(1, 10))
    return (
        f'{_HEAD}<p:presentation {_NS} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldIdLst/>'
        f'<p:sldSz cx="{round(WIDTH * EMU)}" cy="{round(HEIGHT * EMU)}"/><p:notesSz cx="6858000" cy="9906000"/>'
        f"<p:defaultTextStyle>{levels}</p:defaultTextStyle></p:presentation>"
    )
