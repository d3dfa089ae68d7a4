"""Whether links can be read on the ground of somebody else's deck."""

from __future__ import annotations

from typing import Any

from lxml import etree

from kit.model.colour import TEXT_RATIO, contrast

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
# What makes PowerPoint give a link the colour of the text around it (Microsoft, [MS-ODRAWXML], hlinkClr).
PLAIN = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)


def links_can_be_read(master: Any) -> bool:
    """Whether the theme's colour of links stands out from the ground that a master maps; so where either is unknown."""
    related = master.part.rels.values()
    theme = next((rel.target_part.blob for rel in related if rel.reltype.endswith("/theme")), None)
    mapping = master.element.find(f"{_P}clrMap")
    if theme is None or mapping is None:
        return True
    scheme = etree.fromstring(theme).find(f".//{_A}clrScheme")
    link, ground = (_colour(scheme, mapping.get(name, name)) for name in ("hlink", "bg1"))
    return not link or not ground or contrast(link, ground) >= TEXT_RATIO


def _colour(scheme: etree._Element | None, name: str) -> str:
    """A colour of a scheme as ``#rrggbb``, "" for one that cannot be told."""
    found = None if scheme is None else scheme.find(f"{_A}{name}/*")
    value = "" if found is None else found.get("lastClr") or found.get("val") or ""
    return f"#{value.lower()}" if len(value) == 6 and all(one in "0123456789abcdefABCDEF" for one in value) else ""
