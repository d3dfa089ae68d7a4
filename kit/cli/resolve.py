"""``peerkit resolve``: an open question of an update, settled."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.common import Session, next_command, say
from kit.cli.completing import pages
from kit.cli.help import verb


@verb(
    "Settle the questions that an update left under review/. Without an address, every page with exactly one tick "
    "is settled, with the text below its boxes where you ticked that; with an address, that question.",
    "peerkit resolve",
    "peerkit resolve round-1/how-ready#score-yourselves --keep",
    "peerkit resolve round-1/how-ready#score-yourselves --text both.md",
)
@click.argument("address", required=False, shell_complete=pages)
@click.option("--keep", is_flag=True, help="Keep ours.")
@click.option("--take", is_flag=True, help="Take theirs.")
@click.option("--text", "file", metavar="FILE", type=click.Path(path_type=Path), help="Use the text of this file.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be settled.")
@click.pass_context
def command(
    context: click.Context, address: str | None, keep: bool, take: bool, file: Path | None, dry_run: bool
) -> None:
    """Exit 0 when no question is left, 1 while one is open."""
    from kit.app.region import settle
    from kit.franchise.update.resolve import Choice, Settled, normal_address

    session = context.ensure_object(Session)
    given = None
    if address is not None:
        if [keep, take, file is not None].count(True) != 1:
            raise click.UsageError("Say how to settle it: --keep, --take or --text FILE, one of them.", context)
        text = _read(file) if file else None
        given = Settled(normal_address(address), Choice.TAKE if take else Choice.KEEP, text, str(file or ""))
    elif keep or take or file:
        raise click.UsageError("--keep, --take and --text need the address of a question; see peerkit status.", context)
    done, left = settle(session.root(), given, dry_run)
    words = {Choice.KEEP: "kept yours", Choice.TAKE: "took theirs"}
    did = "Would settle" if dry_run else "Settled"
    for one in done:
        say(f"{did} {one.address}: {'your new text' if one.text else words[one.choice]}.")
        for kept in one.kept:
            say(
                f"What else was written on its page {'would be' if dry_run else 'is'} kept in {kept}, and used nowhere."
            )
    for page in left:
        say(f"Still open: {page.path}{f', because {page.trouble}' if page.trouble else '.'}")
    if any(page.trouble for page in left):
        say("Put that right on the page itself, save it, then run the next command.")
    if not done and not left:
        say("There is no open question.")
    next_command(session.command(*(["resolve"] if left else ["build"])))
    context.exit(1 if left else 0)


def _read(file: Path) -> str:
    from kit.model.errors import FindingsError
    from kit.model.findings import Finding
    from kit.source.tree.complexity import too_complex
    from kit.source.tree.given import read_given
    from kit.source.tree.rules import MAX_TEXT
    from kit.source.tree.text import decode

    found: list[Finding] = []
    data = read_given(file, MAX_TEXT, "Name a text file that holds the section as it should be, such as both.md")
    text = decode(str(file), data, found)
    if (trouble := too_complex(str(file), data)) is not None:
        found.append(trouble)
    if text is None or found:
        raise FindingsError(found, in_tree=False, message="Nothing was changed: see to this file first.")
    return text.removeprefix("\ufeff")
