"""``peerkit word``: a page or a whole round as a Word document, for people who write in Word."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.common import Session, next_command, opening, say
from kit.cli.completing import pages
from kit.cli.help import verb


@verb(
    "Write a page, or all pages of a round, as a Word document in which people change the words: text, steps, notes, "
    "slides and handouts, each in its place. What they send back, peerkit capture --word stores. It holds "
    "facilitators' notes, so send it to them alone.",
    "peerkit word round-1/how-ready -o how-ready.docx",
    "peerkit -C ../midlands word round-1 -o round-1.docx",
)
@click.argument("page", metavar="PAGE|ROUND", shell_complete=pages)
@click.option("-o", "--out", metavar="FILE", required=True, type=click.Path(path_type=Path), help="The .docx to write.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written.")
@click.pass_context
def command(context: click.Context, page: str, out: Path, dry_run: bool) -> None:
    """Exit 0 when the document is there; 2 for an unknown page; 4 where python-docx is missing or FILE is taken."""
    from kit.app.word import words_of
    from kit.app.word_file import write_document

    session = context.ensure_object(Session)
    made = words_of(session.root(), page)
    count = len(made.titles)
    what = f"“{made.titles[0]}”" + (f" and {count - 1} more page{'s' if count > 2 else ''}" if count > 1 else "")
    if dry_run:
        say(f"Would write {what} to {out}. Nothing was written.")
        next_command(session.command("word", page, "-o", out))
        return
    write_document(out, made.data)
    say(f"Wrote {what} to {out}. Open it with: {opening(out)}")
    say("When it comes back with changes:")
    next_command(session.command("capture", "--word", out))
