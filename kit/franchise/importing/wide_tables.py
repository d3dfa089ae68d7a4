"""Tables of Markdown, made such that a parser drops no cell: what is beyond the head, nobody would see. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.franchise.importing.lines import Line, code_in
from kit.franchise.importing.model import Told

_DASHES = re.compile(r"[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_WIDEST = 1_000  # characters of the line below a table's head
_MOST = 50  # columns that a head is given more
_BAR = re.compile(r"(?<!\\)\|")
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")


def whole_tables(lines: Sequence[Line], told: Told) -> list[Line]:
    """Return ``lines`` with heads as long as the longest row of each table, and bars in code as no ends of cells."""
    out, code = list(lines), code_in(lines)
    at = 1
    while at < len(out):
        if at in code or not _is_dashes(out[at].text) or "|" not in out[at - 1].text or at - 1 in code:
            at += 1
            continue
        end = next((row for row in range(at + 1, len(out)) if not out[row].text.strip(" >") or row in code), len(out))
        for row in (at - 1, *range(at + 1, end)):
            out[row] = Line(_SPAN.sub(lambda span: _BAR.sub(r"\|", span[0]), out[row].text), out[row].number)
        _lengthen(out, at, end, told)
        at = end
    return out


def _lengthen(out: list[Line], at: int, end: int, told: Told) -> None:
    """Give the head, above the dashes on line ``at``, as many cells as the longest row above line ``end`` has."""
    head = _cells(out[at - 1].text)
    if _cells(out[at].text) != head:
        return
    missing = max((_cells(one.text) for one in out[at + 1 : end]), default=0) - head
    for one in out[at + 1 : end]:
        if _cells(one.text) - head > _MOST:
            told.left_out(one.number, "A row has far more cells than its table has columns.", said=one.text)
    for place, cell in ((at - 1, "  |"), (at, " --- |")):
        text = out[place].text.rstrip()
        text = text if missing <= 0 or text.endswith("|") else f"{text} |"
        out[place] = Line(text + cell * min(missing, _MOST), out[place].number)


def _is_dashes(text: str) -> bool:
    return len(text) < _WIDEST and "|" in text and bool(_DASHES.fullmatch(text))


def _cells(row: str) -> int:
    return len(_BAR.findall(row.strip(" >").strip().strip("|"))) + 1
