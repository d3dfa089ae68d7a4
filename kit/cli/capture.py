"""``peerkit capture``: an edited page or tree, stored as the few changes that a region holds."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli.common import Session, next_command, say, show
from kit.cli.completing import pages
from kit.cli.help import verb

if TYPE_CHECKING:
    from kit.app.capture import Stored


@verb(
    "Store what you edited as changes of your region: only the sections, fields and agenda items that differ. "
    "Without options it takes the pages that peerkit edit wrote to editing/, and tells of edits made in upstream/.\n\n"
    "With --from it takes a whole tree that peerkit compose --out wrote and somebody edited, or one page as a text "
    "file, such as a pad gives it. With --word it takes a document that peerkit word wrote and somebody changed; "
    "tracked changes count as accepted, and comments become reasons. At a hub these two change its pages.",
    "peerkit capture",
    "peerkit capture --from ../whole",
    "peerkit capture --from how-ready.md --page round-1/how-ready",
    "peerkit capture --word ../how-ready.docx",
    "peerkit -C ../midlands capture --upstream",
)
@click.option("--from", "given", metavar="DIR|PAGE.md", type=click.Path(path_type=Path), help="An edited tree or page.")
@click.option("--word", metavar="FILE.docx", type=click.Path(path_type=Path), help="A document that came back.")
@click.option("--as-tracked", is_flag=True, help="Show the tracked changes of the document, and store nothing.")
@click.option("--page", metavar="ADDRESS", shell_complete=pages, help="Which page it is, if the file does not say.")
@click.option("--upstream", is_flag=True, help="Take edits made in upstream/ by mistake, and put upstream/ back.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be stored.")
@click.pass_context
def command(
    context: click.Context,
    given: Path | None,
    word: Path | None,
    as_tracked: bool,
    page: str | None,
    upstream: bool,
    dry_run: bool,
) -> None:
    """Exit 0 when all is stored; 1 if something could not be; 3 if something is unsafe, with nothing touched."""
    session = context.ensure_object(Session)
    if sum((given is not None, word is not None, upstream)) > 1:
        raise click.UsageError("Use only one of --from, --word and --upstream.", context)
    if as_tracked and word is None:
        raise click.UsageError("--as-tracked needs --word FILE.docx.", context)
    single = given if given is not None and _is_page(given) else None
    if page is not None and word is None and single is None:
        raise click.UsageError("--page needs --word FILE.docx or --from PAGE.md.", context)
    if as_tracked and word is not None:
        _show_tracked(session, word)
    elif word is not None or single is not None:
        _from_file(context, session, word, single, page, dry_run)
    else:
        _of_region(context, session, given, upstream, dry_run)


def _is_page(given: Path) -> bool:
    return given.suffix.lower() in (".md", ".txt") and not given.is_dir()


def _show_tracked(session: Session, word: Path) -> None:
    from kit.app.word_back import tracked_in
    from kit.franchise.word.placing import short

    found = tracked_in(word)
    for one in found:
        who = f"{one.change.author} ({one.change.when})" if one.change.when else one.change.author
        what = one.change.words.strip() or f"the end of the paragraph “{short(one.paragraph.strip())}”"
        show(f"{one.page}: {who}: {one.change.what}: {what}")
    say("No changes are tracked in it." if not found else "Nothing was stored. To accept all of them:")
    next_command(session.command("capture", "--word", word))


def _from_file(
    context: click.Context, session: Session, word: Path | None, single: Path | None, page: str | None, dry_run: bool
) -> None:
    from kit.app.capture import Stored
    from kit.app.word_back import capture_page, capture_word

    root = session.root()
    if word is not None:
        brought = capture_word(root, word, page, dry_run)
    else:
        assert single is not None  # noqa: S101 - the caller has looked
        brought = capture_page(root, single, page, dry_run)
    place = "region" if (root / "region.toml").is_file() else "hub"
    _report(Stored(brought.captured, False, brought.told), dry_run, place)
    if brought.review:
        say(f"{'Would keep' if dry_run else 'Kept'} what could not be placed in {brought.review}.")
    again = ["capture", *(["--word", word] if word else ["--from", single or ""]), *(["--page", page] if page else [])]
    next_command(session.command(*(again if dry_run else ["check"])))
    context.exit(1 if brought.captured.left else 0)


def _of_region(context: click.Context, session: Session, folder: Path | None, upstream: bool, dry_run: bool) -> None:
    from kit.app.capture import capture_editing, capture_from, capture_upstream

    root = session.root()
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


def _report(stored: Stored, dry_run: bool, place: str = "region") -> None:
    for sentence in (*stored.told, *stored.captured.notes):
        say(sentence)
    for sentence in stored.captured.left:
        say(f"Not stored: {sentence}", fg="yellow")
    count = len(stored.captured.changes)
    if not count and not stored.captured.left:
        say("There is nothing to store: all is as it was.")
    elif count:
        what = _what(stored.captured.changes)
        say(f"Would store: {what}. Nothing was written." if dry_run else f"Stored in your {place}: {what}.")


_OWN = ("overrides/", "pages/", "files/", "upstream/", "review/")


def _what(changes: Iterable[str]) -> str:
    """Return what people would call the files at these paths: their overrides, and files beside them."""
    mine = [path for path in changes if not path.startswith((".kit/", "editing/")) and path != "lineage.toml"]
    overrides = sum(path.startswith("overrides/") for path in mine)
    at_hub = [path for path in mine if path.endswith(".md") and not path.startswith(_OWN)]
    others = len(mine) - overrides - len(at_hub)
    counts = {"override": overrides, "page": len(at_hub), "other file": others}
    told = [f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts.items() if count]
    return " and ".join(told) or "the edited page is put away"
