"""Draws the day page as phones and a projector show it, with a clock of its own. Used by ``pictures.py``."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

PHONE = (375, 640)
PROJECTOR = (1024, 768)
Happens = Sequence[tuple[str, str]]  # times of the day, and the button that is pressed then, or ""

# What happens on the day; a picture is taken after each group. The first phone only looks, the others run the day.
LOOKS: Happens = (("13:22", ""),)
RUNS: tuple[Happens, ...] = (
    (
        *(("13:00", "I run this day"), ("13:00", "Run the day from here"), ("13:15", "Next: "), ("13:32", "Next: ")),
        *(("14:05", "Next: "), ("14:20", "5 minutes more")),
    ),
    (
        *(("14:30", "Next: "), ("14:50", "Next: "), ("15:16", "Next: "), ("15:47", "Next: ")),
        *(("15:48", "Leave out"), ("15:52", "Next: "), ("16:03", "Next: "), ("16:18", "Next: ")),
        *(("16:34", "Next: "), ("16:44", "Finish")),
    ),
)
LEADS: tuple[Happens, ...] = ((("14:10", "Run the day from here"),), (("14:12", "Hand over"),))
ROOM: Happens = (*LEADS[0], ("14:12", "Clock for the room"))


def shots(file: Path, groups: Sequence[Happens], chromium: str | None, size: tuple[int, int]) -> list[Image.Image]:
    """Return a picture of the day page ``file`` after each of ``groups``, on a screen of ``size`` in CSS pixels."""
    from playwright.sync_api import ViewportSize, sync_playwright

    found: list[Image.Image] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        window = ViewportSize(width=size[0], height=size[1])
        page = browser.new_page(viewport=window, device_scale_factor=2, color_scheme="light")
        page.clock.set_fixed_time("2027-01-20T13:00:00Z")
        page.goto(file.as_uri())
        for group in groups:
            for time, button in group:
                page.clock.set_fixed_time(f"2027-01-20T{time}:00Z")
                page.evaluate("draw()")
                if button:
                    page.get_by_role("button", name=button).first.click()
            page.mouse.move(0, 0)
            page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
            found.append(Image.open(io.BytesIO(page.screenshot())))
        browser.close()
    return found
