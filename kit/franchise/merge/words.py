"""What changed between two texts, marked for people.

Changes are marked in words, ``[was: ten | now: five]``, ``[added: ...]``, ``[taken out: ...]``. That reads the same in
Notepad, in a terminal without colours and on GitHub: square brackets that no bracket or colon follows mean nothing in
Markdown, while ``~~`` and ``**`` would be mistaken for the author's own, and colours would not survive copying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from kit.franchise.merge.by_line import sentences
from kit.franchise.merge.by_word import plainly_set
from kit.franchise.merge.sequences import align, matches, words_alike
from kit.franchise.merge.units import Unit, UnitKind, is_code, key, line_key, options_end, squeezed, units
from kit.source.markdown.block_parser import DEEPEST
from kit.source.tree.text import line_end, split_lines

_TOKEN = re.compile(r"\r\n|\n|\r|[ \t]+|\||(?:\\\||[^\s|])+|\s")
_FIXED = re.compile(  # what makes the structure of a line stays outside the marks
    r"[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+|:[A-Za-z][\w-]*:[ \t]+"
    r"|[:`~]{3,}(?:\{[\w-]+\})?[ \t]*)?"
)
MARK = re.compile(r"\[(?:was|added|taken out): ")  # how each mark begins
_ALIKE = 0.4  # below this share of words two units are shown as one taken out and one added
_MARKUP = frozenset("|:`~-=>#*+")

_COMPARED = ("word", "bar", "name")  # the bars of a table keep changes in their cells
_UNMARKED = ("fixed", "bar", "name")

Token = tuple[str, str]  # "word", "space", "bar", "name" (of a block or option) or "fixed"; and the text


def marked(before: str, after: str) -> str:
    """Return ``after`` with its changes since ``before`` marked in words; equal texts come back as they are.

    Only words are compared: other line ends, wrapping and the like are no change. Marks never reach over the end of a
    line or of a table's cell, and marks of lists, headings and blocks stay outside them.
    """
    old, new = units(before), units(after)
    found = align([key(unit) for unit in old], [key(unit) for unit in new], lambda i, j: _like(old[i], new[j]), False)
    text, at = "", 0
    for j, unit in enumerate(new):
        i = found.base_of.get(j)
        while i is not None and at < i:
            text += _unit(old[at], None) if at not in found.side_of else ""
            at += 1
        at = at if i is None else i + 1
        text += _unit(None if i is None else old[i], unit)
    return text + "".join(_unit(old[i], None) for i in range(at, len(old)) if i not in found.side_of)


def _like(one: Unit, other: Unit) -> float:
    alike = words_alike(one.text, other.text)
    return alike if one.kind is other.kind and alike >= _ALIKE else 0.0


def _unit(old: Unit | None, new: Unit | None) -> str:
    if old is not None and new is not None:
        return new.text if key(old) == key(new) else _lines(old.body, new.body) + new.gap
    if new is not None:
        return _lines("", new.body) + new.gap
    return "" if old is None else _lines(old.body, "") + (old.gap or line_end(old.body))


def _lines(before: str, after: str) -> str:
    old, new = _tokens(before), _tokens(after)
    if not new:
        return "".join(_gone_line(line) for line in split_lines(before))
    gone = [text.strip() for kind, text in old if kind in _COMPARED]
    at = [number for number, (kind, _) in enumerate(new) if kind in _COMPARED]
    pairs = matches(gone, [new[number][1].strip() for number in at])
    text, i, start = "", 0, 0
    for left, right in [*((i, at[j]) for i, j in pairs), (len(gone), len(new))]:
        text += _changed(gone[i:left], new[start:right]) + "".join(one for _, one in new[right : right + 1])
        i, start = left + 1, right + 1
    return text


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    for line in split_lines(text):
        fixed = _FIXED.match(line)
        start = fixed.end() if fixed else 0
        named = re.search(r"[A-Za-z]{2}", line[:start])
        found += [("name" if named else "fixed", line[:start])] if start else []
        found += [(_kind(token), token) for token in _TOKEN.findall(line[start:])]
    return found


def _kind(written: str) -> str:
    if written == "|":
        return "bar"
    if written in ("\n", "\r", "\r\n") or (written.strip() and not set(written) - _MARKUP):
        return "fixed"
    return "word" if written.strip() else "space"


def _gone_line(line: str) -> str:
    fixed = _FIXED.match(line)
    start = fixed.end() if fixed else 0
    words = line[start:].strip()
    end = line[len(line.rstrip("\r\n")) :]
    return line[:start] + (f"[taken out: {words}]" if set(words) - _MARKUP else words) + end


def _changed(gone: Sequence[str], new: Sequence[Token]) -> str:
    """Return a stretch of the new text with marks: all its words are new, and stand for the words that are gone."""
    left = " ".join(word for word in gone if word != "|")
    text = ""
    for fixed, group in groupby(new, key=lambda token: token[0] in _UNMARKED):
        run = "".join(one for _, one in group)
        words = run.strip(" \t")
        if not fixed and words:
            lead, tail = run[: len(run) - len(run.lstrip(" \t"))], run[len(run.rstrip(" \t")) :]
            text += lead + (f"[was: {left} | now: {words}]" if left else f"[added: {words}]") + tail
            left = ""
        else:
            text += run
    return text + _left_over(text, f"[taken out: {left}]") if left else text


def _left_over(text: str, mark: str) -> str:
    return (mark + " ") if not text or text[-1:] in " \t\r\n" else " " + mark


# What of a text is nowhere to be found: the check that nothing was lost, before an update is applied.

_KIN = 0.4  # the share of words from which one sentence may have been made of another
_FEWEST = 3  # words in a sentence that two people can have changed in different ones
_NOTE = re.compile(r"\[\^[^\]\s]+\]")  # what a footnote is called says nothing
_DASHES = re.compile(r"(?::?-+:?)?")  # a cell below a table's head: no words, even where there is no table any more
_ALIGNED = re.compile(r"^text-align:\w+ ")


def unsaid(old: str, *places: str) -> list[str]:
    """Return what is ``lost``, but for sentences of which every word stands in sentences like them.

    Where two people changed different words of one sentence, theirs has become a third one; the words that it has no
    more are those of the text that both changed.
    """
    gone = lost(old, *places)
    said = [frozenset(_form(one).split()) for place in places for one in _passages(place, 0)] if gone else []
    return [one for one in gone if not _said(frozenset(_form(one).split()), said)]


def _said(words: frozenset[str], said: Sequence[frozenset[str]]) -> bool:
    alike = [one for one in said if 2 * len(words & one) >= _KIN * (len(words) + len(one))]
    return len(words) >= _FEWEST and words <= frozenset().union(*alike)


def lost(old: str, *places: str) -> list[str]:
    """Return the sentences, cells, options and lines of code of ``old`` that none of ``places`` holds, in order.

    They count as the same as units do (``units.key``), wherever they stand, however they are set and whatever their
    footnotes are called. A sentence is also found where each of its lines is, since two people may have changed lines
    of one sentence, and what is in columns where each cell is.
    """
    held = {form for place in places for passage in _passages(place, 0) for form in _forms(passage)}
    return [
        passage.strip()
        for passage in _passages(old, 0)
        if _form(passage) not in held and not all(_held(line, held) for line in split_lines(passage))
    ]


def passages(text: str) -> list[str]:
    """Return what ``lost`` looks for in ``text``, each in canonical form, in order, and without the headings."""
    found = [one for unit in units(text) if unit.kind is not UnitKind.HEADING for one in _of_unit(unit, 0)]
    return [squeezed(one) for one in found if one.strip()]


def _forms(passage: str) -> Iterator[str]:
    yield _form(passage)
    for line in split_lines(passage):
        yield _form(line)
        yield from (_form(cell) for cell in line.split("|"))


def _held(line: str, held: set[str]) -> bool:
    return _form(line) in held or all(form in held or _DASHES.fullmatch(form) for form in map(_form, line.split("|")))


def _form(text: str) -> str:
    return squeezed(plainly_set(_NOTE.sub("[^]", text)))


def _passages(text: str, depth: int) -> Iterator[str]:
    for unit in units(text):
        yield from (passage for passage in _of_unit(unit, depth) if passage.strip())


def _of_unit(unit: Unit, depth: int) -> Iterator[str]:
    leaf = unit.leaf
    if leaf.kind in (UnitKind.ROW, UnitKind.HEAD_ROW):
        yield from (_ALIGNED.sub("", cell) for cell in leaf.cells)
    elif leaf.kind is UnitKind.FENCE:
        yield from _of_fence(unit, depth)
    elif leaf.kind in (UnitKind.CODE, UnitKind.HTML):
        yield from (line_key(line) for line in split_lines(leaf.content))
    elif leaf.kind is UnitKind.HEADING:
        yield leaf.content.rpartition(")= ")[2].partition(" ")[2]
    else:
        yield from (sentence for sentence, _ in sentences(leaf.content))


def _of_fence(unit: Unit, depth: int) -> Iterator[str]:
    lines = split_lines(unit.leaf.content)
    yield unit.leaf.info
    if depth >= DEEPEST or is_code(unit.leaf.mark, unit.leaf.info):
        yield from lines
        return
    count = options_end(lines)
    yield from lines[:count]
    yield from _passages("".join(lines[count:]), depth + 1)
