"""``peerkit agenda``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli.common import Session, next_command, say, show, show_json
from kit.cli.help import verb

if TYPE_CHECKING:
    from kit.facilitate.days import Day
    from kit.facilitate.history import History


def _clock(context: click.Context, parameter: click.Parameter, text: str | None) -> int | None:
    """Return a time of day as minutes after midnight."""
    import re

    if text is None:
        return None
    if match := re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text):
        return int(match[1]) * 60 + int(match[2])
    raise click.BadParameter(f"{text!r} is not a time such as 09:30, on the 24-hour clock.", context, parameter)


@verb(
    "Show the clock times of a round, computed from its minutes, and what to cut to fit fewer. Nothing is changed.",
    "peerkit agenda round-1",
    "peerkit agenda round-1 --start 13:00 --fit 150",
    "peerkit agenda round-1 --history",
    "peerkit -C ../midlands agenda round-1 --json",
)
@click.argument("round_name", metavar="ROUND")
@click.option("--start", metavar="HH:MM", callback=_clock, help="Begin at this time instead of the region's.")
@click.option("--fit", "minutes", type=click.IntRange(min=1), metavar="MINUTES", help="Make the day this short.")
@click.option("--history", "with_history", is_flag=True, help="Compare with how long everything took, from the logs.")
@click.option("--json", "as_json", is_flag=True, help="Print the agenda as JSON.")
@click.pass_context
def command(
    context: click.Context,
    round_name: str,
    start: int | None,
    minutes: int | None,
    with_history: bool,
    as_json: bool,
) -> None:
    """Exit 0 with the agenda, 1 if the day cannot be made to fit."""
    from kit.cli.agenda_text import agenda_json, agenda_lines
    from kit.cli.history_text import history_json, history_lines
    from kit.examine import load
    from kit.facilitate.days import plan_day
    from kit.model.errors import FindingsError
    from kit.model.findings import has_errors
    from kit.partial import round_named

    session = context.ensure_object(Session)
    root = session.root()
    loaded = load(root)
    if loaded.edition is None or has_errors(loaded.findings):
        raise FindingsError(loaded.findings)
    day = plan_day(round_named(loaded.edition, round_name), start, minutes)
    past = _past(root, day) if with_history else None
    if as_json:
        show_json(agenda_json(day) | (history_json(past) if past else {}))
    else:
        show("\n".join([*agenda_lines(day), *(["", *history_lines(past)] if past else [])]))
    if not day.fits:
        say(f"It does not fit into {minutes} minutes: the least that would do is {day.least} minutes.", fg="red")
        next_command(session.command("agenda", round_name, "--fit", str(day.least)))
        context.exit(1)
    logless = past is not None and not past.dates
    next_command(session.command(*(("log", round_name, "FILE") if logless else ("build", "--round", round_name))))


def _past(root: Path, day: Day) -> History:
    from kit.facilitate.history import history
    from kit.learning import logs_of

    return history(day.round, logs_of(root, day.round))
