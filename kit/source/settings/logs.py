"""Logs of meetings (pure): ``log/ROUND-DATE.toml``, bytes to what a meeting taught, or findings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kit.model.findings import Code, Finding
from kit.model.schema import LogFile
from kit.source.settings.files import is_newer
from kit.source.settings.toml import line_of, read_toml
from kit.source.settings.toml_places import Path
from kit.source.settings.validate import validate

LOGS = "log"  # the folder of a hub or region in which logs lie

_NAME = re.compile(r"(?P<round>.+)-(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:-(?P<copy>[0-9]{1,4}))?\.toml")


def read_log(file: str, data: bytes, found: list[Finding]) -> LogFile | None:
    """Return what the log called ``file`` says, or None with a finding for every mistake in it."""
    toml = read_toml(file, data, found)
    if toml is None or is_newer(file, toml, found):
        return None
    log = validate(LogFile, toml.data, toml.lines, file, found, "The log")
    return log if log is not None and _unique(file, log, toml.lines, found) else None


def log_name(log: LogFile, copy: int = 1) -> str:
    """Return the path at which a log is kept; an earlier one of the same day is its copy number 2, 3 and so on."""
    ending = "" if copy == 1 else f"-{copy}"
    return f"{LOGS}/{log.round}-{log.date.isoformat()}{ending}.toml"


def kept_for(round_name: str, name: str) -> int | None:
    """Return the number of the copy if ``name``, in the folder of logs, is one of the round's, else None."""
    match = _NAME.fullmatch(name)
    return int(match["copy"] or 1) if match and match["round"] == round_name else None


def _unique(file: str, log: LogFile, lines: Mapping[Path, int], found: list[Finding]) -> bool:
    ids = [item.id for item in log.item]
    twice = [at for at, name in enumerate(ids) if name in ids[:at]]
    for at in twice:
        message = f"The log has minutes for {ids[at]} already, so it is not clear which of them are true."
        line = line_of(lines, ("item", at, "id"))
        found.append(Finding(Code.DUPLICATE_ID, file, line, message, "Keep one of the two and delete the other."))
    return not twice
