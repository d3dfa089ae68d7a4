"""Old addresses lead on in a real browser, from files as from the web, and the search works from files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.render.editions import edition
from tests.render.site.browser.conftest import PHONE, Visit
from tests.render.site.test_about import written

if TYPE_CHECKING:
    from playwright.sync_api import Page

TALL = "\n\n".join(["Words that fill the page."] * 60)
FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\nHello.\n",
    "round-1/index.md": "# Plan\n\nMarmalade is on the plan.\n",
    "round-1/ready.md": f"# Ready\n\n{TALL}\n\n## Scores\n\n{TALL}\n\n## Talk\n\nText.\n",
    "round-1/other.md": f"# Other\n\n{TALL}\n\n## Elsewhere\n\nText.\n",
}
MOVED = {
    "round-1/old": "round-1/ready",
    "round-1/old#away": "round-1/other#elsewhere",
    "start": "round-1/ready#scores",
    "round-1/ready#marks": "round-1/ready#scores",
    "round-1/ready#away": "round-1/other#elsewhere",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = edition(FILES, {"round-1/ready": 30}, moved=MOVED, url="https://example.org/")
    return written(tmp_path_factory.mktemp("leading"), made)


def end(page: Page, address: str, wanted: str) -> str:
    """Open an address and return where one ends, as a path with its section."""
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    page.wait_for_url(f"**/{wanted}", timeout=8000)
    page.wait_for_load_state()
    return page.url.partition("/site/")[2]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("round-1/old.html", "round-1/ready.html"),
        ("round-1/old.html#talk", "round-1/ready.html#talk"),
        ("round-1/old.html#away", "round-1/other.html#elsewhere"),
        ("round-1/old.html#constructor", "round-1/ready.html#constructor"),
        ("start.html#anything", "round-1/ready.html#scores"),
        ("round-1/ready.html#marks", "round-1/ready.html#scores"),
        ("round-1/ready.html#away", "round-1/other.html#elsewhere"),
    ],
)
def test_an_old_address_leads_to_the_page_and_section_of_today(site: Path, visitor: Visit, old: str, new: str) -> None:
    page = visitor()

    assert end(page, f"{site.as_uri()}/{old}", new) == new


def test_nobody_is_sent_away_from_a_section_that_is_there(site: Path, visitor: Visit) -> None:
    page = visitor()
    page.goto(f"{site.as_uri()}/round-1/ready.html#scores")
    page.wait_for_load_state()

    assert page.url.endswith("ready.html#scores")
    assert page.evaluate("() => scrollY") > 500


def test_a_moved_page_leads_on_without_scripts_too(site: Path, visitor: Visit) -> None:
    page = visitor(java_script_enabled=False)

    assert end(page, f"{site.as_uri()}/round-1/old.html", "round-1/ready.html") == "round-1/ready.html"


def test_going_back_does_not_lead_into_the_old_address_again(site: Path, visitor: Visit) -> None:
    page = visitor()
    page.goto(f"{site.as_uri()}/index.html")
    page.evaluate("() => { location.href = 'round-1/old.html'; }")
    page.wait_for_url("**/ready.html")
    page.go_back()

    assert page.url.endswith("/site/index.html")


class _Host(SimpleHTTPRequestHandler):
    """A host as those of the web are: it answers with 404.html where there is no file."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "site", "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that knows its address, in a folder of a host."""
    folder = tmp_path_factory.mktemp("host")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    address = f"http://127.0.0.1:{server.server_port}/site"
    written(folder, edition(FILES, {"round-1/ready": 30}, url=address))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("missing", ["nothing.html", "round-1/nothing.html", "round-9/deep/er/nothing"])
def test_whoever_goes_astray_finds_back_from_any_depth(host: str, visitor: Visit, missing: str) -> None:
    page = visitor(viewport=PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(f"{host}/{missing}")

    assert answer is not None
    assert answer.status == 404
    assert asked == [f"{host}/{missing}"]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_label("Search this site").fill("marmalade")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Plan").first.wait_for()
    page.go_back()
    page.get_by_role("link", name="Go to the first page").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Home"


def test_the_search_works_from_files_and_says_what_it_found(site: Path, visitor: Visit) -> None:
    page = visitor()
    page.goto(f"{site.as_uri()}/round-1/ready.html")
    page.get_by_role("searchbox", name="Search this site").first.fill("marmalade")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Plan").wait_for()

    assert page.get_by_role("heading", level=1).inner_text() == "Search"
    assert page.get_by_role("search", name="Search on this page").get_by_label("Words to look for").count() == 1
    said = page.locator("main [role=status], main [aria-live]").all_inner_texts()
    assert "One page has these words." in said
    page.get_by_role("main").get_by_role("link", name="Plan").click()
    page.wait_for_url("**/round-1/index.html*")


@pytest.fixture(scope="module")
def nameless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that does not know its address, in a folder of a host."""
    folder = tmp_path_factory.mktemp("nameless")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    written(folder, edition(FILES, {"round-1/ready": 30}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/site"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("missing", ["nothing.html", "round-1/nothing.html", "round-9/deep/er/nothing"])
def test_a_site_that_does_not_know_its_address_leads_home_too(nameless: str, visitor: Visit, missing: str) -> None:
    page = visitor(viewport=PHONE)
    page.goto(f"{nameless}/{missing}")
    page.get_by_role("link", name="Plan").wait_for()

    assert page.get_by_role("link", name="Plan").evaluate("(one) => one.href") == f"{nameless}/round-1/index.html"
    page.get_by_label("Search this site").fill("marmalade")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Plan").first.wait_for()
    page.goto(f"{nameless}/{missing}")
    page.get_by_role("link", name="Plan").wait_for()
    page.get_by_role("link", name="Go to the first page").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Home"


def test_from_a_folder_a_missing_page_leads_on_as_well(tmp_path: Path, visitor: Visit) -> None:
    written(tmp_path, edition(FILES, {"round-1/ready": 30}))
    page = visitor()
    page.goto((tmp_path / "site" / "404.html").as_uri())

    menu = page.get_by_role("navigation", name="Site", exact=True)
    assert menu.get_by_role("link").all_inner_texts() == ["Home", "Plan"]
    page.get_by_label("Search this site").fill("marmalade")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Plan").first.wait_for()
    page.go_back()
    page.get_by_role("link", name="Go to the first page").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Home"
