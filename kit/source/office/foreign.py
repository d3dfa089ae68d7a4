"""Word documents that were never ours, as HTML: opened only once they are known to be safe, and fetching nothing."""

from __future__ import annotations

import io
import zipfile

from kit.model.errors import EnvironmentTrouble
from kit.model.findings import Code, Finding
from kit.source.office.documents import document_problem
from kit.source.tree.damage import DamagedError, reading_bytes

MISSING = "Word documents that come from elsewhere need mammoth, which is not installed here."
INSTALL = "Install it with: pip install 'peerkit[word]'"

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
        raise EnvironmentTrouble(MISSING, INSTALL) from error
    try:
        with reading_bytes():
            found += _unread(path, data)
            return str(mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES).value)
    except DamagedError:
        message = "The document is damaged."
        found.append(Finding(Code.BROKEN_PICTURE, path, None, message, "Open it in Word and save it again as .docx."))
        return ""


_UNREAD = {
    "word/comments": "Comments of its readers are left out.",
    "word/header": "What stands at the head of its pages is left out.",
    "word/footer": "What stands at the foot of its pages is left out.",
}


def _unread(path: str, data: bytes) -> list[Finding]:
    """Return what of a document is not part of its text, and holds words."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.startswith(tuple(_UNREAD))}
    held = {start for start in _UNREAD for name, part in parts.items() if name.startswith(start) and b"<w:t" in part}
    hint = "Look at it in Word, and write what matters into the draft."
    return [Finding(Code.IMPORTED_LEFT_OUT, path, None, _UNREAD[start], hint) for start in sorted(held)]
