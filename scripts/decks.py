"""Slides for ``bench.py``: the same ones as a hub and as Markdown for pandoc, always the same words.

As a program, ``decks.py FOLDER...``, it makes the decks of the hubs in these folders, all in this process, and prints
the CPU seconds of each as JSON. A first hub that nobody counts pays for imports and for what is kept.

Every slide has a title of its own, bullets of two levels and speaker notes; each seventh has a table in place of
bullets, and each fifth a picture below them.
"""

from __future__ import annotations

import io
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from franchise import WORDS
from PIL import Image

PER_PAGE = 10  # slides of one session
PICTURES = 12  # different ones
HUB = """\
schema = 1
id = "hub"
name = "Slides"
version = "2026.1"
"""


@dataclass(frozen=True)
class Slide:
    """One slide: its title, its text, and what the speaker is told."""

    title: str
    text: str
    notes: str


def slides(count: int) -> Iterator[Slide]:
    """Yield the first ``count`` of the slides."""
    words = random.Random(1)  # noqa: S311 - the same slides every time is the point
    for number in range(1, count + 1):
        text = _table(words) if number % 7 == 0 else _bullets(words)
        if number % 5 == 0:
            text += f"\n![A wall of notes, number {number}](picture-{number // 5 % PICTURES}.png)\n"
        yield Slide(f"Slide {number}: {_some(words, 3)}", text, _some(words, 25))


def _some(words: random.Random, count: int) -> str:
    return " ".join(words.choices(WORDS.split(), k=count))


def _bullets(words: random.Random) -> str:
    return "".join(f"- {_some(words, 6)}\n    - {_some(words, 5)}\n    - {_some(words, 4)}\n" for _ in range(2))


def _table(words: random.Random) -> str:
    rows = "".join(f"| {_some(words, 1)} | {_some(words, 3)} | {_some(words, 2)} |\n" for _ in range(4))
    return f"| Point | What we saw | Next |\n| --- | --- | --- |\n{rows}"


def write_hub(folder: Path, count: int) -> Path:
    """Write ``count`` slides as a hub with one round into ``folder``, which is made, and return it."""
    made = list(slides(count))
    pages = [made[start : start + PER_PAGE] for start in range(0, count, PER_PAGE)]
    agenda = "".join(f"  - {{session: part-{number}}}\n" for number in range(len(pages)))
    files = {"hub.toml": HUB, "index.md": "# Slides\n\nMany.\n"}
    files["round-1/index.md"] = f"---\nminutes: 600\nagenda:\n{agenda}---\n\n# Round\n\nOne.\n"
    for number, page in enumerate(pages):
        blocks = "".join(
            f"\n:::{{slide}} {one.title}\n\n{one.text}\n:::\n\n:::{{facilitator}}\n\n{one.notes}\n\n:::\n"
            for one in page
        )
        files[f"round-1/part-{number}.md"] = f"---\nminutes: 10\n---\n\n# Part {number}\n\nA part.\n{blocks}"
    _write(folder, files)
    _pictures(folder / "round-1")
    return folder


def _blocks(one: Slide) -> str:
    return f"\n:::{{slide}} {one.title}\n\n{one.text}\n:::\n\n:::{{facilitator}}\n\n{one.notes}\n\n:::\n"


def write_markdown(folder: Path, count: int) -> Path:
    """Write ``count`` slides as one file for pandoc, in its own syntax, into ``folder``, and return the file."""
    text = "".join(f"# {one.title}\n\n{one.text}\n::: notes\n\n{one.notes}\n\n:::\n\n" for one in slides(count))
    _write(folder, {"slides.md": text})
    _pictures(folder)
    return folder / "slides.md"


def _write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")


def _pictures(folder: Path) -> None:
    for number in range(PICTURES):
        buffer = io.BytesIO()
        Image.new("RGB", (800, 450), (20 * number, 73, 101)).save(buffer, "PNG")
        (folder / f"picture-{number}.png").write_bytes(buffer.getvalue())


def cost(hub: Path) -> float:
    """Return the CPU seconds that it takes to make a hub's decks, from its files to the bytes of each .pptx."""
    from kit.app.build import Order, render
    from kit.app.check import examine
    from kit.model.findings import Finding

    start = time.process_time()
    edition = examine(hub).edition
    assert edition is not None
    found: list[Finding] = []
    with tempfile.TemporaryDirectory() as work:
        made = render(edition, Path(work), Order(parts=("decks",)), None, found, lambda _: None)
    assert made
    return time.process_time() - start


def main() -> None:
    """Measure the hubs that the arguments name, one after the other."""
    folders = [Path(name) for name in sys.argv[1:]]
    cost(folders[0])
    print(json.dumps([cost(folder) for folder in folders]))


if __name__ == "__main__":
    main()
