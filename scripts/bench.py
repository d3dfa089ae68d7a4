"""What the kit costs, as ratios against something that everybody can run: ``.venv/bin/python scripts/bench.py``.

Every ratio comes from one run: both sides take turns (A B A B) after one unmeasured run of each, and what counts is
the CPU seconds of the whole process tree, because those of a busy machine are steadier than the clock.

help       ``peerkit --help`` against ``python -c "import click"``, its one import that it cannot do without.
overhead   ``peerkit build --only site`` of the hub against a plain ``sphinx-build`` of the same pages with the same
           theme. Both are whole processes, from the start of Python to the last file. The plain side gets the pages as
           the kit hands them to Sphinx (``scripts/plain.py``): composed already, front matter blanked, with the guides
           and the same toctrees. The kit's blocks become admonitions, with every word in them, facilitator notes
           included; the kit leaves those off the pages but writes a run sheet for each round. Both use furo, MyST
           with the same extensions, and sphinx-design; both leave out smart quotes, page sources and indices.
           Reading settings, checking, composing, variables, timetables, run sheets and the manifest are the kit's
           side alone. Furo's menu of all pages is the plain side's alone: the kit draws its own.
large      The same with each round of the hub five times over: ``--large``.
status     ``peerkit status`` of a region with 200 overrides of a hub of 300 pages (``scripts/franchise.py``), less its
           start-up (the same process, importing what it needs and ending), against two seconds.
gate       What holds a region's files against the allow-lists (``scripts/gate.py`` names its functions), against the
           whole build of which it is a part, both timed in one process that builds the hub's site.
update     ``peerkit update`` of that region to a version with improvements in every section of half of the pages,
           measured in the same way, against one reading of that version with every rule. An update reads it once for
           errors, each changed page three times more (as it was, as it is, and as the region has it), and writes
           hundreds of files. ``peerkit undo`` puts the region back before each run.
compare    ``peerkit compare`` of 50 regions with 40 sessions each, against reading and composing them
           (``scripts/side_by_side.py``), both in one process.
network    ``peerkit network build`` of the sites of 1 and 20 regions of a hub of 75 pages (``scripts/regions.py``), in
           one process, against one plain ``sphinx-build`` of the hub's pages. Each region says 8 of 100 sections in its
           own words: whole pages (gathered) or sections anywhere (scattered). The same sites again with nothing new,
           with what the last build kept; and what papers and slides of one region more cost, without that. With
           ``--many``, which takes a quarter of an hour, also 50 and 200 regions, how much more memory 200 take than 20,
           and how long two processes take by the clock: each once (``scripts/bench_network.py``).
decks      What a hundred slides more cost in a hub's deck, from the files to the .pptx, against what they cost
           pandoc in Markdown of its own with the same text, tables, pictures and notes (``scripts/decks.py``). Both
           are differences between 101 slides and one, so that neither start-up counts. And the kit's cost of a slide
           at 500 slides against that at 10, each beyond the first page of ten.
handouts   What the kit's PDF of 40 pages costs, from the read page on, against WeasyPrint's from HTML with a plain
           style sheet for print (``scripts/sheets.py``), both after a short one. The kit's is PDF/UA-1.
serve      What one saved change of a session costs ``peerkit serve`` until the page can be had, and until every page
           is up to date, against sphinx-autobuild on a plain project of the same 75 pages (``scripts/serving.py``, with
           the hub of ``large``). sphinx-autobuild needs about a second for it, so that a tenth of that is a tenth of
           a second until the page is there. Linux only.
demo       In a fresh clone of the last commit: the installation, then ``make demo``'s builds. The ratio is both
           together against the installation alone, by CPU and by the clock: ``--demo``. It needs the network.

Pandoc and WeasyPrint come from ``pip install -e ".[bench]"``; where one is missing, its line is left out and a sentence
says so. Prints a table of medians, with the least and the greatest ratio; ``--json`` prints the same as JSON. Exit code
1 if any ratio is over its limit.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench_network import bench_network
from decks import write_hub, write_markdown
from franchise import Franchise, write_franchise
from measure import Ratio, of_pairs, paired, run, table
from plain import write_large, write_plain

ROOT = Path(__file__).resolve().parent.parent
HUB = ROOT / "sessions"
BIN = Path(sys.executable).parent

HELP_LIMIT = 1.5
OVERHEAD_LIMIT = 1.15
GATE_LIMIT = 0.05
DEMO_LIMIT = 2.0
STATUS_SECONDS = 2.0
UPDATE_LIMIT = 2.5
COMPARE_LIMIT = 3.0
DECKS_LIMIT = 1.0
FLAT_LIMIT = 1.2
HANDOUTS_LIMIT = 0.1
SHOWN_LIMIT = 0.1
REST_LIMIT = 0.5
SESSION = "round-1/how-ready"
COPIES = 5  # of each round in the large hub


def bench_help(times: int) -> Ratio:
    """Compare the help with the import of click."""
    theirs = [sys.executable, "-c", "import click"]
    return paired("peerkit --help / import click", [BIN / "peerkit", "--help"], theirs, times, HELP_LIMIT)


def bench_overhead(name: str, hub: Path, folder: Path, times: int) -> Ratio:
    """Compare the hub's site with a plain build of its pages, in ``folder``, which is made."""
    write_plain(hub, folder)
    ours: list[str | Path] = [BIN / "peerkit", "-C", hub, "build", "--no-cache", "--only", "site"]
    ours += ["--out", folder / "kit"]
    theirs: list[str | Path] = [BIN / "sphinx-build", "-q", "-E", "-a", "-W", folder / "source", folder / "plain"]
    return paired(f"{name}: build --only site / sphinx-build", ours, theirs, times, OVERHEAD_LIMIT)


def bench_gate(folder: Path, times: int) -> Ratio:
    """Measure which part of a build the gate is."""
    ran = []
    for turn in range(times + 1):
        command: list[str | Path] = [sys.executable, ROOT / "scripts" / "gate.py", HUB, folder / f"gate-{turn}"]
        ran.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    gate, whole = (median(one[name] for one in ran[1:]) for name in ("gate", "build"))
    return Ratio("gate / build --only site", gate, whole, gate / whole, GATE_LIMIT)


def bench_status(made: Franchise, times: int) -> Ratio:
    """Measure the status of a region beyond its start-up."""
    ours = median(_beyond_start("status", made) for _ in range(times))
    return Ratio("status beyond start-up / two seconds", ours, STATUS_SECONDS, ours / STATUS_SECONDS, 1.0)


def bench_update(made: Franchise, times: int) -> Ratio:
    """Compare an update beyond its start-up, each time of the region as it was before, with reading the new version."""
    read = (
        "import sys, pathlib; from kit.app.check import examine; [examine(pathlib.Path(one)) for one in sys.argv[1:]]"
    )
    pairs = []
    for turn in range(times):
        if turn:
            run([BIN / "peerkit", "-C", made.region, "undo"])
        theirs = run([sys.executable, "-c", read, made.improved]).cpu - run([sys.executable, "-c", read]).cpu
        pairs.append((_beyond_start("update", made, "--from", made.improved), theirs))
    ours, theirs = (median(pair[side] for pair in pairs) for side in (0, 1))
    ratio = median(one / other for one, other in pairs)
    return Ratio("update beyond start-up / reading the version", ours, theirs, ratio, UPDATE_LIMIT)


def bench_compare(folder: Path, times: int) -> Ratio:
    """Compare many regions, against reading them."""
    command: list[str | Path] = [sys.executable, ROOT / "scripts" / "side_by_side.py", folder]
    ran = [json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(times)]
    ours, theirs = (median(one[name] for one in ran) for name in ("comparing", "reading"))
    ratio = median(one["comparing"] / one["reading"] for one in ran)
    return Ratio("compare 50 regions / reading them", ours, theirs, ratio, COMPARE_LIMIT)


def _beyond_start(verb: str, made: Franchise, *arguments: str | Path) -> float:
    start: list[str | Path] = [sys.executable, "-c", f"import kit.cli.run, kit.cli.{verb}, kit.app.region"]
    return run([BIN / "peerkit", "-C", made.region, verb, *arguments]).cpu - run(start).cpu


def bench_decks(folder: Path, times: int) -> Iterator[Ratio]:
    """Compare slides with pandoc's, where it is installed, and many slides with few."""
    hubs = {count: write_hub(folder / f"hub-{count}", count) for count in (1, 10, 20, 101, 510)}
    if pandoc := installed("pypandoc", "decks"):
        pandoc = str(Path(pandoc).parent / "files" / "pandoc")
        many = [hubs[101], hubs[1]] * 3  # a difference of two large numbers varies, so it is taken three times
        pairs = [(_more_slides(*many) / 3, _pandoc(pandoc, folder)) for _ in range(times + 1)][1:]
        ours, theirs = (median(pair[side] for pair in pairs) for side in (0, 1))
        ratio = median(one / other for one, other in pairs)
        yield Ratio("100 slides more / 100 by pandoc", ours, theirs, ratio, DECKS_LIMIT)
    few = median(_more_slides(*(hubs[20], hubs[10]) * 4) / 4 for _ in range(times)) / 10
    each = median(_more_slides(hubs[510], hubs[10]) for _ in range(min(times, 3))) / 500
    yield Ratio("a slide of 500 / a slide of 10", each, few, each / few, FLAT_LIMIT)


def _more_slides(*hubs: Path) -> float:
    """Return how much more the hubs at even places cost than those at odd ones."""
    command: list[str | Path] = [sys.executable, ROOT / "scripts" / "decks.py", *hubs]
    costs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return float(sum(costs[::2]) - sum(costs[1::2]))


def _pandoc(pandoc: str, folder: Path) -> float:
    spent = []
    for count in (101, 1):
        source = write_markdown(folder / f"pandoc-{count}", count)
        made = folder / f"pandoc-{count}.pptx"
        spent.append(run([pandoc, source, "--resource-path", source.parent, "-o", made]).cpu)
    return spent[0] - spent[1]


def bench_handouts(folder: Path, times: int) -> Iterator[Ratio]:
    """Compare a long handout with WeasyPrint's, where that is installed."""
    if installed("weasyprint", "handouts") is None:
        return
    folder.mkdir()
    pairs = [(_sheets("kit", folder), _sheets("weasyprint", folder)) for _ in range(min(times, 3))]
    ours, theirs = (median(pair[side] for pair in pairs) for side in (0, 1))
    ratio = median(one / other for one, other in pairs)
    yield Ratio("40 pages of handouts / WeasyPrint", ours, theirs, ratio, HANDOUTS_LIMIT)


def _sheets(program: str, folder: Path) -> float:
    command: list[str | Path] = [sys.executable, ROOT / "scripts" / "sheets.py", program, folder]
    return float(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["cpu"])


def installed(package: str, line: str) -> str | None:
    """Return where a package's first file is; without it None, and a sentence that says what is left out."""
    found = importlib.util.find_spec(package)
    if found is None:
        message = f"{line} is left out, because {package} is not installed: pip install -e '.[bench]'"
        print(message, file=sys.stderr)
    return found.origin if found else None


def bench_serve(folder: Path, times: int) -> list[Ratio]:
    """Change a session while both kinds of preview serve it."""
    from serving import autobuild, changes, peerkit

    hub = write_large(HUB, folder / "hub", COPIES)
    write_plain(hub, folder / "plain")
    pages = hub / f"{SESSION}.md", folder / "plain" / "source" / f"{SESSION}.md"
    with peerkit(hub, SESSION) as ours, autobuild(folder / "plain" / "source", folder / "built") as theirs:
        pairs = changes(ours, theirs, pages, times)
    shown, done = [(one.shown, other.rest) for one, other in pairs], [(one.rest, other.rest) for one, other in pairs]
    return [
        of_pairs("serve: a session shown / sphinx-autobuild", shown, SHOWN_LIMIT),
        of_pairs("serve: all pages done / sphinx-autobuild", done, REST_LIMIT),
    ]


def _can_serve() -> bool:
    """Whether previews can be measured here; where not, say so."""
    there = Path("/proc/self/schedstat").exists() and importlib.util.find_spec("sphinx_autobuild") is not None
    if not there:
        print("serve is left out: it needs Linux, and sphinx-autobuild: pip install -e '.[bench]'", file=sys.stderr)
    return there


def bench_demo(folder: Path) -> list[Ratio]:
    """Install in a fresh clone in ``folder``, then let the demo find the installation done."""
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    task = [sys.executable, "scripts/task.py"]
    install = run([sys.executable, "-c", "import sys; sys.path[:0] = ['scripts']; import task; task.install()"], clone)
    demo = run([*task, "demo"], clone)
    return [
        Ratio(f"make demo / its installation{note}", ours + theirs, theirs, (ours + theirs) / theirs, DEMO_LIMIT, unit)
        for note, ours, theirs, unit in (
            ("", demo.cpu, install.cpu, "cpu s"),
            (", by the clock", demo.wall, install.wall, "s"),
        )
    ]


def measured(arguments: argparse.Namespace, folder: Path) -> Iterator[Ratio]:
    """Yield the ratios that were asked for."""
    if arguments.only in (None, "help"):
        yield bench_help(arguments.times * 4)
    if arguments.only in (None, "overhead"):
        yield bench_overhead("hub", HUB, folder / "hub", arguments.times)
    if arguments.only in (None, "gate"):
        yield bench_gate(folder, arguments.times)
    if arguments.only in (None, "franchise"):
        made = write_franchise(folder / "franchise")
        yield bench_status(made, arguments.times)
        yield bench_update(made, arguments.times)
    if arguments.only in (None, "compare"):
        yield bench_compare(folder / "compare", arguments.times)
    if arguments.only in (None, "network"):
        yield from bench_network(folder / "network", arguments.times, arguments.many)
    if arguments.only in (None, "decks"):
        yield from bench_decks(folder / "decks", arguments.times)
    if arguments.only in (None, "handouts"):
        yield from bench_handouts(folder / "handouts", arguments.times)
    if arguments.only in (None, "serve") and _can_serve():
        yield from bench_serve(folder / "serve", arguments.times)
    if arguments.large:
        large = write_large(HUB, folder / "large", COPIES)
        yield bench_overhead("large", large, folder / "large-out", arguments.times)
    if arguments.demo:
        yield from bench_demo(folder)


def parsed() -> argparse.Namespace:
    """Return the arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    only = ("help", "overhead", "gate", "franchise", "compare", "network", "decks", "handouts", "serve")
    parser.add_argument("--only", choices=only, help="one of them; all without it")
    parser.add_argument("--times", type=int, default=5, metavar="N", help="pairs to measure; four times N for help")
    parser.add_argument("--large", action="store_true", help="a large hub too")
    parser.add_argument("--many", action="store_true", help="50 and 200 regions too")
    parser.add_argument("--demo", action="store_true", help="make demo in a fresh clone too")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def main() -> None:
    """Measure, print, and end with 1 if anything is over its limit."""
    if not hasattr(os, "wait4"):
        sys.exit("The benchmarks need a system that counts CPU seconds for children: Linux or macOS.")
    arguments = parsed()
    with tempfile.TemporaryDirectory(prefix="peerkit-bench-") as folder:
        os.environ["PEERKIT_CACHE"] = str(Path(folder, "kept"))
        ratios = list(measured(arguments, Path(folder)))
    print(json.dumps([one.as_json() for one in ratios], indent=2) if arguments.json else table(ratios))
    sys.exit(any(not one.ok for one in ratios))


if __name__ == "__main__":
    main()
