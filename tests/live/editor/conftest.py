"""A browser for tests of the editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

PATIENCE = 30_000  # milliseconds, which a busy machine may need


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser without anything stored, whose tabs share what they store."""
    made = browser.new_context(viewport={"width": 1000, "height": 800})
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()
