"""How small the letters of a drawing are, and the typeface that they take from what is around them (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import prod
from typing import Any

from kit.source.pictures.pictures import PIXELS, drawing, size, view_box
from kit.source.pictures.svg import SVG
from kit.source.tree.damage import DamagedError
from kit.system.memo import remembered

_USUAL = 16.0  # units of a drawing: its letters where it says nothing of them
_SIZE = re.compile(r"(?<![\w.])(\d*\.?\d+)(px|pt|pc|mm|cm|in|em|%)?(?![\w.])")
_TRANSFORM = re.compile(r"(matrix|scale)\s*\(([^)]*)\)")
_NUMBER = re.compile(r"[-+]?(?:\d*\.)?\d+(?:[eE][-+]?\d+)?")
_TEXTS = ("text", "tspan", "textPath")
_UNSEEN = ("defs", "symbol", "clipPath", "marker", "title", "desc")

Node = Any  # as in svg.py


@remembered
def smallest_letters(data: bytes) -> float | None:
    """Return the size of a drawing's smallest letters as a share of its width, or None where it has no letters.

    Letters of 19 in a drawing that is 800 wide are 0.02375: shown 400 pixels wide, they have 9.5. A photograph has no
    letters for us, and neither has a file that cannot be read, of which ``check`` tells.
    """
    from lxml import etree

    try:
        root = drawing(data)
        width, height = size(data)
    except (DamagedError, ValueError):
        return None
    named = {node.get("id"): node for node in reversed(list(root.iter(etree.Element))) if node.get("id")}
    sizes = [one for one in _sizes(root, _USUAL, 1.0, named) if one > 0]
    across, down = view_box(root) or (width, height)
    return min(sizes) / max(across, down * width / height) if sizes else None


def _sizes(node: Node, size: float, scale: float, named: Mapping[str, Node]) -> Iterator[float]:
    """Yield how large each piece of text in ``node`` is drawn; ``size`` and ``scale`` are those around it.

    Nothing is drawn inside itself: such a drawing is refused when it is read (``svg.rebuild``).
    """
    style = {**node.attrib, **_style(node)}
    if style.get("display") == "none":
        return
    size = _size(style, size)
    scale *= _scale(style.get("transform", ""))
    if _name(node) in _TEXTS and "".join([node.text or "", *(child.tail or "" for child in node)]).strip():
        yield size * scale
    used = named.get(node.get("href", "")[1:]) if _name(node) == "use" else None
    for child in [one for one in node if _name(one) not in _UNSEEN] + ([] if used is None else [used]):
        yield from _sizes(child, size, scale, named)


def _name(node: Node) -> str:
    return str(node.tag).removeprefix(f"{{{SVG}}}")


def _style(node: Node) -> dict[str, str]:
    """Return what the style of ``node`` says, by property; a size within ``font`` as ``font-size``."""
    pairs = (part.partition(":") for part in node.get("style", "").split(";"))
    found = {name.strip(): value.strip() for name, _, value in pairs}
    if any(match[2] for match in _SIZE.finditer(found.get("font", ""))):
        found.setdefault("font-size", next(one[0] for one in _SIZE.finditer(found["font"]) if one[2]))
    return found


def _size(style: Mapping[str, str], around: float) -> float:
    match = _SIZE.fullmatch(style.get("font-size", "").strip())
    units = {**PIXELS, "em": around, "%": around / 100}
    return float(match[1]) * units[match[2] or ""] if match else around


def _scale(transform: str) -> float:
    """Return how much larger a transform draws things, as the root of how much larger it makes an area."""
    return prod(_grown(kind, _NUMBER.findall(text)) for kind, text in _TRANSFORM.findall(transform))


def _grown(kind: str, numbers: list[str]) -> float:
    match kind, [float(one) for one in numbers]:
        case "matrix", [a, b, c, d, *_]:
            return float(abs(a * d - b * c) ** 0.5)
        case "scale", [across, *down]:
            return float(abs(across * (*down, across)[0]) ** 0.5)
    return 1.0  # what no browser can read


# A drawing that asks for a typeface without serifs takes the one of the slide or paper that it stands on.

_PLAIN = frozenset({"arial", "helvetica", "sans-serif", "system-ui", "verdana", "inter"})
_FAMILY = re.compile(r"(font-family\s*:)([^;]*)")


def in_typeface(data: bytes, family: str) -> bytes:
    """Return the SVG ``data`` with ``family`` in place of typefaces of which the first is a plain one without serifs.

    So are letters of which it says nothing. Letters in a typeface of their own keep it.
    """
    from lxml import etree

    root = drawing(data)
    root.set("font-family", root.get("font-family", "sans-serif"))
    for node in root.iter(etree.Element):
        if _is_plain(node.get("font-family", "")):
            node.set("font-family", family)
        if "font-family" in node.get("style", ""):
            node.set("style", _FAMILY.sub(lambda said: _styled(said, family), node.get("style")))
    return bytes(etree.tostring(root))


def _styled(said: re.Match[str], family: str) -> str:
    return f"{said[1]} {family}" if _is_plain(said[2]) else said[0]


def _is_plain(families: str) -> bool:
    return families.split(",")[0].strip(" \t\n'\"").casefold() in _PLAIN
