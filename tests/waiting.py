"""Waiting until an open page says what it should."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

LONGEST = 30.0  # seconds
STEP = 0.02


def until(page: Page, question: str, argument: Any = None) -> None:
    """Wait until ``question``, an expression or a function of ``argument``, is true of ``page``.

    Playwright's own ``wait_for_function`` asks its first time from outside and later from within the page, where our
    pages forbid text to be run as a script (``script-src`` without ``unsafe-eval``): it fails whenever it has to wait.
    """
    ends = time.monotonic() + LONGEST
    while not page.evaluate(question, argument):
        assert time.monotonic() < ends, f"This never came true: {question}"
        time.sleep(STEP)
