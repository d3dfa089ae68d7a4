"""Foreign bytes to text that the kit can hold: other encodings are read, and characters that nobody sees go. Pure."""

from __future__ import annotations

import re

from kit.franchise.importing.model import Told
from kit.model.characters import refused
from kit.model.findings import Code
from kit.source.tree.complexity import too_complex
from kit.source.tree.rules import MAX_TEXT, MB
from kit.source.tree.text import piled_up

# On one line, or on several of one length, as mail programs break it.
_DATA = re.compile(
    r"data:image/[a-z0-9.+-]{1,20};base64,[A-Za-z0-9+/=%]*+"
    r"(?:\n[A-Za-z0-9+/]{40,}+)*+(?:\n[A-Za-z0-9+/]{1,100}={0,2}(?=[\"'>]))?"
)
DATA_NAME = "picture-in-the-text-"  # what stands in place of a picture that was written into the text
_CODE_NAMES = ("utf-8-sig", "utf-16")


def as_text(data: bytes, told: Told) -> str | None:
    """Return ``data`` as text with plain line ends, or None, told, where it is no text."""
    text = _decoded(data, told)
    if text is None or "\x00" in text:
        told.say(Code.UNREADABLE, None, "The file is no text, whatever its name says, so it was left out.", _AGAIN)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _clean(text, told)


_AGAIN = "Open it in the program that made it, and save it as Markdown, as a Word document or as a web page."


def _decoded(data: bytes, told: Told) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        told.changed(1, "The file is UTF-16 and was read as such.")
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
    if b"\x00" in data:
        return None
    message = "From this line on the file is not UTF-8, so it was read as Windows-1252."
    told.changed(line, message, "Look at its accents, quotation marks and dashes.")
    return data.decode("cp1252", "replace")


def _clean(text: str, told: Told) -> str:
    places = [at for _, at in refused(text)]
    if places:
        line = text.count("\n", 0, places[0]) + 1
        told.changed(line, f"{len(places)} invisible characters were taken out, the first one here.")
        gone = set(places)
        text = "".join(" " if char in "\u2028\u2029" else "" if at in gone else char for at, char in enumerate(text))
    return text.replace("\u200b", "").replace("\ufeff", "").replace("\u2060", "")


def without_data(text: str) -> tuple[str, dict[str, str]]:
    """Return ``text`` with a name in place of each picture written into it, and the pictures' addresses by name."""
    pictures: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        name = f"{DATA_NAME}{len(pictures) + 1}"
        pictures[name] = re.sub(r"\s", "", found[0])
        return name

    return _DATA.sub(named, text), pictures


def too_much(path: str, text: str, told: Told) -> bool:
    """Whether ``text`` holds more than a page can; that is told."""
    data = text.encode("utf-8", "replace")
    trouble = too_complex(path, data) or piled_up(path, data)
    if len(data) > MAX_TEXT:
        message = f"It holds {len(data) / MB:.1f} MB of text, and {MAX_TEXT // MB} MB is the most for a page."
        told.say(Code.UNSAFE_SIZE, None, message, "Split it into several files.")
    elif trouble:
        told.say(trouble.code, trouble.line, trouble.message, trouble.hint)
    else:
        return False
    return True
