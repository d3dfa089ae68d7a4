"""``peerkit adopt``: take over what another group has at one place."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.common import Session, next_command, opening, refuse_inside, say
from kit.cli.help import verb
from kit.cli.taking import show_taken


@verb(
    "Take over what another group made of a section or page, as a change of yours. It is put together with what you "
    "say there, and the group is credited.\n\n"
    "SOURCE is the other group, or the hub: a folder, a zip or a git address. Where both of you changed the same words "
    "nothing is taken; --take takes theirs.",
    "peerkit adopt ../midlands round-1/how-ready#score-yourselves",
    "peerkit adopt https://example.org/midlands.git round-1/our-story",
)
@click.argument("source")
@click.argument("address")
@click.option("--take", "wholly", is_flag=True, help="Take their words, whatever yours are.")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Write a page with both texts.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be taken, and change nothing.")
@click.pass_context
def command(context: click.Context, source: str, address: str, wholly: bool, out: Path | None, dry_run: bool) -> None:
    """Exit 0; 1 where something is left to decide; 2 where the source has nothing there; 4 if it is out of reach."""
    from kit.app.accept import adopt

    session = context.ensure_object(Session)
    root = session.root()
    refuse_inside(out, root)
    found = adopt(root, source, address, wholly, dry_run, out)
    asked = show_taken(found, dry_run)
    if out:
        say(f"Wrote {out}.")
    if asked:
        say(f"To take theirs: {session.command('adopt', source, address, '--take')}")
    if dry_run:
        next_command(opening(out) if out else session.command("adopt", source, address))
    else:
        next_command(session.command("diff"))
    context.exit(1 if asked else 0)
