"""Asks a web application for things without a network."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp

ADDRESS = "127.0.0.1:8000"


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers in small letters, and the body."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(app: ASGIApp, path: str, host: str = ADDRESS, method: str = "GET") -> Answer:
    """Return the answer to one request."""
    return send(app, path, {"host": host}, b"", method)


def send(app: ASGIApp, path: str, headers: dict[str, str], body: bytes, method: str = "POST") -> Answer:
    """Return the answer to a request with a body."""
    said = {"type": "http.request", "body": body, "more_body": False}
    sent = _run(app, {"type": "http", "method": method, **_scope(path, headers)}, [said])
    answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], answered, b"".join(message.get("body", b"") for message in sent[1:]))


def talk(app: ASGIApp, path: str, headers: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """Open a line as a page does, close it again, and return what was sent over it."""
    said = [{"type": "websocket.connect"}]
    return _run(app, {"type": "websocket", **_scope(path, {"host": ADDRESS, **(headers or {})})}, said)


def _scope(path: str, headers: dict[str, str]) -> dict[str, Any]:
    place, _, query = path.partition("?")
    named = [(name.encode(), value.encode()) for name, value in headers.items()]
    return {
        "path": place,
        "raw_path": place.encode(),
        "query_string": query.encode(),
        "headers": named,
        "root_path": "",
    }


def _run(app: ASGIApp, scope: dict[str, Any], messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    left = iter(messages)

    async def receive() -> dict[str, Any]:
        if (message := next(left, None)) is not None:
            return message
        await asyncio.sleep(0.05)  # time for what is on its way
        return {"type": "websocket.disconnect", "code": 1000}

    async def send(message: Any) -> None:
        sent.append(message)

    async def whole() -> None:
        await app(scope, receive, send)

    with ThreadPoolExecutor(1) as pool:  # a browser of other tests may have a loop running in this thread
        pool.submit(lambda: asyncio.run(whole())).result()
    return sent
