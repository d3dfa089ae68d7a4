"""``peerkit word``: a page or a whole round as a Word document, for people who write in Word."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.common import Session, next_command, opening, refuse_inside, say
from kit.cli.completing import pages
from kit.cli.help import verb


@verb(
    "Write a page, or all pages of a round, as a Word document in which people change the words: text, steps, notes, "
    "slides and handouts, each in its place. What they send back, peerkit capture --word stores. It holds "
    "facilitators' notes, so send it to them alone.\n\n"
    "With --run-sheet it is the run sheet of a round, to which whoever leads adds their own; with --large-print it is "
    "what those who come read, in letters of 18 points. Neither is read back.",
    "peerkit word round-1/how-ready -o ../how-ready.docx",
    "peerkit -C ../midlands word round-1 -o round-1.docx",
    "peerkit word round-1 --run-sheet -o ../run-sheet.docx",
    "peerkit word round-1 --large-print -o ../round-1-large.docx",
)
@click.argument("page", metavar="PAGE|ROUND", shell_complete=pages)
@click.option("-o", "--out", metavar="FILE", required=True, type=click.Path(path_type=Path), help="The .docx to write.")
@click.option("--run-sheet", is_flag=True, help="The run sheet of a round: times, who leads, steps and notes.")
@click.option("--large-print", is_flag=True, help="Large letters; without --run-sheet, what those who come read.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written.")
@click.pass_context
def command(context: click.Context, page: str, out: Path, run_sheet: bool, large_print: bool, dry_run: bool) -> None:
    """Exit 0 when the document is there; 2 for an unknown page; 4 where python-docx is missing or FILE is taken."""
    from kit.app.word import sheet_of, words_of, write_document

    session = context.ensure_object(Session)
    root = session.root()
    refuse_inside(out, root)
    plain = not (run_sheet or large_print)
    made = words_of(root, page) if plain else sheet_of(root, page, run_sheet, large_print)
    count = len(made.titles)
    what = f"“{made.titles[0]}”" + (f" and {count - 1} more page{'s' if count > 2 else ''}" if count > 1 else "")
    if dry_run:
        say(f"Would write {what} to {out}. Nothing was written.")
        flags = [*(["--run-sheet"] if run_sheet else []), *(["--large-print"] if large_print else [])]
        next_command(session.command("word", page, *flags, "-o", out))
        return
    write_document(out, made.data)
    if not plain:
        say(f"Wrote {what} to {out}.")
        next_command(opening(out))
        return
    say(f"Wrote {what} to {out}. Open it with: {opening(out)}")
    say("When it comes back with changes:")
    next_command(session.command("capture", "--word", out))
