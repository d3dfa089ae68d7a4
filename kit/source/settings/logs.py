"""Logs of meetings (pure): ``log/ROUND-DATE.toml``, bytes to what a meeting taught, or findings."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from itertools import count

from kit.model.findings import Code, Finding
from kit.model.schema import LogFile
from kit.source.settings.files import is_newer
from kit.source.settings.toml import line_of, read_toml
from kit.source.settings.toml_edit import CannotWrite, TomlEditor
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


def round_of_log(path: str) -> str:
    """Return the name of the round whose log lies at ``path``, "" where none does."""
    match = _NAME.fullmatch(path.removeprefix(f"{LOGS}/")) if path.startswith(f"{LOGS}/") else None
    return match["round"] if match else ""


def renamed_log(path: str, data: bytes, round_name: str, taken: Collection[str]) -> tuple[str, bytes]:
    """Return the path and the bytes of the log at ``path`` once its round is called ``round_name``.

    Where there is a log of that round and day already it becomes another copy. One that is no TOML keeps its bytes.
    """
    start, ending = f"{LOGS}/{round_name}", path.removeprefix(f"{LOGS}/{round_of_log(path)}")
    day = f"{start}{ending[:11]}"
    copies = (f"{day}-{number}.toml" for number in count(2))
    free = f"{start}{ending}" if f"{start}{ending}" not in taken else next(one for one in copies if one not in taken)
    with suppress(CannotWrite):
        toml = TomlEditor(path, data)
        toml.set(("round",), round_name)
        data = toml.data
    return free, data


def _unique(file: str, log: LogFile, lines: Mapping[Path, int], found: list[Finding]) -> bool:
    ids = [item.id for item in log.item]
    twice = [at for at, name in enumerate(ids) if name in ids[:at]]
    for at in twice:
        message = f"The log has minutes for {ids[at]} already, so it is not clear which of them are true."
        line = line_of(lines, ("item", at, "id"))
        found.append(Finding(Code.DUPLICATE_ID, file, line, message, "Keep one of the two and delete the other."))
    return not twice
