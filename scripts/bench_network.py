"""What many regions cost ``peerkit network build``, against one plain ``sphinx-build`` of their hub's pages.

Used by ``bench.py``. All regions are built in one process, and all but one line of them are sites alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from measure import Command, Ratio, of_pairs, paired, run
from plain import write_plain
from regions import write_hub, write_regions

BIN = Path(sys.executable).parent
FEW, SOME, MANY = 20, 50, 200  # regions
KINDS = ("gathered", "scattered")
# What each number of regions may cost, in plain builds: gathered, then scattered.
LIMITS = {1: (1.3, 1.3), FEW: (4.0, 9.0), SOME: (9.0, 22.0), MANY: (35.0, 85.0)}
AGAIN_LIMIT = 0.5
PAPERS_LIMIT = 0.8
MEMORY_LIMIT = 1.5
TWO_LIMIT = 1.0  # of the time by the clock that one process takes


class Network:
    """A hub of 75 pages and ``number`` regions of each kind in ``folder``, which is made, and the commands for them."""

    def __init__(self, folder: Path, number: int) -> None:
        hub = write_hub(folder / "hub" / "sessions")
        write_plain(hub, folder / "plain")
        self.out = folder / "out"
        self.regions = {kind: write_regions(hub, folder / kind, number, kind == "gathered") for kind in KINDS}
        self.plain: Command = [BIN / "sphinx-build", "-q", "-E", "-a", folder / "plain" / "source", folder / "html"]

    def build(self, regions: Sequence[Path], only: str = "site", jobs: int = 1, cached: bool = False) -> Command:
        """Return the command that builds ``regions``."""
        kept = () if cached else ("--no-cache",)
        return [
            *(BIN / "peerkit", "network", "build", "--jobs", str(jobs), "--out", self.out),
            *(*kept, "--only", only, *regions),
        ]


def bench_network(folder: Path, times: int, many: bool) -> Iterator[Ratio]:
    """Compare one region and 20 with a plain build: sites, the same again with nothing new, and papers.

    With ``many`` also 50 and 200 regions, how much more memory these take, and what two processes bring.
    """
    made = Network(folder, MANY if many else FEW)
    for number in (1, FEW):
        for kind, limit in zip(KINDS, LIMITS[number], strict=True):
            site = made.build(made.regions[kind][:number])
            yield paired(f"network: {number} {kind} / one plain build", site, made.plain, times, limit)
    again = made.build(made.regions["scattered"][:FEW], cached=True)
    yield paired(f"network: {FEW} with nothing new / one plain build", again, made.plain, times, AGAIN_LIMIT)
    for kind in KINDS:
        yield _papers(made, kind, min(times, 3))
    if many:
        yield from _many(made)


def _papers(made: Network, kind: str, times: int) -> Ratio:
    """Compare what PDFs and slides of one region more cost with a plain build."""
    some = made.regions[kind][:4]
    ones = [made.build(regions, "handouts,decks") for regions in (some, some[:1])]
    pairs = [((run(ones[0]).cpu - run(ones[1]).cpu) / (len(some) - 1), run(made.plain).cpu) for _ in range(times)]
    return of_pairs(f"network: papers of one {kind} more / one plain build", pairs, PAPERS_LIMIT)


def _many(made: Network) -> Iterator[Ratio]:
    """Build each number of regions once: the more there are, the less one run differs from the next."""
    for kind in KINDS:
        spent = {number: run(made.build(made.regions[kind][:number])) for number in (FEW, SOME, MANY)}
        for number in (SOME, MANY):
            pair = (spent[number].cpu, run(made.plain).cpu)
            yield of_pairs(f"network: {number} {kind} / one plain build", [pair], LIMITS[number][KINDS.index(kind)])
        peaks = (spent[MANY].peak, spent[FEW].peak)
        yield of_pairs(f"network: {MANY} {kind} / {FEW}, memory", [peaks], MEMORY_LIMIT, "MB")
        two = run(made.build(made.regions[kind][:FEW], jobs=2))
        yield of_pairs(f"network: {FEW} {kind}, two processes / one", [(two.wall, spent[FEW].wall)], TWO_LIMIT, "s")
