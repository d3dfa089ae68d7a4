"""Pictures of the kitchen sink: each element as a page, on paper and on a slide, side by side. Used by ``pictures.py``.

The elements are those that ``tests/render/sink`` proves: the parts of the kitchen sink's page, each in a session.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from canvas import GAP, WIDTH, framed, rows, save
from PIL import Image, ImageChops

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.render.sink.source import lay_out, slug  # noqa: E402 - the line above says where it is

DPI = 150
POINT = DPI / 72  # pixels
# Pixels of a phone's page, a sheet and a slide in the finished picture.
WIDTHS = (330, 470, WIDTH - 330 - 470 - 2 * GAP)
SHEETS = {
    "words": ("Words in a line", "Links", "Footnotes", "Terms", "Blanks to fill"),
    "lists": ("Bullets and numbers", "Numbers that begin later", "Tasks", "Definitions"),
    "tables": ("A table", "A wide table", "A table written as a list", "Code"),
    "pictures": ("Pictures", "A picture with a caption"),
    "boxes": ("Alerts", "Boxes", "Quotes", "A small heading"),
    "layout": ("Cards", "A grid and a single card", "Tabs", "A dropdown", "Buttons"),
    "paper": ("Lines to write on", "Long words"),
    "languages": ("Welsh", "From right to left", "Emoji and signs", "Signs that mean something to programs"),
}

Run = Callable[[list[str]], None]
PagesOf = Callable[[Path, Path, int, int], list[Image.Image]]


def sheets(work: Path, pictures: Path, run: Run, pages_of: PagesOf, chromium: str | None) -> None:
    """Build the elements below ``work`` and save one sheet for each group of SHEETS as ``kitchen-sink-GROUP.png``."""
    hub, out = work / "hub", work / "out"
    _with_emoji(work)
    lay_out(hub)
    run([str(Path(sys.executable).parent / "peerkit"), "-C", str(hub), "build", "--out", str(out)])
    titles = [title for group in SHEETS.values() for title in group]
    pages = _pages(out, titles, work, chromium)
    slides = _slides(out, work, run, pages_of)
    for group, members in SHEETS.items():
        faces = [(pages[title], _paper(out, title, work, pages_of), slides[title]) for title in members]
        lines = [[framed(one, width) for one, width in zip(row, WIDTHS, strict=True)] for row in faces]
        save(rows(lines), pictures / f"kitchen-sink-{group}.png")


def _with_emoji(work: Path) -> None:
    """Let the browser and LibreOffice draw emoji where the machine has no font for them, as people's own do."""
    (work / "fonts").mkdir()
    shutil.copy(ROOT / "kit/render/fonts/NotoEmoji.ttf", work / "fonts")
    (work / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{work / "fonts"}</dir></fontconfig>'
    )
    os.environ["FONTCONFIG_FILE"] = str(work / "fonts.conf")


def _pages(out: Path, titles: list[str], work: Path, chromium: str | None) -> dict[str, Image.Image]:
    """Return how each element looks on a phone."""
    from playwright.sync_api import ViewportSize, sync_playwright

    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        window = ViewportSize(width=390, height=844)
        page = browser.new_page(viewport=window, device_scale_factor=2, color_scheme="light")
        for title in titles:
            page.goto((out / f"site/round-1/{slug(title)}.html").as_uri())
            page.add_style_tag(content="#on-the-page > h2:first-child { display: none } #on-the-page { padding: 14px }")
            page.locator("#on-the-page").screenshot(path=work / "page.png")
            found[title] = Image.open(work / "page.png").copy()
        browser.close()
    return found


def _slides(out: Path, work: Path, run: Run, pages_of: PagesOf) -> dict[str, Image.Image]:
    """Return the first slide of each element, by its title."""
    from pptx import Presentation

    deck = out / "decks/round-1.pptx"
    titles = [
        slide.shapes.title.text.replace("\xa0", " ") if slide.shapes.title else ""
        for slide in Presentation(str(deck)).slides
    ]
    office = ["libreoffice", "--headless", f"-env:UserInstallation={(work / 'office').as_uri()}", "--convert-to", "pdf"]
    run([*office, "--outdir", str(work), str(deck)])
    drawn = pages_of(work / "round-1.pdf", work / "slides", 1, len(titles))
    found: dict[str, Image.Image] = {}
    for title, picture in zip(titles, drawn, strict=True):
        if (match := re.match(r"(.+), shown", title)) is not None:
            found.setdefault(match[1], picture)
    return found


def _paper(out: Path, title: str, work: Path, pages_of: PagesOf) -> Image.Image:
    """Return the part of an element's handout from below its title to above the lines for notes."""
    path = out / f"handouts/round-1/{slug(title)}.pdf"
    page = pages_of(path, work / slug(title), 1, 1)[0]
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", str(path), "-"], capture_output=True, text=True, check=True
    )
    words = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<', boxes.stdout)
    top = next(float(bottom) for _, bottom, word in words if word == "printed")
    ends = [float(begin) for begin, _, word in words if word in ("Notes", "sink.example.org") and float(begin) > top]
    left, right = 52 * POINT, 543 * POINT
    part = page.crop((round(left), round((top + 4) * POINT), round(right), round((min(ends) - 6) * POINT)))
    ink = ImageChops.invert(part.convert("L")).getbbox()
    return part.crop((0, 0, part.width, min(ink[3] + 12, part.height))) if ink else part
