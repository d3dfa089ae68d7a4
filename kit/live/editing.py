"""The editor over HTTP: its scripts, and one address to which its requests go, for pages of this run alone.

A page of another site may send a request here, yet not read this run's secret out of our pages; so nothing is done for
a request without it, without our own Origin, or of a kind that a plain form could send.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from kit.live.scripts import EDITOR

ADDRESS = "/.live/editor"
MAIN = f"{ADDRESS}/main.js"
TOKEN = "x-peerkit-token"  # noqa: S105 - the name of a header
LONGEST = 1024 * 1024  # bytes of a request


class Editor(Protocol):
    """Answers requests."""

    def ask(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer to ``asked``."""


def routes(editor: Editor, token: str, headers: Mapping[str, str]) -> list[BaseRoute]:
    """Return the addresses of ``editor`` for pages that know ``token``; every answer has ``headers``."""
    scripts = {one.name: one for one in EDITOR.glob("*.js")}

    async def answer(request: Request) -> Response:
        status, data = await _answer(request, editor, token)
        return JSONResponse(data, status, headers)

    async def script(request: Request) -> Response:
        file = scripts.get(request.path_params["name"])
        data = file.read_bytes() if file else b""
        return Response(data, 200 if file else 404, headers, "text/javascript")

    return [Route(ADDRESS, answer, methods=["POST"]), Route(f"{ADDRESS}/{{name}}", script)]


async def _answer(request: Request, editor: Editor, token: str) -> tuple[int, dict[str, Any]]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    given = request.headers.get(TOKEN, "")
    if "origin" not in request.headers or not secrets.compare_digest(given.encode(), token.encode()):
        return 403, _refused("This page is of an earlier run of the preview.", "Load the page again.")
    if kind != "application/json":
        return 415, _refused("Requests to the editor are JSON.")
    if (body := await _body(request)) is None:
        return 413, _refused("That is more than a page may hold.", "Make it several pages.")
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict):
        return 400, _refused("The editor could not read that.", "Load the page again.")
    return 200, await run_in_threadpool(editor.ask, asked)


async def _body(request: Request) -> bytes | None:
    """Return what was sent; None where that is too much, of which no more than the limit is read."""
    body = b""
    try:
        async for part in request.stream():
            body += part
            if len(body) > LONGEST:
                return None
    except ClientDisconnect:
        return b""
    return body


def _refused(message: str, hint: str = "") -> dict[str, Any]:
    return {"answer": "trouble", "message": message, "hint": hint}
