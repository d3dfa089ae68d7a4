"""A meeting that changed while its ``revision`` did not grow: its status says so, or an earlier calendar file. Pure.

Calendars take a new file in place of the one that they have only if its SEQUENCE has grown (RFC 5545, 3.8.7.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kit.facilitate.calendar import round_calendar, uid
from kit.facilitate.sittings import later_sittings
from kit.facilitate.status import event_day
from kit.model.edition import PLANNED, Edition, Round
from kit.model.findings import Code, Finding
from kit.source.settings.toml import line_of

_FOLD = re.compile(r"\r?\n[ \t]")
_BEGINS, _ENDS = (re.compile(rf"^{one}:VEVENT\r?$", re.MULTILINE) for one in ("BEGIN", "END"))
_NUMBER = re.compile(r"[0-9]{1,9}")
_FACTS = {"DTSTART": "date or start", "DTEND": "end", "LOCATION": "venue", "STATUS": "status"}


def check_revisions(edition: Edition, earlier: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield a warning for each round that people would not learn has moved.

    ``earlier`` are calendar files of an earlier build by the names of their rounds; what cannot be read says nothing.
    """
    for one in edition.rounds:
        day = event_day(one)
        if day is None or one.name not in earlier or _told(one):
            continue
        parts = ["", *(f"sitting-{sitting.number}" for sitting in later_sittings(one))]
        files = earlier[one.name], round_calendar(edition, one, day)
        events = [[_event(file, uid(edition, one, part)) for part in parts] for file in files]
        pairs = [(before, now) for before, now in zip(*events, strict=True) if before]
        changed = [
            what for key, what in _FACTS.items() if any(before.get(key) != now.get(key) for before, now in pairs)
        ]
        sent = events[0][0].get("SEQUENCE", "").rpartition(":")[2]
        if not changed or not _NUMBER.fullmatch(sent) or int(sent) < one.revision:
            continue
        message = f'The {", ".join(changed)} of "{one.title}" changed since the last build, and its revision did not '
        message += "grow, so calendars would keep what they have."
        yield _due(edition, one, message, int(sent) + 1, "revision")


def check_statuses(edition: Edition) -> Iterator[Finding]:
    """Yield a warning for each meeting that is not as it was announced, and whose calendar file is still the first."""
    for one in edition.rounds:
        if _told(one):
            key = "was" if one.facts.status == PLANNED else "status"
            message = f'"{one.title}" is not as it was announced, and its revision is 0, so calendars would keep what '
            message += "they have."
            yield _due(edition, one, message, 1, key)


def _told(one: Round) -> bool:
    return one.revision == 0 and (one.facts.status != PLANNED or one.facts.was is not None)


def _due(edition: Edition, one: Round, message: str, revision: int, key: str) -> Finding:
    hint = f"If its calendar file is with people, write revision = {revision} under [round.{one.name}]."
    line = line_of(edition.settings_lines, ("round", one.name, key))
    return Finding(Code.REVISION_DUE, edition.settings_file, line, message, hint)


def _event(data: bytes, name: str) -> dict[str, str]:
    """Return the lines of the event called ``name`` by what they are, without their folds; {} where there is none."""
    text = _FOLD.sub("", data.decode("utf-8", errors="replace"))
    for part in _BEGINS.split(text)[1:]:
        inside = _ENDS.split(part, maxsplit=1)[0]
        lines = {re.split("[:;]", line, maxsplit=1)[0].upper(): line for line in inside.split("\n")}
        event = {key: line.rstrip("\r") for key, line in lines.items()}
        if event.get("UID") == f"UID:{name}":
            return event
    return {}
