"""A studio with a stand-in for its engine, and a browser that shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.studio.page.host import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE = 30_000  # milliseconds, which a busy machine may need
ROOT = Path(__file__).parents[3]
PAGE, LIVE = ROOT / "kit/studio/page", ROOT / "kit/live"
CAN = {"cannot": ["decks"], "pictures": False, "seconds": 40}


def standing_in() -> dict[str, bytes]:
    """Return the files of a studio whose engine is a stand-in."""
    own = {path.name: path.read_bytes() for path in PAGE.iterdir() if path.name not in ("README.md", "worker.js")}
    live = {f"live/{path.name}": path.read_bytes() for path in (LIVE / "editor").glob("*.js")}
    parts = [{"file": "python/packages.zip", "bytes": 32_000_000, "when": "start"}]
    later = [{"file": "python/handouts.zip", "bytes": 26_000_000, "when": "handouts"}]
    hub = {"name": "Peer groups", "version": "2026.1"}
    facts = {"hub": hub, "version": "1", "parts": parts + later, "page": [*own, *live, "worker.js"], **CAN}
    worker = Path(__file__).with_name("stand_in.js").read_bytes()
    return {**own, **live, "live/page.js": b"", "worker.js": worker, "studio.json": json.dumps(facts).encode()}


@pytest.fixture
def hosting() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a studio, and all that was asked for there."""
    with hosted(standing_in()) as found:
        yield found


@pytest.fixture
def address(hosting: tuple[str, list[str]]) -> str:
    return hosting[0]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser without anything stored, whose tabs share what they store."""
    made = browser.new_context(viewport={"width": 1000, "height": 800})
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    return shown(context, address)


def shown(context: BrowserContext, address: str) -> Page:
    """Return a tab that shows the studio."""
    made = context.new_page()
    made.goto(address)
    made.get_by_role("heading", level=1).wait_for()
    return made


def begun(page: Page, name: str = "Westshire") -> Page:
    """Make a region, and wait until its pages are shown."""
    page.get_by_role("button", name="Start a group").click()
    page.get_by_label("What is the group called?").fill(name)
    page.get_by_role("button", name="Make our pages").click()
    page.frame_locator("iframe").get_by_role("heading", name=name).wait_for()
    return page


def change(page: Page, words: str) -> dict[str, str]:
    """Change something as the editor of a page in the preview does, and return what it is told."""
    frame = page.frame_locator("iframe").locator("body")
    reply: dict[str, str] = frame.evaluate(
        """async (_, words) => {
          const run = location.pathname.split("/preview/")[1].split("/")[0];
          const studio = new BroadcastChannel(`studio-${run}`);
          studio.postMessage({ from: words, request: { ask: "save", words } });
          return new Promise((done) => {
            studio.addEventListener("message", ({ data }) => data.to === words && done(data.reply));
          });
        }""",
        words,
    )
    return reply
