"""``peerkit compose``: a region's pages as plain files, the hub's text and its own put together."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.common import Session, command_line, next_command, refuse_inside, say
from kit.cli.help import verb


@verb(
    "Write the composed tree, upstream's pages with the region's changes, as plain files. "
    "It is a hub of its own: anybody can fork from it.",
    "peerkit compose --out ../whole",
    "peerkit -C ../midlands compose --out midlands-pages",
)
@click.option(
    "--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="A folder that does not exist yet."
)
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written.")
@click.pass_context
def command(context: click.Context, out: Path, dry_run: bool) -> None:
    """Exit 0 when written; 1 or 3 if errors stand in the way, with nothing touched."""
    from kit.app.check import load
    from kit.cli.common import show_findings
    from kit.model.errors import FindingsError
    from kit.model.findings import has_errors
    from kit.publish.plain import refuse_occupied, write_new

    session = context.ensure_object(Session)
    root = session.root()
    refuse_inside(out, root)
    loaded = load(root)
    if loaded.composed is None or has_errors(loaded.findings):
        raise FindingsError(loaded.findings)
    files = loaded.composed.tree.files
    if dry_run:
        refuse_occupied(out, files)
        say(f"Would write {len(files)} files to {out}. Nothing was written.")
        next_command(session.command("compose", "--out", out))
        return
    write_new(out, files)
    show_findings(loaded.findings)
    say(f"Wrote {len(files)} files to {out}.")
    next_command(command_line("peerkit", "-C", out, "check"))
