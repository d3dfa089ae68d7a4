"""Every page works under its own Content-Security-Policy, from a folder and from a server, and no other script runs."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.render.site.browser.conftest import Visit
from tests.render.site.browser.sites import Built
from tests.render.site.browser.test_search import search

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLANTED = "<p>x</p><script>window.broken = 1</script><img src=x onerror='window.broken = 1'>"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(params=["file", "http"])
def root(request: pytest.FixtureRequest, hub: Built) -> Iterator[str]:
    """The address of the small hub's site, without the slash at its end."""
    if request.param == "file":
        yield hub.root.as_uri()
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(hub.root))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_every_page_keeps_its_own_policy(root: str, hub: Built, visitor: Visit) -> None:
    page = visitor()
    for name in hub.pages:
        page.goto(f"{root}/{name}")

    assert len(hub.pages) > 10


def test_theme_menu_and_search_work_under_it(root: str, visitor: Visit) -> None:
    page = visitor()
    page.goto(f"{root}/round-1/left.html")
    page.locator(".kit-theme").click()

    assert page.locator("body").get_attribute("data-theme") == "light"
    assert page.locator(".kit-rail details").get_attribute("open") is not None
    assert any("Everything that a page may hold" in one for one in search(page, "descant"))


def test_the_day_page_counts_under_it(root: str, visitor: Visit) -> None:
    page = visitor()
    page.goto(f"{root}/round-1/day.html")
    for button in ("I run this day", "Start now", "Hand over"):
        page.get_by_role("button", name=button).click()

    assert page.locator("#now-title").inner_text()


@pytest.mark.parametrize(
    "name", ["round-1/left.html", "round-1/run-sheet.html", "search.html", "404.html", "index.html"]
)
def test_a_script_that_somebody_planted_does_not_run(name: str, hub: Built, browser: Browser) -> None:
    """This is what stood between a page's title and everybody's browsers: nothing."""
    planted = hub.root / Path(name).with_stem("planted")
    whole = (hub.root / name).read_text(encoding="utf-8")
    planted.write_text(re.sub("(<title>|<main)", rf"{PLANTED}\1", whole), encoding="utf-8")
    page = browser.new_page()
    page.goto(planted.as_uri())
    planted.unlink()

    assert page.evaluate("() => document.querySelectorAll('[onerror]').length") >= 1
    assert page.evaluate("() => window.broken") is None
    page.close()
