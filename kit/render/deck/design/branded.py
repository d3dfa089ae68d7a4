"""Our own design: the .pptx whose parts lie in ``ours/``, in a group's colours and language.

``scripts/our_design.py`` makes a file of them for PowerPoint, and takes a changed one back.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from lxml import etree

from kit.model.edition import Brand
from kit.render.deck.design.theme_colours import colours, is_light
from kit.render.deck.layouts import HiddenName
from kit.render.deck.pptx.ooxml import A, P, to_bytes
from kit.render.deck.pptx.package import pack

OURS = Path(__file__).parent / "ours"
_LANGUAGE = re.compile(rb' lang="[^"]*"')


@lru_cache(maxsize=16)
def our_design(brand: Brand, language: str) -> bytes:
    """Return our own design with the colours of ``brand`` in its themes, as the bytes of a .pptx.

    ``language`` is the tag of text that says nothing else, such as "en-GB".
    """
    files = {path.relative_to(OURS).as_posix(): path for path in OURS.rglob("*") if path.is_file()}
    return pack({name: _part(path, brand, language) for name, path in files.items()})


def _part(path: Path, brand: Brand, language: str) -> bytes:
    """A part without the white space that makes the file easy to read, with our colours if it is a theme."""
    if path.suffix not in (".xml", ".rels"):
        return path.read_bytes()
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(remove_blank_text=True))
    if path.parent.name == "theme":
        for name, colour in colours(brand).items():
            (slot,) = root.iter(f"{A}{name}")
            slot[:] = [etree.Element(f"{A}srgbClr", val=colour[1:].upper())]
    elif is_light(brand.primary):
        _with_dark_letters(root)
    return _LANGUAGE.sub(f' lang="{language}"'.encode(), to_bytes(root))


def _with_dark_letters(root: etree._Element) -> None:
    """Make of a part with white letters, on the primary colour and on darker bands, one for a light primary colour.

    Letters become dark, as do the bars and edges that the kit draws like them, and bands a shade of the primary colour.
    """
    for colour in root.iter(f"{A}schemeClr"):
        around = [one.tag.rpartition("}")[2] for one in colour.iterancestors()]
        is_text = {"rPr", "defRPr", "tcTxStyle"} & {*around}
        if colour.get("val") == "bg1" and (is_text or _is_edge(colour)):
            colour.set("val", "tx1")
        elif colour.get("val") == "tx2" and not is_text:
            colour.set("val", "accent4")


def _is_edge(colour: etree._Element) -> bool:
    """Whether a colour is that of the hidden shape in whose colours the day runs along the edge."""
    shape = next(colour.iterancestors(f"{P}sp"), None)
    return shape is not None and shape.find(f"{P}nvSpPr/{P}cNvPr").get("name") == HiddenName.EDGE
