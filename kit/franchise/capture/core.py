"""Capture: from a whole edited tree to the few files in which a region says what is its own. Pure.

Whatever is found is composed again and compared with the edited tree before it is handed back. Pages that do not come
out byte for byte are kept whole; what no file of a region can say is told in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.franchise.capture.agendas import capture_agendas, without_dropped
from kit.franchise.capture.pages import Pages, capture_pages
from kit.franchise.capture.settings import capture_settings
from kit.franchise.capture.view import View
from kit.franchise.capture.whole_files import capture_files, capture_moves
from kit.franchise.capture.words import sentences
from kit.franchise.composing.compose import compose
from kit.franchise.composing.merged import without_ancestry
from kit.franchise.composing.overrides import read_overrides
from kit.franchise.hubpages import HubPages
from kit.franchise.lock import read_lock
from kit.model.errors import FindingsError
from kit.model.findings import Finding, has_errors
from kit.model.tree import Tree
from kit.source.settings import read_hub, read_moves
from kit.source.text import decode

REGION, HUB, MOVES = "region.toml", "hub.toml", "moves.toml"
TRIES = 4  # pages that do not come out exactly are kept whole, which may show another one


@dataclass(frozen=True)
class Captured:
    """What to write: new bytes by path in the region, None for a file that goes.

    ``notes`` are sentences on what was stored, ``left`` on what could not be.
    """

    changes: dict[str, bytes | None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def capture(region: Tree, edited: Tree, found: list[Finding]) -> Captured:
    """Return what ``region`` must say so that it composes to ``edited``, a tree as ``compose --out`` writes it.

    Raises FindingsError where either cannot be read; mistakes in their content are no hindrance and go to ``found``.
    """
    view = look(region, found)
    if dict(edited.files) == dict(view.composed.tree.files):
        return Captured()
    _refuse_unreadable(edited)
    whole: frozenset[str] = frozenset()
    draft = _draft(view, edited, whole)
    for _ in range(TRIES):
        wrong = {path.removesuffix(".md") for path in _differences(view, draft, edited) if path.endswith(".md")}
        if wrong <= whole:
            break
        whole |= wrong
        draft = _draft(view, edited, whole)
    return _captured(view, draft, edited)


def look(region: Tree, found: list[Finding]) -> View:
    """Read ``region`` for capture. Raises FindingsError where it does not compose without errors.

    An override that has no effect now would look as if somebody had taken its text out of the edited tree.
    """
    here: list[Finding] = []
    composed = compose(region, here)
    found += here
    if composed is None or composed.region is None or has_errors(here):
        raise FindingsError(here)
    return View(region, composed.region, read_overrides(region, []), read_lock(region.files, []), composed)


def _refuse_unreadable(edited: Tree) -> None:
    found: list[Finding] = []
    read_hub(edited, found)
    read_moves(edited, found)
    for path in sorted(edited.files):
        if path.endswith((".md", ".toml")):
            decode(path, edited.files[path], found)
    if has_errors(found):
        raise FindingsError(found)


@dataclass(frozen=True)
class _Draft:
    """The region's own files as they would be, and sentences."""

    files: Mapping[str, bytes]
    pages: Pages
    told: list[str]
    left: list[str]


def _draft(view: View, edited: Tree, whole: frozenset[str]) -> _Draft:
    pages = capture_pages(view, edited, whole)
    files = dict(pages.files)
    texts = [one.decode() for one in (view.tree.files[REGION], view.upstream.tree.files[HUB])]
    hubs = [one.files[HUB].decode() for one in (view.composed.tree, edited)]
    settings = capture_settings(*texts, *hubs)
    others, left = capture_files(view, edited)
    files |= others
    files[REGION] = settings.text.encode()
    left += capture_moves(view, edited, files)
    told = [*settings.told, *capture_agendas(view, files, pages, edited)]
    return _Draft(files, pages, told, [*settings.left, *pages.left, *left])


def _differences(view: View, draft: _Draft, edited: Tree) -> list[str]:
    """Return the paths that do not come out as they were edited; moves.toml holds what the kit adds to it."""
    again = view.composed_with(draft.files)
    if again is None:
        return sorted(edited.files)
    wanted = {**edited.files, **without_dropped(edited, again.tree, draft.pages.retired)}
    paths = sorted(wanted.keys() | again.tree.files.keys())
    return [path for path in paths if path != MOVES and _compared(path, wanted) != _compared(path, again.tree.files)]


def _compared(path: str, files: Mapping[str, bytes]) -> bytes | None:
    """Return what counts of the file at ``path``: nobody is asked to edit what the kit itself writes into hub.toml."""
    data = files.get(path)
    return without_ancestry(data.decode("utf-8-sig")).encode() if path == HUB and data is not None else data


def _captured(view: View, draft: _Draft, edited: Tree) -> Captured:
    changes: dict[str, bytes | None] = {
        path: draft.files.get(path)
        for path in sorted(view.local.keys() | draft.files.keys())
        if view.local.get(path) != draft.files.get(path)
    }
    notes, left = [*sentences(view, draft.pages, draft.files, HubPages(edited)), *draft.told], list(draft.left)
    for path in _differences(view, draft, edited):
        if path == HUB:
            left += [] if left else ["hub.toml: its remarks and spacing are upstream's, so those stay as they are."]
        elif not any(sentence.startswith(f"{path}:") for sentence in left):
            left.append(f"{path}: this could not be stored as you have it; nothing of it was changed.")
    return Captured(changes, notes, left)
