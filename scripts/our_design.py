"""Take our own design of slides to PowerPoint and back.

``our_design.py zip FILE.pptx`` writes the design that lies unzipped in ``kit/render/deck/design/ours/`` as a file.
Change it there under View, Slide Master, and save it; ``our_design.py unzip FILE.pptx`` puts it back, in a form in
which only what changed is another: without slides and the names of people, in one language, an element a line.
Names of layouts and shapes are what the kit knows them by (``kit/render/deck/layouts.py``); hidden shapes, shown by
Home, Arrange, Selection Pane, say where and in which colours it draws the day, the logo and the rows of agendas.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from kit.model.edition import Brand
from kit.render.deck.design.branded import OURS, our_design
from kit.render.deck.design.open_design import opened
from kit.render.deck.pptx.ooxml import DECLARED, HEAD, R, to_bytes
from kit.render.deck.pptx.package import pack, unpack

LANGUAGE = "en-GB"
SHOW = "ppt/presentation.xml"
RELATED = ("_rels/.rels", "ppt/_rels/presentation.xml.rels")
KEPT = re.compile(
    r"/(officeDocument|core-properties|extended-properties|slideMaster|notesMaster|handoutMaster|theme|tableStyles"
    r"|presProps|viewProps|font)$"
)
EMPTY = {  # parts that programs fill with who wrote a file when, and how its windows stood
    "docProps/core.xml": f"{HEAD}<cp:coreProperties "
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "ppt/viewProps.xml": f"{HEAD}<p:viewPr {DECLARED}/>",
}


def tidy(deck: bytes) -> dict[str, bytes]:
    """Return the parts of a design as they are kept, by name; ``deck`` is what PowerPoint saved."""
    presentation = opened(pack(_bare(unpack(deck))))
    saved = io.BytesIO()
    presentation.save(saved)
    parts = unpack(saved.getvalue())
    parts |= {name: text.encode() for name, text in EMPTY.items() if name in parts}
    return {name: _lines(data) if name.endswith((".xml", ".rels")) else data for name, data in parts.items()}


def _bare(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts without what a deck as a whole leads to besides its design: labels, settings of printers, comments."""
    kept = dict(parts)
    for name in RELATED:
        root = etree.fromstring(parts[name])
        root[:] = [one for one in root if KEPT.search(one.get("Type", ""))]
        kept[name] = to_bytes(root)
    show, known = etree.fromstring(parts[SHOW]), {one.get("Id") for one in etree.fromstring(kept[RELATED[1]])}
    for element in list(show.iter(etree.Element)):
        if element.get(f"{R}id", "") not in known | {""}:
            element.getparent().remove(element)
    return {**kept, SHOW: to_bytes(show)}


def _lines(part: bytes) -> bytes:
    """A part with an element a line, and one language."""
    root = etree.fromstring(part, etree.XMLParser(remove_blank_text=True))
    for element in root.iter(etree.Element):
        if "lang" in element.attrib:
            element.set("lang", LANGUAGE)
    etree.indent(root)
    return to_bytes(root) + b"\n"


def unzip(deck: bytes, folder: Path) -> None:
    """Put the parts of a design into ``folder`` in place of all that is there."""
    parts = tidy(deck)
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in parts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def main() -> None:
    """Do what the arguments say."""
    match sys.argv[1:]:
        case ["zip", file]:
            Path(file).write_bytes(our_design(Brand(), LANGUAGE))
        case ["unzip", file]:
            unzip(Path(file).read_bytes(), OURS)
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
