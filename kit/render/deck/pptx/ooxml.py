"""The namespaces of Office Open XML (ECMA-376), and its elements as text and bytes."""

from __future__ import annotations

from typing import Any

from lxml import etree

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DRAWING, _SLIDES = (f"http://schemas.openxmlformats.org/{name}/2006/main" for name in ("drawingml", "presentationml"))
RELATED = f"{_OFFICE}/relationships"  # begins the type of most relationships
A, P, R = f"{{{_DRAWING}}}", f"{{{_SLIDES}}}", f"{{{RELATED}}}"  # before a tag, as lxml writes names
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TABLE = _DRAWING.replace("main", "table")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DECLARED = f'xmlns:a="{_DRAWING}" xmlns:r="{RELATED}" xmlns:p="{_SLIDES}"'  # in the root of every part with shapes


def to_bytes(root: etree._Element) -> bytes:
    """Return a whole part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def fragment(element: etree._Element | None) -> str:
    """Return an element to be put into a part that declares a, r and p as usual; "" for None."""
    if element is None:
        return ""
    text = str(etree.tostring(element, encoding="unicode", with_tail=False))
    for declaration in DECLARED.split():
        text = text.replace(f" {declaration}", "")
    return text


def related(part: Any, kind: str) -> Any:
    """Return the first part of ``kind``, such as "theme", that a part of python-pptx leads to, or None."""
    ends = (rel.target_part for rel in part.rels.values() if not rel.is_external and rel.reltype.endswith(f"/{kind}"))
    return next(ends, None)


def part_of(thing: Any) -> str:
    """Return the name of the part that a layout or master of python-pptx stands in."""
    return str(thing.part.partname).lstrip("/")
