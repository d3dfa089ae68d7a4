"""Draws the editor of ``peerkit serve``: a section that is being changed, and a meeting."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from canvas import GAP, WIDTH, framed, rows, save
from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

WINDOW = (900, 900)  # CSS pixels
WORDS = "\n\nA resident who wants to build a porch needs an answer, not a form."


def draw(example: Path, work: Path, to: Path, peerkit: Path, chromium: str | None) -> None:
    """Draw both from a copy of the region ``example``, into ``to``."""
    region = work / "midlands"
    shutil.copytree(example, region)
    with _served(region, peerkit) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--lang=en-GB"])
        window = ViewportSize(width=WINDOW[0], height=WINDOW[1])
        page = browser.new_page(viewport=window, device_scale_factor=2, color_scheme="light", locale="en-GB")
        page.goto(f"{address}round-1/how-ready.html")
        page.get_by_role("button", name=re.compile("^Change this section")).nth(1).click()
        words = page.get_by_label("Words of this section")
        words.fill(words.input_value() + WORDS)
        page.get_by_label("Why you change it").fill("Our members work in planning.")
        page.locator("form", has=words).scroll_into_view_if_needed()
        page.screenshot(path=work / "section.png")
        page.get_by_role("button", name="Cancel").scroll_into_view_if_needed()
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Cancel").click()
        page.get_by_role("button", name="Our meeting").click()
        page.get_by_role("dialog").wait_for()
        page.screenshot(path=work / "meeting.png")
        browser.close()
    each = (WIDTH - GAP) // 2
    shots = [framed(Image.open(work / f"{name}.png"), each) for name in ("section", "meeting")]
    save(rows([shots]), to / "editor.png")


@contextmanager
def _served(region: Path, peerkit: Path) -> Iterator[str]:
    """Serve ``region`` as somebody does who wants to change it, and yield its address."""
    command = [str(peerkit), "-C", str(region), "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            said = ""
            while "Ctrl+C ends it." not in said:
                said += process.stderr.readline()
            found = re.search(r"http://[\d.:]+/", said)
            assert found
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
