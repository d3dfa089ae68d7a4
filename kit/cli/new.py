"""``peerkit new``: a session or a round to begin with, written in the house style."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli.common import Session, next_command, opening, say
from kit.cli.completing import folders
from kit.cli.help import verb

if TYPE_CHECKING:
    from kit.app.new import Begun

_MINUTES = {"session": 30, "round": 120}


@verb(
    "Begin a session or a round: a short page in the house style, to be written over. A session is named with its "
    "round, and goes onto that round's agenda, before the shared sessions that end the meeting or where --after says. "
    "In a region pages go to pages/, and region.toml changes the agenda. Nothing is ever written over, and undo takes "
    "it back.",
    "peerkit new session round-1/our-story",
    'peerkit new session round-1/one-page-less --title "One page less" --minutes 30 --after how-ready',
    "peerkit new round round-6",
    'peerkit new round round-6 --title "Reach everyone" --minutes 210',
)
@click.argument("kind", metavar="session|round", type=click.Choice(list(_MINUTES)))
@click.argument("address", metavar="NAME", shell_complete=folders)
@click.option("--title", metavar="TITLE", help="Its heading; without it, the name as words.")
@click.option("--minutes", type=int, metavar="MINUTES", help="How long it lasts: 30 for a session, 120 for a round.")
@click.option("--after", metavar="ITEM", help="The item of the agenda after which a session goes.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written.")
@click.pass_context
def command(
    context: click.Context,
    kind: str,
    address: str,
    title: str | None,
    minutes: int | None,
    after: str | None,
    dry_run: bool,
) -> None:
    """Exit 0 when it is begun, 2 where the name cannot be, is taken, or has no round."""
    from kit.app.new import SHORTEST_ROUND, SHORTEST_SESSION, new_round, new_session

    session = context.ensure_object(Session)
    root = session.root()
    least = SHORTEST_SESSION if kind == "session" else SHORTEST_ROUND
    length = _MINUTES[kind] if minutes is None else minutes
    if not least <= length <= 1440:
        raise click.BadParameter(f"A {kind} to begin with lasts {least} minutes or more.", context, None, "--minutes")
    if kind == "session":
        begun, told = new_session(root, address, title, length, after, dry_run)
    elif after is None:
        begun, told = new_round(root, address, title, length, dry_run)
    else:
        raise click.UsageError("--after is for sessions: a round stands on no agenda.", context)
    _say(session, root, begun, length, told, dry_run)
    round_name = address.split("/")[0]
    if dry_run:
        next_command(session.command("new", kind, address))
    elif begun.agenda or kind == "round":
        next_command(session.command("agenda", round_name))
    else:
        next_command(session.command("check"))


def _say(session: Session, root: Path, begun: Begun, minutes: int, told: str | None, dry_run: bool) -> None:
    """Say what was written and what to do with it."""
    say(f"{'Would write' if dry_run else 'Wrote'} “{begun.title}”, {minutes} minutes, to {root / begun.file}.")
    if begun.agenda:
        where = f"after {begun.after}" if begun.after else "as its first item"
        verb = "would say" if dry_run else "says"
        say(f"{root / begun.agenda} {verb} that it is on the agenda, {where}.")
    if dry_run:
        say("Nothing was written.")
        return
    if told:
        say(told)
    say(f"Write it over with any editor, such as: {opening(root / begun.file)}")
    if begun.main:
        say(f"Put sessions of yours in place of its item {begun.main}, each begun with peerkit new session.")
    say(f"To take it back: {session.command('undo')}")
