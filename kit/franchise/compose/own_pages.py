"""A region's own pages where what they stand among is no more. Pure.

Upstream gave up the session ``talk``, which the region's own plan ``pages/round-1/index.md`` has on its agenda. The
plan is composed without that item, as upstream's own plan would be. Where upstream gave up the whole round, the
region's own session ``pages/round-1/quiz.md`` is a plain page, since only a round's sessions have minutes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from kit.franchise.compose.agenda import drop_pages
from kit.franchise.compose.agenda_lines import agenda_lines, formats_lines
from kit.franchise.compose.front_matter import Edit, edited
from kit.franchise.compose.pieces import Piece, join
from kit.model.schema import PageMeta
from kit.model.tree import Origin
from kit.source.settings.front_matter import FrontMatter, read_front_matter
from kit.source.tree.text import decode, split_lines


def own_page(
    path: str, data: bytes, file: str, retired: Collection[str], alone: bool
) -> tuple[bytes, tuple[Origin, ...]]:
    """Return the region's page at ``path``, written in ``file``, as it is composed, and where its lines come from.

    ``retired`` are pages that upstream gave up or the region drops; ``alone`` says that the page's round is no more.
    """
    text = decode(file, data, [])
    front = read_front_matter(file, text, []) if text is not None else None
    edits = {}
    if text is not None and front is not None:
        edits = _plain(front, file) if alone else _without_items(path, text, front, retired, file)
    if text is None or front is None or not edits:
        return data, (Origin(1, file, 1),)
    lines = split_lines(text)
    head = edited("".join(lines[: front.last]), front, edits, file)
    composed, origins = join([*head, Piece("".join(lines[front.last :]), file, front.last + 1)])
    return composed.encode(), origins


def _plain(front: FrontMatter, file: str) -> dict[str, Edit]:
    """Return edits that take out what only a session's front matter says."""
    return {key: Edit([], file, front.lines[key,]) for key in front.data if key not in PageMeta.model_fields}


def _without_items(path: str, text: str, front: FrontMatter, retired: Collection[str], file: str) -> dict[str, Edit]:
    """Return the edits that take items of ``retired`` sessions off the agenda of a plan, and off its other formats."""
    round_name, _, rest = path.partition("/")
    if rest != "index.md":
        return {}
    edits = {}
    agenda, formats = (front.data.get(key) for key in ("agenda", "agendas"))
    if (kept := _kept(agenda, round_name, retired)) != agenda:
        edits["agenda"] = Edit(agenda_lines(text, front, kept), file, front.lines["agenda",])
    formats = formats if isinstance(formats, Mapping) else {}
    if (others := {name: _kept(one, round_name, retired) for name, one in formats.items()}) != formats:
        edits["agendas"] = Edit(formats_lines(others), file, front.lines["agendas",])
    return edits


def _kept(agenda: Any, round_name: str, retired: Collection[str]) -> Any:
    """Return an agenda, a list or a table that holds one, without its items of ``retired`` sessions."""
    if isinstance(agenda, Mapping):
        return {key: _kept(one, round_name, retired) if key == "items" else one for key, one in agenda.items()}
    if not isinstance(agenda, list) or not all(isinstance(one, Mapping) for one in agenda):
        return agenda
    return drop_pages(agenda, round_name, retired)
