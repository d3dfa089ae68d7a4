"""Keeping the day that ``agenda --fit`` makes: the lines of region.toml that say it, and writing them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kit.cli.common import Session, next_command, say

if TYPE_CHECKING:
    from kit.facilitate.fit import FittedDay
    from kit.model.edition import Edition


def refuse_keeping(session: Session, edition: Edition, round_name: str, minutes: int | None, format_name: str) -> None:
    """Raise WrongUsage where there is nothing to keep, or no region.toml to keep it in."""
    from kit.model.errors import WrongUsage

    if minutes is None:
        hint = f"Say how many minutes there are: {session.command('agenda', round_name, '--fit', '150', '--apply')}"
        raise WrongUsage("--apply writes the day that --fit makes, and there is no --fit.", hint)
    if format_name:
        hint = f'Pick it first, with format = "{format_name}" below [round.{round_name}] in region.toml.'
        raise WrongUsage("--apply writes changes of the format that the region has, and --format shows another.", hint)
    if not edition.is_region:
        hint = f"Change the minutes by hand, in {round_name}/index.md."
        raise WrongUsage("--apply writes into region.toml, and this is a hub.", hint)


def keep(session: Session, root: Path, day: FittedDay, start: int | None, again: str) -> None:
    """Write ``day`` into region.toml and say so; with ``again``, the command that does, only try whether it can be."""
    from kit.app.shorter_day import keep_day

    if not day.differs and start in (None, day.round.start):
        say("The day fits as it is. Nothing was written.")
        next_command(session.command("agenda", day.round.name))
        return
    told = keep_day(root, day, start, dry_run=bool(again))
    say("Would write this day into region.toml. Nothing was written." if again else "Wrote this day into region.toml.")
    if told:
        say(told)
    if not again:
        say(f"To take it back: {session.command('undo')}")
    next_command(again or session.command("build", "--round", day.round.name))
