"""A deck as the parts of its file: a design without slides, and the slides that are added to it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from lxml import etree

from kit.render.deck.fit.placed import Design
from kit.render.deck.pptx.ooxml import DECLARED, HEAD, RELATED, RELATIONSHIPS, P, R, to_bytes
from kit.render.deck.pptx.package import CONTENT_TYPES, pack

_TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
_PML = "application/vnd.openxmlformats-officedocument.presentationml"
_SHOW = "ppt/presentation.xml"
_CORE = "/metadata/core-properties"
_FIRST_ID = 256  # the least that the format allows for a slide (ECMA-376, part 1, 19.7.13)
_AFTER = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")  # what stands before the list of slides


@dataclass
class Rels:
    """What a part leads to, each once, with ids in the order of asking."""

    related: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def add(self, kind: str, target: str, external: bool = False) -> str:
        """Return the id of a relation of ``kind`` to ``target``."""
        return self.related.setdefault((kind, target, external), f"rId{len(self.related) + 1}")

    def link(self, address: str) -> str:
        """Return the id of a hyperlink to ``address``."""
        return self.add("hyperlink", address, True)

    def xml(self) -> bytes:
        """Return them as a part."""
        lines = "".join(
            f'<Relationship Id="{name}" Type="{RELATED}/{kind}" Target={quoteattr(target)}'
            f"{' TargetMode=' + quoteattr('External') if external else ''}/>"
            for (kind, target, external), name in self.related.items()
        )
        return f'{HEAD}<Relationships xmlns="{RELATIONSHIPS}">{lines}</Relationships>'.encode()


@dataclass
class Deck:
    """A deck that grows by slides. Every step costs the same, however long the deck is."""

    design: Design
    added: dict[str, bytes] = field(default_factory=dict)
    media: dict[bytes, str] = field(default_factory=dict)
    count: int = 0

    def picture(self, data: bytes) -> str:
        """Return where a slide finds a picture (png, jpg or gif) among the deck's parts; each is kept once."""
        if data not in self.media:
            suffix = {b"\x89PNG": "png", b"GIF8": "gif"}.get(data[:4], "jpg")
            name = f"ppt/media/picture{len(self.media) + 1}.{suffix}"
            self.media[data] = f"../media/{posixpath.basename(name)}"
            self.added[name] = data
        return self.media[data]

    def add(self, layout: str, shapes: str, rels: Rels, notes: tuple[str, Rels] | None) -> None:
        """Add a slide on the part ``layout`` with ``shapes``, and its notes: their shapes and what they lead to."""
        self.count += 1
        name = f"slide{self.count}.xml"
        rels.add("slideLayout", _from_slides(layout))
        if notes is not None:
            rels.add("notesSlide", f"../notesSlides/notesSlide{self.count}.xml")
            self._notes(name, *notes)
        self.added[f"ppt/slides/{name}"] = _part("sld", shapes)
        self.added[f"ppt/slides/_rels/{name}.rels"] = rels.xml()

    def _notes(self, slide: str, shapes: str, rels: Rels) -> None:
        rels.add("notesMaster", _from_slides(self.design.notes.part))
        rels.add("slide", f"../slides/{slide}")
        self.added[f"ppt/notesSlides/notesSlide{self.count}.xml"] = _part("notes", shapes)
        self.added[f"ppt/notesSlides/_rels/notesSlide{self.count}.xml.rels"] = rels.xml()

    def finish(self, core: bytes) -> bytes:
        """Return the deck as a file, with ``core`` as its properties."""
        parts = {**self.design.parts, **self.added}
        parts[_SHOW], parts[_rels_of(_SHOW)] = self._listed()
        parts[CONTENT_TYPES] = self._typed(parts[CONTENT_TYPES])
        parts[_core_name(parts)] = core
        return pack(parts)

    def _listed(self) -> tuple[bytes, bytes]:
        """The presentation's part with a list of its slides, and what it leads to."""
        show = etree.fromstring(self.design.parts[_SHOW])
        rels = etree.fromstring(self.design.parts[_rels_of(_SHOW)])
        slides = _slide_list(show)
        taken = {one.get("Id") for one in rels}
        free = (f"rId{number}" for number in range(1, len(taken) + self.count + 2))
        names = (name for name in free if name not in taken)
        for number, name in zip(range(1, self.count + 1), names, strict=False):
            etree.SubElement(slides, f"{P}sldId", {"id": str(_FIRST_ID + number - 1), f"{R}id": name})
            kind = {"Id": name, "Type": f"{RELATED}/slide", "Target": f"slides/slide{number}.xml"}
            etree.SubElement(rels, f"{{{RELATIONSHIPS}}}Relationship", kind)
        return to_bytes(show), to_bytes(rels)

    def _typed(self, types: bytes) -> bytes:
        root = etree.fromstring(types)
        space = root.tag.removesuffix("Types")
        known = {one.get("Extension", "").lower() for one in root}
        for suffix in sorted({name.rsplit(".", 1)[1] for name in self.added if "/media/" in name} - known):
            kind = f"image/{'jpeg' if suffix == 'jpg' else suffix}"
            root.insert(0, root.makeelement(f"{space}Default", {"Extension": suffix, "ContentType": kind}))
        for folder, kind in (("ppt/slides/", "slide"), ("ppt/notesSlides/", "notesSlide")):
            for name in self.added:
                if name.startswith(folder) and name.endswith(".xml"):
                    about = {"PartName": f"/{name}", "ContentType": f"{_PML}.{kind}+xml"}
                    etree.SubElement(root, f"{space}Override", about)
        return to_bytes(root)


def _slide_list(show: etree._Element) -> etree._Element:
    found = show.find(f"{P}sldIdLst")
    if found is not None:
        return found
    before = [child for child in show if etree.QName(child).localname in _AFTER]
    made = show.makeelement(f"{P}sldIdLst", {})
    show.insert(show.index(before[-1]) + 1, made)
    return made


def _part(tag: str, shapes: str) -> bytes:
    return (
        f"{HEAD}<p:{tag} {DECLARED}><p:cSld><p:spTree>{_TREE}{shapes}</p:spTree></p:cSld>"
        f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:{tag}>"
    ).encode()


def _from_slides(part: str) -> str:
    return posixpath.relpath(part, "ppt/slides")


def _rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _core_name(parts: Mapping[str, bytes]) -> str:
    root = etree.fromstring(parts["_rels/.rels"])
    return next(str(one.get("Target")).lstrip("/") for one in root if one.get("Type", "").endswith(_CORE))
