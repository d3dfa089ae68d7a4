"""On the page for that, a browser makes the region that ``fork`` would make of the same answers."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kit.app.fork import Wishes, start
from kit.franchise.fork import Meeting
from tests.render.site.browser.axe import violations
from tests.render.site.browser.conftest import PHONE, Visit
from tests.render.site.browser.sites import ROOT, Built

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

TODAY = datetime.date(2026, 11, 22)  # by the clock of the visitor's browser
NAMES = ("Westshire Peer Group", 'O\'Brien & "Sons" \\ Tŷ Cymru', "$& $1 [[id]] 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "x" * 200)


@pytest.fixture
def real(sites: Callable[[str], Built]) -> Built:
    """The site of the real hub."""
    return sites("sessions")


@pytest.fixture
def form(real: Built, visitor: Visit) -> Page:
    page = visitor(accept_downloads=True)
    page.goto(real.address("start.html"))
    return page


def made(page: Page, to: Path) -> dict[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the folder").click()
    download.value.save_as(to / "made.zip")
    with zipfile.ZipFile(to / "made.zip") as packed:
        assert packed.testzip() is None
        folders = {name for name in packed.namelist() if name.endswith("/")}
        assert folders == {"overrides/", "pages/", "files/"}
        return {name: packed.read(name) for name in packed.namelist() if name not in folders}


def made_in_parts(page: Page, to: Path) -> list[dict[str, bytes]]:
    """Return the files of each part, in the order in which they are uploaded."""
    with page.expect_download() as download:
        page.get_by_role("button", name="in parts, for GitHub").click()
    assert download.value.suggested_filename.endswith("-in-parts.zip")
    download.value.save_as(to / "parts.zip")
    parts: dict[str, dict[str, bytes]] = {}
    with zipfile.ZipFile(to / "parts.zip") as packed:
        assert packed.testzip() is None
        for name in packed.namelist():
            part, _, path = name.partition("/")
            parts.setdefault(part, {})[path] = packed.read(name)
    assert sorted(parts) == [f"part-{number}-of-{len(parts)}" for number in range(1, len(parts) + 1)]
    return [parts[name] for name in sorted(parts)]


def forked(wishes: Wishes) -> dict[str, bytes]:
    """Return the files of ``fork``, started on the day of the browser from the source that the hub names."""
    files = dict(start(wishes).files)
    for name in ("region.toml", "lineage.toml"):
        text = files[name].decode().replace('source = "../sessions"', 'source = "builtin"')
        files[name] = text.replace(datetime.date.today().isoformat(), TODAY.isoformat()).encode()
    return files


def wishes(**given: object) -> Wishes:
    place = {"dest": Path("nowhere"), "source": str(ROOT / "sessions"), "id": None, "values": {}}
    return Wishes(**(place | given))  # type: ignore[arg-type]  # the tests give the right kinds


def test_with_every_answer_the_zip_holds_what_fork_writes_byte_for_byte(form: Page, tmp_path: Path) -> None:
    form.get_by_label("What is the group called").fill("Westshire Peer Group")
    form.get_by_label("Where do you meet").fill('The "Hall" \\ Westbury')
    form.get_by_label("Where can people write").fill("peers@westshire.example.org")
    form.get_by_label("On which day").fill("2027-01-20")
    form.get_by_label("At what time").fill("10:30")
    form.get_by_label("How many people").fill("28")
    form.get_by_label("We have a colour of our own").check()
    form.get_by_label("Which colour is yours").fill("#7a1f5c")

    wanted = wishes(
        name="Westshire Peer Group",
        id="westshire-peer-group",
        values={"venue": 'The "Hall" \\ Westbury', "contact": "peers@westshire.example.org"},
        meeting=Meeting(datetime.date(2027, 1, 20), "10:30", 28),
        primary="#7a1f5c",
    )
    assert made(form, tmp_path) == forked(wanted)


@pytest.mark.parametrize("name", NAMES)
def test_with_the_name_alone_the_rest_is_left_for_later_as_fork_leaves_it(
    form: Page, tmp_path: Path, name: str
) -> None:
    form.get_by_label("What is the group called").fill(name)
    form.get_by_label("names of files").fill("ours")

    assert made(form, tmp_path) == forked(wishes(name=name, id="ours"))


def test_in_parts_each_is_small_enough_for_one_upload_and_together_they_are_what_fork_writes(
    form: Page, tmp_path: Path
) -> None:
    form.get_by_label("What is the group called").fill("Westshire")

    parts = made_in_parts(form, tmp_path)

    whole = {path: data for part in parts for path, data in part.items()}
    assert whole == forked(wishes(name="Westshire", id="westshire"))
    assert sum(map(len, parts)) == len(whole)
    assert all(len(part) < 100 for part in parts)
    workflows = {path for path in whole if path.startswith(".github/workflows/")}
    assert workflows
    assert workflows <= parts[-1].keys()  # so nothing runs before all is there


@pytest.mark.parametrize(
    ("label", "answer", "said"),
    [
        ("What is the group called", "", "cannot wait"),
        ("What is the group called", "<b>Us</b>", "cannot hold <, >"),
        ("What is the group called", "Us\u202egnp", "cannot hold <, >"),
        ("names of files", "Our Group", "small letters, digits and hyphens"),
        ("names of files", "con", "Windows keeps that name"),
        ("Where do you meet", "<Hall>", "Write the words out"),
        ("How many people", "0", "from 1 to 10,000"),
        ("How many people", "2.5", "from 1 to 10,000"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_in_words_beside_it(form: Page, label: str, answer: str, said: str) -> None:
    form.get_by_label("What is the group called").fill("Westshire")
    form.get_by_label(label).fill(answer)

    form.get_by_role("button", name="Make the folder").click()

    assert said in form.get_by_role("alert").filter(has_text=said).inner_text()
    assert form.get_by_label(label).evaluate("one => one === document.activeElement")
    assert "Nothing was made yet" in form.get_by_role("status").inner_text()


def test_the_preview_shows_the_colour_with_letters_that_can_be_read(form: Page) -> None:
    form.get_by_label("We have a colour of our own").check()
    form.get_by_label("Which colour is yours").fill("#ffd100")

    assert form.locator(".kit-start-band").evaluate("one => getComputedStyle(one).color") == "rgb(20, 23, 28)"
    assert "on white pages it has only 1.4 to 1" in form.locator("#start--contrast").inner_text().lower()


def test_where_the_files_are_missing_the_page_says_so(form: Page) -> None:
    form.evaluate("() => document.getElementById('start--files').setAttribute('src', 'nowhere.js')")
    form.get_by_label("What is the group called").fill("Westshire")

    form.get_by_role("button", name="Make the folder").click()

    form.get_by_role("status").filter(has_text="could not be loaded").wait_for()


def test_axe_finds_nothing_empty_refused_or_done_in_light_dark_and_on_a_phone(form: Page, tmp_path: Path) -> None:
    found = list(violations(form))
    form.get_by_role("button", name="Make the folder").click()
    for scheme in ("light", "dark"):
        form.emulate_media(color_scheme=scheme)
        found += violations(form)
    form.set_viewport_size(PHONE)
    found += violations(form)
    form.get_by_label("What is the group called").fill("Westshire")
    made(form, tmp_path)
    found += violations(form)

    assert found == []
