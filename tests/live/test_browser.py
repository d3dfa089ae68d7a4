"""The preview in a real browser: pages load again where they were, and mistakes are read out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_serve import serving
from tests.live.trees import SCORE, write_hub
from tests.render.site.browser.axe import violations
from tests.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE = 180_000  # milliseconds, which a busy machine may need; a free one takes two thousand
LONG = SCORE + "\n".join(f"\nA paragraph, the {number}th.\n" for number in range(60))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one process on Windows"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = write_hub(tmp_path / "hub")
    (made / "round-1/score.md").write_bytes(LONG.encode())
    return made


@pytest.fixture
def address(root: Path, tmp_path: Path) -> Iterator[str]:
    with serving(root, tmp_path / "log.txt") as (found, _):
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 800, "height": 600})
    made = context.new_page()
    made.set_default_timeout(PATIENCE)
    yield made
    context.close()


def test_a_saved_page_shows_itself_where_it_was_and_a_mistake_is_read_out_until_it_is_mended(
    root: Path, address: str, page: Page
) -> None:
    session = root / "round-1/score.md"
    page.goto(f"{address}round-1/score.html")
    page.evaluate("scrollTo(0, 900)")
    session.write_bytes(LONG.replace("Because of this.", "Because of zebras.").encode())
    page.get_by_text("Because of zebras.").wait_for()
    until(page, "scrollY > 800")

    session.write_bytes(LONG.replace("Because of this.", ":::{actvity} <b>x</b>").encode())
    notice = page.get_by_role("alert").filter(has_text="to mend")
    notice.get_by_role("heading").wait_for()

    assert "There is no block called actvity" in notice.inner_text()
    assert "round-1/score.md:" in notice.inner_text()
    assert page.get_by_text("Because of zebras.").is_visible()
    assert violations(page, "color-contrast", "scrollable-region-focusable", "button-name") == []

    session.write_bytes(LONG.encode())
    notice.wait_for(state="detached")
    page.get_by_text("Because of this.").wait_for()


def test_a_day_page_that_allows_no_scripts_but_its_own_is_kept_up_to_date_too(
    root: Path, address: str, page: Page
) -> None:
    page.goto(f"{address}round-1/day.html")
    session = root / "round-1/score.md"
    session.write_bytes(LONG.replace("# How ready are we?", "# Are we ready?").encode())

    page.get_by_text("Are we ready?").first.wait_for()
