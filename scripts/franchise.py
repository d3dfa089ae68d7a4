"""A hub of 300 pages, its next version, and a region with 200 overrides, for ``bench.py``. Always the same words."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROUNDS, SESSIONS, PARTS = 30, 9, 7
OVERRIDDEN, OVERRIDES_EACH, IMPROVED = 100, 2, 150
WORDS = "council service people design build user need test learn round meet table pair note score point share plan"

HUB_TOML = """\
schema = 1
id = "hub"
name = "Large hub"
version = "{version}"

[variables]
venue = "Town hall"

[brand]
primary = "#1b4965"
"""


@dataclass(frozen=True)
class Franchise:
    """The folders: a hub, the same with improvements on half of its pages, and a region forked from the first."""

    hub: Path
    improved: Path
    region: Path


def write_franchise(folder: Path) -> Franchise:
    """Write the three into ``folder``, the region by ``peerkit fork`` and under git."""
    words = random.Random(1)  # noqa: S311 - the same pages every time is the point
    pages = _hub(words)
    sessions = [path for path in pages if "/part" not in path and path.count("-") > 1]
    made = Franchise(folder / "hub", folder / "improved", folder / "region")
    write_files(made.hub, pages)
    write_files(made.improved, _improved(pages, words.sample(sessions, IMPROVED)))
    subprocess.run(
        [sys.executable, "-m", "kit", "fork", "--no-kit", made.region, "--name", "Region", "--from", made.hub],
        check=True,
        capture_output=True,
    )
    write_files(made.region, _overrides(words, sessions))
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.org", "-C", str(made.region)]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "region"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    return made


def _hub(words: random.Random) -> dict[str, str]:
    pages = {"hub.toml": HUB_TOML.format(version="2026.1"), "index.md": f"# Large hub\n\n{sentence(words)}\n"}
    for number in range(1, ROUNDS + 1):
        names = [f"session-{number}-{turn}" for turn in range(SESSIONS)]
        agenda = "".join(f"  - {{session: {name}}}\n" for name in names)
        front = f"---\nminutes: 240\nagenda:\n{agenda}---\n\n"
        pages[f"round-{number}/index.md"] = f"{front}# Round {number}\n\n{sentence(words)}\n"
        pages |= {f"round-{number}/{name}.md": session_page(name, words, PARTS) for name in names}
    return pages


def session_page(name: str, words: random.Random, parts_each: int) -> str:
    parts = "".join(f"\n## Part {part}\n\n{_part(words)}" for part in range(parts_each))
    return f"---\nminutes: 20\n---\n\n# {name}\n\n{sentence(words)}\n{parts}"


def _part(words: random.Random) -> str:
    return f"{sentence(words)}\n\n{sentence(words)}\n\n- {sentence(words)}\n- {sentence(words)}\n"


def sentence(words: random.Random) -> str:
    return " ".join(words.choices(WORDS.split(), k=30)).capitalize() + "."


def _improved(pages: Mapping[str, str], chosen: list[str]) -> dict[str, str]:
    better = {path: pages[path].replace("\n\n- ", "\n\nUpstream adds this.\n\n- ") for path in chosen}
    return {**pages, **better, "hub.toml": HUB_TOML.format(version="2026.2")}


def _overrides(words: random.Random, sessions: list[str]) -> dict[str, str]:
    return {
        f"overrides/{path.removesuffix('.md')}/part-{part}.replace.md": f"## Part {part}\n\n{_part(words)}"
        for path in words.sample(sessions, OVERRIDDEN)
        for part in words.sample(range(PARTS), OVERRIDES_EACH)
    }


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
