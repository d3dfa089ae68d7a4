"""A hub of 75 pages and any number of its regions, for ``bench.py``: always the same words."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from franchise import sentence, write_files

ROUNDS, SESSIONS, OTHERS, PARTS = 6, 8, 20, 7
SHARE = 0.08  # of all sections that a region says in its own words

_HUB = """\
schema = 1
id = "hub"
name = "Large hub"
version = "2026.1"

[variables]
venue = "Town hall"
contact = "hub@example.org"
"""


def write_hub(folder: Path) -> Path:
    """Write the hub into ``folder``, which is made: 6 rounds of 8 sessions, 20 other pages, and a home page."""
    words = random.Random(1)  # noqa: S311 - the same pages every time is the point
    pages = {"hub.toml": _HUB, "index.md": f"# Large hub\n\n{sentence(words)}\n"}
    for number in range(1, ROUNDS + 1):
        names = [f"session-{number}-{turn}" for turn in range(1, SESSIONS + 1)]
        agenda = "".join(f"  - {{session: {name}}}\n" for name in names)
        front = f"---\nminutes: 360\nagenda:\n{agenda}---\n\n"
        pages[f"round-{number}/index.md"] = f"{front}# Round {number}\n\n{sentence(words)}\n"
        for name in names:
            pages[f"round-{number}/{name}.md"] = f"---\nminutes: 40\n---\n\n{_page(name, words, True)}"
    pages |= {f"page-{number}.md": _page(f"Page {number}", words, False) for number in range(1, OTHERS + 1)}
    write_files(folder, pages)
    return folder


def write_regions(hub: Path, folder: Path, number: int, gathered: bool) -> list[Path]:
    """Fork ``hub`` ``number`` times into ``folder``, each with a name, a venue, colours and words of its own.

    ``gathered`` says whether these words are whole pages, or sections all over the hub.
    """
    first = folder / "first"
    fork = [sys.executable, "-m", "kit", "fork", "--no-kit", str(first), "--name", "First", "--from", str(hub)]
    subprocess.run([*fork, "--date", "2027-01-20"], check=True, capture_output=True)
    settings = re.sub(r"(?m)^show = false.*\n", "", (first / "region.toml").read_text(encoding="utf-8"))
    made = [_region(first, settings, folder / f"region-{at:03}", at, gathered) for at in range(number)]
    shutil.rmtree(first)
    return made


def _region(first: Path, settings: str, folder: Path, at: int, gathered: bool) -> Path:
    words = random.Random(f"region {at}")  # noqa: S311 - the same regions every time is the point
    shutil.copytree(first, folder)
    settings = settings.replace('id = "first"', f'id = "region-{at:03}"').replace(
        'name = "First"', f'name = "Region {at}"'
    )
    settings = settings.replace("[variables]", f'[variables]\nvenue = "Hall {at}"\ncontact = "region{at}@example.org"')
    write_files(folder, {"region.toml": settings, **_overrides(words, folder / "upstream", gathered)})
    return folder


def _overrides(words: random.Random, upstream: Path, gathered: bool) -> dict[str, str]:
    """Return replacements of ``SHARE`` of all sections: of all sections of some pages, or of any page."""
    pages = sorted(path.relative_to(upstream).as_posix() for path in upstream.rglob("*-*.md"))
    pages = [path for path in pages if path.rpartition("/")[2] != "index.md"]
    everything = [(path, part) for path in pages for part in range(1, PARTS + 1)]
    chosen: Sequence[tuple[str, int]] = words.sample(everything, round(len(everything) * SHARE))
    if gathered:
        whole = words.sample(pages, round(len(pages) * SHARE))
        chosen = [(path, part) for path, part in everything if path in whole]
    return {
        f"overrides/{path.removesuffix('.md')}/part-{part}.replace.md": f"## Part {part}\n\n{_prose(words)}"
        for path, part in chosen
    }


def _page(title: str, words: random.Random, session: bool) -> str:
    parts = "".join(f"\n## Part {part}\n\n{_part(words, part, session)}" for part in range(1, PARTS + 1))
    return f"# {title.capitalize()}\n\n{sentence(words)}\n{parts}"


def _part(words: random.Random, part: int, session: bool) -> str:
    """Return a section with a table, cards, tabs, a note or an activity, as hubs have them."""
    return "\n".join([_prose(words), _EXTRAS[part % len(_EXTRAS)](words) if session or part % 5 else ""])


def _prose(words: random.Random) -> str:
    meeting = "We meet at {{ venue }}; write to {{ contact }}.\n\n" if words.random() < 0.05 else ""
    return f"{meeting}{sentence(words)}\n\n{sentence(words)}\n\n- {sentence(words)}\n- {sentence(words)}\n"


def _few(words: random.Random) -> str:
    return " ".join(sentence(words).split()[:6])


def _activity(words: random.Random) -> str:
    steps = "".join(f"{turn}. {sentence(words)}\n" for turn in (1, 2, 3))
    return f":::{{activity}} {_few(words)}\n:minutes: 40\n:shortest: 25\n\n{steps}\n:::\n"


def _note(words: random.Random) -> str:
    return f":::{{facilitator}}\n\n{sentence(words)}\n\n:::\n\n:::{{slide}} {_few(words)}\n\n- {_few(words)}\n\n:::\n"


def _table(words: random.Random) -> str:
    rows = "".join(f"| {_few(words)} | {_few(words)} |\n" for _ in range(5))
    return f"| What | Who |\n| --- | --- |\n{rows}"


def _cards(words: random.Random) -> str:
    cards = "".join(f":::{{grid-item-card}} {_few(words)}\n\n{sentence(words)}\n\n:::\n\n" for _ in range(2))
    return f"::::{{grid}} 2\n\n{cards}::::\n"


def _admonition(words: random.Random) -> str:
    return f":::{{note}}\n\n{sentence(words)}\n\n:::\n"


_EXTRAS = (_activity, _note, _table, _cards, _admonition)
