"""Decks as councils have them, made by python-pptx: few layouts, other languages, two masters, tiny or dark ones."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Collection, Mapping
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.parts.slide import SlideLayoutPart, SlideMasterPart
from pptx.util import Pt

from kit.render.deck.pptx.package import pack, unpack

COLOUR: Any = RGBColor  # python-pptx has no types
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
WELSH = {
    "Title Slide": "Sleid Teitl",
    "Title and Content": "Teitl a Chynnwys",
    "Section Header": "Pennyn Adran",
    "Two Content": "Dau Gynnwys",
    "Title Only": "Teitl yn Unig",
    "Picture with Caption": "Llun gyda Chapsiwn",
}
GERMAN = {
    "Title Slide": "Titelfolie",
    "Title and Content": "Titel und Inhalt",
    "Section Header": "Abschnittsüberschrift",
    "Two Content": "Zwei Inhalte",
    "Title Only": "Nur Titel",
    "Picture with Caption": "Bild mit Überschrift",
}


def saved(deck: Any) -> bytes:
    """Return an opened deck as the bytes of a .pptx."""
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def usual(change: Callable[[Any], object] = bool) -> bytes:
    """Return python-pptx's own deck, 4:3 with the layouts of PowerPoint 2007, after ``change`` was made to it."""
    deck = Presentation()
    change(deck)
    return saved(deck)


def only(deck: Any, names: Collection[str]) -> Any:
    """Leave a deck with the layouts that have these names, and return it."""
    for layout in [layout for layout in deck.slide_layouts if layout.name not in names]:
        deck.slide_layouts.remove(layout)
    return deck


def renamed(deck: Any, names: Mapping[str, str], typeless: bool = False) -> None:
    """Give layouts other names; ``typeless`` takes away what PowerPoint knows them by, as if people had drawn them."""
    only(deck, names)
    for layout in deck.slide_layouts:
        layout.name = names[layout.name]
        if typeless:
            layout.element.attrib.pop("type", None)


def placed(deck: Any, boxes: Mapping[int, tuple[float, float, float, float]]) -> None:
    """Put placeholders of all layouts elsewhere, by their number, in points."""
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.idx in boxes:
                shape.left, shape.top, shape.width, shape.height = map(Pt, boxes[shape.placeholder_format.idx])


def dark(deck: Any) -> None:
    """Make the ground dark the way PowerPoint does it: the master maps its text to the light colour of the theme."""
    master = deck.slide_master.element
    mapping = master.find(f"{P}clrMap")
    mapping.set("bg1", "dk1")
    mapping.set("tx1", "lt1")
    mapping.set("bg2", "dk2")
    mapping.set("tx2", "lt2")


def painted(deck: Any, colour: str) -> None:
    """Make the ground black, and name a colour for all text in the master itself, while the theme's own stays dark."""
    master = deck.slide_master
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = COLOUR(0, 0, 0)
    for look in master.element.find(f"{P}txStyles").iter(f"{A}defRPr"):
        for fill in look.findall(f"{A}solidFill"):
            look.remove(fill)
        fill = etree.SubElement(look, f"{A}solidFill")
        etree.SubElement(fill, f"{A}srgbClr", val=colour)
        look.insert(0, fill)


def typeface(deck: Any, name: str) -> None:
    """Set the theme's two typefaces."""
    part = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype == RT.THEME)
    theme = etree.fromstring(part.blob)
    for latin in theme.iterfind(f".//{A}fontScheme/*/{A}latin"):
        latin.set("typeface", name)
    part._blob = etree.tostring(theme)


def second_master(deck: Any, names: Mapping[str, str]) -> None:
    """Add a second master with copies of some layouts, under new names."""
    first = deck.slide_master.part
    package = first.package
    layouts = [layout for layout in deck.slide_layouts if layout.name in names]
    element = copy.deepcopy(first._element)
    listed = element.find(f"{P}sldLayoutIdLst")
    for child in list(listed):
        listed.remove(child)
    master = SlideMasterPart(PackURI("/ppt/slideMasters/slideMaster2.xml"), first.content_type, package, element)
    theme = next(rel.target_part for rel in first.rels.values() if rel.reltype == RT.THEME)
    other = type(theme)(PackURI("/ppt/theme/theme9.xml"), theme.content_type, package, theme.blob)
    master.relate_to(other, RT.THEME)
    for number, layout in enumerate(layouts, 51):
        part = SlideLayoutPart(
            PackURI(f"/ppt/slideLayouts/slideLayout{number}.xml"),
            layout.part.content_type,
            package,
            copy.deepcopy(layout.part._element),
        )
        part._element.cSld.set("name", names[layout.name])
        part.relate_to(master, RT.SLIDE_MASTER)
        identity = etree.SubElement(listed, f"{P}sldLayoutId", id=str(2147483700 + number))
        identity.set(f"{_R}id", master.relate_to(part, RT.SLIDE_LAYOUT))
    masters = deck.element.find(f"{P}sldMasterIdLst")
    identity = etree.SubElement(masters, f"{P}sldMasterId", id="2147483690")
    identity.set(f"{_R}id", deck.part.relate_to(master, RT.SLIDE_MASTER))


_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def as_potx(deck: bytes) -> bytes:
    """Return a deck as PowerPoint saves a template."""
    parts = unpack(deck)
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"presentationml.presentation.main", b"presentationml.template.main")
    return pack(parts)
