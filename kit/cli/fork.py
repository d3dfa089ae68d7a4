"""``peerkit fork``: a new region."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli.common import Session, command_line, next_command, say
from kit.cli.help import verb

if TYPE_CHECKING:
    from kit.app.fork import Started, Wishes


def _settings(context: click.Context, parameter: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark:
            message = f'{pair!r} is not NAME=VALUE, such as venue="Town Hall".'
            raise click.BadParameter(message, context, parameter)
        values[name.strip()] = value.strip()
    return values


@verb(
    "Start a region in the folder DEST. It holds only what is local, and upstream's pages whole in upstream/, "
    "so that it builds offline. On a terminal it asks for what is missing; the blanks left are listed at the end. "
    "Where upstream has a page region.md, the region's home page is made from it and speaks as the region.\n\n"
    "SOURCE is a folder, a .zip, or builtin: the hub that comes with the kit. "
    "Without --from it is the hub that -C or the current folder names, else builtin. "
    "SOURCE#FOLDER names a folder inside it.",
    'peerkit fork ../midlands --name "Midlands Peer Group"',
    'peerkit fork ../midlands --name "Midlands Peer Group" --set venue="Council House"',
    'peerkit fork ../marches --name "Marches Peer Group" --from ../midlands',
    'peerkit fork ../marches --name "Marches Peer Group" --from Downloads/hub.zip',
)
@click.argument("dest", type=click.Path(path_type=Path))
@click.option("--name", help="The group's name.")
@click.option("--id", "region_id", metavar="ID", help="A short name for folders; without it, that of DEST.")
@click.option("--from", "source", metavar="SOURCE", help="What to fork from.")
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", callback=_settings, help="Fill in a variable.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written.")
@click.pass_context
def command(
    context: click.Context,
    dest: Path,
    name: str | None,
    region_id: str | None,
    source: str | None,
    values: dict[str, str],
    dry_run: bool,
) -> None:
    """Exit 0 when the region is made, with its gaps listed."""
    from kit.app.fork import Wishes
    from kit.publish.plain import refuse_occupied, write_new

    session = context.ensure_object(Session)
    asks = sys.stdin.isatty() and not session.no_input
    if asks:
        refuse_occupied(dest, {})  # before any question
    if name is None:
        if not asks:
            raise click.UsageError('Missing option --name, such as --name "Midlands Peer Group".', context)
        name = click.prompt("What is the group called", err=True)
    wishes = Wishes(dest, name, region_id, _chosen(session, source), values)
    started = _start(context, wishes, asks)
    if dry_run:
        refuse_occupied(dest, started.files)
        say(f"Would write {len(started.files)} files to {dest}. Nothing was written.")
        next_command(session.command("fork", dest, "--name", name))
        return
    write_new(dest, started.files, started.folders)
    say(f"Started {name} in {dest}, from {started.upstream}.")
    for gap in started.gaps:
        say(f"Still to fill in: {gap}, under [variables] in {dest / 'region.toml'}.")
    say(f"The guides go on inside its folder, where commands need no -C: {command_line('cd', dest)}")
    next_command(command_line("peerkit", "-C", dest, "build"))


def _start(context: click.Context, wishes: Wishes, asks: bool) -> Started:
    """Return the new region's files, with the gaps asked for where somebody is there to answer."""
    from dataclasses import replace

    from kit.app.fork import start
    from kit.cli.common import counted, show_findings
    from kit.model.errors import FindingsError

    try:
        started = start(wishes)
        if asks and started.gaps:
            say("Every region fills in these blanks. Press Enter to leave one for later.")
            answers = {gap: click.prompt(gap, default="", show_default=False, err=True) for gap in started.gaps}
            started = start(replace(wishes, values={**wishes.values, **answers}))
    except FindingsError as error:
        show_findings(error.findings)
        say(f"{wishes.source} has errors of its own: {counted(error.findings)}. Nothing was written.")
        next_command(command_line("peerkit", "-C", wishes.source, "check"))
        context.exit(error.exit_code)
    return started


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
