"""The studio's page with its real engine: the whole story by keyboard alone, and nothing lost when its tab is ended."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kit.cli.run import run
from kit.franchise.upstream.sources import builtin_hub
from kit.publish.swap import fill
from kit.studio.held import packed
from kit.studio.packing import studio_files
from tests.render.site.browser.axe import violations
from tests.studio.browsers import FOLDERS, WHY_NOT, served
from tests.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Frame, Page

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)

LOADING = 300_000  # milliseconds; two processors that do other things too take two minutes
FOCUS = """() => {
  const one = document.activeElement?.shadowRoot?.activeElement || document.activeElement;
  return one?.getAttribute("aria-label") || one?.textContent || one?.name || "";
}"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    fill(tmp_path, studio_files(builtin_hub(), *map(Path, FOLDERS.values())))
    with served(tmp_path) as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1000, "height": 800})
    made.set_default_timeout(LOADING)
    yield made
    made.close()


def go(page: Page, where: Page | Frame, name: str) -> None:
    """Press Tab until what has the focus in ``where`` is called ``name``."""
    for _ in range(120):
        if where.evaluate(FOCUS) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"No Tab leads to {name}")


def frame_of(page: Page) -> Frame:
    """Return the frame of the preview, when its editor is there."""
    page.frame_locator("iframe").get_by_role("button", name="Our meeting").wait_for()
    return page.frames[-1]


def test_a_region_is_made_its_day_changed_and_saved_by_keyboard_and_found_again(
    context: BrowserContext, address: str, tmp_path: Path
) -> None:
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Start a group").wait_for()
    go(page, page, "Start a group")
    page.keyboard.press("Enter")
    page.get_by_label("What is the group called?").wait_for()
    go(page, page, "name")
    page.keyboard.type("Westshire")
    page.keyboard.press("Enter")
    frame = frame_of(page)

    go(page, frame, "Our meeting")
    page.keyboard.press("Enter")
    frame.get_by_label("Venue").wait_for()
    go(page, frame, "Minutes of How ready are we?")
    page.keyboard.press("Alt+ArrowDown")
    frame.get_by_text("How ready are we? is now").wait_for()
    assert violations(page) == []
    go(page, frame, "Save")
    page.keyboard.press("Enter")
    frame.get_by_role("button", name="Undo").wait_for()

    page.close()  # as the system ends a tab: whatever was not stored is lost
    again = context.new_page()
    again.goto(address)
    again.get_by_role("button", name="Go on with Westshire").wait_for()
    go(again, again, "Go on with Westshire")
    again.keyboard.press("Enter")
    again.get_by_role("heading", name="Westshire", level=1).wait_for()
    until(again, "() => document.activeElement.textContent === 'Westshire'")
    frame_of(again)
    until(again, "() => document.getElementById('doing').hidden")
    go(again, again, "Keep and share")
    again.keyboard.press("Enter")
    go(again, again, "Save my region")
    with again.expect_download() as saved:
        again.keyboard.press("Enter")
    saved.value.save_as(tmp_path / "saved.zip")
    with zipfile.ZipFile(tmp_path / "saved.zip") as region:
        assert b"how-ready" in region.read("region.toml").split(b"[[round.round-1.agenda]]")[-1]


@pytest.fixture
def small(hub: Path, tmp_path: Path) -> Iterator[str]:
    """Serve a studio of a small hub."""
    (tmp_path / "small").mkdir()
    fill(tmp_path / "small", studio_files(hub, *map(Path, FOLDERS.values())))
    with served(tmp_path / "small") as found:
        yield found


def begun_again(context: BrowserContext, address: str) -> tuple[Page, Frame]:
    """Return a new tab that goes on with what is kept, and its preview of the first round."""
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Go on with Westshire").click()
    return page, first_round(page)


def first_round(page: Page) -> Frame:
    frame = frame_of(page)
    frame.goto(f"{frame.url.rpartition('/')[0]}/round-1/index.html")
    return frame_of(page)


def saved_region(page: Page, to: Path) -> Path:
    page.get_by_role("button", name="Keep and share").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save my region").click()
    saved.value.save_as(to)
    return to


def test_words_that_both_changed_are_settled_and_open_elsewhere_as_they_were_left(
    context: BrowserContext, browser: Browser, small: str, hub: Path, tmp_path: Path
) -> None:
    page = context.new_page()
    page.goto(small)
    page.get_by_role("button", name="Start a group").click()
    page.get_by_label("What is the group called?").fill("Westshire")
    page.get_by_role("button", name="Make our pages").click()
    frame = first_round(page)
    frame.get_by_role("button", name="Change this section").first.click()
    words = frame.get_by_label("Words of this section")
    words.fill(words.input_value().replace("this round", "our round"))
    frame.get_by_role("button", name="Save", exact=True).click()
    frame.get_by_role("button", name="Undo").first.wait_for()

    newer = {path.relative_to(hub).as_posix(): path.read_bytes() for path in hub.rglob("*") if path.is_file()}
    newer["round-1/index.md"] = newer["round-1/index.md"].replace(b"this round", b"the next round")
    (tmp_path / "newer.zip").write_bytes(packed({f"hub-main/{path}": data for path, data in newer.items()}))
    page.get_by_role("button", name="Keep and share").click()
    page.locator("input[type=file]").nth(1).set_input_files(tmp_path / "newer.zip")
    page.get_by_text("One question is open").wait_for()
    page.close()

    page, frame = begun_again(context, small)
    frame.get_by_role("button", name="Settle open questions (1)").click()
    frame.get_by_role("button", name="Take theirs").click()
    frame.get_by_role("button", name="Undo").first.wait_for()
    page.close()

    page, frame = begun_again(context, small)
    assert "What the next round is for." in frame.locator("main").inner_text()
    assert frame.get_by_role("button", name="Settle open questions").count() == 0
    ours = saved_region(page, tmp_path / "ours.zip")

    elsewhere = browser.new_context().new_page()
    elsewhere.set_default_timeout(LOADING)
    elsewhere.goto(small)
    elsewhere.locator("input[type=file]").first.set_input_files(ours)
    frame_of(elsewhere)
    assert saved_region(elsewhere, tmp_path / "theirs.zip").read_bytes() == ours.read_bytes()
    elsewhere.context.close()
    with zipfile.ZipFile(ours) as region:
        region.extractall(tmp_path / "typed")
    assert run(["-C", str(tmp_path / "typed"), "check"]) == 0
