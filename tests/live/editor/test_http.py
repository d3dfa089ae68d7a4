"""The editor over HTTP: it does nothing for anybody but the pages of this run, on this computer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.types import ASGIApp

from kit.live.editing import LONGEST
from kit.live.live_site import LiveSite
from kit.live.preview import News, Stage
from kit.live.web import application
from tests.live.asgi import ADDRESS, Answer, ask, send
from tests.live.test_web import FILES, nothing


class Asked:
    """An editor that notes what it was asked."""

    def __init__(self) -> None:
        self.requests: list[Mapping[str, Any]] = []

    def ask(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Note ``asked``."""
        self.requests.append(asked)
        return {"answer": "noted"}


@pytest.fixture
def editor() -> Asked:
    return Asked()


@pytest.fixture
def app(editor: Asked) -> ASGIApp:
    site = LiveSite("run")
    site.post(FILES, News(Stage.DONE, (), frozenset(FILES)))
    return application(site, ADDRESS, nothing, editor)


def secret(app: ASGIApp) -> str:
    """Return what this run gives to its pages."""
    return ask(app, "/").body.decode().partition('data-token="')[2].partition('"')[0]


def posted(app: ASGIApp, body: bytes = b'{"ask": "page"}', **changes: str) -> Answer:
    """Send what a page sends, with ``changes`` to its headers; "" leaves one out."""
    headers = {
        "host": ADDRESS,
        "origin": f"http://{ADDRESS}",
        "content_type": "application/json",
        "x_peerkit_token": secret(app),
        **changes,
    }
    return send(app, "/.live/editor", {name.replace("_", "-"): text for name, text in headers.items() if text}, body)


def test_a_page_of_this_run_is_answered(app: ASGIApp, editor: Asked) -> None:
    answer = posted(app)

    assert (answer.status, json.loads(answer.body)) == (200, {"answer": "noted"})
    assert editor.requests == [{"ask": "page"}]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "changes",
    [
        {"host": "evil.example"},
        {"host": "evil.example:8000", "origin": "http://evil.example:8000"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"x_peerkit_token": ""},
        {"x_peerkit_token": "guessed"},
        {"x_peerkit_token": "é"},
    ],
)
def test_nobody_else_is(app: ASGIApp, editor: Asked, changes: dict[str, str]) -> None:
    assert posted(app, b"{}", **changes).status == 403
    assert editor.requests == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_form_of_another_site_could_send_is_refused(app: ASGIApp, editor: Asked, kind: str) -> None:
    assert posted(app, content_type=kind).status == 415
    assert editor.requests == []


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_only_a_post_asks_it(app: ASGIApp, editor: Asked, method: str) -> None:
    assert ask(app, "/.live/editor", method=method).status in (404, 405)
    assert editor.requests == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{", 400),
        (b"\xff", 400),
        (b"[" * 100_000, 400),
        (b'{"a": "' + b"x" * LONGEST + b'"}', 413),
    ],
)
def test_what_is_no_request_is_refused_in_a_sentence(app: ASGIApp, editor: Asked, body: bytes, status: int) -> None:
    answer = posted(app, body)

    assert answer.status == status
    assert json.loads(answer.body)["message"].endswith(".")
    assert editor.requests == []


@pytest.mark.parametrize("name", ["main.js", "state.js", "http.js", "section.js", "parts.js", "bar.js", "panel.js"])
def test_its_scripts_are_there(app: ASGIApp, name: str) -> None:
    answer = ask(app, f"/.live/editor/{name}")

    assert (answer.status, answer.headers["content-type"]) == (200, "text/javascript; charset=utf-8")


@pytest.mark.parametrize("path", ["../web.py", "..%2Fweb.py", "web.py", "main.js/", "%2e%2e/page.js"])
def test_no_other_file_is(app: ASGIApp, path: str) -> None:
    assert ask(app, f"/.live/editor/{path}").status in (404, 307)


def test_each_run_has_another_secret_which_nobody_can_guess(app: ASGIApp) -> None:
    other = application(LiveSite("run"), ADDRESS, nothing, Asked())

    assert len(secret(app)) >= 40
    assert secret(app) != secret(other)
    assert posted(other, x_peerkit_token=secret(app)).status == 403


def test_a_preview_without_an_editor_has_no_secret_and_no_such_address() -> None:
    site = LiveSite("run")
    site.post(FILES, News(Stage.DONE, (), frozenset(FILES)))
    app = application(site, ADDRESS, nothing)

    assert secret(app) == ""
    assert posted(app).status == 405
