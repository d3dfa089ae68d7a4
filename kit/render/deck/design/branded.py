"""Our own design: the .pptx whose parts lie in ``ours/``, in a group's colours and language.

``scripts/our_design.py`` makes a file of them for PowerPoint, and takes a changed one back.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from lxml import etree

from kit.model.colour import contrast, mix, passing
from kit.model.edition import Brand
from kit.render.deck.pptx.ooxml import A, to_bytes
from kit.render.deck.pptx.package import pack

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
    return _LANGUAGE.sub(f' lang="{language}"'.encode(), to_bytes(root))


def colours(brand: Brand) -> dict[str, str]:
    """Return the twelve colours of a theme by their names there, as ``#rrggbb``.

    The brand's colours are moved to the nearest shade that reaches 4.5:1 on white (WCAG 2.2, 1.4.3), so that white
    text on them and they on white can be read; the tint is light enough that the shades of text pass on it too. The
    dark shade of grounds and bands is a lighter one where the primary is so dark that both would look alike. The sixth
    accent is a grey for what should stay in the background and can be read all the same.
    """
    primary = passing(brand.primary)
    tint = mix(primary, PAPER, 0.9)
    accent = passing(brand.accent, tint)
    strong = passing(primary, tint)
    dark = passing(mix(primary, "#000000", 0.25), tint, 7.0)
    if contrast(dark, strong) < _APART:
        dark = passing(mix(primary, PAPER, 0.25), tint, 7.0)
    text = {"dk1": INK, "lt1": PAPER, "dk2": dark, "lt2": tint, "accent1": strong, "accent2": accent}
    mixed = (mix(primary, accent, 0.5), mix(primary, "#808080", 0.5), mix(accent, "#808080", 0.5), "#5f6b73")
    more = {f"accent{number}": passing(colour, tint) for number, colour in enumerate(mixed, 3)}
    return text | more | {"hlink": strong, "folHlink": passing(mix(strong, "#6b3fa0", 0.5), tint)}
