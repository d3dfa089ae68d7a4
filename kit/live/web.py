"""The preview as a web application: the site from memory, for this computer only, and a line to each open page."""

from __future__ import annotations

import asyncio
import html
import mimetypes
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from kit.live.board import Board, Viewer

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]

_HERE = frozenset({"127.0.0.1", "localhost"})
# Said here, because on Windows other programs change what the system says.
_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",  # no other site may show what only facilitators are to see
    "X-Content-Type-Options": "nosniff",
}
_NOT_YET = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Nothing to show here</title>'
    '<meta name="viewport" content="width=device-width"></head><body style="font: 1.1rem/1.5 system-ui; margin: 2rem">'
    "<main><h1>There is no such page.</h1><p>If the pages have mistakes, they are named below and in the terminal; "
    "when they are mended, this page shows itself again.</p></main></body></html>"
)


def application(board: Board, address: str, lifespan: Lifespan) -> ASGIApp:
    """Return the application that shows ``board`` at ``address``, such as "127.0.0.1:8000"."""

    async def show(request: Request) -> Response:
        return _file(board, request.path_params["path"], address)

    async def script(_: Request) -> Response:
        return Response(Path(__file__).with_name("page.js").read_bytes(), headers=_HEADERS, media_type=_TYPES[".js"])

    async def line(socket: WebSocket) -> None:
        await _line(board, socket)

    routes = [WebSocketRoute("/.live/socket", line), Route(SCRIPT, script), Route("/{path:path}", show)]
    return _OnlyHere(Starlette(routes=routes, lifespan=lifespan), address)


def _file(board: Board, path: str, address: str) -> Response:
    name = f"{path}index.html" if path == "" or path.endswith("/") else path
    if name not in board.files and f"{name}/index.html" in board.files:
        return RedirectResponse(f"/{quote(name)}/", headers=_HEADERS)
    suffix = Path(name).suffix.lower()
    data, status = (board.files[name], 200) if name in board.files else (_NOT_YET.encode(), 404)
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    if status == 404 or suffix == ".html":
        data, kind = with_script(data, board.shown, address), _TYPES[".html"]
    return Response(data, status, headers=_HEADERS, media_type=kind)


async def _line(board: Board, socket: WebSocket) -> None:
    """Tell one open page what it needs to know, until it is closed."""
    await socket.accept()
    waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    path = socket.query_params.get("path", "/").removeprefix("/")
    viewer = Viewer(f"{path}index.html" if path == "" or path.endswith("/") else path, waiting.put_nowait)
    board.join(viewer, socket.query_params.get("shown", ""))
    sending = asyncio.create_task(_send(socket, waiting))
    try:
        async for _ in socket.iter_text():  # ends when the page is closed
            pass
    finally:
        board.leave(viewer)
        sending.cancel()


async def _send(socket: WebSocket, waiting: asyncio.Queue[dict[str, Any]]) -> None:
    try:
        while True:
            await socket.send_json(await waiting.get())
    except (WebSocketDisconnect, RuntimeError):  # the page was closed a moment ago
        return


class _OnlyHere:
    """Refuses requests that came by another name than this computer's own, or from pages of other sites.

    A name of somebody else's may lead to this computer (DNS rebinding), and its pages would then be let in.
    """

    def __init__(self, app: ASGIApp, address: str) -> None:
        self._app = app
        self._refusal = f"This preview is shown at http://{address}/ only.\n"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or _from_here(dict(scope["headers"])):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(self._refusal, 403, _HEADERS)(scope, receive, send)


def _from_here(headers: dict[bytes, bytes]) -> bool:
    host, origin = headers.get(b"host", b"").decode("latin-1"), headers.get(b"origin", b"").decode("latin-1")
    try:
        return urlsplit(f"//{host}").hostname in _HERE and (not origin or urlsplit(origin).netloc == host)
    except ValueError:
        return False


# Adds the preview's script to pages on their way to the browser; the site itself never has it. Pure.

SCRIPT = "/.live/page.js"  # no file of a site has a name that begins with a dot

_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")', re.IGNORECASE)


def with_script(page: bytes, shown: str, address: str) -> bytes:
    """Return ``page`` with the script at its end; ``shown`` is what the script says the page was.

    A page that allows no scripts but its own has this one allowed too, and its way back to ``address``, which is
    "127.0.0.1:8000".
    """
    tag = f'<script src="{SCRIPT}" data-shown="{html.escape(shown)}" defer></script>\n'.encode()
    page = _POLICY.sub(lambda found: found[1] + _allowing(found[2], address) + found[3], page)
    end = page.rfind(b"</body>")
    return page + tag if end < 0 else page[:end] + tag + page[end:]


def _allowing(policy: bytes, address: str) -> bytes:
    rules = [rule.split() for rule in html.unescape(policy.decode()).split(";") if rule.strip()]
    known = {rule[0]: [one for one in rule[1:] if one != "'none'"] for rule in rules if rule[0] != "default-src"}
    for name, sources in (("script-src", ["'self'"]), ("connect-src", ["'self'", f"ws://{address}"])):
        known[name] = list(dict.fromkeys([*known.get(name, []), *sources]))
    before = [" ".join(rule) for rule in rules if rule[0] == "default-src"]
    after = [" ".join([name, *(sources or ["'none'"])]) for name, sources in known.items()]
    return html.escape("; ".join(before + after)).encode()
