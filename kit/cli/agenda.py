"""``peerkit agenda``: the times of a round, and what to shorten or leave out so that it fits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.cli.common import Session, next_command, refuse_inside, say, show, show_json
from kit.cli.completing import rounds
from kit.cli.help import verb
from kit.cli.history import history_json, history_lines, propose_minutes, refuse_pooling
from kit.cli.shorter_day import keep, refuse_keeping
from kit.cli.timetable import agenda_json, agenda_lines
from kit.facilitate.clock import iso_time

if TYPE_CHECKING:
    from kit.facilitate.fit import FittedDay
    from kit.facilitate.history import History
    from kit.model.edition import Edition


def _clock(context: click.Context, parameter: click.Parameter, text: str | None) -> int | None:
    """Return a time of day as minutes after midnight."""
    import re

    if text is None:
        return None
    if match := re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text):
        return int(match[1]) * 60 + int(match[2])
    raise click.BadParameter(f"{text!r} is not a time such as 09:30, on the 24-hour clock.", context, parameter)


@verb(
    "Show the clock times of a round, computed from its minutes, and what to shorten and cut to fit fewer, in steps of "
    "five minutes. Nothing is changed, except that --apply writes what --fit shows into region.toml.",
    "peerkit agenda round-1",
    "peerkit agenda round-1 --start 13:00 --fit 150",
    "peerkit agenda round-1 --fit 150 --apply",
    "peerkit agenda round-1 --format online",
    "peerkit agenda round-1 --history",
    "peerkit -C sessions agenda round-1 --history --with ../midlands --with ../south --out minutes.zip",
    "peerkit -C ../midlands agenda round-1 --json",
)
@click.argument("round_name", metavar="ROUND", shell_complete=rounds)
@click.option("--format", "format_name", metavar="NAME", default="", help="In this format, whatever the region picked.")
@click.option("--start", metavar="HH:MM", callback=_clock, help="Begin at this time instead of the region's.")
@click.option("--fit", "minutes", type=click.IntRange(min=1), metavar="MINUTES", help="Make the day this short.")
@click.option("--apply", "keeps", is_flag=True, help="Write the shorter day, and --start, into region.toml.")
@click.option("-n", "--dry-run", is_flag=True, help="With --apply, check and say what would be written.")
@click.option("--history", "with_history", is_flag=True, help="Compare with how long everything took, from the logs.")
@click.option(
    "--with",
    "others",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="And from this group's.",
)
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With --history at a hub, write the minutes that meetings took as a proposal, for peerkit accept.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the agenda as JSON.")
@click.pass_context
def command(
    context: click.Context,
    round_name: str,
    format_name: str,
    start: int | None,
    minutes: int | None,
    keeps: bool,
    dry_run: bool,
    with_history: bool,
    others: tuple[Path, ...],
    out: Path | None,
    as_json: bool,
) -> None:
    """Exit 0 with the agenda, 1 if the day cannot be made to fit."""
    from kit.app.shorter_day import lines_to_keep

    session = context.ensure_object(Session)
    root = session.root()
    edition = _edition(root, format_name)
    if keeps:
        refuse_keeping(session, edition, round_name, minutes, format_name)
    day = _day(edition, round_name, format_name, start, minutes)
    refuse_pooling(with_history, others, out)
    refuse_inside(out, root, *others)
    past = _past(root, day, others) if with_history else None
    lines = [] if format_name else lines_to_keep(edition, day, start)
    if as_json:
        show_json(_as_json(day, lines, past))
    else:
        _show(day, lines, past)
    if not day.fits:
        _say_least(session, day)
        context.exit(1)
    again = _keeping(session, day, start)
    if past and out:
        propose_minutes(session, root, day.round, past, out)
    elif keeps:
        keep(session, root, day, start, again if dry_run else "")
    else:
        next_command(again if lines else _after(session, day, past))


def _edition(root: Path, format_name: str) -> Edition:
    """Return what is at ``root``, in the format of this name. Raises FindingsError where it has an error."""
    from kit.app.check import load
    from kit.model.errors import FindingsError
    from kit.model.findings import has_errors

    loaded = load(root, format_name)
    if loaded.edition is None or has_errors(loaded.findings):
        raise FindingsError(loaded.findings)
    return loaded.edition


def _day(edition: Edition, round_name: str, format_name: str, start: int | None, minutes: int | None) -> FittedDay:
    """Return the day of the round. Raises WrongUsage for an unknown round or format."""
    from kit.facilitate.fit import plan_day
    from kit.model.edition import confirm_format, round_named

    meeting = round_named(edition, round_name)
    confirm_format([meeting], format_name)
    return plan_day(meeting, start, minutes)


def _past(root: Path, day: FittedDay, others: Sequence[Path]) -> History:
    from kit.app.log import logs_of, logs_of_others
    from kit.facilitate.history import history

    return history(day.round, logs_of(root, day.round), logs_of_others(others, day.round))


def _as_json(day: FittedDay, lines: list[str], past: History | None) -> dict[str, Any]:
    fitted = {} if day.asked is None else {"saves": list(day.saved), "region_toml": lines}
    return agenda_json(day) | fitted | (history_json(past) if past else {})


def _show(day: FittedDay, lines: list[str], past: History | None) -> None:
    """Print the agenda, the ``lines`` of region.toml that keep it, and how long everything took before."""
    show(
        *agenda_lines(day),
        *(["", "To keep this day, region.toml says:", "", *lines] if lines else []),
        *(["", *history_lines(past)] if past else []),
    )


def _say_least(session: Session, day: FittedDay) -> None:
    say(f"It does not fit into {day.asked} minutes: the least that would do is {day.least} minutes.", fg="red")
    next_command(session.command("agenda", day.round.name, "--fit", str(day.least)))


def _keeping(session: Session, day: FittedDay, start: int | None) -> str:
    """Return the command that writes the day into region.toml."""
    begin = () if start is None else ("--start", iso_time(start))
    return session.command("agenda", day.round.name, *begin, "--fit", str(day.asked), "--apply")


def _after(session: Session, day: FittedDay, past: History | None) -> str:
    """Return the command that people mostly want next: to build the round, or to store a first log of it."""
    logless = past is not None and not past.dates
    return session.command(*(("log", day.round.name, "FILE") if logless else ("build", "--round", day.round.name)))
