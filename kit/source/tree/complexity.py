"""How much a page of Markdown may hold, counted in its bytes before anything parses it. Pure, and one pass.

Parsers of Markdown take about as long for one sign of syntax as for a page of plain words, and for some nests of signs
the square of that. The limits are about ten times what the longest page of our own hub and guides holds, and keep any
page to a second of reading and a few of building.
"""

from __future__ import annotations

from kit.model.findings import Code, Finding

MAX_LINES = 5_000
MAX_SIGNS = 10_000
# Where markdown-it stops reading words and tries its rules (``parser_inline._DEFAULT_TERMINATORS``), and table cells.
SIGNS = b"!#$%&*+-:<=>@[\\]^_`{|}~"

_SPLIT = "Split it into several pages."


def too_complex(path: str, data: bytes) -> Finding | None:
    """Return the finding for a page at ``path`` that holds more lines or signs of Markdown than is read, or None."""
    if (lines := _lines(data)) > MAX_LINES:
        message = f"It has {lines:,} lines, and {MAX_LINES:,} are the most for a page."
        return Finding(Code.UNSAFE_SIZE, path, None, message, _SPLIT)
    if (held := _signs(data)) > MAX_SIGNS:
        message = f"It holds {held:,} signs of Markdown, such as * and [, and {MAX_SIGNS:,} are the most for a page."
        return Finding(Code.UNSAFE_SIZE, path, None, message, _SPLIT)
    return None


def effort(data: bytes) -> int:
    """Return about how long a page takes to be parsed, in the time that one sign of Markdown takes."""
    return _signs(data) + _lines(data) + len(data) // 100


def _lines(data: bytes) -> int:
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")


def _signs(data: bytes) -> int:
    return len(data) - len(data.translate(None, SIGNS))
