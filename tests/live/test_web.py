"""The preview's web application: for this computer only, nothing kept, and news for each open page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

import pytest
from starlette.types import ASGIApp

from kit.live.live_site import LiveSite
from kit.live.preview import News, Stage
from kit.live.web import application, with_script
from kit.model.findings import Code, Finding
from tests.live.asgi import ADDRESS, ask, talk

PAGE = b"<!doctype html><html><body><p>Hello</p></body></html>"
FILES = {"index.html": PAGE, "round-1/index.html": PAGE, "_static/kit.css": b"p {}", "group.json": b"{}"}
DRAWING = {"_images/wall.svg": b"<svg/>"}
MISTAKE = Finding(Code.NO_TITLE, "round-1/a.md", 7, "A <b>page</b> has no title.", "Give it one.")


@asynccontextmanager
async def nothing(_: object) -> AsyncIterator[None]:
    yield


@pytest.fixture
def site() -> LiveSite:
    made = LiveSite("run")
    made.post({**FILES, **DRAWING}, News(Stage.DONE, (), frozenset(FILES)))
    return made


@pytest.fixture
def app(site: LiveSite) -> ASGIApp:
    return application(site, ADDRESS, nothing)


def said(app: ASGIApp, page: str, shown: str) -> list[Any]:
    """Return what a page is told when it says that it was ``shown``."""
    messages = talk(app, f"/.live/socket?path={page}&shown={quote(shown)}", {"origin": f"http://{ADDRESS}"})
    return [json.loads(one["text"]) for one in messages if one["type"] == "websocket.send"]


@pytest.mark.parametrize("path", ["/", "/index.html", "/round-1/"])
def test_a_page_comes_with_the_script_that_keeps_it_up_to_date(app: ASGIApp, path: str) -> None:
    answer = ask(app, path)

    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert b'<p>Hello</p><script src="/.live/page.js" data-shown="run-1" defer></script>' in answer.body


def test_other_files_come_as_they_are_and_nobody_keeps_them(app: ASGIApp) -> None:
    answer = ask(app, "/_static/kit.css")

    assert (answer.body, answer.headers["content-type"]) == (b"p {}", "text/css; charset=utf-8")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/_static/kit.css", "/.live/page.js", "/nowhere", "/round-1"])
def test_no_other_site_may_frame_what_it_shows(app: ASGIApp, path: str) -> None:
    headers = ask(app, path).headers

    assert headers["x-frame-options"] == "DENY"
    assert headers["content-security-policy"].split("; ")[0] == "frame-ancestors 'none'"


def test_a_drawing_that_is_opened_on_its_own_runs_no_script(app: ASGIApp) -> None:
    headers = ask(app, "/_images/wall.svg").headers

    assert {"default-src 'none'", "sandbox"} <= set(headers["content-security-policy"].split("; "))
    assert headers["x-content-type-options"] == "nosniff"


def test_a_folder_without_its_last_stroke_leads_to_its_page(app: ASGIApp) -> None:
    answer = ask(app, "/round-1")

    assert (answer.status, answer.headers["location"]) == (307, "/round-1/")


@pytest.mark.parametrize("path", ["/nowhere.html", "/../../etc/passwd", "//etc/passwd", "/round-1/..", "/%00"])
def test_what_is_not_in_the_site_is_not_there(app: ASGIApp, path: str) -> None:
    answer = ask(app, path)

    assert answer.status == 404
    assert b"There is no such page." in answer.body
    assert b"/.live/page.js" in answer.body


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "localhost"])
def test_this_computer_is_let_in_by_its_own_names(app: ASGIApp, host: str) -> None:
    assert ask(app, "/", host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "127.0.0.1.evil.example", "evil.example:8000", "", "[", "10.0.0.2"),
        *("localhost:1", "localhost:80000", "x@127.0.0.1:8000", "localhost:8000@evil.example", "localhost:8000:8000"),
        *(
            "127.0.0.1:8000/",
            "127.0.0.1 :8000",
            "localhost:\u0668000",
            "localhost:08000",
            "localhost:8000?",
            "127.1:8000",
        ),
    ],
)
def test_any_other_name_is_refused_as_it_may_be_a_trick(app: ASGIApp, host: str) -> None:
    answer = ask(app, "/", host)

    assert answer.status == 403
    assert b"Hello" not in answer.body


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "http://127.0.0.1:9000",
        "http://[",
        "https://127.0.0.1:8000",
        "http://x@127.0.0.1:8000",
    ],
)
def test_pages_of_other_sites_hear_nothing(app: ASGIApp, site: LiveSite, origin: str) -> None:
    site.trouble("A secret", "")

    assert [one["type"] for one in talk(app, "/.live/socket?path=/", {"origin": origin})] == ["websocket.close"]


def test_a_page_that_is_as_it_was_is_told_that_all_is_well(app: ASGIApp) -> None:
    assert said(app, "/index.html", "run-1") == [{"mistakes": []}]


@pytest.mark.parametrize(
    "shown",
    ["run-0", "other-1", "", "run-x", "run-²", "run-٢", "run--1", "run-1_0", "run-+1", f"run-{'9' * 5000}", "-", "run"],
)
def test_a_page_that_missed_a_change_is_told_to_load_again(app: ASGIApp, site: LiveSite, shown: str) -> None:
    assert {"reload": True} in said(app, "/index.html", shown)
    assert site.open_pages() == frozenset()


@pytest.mark.parametrize(
    ("page", "changed", "again"),
    [
        ("/", "index.html", True),
        ("/round-1/", "index.html", False),
        ("/round-1/index.html", "_static/kit.css", True),
        ("/round-1/index.html", "searchindex.js", False),
        ("/search.html", "searchindex.js", True),
        ("/not-yet.html", "not-yet.html", True),
    ],
)
def test_a_page_loads_again_if_it_or_what_it_uses_has_changed(
    app: ASGIApp, site: LiveSite, page: str, changed: str, again: bool
) -> None:
    site.post({**FILES, changed: b"new"}, News(Stage.DONE, (), frozenset({changed})))

    assert ({"reload": True} in said(app, page, "run-1")) is again


def test_mistakes_are_told_with_their_place_until_they_are_mended(app: ASGIApp, site: LiveSite) -> None:
    site.post(FILES, News(Stage.MISTAKES, (MISTAKE,), frozenset()))
    told = {"place": "round-1/a.md:7", "message": MISTAKE.message, "hint": MISTAKE.hint}

    assert said(app, "/", "run-2") == [{"mistakes": [told]}]

    site.post(FILES, News(Stage.DONE, (), frozenset()))

    assert said(app, "/", "run-3") == [{"mistakes": []}]


def test_a_page_that_has_been_closed_is_forgotten(app: ASGIApp, site: LiveSite) -> None:
    said(app, "/", "run-1")

    assert site.open_pages() == frozenset()


# The script is added on the way to the browser, to pages that allow no scripts but their own too.

TAG = b'<script src="/.live/page.js" data-shown="a-1" defer></script>\n'


def test_the_script_is_the_last_thing_of_a_page() -> None:
    assert with_script(b"<body>x</body></html>", "a-1", ADDRESS) == b"<body>x" + TAG + b"</body></html>"


def test_a_page_without_an_end_has_it_all_the_same() -> None:
    assert with_script(b"<p>x", "a-1", ADDRESS) == b"<p>x" + TAG


def test_what_the_page_was_cannot_break_out_of_its_place() -> None:
    assert b'data-shown="&#34;&gt;"' in with_script(b"", '">', ADDRESS)


def policy_of(page: bytes) -> dict[str, list[str]]:
    found = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    rules = [rule.split() for rule in html.unescape(found[1].decode()).split(";")]
    return {rule[0]: rule[1:] for rule in rules}


def test_a_strict_page_lets_this_one_script_in_and_keeps_its_other_rules() -> None:
    strict = (
        b'<meta http-equiv="Content-Security-Policy" '
        b'content="default-src &#39;none&#39;; script-src &#39;sha256-x&#39;; img-src data:"><body></body>'
    )

    assert policy_of(with_script(strict, "a-1", ADDRESS)) == {
        "default-src": ["'none'"],
        "script-src": ["'sha256-x'", "'self'"],
        "img-src": ["data:"],
        "connect-src": ["'self'", f"ws://{ADDRESS}"],
    }
