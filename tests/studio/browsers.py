"""A studio in a real browser: packed from the folders that somebody filled, served here, and asked like a desk.

``PEERKIT_PYODIDE`` and ``PEERKIT_WHEELS`` name the folders; docs/reference/studio.md says how to fill them. Nothing is
fetched from anywhere else: a request to another host fails the test.
"""

from __future__ import annotations

import base64
import functools
import http.server
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.studio.stories import Answer, Ask

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDERS = {name: os.environ.get(f"PEERKIT_{name.upper()}", "") for name in ("pyodide", "wheels")}
WHY_NOT = "" if all(FOLDERS.values()) else "PEERKIT_PYODIDE and PEERKIT_WHEELS name no folders"

_ASK = """async ([request, packed]) => {
  const { ask } = await import(new URL("talk.js", location.href).href);
  const files = {};
  for (const [path, text] of Object.entries(packed)) files[path] = Uint8Array.fromBase64(text);
  const { files: made, id, ...answer } = await ask(request, files);
  return [answer, Object.fromEntries(Object.entries(made).map(([path, bytes]) => [path, bytes.toBase64()]))];
}"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 - as the class above has it
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on this computer while it is open, and yield its address."""
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def asking(page: Page) -> Ask:
    """Return what asks the worker of ``page``, which must be open at an address of the studio."""

    def ask(request: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> Answer:
        packed = {path: base64.b64encode(data).decode() for path, data in (files or {}).items()}
        answer, made = page.evaluate(_ASK, [dict(request), packed])
        return answer, {path: base64.b64decode(data) for path, data in made.items()}

    return ask
