"""Draws the picture book: five invented groups, each forked from the hub, in eight outputs. Used by ``pictures.py``.

Each group shows what is hard for a look that nobody has drawn: a brand nearly black, one nearly white, two colours that
can hardly be told apart, a logo five times as wide as tall, and a name of eighty letters with a white logo.
Their logos lie in ``scripts/brands/``. The names, places and councils are invented.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from canvas import grid, save
from drawn import chromium_path, pages_of, shots, titled_slides
from PIL import Image

HERE = Path(__file__).resolve().parent / "brands"
DAY = 'date = 2027-03-10\nstart = "13:00"\nheads = 24\ntable_size = 6\n'
DESKTOP, PHONE = (1100, 900), (375, 740)  # CSS pixels of the window

Run = Callable[[list[str]], None]
Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Group:
    """An invented group: the stem of its logo, its name, two colours and the place where it meets."""

    logo: str
    name: str
    primary: str
    accent: str
    venue: str


GROUPS = (
    Group("harbour", "Harbour Peer Group", "#14213d", "#a4161a", "The Custom House, Quay Street, Eastport"),
    Group("sunfield", "Sunfield Peer Group", "#ffd100", "#e4002b", "Corn Hall, Sunfield"),
    Group("fenland", "Fenland Peer Group", "#2f6f4f", "#3a7a5a", "Drainage Board Room, Lowmarsh"),
    Group("wolds", "Wolds and Coast Peer Group", "#0b4f8a", "#d1495b", "County Offices, Ridgeway, Northwold"),
    Group(
        "marches",
        "Upper Marches, Severnside and Long Valley Digital Peer Group for Public Services",
        "#5b2a86",
        "#007f7a",
        "Market House, Long Valley",
    ),
)

# What is drawn of each group's site: the name of the picture, the page, the window and light or dark.
SCREENS: tuple[tuple[str, str, tuple[int, int], Scheme], ...] = (
    ("home", "index", DESKTOP, "light"),
    ("phone", "round-1/how-ready", PHONE, "light"),
    ("dark", "round-1/map-of-expertise", PHONE, "dark"),
)
# Of its papers: the name of the picture, the PDF, the page.
PAPERS = (("run-sheet", "run-sheet", 1), ("badges", "badges", 1), ("sign", "signs", 1))
# Of its slides: the name of the picture, the title.
SLIDES = (("title-slide", "Meet the standard"), ("drawing", "Score your service from 0 to 5"))


def draw(hub: Path, work: Path, pictures: Path, run: Run) -> None:
    """Draw a picture of each output, with the groups side by side, into ``pictures``; ``run`` runs ``peerkit``."""
    built = [_built(hub, group, work / group.logo, run) for group in GROUPS]
    decks = [titled_slides(out / "decks/round-1.pptx", out) for out in built]
    for name, page, window, scheme in SCREENS:
        wanted = [(out / f"site/{page}.html", window, "") for out in built]
        save(_side_by_side(shots(chromium_path(), work / "shot.png", wanted, scheme)), pictures / f"brands-{name}.png")
    for name, pdf, number in PAPERS:
        sheets = [
            pages_of(out / f"handouts/round-1/{pdf}.pdf", out / f"{pdf}-page", number, number)[0] for out in built
        ]
        save(_side_by_side(sheets), pictures / f"brands-{name}.png")
    for name, title in SLIDES:
        save(_side_by_side([deck[title] for deck in decks]), pictures / f"brands-{name}.png")


def _built(hub: Path, group: Group, place: Path, run: Run) -> Path:
    """Fork the hub, give the region its look and a day, build it and return where."""
    region = place / "region"
    run(["-C", str(hub), "fork", str(region), "--name", group.name, "--no-kit"])
    (region / "files/brand").mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / f"{group.logo}.svg", region / "files/brand")
    text = (region / "region.toml").read_text(encoding="utf-8")
    for old, new in {
        'venue = ""': f'venue = "{group.venue}"',
        'contact = ""': f'contact = "{group.logo}@peers.example.org"',
        '# primary = "#1b4965"': f'primary = "{group.primary}"',
        '# accent = "#c8102e"': f'accent = "{group.accent}"',
        'logo = "" ': f'logo = "brand/{group.logo}.svg" ',
        'logo_alt = "" ': f'logo_alt = "{group.name}" ',
        "[round.round-1]\n": f"[round.round-1]\n{DAY}",
    }.items():
        assert text.count(old) == 1, f"region.toml no longer says: {old}"
        text = text.replace(old, new)
    (region / "region.toml").write_text(text, encoding="utf-8")
    run(["-C", str(region), "build", "--round", "round-1", "--out", str(place / "out")])
    return place / "out"


def _side_by_side(drawn: Sequence[Image.Image]) -> Image.Image:
    """Return the pictures on one sheet: five in a row where they are tall, three and two where they are wide."""
    return grid(drawn, 5 if drawn[0].height > drawn[0].width else 3)
