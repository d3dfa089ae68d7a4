"""Our own design: the .pptx whose parts lie in ``ours/``, in a group's colours and language.

``scripts/our_design.py`` makes a file of them for PowerPoint, and takes a changed one back.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from lxml import etree

from kit.model.colour import TEXT_RATIO, contrast, mix, passing
from kit.model.edition import Brand
from kit.render.deck.layouts import HiddenName
from kit.render.deck.pptx.ooxml import A, P, to_bytes
from kit.render.deck.pptx.package import pack
from kit.render.palette import SOFT

OURS = Path(__file__).parent / "ours"
INK, PAPER = "#1c1c1c", "#ffffff"
_APART = 1.2  # the contrast below which a band and the ground around it look like one colour
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


def is_light(primary: str) -> bool:
    """Whether a group's own colour takes dark letters, because white ones could not be read on it."""
    return contrast(PAPER, primary) < TEXT_RATIO <= contrast(INK, primary)


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


def colours(brand: Brand) -> dict[str, str]:
    """Return the twelve colours of a theme by their names there, as ``#rrggbb``.

    The first accent is the ground of covers and panels: the primary colour itself where white or dark letters can be
    read on it (4.5:1, WCAG 2.2, 1.4.3), else its nearest shade. Letters in the primary colour have that of links, a
    shade that can be read on white and on the tint; the second dark colour is for titles. The fourth accent is the
    shade of bands where the primary colour is light; for others the second dark colour is, which is a lighter one where
    the primary is so dark that both would look alike. The sixth accent is a grey for what should stay in the
    background and can be read all the same.
    """
    light = is_light(brand.primary)
    ground = brand.primary if light else passing(brand.primary)
    tint = mix(PAPER, ground, SOFT)
    accent = passing(brand.accent, tint)
    strong = passing(ground, tint)
    dark = passing(mix(ground, "#000000", 0.88 if light else 0.25), tint, 7.0)
    if contrast(dark, ground) < _APART:
        dark = passing(mix(ground, PAPER, 0.25), tint, 7.0)
    text = {"dk1": INK, "lt1": PAPER, "dk2": dark, "lt2": tint, "accent1": ground, "accent2": accent}
    mixed = (mix(strong, accent, 0.5), mix(strong, "#808080", 0.5), mix(accent, "#808080", 0.5), "#5f6b73")
    more = {f"accent{number}": passing(colour, tint) for number, colour in enumerate(mixed, 3)}
    if light:
        more["accent4"] = _band(ground)
    return text | more | {"hlink": strong, "folHlink": passing(mix(strong, "#6b3fa0", 0.5), tint)}


def _band(ground: str) -> str:
    """Return a shade that stands out from a light ``ground`` and takes dark letters too: darker, else lighter."""
    shades = [mix(ground, end, step / 20) for end in ("#000000", PAPER) for step in range(2, 19)]
    return next(one for one in shades if contrast(one, ground) >= _APART and contrast(INK, one) >= TEXT_RATIO)
