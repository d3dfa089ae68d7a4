"""``peerkit edit``: a whole page laid out to be edited, for ``capture`` to store."""

from __future__ import annotations

import click

from kit.cli.common import Session, next_command, opening, say
from kit.cli.completing import pages
from kit.cli.help import verb


@verb(
    "Write one page, with your region's changes in it, to editing/, where you can change it freely. "
    "After that, peerkit capture stores only the sections that differ. Blanks such as {{ venue }} stay as they are.",
    "peerkit edit round-1/how-ready",
    "peerkit -C ../midlands edit round-1/index",
)
@click.argument("page", shell_complete=pages)
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written.")
@click.pass_context
def command(context: click.Context, page: str, dry_run: bool) -> None:
    """Exit 0 when the page is there to be edited; 1 if it is being edited already; 2 for an unknown page."""
    from kit.app.capture import begin_editing
    from kit.franchise.capture.editing import EDITING

    session = context.ensure_object(Session)
    root = session.root()
    begun, new = begin_editing(root, page, dry_run)
    file = root / f"{EDITING}{begun.name}.md"
    if dry_run:
        say(f"Would write “{begun.title}” to {file}. Nothing was written.")
        next_command(session.command("edit", begun.name))
        return
    say(f"{'Wrote' if new else 'Ready:'} “{begun.title}” {'to' if new else 'is in'} {file}.")
    say(f"Change it with any editor, such as: {opening(file)}")
    next_command(session.command("capture"))
