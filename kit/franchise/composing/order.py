"""The order of sections on a page, as ``order`` in ``page.toml`` asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kit.model.page import Section


@dataclass
class _Branch:
    section: Section
    below: list[_Branch] = field(default_factory=list)


def ordered(sections: Sequence[Section], order: Sequence[str]) -> list[Section]:
    """Return ``sections`` with those whose anchors stand in ``order`` in that order, each with its sub-sections.

    Sections change places only with others of the same parent: the listed ones share out the places that they held
    among themselves, so sections that are not listed stay where they are. Unknown anchors change nothing.
    """
    rank = {anchor: place for place, anchor in enumerate(order)}
    return _flat(_sorted(_branches(sections), rank))


def _branches(sections: Sequence[Section]) -> list[_Branch]:
    top: list[_Branch] = []
    path: list[_Branch] = []
    for section in sections:
        while path and path[-1].section.level >= section.level:
            path.pop()
        branch = _Branch(section)
        (path[-1].below if path else top).append(branch)
        path.append(branch)
    return top


def _sorted(branches: list[_Branch], rank: dict[str, int]) -> list[_Branch]:
    listed = sorted((one for one in branches if one.section.anchor in rank), key=lambda one: rank[one.section.anchor])
    turn = iter(listed)
    placed = [next(turn) if one.section.anchor in rank else one for one in branches]
    for branch in placed:
        branch.below = _sorted(branch.below, rank)
    return placed


def _flat(branches: list[_Branch]) -> list[Section]:
    return [section for branch in branches for section in (branch.section, *_flat(branch.below))]
