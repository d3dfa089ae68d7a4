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
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from simulate_edits import first_hub, next_hub
from simulate_pages import Dice
from simulate_region import Breach, Region
from simulate_seen import errors
from simulate_tree import Files, read, write

from kit.cli.run import run
from kit.system.memo import Memory

KEPT = Path(__file__).resolve().parent.parent / "_build" / "simulate"
REGIONS = "abc"


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
            self.command("fork", "--no-kit", str(one.root), *words)
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
        self.command("fork", "--no-kit", str(self.place / "last"), *words)
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
