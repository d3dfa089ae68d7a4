"""``peerkit accept``: take what a group proposes."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.common import Session, next_command, opening, refuse_inside, say
from kit.cli.help import verb
from kit.cli.taking import show_taken


@verb(
    "Take a proposal that a group sent: its changes are put together with what your pages say now, and the group is "
    "credited.\n\n"
    "Where both changed the same words nothing is taken, and you decide: keep yours, write the section anew by hand, "
    "or take theirs with --take. Look first with --dry-run and --out, which writes a page with both texts.",
    "peerkit accept ../for-the-hub.zip --dry-run --out ../review.html",
    "peerkit accept ../for-the-hub.zip",
    "peerkit accept ../for-the-hub.zip --take round-1/how-ready#score-yourselves",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--take", "wholly", multiple=True, metavar="ADDRESS", help="Take their words there, whatever yours are.")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Write a page with both texts of each.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be taken, and change nothing.")
@click.pass_context
def command(context: click.Context, file: Path, wholly: tuple[str, ...], out: Path | None, dry_run: bool) -> None:
    """Exit 0; 1 where something is left to decide or a mistake would come of it; 3 for an unsafe file."""
    from kit.app.accept import accept
    from kit.franchise.share.taking import Outcome

    session = context.ensure_object(Session)
    root = session.root()
    refuse_inside(out, root)
    found = accept(root, file, wholly, dry_run, out)
    asked = show_taken(found, dry_run)
    if out:
        say(f"Wrote {out}.")
    for one in (one for one in asked if one.outcome is not Outcome.GONE):
        say(f"To take theirs at {one.change.address}: {session.command('accept', file, '--take', one.change.address)}")
    if dry_run:
        next_command(opening(out) if out else session.command("accept", file))
    else:
        next_command(session.command("check"))
    context.exit(1 if asked else 0)
