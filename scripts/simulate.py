"""Lets a hub and three regions live for some years and looks for what must never happen: ``simulate.py [--seed N]``.

A region forks the hub, another forks that region, a third forks the second. In each year all of them change something,
chosen at random by the seed, the hub brings out a version, and each region receives what is above it and settles some
of its questions. The same seed gives the same life, so a breach can be played again alone, and its trees looked at:
``simulate.py --seed 17 --lives 1 --keep /tmp/17``.

The laws, after every step: no sentence is lost or doubled; ``check`` finds nothing new that the step does not explain;
a second update changes no byte; undo is exact, and so is a second one; the composed tree is a valid hub, from which the
next region forks and updates; no command ends in another way than the contract says. A life ends at its first breach;
breaches are printed with the seed, their trees are kept below ``_build/simulate``, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from simulate_edits import Files, first_hub, marks, next_hub
from simulate_local import BY_HAND, WITH_VERBS, read, unlike, write
from simulate_pages import MARK, Dice
from simulate_seen import Pages, errors, found, warned

from kit.cli.run import run
from kit.model.findings import Code
from kit.system.memo import Memory

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "_build" / "simulate"
REGIONS = "abc"
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
        after, asked = self.files(), self.questions()
        if (code == 1) != bool(asked):
            self.breach("exit code", f"update ended with {code}, and {len(asked)} questions are open")
        self._sound("update", shown)
        new = Pages(self)
        text = marks(asked)
        self._held(old, new, set(text) | new.waiting(idle))
        self._not_doubled(old, new, set(text))
        self._received(old, new, set(text))
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
        for mark, count in new.shown.items():
            if count > max(old.shown[mark], new.given[mark], 1) and mark not in asked:
                self.breach("doubled", f"{mark} of upstream's stands {count} times on the region's pages")

    def _received(self, old: Pages, new: Pages, asked: set[str]) -> None:
        """What upstream says, and the region did not leave out, must be shown or asked about."""
        for mark in new.given:
            fresh, kept = not old.given[mark], old.shown[mark]
            if new.shown[mark] or mark in asked or not (fresh or kept):
                continue
            if not new.left_out(mark, kept > 0):
                self.breach(
                    "missing", f"{mark} of upstream's {'stood' if kept else 'is new, and stands'} on no page now"
                )


def restore(root: Path, files: Files) -> None:
    """Make the tree what it was."""
    write(root, dict.fromkeys(read(root).keys() - files.keys()))
    write(root, files)


@dataclass
class Life:
    """One hub and three regions, in the folder ``place``, and what happened to them."""

    seed: int
    place: Path
    dice: Dice = field(init=False)
    story: list[str] = field(default_factory=list)
    before: tuple[str, Files] = ("", {})
    years: int = 0
    told: str = ""  # by the last command

    def __post_init__(self) -> None:
        self.dice = Dice(self.seed)

    def begin(self, step: str, region: Region) -> None:
        """Note a step, and the region as it is before."""
        self.story.append(step)
        self.before = (region.who, read(region.root))

    def live(self, years: int) -> None:
        """Begin, and go on for some years. Raises Breach."""
        hub = first_hub(self.dice)
        self.bring_out(hub)
        regions = [Region(self, who, above) for who, above in zip(REGIONS, ("hub", *REGIONS), strict=False)]
        for one in regions:
            self.story.append(f"{one.who} fork")
            words = ("--name", one.who.upper(), "--id", one.who, "--from", str(self.place / one.above), "--no-input")
            self.command("fork", str(one.root), *words)
        memory = Memory()
        for self.years in range(1, years + 1):
            with memory.in_use():
                hub = self.year(hub, regions)
        self.end(regions)

    def year(self, hub: Files, regions: list[Region]) -> Files:
        """Let all change something, and the regions receive what is above them; return the hub's new version."""
        for one in regions:
            for _ in range(self.dice.randint(0, 3)):
                one.change()
        self.dice.who = "h"
        hub, done = next_hub(self.dice, hub)
        self.story.append(f"hub {', '.join(done)}")
        self.bring_out(hub)
        for one in regions:
            one.update()
            if self.dice.random() < 0.6:
                one.answer()
        return hub

    def end(self, regions: list[Region]) -> None:
        """Look at one region as ``check`` does, and fork its composed tree."""
        one = self.dice.choice(regions)
        self.begin(f"{one.who} check", one)
        one.composed()
        words = ("--name", "Last", "--id", "last", "--from", str(self.place / "composed"), "--no-input")
        self.command("fork", str(self.place / "last"), *words)
        one.command("check", "--json", codes=(0, 1))
        found = json.loads(self.told[self.told.index("{") : self.told.rindex("}") + 1])["findings"]
        for fault in found:
            if fault["level"] == "error":
                one.breach("check", f"{fault['file']}:{fault['line']}: {fault['message']}")

    def bring_out(self, hub: Files) -> None:
        """Write the hub's version."""
        shutil.rmtree(self.place / "hub", ignore_errors=True)
        write(self.place / "hub", hub)
        if faults := errors(self.place / "hub"):
            raise Breach("simulation", f"the hub itself is invalid: {faults[0]}")

    def command(self, *words: str, codes: tuple[int, ...] = (0,)) -> int:
        """Run ``peerkit`` with the words; return its exit code, which must be one of ``codes``."""
        told = io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            code = run(list(words))
        self.told = said = told.getvalue()
        verb = next(word for word in words if not word.startswith(("-", "/")))
        for sign in ("Traceback", "The kit itself made a mistake", "lease report this"):
            if sign in said:
                raise Breach("report", f"{verb}: {said}")
        if code not in codes:
            raise Breach("exit code", f"{verb} ended with {code}: {said}")
        return code


# The run.


def life(seed: int, years: int, keep: Path) -> tuple[int, int, Breach | None]:
    """Live one life; return its seed, the years that it went on, and the breach that ended it, if one did."""
    with tempfile.TemporaryDirectory(prefix="peerkit-simulate-") as folder:
        one = Life(seed, Path(folder))
        try:
            one.live(years)
        except Exception as error:
            breach = error if isinstance(error, Breach) else Breach("simulation", traceback.format_exc())
            _keep(one, breach, keep / str(seed))
            return seed, one.years, breach
        return seed, one.years, None


def _keep(one: Life, breach: Breach, place: Path) -> None:
    """Keep the trees as they are, and the region that it happened to as it was before the last step."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(one.place, place)
    write(place / f"{one.before[0]}-before", one.before[1])
    story = "\n".join(one.story)
    (place / "story.txt").write_text(f"{story}\n\n{breach.kind}: {breach.what}\n", encoding="utf-8")


def main() -> int:
    """Live lives until there have been enough, or the time is up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="the first seed; each life takes the next")
    parser.add_argument("--lives", type=int, default=10**6, help="how many lives")
    parser.add_argument("--years", type=int, default=5, help="how many years each")
    parser.add_argument("--minutes", type=float, default=30.0, help="when to begin no other life")
    parser.add_argument("--jobs", type=int, default=1, help="how many lives at a time")
    parser.add_argument("--keep", type=Path, default=KEPT, help="where to leave the trees of a breach")
    given = parser.parse_args()
    until, lived, kinds = time.monotonic() + given.minutes * 60, [0, 0], Counter[str]()
    for seed, years, breach in _lives(given, until):
        lived = [lived[0] + 1, lived[1] + years]
        if breach is not None:
            kinds[breach.kind] += 1
            print(f"seed {seed}, year {years}: {breach.kind}: {breach.what[:600]}", flush=True)
    told = ", ".join(f"{count} of {kind}" for kind, count in kinds.most_common())
    print(f"{lived[0]} lives from seed {given.seed}, {lived[1]} years: {told or 'no'} breach.")
    return 1 if kinds else 0


def _lives(given: argparse.Namespace, until: float) -> Iterator[tuple[int, int, Breach | None]]:
    seeds = range(given.seed, given.seed + given.lives)
    one = partial(life, years=given.years, keep=given.keep)
    if given.jobs == 1:
        for seed in seeds:
            yield one(seed)
            if time.monotonic() > until:
                return
        return
    with ProcessPoolExecutor(given.jobs, max_tasks_per_child=20) as pool:
        for start in range(0, given.lives, given.jobs * 4):
            yield from pool.map(one, seeds[start : start + given.jobs * 4])
            if time.monotonic() > until:
                return


if __name__ == "__main__":
    sys.exit(main())
