"""What a document carries to be read back: where each part begins, and the pages that it was made of. Pure."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote
from xml.sax.saxutils import quoteattr

from kit.source.office.packages import parsed
from kit.source.tree.damage import DamagedError

SPACE = "urn:peerkit:word:1"
NOWHERE = "https://page.invalid/"  # what stands before the address of a page of ours, so that programs leave it alone
_BOOKMARK = re.compile(r"pk(\d{1,4})_(\d{1,6})$")
_SAID = re.compile(r"\bPage: (\S+) · text ([0-9a-f]{10})")


@dataclass(frozen=True)
class Source:
    """A page that a document shows: its address, such as ``round-1/how-ready``, and its text as it was."""

    page: str
    text: str


def bookmark(page: int, part: int) -> str:
    """Return the name of the bookmark of a part, both counted from 0."""
    return f"pk{page}_{part}"


def place_of(name: str) -> tuple[int, int] | None:
    """Return the numbers of the page and the part that a bookmark of ours names, None for any other."""
    found = _BOOKMARK.match(name)
    return (int(found[1]), int(found[2])) if found else None


def digest(text: str) -> str:
    """Return the short mark by which a page's text is known again, ten hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def page_line(source: Source) -> str:
    """Return the line in which a document says which page follows, for programs that keep nothing else."""
    return f"Page: {source.page} · text {digest(source.text)}"


def said_page(line: str) -> tuple[str, str] | None:
    """Return the page and the mark of its text that a ``page_line`` names."""
    found = _SAID.search(line)
    return (found[1], found[2]) if found else None


def carried(sources: Sequence[Source]) -> bytes:
    """Return the XML that a document carries."""
    pages = "".join(
        f"<page address={quoteattr(one.page)}>{base64.b64encode(one.text.encode()).decode()}</page>" for one in sources
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<made-of xmlns="{SPACE}">{pages}</made-of>'.encode()


def carried_in(data: bytes) -> list[Source] | None:
    """Return the pages that the XML part ``data`` names, None where it is not ours or was damaged."""
    if SPACE.encode() not in data:
        return None
    try:
        root = parsed(data)
        if root.tag != f"{{{SPACE}}}made-of":
            return None
        return [Source(one.get("address", ""), base64.b64decode(one.text or "").decode()) for one in root]
    except (DamagedError, ValueError):
        return None


def led_to(target: str) -> str:
    """Return the address that a document's link has for ``target``; what is no address of the web is marked as ours."""
    if re.match(r"(?:https?|mailto|tel):", target, re.IGNORECASE):
        return target
    return NOWHERE + quote(target, safe="")


def target_of(address: str) -> str:
    """Return what a link of a document stands for: the opposite of ``led_to``."""
    return unquote(address[len(NOWHERE) :]) if address.startswith(NOWHERE) else address
