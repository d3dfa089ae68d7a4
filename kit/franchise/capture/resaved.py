"""Files that an editor saved in another form: line ends, a byte order mark, letters put together differently. Pure.

Editors change these for a whole file without being asked, Windows ones above all, and nobody means a change of every
section by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from kit.franchise.merge.sequences import matches
from kit.model.tree import Tree
from kit.source.markdown.parser import BYTE_ORDER_MARK
from kit.source.tree.text import split_lines

_END = re.compile(r"\r\n|\n|\r")


def resaved(before: Tree, edited: Tree) -> tuple[Tree, str]:
    """Return ``edited`` with each page and settings file in the form that it has in ``before``.

    The sentence tells which of them say the same; "" if none was saved in another form.
    """
    texts = [path for path in edited.files if path.endswith((".md", ".toml")) and path in before.files]
    files = {path: as_before(before.files[path], edited.files[path]) for path in texts}
    same = [path for path in texts if files[path] == before.files[path] != edited.files[path]]
    return Tree({**edited.files, **files}), _sentence(same)


def _sentence(same: list[str]) -> str:
    if not same:
        return ""
    what = f"{same[0]} differs" if len(same) == 1 else f"{len(same)} files, {same[0]} among them, differ"
    return f"{what} only in line ends or in how an editor stores letters, which is no change."


def as_before(was: bytes, data: bytes) -> bytes:
    """Return ``data`` in the form of the file as it ``was``: line ends, byte order mark, and how letters are stored.

    What is no UTF-8 comes back as it is.
    """
    try:
        before, now = was.decode(), data.decode()
    except UnicodeDecodeError:
        return data
    return _as_before(before, now).encode() if _other_form(before, now) else data


def _other_form(before: str, now: str) -> bool:
    """Return whether an editor saved the whole file anew: line ends that somebody mixed are as they were meant."""
    marks = [text.startswith(BYTE_ORDER_MARK) for text in (before, now)]
    ends = [set(_END.findall(text)) for text in (before, now)]
    letters = [unicodedata.is_normalized("NFC", text) for text in (before, now)]
    return (
        marks[0] != marks[1] or letters[0] != letters[1] or (len(ends[1]) == 1 and bool(ends[0]) and ends[1] != ends[0])
    )


def _as_before(before: str, now: str) -> str:
    mark = BYTE_ORDER_MARK if before.startswith(BYTE_ORDER_MARK) else ""
    before, now = before.removeprefix(BYTE_ORDER_MARK), now.removeprefix(BYTE_ORDER_MARK)
    old, new = split_lines(before), split_lines(now)
    known = {j: old[i] for i, j in matches([_words(line) for line in old], [_words(line) for line in new])}
    usual = Counter(_END.findall(before)).most_common(1)
    anew = len(set(_END.findall(now))) == 1 and bool(usual)
    composed = unicodedata.is_normalized("NFC", before)
    text = mark
    for at, line in enumerate(new):
        own_end = _cut(line)[1]
        words, end = _cut(known[at]) if at in known else (_words(line) if composed else _cut(line)[0], "")
        text += words + ((end or usual[0][0]) if own_end and anew else own_end)
    return text


def _cut(line: str) -> tuple[str, str]:
    words = _END.sub("", line)
    return words, line[len(words) :]


def _words(line: str) -> str:
    return unicodedata.normalize("NFC", _cut(line)[0])
