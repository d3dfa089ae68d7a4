"""The tutorial for the browser, as far as it can be played: what the page makes is saved, and its workflows run."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.helpers import page_words
from tests.render.site.browser.sites import build_site
from tests.workflows.runner import Forge, Run, play
from tests.workflows.test_story import ROOT, Browser, git, good

if TYPE_CHECKING:
    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

TUTORIAL = ROOT / "docs" / "tutorial" / "in-the-browser.md"
WHY = "overrides/round-1/how-ready/why-it-matters.words.md"


@pytest.fixture
def page(browser: Chromium) -> Page:
    return browser.new_page()


def made_in_parts(page: Page, start: str, place: Path) -> list[Path]:
    """Answer what the page asks, and return the unpacked parts in order."""
    page.goto(start)
    page.get_by_label("What is the group called").fill("Marches Peer Group")
    page.get_by_label("On which day").fill("2027-01-20")
    with page.expect_download() as download:
        page.get_by_role("button", name=pressed()).click()
    download.value.save_as(place / "made.zip")
    with zipfile.ZipFile(place / "made.zip") as packed:
        packed.extractall(place / "unpacked")
    return sorted((place / "unpacked").iterdir())


def pressed() -> str:
    """Return the button that the tutorial names."""
    return str(re.findall(r"Press \*\*(Make [^*]+)\*\*", TUTORIAL.read_text(encoding="utf-8"))[0])


def with_addresses(settings: str) -> str:
    """Return region.toml with the lines that the tutorial shows in the place of those that are there."""
    (shown,) = re.findall(r"```toml\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)
    changed, count = re.subn(r"^url = .*\n# repository = .*\n", lambda _: shown, settings, flags=re.MULTILINE)
    assert count == 1
    return changed


def upload(seat: Browser, part: Path) -> None:
    """Save all that is inside a part to the repository: one commit, as the page for uploads makes it."""
    git(seat.place.parent, "clone", "-q", seat.forge.bare, seat.place) if not seat.place.exists() else seat.files()
    git(seat.place, "checkout", "-q", "-B", "main")
    inside = {one.relative_to(part).as_posix(): one.read_bytes() for one in part.rglob("*") if one.is_file()}
    assert len(inside) < 100
    for path, data in inside.items():
        (seat.place / path).parent.mkdir(parents=True, exist_ok=True)
        (seat.place / path).write_bytes(data)
    git(seat.place, "add", "--all")
    git(seat.place, "commit", "-q", "-m", "Add files via upload")
    git(seat.place, "push", "-q", "origin", "main")


def published(forge: Forge) -> Run:
    return good(play(forge, "publish"))


def test_what_the_page_makes_publishes_itself_and_a_section_is_changed_from_the_site(
    page: Page, tmp_path: Path
) -> None:
    hub = build_site("sessions", tmp_path / "hub")
    forge = Forge(tmp_path / "forge")
    seat = Browser(forge, tmp_path / "seat")

    for part in made_in_parts(page, hub.address("start.html"), tmp_path):
        assert not (seat.place / ".github").exists()  # nothing runs before the last part
        upload(seat, part)
    first = published(forge)
    assert first.results["publish"] == "skipped"
    assert [one["title"] for one in forge.read()["issues"]] == ["One switch left: turn on Pages"]

    forge.turn(pages=True)
    seat.save("region.toml", with_addresses(seat.read("region.toml")))
    assert published(forge).results["publish"] == "success"
    assert "Marches Peer Group" in page_words(forge.pages / "index.html")
    assert "20 January 2027" in page_words(forge.pages / "index.html")

    page.goto((forge.pages / "round-1" / "how-ready.html").as_uri())
    links = page.locator("a[href*='/new/main']").evaluate_all("all => all.map(one => one.href)")
    (link,) = {one for one in links if WHY in parse_qs(urlsplit(one).query)["filename"]}  # beside it and at the foot
    (words,) = parse_qs(urlsplit(link).query)["value"]
    seat.save(WHY, f"{words.splitlines()[0]}\n\nIn the Marches we begin with bins.\n")
    published(forge)
    assert "In the Marches we begin with bins." in page_words(forge.pages / "round-1" / "how-ready.html")
