"""Draws the same slides as the kit, pandoc and Marp make them: ``python scripts/comparison.py --marp FOLDER``.

The text is taken from a page of the hub: its list of points, its table, its picture and an activity with notes for the
speaker. All three get it in their own usual syntax, with their default look, and the same PNG of the picture. Each
makes a .pptx, LibreOffice draws it, and a sheet with three slides side by side goes to ``docs/pictures/`` for each
part. What can be counted is printed as a table, for docs/explanation/slides-compared.md.

FOLDER holds ``node_modules`` with Marp (``npm install @marp-team/marp-cli`` there), which uses the Chromium that
CHROME_PATH names. Pandoc comes with ``pip install -e ".[bench]"``. LibreOffice and pdftoppm must be there too.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc
from canvas import grid, save
from drawn import chromium_path, pages_of, quiet
from lxml import etree
from pictures import PICTURES, ROOT
from PIL import Image
from pptx import Presentation

PAGE = ROOT / "sessions" / "round-1" / "how-ready.md"
SHEET = ROOT / "sessions" / "round-2" / "score-each-point.md"
DRAWING = ROOT / "sessions" / "round-1" / "readiness-scale.svg"
HUB = 'schema = 1\nid = "hub"\nname = "Digital peer groups"\nversion = "2026.1"\n'
PLAN = "---\nminutes: 45\nagenda:\n  - {session: how-ready}\n---\n\n# Meet the standard\n\nOne session of it.\n"


@dataclass(frozen=True)
class Part:
    """One slide as an author means it: name of its picture, title, Markdown, minutes and grouping, notes."""

    name: str
    title: str
    text: str
    minutes: str = ""
    grouping: str = ""
    notes: str = ""


def parts() -> list[Part]:
    """Return the four parts, from the pages."""
    page = PAGE.read_text(encoding="utf-8")
    table = _found(r"(\| Point .*?)\n\n:::", SHEET.read_text(encoding="utf-8"))
    points = [row.split("|")[1].strip().split(" ", 1)[1] for row in table.splitlines()[2:]]
    activity = _found(r":::\{activity\} (Score five points\n.*?)\n:::", page)
    head, steps = activity.split("\n\n", 1)
    options = dict(re.findall(r"^:(\w+): (.*)$", head, re.MULTILINE))
    alt = _found(r":::\{slide\} Score your service.*?!\[(.*?)\]", page)
    notes = _found(r"Score five points.*?:::\{facilitator\}\n\n(.*?)\n\n:::", page)
    return [
        Part("list", "The 15 points", "\n".join(f"- {point}" for point in points)),
        Part("table", "Evidence sheet", table),
        Part("picture", "Score your service from 0 to 5", f"![{alt}](readiness-scale.png)"),
        Part("activity", "Score five points", steps, options["minutes"], options["grouping"], notes),
    ]


def _found(pattern: str, page: str) -> str:
    match = re.search(pattern, page, re.DOTALL)
    if match is None:
        sys.exit(f"{PAGE.name} does not hold what scripts/comparison.py looks for: {pattern}")
    return match[1]


def kit(made: list[Part], folder: Path) -> Path:
    """Return the deck that the kit makes."""
    blocks = "".join(_block(part) for part in made)
    files = {"hub.toml": HUB, "index.md": "# Home\n\nHome.\n", "round-1/index.md": PLAN}
    files["round-1/how-ready.md"] = f"---\nminutes: 45\n---\n\n# How ready are we?\n\nScores.\n{blocks}"
    (folder / "hub" / "round-1").mkdir(parents=True)
    for path, text in files.items():
        (folder / "hub" / path).write_text(text, encoding="utf-8")
    picture(folder / "hub" / "round-1")
    peerkit = Path(sys.executable).parent / "peerkit"
    quiet([str(peerkit), "-C", str(folder / "hub"), "build", "--only", "decks", "--out", str(folder / "out")])
    return folder / "out" / "decks" / "round-1.pptx"


def _block(part: Part) -> str:
    options = f":minutes: {part.minutes}\n:grouping: {part.grouping}\n" if part.minutes else ""
    notes = f"\n:::{{facilitator}}\n\n{part.notes}\n\n:::\n" if part.notes else ""
    return f"\n:::{{{'activity' if options else 'slide'}}} {part.title}\n{options}\n{part.text}\n\n:::\n{notes}"


def pandoc(made: list[Part], folder: Path) -> Path:
    """Return the deck that pandoc makes: a heading begins a slide, and a div called notes holds the speaker's words."""
    slides = (
        f"# {one.title}\n\n{_line(one)}{one.text}\n\n" + (f"::: notes\n\n{one.notes}\n\n:::\n\n" if one.notes else "")
        for one in made
    )
    (folder / "slides.md").write_text("".join(slides), encoding="utf-8")
    picture(folder)
    command = [pypandoc.get_pandoc_path(), "slides.md", "-o", "slides.pptx"]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return folder / "slides.pptx"


def marp(made: list[Part], folder: Path, modules: Path) -> Path:
    """Return the deck that Marp makes: a line of dashes ends a slide, and a comment holds the speaker's words."""
    slides = (
        f"# {one.title}\n\n{_line(one)}{one.text}\n" + (f"\n<!--\n{one.notes}\n-->\n" if one.notes else "")
        for one in made
    )
    (folder / "slides.md").write_text("---\nmarp: true\n---\n\n" + "\n---\n\n".join(slides), encoding="utf-8")
    picture(folder)
    command = [str(modules / "node_modules" / ".bin" / "marp"), "slides.md", "--pptx", "--allow-local-files"]
    environment = {**os.environ, "CHROME_PATH": os.environ.get("CHROME_PATH") or chromium_path() or ""}
    subprocess.run(command, check=True, capture_output=True, cwd=folder, env=environment, stdin=subprocess.DEVNULL)
    return folder / "slides.pptx"


def _line(part: Part) -> str:
    """Minutes and grouping as an author would write them where there is no place for them."""
    return f"**{part.minutes} minutes, {part.grouping}**\n\n" if part.minutes else ""


def picture(folder: Path) -> None:
    """Put the page's drawing into ``folder`` as a PNG."""
    from kit.render.handout.pictures import draw_png

    (folder / "readiness-scale.png").write_bytes(draw_png(DRAWING.name, DRAWING.read_bytes(), 1600))


def drawn(deck: Path, folder: Path) -> tuple[list[Image.Image], list[str]]:
    """Return each slide as a picture, and the words that can be seen on it."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    quiet(["libreoffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(deck)])
    pdf = folder / f"{deck.stem}.pdf"
    words = list(_on_the_page(pdf))
    return pages_of(pdf, folder / "slide", 1, len(words)), words


def _on_the_page(pdf: Path) -> Iterator[str]:
    """Yield the words of each page that lie on it whole, without spaces."""
    said = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True).stdout
    for page in etree.fromstring(said, etree.HTMLParser(encoding="utf-8")).iter("page"):
        inside = (word for word in page.iter("word") if float(word.get("ymax", "0")) <= float(page.get("height", "0")))
        yield "".join(word.text or "" for word in inside)


def facts(deck: Path, words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what can be counted in a deck."""
    slides = list(Presentation(str(deck)).slides)
    shapes = [shape for slide in slides for shape in slide.shapes]
    shown = [(shape, page) for slide, page in zip(slides, words, strict=True) for shape in slide.shapes]
    texts = [(word, page) for shape, page in shown for word in _words(shape) if word != "‹#›"]
    lost = [word for word, page in texts if word not in page]
    images = [shape for shape in shapes if shape._element.tag.endswith("}pic")]
    titled = sum(slide.shapes.title is not None for slide in slides)
    yield "Slides", str(len(slides))
    yield "Words that can be edited", str(len(texts))
    yield "Of these, off the slide when it is drawn", str(len(lost)) if texts else "cannot be counted"
    yield "Tables that are tables", str(sum(shape.has_table for shape in shapes))
    yield "Titles that programs know as titles", f"{titled} of {len(slides)}"
    yield "Pictures with a description", f"{sum(bool(_described(one)) for one in images)} of {len(images)}"
    yield "Slides with speaker notes", str(sum(bool(_notes(slide)) for slide in slides))


def _words(shape: Any) -> list[str]:
    if shape.has_table:
        return [word for row in shape.table.rows for cell in row.cells for word in cell.text.split()]
    return list(shape.text_frame.text.split()) if shape.has_text_frame else []


def _described(picture: Any) -> str:
    return str(picture._element._nvXxPr.cNvPr.get("descr") or "")


def _notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text).strip() if slide.has_notes_slide else ""


def first_slides(deck: Path, made: list[Part], titles: bool) -> list[int]:
    """Return the number of the first slide of each part: by its title, or by its place where slides have none."""
    if not titles:
        return list(range(len(made)))
    found = [
        slide.shapes.title.text.replace("\xa0", " ") if slide.shapes.title else ""
        for slide in Presentation(str(deck)).slides
    ]
    return [next(number for number, title in enumerate(found) if title.startswith(part.title)) for part in made]


def main() -> None:
    """Make the decks, the sheets and the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marp", type=Path, required=True, metavar="FOLDER", help="where node_modules with Marp is")
    modules = parser.parse_args().marp.absolute()
    made, columns, counted = parts(), [], []
    with tempfile.TemporaryDirectory(prefix="peerkit-compared-") as temporary:
        for name in ("kit", "pandoc", "marp"):
            folder = Path(temporary) / name
            folder.mkdir()
            deck = marp(made, folder, modules) if name == "marp" else {"kit": kit, "pandoc": pandoc}[name](made, folder)
            images, words = drawn(deck, folder)
            columns.append([images[number] for number in first_slides(deck, made, name != "marp")])
            counted.append(dict(facts(deck, words)))
    for number, part in enumerate(made):
        save(grid([column[number] for column in columns], 3), PICTURES / f"compared-{part.name}.png")
    print("| | The kit | pandoc | Marp |\n| --- | --- | --- | --- |")
    for fact in counted[0]:
        print(f"| {fact} | {' | '.join(one[fact] for one in counted)} |")


if __name__ == "__main__":
    main()
