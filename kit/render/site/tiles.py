"""The areas of the United Kingdom as tiles, each of one size, placed about where it lies. Pure.

Tiles are text in a grid, not a drawing: they wrap and grow with the reader's letters, and each is its own alternative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.model.areas import AREAS
from kit.model.group import Group


@dataclass(frozen=True)
class Tile:
    """One area. ``names`` are its groups; ``target`` is the id of the first of them in the list, or ""."""

    area: str
    title: str
    names: tuple[str, ...]
    target: str

    @property
    def count(self) -> str:
        """How many groups it has, in words."""
        many = len(self.names)
        return "No group yet" if not many else f"{many} group{'s' * (many != 1)}"


def anchor(group: Group) -> str:
    """Return the id of a group's entry in the list."""
    return f"group--{group.id}"


def tiles(groups: Sequence[Group]) -> tuple[Tile, ...]:
    """Return all areas, from north to south, with the groups that are for them."""
    return tuple(_tile(area, title, [one for one in groups if area in one.areas]) for area, title in AREAS.items())


def _tile(area: str, title: str, groups: Sequence[Group]) -> Tile:
    return Tile(area, title, tuple(one.name for one in groups), anchor(groups[0]) if groups else "")
