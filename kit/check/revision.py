"""A meeting whose facts moved while its ``revision`` did not, seen by the calendar files of an earlier build. Pure.

Calendars take a new file in place of the one that they have only if its SEQUENCE has grown (RFC 5545, 3.8.7.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kit.facilitate.calendar import round_calendar, uid
from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.source.settings.toml import line_of

_FOLD = re.compile(r"\r?\n[ \t]")
_BEGINS, _ENDS = (re.compile(rf"^{one}:VEVENT\r?$", re.MULTILINE) for one in ("BEGIN", "END"))
_NUMBER = re.compile(r"[0-9]{1,9}")
_FACTS = {"DTSTART": "date or start", "DTEND": "end", "LOCATION": "venue"}


def check_revisions(edition: Edition, earlier: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield a warning for each round that people would not learn has moved.

    ``earlier`` are calendar files of an earlier build by the names of their rounds; what cannot be read says nothing.
    """
    for one in edition.rounds:
        if one.date is None or one.name not in earlier:
            continue
        name = uid(edition, one)
        before, now = _event(earlier[one.name], name), _event(round_calendar(edition, one, one.date), name)
        changed = [what for key, what in _FACTS.items() if before.get(key) != now.get(key)]
        sent = before.get("SEQUENCE", "").rpartition(":")[2]
        if not before or not changed or not _NUMBER.fullmatch(sent) or int(sent) < one.revision:
            continue
        message = f'The {", ".join(changed)} of "{one.title}" changed since the last build, and its revision did not '
        message += "grow, so calendars would keep what they have."
        hint = f"If its calendar file is with people, write revision = {int(sent) + 1} under [round.{one.name}]."
        line = line_of(edition.settings_lines, ("round", one.name, "revision"))
        yield Finding(Code.REVISION_DUE, edition.settings_file, line, message, hint)


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
