"""``peerkit import``: material that was never ours, as a draft of a round."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli.common import Session, next_command, opening, say, show_findings
from kit.cli.help import verb
from kit.model.amounts import amount

if TYPE_CHECKING:
    from kit.app.importing import Drafted

_MOST = 12  # findings that are shown on the screen; the page has all


@verb(
    "Bring in material that was written elsewhere, as a draft of a round: a Word document, Markdown, a web page, or a "
    "folder or .zip of such files, such as a Carpentries lesson.\n\n"
    "Blocks get the names that they have here, pictures become files, minutes are guessed and marked as such. A page "
    "in review/ says what to look at in each file. Nothing is ever written over, nothing is fetched, and undo takes it "
    "back. Whether you may use the material, only its writers can tell.",
    "peerkit import old-plan.docx --round round-6",
    "peerkit import lessons/listening --round round-6 -n",
)
@click.argument("source", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@click.option("--round", "name", metavar="NAME", required=True, help="What the new round is called, such as round-6.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be made, and write nothing.")
@click.pass_context
def command(context: click.Context, source: Path, name: str, dry_run: bool) -> None:
    """Exit 0; 1 where files could not be read; 2 where nothing can be imported; 3 where it is unsafe; 4 for trouble."""
    from kit.app.importing import import_round
    from kit.model.findings import has_errors

    session = context.ensure_object(Session)
    root = session.root()
    made, told = import_round(root, source, name, dry_run)
    _say(root, made, dry_run)
    if told:
        say(told)
    if dry_run:
        say("Nothing was written.")
        next_command(session.command("import", source, "--round", name))
    else:
        say(f"To take it back: {session.command('undo')}")
        next_command(opening(root / made.report))
    context.exit(1 if has_errors(made.found) else 0)


def _say(root: Path, made: Drafted, dry_run: bool) -> None:
    """Say what was made, and what to look at first."""
    from kit.model.findings import Level

    count = amount(len(made.sessions), "session")
    say(f"{'Would make' if dry_run else 'Made'} “{made.title}” in {root / made.folder}, with {count} on its agenda.")
    first = [one for one in made.found if one.level is not Level.ADVICE]
    show_findings(first[:_MOST])
    by_level = Counter(one.level is Level.ADVICE for one in made.found)
    if more := by_level[False] - len(first[:_MOST]):
        say(f"{more} more like these.")
    if by_level[True]:
        besides = amount(by_level[True], "guess or change", "guesses and changes")
        say(f"{besides} besides, with the place in the source.")
    say(f"All of it {'would stand' if dry_run else 'stands'} in {root / made.report}.")
