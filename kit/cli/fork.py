"""``peerkit fork``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kit.cli.common import Session, examples, next_command, no_input, say


def _settings(context: click.Context, parameter: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark:
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE, such as venue=Town Hall.", context, parameter)
        values[name.strip()] = value.strip()
    return values


@click.command(
    help=examples(
        'peerkit fork ../midlands --name "Midlands Peer Group"',
        'peerkit fork ../midlands --name "Midlands Peer Group" --set venue="Council House, Birmingham"',
        'peerkit fork ../marches --name "Marches Peer Group" --from ../midlands',
    )
    + "\nStart a region in DEST. It holds only what is local, and upstream's pages whole, so that it builds offline."
)
@click.argument("dest", type=click.Path(path_type=Path))
@click.option("--name", help="The group's name.")
@click.option("--id", "region_id", metavar="ID", help="A short name for folders; without it, that of DEST.")
@click.option("--from", "source", metavar="SOURCE", help='A folder, or "builtin". Without it: the hub that -C names.')
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", callback=_settings, help="Fill in a variable.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written.")
@no_input
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
    from kit.franchise.starting import Wishes, start
    from kit.publish.plain import write_new

    session = context.ensure_object(Session)
    asks = sys.stdin.isatty() and not session.no_input
    if name is None:
        if not asks:
            raise click.UsageError('Missing option --name, such as --name "Midlands Peer Group".', context)
        name = click.prompt("What is the group called", err=True)
    started = start(Wishes(dest, name, region_id, _chosen(session, source), values))
    if asks:
        answers = {gap: click.prompt(f"{gap} (leave empty for later)", default="", err=True) for gap in started.gaps}
        wishes = Wishes(dest, name, region_id, _chosen(session, source), values | answers)
        started = start(wishes)
    if dry_run:
        say(f"Would write {len(started.files)} files to {dest}. Nothing was written.")
        return
    write_new(dest, started.files, started.folders)
    say(f"Started {name} in {dest}, from {started.upstream}.")
    for gap in started.gaps:
        say(f"Still to fill in: {gap}, under [variables] in {dest / 'region.toml'}.")
    next_command(f"peerkit -C {dest} build")


def _chosen(session: Session, source: str | None) -> str:
    """What to fork: what was named, else the tree that ``-C`` or the current folder names, else the kit's own."""
    from kit.franchise.sources import BUILTIN
    from kit.model.errors import WrongUsage

    if source is not None:
        return source
    try:
        return str(session.root())
    except WrongUsage:
        if session.tree is not None:
            raise
        return BUILTIN
