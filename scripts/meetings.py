"""Draws what a group may say of its meetings: in two sittings, with rooms, and cancelled. Used by ``pictures.py``."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from canvas import GAP, WIDTH, framed, grid, rows, save
from drawn import shots
from PIL import Image

PHONE = (375, 700)  # CSS pixels of the window
DESKTOP = (900, 1200)
SITTINGS, SIGN = 800, 355  # pixels in the finished pictures

ROUND = "[round.round-1]\n"
FIXED = '[[round.round-1.agenda]]     # the kitchen needs a fixed time\nitem = "tea"\nat = "14:20"\n'
SITTING = """\
[[round.round-1.sitting]]
date = 2027-01-27
start = "13:00"
[[round.round-1.agenda]]
add = "second-part"
sitting = "Second part"
minutes = 120
after = "tea"
"""
ROOMS = '[round.round-2]\nrooms = {lean-coffee = "Council Chamber", point-clinic = "Room 2"}\n'
CANCELLED = ROUND + 'status = "cancelled"\nstatus_note = "Too many of us are ill."\nrevision = 1\n'

Run = Callable[[list[str]], None]
Pages = Callable[[Path, Path, int, int], list[Image.Image]]


def draw(example: Path, work: Path, pictures: Path, build: Run, pages_of: Pages, chromium: str | None) -> None:
    """Draw the pictures into ``pictures``; ``build`` runs ``peerkit`` with arguments on a copy of ``example``."""
    made = {
        "sittings": _built(example, work / "sittings", {FIXED: SITTING}, build, ["--only", "site"]),
        "rooms": _built(example, work / "rooms", {"[round.round-2]\n": ROOMS}, build, []),
        "cancelled": _built(example, work / "cancelled", {ROUND: CANCELLED}, build, ["--only", "site"]),
    }
    taken = shots(
        chromium,
        work / "shot.png",
        [
            (made["sittings"] / "site/round-1/index.html", DESKTOP, ".kit-day"),
            (made["rooms"] / "site/round-2/index.html", DESKTOP, ".kit-day .table-wrapper"),
            *(
                (made["cancelled"] / f"site/{name}.html", PHONE, "")
                for name in ("index", "round-1/index", "round-1/day")
            ),
        ],
    )
    save(framed(taken[0], SITTINGS), pictures / "sittings.png")
    signs = pages_of(made["rooms"] / "handouts/round-2/signs.pdf", work / "sign", 5, 6)
    doors = rows([[framed(one, SIGN)] for one in signs])
    save(rows([[framed(taken[1], WIDTH - GAP - SIGN), doors]]), pictures / "rooms.png")
    save(grid(taken[2:], 3), pictures / "cancelled.png")


def _built(example: Path, place: Path, changes: dict[str, str], build: Run, options: list[str]) -> Path:
    """Build a copy of ``example`` with ``changes`` in its region.toml, and return where."""
    region = place / "midlands"
    shutil.copytree(example, region)
    text = (region / "region.toml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert text.count(old) == 1, f"region.toml no longer says: {old}"
        text = text.replace(old, new)
    (region / "region.toml").write_text(text, encoding="utf-8")
    build(["-C", str(region), "build", *options, "--out", str(place / "out")])
    return place / "out"
