"""``peerkit agenda``."""

from __future__ import annotations

import click

from kit.cli.common import Session, examples, next_command, no_input, say, show


@click.command(
    help=examples(
        "peerkit agenda round-1",
        "peerkit agenda round-1 --start 13:00 --fit 150",
        "peerkit -C ../midlands agenda round-1 --json",
    )
    + "\nShow the clock times of a round, computed from its minutes, and what to cut to fit fewer."
)
@click.argument("round_name", metavar="ROUND")
@click.option("--start", metavar="HH:MM", help="Begin at this time instead of the region's.")
@click.option("--fit", "minutes", type=click.IntRange(min=1), metavar="MINUTES", help="Make the day this short.")
@click.option("--json", "as_json", is_flag=True, help="Print the agenda as JSON.")
@no_input
@click.pass_context
def command(context: click.Context, round_name: str, start: str | None, minutes: int | None, as_json: bool) -> None:
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
        from kit.cli.report import show_findings

        show_findings(loaded.findings)
        next_command("peerkit check")
        context.exit(FindingsError(loaded.findings).exit_code)
    day = plan_day(round_named(loaded.edition, round_name), _clock(context, start), minutes)
    if as_json:
        show(agenda_json(day))
    else:
        for line in agenda_lines(day):
            show(line)
    if not day.fits:
        say(f"It does not fit into {minutes} minutes: the least that would do is {day.least} minutes.", fg="red")
        next_command(f"peerkit agenda {round_name} --fit {day.least}")
        context.exit(1)
    next_command(
        f"peerkit agenda {round_name} --fit MINUTES" if minutes is None else f"peerkit build --round {round_name}"
    )


def _clock(context: click.Context, text: str | None) -> int | None:
    import re

    if text is None:
        return None
    if match := re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text):
        return int(match[1]) * 60 + int(match[2])
    raise click.BadParameter(f"{text!r} is not a time such as 09:30.", context, param_hint="--start")
