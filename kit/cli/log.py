"""``peerkit log``: how long everything took at a meeting, and what was learned."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli.common import Session, next_command, say
from kit.cli.completing import rounds
from kit.cli.help import verb

if TYPE_CHECKING:
    from kit.app.log import Logged


@verb(
    "Store how long everything took and what you learned at a meeting, from the file that the day page exported. "
    "It is kept as log/ROUND-DATE.toml, and peerkit agenda ROUND --history compares all meetings with the plan. An "
    "earlier log of the same day is kept beside it.",
    "peerkit log round-1 Downloads/round-1-2027-01-20.toml",
    "peerkit -C ../midlands log round-1 day.toml",
)
@click.argument("round_name", metavar="ROUND", shell_complete=rounds)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("-n", "--dry-run", is_flag=True, help="Check the file, and say what would be stored.")
@click.pass_context
def command(context: click.Context, round_name: str, file: Path, dry_run: bool) -> None:
    """Exit 0 when stored, warnings or not; 1 or 3 for mistakes in the file, with nothing stored."""
    from kit.app.log import store_log
    from kit.cli.common import counted, show_findings
    from kit.model.errors import FindingsError

    session = context.ensure_object(Session)
    try:
        logged = store_log(session.root(), round_name, file, dry_run)
    except FindingsError as error:
        show_findings(error.findings)
        say(f"{counted(error.findings)}. Nothing was stored: mend these first.")
        next_command(session.command("log", round_name, file))
        context.exit(error.exit_code)
    show_findings(logged.findings)
    for sentence in _told(logged, dry_run):
        say(sentence)
    after = ("log", round_name, file) if dry_run else ("agenda", round_name, "--history")
    next_command(session.command(*after))


def _told(logged: Logged, dry_run: bool) -> list[str]:
    if not logged.new:
        return [f"This log is stored already, in {logged.path}."]
    items, lessons = len(logged.log.item), len(logged.log.lessons)
    what = f"{items} item{'s' * (items != 1)} and {lessons} lesson{'s' * (lessons != 1)}"
    done = f"Would store {what} in {logged.path}" if dry_run else f"Stored {what} in {logged.path}"
    kept = f"An earlier log of that day says something else; it is kept in {logged.earlier}." if logged.earlier else ""
    nothing = "Nothing was written." if dry_run else ""
    return [sentence for sentence in (f"{done}.", kept, logged.told, nothing) if sentence]
