"""Footnotes that the region's own text calls, and whose texts are on its page no more, stay as the region's own. Pure.

The region's words for one section call ``[^why]``, whose text stands in another section of the page. Now upstream takes
that text out, or moves the first section alone to another page: the footnote goes below the region's words, without
which the page could not be built.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kit.franchise.compose.notes import called_in, note_texts, without_notes
from kit.franchise.compose.overrides import Overrides, SectionOverride, read_overrides
from kit.franchise.compose.pieces import Piece
from kit.franchise.update.draft import Draft, News
from kit.model.tree import Tree
from kit.source.markdown.parser import BYTE_ORDER_MARK
from kit.source.tree.text import line_end, split_lines

Notes = Mapping[str, str]  # the texts of footnotes by their names


@dataclass(frozen=True)
class _Before:
    """The region's ``texts`` on an old page, and the footnotes of that page: its own, and ``all`` with upstream's."""

    page: str
    texts: Sequence[SectionOverride]
    own: Notes
    all: Notes


def keep_footnotes(draft: Draft, overrides: Overrides) -> None:
    """Put footnotes that only the old pages have below the region's texts that call them.

    ``overrides`` are those that the region had. A footnote of the region's own goes along with the text that calls it.
    """
    calling = {name: ones for name, ones in overrides.sections.items() if any("[^" in one.text for one in ones)}
    before = [_before(name, ones, draft.follower.old.text(name) or "") for name, ones in calling.items()]
    if not any(one.all for one in before):
        return
    for page, ones in read_overrides(Tree(draft.files), []).sections.items():
        there = {*_noted(draft.follower.new.text(page) or ""), *_noted(*(one.text for one in ones))}
        for one in ones:
            there |= _keep(draft, one, called_in(one.text) - there if "[^" in one.text else (), before)


def _keep(draft: Draft, one: SectionOverride, called: Collection[str], before: Sequence[_Before]) -> set[str]:
    """Put the footnotes ``called`` that an old page has below the text ``one``; return their names."""
    homes = {name: home for name in sorted(called) if (home := _home(one, name, before))}
    for name, home in homes.items():
        _put(draft, one, home.all[name])
        _tell(draft, one, name, name in home.own and _take_out(draft, home.page, name))
    return set(homes)


def _before(page: str, texts: Sequence[SectionOverride], upstream: str) -> _Before:
    own = _noted(*(one.text for one in texts))
    return _Before(page, texts, own, {**_noted(upstream), **own})


def _home(one: SectionOverride, name: str, before: Sequence[_Before]) -> _Before | None:
    """Return the old page with the footnote ``name`` from which ``one`` came, None if no page has it.

    Two pages may each have a ``[^1]``: the one meant is where the region had the line that calls it. Where that very
    text had the footnote, too, it was merged away, which is for a person to decide.
    """
    lines = [line.strip() for line in split_lines(one.text) if f"[^{name}]" in line]
    places = [page for page in before if name in page.all and any(_calls(old.text, name) for old in page.texts)]
    return max(places, key=lambda page: any(line in old.text for line in lines for old in page.texts), default=None)


def _calls(text: str, name: str) -> bool:
    return f"[^{name}]" in text and name not in _noted(text)


def _take_out(draft: Draft, page: str, name: str) -> bool:
    """Take the region's footnote ``name`` off ``page``, if none of its texts there needs it; return whether it did."""
    place = draft.follower.page(page)
    here = place.page if place else draft.follower.home(page)
    ones = read_overrides(Tree(draft.files), []).sections.get(here, ())
    callers = [one for one in ones if name in called_in(one.text)]
    holders = [one for one in ones if name in _noted(one.text) and one not in callers]
    if any(name not in _noted(one.text) for one in callers):
        return False
    for one in holders:
        rest = "".join(piece.text for piece in without_notes(Piece(one.text, "", 1), {name}))
        data = draft.files.pop(one.file).decode()
        if rest.strip():
            draft.files[one.file] = f"{data.removesuffix(one.text)}{rest}".encode()
        else:
            draft.bases[here].pop(f"{one.anchor}.{one.op.value}", None)
    return bool(holders)


def _tell(draft: Draft, one: SectionOverride, name: str, moved: bool) -> None:
    became = "went along" if moved else "is gone upstream, and yours now"
    draft.tell(News.TOLD, f"{one.address}: the footnote {name}, which your text calls, {became}.")


def _noted(*texts: str) -> Notes:
    pieces = [Piece(text.removeprefix(BYTE_ORDER_MARK), "", 1) for text in texts if "[^" in text]
    return {name: note.text for piece in pieces for name, note in note_texts(piece)}


def _put(draft: Draft, one: SectionOverride, note: str) -> None:
    text = draft.files[one.file].decode()
    end = line_end(text)
    note = end.join(line.rstrip("\r\n") for line in split_lines(note))
    draft.files[one.file] = f"{text.rstrip()}{end}{end}{note}{end}".encode()
