"""``peerkit serve``."""

from __future__ import annotations

import click

from kit.cli.common import Session
from kit.cli.help import verb

PORT = 8000


@verb(
    "Show the site on this computer, and keep it up to date with every file that is saved. "
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
    from kit.cli.preview import preview

    preview(context.ensure_object(Session), port)
