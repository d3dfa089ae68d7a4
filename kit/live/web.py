"""The preview as a web application: the site from memory, for this computer only, and a socket for each open page."""

from __future__ import annotations

import asyncio
import mimetypes
import re
import secrets
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from kit.live.editing import MAIN, Editor, routes
from kit.live.live_site import LiveSite, OpenPage

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
    "Content-Security-Policy": "frame-ancestors 'none'",  # what pages may not say of themselves: nobody frames them
    "Cross-Origin-Resource-Policy": "same-origin",  # no other site may show what only facilitators are to see
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # the same, for old browsers
}
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, keep_trailing_newline=True
)


def application(site: LiveSite, address: str, lifespan: Lifespan, editor: Editor | None = None) -> ASGIApp:
    """Return the application that shows ``site`` at ``address``, such as "127.0.0.1:8000".

    With an ``editor`` its pages can be changed, by requests that know the secret of this run.
    """
    token = secrets.token_urlsafe(32) if editor else ""

    async def show(request: Request) -> Response:
        return _file(site, request.path_params["path"], address, token)

    async def script(_: Request) -> Response:
        return Response(Path(__file__).with_name("page.js").read_bytes(), headers=_HEADERS, media_type=_TYPES[".js"])

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
    suffix = Path(name).suffix.lower()
    data, status = (site.files[name], 200) if name in site.files else (_missing(), 404)
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    if status == 404 or suffix == ".html":
        data, kind = with_script(data, site.shown, address, token), _TYPES[".html"]
    return Response(data, status, headers=_HEADERS, media_type=kind)


def _missing() -> bytes:
    return _TEMPLATES.get_template("missing.html").render().encode()


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


# The preview's script is added to pages on their way to the browser; the site itself never has it. Pure.

SCRIPT = "/.live/page.js"  # no file of a site has a name that begins with a dot

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")', re.IGNORECASE)


def with_script(page: bytes, shown: str, address: str, token: str = "") -> bytes:
    """Return ``page`` with the script at its end; ``shown`` names the state of the site in which it was sent.

    With a ``token``, the secret of this run, it has the editor too.

    Where the page's Content-Security-Policy allows no scripts but its own, it allows this one too, and its socket at
    ``address``, such as "127.0.0.1:8000".
    """
    tag = _TEMPLATES.get_template("script.html").render(address=SCRIPT, shown=shown, editor=MAIN, token=token)
    text = _POLICY.sub(lambda found: found[1] + _allowing(found[2], address) + found[3], page.decode())
    before, end, after = text.rpartition("</body>")
    return (before + tag + end + after if end else text + tag).encode()


def _allowing(policy: str, address: str) -> str:
    """Return a policy, as it stands in an attribute, that allows the script and its socket too."""
    rules = [rule.split() for rule in unescape(policy).split(";") if rule.strip()]
    known = {rule[0]: [one for one in rule[1:] if one != "'none'"] for rule in rules if rule[0] != "default-src"}
    for name, sources in (("script-src", ["'self'"]), ("connect-src", ["'self'", f"ws://{address}"])):
        known[name] = list(dict.fromkeys([*known.get(name, []), *sources]))
    before = [" ".join(rule) for rule in rules if rule[0] == "default-src"]
    after = [" ".join([name, *(sources or ["'none'"])]) for name, sources in known.items()]
    return escape("; ".join(before + after))
