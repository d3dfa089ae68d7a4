"""``peerkit capture``: an edited page or tree, stored as the few changes that a region holds."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli.common import Session, next_command, say
from kit.cli.help import verb

if TYPE_CHECKING:
    from kit.app.capture import Stored


@verb(
    "Store what you edited as changes of your region: only the sections, fields and agenda items that differ. "
    "Without options it takes the pages that peerkit edit wrote to editing/, and tells of edits made in upstream/.\n\n"
    "With --from it takes a whole tree that peerkit compose --out wrote and somebody edited.",
    "peerkit capture",
    "peerkit capture --from ../whole",
    "peerkit -C ../midlands capture --upstream",
)
@click.option("--from", "folder", metavar="DIR", type=click.Path(path_type=Path), help="A whole edited tree.")
@click.option("--upstream", is_flag=True, help="Take edits made in upstream/ by mistake, and put upstream/ back.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be stored.")
@click.pass_context
def command(context: click.Context, folder: Path | None, upstream: bool, dry_run: bool) -> None:
    """Exit 0 when all is stored; 1 if something could not be; 3 if something is unsafe, with nothing touched."""
    from kit.app.capture import capture_editing, capture_from, capture_upstream

    session = context.ensure_object(Session)
    root = session.root()
    if folder is not None and upstream:
        raise click.UsageError("Use either --from or --upstream.", context)
    if upstream:
        stored = capture_upstream(root, dry_run)
    else:
        stored = capture_from(root, folder, dry_run) if folder is not None else capture_editing(root, dry_run)
    _report(stored, dry_run)
    if stored.upstream_edited:
        say("Somebody edited files in upstream/, which the next update would write over.")
        if not dry_run and sys.stdin.isatty() and not session.no_input and _agreed():
            stored = capture_upstream(root, dry_run)
            _report(stored, dry_run)
    if stored.upstream_edited:
        say("Those edits can become changes of yours, and upstream/ be put back as it was, with capture --upstream.")
        next_command(session.command("capture", "--upstream"))
    else:
        again = ["capture", *(["--from", folder] if folder else []), *(["--upstream"] if upstream else [])]
        next_command(session.command(*(again if dry_run else ["check"])))
    context.exit(1 if stored.captured.left or stored.upstream_edited else 0)


def _agreed() -> bool:
    return click.confirm("Store them as your changes, and put upstream/ back as it was?", default=True, err=True)


def _report(stored: Stored, dry_run: bool) -> None:
    for sentence in (*stored.told, *stored.captured.notes):
        say(sentence)
    for sentence in stored.captured.left:
        say(f"Not stored: {sentence}", fg="yellow")
    count = len(stored.captured.changes)
    if not count and not stored.captured.left:
        say("There is nothing to store: all is as it was.")
    elif count:
        what = _what(stored.captured.changes)
        say(f"Would store: {what}. Nothing was written." if dry_run else f"Stored in your region: {what}.")


def _what(changes: Iterable[str]) -> str:
    """Return what people would call the files at these paths: their overrides, and files beside them."""
    mine = [path for path in changes if not path.startswith((".kit/", "editing/")) and path != "lineage.toml"]
    overrides = sum(path.startswith("overrides/") for path in mine)
    counts = {"override": overrides, "other file": len(mine) - overrides}
    told = [f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts.items() if count]
    return " and ".join(told) or "the edited page is put away"
