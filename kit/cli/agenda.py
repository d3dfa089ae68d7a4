"""``peerkit agenda``."""

from __future__ import annotations

import click

from kit.cli.common import Session, next_command, say, show, show_json
from kit.cli.help import verb


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
    "peerkit -C ../midlands agenda round-1 --json",
)
@click.argument("round_name", metavar="ROUND")
@click.option("--start", metavar="HH:MM", callback=_clock, help="Begin at this time instead of the region's.")
@click.option("--fit", "minutes", type=click.IntRange(min=1), metavar="MINUTES", help="Make the day this short.")
@click.option("--json", "as_json", is_flag=True, help="Print the agenda as JSON.")
@click.pass_context
def command(context: click.Context, round_name: str, start: int | None, minutes: int | None, as_json: bool) -> None:
    """Exit 0 with the agenda, 1 if the day cannot be made to fit."""
    from kit.cli.agenda_text import agenda_json, agenda_lines
    from kit.examine import load
    from kit.facilitate.days import plan_day
    from kit.model.errors import FindingsError
    from kit.model.findings import has_errors
    from kit.partial import round_named

    session = context.ensure_object(Session)
    loaded = load(session.root())
    if loaded.edition is None or has_errors(loaded.findings):
        raise FindingsError(loaded.findings)
    day = plan_day(round_named(loaded.edition, round_name), start, minutes)
    if as_json:
        show_json(agenda_json(day))
    else:
        show("\n".join(agenda_lines(day)))
    if not day.fits:
        say(f"It does not fit into {minutes} minutes: the least that would do is {day.least} minutes.", fg="red")
        next_command(session.command("agenda", round_name, "--fit", str(day.least)))
        context.exit(1)
    next_command(session.command("build", "--round", round_name))
