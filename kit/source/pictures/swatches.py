"""Drawings in a group's colours: each colour of the brand is a swatch that a drawing names and the kit fills (pure).

A swatch is a gradient of one stop, as Inkscape makes them. Its own colour is what one sees before a build::

    <linearGradient id="brand-accent" gradientUnits="userSpaceOnUse"><stop stop-color="#c8102e"/></linearGradient>
    <circle cx="9" cy="9" r="9" fill="url(#brand-accent)"/>
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kit.source.pictures.svg import SVG

PREFIX = "brand-"
NAMES = (
    *("paper", "ink", "line", "primary", "accent", "fill", "on-fill", "note"),
    *("tint-1", "tint-2", "tint-3", "tint-4"),
)
_GRADIENTS = (f"{{{SVG}}}linearGradient", f"{{{SVG}}}radialGradient")
_USED = re.compile(rf"url\(\s*[\"']?#({PREFIX}[^\s\"')]+)")


def has_swatches(data: bytes) -> bool:
    """Whether the SVG ``data`` leaves some of its colours to the brand."""
    if PREFIX.encode() not in data:
        return False
    from lxml import etree

    return any(True for _ in _swatches(etree.fromstring(data)))


def in_colours(data: bytes, light: Mapping[str, str], dark: Mapping[str, str] | None = None) -> bytes:
    """Return the SVG ``data`` with its swatches filled with ``light``, ``#rrggbb`` by name.

    With ``dark`` browsers take those where the page is dark. Other programs know no such thing and see ``light``.
    """
    if PREFIX.encode() not in data:
        return data
    from lxml import etree

    root = etree.fromstring(data)
    found = list(_swatches(root))
    for swatch, name in found:
        swatch[:] = [etree.Element(f"{{{SVG}}}stop", {"stop-color": light[name]})]
        swatch.set("gradientUnits", "userSpaceOnUse")  # or a straight line, whose box is flat, would not be drawn
    if dark and found:
        rules = "".join(f"#{PREFIX}{name} stop{{stop-color:{dark[name]}}}" for _, name in found)
        style = etree.Element(f"{{{SVG}}}style")
        style.text = f"@media(prefers-color-scheme:dark){{{rules}}}"
        root.insert(0, style)
    return bytes(etree.tostring(root, encoding="utf-8")) + b"\n"


def _swatches(root: Any) -> Iterator[tuple[Any, str]]:
    """Each swatch of a drawing that is a colour of the brand, with the colour's name."""
    for swatch in root.iter(*_GRADIENTS):
        name = swatch.get("id", "").removeprefix(PREFIX)
        if name in NAMES and swatch.get("id") != name:
            yield swatch, name


def misnamed(data: bytes) -> tuple[list[str], list[str]]:
    """Return the names in the SVG ``data`` that look like a colour of the brand: those that are none, those not made.

    What is drawn in a colour that a drawing names and does not make is not seen at all.
    """
    if PREFIX.encode() not in data:
        return [], []
    from lxml import etree

    root = etree.fromstring(data)
    made = [one.get("id", "") for one in root.iter(*_GRADIENTS)]
    used = [name for one in root.iter() for value in one.attrib.values() for name in _USED.findall(value)]
    named = dict.fromkeys([*(one for one in made if one.startswith(PREFIX)), *used])
    strange = [name for name in named if name.removeprefix(PREFIX) not in NAMES]
    return strange, [name for name in named if name not in (*made, *strange)]
