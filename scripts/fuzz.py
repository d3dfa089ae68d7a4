"""Sends random trees through the kit and looks for what must never happen: ``fuzz.py [--seed N] [--trees N]``.

Each tree is a small hub or region with one to four files replaced by random ones of ``fuzz_pages`` and ``fuzz_files``:
pages, settings, drawings, pictures, decks, archives, other groups' facts. ``check`` reads it, and ``build`` where
nothing stands against that; some are forked from an archive. A seed gives the same tree each time, so a failure can be
played again alone.

A breach is a traceback or "The kit itself made a mistake", an exit code that the contract does not have, a command of
over SECONDS, a socket or process, a file written or read elsewhere, a word of facilitators' notes or a source file in
an output that may not hold it, and script that a visitor's browser would run. Breaches are printed with the seed,
their trees are kept below ``_build/fuzz``, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import fuzz_dice as dice
import fuzz_files as files
import fuzz_pages as pages

from kit.cli.run import run
from kit.render.outputs import may_hold_notes
from tests.built import files_with
from tests.hostile.attacks import PLACEHOLDER_PICTURE, SECRET
from tests.hostile.guard import TooSlow, time_limit, watching
from tests.regions import HUB, region_files

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 60.0  # for one command, on a busy machine
CODES = {0, 1, 2, 3, 4}
KEPT = ROOT / "_build" / "fuzz"
SOURCES = {".md", ".toml", ".py", ".potx"}
Maker = Callable[[dice.Dice], bytes]

IN_A_HUB: Sequence[tuple[str, Maker]] = (
    ("round-1/how-ready.md", pages.session),
    ("round-1/attack.md", pages.session),
    ("index.md", pages.home),
    ("messages/invitation.md", pages.message),
    ("hub.toml", files.hub_toml),
    ("moves.toml", lambda random: files.settings(random, '[[move]]\nfrom = "a"\nto = "b"\nin = "2026.1"\n')),
    ("a.svg", files.svg),
    ("a.png", files.picture),
    ("brand.pptx", files.deck),
)
IN_A_REGION: Sequence[tuple[str, Maker]] = (
    ("region.toml", files.region_toml),
    ("pages/round-1/own.md", pages.session),
    ("overrides/round-1/how-ready/score-yourselves.replace.md", pages.section),
    ("overrides/round-1/how-ready/why-it-matters.words.md", pages.prose),
    ("overrides/round-1/how-ready/why-it-matters.after.md", pages.section),
    ("overrides/round-1/how-ready/page.toml", files.page_toml),
    ("files/a.svg", files.svg),
    ("files/brand/brand.pptx", files.deck),
    (".kit/lock", files.region_toml),
    ("review/x.md", pages.home),
    ("upstream/round-1/how-ready.md", pages.session),
)
WILD = (0.0, 0.0, 0.01, 0.03, 0.1, 0.5)  # how odd a tree is; see fuzz_dice.Dice
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9v9z"/></svg>'


@dataclass
class Trial:
    """One tree and what came of it. ``place`` is a folder for it alone, ``work`` the kit's temporary folder."""

    seed: int
    place: Path
    work: Path
    breaches: list[str] = field(default_factory=list)
    built: bool = False

    def lay(self) -> dice.Dice:
        """Write the tree, a secret beside it, an archive and other groups' facts; return the dice for the rest."""
        random = dice.Dice(self.seed)
        random.wild = random.choice(WILD)
        hub = random.random() < 0.5
        local = "" if hub else "files/"
        tree = {path: text.encode() for path, text in (HUB if hub else region_files({})).items()}
        tree |= {f"{local}a.png": PLACEHOLDER_PICTURE, f"{local}a.svg": SVG}
        for path, make in random.sample(IN_A_HUB if hub else IN_A_REGION, random.randint(1, 4)):
            tree[path] = make(random)
        if "brand.pptx" in tree:
            tree["hub.toml"] += b'deck = "brand.pptx"\n'
        if "files/brand/brand.pptx" in tree:
            tree["region.toml"] += b'\n[brand]\ndeck = "brand/brand.pptx"\n'
        if random.random() < 0.3:
            tree["round-1/shown.md" if hub else "pages/round-1/shown.md"] = _showing(random)
        for path, data in tree.items():
            self.write(f"tree/{path}", data)
        self.write("secret.txt", SECRET.encode())
        self.write("hub.zip", files.source(random, tree))
        self.write("groups/other.json", files.group(random))
        return random

    def write(self, path: str, data: bytes) -> None:
        """Write one file below the folder."""
        target = self.place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def run(self) -> None:
        """Put the tree through the commands."""
        random = self.lay()
        tree, out = str(self.place / "tree"), str(self.place / "out")
        code = self.command("-C", tree, "check", *(["--strict"] if random.random() < 0.3 else []))
        if random.random() < 0.15:
            self.command(
                "fork",
                "--no-kit",
                str(self.place / "fork"),
                "--name",
                "X",
                "--id",
                "x",
                "--from",
                str(self.place / "hub.zip"),
            )
        parts = random.choice(("site", "site,decks", "site,handouts", "handouts", "decks", ""))
        groups = ["--groups", str(self.place / "groups")] if random.random() < 0.2 else []
        if code in (0, 1) or random.random() < 0.1:
            only = ["--only", parts] if parts else []
            self.command("-C", tree, "build", "--out", out, *only, *groups)
        self.built = (self.place / "out").exists()
        if self.built:
            self.breaches += faults_of(self.place / "out")

    def command(self, *words: str) -> int:
        """Run ``peerkit`` with the words; return its exit code."""
        told = io.StringIO()
        names = ("out", ".out.new", ".out.old", "fork", ".fork.new", ".fork.old")
        allowed = [self.work, *(self.place / name for name in names)]
        code = -1
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told), warnings.catch_warnings():
            try:
                with watching(*allowed) as watch, time_limit(SECONDS):
                    code = run(list(words))
                self.breaches += [f"{words[2:3]}: {one}" for one in watch.seen]
            except TooSlow:
                self.breaches.append(f"{' '.join(words)}: no answer in {SECONDS:g} seconds")
            except BaseException as error:
                self.breaches.append(f"{' '.join(words)}: {type(error).__name__}: {error}")
        said = told.getvalue()
        if code not in CODES and not self.breaches:
            self.breaches.append(f"{' '.join(words)}: exit code {code}")
        for sign in ("Traceback", "The kit itself made a mistake", str(self.work)):
            if sign in said:
                self.breaches.append(
                    f"{' '.join(words)}: {said[max(0, said.index(sign) - 200) : said.index(sign) + 400]}"
                )
        return code


def _showing(random: dice.Dice) -> bytes:
    """Return a page that shows the pictures, so that they reach the outputs."""
    body = "![A](/a.svg)\n\n![B](/a.png)\n"
    blocks = f":::{{slide}} Picture\n\n{body}\n:::\n\n:::{{handout}} Sheet\n\n{body}\n:::\n"
    return f"---\nminutes: {random.randint(1, 60)}\n---\n\n# Shown\n\n{body}\n{blocks}".encode()


# What an output may not hold.


class _Live(HTMLParser):
    """Gathers what a browser would run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.live: list[str] = []
        self.script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.script = tag == "script" and dict(attrs).get("type") != "application/json"
        for key, value in attrs:
            address = "".join((value or "").split()).lower()
            if key.startswith("on") or address.startswith("javascript:") or (key == "srcdoc"):
                self.live.append(f"<{tag} {key}={value}>")

    def handle_endtag(self, _: str) -> None:
        self.script = False

    def handle_data(self, data: str) -> None:
        if self.script and dice.LIVE in data:
            self.live.append(f"<script>{data[:80]}")


def faults_of(out: Path) -> Iterator[str]:
    """Yield what stands in an output and may not."""
    files = [path for path in out.rglob("*") if path.is_file()]
    yield from (f"{path.name} is a source file" for path in files if path.suffix.lower() in SOURCES)
    yield from (f"{path} holds notes" for path in sorted(files_with(dice.NOTE, out)) if not may_hold_notes(path))
    yield from (f"{path} holds a secret" for path in sorted(files_with(SECRET, out)))
    for path in files:
        if path.suffix in (".html", ".svg"):
            parser = _Live()
            parser.feed(path.read_text(encoding="utf-8"))
            yield from (f"{path.relative_to(out)}: {one}" for one in parser.live)


# The run.


def trial(seed: int, work: Path) -> Trial:
    """Return what came of one seed; its tree is kept if there were breaches. ``work`` is as in ``Trial``."""
    with tempfile.TemporaryDirectory(prefix="peerkit-fuzz-", dir=work.parent) as folder:
        one = Trial(seed, Path(folder), work)
        one.run()
        if one.breaches:
            shutil.rmtree(KEPT / str(seed), ignore_errors=True)
            shutil.copytree(one.place / "tree", KEPT / str(seed))
        return one


def main() -> int:
    """Try trees until there have been enough, or the time is up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="the first seed; each tree takes the next")
    parser.add_argument("--trees", type=int, default=10**9, help="how many trees")
    parser.add_argument("--minutes", type=float, default=30.0, help="when to stop at the latest")
    given = parser.parse_args()
    os.environ["PEERKIT_CACHE"] = ""  # every tree is built as if it were the first
    with tempfile.TemporaryDirectory(prefix="peerkit-fuzz-") as folder:
        work = Path(folder) / "work"
        work.mkdir()
        tempfile.tempdir = str(work)
        return _run(given, work)


def _run(given: argparse.Namespace, work: Path) -> int:
    until, tried, built, failed = time.monotonic() + given.minutes * 60, 0, 0, 0
    for seed in range(given.seed, given.seed + given.trees):
        made = trial(seed, work)
        tried, built, failed = tried + 1, built + made.built, failed + bool(made.breaches)
        for one in made.breaches:
            print(f"seed {seed}: {one}", flush=True)
        if time.monotonic() > until:
            break
    print(f"{tried} trees from seed {given.seed}, of which {built} could be built: {failed or 'no'} with a breach.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
