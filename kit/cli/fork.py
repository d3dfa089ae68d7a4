"""``peerkit fork``: a new region."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.cli.common import Session, command_line, next_command, say
from kit.cli.help import verb

if TYPE_CHECKING:
    import datetime

    from kit.app.fork import Parent, Wishes


def _settings(context: click.Context, parameter: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark:
            message = f'{pair!r} is not NAME=VALUE, such as venue="Town Hall".'
            raise click.BadParameter(message, context, parameter)
        values[name.strip()] = value.strip()
    return values


def _read(how: str) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    """Return a callback that reads an option as ``how``, a function of ``answers``, reads what is typed."""

    def read(context: click.Context, parameter: click.Parameter, text: str | None) -> Any:
        from kit.franchise import answers
        from kit.model.values import MistakenValue

        try:
            return None if text is None else getattr(answers, how)(text)
        except MistakenValue as mistake:
            raise click.BadParameter(f"{mistake} {mistake.hint}", context, parameter) from None

    return read


@verb(
    "Start a region in the folder DEST. It holds only what is local, and upstream's pages whole in upstream/, "
    "so that it builds offline. On a terminal it asks for what no option says, one thing after another, and says what "
    "it is going to write before it does; what is left for later is listed at the end. "
    "Where upstream has a page region.md, the region's home page is made from it and speaks as the region.\n\n"
    "SOURCE is a folder, a .zip, or builtin: the hub that comes with the kit. "
    "Without --from it is the hub that -C or the current folder names, else builtin. "
    "SOURCE#FOLDER names a folder inside it.\n\n"
    "The date may be written as 20 January 2027 or 2027-01-20, the time as 13:00 or 1pm, and the colour as #1b4965 or "
    "navy.",
    "peerkit fork ../midlands",
    'peerkit fork ../midlands --name "Midlands Peer Group" --date 2027-01-20 --start 10:30 --heads 28',
    'peerkit fork ../midlands --name "Midlands Peer Group" --set venue="Council House" --primary "#7a1f5c"',
    'peerkit fork ../marches --name "Marches Peer Group" --from ../midlands',
    'peerkit fork ../marches --name "Marches Peer Group" --from Downloads/hub.zip',
)
@click.argument("dest", type=click.Path(path_type=Path))
@click.option("--name", help="The group's name.")
@click.option("--id", "region_id", metavar="ID", help="A short name for folders; without it, that of DEST.")
@click.option("--from", "source", metavar="SOURCE", help="What to fork from.")
@click.option("--date", metavar="DATE", callback=_read("day"), help="The day of your first meeting.")
@click.option("--start", metavar="TIME", callback=_read("clock"), help="When it starts.")
@click.option("--heads", metavar="NUMBER", callback=_read("people"), help="How many people you expect.")
@click.option("--primary", "--colour", metavar="COLOUR", callback=_read("colour"), help="Your main colour.")
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", callback=_settings, help="Fill in a variable.")
@click.option("--no-kit", is_flag=True, help="Leave the kit itself out of wheel/, from which workflows install it.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written.")
@click.pass_context
def command(
    context: click.Context,
    dest: Path,
    name: str | None,
    region_id: str | None,
    source: str | None,
    date: datetime.date | None,
    start: str | None,
    heads: int | None,
    primary: str | None,
    values: dict[str, str],
    no_kit: bool,
    dry_run: bool,
) -> None:
    """Exit 0 when the region is made, with its gaps listed."""
    from kit.app.fork import Wishes
    from kit.app.fork import start as started_with
    from kit.cli.wizard import ask, questions_for, summary
    from kit.franchise.fork import Meeting
    from kit.publish.plain import refuse_occupied, write_new

    session = context.ensure_object(Session)
    asks = sys.stdin.isatty() and not session.no_input
    if asks:
        refuse_occupied(dest, {})  # before any question
    elif name is None:
        raise click.UsageError('Missing option --name, such as --name "Midlands Peer Group".', context)
    meeting = Meeting(date, start, heads)
    given = Wishes(dest, name or "", region_id, _chosen(session, source), values, meeting, primary, not no_kit)
    parent = _parent(context, given)
    questions = list(questions_for(given, parent)) if asks else []
    wishes = ask(questions, given)
    started = started_with(wishes, parent)
    if questions:
        say(summary(wishes, parent, len(started.files)))
    if dry_run:
        refuse_occupied(dest, started.files)
        say(f"Would write {len(started.files)} files to {dest}. Nothing was written.")
        next_command(session.command(*_words(wishes, source)))
        return
    if questions:
        click.confirm("Write it?", default=True, abort=True, err=True)
    write_new(dest, started.files, started.folders)
    _say_started(wishes, parent, given.primary, started.without_kit)


def _say_started(wishes: Wishes, parent: Parent, colour: str | None, without_kit: str) -> None:
    """Say that the region is there, what is odd about it, what is left to decide, and how to go on.

    ``colour`` is the one that an option named, of which nobody was warned yet.
    """
    from kit.cli.wizard import weakness

    say(f"Started {wishes.name} in {wishes.dest}, from {parent.name}.")
    if colour and (weak := weakness(colour)):
        say(weak)
    if without_kit:
        say(f"It carries no kit in wheel/, so its workflows cannot build it. {without_kit}")
    _say_left(wishes, parent)
    say(f"The guides go on inside its folder, where commands need no -C: {command_line('cd', wishes.dest)}")
    next_command(command_line("peerkit", "-C", wishes.dest, "build"))


def _parent(context: click.Context, wishes: Wishes) -> Parent:
    """Return what is to be forked; end with its findings where it has errors of its own."""
    from kit.app.fork import parent_of
    from kit.cli.common import counted, show_findings
    from kit.model.errors import FindingsError

    try:
        return parent_of(wishes.dest, wishes.source)
    except FindingsError as error:
        show_findings(error.findings)
        say(f"{wishes.source} has errors of its own: {counted(error.findings)}. Nothing was written.")
        next_command(command_line("peerkit", "-C", wishes.source, "check"))
        context.exit(error.exit_code)


def _say_left(wishes: Wishes, parent: Parent) -> None:
    """Name what is still to be decided, and where it goes."""
    from kit.cli.wizard import left

    later = left(wishes, parent)
    settings = wishes.dest / "region.toml"
    for gap in later:
        if gap in parent.gaps:
            say(f"Still to fill in: {gap}, under [variables] in {settings}.")
    meeting = [key for key in ("date", "start", "heads") if key in later]
    if meeting:
        say(f"When you know: {', '.join(meeting)}, under [round.{parent.first}] in {settings}.")


def _words(wishes: Wishes, source: str | None) -> list[str | Path]:
    """Return the command that makes the same region without a question."""
    words: list[str | Path] = ["fork", wishes.dest, "--name", wishes.name]
    meeting = wishes.meeting
    options = {
        "--id": wishes.id,
        "--from": source,
        "--date": meeting.date and meeting.date.isoformat(),
        "--start": meeting.start,
        "--heads": meeting.heads and str(meeting.heads),
        "--primary": wishes.primary,
    }
    for option, value in options.items():
        words += [option, value] if value else []
    for name, value in wishes.values.items():
        words += ["--set", f"{name}={value}"]
    return words if wishes.kit else [*words, "--no-kit"]


def _chosen(session: Session, source: str | None) -> str:
    """What to fork: what was named, else the tree that ``-C`` or the current folder names, else the kit's own."""
    from kit.franchise.upstream.sources import BUILTIN
    from kit.model.errors import WrongUsage

    if source is not None:
        return source
    try:
        return str(session.root())
    except WrongUsage:
        if session.tree is not None:
            raise
        return BUILTIN
