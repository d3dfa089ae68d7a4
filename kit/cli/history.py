"""What a round's meetings taught, as ``agenda --history`` shows it: lines for the screen, and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kit.cli.common import Session, next_command, say, show
from kit.facilitate.clock import people_date
from kit.facilitate.history import History, Lesson, Record
from kit.model.edition import Round

_HEADINGS = ("planned", "median", "spread", "last", "held")


def history_lines(past: History) -> list[str]:
    """Return planned and actual minutes as lines of text, an item a line with a hint where they differ, and lessons."""
    if not past.dates:
        return ["There is no log of a meeting of this round yet."]
    many = len(past.dates)
    dates = ", ".join(people_date(date, weekday=False) for date in dict.fromkeys(past.dates))
    wide = max(len(record.title) for record in past.records) if past.records else 0
    lines = [f"Planned and actual, from {many} meeting{'s' * (many != 1)}: {dates}", ""]
    lines.append(f"  {'':{wide}}" + "".join(f"{heading:>9}" for heading in _HEADINGS))
    lines += [_line(record, wide) for record in past.records]
    lines += ["", "Lessons"] * bool(past.lessons)
    return [*lines, *(f"  {_when(one)}: {one.text}" for one in past.lessons)]


def _when(one: Lesson) -> str:
    return people_date(one.date, weekday=False) + (f", {one.group}" if one.group else "")


def _line(record: Record, wide: int) -> str:
    cells: Sequence[str] = (
        _minutes(record.planned),
        _minutes(record.median),
        _spread(record),
        _minutes(record.last),
        _held(record),
    )
    line = f"  {record.title:{wide}}" + "".join(f"{cell:>9}" for cell in cells)
    note = _note(record)
    return f"{line}  {note}" if note else line


def _minutes(minutes: float | None) -> str:
    return "-" if minutes is None else f"{minutes:g}m"


def _spread(record: Record) -> str:
    return "-" if record.least is None or record.times < 2 else f"{record.least}-{record.most}m"


def _held(record: Record) -> str:
    return f"{record.times}x"


def _note(record: Record) -> str:
    notes = []
    if record.planned is None:
        notes.append("not on the agenda")
    if record.telling and record.difference is not None and record.median is not None:
        way = "longer" if record.difference > 0 else "shorter"
        notes.append(f"{abs(record.difference)}% {way} than planned: plan {record.median:g} minutes")
    if record.skipped:
        notes.append(f"left out {_times(record.skipped)}")
    return "; ".join(notes)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def history_json(past: History) -> dict[str, Any]:
    """Return the keys that ``agenda --history --json`` adds. Minutes are numbers, null where there are none."""
    return {
        "history": [_history_entry(record) for record in past.records if record.times or record.skipped],
        "lessons": [
            {"date": one.date.isoformat(), "text": one.text, "group": one.group or None} for one in past.lessons
        ],
    }


def _history_entry(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "title": record.title,
        "planned": record.planned,
        "median": _number(record.median),
        "last": record.last,
        "least": record.least,
        "most": record.most,
        "times": record.times,
        "skipped": record.skipped,
        "difference": record.difference,
    }


def _number(minutes: float | None) -> float | None:
    return int(minutes) if minutes is not None and minutes.is_integer() else minutes


# Minutes of many meetings as a proposal, which the hub takes as it takes those of groups.


def refuse_pooling(with_history: bool, others: Sequence[Path], out: Path | None) -> None:
    """Raise WrongUsage where logs are named and nobody asked for them."""
    from kit.model.errors import WrongUsage

    if not with_history and (others or out):
        raise WrongUsage("--with and --out are about what meetings taught.", "Add --history.")


def propose_minutes(session: Session, root: Path, meeting: Round, past: History, out: Path) -> None:
    """Write the minutes that meetings took as a proposal to ``out``, and say so."""
    from kit.app.propose import minutes_proposed

    made = minutes_proposed(root, meeting, past, out)
    if made is None:
        say("The plan is as the meetings were, or there are fewer than three of them, so nothing is proposed.")
        next_command(session.command("agenda", meeting.name))
        return
    show("", "Proposed:", *(f"  {one}" for one in made.leaves))
    say(f"Wrote {out}.")
    next_command(session.command("accept", out))
