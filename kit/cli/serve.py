"""``peerkit serve``: the site in a browser, kept up to date with the files."""

from __future__ import annotations

import logging
import secrets
import signal
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.cli.common import Session, say
from kit.cli.help import verb
from kit.model.errors import EnvironmentTrouble, KitError
from kit.system.extras import install_command
from kit.system.workdir import scratch

if TYPE_CHECKING:
    from kit.live.preview import News
    from kit.model.findings import Finding


PORT = 8000


@verb(
    "Show the site on this computer, and keep it up to date with every file that is saved. Each section has a button "
    "to change it in the page. "
    "Mistakes are told here and in the browser, and the last good site stays until they are mended. Ctrl+C ends it.",
    "peerkit serve",
    "peerkit -C ../midlands serve --port 8080",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    metavar="N",
    help="The number in the address; 8000 without it, and with 0 any that is free.",
)
@click.pass_context
def command(context: click.Context, port: int) -> None:
    """Serve until somebody stops it: exit 130, or 4 where that cannot be done here."""
    preview(context.ensure_object(Session), port)


# The live preview: the site as ``build`` makes it, shown on this computer only, and kept up with the files.
# ``kit.live`` makes and serves it; here it is started, speaks to the person at the terminal, and is ended.

HOST = "127.0.0.1"  # pages may hold what only facilitators are to see
GRACE_SECONDS = 2  # how long an open browser may hold up the end


@dataclass
class Terminal:
    """Tells the person at the terminal how the preview is doing."""

    root: Path
    address: str
    _told: tuple[Finding, ...] = ()

    def changed(self, paths: Sequence[Path]) -> None:
        """Name the files that have changed."""
        names = sorted({self._name(path) for path in paths})
        say(f"Changed: {', '.join(names[:5])}{' and more' if names[5:] else ''}")

    def news(self, news: News) -> None:
        """Say how far an update is; findings other than advice are named when they are not the same as before."""
        from kit.cli.common import counted, show_findings
        from kit.live.preview import Stage
        from kit.model.findings import Level

        if news.stage is Stage.FIRST:
            return
        found = tuple(one for one in news.findings if one.level is not Level.ADVICE)
        if found != self._told:
            show_findings(found)
            self._told = found
        if news.stage is Stage.DONE:
            say(f"{self.address} is up to date, with {counted(found)}.")
        else:
            say(f"{counted(found)}: until they are mended, the last good site stays.", fg="red")

    def trouble(self, error: Exception) -> tuple[str, str]:
        """Say why there could be no update, and return that as a message and what to do."""
        message, hint = f"The site could not be made ({type(error).__name__}: {error}).", ""
        if isinstance(error, KitError):
            message, hint = error.message, error.hint
        say(f"Error: {message} {hint}".rstrip(), fg="red")
        return message, hint

    def _name(self, path: Path) -> str:
        root = self.root.resolve()
        return path.relative_to(root).as_posix() if root in path.parents else path.name


@dataclass(frozen=True)
class Ignored:
    """Whether a change of a file is none of ours: what the kit never reads, below any of ``roots``."""

    roots: tuple[Path, ...]

    def __call__(self, name: str) -> bool:
        """Say so for the absolute path ``name``."""
        from kit.source.tree.paths import skipped

        path = Path(name)
        return all(skipped(path.relative_to(root).as_posix()) for root in self.roots if root in path.parents)


def preview(session: Session, port: int) -> None:
    """Serve the tree of ``session`` on ``port`` (0: any that is free) until somebody stops it.

    Raises EnvironmentTrouble where a package that it needs is missing or the port is taken.
    """
    uvicorn = _uvicorn()
    root = session.root()
    with _listening(port) as listener, scratch("preview") as work:
        address = f"{HOST}:{listener.getsockname()[1]}"
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidies up, as Ctrl+C does
        say(f"Building {root} to show it at http://{address}/")
        app = _app(root, work.resolve(), address)
        say("Open that address in a browser. Save a page, and it shows itself again. Ctrl+C ends it.")
        logging.getLogger("watchfiles").setLevel(logging.WARNING)
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE_SECONDS)
        uvicorn.Server(config).run(sockets=[listener])


def _app(root: Path, work: Path, address: str) -> Any:
    """Build the site once, and return the web application that shows it, keeps it up to date and lets it be changed."""
    from kit.app.editor.desk import Desk
    from kit.live.live_site import LiveSite
    from kit.live.preview import Preview
    from kit.live.watch import Watcher
    from kit.live.web import application

    site = LiveSite(secrets.token_hex(4))
    roots = _watched(root)
    ignored = Ignored(roots)
    terminal = Terminal(root, f"http://{address}/")
    watcher = Watcher(Preview(root, work), site, roots, lambda path: not ignored(path), terminal)
    watcher.first()
    return application(site, address, watcher.lifespan, Desk(root))


def _uvicorn() -> Any:
    try:
        import starlette  # noqa: F401 - only whether it is there
        import uvicorn
        import watchfiles  # noqa: F401 - as above
        import websockets  # noqa: F401 - as above
    except ImportError as error:
        message = f"The preview needs {error.name}, which is not installed here."
        raise EnvironmentTrouble(message, f"Install it with: {install_command('serve')}") from error
    return uvicorn


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        message = f"Port {port} is in use by another program, perhaps by another preview."
        raise EnvironmentTrouble(message, "End that one, or choose another port, such as --port 8080.") from error


def _watched(root: Path) -> tuple[Path, ...]:
    from kit.app.check import guides_of

    guides = guides_of(root)
    return (root.resolve(), *((guides.resolve(),) if guides else ()))
