"""Bytes to text (pure): UTF-8 or a finding that says how to save it as UTF-8; and lines as Markdown counts them."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import combining, normalize
from unicodedata import name as unicode_name

from kit.model.characters import refused, trouble
from kit.model.findings import Code, Finding

SAVE_AS_UTF8 = 'In Notepad choose File, then Save as, pick "UTF-8" beside Encoding, and save.'
SAVE_AS_TEXT = "Open it in its own program, choose Save as, then Plain text and UTF-8, and give that file this name."

_OTHER_FILES = {
    b"PK\x03\x04": "a Word document or another packed file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "rich text, as WordPad saves it",
    b"%PDF-": "a PDF",
}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_LINE_END = re.compile(rb"\r\n|\n|\r")
MAX_MARKS = 30
_NO_LATIN = re.compile(rf"[^\x00-\u02ff]{{{MAX_MARKS + 1},}}")


# What looks like a space and is none to Markdown, YAML and TOML. The first comes from Option and the space bar on a
# Mac, or with a paste from Word.
UNUSUAL_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_UNUSUAL_SPACE = re.compile(f"[{UNUSUAL_SPACES}]")
_USUAL_NAMES = {"\u00a0": "a hard space", "\u202f": "a narrow hard space", "\u200b": "a space without width"}


def unusual_space(text: str) -> str:
    """Return the name and number of the first character of ``text`` that only looks like a space, or ""."""
    found = _UNUSUAL_SPACE.search(text)
    return space_name(found[0]) if found else ""


def space_name(character: str) -> str:
    """Return what people call a space, with its number, such as "a hard space (U+00A0)"."""
    usual = _USUAL_NAMES.get(character) or f"a space of the kind {unicode_name(character, 'unknown').lower()}"
    return f"{usual} (U+{ord(character):04X})"


def decode(file: str, data: bytes, found: list[Finding]) -> str | None:
    """Return ``data`` as text, byte order mark and line ends kept, or None with findings that name the line."""
    if what := next((what for start, what in _OTHER_FILES.items() if data.startswith(start)), None):
        message = f"This is {what}, whatever its name says, and the kit reads plain text only."
        found.append(Finding(Code.UNREADABLE, file, 1, message, SAVE_AS_TEXT))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        found.append(_not_utf8(file, data, error.start))
        return None
    if "\x00" in text:
        found.append(_nul(file, text))
        return None
    refused = _refused(file, text) or _piled(file, text) or _two_versions(file, text)
    found.extend(refused)
    return None if refused else text


def _two_versions(file: str, text: str) -> list[Finding]:
    """Return the finding for a file in which git left two versions of the same lines, for somebody to choose."""
    lined = f"\n{text}"
    first = lined.find("\n<<<<<<< ")
    between = lined.find("\n=======", first)
    if first < 0 or between < 0 or lined.find("\n>>>>>>> ", between) < 0:
        return []
    message = "Two people changed the same lines here, and git left both versions, between <<<<<<< and >>>>>>>."
    hint = "Keep what you want of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
    return [Finding(Code.UNREADABLE, file, _line_at(text, first), message, hint)]


def piled_up(file: str, data: bytes) -> Finding | None:
    """Return the finding for text with more marks on one letter than any language has; None for what is no UTF-8.

    Programs that bring text into a normal form sort such marks, and take the square of their number. Unicode's own
    limit for text that can be handled in a stream is 30 (UAX #15, section 13).
    """
    text = "" if data.isascii() else data.decode("utf-8", "replace")
    return next(iter(_piled(file, text)), None)


def _piled(file: str, text: str) -> list[Finding]:
    for run in _NO_LATIN.finditer(text):
        held = 0
        for at, char in enumerate(run[0], run.start()):
            held = held + 1 if _is_mark(char) else 0
            if held > MAX_MARKS:
                message = f"More than {MAX_MARKS} accents stand on one letter here, and no language has as many."
                return [Finding(Code.UNSAFE_CHARACTER, file, _line_at(text, at), message, "Delete all but one or two.")]
    return []


@cache
def _is_mark(char: str) -> bool:
    """Whether ``char``, or what it is made of, stands on the letter before it."""
    return combining(normalize("NFKD", char)[0]) != 0


def split_lines(text: str) -> list[str]:
    r"""Return the lines of ``text`` with their ends, split where markdown-it does: at \r\n, \n and \r only."""
    if "\r" in text:
        return _LINE.findall(text)
    *ended, last = text.split("\n")
    return [f"{line}\n" for line in ended] + ([last] if last else [])


def line_end(text: str) -> str:
    """Return the line end that ``text`` uses first, or LF."""
    lines = split_lines(text)
    first = lines[0] if lines else ""
    return next((end for end in ("\r\n", "\n", "\r") if first.endswith(end)), "\n")


def _line_at(text: str, index: int) -> int:
    return len(_LINE_END.findall(text[:index].encode("utf-8"))) + 1


def _not_utf8(file: str, data: bytes, start: int) -> Finding:
    line = len(_LINE_END.findall(data[:start])) + 1
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = 'The file is saved as UTF-16 (Notepad calls it "Unicode"), and the kit reads UTF-8 only.'
        return Finding(Code.UNREADABLE, file, 1, message, SAVE_AS_UTF8)
    message = f"The file is not UTF-8 text: {_guess(data, start)}."
    return Finding(Code.UNREADABLE, file, line, message, SAVE_AS_UTF8)


def _guess(data: bytes, start: int) -> str:
    byte = data[start : start + 1]
    try:
        char = byte.decode("cp1252")
    except UnicodeDecodeError:
        return f"the byte 0x{byte.hex()} on this line fits no encoding that is usual here"
    if not char.isprintable():
        return f"the byte 0x{byte.hex()} on this line belongs to another encoding"
    return f'it looks like Windows-1252 (Notepad calls it "ANSI"), in which this line holds "{char}"'


def _nul(file: str, text: str) -> Finding:
    line = _line_at(text, text.index("\x00"))
    if text.count("\x00") * 4 >= len(text):
        message = "The file looks like UTF-16 without a byte order mark, and the kit reads UTF-8 only."
        return Finding(Code.UNREADABLE, file, 1, message, SAVE_AS_UTF8)
    message = "The file holds a zero byte here, so it may be damaged or not be text at all."
    return Finding(Code.UNSAFE_CHARACTER, file, line, message, "Copy the words into a new file and save it as UTF-8.")


def _refused(file: str, text: str) -> list[Finding]:
    """Return one finding for each kind of refused character, at its first place."""
    places: dict[str, list[int]] = {}
    for char, at in refused(text):
        places.setdefault(char, []).append(at)
    return [refused_character(file, _line_at(text, at[0]), char, len(at)) for char, at in places.items()]


def refused_character(file: str, line: int | None, char: str, times: int = 1) -> Finding:
    """Return the finding for a character that no text may hold, and which stands there ``times`` times."""
    often = f" ({times} times in the file, first here)" if times > 1 else ""
    hint = "Delete it: remove the characters around it as well and type the words again."
    return Finding(Code.UNSAFE_CHARACTER, file, line, f"{trouble(char)}{often}.", hint)
