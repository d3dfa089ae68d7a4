"""The words that somebody left in a paragraph as Markdown, written as in the source wherever they stayed. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kit.franchise.merge.sequences import matches
from kit.franchise.word.spans import BOLD, BREAK, CODE, ITALIC, LINK, Mark, Spans, Token, plain, spans, words, written

_ORDER = (LINK, BOLD, ITALIC, CODE)
_PLAIN_MARKS = {BOLD: Mark(BOLD, "**", "**"), ITALIC: Mark(ITALIC, "*", "*"), CODE: Mark(CODE, "`", "`")}
_SPECIAL = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
# What at the beginning of a line would make it something else than words.
_STARTS = re.compile(r"[#>|=%~]|[-+*](?=\s|$)|\+(?=\s*\+\s*\+)|:::|--|\([^)]*\)=")
_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
_TYPED = "‘’‚‛′“”„‟″–—…\u00a0\u202f\u2009"  # what programs type by themselves


@dataclass(frozen=True)
class Run:
    """Some words as they stand in a document: the kinds of their marks, and where a link leads ("": nowhere)."""

    text: str
    kinds: frozenset[str] = frozenset()
    target: str = ""


@dataclass(frozen=True)
class _New:
    text: str
    kinds: frozenset[str]
    target: str
    old: int | None = None

    @property
    def space(self) -> bool:
        return self.text.isspace() and self.text != BREAK


def shown(runs: Sequence[Run]) -> str:
    """Return the words of ``runs`` in the form in which they are compared."""
    return " ".join(plain("".join(run.text for run in runs)).split(" ")).strip()


def looks(old: Spans) -> list[Run]:
    """Return the runs as which ``old`` is written into a document."""
    return [Run(one.shown, frozenset(mark.kind for mark in one.marks), _target(one)) for one in old.tokens]


def _target(token: Token) -> str:
    return next((mark.target for mark in token.marks if mark.kind == LINK), "")


def same(old: Spans, runs: Sequence[Run]) -> bool:
    """Return whether ``runs`` say what ``old`` says, with the same marks; spaces at the ends count for nothing."""
    return _seen(looks(old)) == _seen(runs)


def _seen(runs: Sequence[Run]) -> list[tuple[str, frozenset[str], str]]:
    """Return the signs that people see with their marks, one by one; spaces have none."""
    found: list[tuple[str, frozenset[str], str]] = []
    for run in runs:
        for sign in plain(run.text):
            if sign == " " and (not found or found[-1][0] in (" ", BREAK)):
                continue
            found.append((sign, frozenset(), "") if sign.isspace() else (sign, run.kinds, run.target))
    while found and found[-1][0].isspace():
        found.pop()
    return found


def rewritten(old: Spans, runs: Sequence[Run], used: Collection[str] = "", in_line: bool = False) -> str:
    """Return the Markdown that says ``runs``, with all that ``old`` says too written as there.

    ``used`` are the signs that the page uses: those of quotes, dashes and spaces that it does not use are typed by a
    program, and become plain. Line breaks of people become a backslash at the end of a line; ``in_line`` says that no
    line can end here, as in headings and cells.
    """
    if same(old, runs):
        return written(old.tokens)
    new = _trimmed(_matched(old, list(_cut(runs, used))))
    if old.literal:
        return "".join(one.text if one.old is None else old.tokens[one.old].written for one in new)
    # Markdown cannot make a sign bold that a letter touches: the words are worth more than how they look.
    bare = [replace(one, kinds=one.kinds - {BOLD, ITALIC}) for one in new]
    seen = plain("".join(one.text for one in new)).split()
    tries = ((new, False), (new, True), (bare, True))
    texts = (written(_Writing(old, tokens, in_line, careful).tokens()) for tokens, careful in tries)
    found = list(_up_to(lambda text: plain(spans(text).shown).split() == seen, texts))
    return found[-1]


def _up_to(good: Callable[[str], bool], texts: Iterator[str]) -> Iterator[str]:
    """Yield ``texts`` up to and with the first that is ``good``."""
    for text in texts:
        yield text
        if good(text):
            return


def _cut(runs: Sequence[Run], used: Collection[str]) -> Iterator[_New]:
    """Yield the words of ``runs``, cut where words end and not where programs end a run."""
    text = "".join(run.text for run in runs)
    owner = [run for run in runs for _ in run.text]
    at = 0
    for word in words(text):
        for piece, run in _pieces(word, owner[at : at + len(word)]):
            yield _New(_typed(piece, used), run.kinds, run.target)
        at += len(word)


def _pieces(word: str, owners: Sequence[Run]) -> Iterator[tuple[str, Run]]:
    start = 0
    for at in range(1, len(word) + 1):
        if at == len(word) or (owners[at].kinds, owners[at].target) != (owners[start].kinds, owners[start].target):
            yield word[start:at], owners[start]
            start = at


def _typed(word: str, used: Collection[str]) -> str:
    return "".join(sign if sign in used or sign not in _TYPED else plain(sign) for sign in word)


def _matched(old: Spans, new: Sequence[_New]) -> list[_New]:
    pairs = {j: i for i, j in matches([one.key for one in old.tokens], [plain(one.text) for one in new])}
    placed = {i: j for j, i in pairs.items()}
    broken = {one.solid for at, one in enumerate(old.tokens) if one.solid and not _holds_together(old, placed, at)}
    whole = {j: i for j, i in pairs.items() if old.tokens[i].solid not in broken}
    return [replace(one, old=whole.get(at)) for at, one in enumerate(new)]


def _holds_together(old: Spans, placed: Mapping[int, int], at: int) -> bool:
    """Return whether the token ``at`` is still there, and right after the one that belongs to it."""
    goes_on = at > 0 and old.tokens[at - 1].solid == old.tokens[at].solid
    return at in placed and (not goes_on or placed.get(at - 1) == placed[at] - 1)


def _trimmed(tokens: list[_New]) -> list[_New]:
    there = [at for at, one in enumerate(tokens) if not one.text.isspace()]
    return tokens[there[0] : there[-1] + 1] if there else []


def _quiet(word: str) -> str:
    """Return ``word`` so that its first sign means nothing, nor any ``_`` at its ends."""
    if not word.startswith("_"):
        return f"\\{word}"
    return re.sub(r"^_+|_+$", lambda found: "\\_" * len(found[0]), word)


class _Writing:
    """The tokens of the new text: which marks stand around each, and how it is written.

    ``careful`` writes all signs so that they mean nothing, those too that meant nothing where they stood before.
    """

    def __init__(self, old: Spans, new: Sequence[_New], in_line: bool, careful: bool) -> None:
        self.old, self.new, self.in_line, self.careful = old.tokens, new, in_line, careful
        self.known = {(mark.kind, mark.target): mark for one in old.tokens for mark in reversed(one.marks)}
        self.marks: list[tuple[Mark, ...]] = []

    def tokens(self) -> list[Token]:
        before: tuple[Mark, ...] = ()
        for one in self.new:
            before = before if one.text.isspace() else self.around(one, before)
            self.marks.append(before)
        return [self.space(at) if one.text.isspace() else self.sign(at) for at, one in enumerate(self.new)]

    def source(self, at: int) -> Token | None:
        place = self.new[at].old if 0 <= at < len(self.new) else None
        return None if place is None else self.old[place]

    def around(self, one: _New, before: Sequence[Mark]) -> tuple[Mark, ...]:
        """Return the marks of a word: those that it had, else those of the word before it as far as they are wanted."""
        wanted = {(kind, one.target if kind == LINK else "") for kind in one.kinds}
        if one.old is not None and self.old[one.old].look == wanted:
            return self.old[one.old].marks
        kept: list[Mark] = []
        for mark in before:
            if (mark.kind, mark.target) not in wanted:
                break
            kept.append(mark)
        left = wanted - {(mark.kind, mark.target) for mark in kept}
        return (*kept, *(self.mark(*look) for look in sorted(left, key=lambda look: _ORDER.index(look[0]))))

    def mark(self, kind: str, target: str) -> Mark:
        if known := self.known.get((kind, target)):
            return known if known.opens else replace(_PLAIN_MARKS.get(kind, known), target=target)
        if kind != LINK:
            return _PLAIN_MARKS[kind]
        address = f"<{target}>" if re.search(r"[\s()<>]", target) else target
        return Mark(LINK, "[", f"]({address})", target)

    def space(self, at: int) -> Token:
        one, source = self.new[at], self.source(at)
        if source is None:
            hard = one.text == BREAK and not self.in_line
            return Token(one.text, "\\\n" if hard else " " if one.text == BREAK else one.text, self.shared(at))
        stays = self.stays(at, -1) and self.stays(at, 1)
        return Token(one.text, source.written, source.marks if stays else self.shared(at))

    def stays(self, at: int, step: int) -> bool:
        """Return whether what stands beside a space still does, with the marks that it had."""
        place, beside = self.new[at].old, self.source(at + step)
        return (
            beside is not None
            and place is not None
            and self.new[at + step].old == place + step
            and beside.marks == self.marks[at + step]
        )

    def shared(self, at: int) -> tuple[Mark, ...]:
        """Return the marks that the words before and after a space share, so that none opens or closes at a space."""
        later = (self.marks[place] for place in range(at + 1, len(self.new)) if not self.new[place].text.isspace())
        both = zip(self.marks[at], next(later, ()), strict=False)
        return tuple(left for left, _ in takewhile(lambda pair: pair[0] == pair[1], both))

    def sign(self, at: int) -> Token:
        one, source, marks = self.new[at], self.source(at), self.marks[at]
        if source is not None and source.solid:
            return Token(one.text, source.written, marks, source.solid)
        if _in_code(marks):
            return Token(one.text, source.shown if source is not None else one.text, marks)
        if source is not None and not _in_code(source.marks) and not self.careful:
            text = source.written
        else:
            shown = source.shown if source is not None else one.text
            text = _quiet(shown) if self.special(shown, at) else shown
        return Token(one.text, f"\\{text}" if text[:1] != "\\" and self.starts(at) else text, marks)

    def special(self, text: str, at: int) -> bool:
        """Return whether a new sign would mean something to Markdown."""
        after = self.new[at + 1].text if at + 1 < len(self.new) else ""
        return bool(_SPECIAL.match(text + after)) or (self.in_line and text == "|")

    def starts(self, at: int) -> bool:
        """Return whether a sign comes to stand where it would make its line a heading, an item or the like."""
        rest = "".join(one.text for one in self.new[at:])
        if self.begins(at) and not self.began(at):
            return bool(_STARTS.match(rest))
        number = self.new[at - 1].text if at else ""
        return (
            self.begins(at - 1) and not self.began(at - 1) and bool(_NUMBER.match(number + rest)) and number.isdigit()
        )

    def begins(self, at: int) -> bool:
        """Return whether the sign at ``at`` is the first of its line."""
        if at <= 0:
            return at == 0
        before = self.source(at - 1)
        return "\n" in (before.written if before is not None else self.new[at - 1].text)

    def began(self, at: int) -> bool:
        """Return whether it was the first of a line in the source too."""
        place = self.new[at].old
        return place is not None and (place == 0 or "\n" in self.old[place - 1].written)


def _in_code(marks: Sequence[Mark]) -> bool:
    return any(mark.kind == CODE for mark in marks)
