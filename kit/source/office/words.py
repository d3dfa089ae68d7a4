"""The words of a Word document wherever they stand: in its text, in boxes and equations, and beside the text. Pure."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from kit.source.office.packages import parsed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What tells the parts of an equation apart, or one half would be twelve.
BETWEEN = {f"{MATHS}den": "/", f"{MATHS}sup": "^", f"{MATHS}sub": "_"}
_TEXTS = frozenset({f"{W}t", f"{MATHS}t", f"{_DRAWN}t"})
_APART = frozenset({f"{W}p", f"{W}tc", f"{W}tab", f"{W}br", f"{W}cr", f"{_DRAWN}p"})
_HOLDS = frozenset({f"{W}{name}" for name in ("tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "ins", "moveTo")})
# What nobody sees: words taken out with changes tracked, the second form of a drawing, and how things look.
UNSEEN = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "rubyPr", "sectPr")}
    | {f"{_COMPATIBLE}Fallback", f"{MATHS}ctrlPr", f"{MATHS}rPr"}
)
COMMENTS = "What its readers say in comments"
_ASIDE = {
    "word/header": "What stands at the head of its pages",
    "word/footer": "What stands at the foot of its pages",
    "word/footnotes": "What its footnotes say",
    "word/endnotes": "What its endnotes say",
    "word/comments": COMMENTS,
    "word/diagrams/data": "What a drawing says",
    "word/charts/chart": "What a chart says",
}
WHOLE = "A document that was put into it as a whole"
_WHOLE = re.compile(rb'<Relationship\b[^<>]*/aFChunk"[^<>]*>')
_TARGET = re.compile(rb'\bTarget="/?([^"]+)"')


def words_in(element: Any) -> str:
    """Return the words that people see within an element of a document, paragraphs apart."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Any) -> Iterator[str]:
    if element.tag in UNSEEN or not isinstance(element.tag, str):
        return
    if element.tag in _TEXTS:
        yield element.text or ""
    inside = (piece for child in element for piece in _pieces(child))
    if element.tag == f"{W}rt":  # how the signs beside it are said
        yield f" ({' '.join(''.join(inside).split())}) "
        return
    yield " " if element.tag in _APART else BETWEEN.get(element.tag, "")
    yield from inside
    yield " " if element.tag in _APART else ""


def blocks_in(parent: Any) -> Iterator[str]:
    """Yield the words of each paragraph within ``parent``, and of what stands between paragraphs."""
    for one in parent:
        if one.tag not in _HOLDS:
            yield words_in(one)
        elif one.find(f"{W}trPr/{W}del") is None and not is_taken_out(one):
            yield from blocks_in(one)


def hidden_in(element: Any) -> list[str]:
    """Return the words of each paragraph that are formatted as hidden."""
    found = []
    for paragraph in element.iter(f"{W}p"):
        runs = [run for run in paragraph.iter(f"{W}r") if is_hidden(run)]
        found.append(" ".join("".join(map(words_in, runs)).split()))
    return [words for words in found if words]


def is_taken_out(cell: Any) -> bool:
    """Whether somebody took a cell out, with changes tracked."""
    return cell.find(f"{W}tcPr/{W}cellDel") is not None


def is_hidden(run: Any) -> bool:
    """Whether a run, or what has its style, is formatted as hidden."""
    sign = run.find(f"{W}rPr/{W}vanish")
    return sign is not None and sign.get(f"{W}val") not in ("0", "false", "off")


def aside(data: bytes) -> list[tuple[str, str]]:
    """Return what the .docx ``data``, known to be safe, holds beside its text.

    That is what it is, as the beginning of a sentence, and its words; these are "" where nothing here can read them.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.startswith("word/media/")}
    found = []
    for start, what in _ASIDE.items():
        names = sorted(name for name in parts if name.startswith(start) and name.endswith(".xml"))
        words = " ".join(words_in(parsed(parts[name])) for name in names).strip()
        found += [(what, words)] if words else []
    return found + [(WHOLE, _plain(parts.get(name, b""))) for name in _chunks(parts)]


def _chunks(parts: dict[str, bytes]) -> list[str]:
    links = _WHOLE.findall(parts.get("word/_rels/document.xml.rels", b""))
    targets = (found[1].decode() for link in links if (found := _TARGET.search(link)))
    return [target if target in parts else f"word/{target}" for target in targets]


def _plain(data: bytes) -> str:
    """Return the words of a web page or text; "" for anything else."""
    if b"\x00" in data or data.startswith(b"PK"):
        return ""
    return " ".join(re.sub(r"<[^<>]*>", " ", data.decode("utf-8", "replace")).split())
