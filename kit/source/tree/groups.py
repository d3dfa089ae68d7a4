"""Other groups' facts from a folder: files that strangers wrote, each read whole or not at all. Nothing is fetched.

``read_groups`` looks at a disk; ``group_of`` is pure. A file may be one group's ``group.json`` under any name, or
``group.json`` in a folder of its own, as a tool that copies whole sites leaves it.
"""

from __future__ import annotations

import datetime
import json
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.model.errors import EnvironmentTrouble, WrongUsage
from kit.model.findings import Code, Finding
from kit.model.group import GROUP_SCHEMA, Group, GroupRound, believed
from kit.source.settings.toml import read_toml
from kit.source.settings.validate import validate
from kit.source.tree.paths import shown
from kit.source.tree.text import decode
from kit.system.bounded import at_most

FACTS = "group.json"
MAX_BYTES = 512_000  # a group with sixty rounds needs a quarter of it
MAX_FILES = 500
MAX_DEPTH = 8  # the format has five
MAX_VALUES = 20_000
MAX_TEXT = 2_000  # characters of any text, known to us or not

_ASK = "Ask the group for a new file, or take this one away."


def read_groups(folder: Path, own: str, found: list[Finding]) -> tuple[Group, ...]:
    """Return the groups whose files lie in ``folder``, by name, without the one whose id is ``own``.

    A file with a mistake is a finding under its own name and gives no group. Raises WrongUsage where there is no such
    folder, EnvironmentTrouble where it cannot be read.
    """
    if not folder.is_dir():
        raise WrongUsage(f"{folder} is not a folder.", "Name the folder that holds the other groups' files.")
    names = list(_names(folder))
    if len(names) > MAX_FILES:
        message = f"The folder holds {len(names)} files, and {MAX_FILES} are the most that are read."
        found.append(Finding(Code.UNSAFE_SIZE, shown(folder.name), None, message, "Take away what you don't need."))
        return ()
    known: dict[str, tuple[str, Group]] = {}
    for name in names:
        data = _read(folder, name, found)
        group = None if data is None else group_of(shown(name), data, found)
        if group is not None and group.id != own:
            _keep(known, shown(name), group, found)
    return tuple(sorted((group for _, group in known.values()), key=lambda one: (one.name.casefold(), one.id)))


def group_of(name: str, data: bytes, found: list[Finding]) -> Group | None:
    """Return the group that the file called ``name`` tells of, or None with a finding for each mistake."""
    told: list[Finding] = []
    group = _read_group(name, data, told)
    # Whoever reads this did not write the file, so how one would mend it oneself is of no use to them.
    found.extend(one if one.code is Code.NEWER_SCHEMA else replace(one, hint=_ASK) for one in told)
    return group


def _read_group(name: str, data: bytes, found: list[Finding]) -> Group | None:
    if len(data) > MAX_BYTES:
        found.append(_too_large(name, len(data)))
        return None
    text = decode(name, data, found)
    value = None if text is None else _parsed(name, text.removeprefix("\ufeff"), found)
    if value is None or not _is_modest(name, value, found) or _is_newer(name, value, found):
        return None
    group = validate(Group, value, {}, name, found)
    if group is not None:
        found += [_not_theirs(name, group.id, one) for one in group.rounds if not believed(group.id, one)]
    return group


def _not_theirs(name: str, group: str, one: GroupRound) -> Finding:
    message = f'The uid of {one.id}, "{shown(one.uid or "")}", is not one of the group {group}, so it is passed over.'
    return Finding(Code.UNTRUSTED_UID, name, None, message, _ASK)


def _names(folder: Path) -> Iterator[str]:
    """Yield the files to read, by path from ``folder`` and in order; a folder may hold one ``group.json``."""
    for name in _listed(folder):
        if name.endswith(".json"):
            yield name
        elif not name.startswith(".") and (folder / name).is_dir() and FACTS in _listed(folder / name):
            yield f"{name}/{FACTS}"


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names, not paths
    except OSError as error:
        raise EnvironmentTrouble(f"The folder {folder} cannot be read: {error.strerror}.") from error


def _read(folder: Path, name: str, found: list[Finding]) -> bytes | None:
    """Return the bytes of a plain file; links lead out of the folder, so none is followed."""
    place = folder / name
    try:
        info = place.lstat()
        linked = stat.S_ISLNK(info.st_mode) or (place.parent != folder and place.parent.is_symlink())
        if linked or not stat.S_ISREG(info.st_mode):
            message = "It is a link or no file at all, and only files that lie in the folder itself are read."
            found.append(Finding(Code.UNSAFE_SYMLINK, shown(name), None, message, "Put a copy of the file there."))
            return None
        if info.st_size > MAX_BYTES:
            found.append(_too_large(shown(name), info.st_size))
            return None
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(place, flags), "rb") as stream:
            return at_most(stream, MAX_BYTES + 1)
    except OSError as error:
        message = f"It cannot be read: {error.strerror or error}."
        found.append(Finding(Code.UNREADABLE, shown(name), None, message, "Check that you may open it."))
        return None


def _too_large(name: str, size: int) -> Finding:
    message = f"The file has {size} bytes, and a group's facts have {MAX_BYTES} at most."
    return Finding(Code.UNSAFE_SIZE, name, None, message, _ASK)


class _RefusedError(ValueError):
    """Something that JSON allows and programs read differently: a name given twice, or a number that is not whole."""


def _pairs(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise _RefusedError(f'"{shown(key[:60])}" is given twice in one place, so it is not clear which counts')
        made[key] = value
    return made


def _no_number(text: str) -> Any:
    raise _RefusedError(f'"{shown(text[:20])}" stands where a whole number or text belongs')


def _whole(text: str) -> int:
    return int(text) if len(text) <= 9 else _no_number(text)


def _parsed(name: str, text: str, found: list[Finding]) -> dict[str, Any] | None:
    try:
        value = json.loads(
            text, object_pairs_hook=_pairs, parse_constant=_no_number, parse_float=_no_number, parse_int=_whole
        )
    except RecursionError:
        found.append(_too_deep(name))
    except _RefusedError as error:
        found.append(Finding(Code.BAD_JSON, name, None, f"{error}.", _ASK))
    except json.JSONDecodeError as error:
        message = f"The file is no JSON from here on ({error.msg}), so it may be cut off or another kind of file."
        found.append(Finding(Code.BAD_JSON, name, error.lineno, message, _ASK))
    else:
        if isinstance(value, dict):
            return value
        found.append(Finding(Code.BAD_JSON, name, None, "The file holds no object with a group's facts.", _ASK))
    return None


def _too_deep(name: str) -> Finding:
    message = f"The file is nested more than {MAX_DEPTH} levels deep, and a group's facts have five."
    return Finding(Code.UNSAFE_SIZE, name, None, message, _ASK)


def _is_modest(name: str, value: dict[str, Any], found: list[Finding]) -> bool:
    """Whether the file keeps the limits, in what we know and in what we pass over."""
    level: list[Any] = [value]
    values = 0
    for _ in range(MAX_DEPTH):
        values += len(level)
        if long := next((one for one in level if isinstance(one, str) and len(one) > MAX_TEXT), None):
            message = f"A text has {len(long)} characters, and {MAX_TEXT} are the most."
            found.append(Finding(Code.UNSAFE_SIZE, name, None, message, _ASK))
            return False
        level = [inner for one in level for inner in _inside(one)]
    if level or values > MAX_VALUES:
        many = f"The file holds more than {MAX_VALUES} values, and that is no list of meetings."
        found.append(_too_deep(name) if level else Finding(Code.UNSAFE_SIZE, name, None, many, _ASK))
        return False
    return True


def _inside(value: Any) -> Sequence[Any]:
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, list) else ()


def _is_newer(name: str, value: dict[str, Any], found: list[Finding]) -> bool:
    schema = value.get("schema")
    if isinstance(schema, bool) or not isinstance(schema, int) or schema <= GROUP_SCHEMA:
        return False
    message = f"The file is written for schema {schema}, and this kit knows {GROUP_SCHEMA}."
    hint = "Install a newer version of the kit: pip install --upgrade peerkit"
    found.append(Finding(Code.NEWER_SCHEMA, name, None, message, hint))
    return True


def _keep(known: dict[str, tuple[str, Group]], name: str, group: Group, found: list[Finding]) -> None:
    if group.id in known:
        message = f"The group {group.id} has the file {known[group.id][0]} already."
        found.append(Finding(Code.DUPLICATE_ID, name, None, message, "Keep the newer one and take the other away."))
        return
    known[group.id] = name, group


# When each group's facts were last fetched, as whoever fetches them writes it beside them.

SEEN = "seen.toml"


def read_seen(folder: Path) -> dict[str, datetime.date]:
    """Return the day on which the facts of each group in ``folder`` were last fetched, by the group's id.

    What is no date there is passed over, as is a file that cannot be read: it is a remark, and decides nothing.
    """
    data = _read(folder, SEEN, []) if (folder / SEEN).is_file() else None
    toml = read_toml(SEEN, data, []) if data else None
    days = toml.data.get("seen", {}) if toml else {}
    return {name: day for name, day in days.items() if type(day) is datetime.date} if isinstance(days, dict) else {}
