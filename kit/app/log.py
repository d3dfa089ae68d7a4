"""Logs of meetings on the disk: one more stored, and all of a round's read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from kit.app.check import load
from kit.check.office import check_log
from kit.model.edition import Round, round_named
from kit.model.errors import FindingsError
from kit.model.findings import Code, Finding, has_errors
from kit.model.schema import LogFile
from kit.publish import files
from kit.publish.journal import apply
from kit.source.settings.files import read_hub, read_region
from kit.source.settings.logs import LOGS, kept_for, log_name, read_log
from kit.source.settings.toml import read_toml
from kit.source.tree.given import read_given
from kit.source.tree.read import find_tree, read_tree
from kit.source.tree.rules import MAX_TEXT
from kit.system.locks import locked

_EXPORTED = "Name the file that the day page exported; browsers put it among the downloads."


@dataclass(frozen=True)
class Logged:
    """What became of a log: where it is kept, the copy of an earlier one of that day or "", and warnings about it.

    ``new`` is False where just that log was stored already. ``told`` is "" or a sentence that people must read.
    """

    log: LogFile
    path: str
    earlier: str
    new: bool
    findings: tuple[Finding, ...]
    told: str = ""


def store_log(root: Path, round_name: str, file: Path, dry_run: bool) -> Logged:
    """Store the log in ``file``, as the day page exports it, as ``log/ROUND-DATE.toml`` below ``root``.

    An earlier log of that round and day which says something else is kept beside it under another number. Raises
    WrongUsage for an unknown round or what is no file, Refused for one larger than logs are, FindingsError with every
    mistake in the file.
    """
    meeting = _meeting(root, round_name)
    data, name, found = read_given(file, MAX_TEXT, _EXPORTED), file.as_posix(), list[Finding]()
    log = _checked(name, data, meeting, found)
    if log is None or has_errors(found):
        raise FindingsError(found)
    with locked(root):
        path, changes = log_name(log), _changes(root, log, data)
        told = apply(root, changes, "log") if changes and not dry_run else None
    earlier = next((other for other in changes if other != path), "")
    return Logged(log, path, earlier, bool(changes), tuple(found), told or "")


def logs_of(root: Path, meeting: Round) -> list[LogFile]:
    """Return the logs of a round, oldest first and of one day the newest last.

    Raises FindingsError with every mistake in them.
    """
    found: list[Finding] = []
    copies = {name: copy for name in _names(root, found) if (copy := kept_for(meeting.name, name)) is not None}
    kept = [(copy, _kept(root, f"{LOGS}/{name}", meeting, found)) for name, copy in copies.items()]
    if has_errors(found):
        raise FindingsError(found)
    logs = [(log.date, copy == 1, copy, log) for copy, log in kept if log is not None]
    return [log for *_, log in sorted(logs, key=lambda one: one[:3])]


def logs_of_others(folders: Sequence[Path], meeting: Round) -> dict[str, list[LogFile]]:
    """Return the logs of a round that other groups kept in their ``folders``, by the name of the group.

    Their ids are held against ``meeting``, ours. Raises FindingsError with every mistake, naming the folder.
    """
    found = {}
    for folder in folders:
        root = find_tree(Path.cwd(), folder)
        try:
            found[_name(root)] = logs_of(root, meeting)
        except FindingsError as error:
            told = [replace(one, file=f"{folder}/{one.file}") for one in error.findings]
            raise FindingsError(told, in_tree=False, message=f"The logs of {folder} cannot be read.") from error
    return found


def _name(root: Path) -> str:
    """Return the name of the group whose folder is ``root``, that of its folder where it cannot be read."""
    tree = read_tree(root, [])
    settings = read_region(tree, []) if "region.toml" in tree.files else read_hub(tree, [])
    return settings.name if settings else root.resolve().name


def _meeting(root: Path, round_name: str) -> Round:
    loaded = load(root)
    if loaded.edition is None:
        raise FindingsError(loaded.findings)
    return round_named(loaded.edition, round_name)


def _checked(name: str, data: bytes, meeting: Round, found: list[Finding]) -> LogFile | None:
    if len(data) > MAX_TEXT:
        message = "It is larger than 1 MB, and no log of a meeting is."
        found.append(Finding(Code.UNSAFE_SIZE, name, None, message, "Name the file that the day page exported."))
        return None
    log = read_log(name, data, found)
    toml = read_toml(name, data, []) if log else None
    if log and toml:
        found.extend(check_log(log, meeting, name, toml.lines))
    return log


def _changes(root: Path, log: LogFile, data: bytes) -> Mapping[str, bytes | None]:
    """Return what to write: nothing where that log is there already, and what it replaces under a free number."""
    path = log_name(log)
    there = files.read(root / path)
    if there is None:
        return {path: data}
    if there == data or read_log(path, there, []) == log:
        return {}
    free = (log_name(log, number) for number in count(2))
    return {path: data, next(name for name in free if not files.exists(root / name)): there}


def _names(root: Path, found: list[Finding]) -> list[str]:
    if (root / LOGS).is_symlink():
        found.append(_link(LOGS))
        return []
    return files.names(root / LOGS)


def _kept(root: Path, path: str, meeting: Round, found: list[Finding]) -> LogFile | None:
    data = files.read(root / path)
    if data is None:
        found.append(_link(path))
        return None
    return _checked(path, data, meeting, found)


def _link(path: str) -> Finding:
    message = "It is no ordinary file or folder, and the kit follows no links."
    return Finding(Code.UNSAFE_SYMLINK, path, None, message, "Replace it with a copy of what it leads to.")
