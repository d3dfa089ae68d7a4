"""Which section of an edited page is which section of the page before. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kit.franchise.likeness import ENOUGH, likeness
from kit.model.page import Section


@dataclass(frozen=True)
class Cut:
    """A section with its text."""

    section: Section
    text: str


def pair(before: Sequence[Cut], after: Sequence[Cut]) -> dict[int, int]:
    """Return the places of sections in ``after``, each with its place in ``before``; new sections are left out.

    First those that did not change, then those of the same words, anchor or title, last those that are alike.
    """
    found: dict[int, int] = {}
    keys: list[Callable[[Cut], Any]] = [
        lambda one: (one.section.anchor, one.text.rstrip()),
        lambda one: one.text.rstrip(),
        lambda one: one.section.anchor,
        lambda one: (one.section.level, one.section.title),
    ]
    for key in keys:
        _by_key(before, after, found, key)
    _alike(before, after, found)
    return found


def _by_key(before: Sequence[Cut], after: Sequence[Cut], found: dict[int, int], key: Callable[[Cut], Any]) -> None:
    taken = set(found.values())
    for new, one in enumerate(after):
        if new in found:
            continue
        old = next((at for at, other in enumerate(before) if at not in taken and key(other) == key(one)), None)
        if old is not None:
            found[new] = old
            taken.add(old)


def _alike(before: Sequence[Cut], after: Sequence[Cut], found: dict[int, int]) -> None:
    taken = set(found.values())
    likely = [
        (likeness(before[old].text, one.text), new, old)
        for new, one in enumerate(after)
        for old in range(len(before))
        if new not in found and old not in taken and before[old].section.level == one.section.level
    ]
    for ratio, new, old in sorted(likely, key=lambda one: (-one[0], one[1], one[2])):
        if ratio >= ENOUGH and new not in found and old not in taken:
            found[new] = old
            taken.add(old)
