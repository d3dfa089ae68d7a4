"""A day page in a real browser, with a clock that only tests move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kit.render.day.content import DayContent
from kit.render.day.page import day_page
from tests.render.day.days import small_day

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@dataclass
class Phone:
    """A page on a phone. ``asked`` are the addresses that it asked for, the page itself included."""

    page: Page
    asked: list[str] = field(default_factory=list)

    def at(self, time: str) -> None:
        """Set the clock to a time of the day of the meeting and let the page see it."""
        self.page.clock.set_fixed_time(f"2027-01-20T{time}")
        self.page.evaluate("draw()")

    def press(self, name: str) -> None:
        """Press the button of this name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def says(self, *names: str) -> list[str]:
        """Return what stands in the parts with these ids, "" for those that are hidden."""
        return [self.page.locator(f"#{name}").inner_text() for name in names]

    def row(self, index: int) -> str:
        """Return one item of the agenda as shown, without line ends."""
        return " ".join(self.page.locator(f'tr[data-index="{index}"]:not(.more)').inner_text().split())


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Phone]]:
    """A function that opens a day page from a file, at a time of its day, on a phone in Birmingham.

    Whoever holds the phone ``runs`` the day, or only looks.
    """
    contexts = []

    def open_page(time: str = "13:00:00", day: DayContent | None = None, runs: bool = True, **options: Any) -> Phone:
        file = tmp_path / "day.html"
        file.write_text(day_page(day or small_day()), encoding="utf-8", newline="\n")
        settings = {"viewport": {"width": 375, "height": 812}, "timezone_id": "Europe/London"} | options
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        phone = Phone(page)
        page.on("request", lambda request: phone.asked.append(request.url))
        page.on("pageerror", lambda error: pytest.fail(f"The script failed: {error}"))
        if settings.get("java_script_enabled", True):
            page.clock.set_fixed_time(time if "T" in time else f"2027-01-20T{time}")
        page.goto(file.as_uri())
        if runs and settings.get("java_script_enabled", True):
            phone.press("I run this day")
        return phone

    yield open_page
    for context in contexts:
        context.close()
