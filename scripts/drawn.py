"""Pictures of pages as Chromium shows them, of the pages of PDFs, and of slides. Used by ``pictures.py``."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PIL import Image

# A little white around what is cut out of a page, and no more above it than beside it.
_ROOMY = "part => { part.style.padding = '16px'; part.firstElementChild.style.marginTop = 0 }"


def quiet(command: list[str]) -> None:
    """Run a command without its output; raise CalledProcessError where it fails."""
    subprocess.run(command, check=True, capture_output=True)


def chromium_path() -> str | None:
    """Return where Chromium is, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pages_of(pdf: Path, stem: Path, first: int, last: int) -> list[Image.Image]:
    """Return pages ``first`` to ``last`` of a PDF as pictures, at 150 dots per inch."""
    quiet(["pdftoppm", "-png", "-r", "150", "-f", str(first), "-l", str(last), str(pdf), str(stem)])
    return [Image.open(path) for path in sorted(stem.parent.glob(f"{stem.name}-*.png"))]


def titled_slides(deck: Path, work: Path) -> dict[str, Image.Image]:
    """Return the slides of a deck as LibreOffice draws them, by their titles; what that takes goes into ``work``."""
    from pptx import Presentation

    office = f"-env:UserInstallation={(work / 'office').as_uri()}"
    quiet(["libreoffice", "--headless", office, "--convert-to", "pdf", "--outdir", str(work), str(deck)])
    titles = [
        slide.shapes.title.text.replace("\xa0", " ") for slide in Presentation(str(deck)).slides if slide.shapes.title
    ]
    pages = pages_of(work / f"{deck.stem}.pdf", work / deck.stem, 1, len(titles))
    return dict(zip(titles, pages, strict=True))


def shots(
    chromium: str | None,
    file: Path,
    wanted: Sequence[tuple[Path, tuple[int, int], str]],
    scheme: Literal["light", "dark"] = "light",
) -> list[Image.Image]:
    """Return a picture of each page in a window of a size, or of the first thing on it that a selector names.

    It is the fourth of January 2027 there. ``file`` is where a picture is put in between.
    """
    from playwright.sync_api import ViewportSize, sync_playwright

    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for page_file, (width, height), selector in wanted:
            window = ViewportSize(width=width, height=height)
            page = browser.new_page(viewport=window, device_scale_factor=2, color_scheme=scheme)
            page.clock.set_fixed_time("2027-01-04T12:00:00Z")
            page.goto(page_file.as_uri())
            if selector:
                page.locator(selector).first.evaluate(_ROOMY)
                page.locator(selector).first.screenshot(path=file)
            else:
                page.screenshot(path=file)
            found.append(Image.open(file).copy())
            page.close()
        browser.close()
    return found
