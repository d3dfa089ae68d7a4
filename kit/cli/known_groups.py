"""What ``status --groups`` shows at a hub: each group's version, changes, questions and dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.cli.common import Session, next_command, show, show_findings, show_json
from kit.facilitate.clock import people_date

if TYPE_CHECKING:
    from kit.app.known_groups import Known, KnownGroups

_HEADINGS = ("group", "version", "changes", "questions", "next meeting", "last seen")


def show_known_groups(session: Session, root: Path, folder: Path, as_json: bool) -> None:
    """Show what a hub knows of the groups whose files or folders lie in ``folder``."""
    from kit.app.known_groups import known_groups

    today = datetime.date.today()
    known = known_groups(root, folder, today)
    if as_json:
        show_json(known_json(known))
    else:
        show(*known_lines(known, today))
    show_findings(known.found)
    next_command(session.command("build", "--groups", folder))


def known_lines(known: KnownGroups, today: datetime.date) -> list[str]:
    """Return the groups as a table, with what updates would do below it."""
    rows = [_HEADINGS, *(_row(one, known.version, today) for one in known.groups)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = ["  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    many = len(known.groups)
    head = f"{known.hub} {known.version}, {many} group{'' if many == 1 else 's'}"
    return [head, "", *(f"  {line}" for line in lines), *_waiting(known)]


def _row(one: Known, version: str, today: datetime.date) -> tuple[str, ...]:
    return (
        one.name,
        one.version if one.version == version else f"{one.version} (not yet {version})",
        str(one.changes),
        "-" if one.questions is None else str(one.questions),
        people_date(one.date, weekday=False) if one.date else "-",
        _seen(one.seen, today) if one.seen else "-",
    )


def _seen(day: datetime.date, today: datetime.date) -> str:
    days = (today - day).days
    ago = "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"
    return f"{people_date(day, weekday=False)} ({ago})"


def _waiting(known: KnownGroups) -> Iterator[str]:
    """Yield what the hub as it is would mean for groups whose folders are at hand."""
    for one in known.groups:
        if one.states:
            counts = ", ".join(f"{number} {state.value}" for state, number in sorted(one.states.items(), key=_by_name))
            yield from ("", f"{one.name}, if it updated now: {counts}")


def _by_name(item: tuple[Any, int]) -> str:
    return str(item[0].value)


def known_json(known: KnownGroups) -> dict[str, Any]:
    """Return the groups in the shape that ``status --groups --json`` prints."""
    return {"hub": known.hub, "version": known.version, "groups": [_entry(one) for one in known.groups]}


def _entry(one: Known) -> dict[str, Any]:
    states = None if one.states is None else {state.value: number for state, number in one.states.items()}
    return {
        "id": one.id,
        "name": one.name,
        "version": one.version,
        "changes": one.changes,
        "questions": one.questions,
        "states": states,
        "next": one.date.isoformat() if one.date else None,
        "seen": one.seen.isoformat() if one.seen else None,
    }
