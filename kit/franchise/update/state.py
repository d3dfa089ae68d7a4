"""The five states of an override, computed from three texts and never stored. Pure.

B is upstream's text when the override was written, U upstream's text now, T the region's. They are tested in the order
in which ``State`` lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from kit.franchise.composing.overrides import Op
from kit.franchise.merging.merge import merge
from kit.franchise.merging.units import same


class State(Enum):
    """What upstream's present text means for an override."""

    ORPHANED = "orphaned"
    REDUNDANT = "redundant"
    FRESH = "fresh"
    BASE_MOVED = "base-moved"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Verdict:
    """A state, and for ``BASE_MOVED`` the merged text, where there is a text to merge."""

    state: State
    text: str | None = None


def judge_section(op: Op, base: str, ours: str, theirs: str | None) -> Verdict:
    """Return the state of a section override; ``theirs`` None means that upstream gave the section up."""
    if theirs is None:
        return Verdict(State.REDUNDANT if op is Op.REMOVE else State.ORPHANED)
    if op in (Op.BEFORE, Op.AFTER):
        return Verdict(State.FRESH)
    if op is Op.REPLACE and same(theirs, ours):
        return Verdict(State.REDUNDANT)
    if same(theirs, base):
        return Verdict(State.FRESH)
    if op is Op.REMOVE:
        return Verdict(State.BASE_MOVED)
    return _judge_merge(base, ours, theirs)


def _judge_merge(base: str, ours: str, theirs: str) -> Verdict:
    text = merge(base, ours, theirs).text
    if text is None:
        return Verdict(State.CONFLICT)
    return Verdict(State.REDUNDANT) if same(text, theirs) else Verdict(State.BASE_MOVED, text)


def judge_value(base: Any, ours: Any, theirs: Any) -> State:
    """Return the state of a single value, such as a front matter field; None stands for one that is not there."""
    if canonical(theirs) == canonical(ours):
        return State.REDUNDANT
    return State.FRESH if canonical(theirs) == canonical(base) else State.CONFLICT


def canonical(value: Any) -> Any:
    """Return a value so that 20 and "20" are equal, as TOML and front matter write the same thing differently."""
    if value is None or value == "":
        return None
    if isinstance(value, list | tuple):
        return [canonical(one) for one in value]
    if isinstance(value, dict):
        return {str(key): canonical(one) for key, one in value.items()}
    return str(value).strip()
