"""Decks as councils have them, made by python-pptx: few layouts, other languages, two masters, tiny or dark ones."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Collection, Mapping
from typing import Any

from lxml import etree
from PIL import Image
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


def traced(deck: Any, picture: bytes, word: str) -> bytes:
    """Return ``deck`` with ``picture`` on its first layout and as its preview, and ``word`` wherever programs write."""
    part = deck.slide_layouts[0].part
    _, identity = part.get_or_add_image_part(io.BytesIO(picture))
    part._element.cSld.spTree.append(etree.fromstring(_PICTURE.format(identity=identity)))
    parts = unpack(saved(deck))
    parts["docProps/thumbnail.jpeg"] = picture
    for owner, name, kind, xml in _TRACES:
        parts[name] = xml.format(word=word).encode()
        _relate(parts, owner, name, kind)
    _list_data(parts, _SHOW, f"<p:custData {_SPACE} r:id='rId-item1'/><p:tags {_SPACE} r:id='rId-tag1'/>")
    _list_data(parts, _LAYOUT, f"<p:tags {_SPACE} r:id='rId-tag2'/>")
    return pack(parts)


_SPACE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_PML = "http://schemas.openxmlformats.org/presentationml/2006/main"
_PICTURE = (
    f'<p:pic xmlns:p="{_PML}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" {_SPACE}><p:nvPicPr>'
    '<p:cNvPr id="90" name="Logo" descr=""/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
    '<a:blip r:embed="{identity}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>'
    '<a:off x="100000" y="100000"/><a:ext cx="900000" cy="600000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    "</a:prstGeom></p:spPr></p:pic>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office"
_TAGS = f'<p:tagLst xmlns:p="{_PML}"><p:tag name="ADDIN" val="{{word}}"/></p:tagLst>'
_SHOW, _LAYOUT = "ppt/presentation.xml", "ppt/slideLayouts/slideLayout1.xml"
# What leads to a part, its name, the relation's type and the part itself.
_TRACES = (
    (_SHOW, "customXml/item1.xml", f"{_OFFICE}/customXml", "<properties><owner>{word}</owner></properties>"),
    ("customXml/item1.xml", "customXml/itemProps1.xml", f"{_OFFICE}/customXmlProps", "<item>{word}</item>"),
    ("", "docProps/custom.xml", f"{_OFFICE}/custom-properties", "<Properties>{word}</Properties>"),
    ("", "docMetadata/LabelInfo.xml", f"{_MICROSOFT}/2020/02/relationships/classificationlabels", "<l>{word}</l>"),
    (_SHOW, "ppt/commentAuthors.xml", f"{_OFFICE}/commentAuthors", "<authors>{word}</authors>"),
    (_SHOW, "ppt/authors.xml", f"{_MICROSOFT}/2018/10/relationships/authors", "<authors>{word}</authors>"),
    (_SHOW, "ppt/changesInfos/changesInfo1.xml", f"{_MICROSOFT}/2016/11/relationships/changesInfo", "<c>{word}</c>"),
    (_SHOW, "ppt/revisionInfo.xml", f"{_MICROSOFT}/2015/10/relationships/revisionInfo", "<r>{word}</r>"),
    (_SHOW, "ppt/tags/tag1.xml", f"{_OFFICE}/tags", _TAGS),
    (_LAYOUT, "ppt/tags/tag2.xml", f"{_OFFICE}/tags", _TAGS),
)


def _relate(parts: dict[str, bytes], owner: str, name: str, kind: str) -> None:
    """Let ``owner``, the package for "", lead to the part ``name``, and list its type."""
    folder, _, file = owner.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels".lstrip("/")
    identity = f"rId-{name.rpartition('/')[2].removesuffix('.xml')}"
    link = f'<Relationship Id="{identity}" Type="{kind}" Target="/{name}"/></Relationships>'.encode()
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    parts[rels] = parts.get(rels, empty).replace(b"</Relationships>", link)
    types = "[Content_Types].xml"
    listed = f'<Override PartName="/{name}" ContentType="application/xml"/></Types>'.encode()
    parts[types] = parts[types].replace(b"</Types>", listed)


def _list_data(parts: dict[str, bytes], name: str, entries: str) -> None:
    """Name data of programs in a part: in the presentation after its sizes, in a layout at the end of its shapes."""
    root = etree.fromstring(parts[name])
    data = etree.fromstring(f'<p:custDataLst xmlns:p="{_PML}">{entries}</p:custDataLst>')
    shown = root.find(f"{P}cSld")
    if shown is not None:
        shown.append(data)
    else:
        root.find(f"{P}notesSz").addnext(data)
    parts[name] = etree.tostring(root)


def on_layout(layout: Any, box: Any, picture: bool = False, turned: int = 0) -> None:
    """Let a layout show a grey picture, or a filled shape, at ``box`` in points, turned by so many degrees."""
    fill = '<a:solidFill><a:srgbClr val="7A1F5C"/></a:solidFill>'
    x, y, w, h = (Pt(one) for one in (box.x, box.y, box.w, box.h))
    place = f'<a:xfrm rot="{turned * 60_000}"><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
    body = f'<p:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{"" if picture else fill}</p:spPr>'
    if picture:
        buffer = io.BytesIO()
        Image.new("RGB", (60, 40), "#808080").save(buffer, "PNG")
        _, identity = layout.part.get_or_add_image_part(buffer)
        name, kind = f'<p:blipFill><a:blip r:embed="{identity}"/><a:stretch/></p:blipFill>', "Pic"
    else:
        name, kind = "", "Sp"
    tag = kind.lower()
    number = len(layout.shapes) + 200
    xml = (
        f'<p:{tag} xmlns:p="{_PML}" xmlns:a="{A[1:-1]}" {_SPACE}><p:nv{kind}Pr><p:cNvPr id="{number}" name="Own"/>'
        f'<p:cNv{kind}Pr/><p:nvPr userDrawn="1"/></p:nv{kind}Pr>{name}{body}</p:{tag}>'
    )
    layout.shapes._spTree.insert(2, etree.fromstring(xml))


def banded(deck: Any, box: Any) -> None:
    """Let the master show a filled band at ``box`` behind all of its layouts."""
    on_layout(deck.slide_master, box)
