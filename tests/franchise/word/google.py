"""A document as Google Docs exports it after opening one of ours, by the quirks that its exports are known for.

Bookmarks of other names, no content controls, no parts of ours, no styles but its own (normal, headings, titles), what
a style said written into every run, lists by number alone, words cut into many runs, and a namespace for everything.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_STYLES = ("Heading1", "Heading2", "Heading3", "Heading4", "Normal")
_BOLD = ("Blocklabel", "Blocktitle", "Tablehead", "Term")


def as_exported(data: bytes) -> bytes:
    """The document ``data`` as it comes back."""
    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    for control in list(body.iter(qn("w:sdt"))):
        for inner in list(control.find(qn("w:sdtContent"))):
            control.addprevious(inner)
        control.getparent().remove(control)
    for at, mark in enumerate(list(body.iter(qn("w:bookmarkStart")))):
        mark.set(qn("w:name"), f"kix.{at:08x}")
    for paragraph in body.iter(qn("w:p")):
        _restyled(document, paragraph)
    document.core_properties.title = ""
    out = io.BytesIO()
    document.save(out)
    return _without_own_parts(out.getvalue())


def _restyled(document: Any, paragraph: Any) -> None:
    properties = paragraph.get_or_add_pPr()
    style = properties.pStyle.val if properties.pStyle is not None else "Normal"
    if style.startswith("List") and properties.numPr is None:
        numbered = document.styles.element.get_by_id(style).pPr.numPr
        properties.append(deepcopy(numbered))
    properties.style = style if style in _STYLES else "Normal"
    for run in list(paragraph.iter(qn("w:r"))):
        about = run.get_or_add_rPr()
        if about.find(qn("w:b")) is None:
            weight = OxmlElement("w:b")
            weight.set(qn("w:val"), "1" if style in _BOLD or style.startswith("Heading") else "0")
            about.insert(0, weight)
        if about.rStyle is not None:
            fonts = OxmlElement("w:rFonts")
            fonts.set(qn("w:ascii"), "Consolas")
            about.replace(about.rStyle, fonts)
        _cut(run)


def _cut(run: Any) -> None:
    """Cut a run within its words, as an editor of many people's keystrokes does."""
    texts = run.findall(qn("w:t"))
    if len(texts) == 1 and len(run) == 2 and len(texts[0].text or "") > 5:
        other = deepcopy(run)
        whole = texts[0].text
        for one, part in ((run, whole[:3]), (other, whole[3:])):
            one.find(qn("w:t")).text = part
            one.find(qn("w:t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.addnext(other)


def _without_own_parts(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if "customXml" in name:
                continue
            part = old.read(name)
            if name.endswith("document.xml.rels"):
                part = b"".join(
                    piece if b"customXml" not in piece else b"" for piece in _pieces(part, b"<Relationship ")
                )
            new.writestr(name, part)
    return out.getvalue()


def _pieces(data: bytes, mark: bytes) -> list[bytes]:
    first, *rest = data.split(mark)
    ends = [one.partition(b"/>") for one in rest]
    return [first, *(piece for start, end, after in ends for piece in (mark + start + end, after))]
