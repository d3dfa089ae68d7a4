"""What an update builds up before anything is written: the region's files, its record, questions and the report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from kit.franchise.lock import Heading, Lock, PageLock, SettingsLock
from kit.franchise.update.follow import Follower
from kit.franchise.update.record import outline
from kit.franchise.update.state import State


class News(Enum):
    """The kinds of things that an update tells, in the order in which the report has them."""

    MERGED = "Improved, with your changes kept; please read once"
    ADOPTED = "Upstream now says what you say, so your change is no longer needed"
    FOLLOWED = "Moved upstream, and your changes with them"
    TOLD = "Good to know"


@dataclass(frozen=True)
class Question:
    """One thing that only a person can decide, and the texts to decide from.

    ``address`` is the override's, ``kind`` the word for it in ``review.py``; a text of None means that it is not there.
    """

    address: str
    kind: str
    title: str
    ours: str | None
    theirs: str | None
    base: str | None
    where: str = ""


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

    ``bases`` and ``settings`` become the new record, and ``lost`` has the old record of each page that holds orphans.
    """

    files: dict[str, bytes]
    follower: Follower
    before: Lock
    bases: dict[str, dict[str, Any]] = field(default_factory=dict)
    lost: dict[str, tuple[PageLock, set[str]]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    news: list[tuple[News, str]] = field(default_factory=list)
    credits: list[tuple[str, str, str]] = field(default_factory=list)
    states: list[Stated] = field(default_factory=list)

    def state(self, address: str, op: str, state: State, why: str = "") -> None:
        """Note the state of one override, for ``status``."""
        self.states.append(Stated(address, op, state, why))

    def record(self, page: str, key: str, base: Any) -> None:
        """Record what upstream says under ``key`` of ``page`` from now on."""
        self.bases.setdefault(page, {})[key] = base

    def orphaned(self, page: str, lock: PageLock, anchor: str) -> None:
        """Remember that the section ``anchor`` stands on ``page`` only because the region wrote it."""
        self.lost.setdefault(page, (lock, set()))[1].add(anchor)

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
        lock, anchors = self.lost.get(page, (self.before.pages.get(page, PageLock()), set()))
        if page not in new.names:
            return replace(lock, bases=bases)
        headings = woven(outline(new, page), lock.outline, anchors)
        return PageLock(new.id_of(page), new.head(page), headings, bases)


def woven(new: Sequence[Heading], old: Sequence[Heading], orphans: Collection[str]) -> tuple[Heading, ...]:
    """Return ``new`` with the ``orphans`` among ``old``, each after its nearest earlier neighbour that is there."""
    result = list(new)
    for place, one in enumerate(old):
        if one.anchor in orphans:
            anchors = [heading.anchor for heading in result]
            earlier = [before.anchor for before in old[:place][::-1]]
            after = next((anchors.index(anchor) + 1 for anchor in earlier if anchor in anchors), len(result))
            result.insert(after, one)
    return tuple(result)
