"""A host for files that are in memory, on this computer only."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from kit.live.media import type_of


@contextmanager
def hosted(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[str]]]:
    """Show ``files`` by path below an address; yield that, and a list to which each path that is asked for is added."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0].removeprefix("/")
            asked.append(path)
            name = f"{path}index.html" if path == "" or path.endswith("/") else path
            data = files.get(name)
            self.send_response(200 if data is not None else 404)
            self.send_header("Content-Type", type_of(name))
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/", asked
        finally:
            server.shutdown()
