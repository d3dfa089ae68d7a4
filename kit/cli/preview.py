"""The live preview: the site as ``build`` makes it, served on this computer only, and made again after each change.

sphinx-autobuild watches the files and tells the browser to load the page again. What it shows is built by the kit
itself, whole or not at all, so a page with an error leaves the last good site in place.
"""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.cli.common import Session, say
from kit.model.errors import EnvironmentTrouble, FindingsError, KitError
from kit.scratch import scratch

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOST = "127.0.0.1"  # pages may hold what only facilitators are to see
GRACE_SECONDS = 2  # how long an open browser may hold up the end

_NOT_YET = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Nothing to show here</title>"
    "<p>There is no such page. If the pages have errors, the terminal names them; "
    "when they are mended, this page shows itself again.</p>"
)


@dataclass(frozen=True)
class Rebuild:
    """Makes the site of the tree at ``root`` in ``out``, and says how that went."""

    root: Path
    out: Path
    address: str

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Build after a change, in a process of its own, which the keys pressed in the terminal do not reach."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        names = sorted({self._name(path) for path in changed_paths})
        say(f"Changed: {', '.join(names[:5])}{' and more' if names[5:] else ''}")
        self.build()

    def build(self) -> None:
        """Build, and tell mistakes in sentences instead of raising anything."""
        from kit.cli.report import counted, show_findings
        from kit.pipeline import Order, build

        try:
            findings = build(self.root, self.out, Order(("site",)), lambda _: None)
        except FindingsError as error:
            show_findings(error.findings)
            say(f"{counted(error.findings)}: until they are mended, the last good site stays.", fg="red")
        except KitError as error:
            say(f"Error: {error.message} {error.hint}", fg="red")
        except Exception as error:  # told, and the preview goes on
            say(f"Error: the site could not be made ({type(error).__name__}: {error}).", fg="red")
        else:
            show_findings(findings)
            say(f"{self.address} is up to date, with {counted(findings)}.")

    def _name(self, path: Path) -> str:
        root = self.root.resolve()
        return path.relative_to(root).as_posix() if root in path.parents else path.name


@dataclass(frozen=True)
class Ignored:
    """Whether a change of a file is none of ours: what the kit never reads, below any of ``roots``."""

    roots: tuple[Path, ...]

    def __call__(self, name: str) -> bool:
        """Say so for the absolute path ``name``."""
        from kit.source.paths import skipped

        path = Path(name)
        return all(skipped(path.relative_to(root).as_posix()) for root in self.roots if root in path.parents)


def preview(session: Session, port: int) -> None:
    """Serve the tree of ``session`` on ``port`` (0: any that is free) until somebody stops it.

    Raises EnvironmentTrouble where sphinx-autobuild is missing or the port is taken.
    """
    uvicorn = _uvicorn()
    root = session.root()
    with _listening(port) as listener, scratch("preview") as work:
        address = f"{HOST}:{listener.getsockname()[1]}"
        out = work.resolve() / "preview"
        (out / "site").mkdir(parents=True)
        rebuild = Rebuild(root, out, f"http://{address}/")
        say(f"Building {root} to show it at http://{address}/")
        rebuild.build()
        say("Open that address in a browser. Save a page, and it shows itself again. Ctrl+C ends it.")
        app = _app(rebuild, _watched(root), address)
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidies up, as Ctrl+C does
        logging.getLogger("watchfiles").setLevel(logging.WARNING)
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE_SECONDS)
        uvicorn.Server(config).run(sockets=[listener])


def _uvicorn() -> Any:
    try:
        import sphinx_autobuild  # noqa: F401 - only whether it is there
        import uvicorn
    except ImportError as error:
        message = "The preview needs sphinx-autobuild, which is not installed here."
        raise EnvironmentTrouble(message, 'Install it with: python -m pip install "peerkit[serve]"') from error
    return uvicorn


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        message = f"Port {port} is in use by another program, perhaps by another preview."
        raise EnvironmentTrouble(message, "End that one, or choose another port, such as --port 8080.") from error


def _watched(root: Path) -> tuple[Path, ...]:
    from kit.examine import guides_of

    guides = guides_of(root)
    return (root.resolve(), *((guides.resolve(),) if guides else ()))


def _app(rebuild: Rebuild, roots: tuple[Path, ...], address: str) -> Starlette:
    """Return the web application: files of the site, and a socket over which pages are told to load again."""
    from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
    from sphinx_autobuild.server import RebuildServer
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.requests import Request
    from starlette.responses import HTMLResponse, Response
    from starlette.routing import Mount, WebSocketRoute
    from starlette.staticfiles import StaticFiles

    def not_found(_: Request, __: Exception) -> Response:
        return HTMLResponse(_NOT_YET, 404)

    watcher = RebuildServer(list(roots), Ignored(roots), change_callback=rebuild)
    site = StaticFiles(directory=rebuild.out / "site", html=True)
    return Starlette(
        routes=[WebSocketRoute("/websocket-reload", watcher), Mount("/", app=site)],
        middleware=[Middleware(JavascriptInjectorMiddleware, ws_url=address)],
        exception_handlers={404: not_found},
        lifespan=watcher.lifespan,
    )
