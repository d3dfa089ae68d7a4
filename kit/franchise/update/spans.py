"""Spans: sections of one page that belong together in an update, as words went from one into another. Pure.

Upstream's section "Why" said one, two, three. The region put a heading "Ours" above three; that is stored as
``why.replace`` (one, two) and ``why.after`` (the heading, three). Upstream makes "Why" (one) and "How" (two, better
three) of it. Looked at one by one, the region took three out of Why, upstream took two and three out, and nobody can
know what became of them. As a span they are three texts like any other::

    base      Why: one, two, three
    ours      Why: one, two, Ours: three
    theirs    Why: one, How: two, better three

A span holds old sections, upstream's new ones, and the overrides of the old ones. What merges is laid out on the new
sections again (``layout.py``); where a question is left it is one, about all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.franchise.compose.overrides import Op, SectionOverride
from kit.franchise.compose.pieces import apart
from kit.franchise.compose.words import base_text, take_apart
from kit.franchise.likeness import clearly_like
from kit.franchise.merge.units import same
from kit.franchise.merge.words import passages
from kit.franchise.record import PageLock
from kit.franchise.update.follow import Followed, Follower
from kit.source.tree.text import line_end
from kit.system.memo import lasting

ASKED = "?span"  # behind a key of the record: sections that share its base, first the one that the question names
LEFT_OUT = "?of"  # behind the key of a removal that is ours: that question, without which the section comes back
# Two words at least, also in quotation marks, brackets or emphasis: cells such as "five" stand in many places.
_WORDS = re.compile(r"""[“”‘’"'(*_~[]*\w.*\s\S""")
FEW = 200  # sentences of new sections among which reworded ones are looked for, since that takes long
BESIDE = (Op.BEFORE, Op.AFTER)
_OWN = (Op.REPLACE, Op.WORDS, Op.REMOVE)

Node = tuple[bool, str]  # whether a section is one of upstream's new ones, and its anchor


@dataclass(frozen=True)
class Span:
    """Sections ``old`` of the old page and ``now`` of the new one, in order, and their three texts put together.

    ``old`` has where each is now, None for one that is gone. ``asked`` is the section by which an open question calls
    them, "" where none is open.
    """

    old: Mapping[str, Followed | None]
    now: tuple[str, ...]
    overrides: tuple[SectionOverride, ...]
    base: str
    ours: str
    theirs: str
    asked: str = ""

    @property
    def only_left_out(self) -> bool:
        """Whether all that the region did to these sections is to leave some out."""
        return all(one.op is Op.REMOVE for one in self.overrides)


@dataclass(frozen=True)
class _Section:
    """An old section: upstream's text as the region knew it, and what the region has in its place and beside it."""

    base: str
    own: str
    before: str = ""
    after: str = ""

    @property
    def whole(self) -> str:
        return joined([self.before, self.own, self.after])


@lasting(2048)  # an update comes back to each section's text
def sayings(text: str) -> tuple[str, ...]:
    """Return the sentences and the like of ``text`` by which it can be told where its words went."""
    return tuple(one for one in passages(text) if _WORDS.match(one))


def joined(texts: Sequence[str]) -> str:
    """Return ``texts`` as one, with an empty line between two of them."""
    given = [text for text in texts if text.strip()]
    return "".join([*(apart(text) for text in given[:-1]), *given[-1:]])


def spans(
    follower: Follower, names: tuple[str, str], lock: PageLock, overrides: Sequence[SectionOverride]
) -> list[Span]:
    """Return the spans of a page that hold overrides with text; ``names`` are its old and its new name.

    ``overrides`` are those that ``lock`` knows.
    """
    old, new = names
    if not asked_about(lock) and follower.old.text(old) == follower.new.text(new):
        return []
    return _Page(follower, names, _places(follower, names, lock), lock, overrides).spans()


def _places(follower: Follower, names: tuple[str, str], lock: PageLock) -> dict[str, Followed | None]:
    """Return where the old sections are now, None for one that is gone; those on another page are left out."""
    old, new = names
    texts = {one: follower.old.section(old, one) or "" for one in follower.old.anchors(old)}
    found = {one: follower.section(old, one, text, lock) for one, text in texts.items()}
    return {one: place for one, place in found.items() if place is None or place.page == new}


class _Page:
    def __init__(
        self,
        follower: Follower,
        names: tuple[str, str],
        places: Mapping[str, Followed | None],
        lock: PageLock,
        overrides: Sequence[SectionOverride],
    ) -> None:
        old_page, new_page = names
        self.places, self.lock = places, lock
        self.by_slot = {(one.anchor, one.op): one for one in overrides}
        self.recorded = asked_about(lock)
        self.upstream = {one: follower.old.section(old_page, one) or "" for one in places}
        self.old = {one: self.section(one, text) for one, text in self.upstream.items()}
        self.new = {one: follower.new.section(new_page, one) or "" for one in follower.new.anchors(new_page)}
        now = {one: self.new[place.anchor] if place else "" for one, place in places.items()}
        self.changed = {one: now[one] for one, part in self.old.items() if not part.base == part.whole == now[one]}
        self.still = {place.anchor for one, place in places.items() if place and one not in self.changed}
        written = [place.anchor for one, place in places.items() if place and self.written(one)]
        self.joined = {anchor for anchor, times in Counter(written).items() if times > 1}
        self.groups: dict[Node, Node] = {}
        self.joint: set[Node] = set()  # nodes of which something travelled

    def written(self, anchor: str) -> bool:
        """Whether the region has words of its own in the place of the old section ``anchor``."""
        return any((anchor, op) in self.by_slot for op in (Op.REPLACE, Op.WORDS))

    def section(self, anchor: str, upstream: str) -> _Section:
        """Return the old section ``anchor``, which upstream's old page has as ``upstream``."""
        before, after = (self.by_slot.get((anchor, op)) for op in (Op.BEFORE, Op.AFTER))
        own = next((self.by_slot[anchor, op] for op in _OWN if (anchor, op) in self.by_slot), None)
        base, text = upstream, upstream
        if own is not None:
            base, text = self.texts(own, upstream)
        if anchor in self.recorded:
            head = self.recorded[anchor]
            base = str(self.lock.bases[head]) if head.rpartition(".")[0] == anchor else ""
        return _Section(base, text, before.text if before else "", after.text if after else "")

    def texts(self, own: SectionOverride, upstream: str) -> tuple[str, str]:
        base = str(self.lock.bases[f"{own.anchor}.{own.op.value}"])
        if own.op is not Op.WORDS:
            return base, own.text
        parts = take_apart(upstream)
        if parts.inside is not None:  # such words cannot be composed either
            return base, own.text
        known = upstream if same(base, base_text(Op.WORDS, upstream)) else parts.with_words(base) + line_end(base)
        return known, parts.with_words(own.text) + line_end(own.text)

    def spans(self) -> list[Span]:
        for anchor, place in self.places.items():
            if place is not None:
                tie = self.link if place.anchor in self.joined else self.join
                tie((False, anchor), (True, place.anchor))
        for anchor, head in self.recorded.items():
            self.link((False, anchor), (False, head.rpartition(".")[0]))
        for one, other in [*self.travelled_upstream(), *self.travelled_here()]:
            self.link(one, other)
        roots = {self.root(node) for node in self.joint}
        found = (self.span(root) for root in sorted(roots))
        return [one for one in found if one is not None]

    def travelled_upstream(self) -> Iterator[tuple[Node, Node]]:
        """Yield old sections with the new ones into which upstream put some of their words."""
        new = {anchor: sayings(text) for anchor, text in self.new.items() if anchor not in self.still}
        holders, fresh = _holders(new), self.fresh(new)
        for anchor, saying in self.gone(self.changed):
            like = clearly_like(saying, fresh) if saying not in holders and len(fresh) <= FEW else None
            for other in [like[0]] if like else holders.get(saying, ()):
                yield (False, anchor), (True, other)

    def fresh(self, new: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], str]:
        """Return what upstream's new sections say and no old one said, by section and saying."""
        images = {place.anchor for place in self.places.values() if place is not None}
        before = {one for anchor in self.changed for one in sayings(self.old[anchor].base)}
        found = {(anchor, one): one for anchor, those in new.items() if anchor not in images for one in those}
        return {key: one for key, one in found.items() if one not in before}

    def travelled_here(self) -> Iterator[tuple[Node, Node]]:
        """Yield old sections with those into whose place, or beside which, the region put some of their words."""
        changed = {one: self.old[one] for one in self.changed}
        ours = {
            one: [part.own if part.own != part.base else "", part.before, part.after] for one, part in changed.items()
        }
        holders = _holders({anchor: [one for text in texts for one in sayings(text)] for anchor, texts in ours.items()})
        for anchor, saying in self.gone({one: part.own for one, part in changed.items()}):
            for other in holders.get(saying, ()):
                yield (False, anchor), (False, other)

    def gone(self, now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield sections and what they said, alone among those, and do not say any more in the texts ``now``."""
        said = {anchor: set(sayings(self.old[anchor].base)) for anchor in now}
        times = Counter(one for those in said.values() for one in those)
        for anchor, those in said.items():
            if now[anchor] != self.old[anchor].base:
                yield from ((anchor, one) for one in sorted(those - set(sayings(now[anchor]))) if times[one] == 1)

    def span(self, root: Node) -> Span | None:
        """Return the span of a group, None where nothing of it is the region's text or upstream left it as it was."""
        old = {one: place for one, place in self.places.items() if self.root((False, one)) == root}
        now = tuple(one for one in self.new if self.root((True, one)) == root)
        ours = tuple(one for (anchor, _), one in self.by_slot.items() if anchor in old)
        base = joined([self.old[one].base for one in old])
        theirs = joined([self.new[one] for one in now])
        asked = next(
            (str(self.lock.bases[f"{self.recorded[one]}{ASKED}"][0]) for one in old if one in self.recorded), ""
        )
        inside = any(one.op is Op.WORDS and take_apart(self.upstream[one.anchor]).inside is not None for one in ours)
        if not ours or not now or inside or (same(base, theirs) and not asked):
            return None
        found = Span(old, now, ours, base, joined([self.old[one].whole for one in old]), theirs, asked)
        # What was only left out stays out by itself, wherever it is now; but not where its words became another's.
        return None if found.only_left_out and None not in old.values() else found

    def link(self, one: Node, other: Node) -> None:
        self.join(one, other)
        self.joint |= {one, other}

    def join(self, one: Node, other: Node) -> None:
        first, second = self.root(one), self.root(other)
        if first != second:
            self.groups[max(first, second)] = min(first, second)

    def root(self, node: Node) -> Node:
        while node in self.groups:
            node = self.groups[node]
        return node


def _holders(said: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for anchor, those in said.items():
        for one in dict.fromkeys(those):
            found.setdefault(one, []).append(anchor)
    return found


def asked_about(lock: PageLock) -> dict[str, str]:
    """Return the sections that questions about several are open on, each with the key that has the record of it."""
    asked = {key.removesuffix(ASKED): anchors for key, anchors in lock.bases.items() if key.endswith(ASKED)}
    return {anchor: key for key, anchors in asked.items() for anchor in anchors}
