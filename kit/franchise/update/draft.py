"""What an update builds up before anything is written: the region's files, its record, questions and the report."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from kit.franchise.compose.overrides import Op
from kit.franchise.merge.section import merge
from kit.franchise.merge.units import same
from kit.franchise.record import Heading, Lock, PageLock, SettingsLock
from kit.franchise.update.follow import Follower
from kit.franchise.update.record_bases import outline

# The five states of an override, computed from three texts and never stored. Pure.
# B is upstream's text when the override was written, U upstream's text now, T the region's. They are tested in the
# order in which ``State`` lists them.


class State(Enum):
    """What upstream's present text means for an override."""

    ORPHANED = "orphaned"
    REDUNDANT = "redundant"
    FRESH = "fresh"
    BASE_MOVED = "base-moved"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Verdict:
    """A state, and for ``BASE_MOVED`` the merged text, where there is a text to merge, with what to tell of it."""

    state: State
    text: str | None = None
    notes: Sequence[str] = ()


def judge_section(op: Op, base: str, ours: str, theirs: str | None) -> Verdict:
    """Return the state of a section override; ``theirs`` None means that upstream gave the section up."""
    if theirs is None:
        return Verdict(State.REDUNDANT if op is Op.REMOVE else State.ORPHANED)
    if op in (Op.BEFORE, Op.AFTER):
        return Verdict(State.FRESH)
    if op in (Op.REPLACE, Op.WORDS) and same(theirs, ours):
        return Verdict(State.REDUNDANT)
    if same(theirs, base):
        return Verdict(State.FRESH)
    if op is Op.REMOVE:
        return Verdict(State.BASE_MOVED)
    return _judge_merge(base, ours, theirs)


def _judge_merge(base: str, ours: str, theirs: str) -> Verdict:
    merged = merge(base, ours, theirs)
    if merged.text is None:
        return Verdict(State.CONFLICT)
    if same(merged.text, theirs):
        return Verdict(State.REDUNDANT)
    return Verdict(State.BASE_MOVED, merged.text, merged.notes)


def judge_value(base: Any, ours: Any, theirs: Any) -> State:
    """Return the state of a single value, such as a front matter field; None stands for one that is not there.

    A region that wrote down what upstream said, and changed nothing, has what upstream says now.
    """
    if canonical(theirs) == canonical(ours) or (canonical(ours) == canonical(base) != canonical(theirs)):
        return State.REDUNDANT
    return State.FRESH if canonical(theirs) == canonical(base) else State.CONFLICT


def canonical(value: Any) -> Any:
    """Return a value so that 20 and "20" are equal, as TOML and front matter write the same thing differently."""
    if value is None or value == "":
        return None
    if isinstance(value, list | tuple):
        return [canonical(one) for one in value]
    if isinstance(value, dict):
        return {str(key): canonical(one) for key, one in value.items()}
    return unicodedata.normalize("NFC", str(value)).strip()


class News(Enum):
    """The kinds of things that an update tells, in the order in which the report has them."""

    MERGED = "Improved, with your changes kept; please read once"
    ADOPTED = "Upstream now says what you say, so your change is no longer needed"
    FOLLOWED = "Moved upstream, and your changes with them"
    TOLD = "Good to know"
    UNFIT = "To be mended before you build: upstream's changes do not fit these"

    @property
    def would(self) -> str:
        """The same before anything is done."""
        return {
            News.MERGED: "Would be improved, with your changes kept",
            News.ADOPTED: "Upstream says what you say, so your change would no longer be needed",
            News.FOLLOWED: "Moved upstream, and your changes would move with them",
            News.TOLD: "Good to know, if you updated now",
            News.UNFIT: "Would have to be mended before you build: upstream's changes do not fit these",
        }.get(self, self.value)


@dataclass(frozen=True)
class Question:
    """One thing that only a person can decide, and the texts to decide from.

    ``address`` is the override's, ``kind`` the word for it in ``review.py``; a text of None means that it is not there.
    ``pieces`` says, where the texts are of several sections, what stands in each now.
    """

    address: str
    kind: str
    title: str
    ours: str | None
    theirs: str | None
    base: str | None
    where: str = ""
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stated:
    """One override as ``status`` lists it: ``op`` is its operation, ``why`` what the region says about it."""

    address: str
    op: str
    state: State
    why: str


@dataclass
class Draft:
    """The region as it will be. ``files`` are its own files by path, without upstream's; ``before`` is its old record.

    ``bases`` and ``settings`` become the new record. ``lost`` has, by the page that holds orphans, their anchors, each
    with the old record of the page on which it was: a page may hold those of several.
    ``held`` are the addresses at which nothing may be merged, ``merged`` those at which that was to be done.
    ``followed`` are the sections for which the region has words: title, the page on which each was, and is now.
    """

    files: dict[str, bytes]
    follower: Follower
    before: Lock
    bases: dict[str, dict[str, Any]] = field(default_factory=dict)
    lost: dict[str, list[tuple[PageLock, str]]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    news: list[tuple[News, str]] = field(default_factory=list)
    credits: list[tuple[str, str, str]] = field(default_factory=list)
    states: list[Stated] = field(default_factory=list)
    held: frozenset[str] = frozenset()
    merged: list[str] = field(default_factory=list)
    followed: list[tuple[str, str, str]] = field(default_factory=list)

    def may_merge(self, address: str) -> bool:
        """Whether both sides' changes of ``address`` may be put together; if not, it becomes a question.

        It may not where an earlier try showed that the outcome would be wrong, such as two footnotes of one name.
        """
        self.merged.append(address)
        return address not in self.held

    def state(self, address: str, op: str, state: State, why: str = "") -> None:
        """Note the state of one override, for ``status``."""
        self.states.append(Stated(address, op, state, why))

    def record(self, page: str, key: str, base: Any) -> None:
        """Record what upstream says under ``key`` of ``page`` from now on."""
        self.bases.setdefault(page, {})[key] = base

    def orphaned(self, page: str, lock: PageLock, anchor: str) -> None:
        """Remember that the section ``anchor`` stands on ``page`` only because the region wrote it."""
        self.lost.setdefault(page, []).append((lock, anchor))

    def given_up(self, page: str) -> bool:
        """Whether upstream has the page called ``page`` no more, and the region does not go on with it as its own."""
        home = self.follower.home(page)
        ours = home in self.lost or f"pages/{home}.md" in self.files
        return page in self.follower.old.names and not ours and self.follower.page(page) is None

    def tell(self, kind: News, sentence: str) -> None:
        """Add a sentence to the report, once."""
        if sentence and (kind, sentence) not in self.news:
            self.news.append((kind, sentence))

    def ask(self, question: Question) -> None:
        """Open a question."""
        self.questions[question.address] = question

    def adopted(self, address: str, sentence: str, why: str = "") -> None:
        """Note that upstream took something in: the override goes, the credit and its reason, ``why``, stay."""
        self.tell(News.ADOPTED, sentence)
        self.credits.append(("adopted", address, why))

    def locked(self) -> Lock:
        """Return the new record."""
        pages = {page: self._page_lock(page, bases) for page, bases in self.bases.items()}
        return Lock(pages, SettingsLock(**self.settings))

    def _page_lock(self, page: str, bases: dict[str, Any]) -> PageLock:
        new = self.follower.new
        orphans = self.lost.get(page, [])
        lock = orphans[0][0] if orphans else self.before.pages.get(page, PageLock())
        there = page in new.names
        headings = outline(new, page) if there else lock.outline
        for old, anchor in orphans:
            headings = woven(headings, old.outline, anchor)
        if not there:
            return replace(lock, outline=headings, bases=bases)
        return PageLock(new.id_of(page), new.head(page), headings, bases)


def woven(new: tuple[Heading, ...], old: Sequence[Heading], orphan: str) -> tuple[Heading, ...]:
    """Return ``new`` with the heading ``orphan`` of ``old`` after its nearest earlier neighbour that is there.

    Upstream had one, two, three, gave two up and put zero first; the region's words for two live on. What is recorded
    is zero, one, two, three, so that composing still knows, after any number of updates, where two stood.
    """
    there, before = [one.anchor for one in new], [one.anchor for one in old]
    if orphan in there or orphan not in before:
        return new
    at = before.index(orphan)
    after = next((there.index(anchor) + 1 for anchor in before[:at][::-1] if anchor in there), len(new))
    return (*new[:after], old[at], *new[after:])
