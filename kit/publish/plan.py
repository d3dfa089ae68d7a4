"""What one command changes in a region, as data: every path with its digest before and after. Pure."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kit.source.tree.paths import twins

PIN = "region.toml"  # names the upstream that the rest belongs to, so it is written after everything else
SCHEMA = 1
OUR_FOLDER = ".kit"
PLAN_NAME = "plan.json"
OWN = frozenset({"next", "journal", "undo", "past", "kept"})  # names in .kit that only the journal itself writes
_BARRED = frozenset('\\:*?"<>|~')  # some systems read these as drives, streams, patterns or short names


class Way(StrEnum):
    """Which way a plan goes: a command's own change, taken back, or made once more."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True)
class FileChange:
    """One path and the SHA-256 of its content before and after, in hexadecimal; None where there is no file."""

    path: str
    old: str | None
    new: str | None

    @property
    def stored(self) -> str:
        """The name of this path's copies in the journal: short, plain, and never that of another path."""
        return hashlib.sha256(self.path.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Plan:
    """The steps of one command in the order in which they are done. ``command`` is the verb that people typed."""

    command: str
    steps: tuple[FileChange, ...]
    way: Way = Way.DO

    @property
    def title(self) -> str:
        """What the plan does, as the beginning of a sentence."""
        begin = {Way.DO: "", Way.UNDO: "Taking back ", Way.REDO: "Repeating "}[self.way]
        return f"{begin}peerkit {self.command}"

    def reversed(self) -> Plan:
        """Return the plan that takes this one back."""
        steps = (replace(step, old=step.new, new=step.old) for step in self.steps)
        return Plan(self.command, in_order(steps), Way.REDO if self.way is Way.UNDO else Way.UNDO)


class BadPlan(ValueError):
    """A stored plan is not one that the kit wrote; the text says why, as the end of a sentence."""


def in_order(steps: Iterable[FileChange]) -> tuple[FileChange, ...]:
    """Return ``steps`` as they must be done: what goes first, what comes after it, the pin at the very end.

    Removing first is what lets a name change only in its capitals where the system cannot tell the two apart, and a
    file take the place of a folder.
    """
    return tuple(sorted(steps, key=lambda step: (step.path == PIN, step.new is not None, step.path)))


def digest(data: bytes | None) -> str | None:
    """Return the SHA-256 of ``data`` in hexadecimal, or None for no file."""
    return None if data is None else hashlib.sha256(data).hexdigest()


def look_alikes(paths: Iterable[str]) -> frozenset[str]:
    """Return those of ``paths`` that some systems cannot tell from another of them, such as a.md and A.md."""
    return frozenset(path for pair in twins(paths) for path in pair)


def path_trouble(path: str) -> str | None:
    """Say why nothing may be written at ``path``, as the end of a sentence, or return None.

    The journal is a file in the region, so a stranger may have written it: it must not lead out of the region, nor to
    names that other programs act upon, such as those in .git.
    """
    parts = path.split("/")
    if any(_bad_part(part) for part in parts):
        return "it is not a plain path inside the region"
    if parts[0] == OUR_FOLDER and (len(parts) == 1 or parts[1].casefold() in OWN):
        return "the kit keeps its own notes there"
    if any(part.startswith(".") for part in parts[1:]) or (parts[0].startswith(".") and parts[0] != OUR_FOLDER):
        return "its name begins with a dot, which hides it"
    return None


def _bad_part(part: str) -> bool:
    odd = any(char in _BARRED or unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in part)
    return not part or part in {".", ".."} or part.endswith((".", " ")) or odd


def to_json(plan: Plan) -> bytes:
    """Return ``plan`` as the bytes of plan.json."""
    steps = [{"path": step.path, "old": step.old, "new": step.new} for step in plan.steps]
    content = {"schema": SCHEMA, "command": plan.command, "way": plan.way.value, "steps": steps}
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def from_json(data: bytes) -> Plan:
    """Return the plan that ``to_json`` wrote. Raises BadPlan for anything else."""
    try:
        content = json.loads(data)
        if content["schema"] != SCHEMA:
            raise BadPlan("another version of the kit wrote it")
        steps = tuple(_step(entry) for entry in content["steps"])
        plan = Plan(_text(content["command"]), steps, Way(content["way"]))
    except BadPlan:
        raise
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadPlan("it is not what the kit wrote") from error
    if not steps or len({step.path for step in steps}) < len(steps) or in_order(steps) != steps:
        raise BadPlan("it is not what the kit wrote")
    return plan


def _step(entry: Mapping[str, Any]) -> FileChange:
    step = FileChange(_text(entry["path"]), _sum(entry["old"]), _sum(entry["new"]))
    if trouble := path_trouble(step.path):
        raise BadPlan(f"it names {step.path!r}, and {trouble}")
    return step


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadPlan("it is not what the kit wrote")
    return value


def _sum(value: object) -> str | None:
    if value is not None and not (isinstance(value, str) and len(value) == 64):
        raise BadPlan("it is not what the kit wrote")
    return value
