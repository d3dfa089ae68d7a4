"""Paragraphs and words of a Word document that its styles keep for those who lead, or that are hidden, marked as such.

Pure. The library that makes HTML of documents knows neither what a style is called after, nor hidden words, nor cells
that somebody took out with changes tracked, nor words that run from right to left by themselves.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from kit.model.foreign_blocks import ours_for
from kit.source.office.packages import parsed
from kit.source.office.words import W, is_hidden, is_taken_out

_STYLE = "KeptBack"
STYLES = f"""
p.{_STYLE} => div.facilitator > p:fresh
r.{_STYLE} => span.facilitator
"""
_MAIN = re.compile(r"word/document\d*\.xml")
_TURNED = (f"{W}bdo", f"{W}dir")  # words that run the other way, which the library passes over
_KINDS = {f"{W}p": ("pPr", "pStyle"), f"{W}r": ("rPr", "rStyle")}


def marked(data: bytes) -> bytes:
    """Return the .docx ``data``, known to be safe, with one style for all that is kept back in its text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.infolist()}
    names = _private_styles({entry.filename: part for entry, part in parts.items()}.get("word/styles.xml", b""))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry, part in parts.items():
            made.writestr(entry.filename, _marked(part, names) if _MAIN.fullmatch(entry.filename) else part)
    return out.getvalue()


def _marked(part: bytes, names: set[str]) -> bytes:
    from lxml import etree

    root = parsed(part)
    found, turned = list(_kept_back(root, names)), list(root.iter(*_TURNED))
    gone = [cell for cell in root.iter(f"{W}tc") if is_taken_out(cell)]
    for one in found:
        _style(one)
    for one in turned:
        _unwrap(one)
    for cell in gone:
        cell.getparent().remove(cell)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) if found or turned or gone else part


def _unwrap(one: Any) -> None:
    """Put what an element holds in its place."""
    for part in list(one):
        one.addprevious(part)
    one.getparent().remove(one)


def _kept_back(root: Any, names: set[str]) -> Iterator[Any]:
    """Yield the paragraphs and runs that are for those who lead, or hidden."""
    for one in root.iter(*_KINDS):
        about, style = _KINDS[one.tag]
        given = one.find(f"{W}{about}/{W}{style}")
        private = given is not None and given.get(f"{W}val") in names
        if private or (one.tag == f"{W}r" and is_hidden(one)):
            yield one
    for table in root.iter(f"{W}tbl"):
        given = table.find(f"{W}tblPr/{W}tblStyle")
        if given is not None and given.get(f"{W}val") in names:
            yield from table.iter(f"{W}p")
    for control in root.iter(f"{W}sdt"):
        said = (control.find(f"{W}sdtPr/{W}{tag}") for tag in ("alias", "tag"))
        if any(one is not None and _is_private(one.get(f"{W}val") or "") for one in said):
            inside = list(control.iter(f"{W}p"))
            yield from inside or control.iter(f"{W}r")


def _style(one: Any) -> None:
    about, style = _KINDS[one.tag]
    properties = one.find(f"{W}{about}")
    if properties is None:
        properties = one.makeelement(f"{W}{about}", {})
        one.insert(0, properties)
    for old in properties.findall(f"{W}{style}"):
        properties.remove(old)
    properties.insert(0, one.makeelement(f"{W}{style}", {f"{W}val": _STYLE}))


def _private_styles(part: bytes) -> set[str]:
    """Return the ids of styles that are called after those who lead, hide words, or are made of such a one."""
    styles = list(parsed(part).iter(f"{W}style")) if part else []
    found = {_id(one) for one in styles if _is_private(_value(one, "name")) or is_hidden(one)}
    based: Mapping[str, str] = {_id(one): _value(one, "basedOn") for one in styles}
    for _ in range(10):  # as deep as Word lets styles be made of each other
        found |= {one for one, base in based.items() if base in found}
    return found


def _id(style: Any) -> str:
    return style.get(f"{W}styleId") or ""


def _value(style: Any, tag: str) -> str:
    found = style.find(f"{W}{tag}")
    return "" if found is None else found.get(f"{W}val") or ""


def _is_private(name: str) -> bool:
    return bool(name.strip()) and ours_for("-".join(name.split())) == "facilitator"
