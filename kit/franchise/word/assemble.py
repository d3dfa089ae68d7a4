"""The text of a page as somebody left it in a document: other words in place, paragraphs put in, taken out and moved.

Pure. What a document's paragraph is comes from ``pairing``; here each becomes Markdown at the place where it stands.
Nothing is believed: the page that comes out is cut into parts again, and must say what the document says. Where it does
not, only the words are changed, one by one, and what cannot be said is left for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kit.franchise.merge.sequences import matches
from kit.franchise.word.left import Left
from kit.franchise.word.pairing import Item, items, paired, pieces, squeezed
from kit.franchise.word.parts import Kind, Part, parts
from kit.franchise.word.placing import above, emptied_blocks, gone_from, placed
from kit.franchise.word.read import Paragraph
from kit.franchise.word.rewrite import Run, rewritten, same
from kit.franchise.word.rows import changed_rows
from kit.franchise.word.segments import Segment, Wanted, fresh, put_in, renumbered, without_removed
from kit.franchise.word.shown import SHOWN, moved_to_all, shown_to_all, was_aside
from kit.franchise.word.spans import BOLD, ITALIC, Spans, Token, spans
from kit.source.tree.text import line_end, split_lines

_STYLED = frozenset({Kind.HEADING, Kind.TITLE, Kind.TERM, Kind.CELL})  # a program may write the style's bold out
_LISTS = {"bullet": Kind.BULLET, "number": Kind.NUMBER}

_UNSAID = "The page cannot say this as the document does, so it did not take these words:"


@dataclass
class Assembled:
    """The page's text now, and what is left for a person. ``said`` are comments: the line, who, and what.

    ``changed`` are the numbers of the document's pieces that say something else than the page, or are new; ``unsaid``
    is why not all of them are in the text, "" where they are.
    """

    text: str
    left: list[Left] = field(default_factory=list)
    said: list[tuple[int, str, str]] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    unsaid: str = ""


def assembled(
    text: str, page: int, paragraphs: Sequence[Paragraph], refused: Mapping[int, str] = MappingProxyType({})
) -> Assembled:
    """Return the page ``text``, number ``page`` of the document, as its ``paragraphs`` have it.

    ``refused`` are pieces that it cannot take, by their numbers, with the reason: they are left for a person.
    """
    work = _Work(text, page, paragraphs, refused)
    now, unsaid = text, ""
    if work.changes():
        now = work.whole()
        unsaid = _UNSAID if not work.says(now) else SHOWN if work.tell_shown(now) else ""
        now = work.words_alone() if unsaid else now
    return Assembled(now, work.left, work.comments(now), work.differing(), unsaid)


class _Work:
    def __init__(self, text: str, page: int, paragraphs: Sequence[Paragraph], refused: Mapping[int, str]) -> None:
        self.text, self.end = text, line_end(text)
        self.parts = parts(text)
        self.own = items(self.parts)
        given = pieces(paragraphs)
        placing = placed(self.own, given, paired(page, self.own, given), refused)
        self.there, self.pairs, self.numbers = placing.there, placing.pairs, placing.numbers
        self.left, self.as_they_were = placing.left, placing.as_they_were
        self.used = set(text)
        self.lines = split_lines(text)

    # What the document says.

    def runs(self, at: int) -> list[Run]:
        """Return the runs of the piece ``at`` without a bold that belongs to the style."""
        number = self.pairs.item_of.get(at)
        runs = [run for one in self.there[at].paragraphs for run in one.runs]
        return _unstyled(self.own[number].parts[0], runs) if number is not None else runs

    def old(self, at: int) -> Spans:
        """Return the words of which the piece ``at`` was made: those of its item, and of items joined to it."""
        words = [self.own[one].parts[0].words for one in (self.pairs.item_of[at], *self.pairs.joined[at])]
        return spans(words[0]) if len(words) == 1 else _several(words)

    def order(self) -> list[tuple[int, int | None]]:
        """Return the pieces that say something with their items, in the document's order."""
        told = [(at, self.pairs.item_of.get(at)) for at in range(len(self.there))]
        return [(at, item) for at, item in told if item is not None or self.there[at].key]

    def changes(self) -> bool:
        """Return whether anything differs from the page, but what is not to be edited."""
        order = self.order()
        if [item for _, item in order] != list(range(len(self.own))):
            return True
        return any(self.changed(at, item) for at, item in order if item is not None) or any(self.pairs.joined.values())

    def differing(self) -> list[int]:
        """Return the numbers of the pieces that say something else than the page, or are new.

        Notes come first: where a word went from one to a paragraph for all, it is this that may not have it.
        """
        found = [(at, item) for at, item in self.order() if item is None or self.changed(at, item)]
        notes = [at for at, item in found if item is not None and self.own[item].kept_back]
        return [self.numbers[at] for at in (*notes, *(at for at, _ in found if at not in notes))]

    def changed(self, at: int, number: int) -> bool:
        """Return whether the piece ``at`` says something else than its item."""
        item = self.own[number]
        if number in self.as_they_were:
            return False
        if item.table:
            return changed_rows(self.text, item, self.there[at], self.used) is not None
        return item.kind.editable and not same(self.old(at), self.runs(at))

    # The page with all changes.

    def whole(self) -> str:
        """Return the page with everything as the document has it."""
        before, segments = self.segments()
        order = self.order()
        stays = self.staying(order)
        out = [replace(one) for at, one in enumerate(segments) if at in stays]
        out = without_removed(segments, out)
        last: int | None = None
        for at, item in order:
            if item is not None and item in stays:
                last = next((n for n, one in enumerate(out) if one.item == item), last)
                continue
            place = (last if last is not None else self._first(out, order, stays)) + 1
            put_in(out, place, self.new(out, place, at) if item is None else segments[item], self.end)
            last = place
        out = renumbered(segments, out)
        return before + "".join(one.body + one.gap for one in out)

    def segments(self) -> tuple[str, list[Segment]]:
        """Return what stands before the first item, and the lines of each, up to the next one."""
        starts = [item.parts[0].first for item in self.own]
        found = []
        for at, item in enumerate(self.own):
            stop = starts[at + 1] if at + 1 < len(starts) else len(self.lines)
            if item.kind is Kind.LABEL and at + 1 < len(self.own) and self.own[at + 1].kind is Kind.TITLE:
                stop = starts[at + 2] if at + 2 < len(starts) else len(self.lines)
            own = "" if item.kind is Kind.TITLE else "".join(self.lines[starts[at] : max(stop, starts[at])])
            body = own.rstrip(" \t>\r\n") if item.kind is not Kind.QUOTE else own.rstrip(" \t\r\n>")
            found.append(self._segment(item, at, self._worded(at, body, starts[at]), own[len(body) :]))
        return "".join(self.lines[: starts[0]]) if starts else self.text, found

    def _segment(self, item: Item, at: int, body: str, gap: str) -> Segment:
        part = item.parts[0]
        start = self.text.rfind("\n", 0, part.start) + 1
        return Segment(body, gap, part.kind, self.text[start : part.start], part.level, part.around, at)

    def _worded(self, number: int, body: str, first: int) -> str:
        """Return the lines of an item with the words that the document has for it, and its block's title."""
        at = next((at for at, item in self.pairs.item_of.items() if item == number), None)
        own = self.own[number]
        origin = sum(len(line) for line in self.lines[:first])
        edits = list(self._edits(at, number)) if at is not None else []
        if own.kind is Kind.LABEL and number + 1 < len(self.own) and self.own[number + 1].kind is Kind.TITLE:
            titled = next((at for at, item in self.pairs.item_of.items() if item == number + 1), None)
            edits += self._edits(titled, number + 1) if titled is not None else []
        for start, stop, words in sorted(edits, reverse=True):
            body = body[: start - origin] + words + body[stop - origin :]
        return body

    def _edits(self, at: int, number: int) -> Iterator[tuple[int, int, str]]:
        """Yield what the piece ``at`` changes inside its item: from where to where, and to what."""
        item = self.own[number]
        if number in self.as_they_were:
            return
        if item.table:
            changed = changed_rows(self.text, item, self.there[at], self.used)
            if changed is not None:
                yield item.parts[0].start - self._column(item), self._table_end(item), changed
            return
        part = item.parts[0]
        if not part.kind.editable or same(spans(part.words), self.runs(at)):
            return
        words = rewritten(self.old(at), self.runs(at), self.used, part.kind in (Kind.HEADING, Kind.TITLE, Kind.TERM))
        if words or part.kind is not Kind.TITLE:
            yield part.start, part.end, self.end.join(words.split("\n")).replace("\n", f"\n{part.lead}")

    def _column(self, item: Item) -> int:
        first = item.parts[0]
        return first.start - sum(len(line) for line in self.lines[: first.first])

    def _table_end(self, item: Item) -> int:
        return len("".join(self.lines[: item.parts[-1].last]).rstrip("\r\n"))

    def staying(self, order: Sequence[tuple[int, int | None]]) -> set[int]:
        """Return the items that keep their place: as many as stand in order, and those that nobody can take out."""
        there = [item for _, item in order if item is not None]
        kept = {there[j] for _, j in matches(sorted(there), there)}
        gone = gone_from(self.own, self.pairs)
        emptied = emptied_blocks(self.own, gone)
        for item in sorted(gone):
            if not self.own[item].kind.editable and item not in emptied:
                kept.add(item)
        return kept | {at for at in gone if self.own[at].kind is Kind.TITLE and at - 1 in kept}

    def _first(self, out: Sequence[Segment], order: Sequence[tuple[int, int | None]], stays: set[int]) -> int:
        """Return the place before the first item of the document that stays, below the front matter."""
        first = next((item for _, item in order if item in stays), None)
        place = next((n for n, one in enumerate(out) if one.item == first), len(out))
        return max(place - 1, 0 if out and out[0].kind is Kind.FACTS else -1)

    def new(self, out: Sequence[Segment], place: int, at: int) -> Segment:
        """Return a paragraph of the document that the page has not as Markdown, to stand at ``place``."""
        one = self.there[at].paragraphs[0]
        words = rewritten(Spans(self._near(at)), self.runs(at), self.used, one.style.startswith("heading"))
        return fresh(Wanted(one.style, one.list, words), out, place, self.end)

    def _near(self, at: int) -> tuple[Token, ...]:
        """Return the words of the item before it in the document, of which a new paragraph may have been split."""
        for near in range(at - 1, -1, -1):
            if (item := self.pairs.item_of.get(near)) is not None:
                part = self.own[item].parts[0]
                return spans(part.words).tokens if part.kind.editable and not self.own[item].table else ()
        return ()

    # Whether it came out right.

    def says(self, text: str) -> bool:
        """Return whether a page says what the document says, in its order."""
        made = [squeezed(item.key) for item in items(parts(text))]
        return made == self.wanted()

    def wanted(self) -> list[str]:
        """Return the words of all items that the page is to have, in order."""
        order = self.order()
        stays = self.staying(order)
        found: list[tuple[int | None, str]] = []
        for at, item in order:
            kept = item is not None and (not self.own[item].kind.editable or item in self.as_they_were)
            key = self.own[item].key if kept and item is not None else self.there[at].key
            if key or item is not None:
                found.append((item, key))
        for item in sorted(stays - {one for one, _ in found if one is not None}):
            place = next(
                (n for n, (one, _) in enumerate(found) if one is not None and one in stays and one > item), len(found)
            )
            found.insert(place, (item, self.own[item].key))
        return [key for _, key in found]

    def words_alone(self) -> str:
        """Return the page with other words where they can be said exactly; all else is left for a person."""
        text, order = self.text, self.order()
        shown = {at for at, item in order if item is not None and self.shows(at, item)}
        told = {one.words for one in self.left if one.why == SHOWN}
        self.left += [Left(SHOWN, key) for at in sorted(shown) if (key := self.there[at].key) not in told]
        edits = [edit for at, item in order if item is not None and at not in shown for edit in self._edits(at, item)]
        for start, stop, words in sorted(edits, reverse=True):
            changed = text[:start] + words + text[stop:]
            if len(items(parts(changed))) == len(self.own):
                text = changed
            else:
                self.left.append(Left("These words would change what stands around them:", words))
        for at, item in order:
            if item is None and self.there[at].key not in told:
                self.left.append(Left(f"A new paragraph, below “{above(self.there, at)}”:", self.there[at].key))
        there = {item for _, item in order}
        for number, own in enumerate(self.own):
            if number not in there and own.kind.editable and own.key:
                self.left.append(Left("Taken out in the document, and still on the page:", own.key))
        return text

    def shows(self, at: int, item: int) -> bool:
        """Return whether the piece ``at`` brings to everybody what was kept back."""
        key = self.there[at].key
        told = any(one.why == SHOWN and one.words == key for one in self.left)
        return not self.own[item].kept_back and self.changed(at, item) and (told or was_aside(self.own, key))

    def tell_shown(self, text: str) -> bool:
        """Return whether the page ``text`` shows everybody what was kept back on this one, and tell of it."""
        made = items(parts(text))
        found = shown_to_all(self.own, made)
        known = {one.words for one in found}
        pieces = [(self.there[at], None if item is None else self.own[item]) for at, item in self.order()]
        found += [one for one in moved_to_all(pieces, made) if one.words not in known]
        self.left += found
        return bool(found)

    def comments(self, text: str) -> list[tuple[int, str, str]]:
        """Return what people said of paragraphs, with the lines of the page ``text`` on which these are."""
        found = []
        made = items(parts(text))
        for at, piece in enumerate(self.there):
            for who, what in dict.fromkeys(said for one in piece.paragraphs for said in one.comments):
                line = next((item.parts[0].first for item in made if item.key == piece.key), None)
                number = self.pairs.item_of.get(at)
                if line is None and number is not None:
                    line = self.own[number].parts[0].first
                found.append((line or 0, who, what))
        return found


def _unstyled(part: Part, runs: Sequence[Run]) -> list[Run]:
    """Return ``runs`` without marks that all of them have and nothing in the page: the style's own, written out."""
    if part.kind not in _STYLED:
        return list(runs)
    had = {kind for token in spans(part.words).tokens for kind in (mark.kind for mark in token.marks)}
    drop = {kind for kind in (BOLD, ITALIC) if kind not in had}
    said = [run for run in runs if run.text.strip()]
    drop &= {kind for kind in drop if all(kind in run.kinds for run in said)}
    return [replace(run, kinds=run.kinds - drop) for run in runs]


def _several(words: Sequence[str]) -> Spans:
    tokens = []
    for number, text in enumerate(words):
        more = [replace(one, solid=one.solid + 1000 * number if one.solid else 0) for one in spans(text).tokens]
        tokens += [*spans(" ").tokens, *more] if number else more
    return Spans(tuple(tokens))
