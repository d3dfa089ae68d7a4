"""``peerkit agenda``: the times of a round, and what to shorten or leave out so that it fits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.cli.common import Session, next_command, say, show, show_json
from kit.cli.completing import rounds
from kit.cli.help import verb
from kit.cli.history import history_json, history_lines, propose_minutes, refuse_pooling
from kit.cli.shorter_day import keep, refuse_keeping
from kit.facilitate.clock import iso_time, people_date, people_minutes, show_time
from kit.facilitate.fit import FittedDay
from kit.facilitate.rooms import titles
from kit.facilitate.sittings import heading_of
from kit.facilitate.status import notice
from kit.model.agenda import ItemKind, Sitting, TimedItem, Timetable
from kit.model.edition import Round

if TYPE_CHECKING:
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
    from kit.app.check import load
    from kit.app.shorter_day import lines_to_keep
    from kit.facilitate.fit import plan_day
    from kit.model.edition import confirm_format, round_named
    from kit.model.errors import FindingsError
    from kit.model.findings import has_errors

    session = context.ensure_object(Session)
    root = session.root()
    loaded = load(root, format_name)
    if loaded.edition is None or has_errors(loaded.findings):
        raise FindingsError(loaded.findings)
    if keeps:
        refuse_keeping(session, loaded.edition, round_name, minutes, format_name)
    one = round_named(loaded.edition, round_name)
    confirm_format([one], format_name)
    day = plan_day(one, start, minutes)
    refuse_pooling(with_history, others, out)
    past = _past(root, day, others) if with_history else None
    lines = [] if format_name else lines_to_keep(loaded.edition, day, start)
    if as_json:
        fitted = {} if minutes is None else {"saves": list(day.saved), "region_toml": lines}
        show_json(agenda_json(day) | fitted | (history_json(past) if past else {}))
    else:
        _show(day, lines, past)
    if not day.fits:
        say(f"It does not fit into {minutes} minutes: the least that would do is {day.least} minutes.", fg="red")
        next_command(session.command("agenda", round_name, "--fit", str(day.least)))
        context.exit(1)
    if past and out:
        propose_minutes(session, root, day.round, past, out)
        return
    begin = () if start is None else ("--start", iso_time(start))
    again = session.command("agenda", round_name, *begin, "--fit", str(minutes), "--apply")
    if keeps:
        keep(session, root, day, start, again if dry_run else "")
        return
    if lines:
        next_command(again)
        return
    logless = past is not None and not past.dates
    next_command(session.command(*(("log", round_name, "FILE") if logless else ("build", "--round", round_name))))


def _show(day: FittedDay, lines: list[str], past: History | None) -> None:
    """Print the agenda, the ``lines`` of region.toml that keep it, and how long everything took before."""
    show(
        *agenda_lines(day),
        *(["", "To keep this day, region.toml says:", "", *lines] if lines else []),
        *(["", *history_lines(past)] if past else []),
    )


def _past(root: Path, day: FittedDay, others: Sequence[Path]) -> History:
    from kit.app.log import logs_of, logs_of_others
    from kit.facilitate.history import history

    return history(day.round, logs_of(root, day.round), logs_of_others(others, day.round))


# An agenda as lines for the screen, and as JSON.


def agenda_lines(day: FittedDay) -> list[str]:
    """Return the day as lines of text: a heading, an item a line, what is cut, and what is left of the slot."""
    when = f", {people_date(day.round.date)}" if day.round.date else ""
    told = notice(day.round)
    lines = [*([told.line, ""] if told else []), f"{day.round.title}{when}", ""]
    for sitting in day.timetable.sittings:
        lines += _sitting_lines(sitting, day)
    lines += [
        f"  cut: {day.round.times[name].title}{f', which saves {people_minutes(saved)}' if saved else ''}"
        for name, saved in zip(day.cut, day.saved, strict=True)
    ]
    return [*lines, "", f"{people_minutes(day.timetable.length)}{_left(day, day.timetable)}"]


def _sitting_lines(sitting: Sitting, day: FittedDay) -> list[str]:
    """Return a sitting as lines; of several each has a heading, and what is left of its slot."""
    several = len(day.timetable.sittings) > 1
    left = f": {people_minutes(sitting.length)}{_left(day, sitting)}" if several and sitting.number > 1 else ""
    lines = [line for item in sitting.items for line in _item_lines(item, day)]
    ends = [f"  {show_time(sitting.end, sitting.clock):>7}          ends{left}"] if sitting.items else []
    heading = [*([""] if sitting.number > 1 else []), heading_of(day.round, sitting)] if several else []
    return [*heading, *lines, *ends]


def _item_lines(item: TimedItem, day: FittedDay) -> list[str]:
    clock, named = day.timetable.clock, titles(day.round, item)
    several = len(named) > 1
    title = item.title if several else named[0]
    fixed = item.item.at is not None and not clock
    note = f"  (fixed at {show_time(item.item.at or 0, True)})" if fixed else ""
    if item.late:
        note = f"  ({people_minutes(item.late)} late)"
    if (was := day.was(item)) != item.minutes:
        note += f"  (was {people_minutes(was)})"
    lines = [f"  {show_time(item.start - item.wait, clock):>7}  {item.wait:4d}m  wait"] if item.wait else []
    lines.append(f"  {show_time(item.start, clock):>7}  {item.minutes:4d}m  {title}{note}")
    if several:
        lines += [f"{'':19}{one}" for one in named]
    return lines


def _left(day: FittedDay, part: Timetable | Sitting) -> str:
    """Return what is left of the minutes that somebody asked for, else of the slot."""
    if day.asked is None or not day.fits:
        return _slack(part.slack)
    spare = day.asked - part.length
    return f", {people_minutes(spare)} less than you asked for" if spare else ", just what you asked for"


def _slack(slack: int | None) -> str:
    if slack is None:
        return ""
    if slack < 0:
        return f", {people_minutes(-slack)} over the slot"
    return f", with {people_minutes(slack)} to spare" if slack else ", which fills the slot"


def agenda_json(day: FittedDay) -> dict[str, Any]:
    """Return the day in the shape that ``agenda --json`` prints; without a start items count from "00:00"."""
    clock, date, facts = day.timetable.clock, day.round.date, day.round.facts
    return {
        "round": day.round.name,
        "status": facts.status,
        "status_note": facts.status_note or None,
        "was": facts.was.isoformat() if facts.was else None,
        "date": date.isoformat() if date else None,
        "start": iso_time(day.timetable.start) if clock else None,
        "end": iso_time(day.timetable.end) if clock else None,
        "slot": day.timetable.slot,
        "slack": day.timetable.slack,
        "items": [_entry(item, day) for item in day.timetable.items],
        "sittings": [_sitting(one, day.round) for one in day.timetable.sittings],
        "cut": [_name(page, day.round.name) for page in day.cut],
    }


def _sitting(sitting: Sitting, meeting: Round) -> dict[str, Any]:
    date, known = meeting.date_of(sitting.number), sitting.clock and bool(sitting.items)
    return {
        "title": sitting.title or None,
        "date": date.isoformat() if date else None,
        "start": iso_time(sitting.start) if known else None,
        "end": iso_time(sitting.end) if known else None,
        "slot": sitting.slot,
        "slack": sitting.slack,
    }


def _name(page: str, round_name: str) -> str:
    """A session as its round's plan names it: only one of another round carries that round's name."""
    return page.removeprefix(f"{round_name}/")


def _entry(item: TimedItem, day: FittedDay) -> dict[str, Any]:
    sessions = [_name(page, day.round.name) for page in item.item.sessions]
    rooms = [day.round.rooms.get(page, "") for page in item.item.sessions]
    return {
        "id": item.item.id,
        "kind": item.item.kind.value,
        "title": item.title,
        "start": iso_time(item.start),
        "end": iso_time(item.end),
        "minutes": item.minutes,
        "was": day.was(item),
        "sitting": item.sitting,
        "session": sessions[0] if item.item.kind is ItemKind.SESSION else None,
        "sessions": sessions,
        "rooms": {name: room for name, room in zip(sessions, rooms, strict=True) if room},
    }
