"""Rules for a log of a meeting, against the round that it tells of. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kit.check.nearest import did_you_mean
from kit.model.edition import Round
from kit.model.findings import Code, Finding
from kit.model.schema import LogFile
from kit.source.toml import line_of
from kit.source.toml_lines import Path


def check_log(log: LogFile, meeting: Round, file: str, lines: Mapping[Path, int]) -> Iterator[Finding]:
    """Yield an error if ``log`` tells of another round, and a warning for each item that the agenda does not have.

    ``lines`` gives the lines of ``file`` by path.
    """
    if log.round != meeting.name:
        message = f"This is a log of {log.round}, and not of {meeting.name}."
        hint = f"Correct the name of the round, or log it with: peerkit log {log.round}"
        yield Finding(Code.BAD_VALUE, file, line_of(lines, ("round",)), message, hint)
        return
    known = [item.id for item in meeting.agenda]
    for at, item in enumerate(log.item):
        if item.id not in known:
            message = f"The agenda of {meeting.name} has no item {item.id}, so its minutes are compared with no plan."
            otherwise = f"The agenda has: {', '.join(known)}." if known else "The agenda is empty."
            line = line_of(lines, ("item", at, "id"))
            yield Finding(Code.UNKNOWN_ITEM, file, line, message, did_you_mean(item.id, known, otherwise))
