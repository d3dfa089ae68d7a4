"""The preview as a web application: the site from memory, for this computer only, and a socket for each open page."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from kit.live.editing import MAIN, Editor, routes
from kit.live.live_site import LiveSite, OpenPage
from kit.live.media import HTML, policy_of, type_of
from kit.live.scripts import PAGE, TEMPLATES, Scripts, with_scripts

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]

_HERE = frozenset({"127.0.0.1", "localhost"})
_POLICY = "frame-ancestors 'none'"  # what pages may not say of themselves: nobody frames them
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",  # no other site may show what only facilitators are to see
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # the same, for old browsers
}


def application(site: LiveSite, address: str, lifespan: Lifespan, editor: Editor | None = None) -> ASGIApp:
    """Return the application that shows ``site`` at ``address``, such as "127.0.0.1:8000".

    With an ``editor`` its pages can be changed, by requests that know the secret of this run.
    """
    token = secrets.token_urlsafe(32) if editor else ""

    async def show(request: Request) -> Response:
        return _file(site, request.path_params["path"], address, token)

    async def script(_: Request) -> Response:
        return Response(PAGE.read_bytes(), headers=_HEADERS, media_type="text/javascript")

    async def tell(socket: WebSocket) -> None:
        await _tell(site, socket)

    live = [WebSocketRoute("/.live/socket", tell), Route(SCRIPT, script)]
    edited = routes(editor, token, _HEADERS) if editor else []
    pages = [Route("/{path:path}", show)]
    return _OnlyHere(Starlette(routes=[*live, *edited, *pages], lifespan=lifespan), address)


def _file(site: LiveSite, path: str, address: str, token: str) -> Response:
    name = f"{path}index.html" if path == "" or path.endswith("/") else path
    if name not in site.files and f"{name}/index.html" in site.files:
        return RedirectResponse(f"/{quote(name)}/", headers=_HEADERS)
    data, status = (site.files[name], 200) if name in site.files else (_missing(), 404)
    kind = type_of(name)
    if status == 404 or kind == HTML:
        data, kind = with_script(data, site.shown, address, token), HTML
    policy = "; ".join([_POLICY, *filter(None, [policy_of(kind)])])
    return Response(data, status, headers={**_HEADERS, "Content-Security-Policy": policy}, media_type=kind)


def _missing() -> bytes:
    return TEMPLATES.get_template("missing.html").render().encode()


async def _tell(site: LiveSite, socket: WebSocket) -> None:
    """Send one open page what it needs to know, until it is closed."""
    await socket.accept()
    waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    path = socket.query_params.get("path", "/").removeprefix("/")
    page = OpenPage(f"{path}index.html" if path == "" or path.endswith("/") else path, waiting.put_nowait)
    sending = asyncio.create_task(_send(socket, waiting))
    try:
        site.join(page, socket.query_params.get("shown", ""))
        async for _ in socket.iter_text():  # ends when the page is closed
            pass
    finally:
        site.leave(page)
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
        self._port = urlsplit(f"//{address}").port
        self._refusal = f"This preview is shown at http://{address}/ only.\n"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or _from_here(dict(scope["headers"]), self._port):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(self._refusal, 403, _HEADERS)(scope, receive, send)


def _from_here(headers: dict[bytes, bytes], port: int | None) -> bool:
    host, origin = headers.get(b"host", b"").decode("latin-1"), headers.get(b"origin", b"").decode("latin-1")
    name, _, given = host.lower().partition(":")
    return name in _HERE and given in ("", str(port)) and (not origin or origin.lower() == f"http://{host.lower()}")


SCRIPT = "/.live/page.js"  # no file of a site has a name that begins with a dot


def with_script(page: bytes, shown: str, address: str, token: str = "") -> bytes:
    """Return ``page`` with the scripts of a preview at ``address``, such as "127.0.0.1:8000"."""
    return with_scripts(page, shown, Scripts(SCRIPT, MAIN, token, f"ws://{address}"))
