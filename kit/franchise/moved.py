"""Where pages and sections are now that a tree's moves.toml says were elsewhere. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kit.franchise.hub_pages import HubPages
from kit.source.settings.files import read_moves


def moves_of(every: Iterable[HubPages]) -> dict[str, str]:
    """Return where pages and sections of any version are now, by their old addresses, without ``.md``."""
    moves = (move for pages in every for move in read_moves(pages.tree, []).move)
    return {_plain(move.from_): _plain(move.to) for move in moves}


def _plain(address: str) -> str:
    page, mark, anchor = address.partition("#")
    return f"{page.removesuffix('.md')}{mark}{anchor}"


def latest(name: str, moved: Mapping[str, str]) -> str:
    """Return the address to which ``name`` leads on now, itself where nobody moved it."""
    seen = {name}
    while (after := moved.get(name)) is not None and after not in seen:
        name = after
        seen.add(name)
    return name
