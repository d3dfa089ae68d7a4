"""Word documents that were never ours, as HTML: opened only once they are known to be safe, and fetching nothing."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

from kit.model.errors import EnvironmentTrouble
from kit.model.findings import Code, Finding
from kit.source.office.documents import document_problem
from kit.source.office.kept_back import STYLES, marked
from kit.source.office.package import DOCUMENT
from kit.source.office.packages import parsed
from kit.source.office.words import WHOLE, aside, blocks_in, hidden_in
from kit.source.tree.damage import DamagedError, reading_bytes
from kit.source.words import missing
from kit.system.extras import install_command

MISSING = "Word documents that come from elsewhere need mammoth, which is not installed here."

# Word's own styles, by the names that Word stores whatever its language; the title is a heading of the first level.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""


def html_of(path: str, data: bytes, found: list[Finding]) -> str:
    """Return the .docx ``data`` from ``path`` as HTML, its pictures within; "" where it may not be opened.

    That is a finding then. Raises EnvironmentTrouble where mammoth is missing.
    """
    if problem := document_problem(path, data):
        found.append(problem)
        return ""
    try:
        import mammoth
    except ImportError as error:
        raise EnvironmentTrouble(MISSING, f"Install it with: {install_command('word')}") from error
    try:
        with reading_bytes():
            made = str(mammoth.convert_to_html(io.BytesIO(marked(data)), style_map=STYLES + _STYLES).value)
            found += _unread(path, data, made)
            return made
    except DamagedError:
        message = "The document is damaged."
        found.append(Finding(Code.BROKEN_PICTURE, path, None, message, "Open it in Word and save it again as .docx."))
        return ""


_LOOK = "Look at it in Word, and write what matters into the draft."
_SHOWN = "See whether everybody may read it."
_SAID = 2_000  # signs of the words that are told
_WITHIN_WORDS = re.compile(r"</?(?:strong|em|a|s|sub|sup|span)\b[^<>]*>")


def _unread(path: str, data: bytes, html: str) -> list[Finding]:
    """Return what the document ``data`` says and its ``html`` does not, and what that shows and the document hides."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = parsed(archive.read(next(filter(DOCUMENT.main.fullmatch, archive.namelist()))))[0]
    there = [*aside(data), *(("Something in its text", words) for words in blocks_in(body))]
    made = unescape(re.sub(r"<[^<>]*>", " ", _WITHIN_WORDS.sub("", html)))
    lost = [(there[at][0], words) for at, words in missing([words for _, words in there], [made])]
    lost += [one for one in there if one[0] == WHOLE and not one[1]]
    told = [Finding(Code.IMPORTED_LEFT_OUT, path, None, _sentence(*one), _LOOK) for one in lost]
    shown = (
        f"Hidden words of the document became a note for facilitators: {words[:_SAID]}" for words in hidden_in(body)
    )
    return told + [Finding(Code.IMPORTED_CHANGED, path, None, one, _SHOWN) for one in shown]


def _sentence(what: str, words: str) -> str:
    return f"{what} is left out.{f' It said: {words[:_SAID]}' if words else ''}"
