"""``peerkit compose``."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.common import Session, examples, next_command, no_input, say


@click.command(
    help=examples("peerkit compose --out ../whole", "peerkit -C ../midlands compose --out midlands-pages")
    + "\nWrite the composed tree, upstream's pages with the region's changes, as plain files. "
    "It is a hub of its own: anybody can fork from it."
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A folder that does not exist yet.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written.")
@no_input
@click.pass_context
def command(context: click.Context, out: Path, dry_run: bool) -> None:
    """Exit 0 when written; 1 or 3 if errors stand in the way, with nothing touched."""
    from kit.cli.report import counted, show_findings
    from kit.examine import load
    from kit.model.errors import FindingsError
    from kit.model.findings import has_errors
    from kit.publish.plain import write_new

    root = context.ensure_object(Session).root()
    loaded = load(root)
    if loaded.composed is None or has_errors(loaded.findings):
        show_findings(loaded.findings)
        say(f"{root.name}: {counted(loaded.findings)}. Nothing was written.")
        next_command("peerkit check")
        context.exit(FindingsError(loaded.findings).exit_code)
    files = loaded.composed.tree.files
    if dry_run:
        say(f"Would write {len(files)} files to {out}. Nothing was written.")
        return
    write_new(out, files)
    show_findings(loaded.findings)
    say(f"Wrote {len(files)} files to {out}.")
    next_command(f"peerkit -C {out} check")
