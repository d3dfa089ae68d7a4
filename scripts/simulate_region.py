"""A region in ``simulate.py``: what it does in a year, and the laws that are looked at after every step of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from simulate_local import BY_HAND, WITH_VERBS, unlike
from simulate_pages import MARK, Dice
from simulate_seen import Pages, errors, found, warned
from simulate_tree import Files, marks, read, write

from kit.model.findings import Code

# Warnings that what people change may bring about, whatever an update does.
EXPLAINED = {
    *(Code.OPEN_QUESTION, Code.GAP, Code.OVER_SLOT, Code.MINUTES_MISMATCH, Code.BELOW_SHORTEST, Code.ON_NO_AGENDA),
    *(Code.DROPPED_LINK, Code.LEFT_OUT, Code.UNUSED_VARIABLE, Code.SKIPPED_HEADING, Code.MEETING_ON_DAY_OFF),
    *(Code.LATE_FOR_FIXED, Code.REVISION_DUE, Code.UNKNOWN_ROUND),
}


class Breach(Exception):
    """A law was broken: ``kind`` names the law."""

    def __init__(self, kind: str, what: str) -> None:
        super().__init__(kind, what)
        self.kind, self.what = kind, what


class Life(Protocol):
    """What is asked of the life that a region is a part of."""

    place: Path
    dice: Dice
    story: list[str]
    told: str

    def begin(self, step: str, region: Region) -> None:
        """Note a step, and the region as it is before."""

    def command(self, *words: str, codes: tuple[int, ...] = (0,)) -> int:
        """Run ``peerkit`` with the words; return its exit code, which must be one of ``codes``."""


@dataclass
class Region:
    """One of the three regions: a folder, its letter, and what it forked."""

    life: Life
    who: str
    above: str
    dice: Dice = field(init=False)
    root: Path = field(init=False)

    def __post_init__(self) -> None:
        self.dice, self.root = self.life.dice, self.life.place / self.who

    def breach(self, kind: str, what: str) -> None:
        """Say that a law was broken."""
        raise Breach(kind, f"{self.who}: {what}")

    def command(self, *words: str, codes: tuple[int, ...] = (0,)) -> int:
        """Run ``peerkit -C REGION`` with the words; return its exit code, which must be one of ``codes``."""
        return self.life.command("-C", str(self.root), *words, codes=codes)

    def files(self) -> Files:
        """Return the region's files, without what the kit keeps for undoing."""
        return {
            path: data for path, data in read(self.root).items() if not path.startswith((".kit/undo", ".kit/lock."))
        }

    def composed(self) -> Files:
        """Return the composed tree."""
        out = self.life.place / "composed"
        shutil.rmtree(out, ignore_errors=True)
        self.command("compose", "--out", str(out))
        return read(out)

    def questions(self) -> Files:
        """Return the pages in ``review/`` that ask something."""
        pages = read(self.root / "review") if (self.root / "review").is_dir() else {}
        return {path: data for path, data in pages.items() if path not in ("README.md", "whats-new.md")}

    # A year.

    def change(self) -> None:
        """Change something by hand, or with the verbs that help."""
        self.dice.who = self.who
        by_hand = self.dice.random() < 0.6
        make = self.dice.choice(BY_HAND if by_hand else WITH_VERBS)
        before = read(self.root)
        self.life.begin(f"{self.who} {make.__name__}", self)
        make(self)
        faults = errors(self.root)
        if faults and by_hand:  # its author would see that, and not leave it so
            restore(self.root, before)
            self.life.story[-1] += " (taken back)"
        elif faults:
            self.breach("check", f"after {make.__name__}: {faults[0]}")

    def update(self) -> None:
        """Receive what is above, and look at every law."""
        self.life.begin(f"{self.who} update", self)
        before, old, shown = self.files(), Pages(self), warned(self.root)
        code = self.command("update", codes=(0, 1))
        idle = set(re.findall(r"Upstream gave up the round ([\w-]+)", self.life.told))
        kept = re.findall(r"What you say of it in (overrides/\S+) stays, and is on none", self.life.told)
        alone = re.findall(r"Your page (\S+) stays, as a page by itself", self.life.told)
        after, asked = self.files(), self.questions()
        if (code == 1) != bool(asked):
            self.breach("exit code", f"update ended with {code}, and {len(asked)} questions are open")
        self._sound("update", shown)
        new, text = Pages(self), asked_about(asked)
        self._held(old, new, text | new.waiting(idle, kept, alone))
        self._not_doubled(old, new, text)
        self._received(old, new, text)
        for mark, date in old.dates.items():
            if mark in new.given and new.dates.get(mark) != date:
                self.breach("date", f"the round {mark} was on {date}, and is on {new.dates.get(mark)} now")
        if faults := errors(self.life.place / "composed"):
            self.breach("composed", f"the composed tree by itself: {faults[0]}")
        self._same("idle", after, lambda: self.command("update", codes=(code,)))
        self._undone("update", before, after)

    def answer(self) -> None:
        """Settle some of the open questions."""
        asked = self.questions()
        ticks = {path: self.dice.choice(("Keep ours", "Take theirs", "")) for path in asked}
        if not any(ticks.values()):
            return
        self.life.begin(f"{self.who} resolve {ticks}", self)
        for path, tick in ticks.items():
            text = asked[path].replace(f"- [ ] {tick}".encode(), f"- [x] {tick}".encode()) if tick else asked[path]
            write(self.root / "review", {path: text})
        before, old, shown = self.files(), Pages(self), warned(self.root)
        code = self.command("resolve", codes=(0, 1))
        left = self.questions()
        if (code == 1) != bool(left):
            self.breach("exit code", f"resolve ended with {code}, and {len(left)} questions are open")
        self._sound("resolve", shown)
        self._undone("resolve", before, self.files())
        gone = {
            mark
            for path, tick in ticks.items()
            if tick and path not in left
            for mark in MARK.findall(asked[path].decode())
        }
        new = Pages(self)
        self._held(old, new, gone)
        self._not_doubled(old, new, gone)
        self._same("idle", self.files(), lambda: self.command("update", codes=(1 if self.questions() else 0,)))

    # The laws.

    def _sound(self, verb: str, shown: set[Code]) -> None:
        if faults := errors(self.root):
            self.breach("check", f"after {verb}: {faults[0]}")
        new = warned(self.root) - shown - EXPLAINED - warned(self.life.place / self.above)
        if new:
            said = [one for one in found(self.root) if one.code in new]
            self.breach("warning", f"after {verb}: {said[0].place}: {said[0].message}")

    def _same(self, kind: str, wanted: Files, act: Callable[[], object]) -> None:
        act()
        now = self.files()
        for path in sorted(now.keys() | wanted.keys()):
            if now.get(path) != wanted.get(path) and not (kind == "idle" and path.startswith(".kit/")):
                self.breach(kind, unlike(path, wanted.get(path), now.get(path)))

    def _undone(self, verb: str, before: Files, after: Files) -> None:
        if before != after:
            self._same("undo", before, lambda: self.command("undo"))
            self._same("redo", after, lambda: self.command("undo"))

    def _held(self, old: Pages, new: Pages, asked: set[str]) -> None:
        """What the region says itself must still be shown, once."""
        for mark, count in old.shown.items():
            if not mark.startswith(self.who) or (mark in asked and new.shown[mark]):
                continue
            if not new.shown[mark] and mark not in asked:
                self.breach("lost", f"{mark} is {'kept and not shown' if mark in new.own else 'nowhere'}")
            if new.shown[mark] > count:
                self.breach("doubled", f"{mark} stood {count} times on the region's pages, and {new.shown[mark]} now")

    def _not_doubled(self, old: Pages, new: Pages, asked: set[str]) -> None:
        """What upstream says must not stand twice; what it gives again may stand beside what the region kept of it."""
        for mark, count in new.shown.items():
            again = 0 if old.given[mark] else old.shown[mark]
            if count > max(old.shown[mark], again + new.given[mark], 1) and mark not in asked:
                self.breach("doubled", f"{mark} of upstream's stands {count} times on the region's pages")

    def _received(self, old: Pages, new: Pages, asked: set[str]) -> None:
        """What upstream says, and the region did not leave out, must be shown or asked about."""
        for mark in new.given:
            fresh, kept = not old.given[mark], old.shown[mark]
            if new.shown[mark] or mark in asked | old.unsaid or not (fresh or kept):
                continue
            if not new.left_out(mark, kept > 0) and not new.in_part_of(mark, old.unsaid):
                self.breach(
                    "missing", f"{mark} of upstream's {'stood' if kept else 'is new, and stands'} on no page now"
                )


def asked_about(pages: Files) -> set[str]:
    """Return the marks on pages that ask something; one that asks about an agenda's item knows it by its id alone."""
    items = {mark for data in pages.values() for mark in re.findall(r"Address: `\S+@i(\w+)", data.decode())}
    return items | set(marks(pages))


def restore(root: Path, files: Files) -> None:
    """Make the tree what it was."""
    write(root, dict.fromkeys(read(root).keys() - files.keys()))
    write(root, files)
