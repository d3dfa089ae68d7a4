"""Sentences of a paragraph, with no byte lost.

A sentence ends at . ! ? or … with closing quotes or brackets, before a space and anything but a small letter; after
the abbreviations below, initials and numbers of list items it goes on. Cutting too often only makes merging finer.
"""

from __future__ import annotations

import re

_STOP = re.compile(r"""[.!?…]+["'”’»)\]*_`]*(?P<gap>(?:[ \t]|(?:\r\n|\n|\r)[ \t>]*)+)(?=\S)""")
_LINE = re.compile(r"(?P<gap>[ \t]*(?:\r\n|\n|\r)[ \t>]*)(?=\S)")
_HARD = re.compile(r"(?P<gap>(?:(?<=\\)|[ \t]{2,})(?:\r\n|\n|\r)[ \t>]*)(?=\S)")
_TWO_SPACES = re.compile(r"[ \t]{2,}(?=[\r\n])")
_OPENING = " \t\"'“‘«([*_`"
# English, then Welsh: er enghraifft, hynny yw, ac yn y blaen, Bonwr, tudalen.
_SHORT = re.compile(
    r"(?:e\.g|i\.e|cf|vs|approx|nos?|pp?|fig|mr|mrs|ms|dr|prof|st|rev|hon|jan|feb|aug|sept|oct|nov|dec"
    r"|e\.e|h\.y|a\.y\.b|ayy?b|bnr|tt?|rh)\."
)
_INITIAL = re.compile(r"(?:^|[\s(])(?:[A-Z]\.)+$")
_NUMBER = re.compile(r"(?:^|\n)[ \t>]*\d{1,3}\.$")


def sentences(text: str, by_line: bool = False) -> list[tuple[str, str]]:
    """Return each sentence of ``text`` and the space after it; all put together are ``text``.

    ``by_line`` ends sentences at the ends of lines as well, as authors do who write one sentence per line. Hard breaks
    always end one, and their marks belong to it.
    """
    gaps = {match.span("gap") for match in _HARD.finditer(text)}
    gaps |= {match.span("gap") for match in _STOP.finditer(text) if _ends(text, match)}
    if by_line:
        gaps |= {match.span("gap") for match in _LINE.finditer(text)}
    found, at = [], 0
    for start, end in sorted(gaps):
        if start > at:
            mark = _TWO_SPACES.match(text, start)
            cut = mark.end() if mark else start
            found.append((text[at:cut], text[cut:end]))
            at = end
    return [*found, (text[at:], "")] if at < len(text) else found


def _ends(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() :].lstrip(_OPENING)[:1]
    if following.islower():
        return False
    before = text[: match.start("gap")]
    word = before.split()[-1].lstrip(_OPENING).lower() if before.split() else ""
    return not _SHORT.fullmatch(word) and not _INITIAL.search(before[-12:]) and not _NUMBER.search(before[-12:])
