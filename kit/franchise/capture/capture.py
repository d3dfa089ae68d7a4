"""Capture: from a whole edited tree to the few files in which a region says what is its own. Pure.

It is the way back of composing: ``compose(region)`` is the tree that somebody edited, and capture looks for the region
that composes to what it is now. Whatever is found is composed again and compared, so a clever guess may be wrong; it
can never be stored.

One example goes through all steps. A region without changes was composed; then somebody edited ``round-1/talk.md``::

    ## Steps                        ## Steps
    Read it. Score it.              Read it. Score it. Clap.
    ## Why                          ## Why
    Because it helps.               Because it helps.
                                    ## A break
                                    Five minutes.

and in ``round-1/index.md`` the item ``{session: talk, minutes: 20}`` to 30 minutes, and the venue in ``hub.toml``.

1. ``look`` composes the region and notes where each line of the composed pages was written.
2. ``capture_pages`` finds for each upstream page the edited page that it became, even under another name, and hands it
   to ``capture_page``. That cuts the page into sections, pairs them with those of the composed page, and finds that
   Steps changed, Why did not, and "A break" is new and stands below Why. It writes
   ``overrides/round-1/talk/steps.replace.md`` and ``why.after.md``, composes the page from these, and sees the edited
   page, byte for byte. The plan's front matter is an agenda, which is no field; that comes in step 6.
3. ``capture_settings`` writes the venue into region.toml.
4. ``capture_files`` looks at pictures, decks and standards: none changed.
5. ``capture_moves``: nobody edited moves.toml.
6. ``capture_agendas`` asks for the difference between the agendas, ``item = "talk"``, ``minutes = 30``, and writes it
   into region.toml. It comes last, since dropping a page (step 2) takes its items off the agendas by itself.
7. ``_differences`` composes the whole region from the new files. A page that does not come out as it was edited is
   kept whole, as a page of the region's own, and all is drawn up again: keeping one page whole may show that another
   one differs, so this is done up to ``TRIES`` times. What still differs is told in words, and nothing of it is stored.

``tests/franchise/capture/test_worked_example.py`` plays this example.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kit.franchise.capture.agendas import capture_agendas, without_dropped
from kit.franchise.capture.composed_region import ComposedRegion
from kit.franchise.capture.pages import Pages, capture_pages
from kit.franchise.capture.resaved import resaved
from kit.franchise.capture.rounds import leaving_out, with_rounds_back
from kit.franchise.capture.sentences import sentences
from kit.franchise.compose.compose import compose
from kit.franchise.compose.overrides import read_overrides
from kit.franchise.compose.settings import ANCESTRY, OWN, merged_moves, without_ancestry
from kit.franchise.home import without_copy
from kit.franchise.hub_pages import HubPages
from kit.franchise.record import read_lock
from kit.model.errors import FindingsError
from kit.model.findings import Finding, has_errors
from kit.model.tree import Tree
from kit.source.settings.files import read_hub, read_moves
from kit.source.settings.toml_edit import CannotWrite, TomlEditor
from kit.source.tree.text import decode

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
    edited, told = resaved(view.composed.tree, view.seen(edited))
    edited, rounds = with_rounds_back(view, edited)
    notes = [told] if told else []
    if dict(edited.files) == dict(view.composed.tree.files):
        return _without_rounds(view, Captured(notes=notes), rounds)
    _refuse_unreadable(edited)
    whole: frozenset[str] = frozenset()
    draft = _draft(view, edited, whole)
    for _ in range(TRIES):
        wrong = {path.removesuffix(".md") for path in _differences(view, draft, edited) if path.endswith(".md")}
        if wrong <= whole:
            break
        whole |= wrong
        draft = _draft(view, edited, whole)
    captured = _captured(view, draft, edited)
    return _without_rounds(view, replace(captured, notes=[*captured.notes, *notes]), rounds)


def _without_rounds(view: ComposedRegion, captured: Captured, rounds: list[str]) -> Captured:
    """Return ``captured`` with ``rounds`` left out in region.toml."""
    if not rounds:
        return captured
    region = captured.changes.get(REGION) or view.tree.files[REGION]
    told = [f"The round {name} is left out, by drop = true under [round.{name}] in region.toml." for name in rounds]
    changes = {**captured.changes, REGION: leaving_out(region, rounds)}
    return replace(captured, changes=changes, notes=[*captured.notes, *told])


def look(region: Tree, found: list[Finding]) -> ComposedRegion:
    """Read ``region`` for capture. Raises FindingsError where it does not compose without errors.

    An override that has no effect now would look as if somebody had taken its text out of the edited tree.
    """
    here: list[Finding] = []
    composed = compose(region, here)
    found += here
    if composed is None or composed.region is None or has_errors(here):
        raise FindingsError(here)
    settings = composed.region
    composed = replace(composed, tree=without_copy(composed.tree, region, settings))
    return ComposedRegion(region, settings, read_overrides(region, []), read_lock(region.files, []), composed)


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


def _draft(view: ComposedRegion, edited: Tree, whole: frozenset[str]) -> _Draft:
    pages = capture_pages(view, edited, whole)
    files = dict(pages.files)
    hubs = [tree.files[HUB] for tree in (view.upstream.tree, view.composed.tree, edited)]
    settings = capture_settings(view.tree.files[REGION], *hubs)
    others, left = capture_files(view, edited)
    files |= others
    files[REGION] = settings.data
    left += capture_moves(view, edited, files)
    told = [*settings.told, *capture_agendas(view, files, pages, edited)]
    return _Draft(files, pages, told, [*settings.left, *pages.left, *left])


def _differences(view: ComposedRegion, draft: _Draft, edited: Tree) -> list[str]:
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
    return without_ancestry(data) if path == HUB and data is not None else data


def _captured(view: ComposedRegion, draft: _Draft, edited: Tree) -> Captured:
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


# Capturing what was changed in ``hub.toml`` of a composed tree into region.toml. Pure.
# That is names, variables, brand, and what a group says of its own site.

# What a region says of itself in the hub.toml that is composed for it.
TOP = ("id", "name", "languages", "url", "standard")
TABLES = ("variables", "brand", *OWN)
_OWN = {(table,) for table in OWN}


@dataclass(frozen=True)
class Settings:
    """region.toml as it is to be; ``told`` are sentences on what changed, ``left`` on what a region cannot change."""

    data: bytes
    told: Sequence[str]
    left: Sequence[str]


def capture_settings(region: bytes, upstream: bytes, composed: bytes, edited: bytes) -> Settings:
    """Return region.toml with every value in which the ``edited`` hub.toml differs from the ``composed`` one.

    ``upstream`` is upstream's hub.toml: what it declares a region can change, and not take out.
    """
    before, after, theirs = (TomlEditor(HUB, data).values for data in (composed, edited, upstream))
    toml = TomlEditor(REGION, region)
    told: list[str] = []
    left = [
        f"hub.toml: {key} belongs to upstream, so your change of it was left out." for key in _others(before, after)
    ]
    changes: list[tuple[tuple[str, ...], str, Any]] = [((), key, after.get(key)) for key in TOP]
    for table in TABLES:
        keys = [*after.get(table, {}), *(key for key in before.get(table, {}) if key not in after.get(table, {}))]
        changes += [((table,), key, after.get(table, {}).get(key)) for key in keys]
    for path, key, value in changes:
        if _get(before, path, key) == value:
            continue
        name = ".".join([*path, key])
        if value is None and path[:1] not in _OWN and _get(theirs, path, key) is not None:
            left.append(f"hub.toml: upstream has {name}, and a region can change it but not take it out.")
            continue
        try:
            toml.set((*path, key), value) if value is not None else toml.remove((*path, key))
        except CannotWrite as error:
            left.append(f"hub.toml: {name} could not be stored. {error.message} {error.hint}")
            continue
        told.append(f"{name} is {_shown(value)} now." if value is not None else f"{name} is no longer set.")
    return Settings(toml.data, told, left)


def _others(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    keys = [*after, *(key for key in before if key not in after)]
    return [key for key in keys if key not in (*TOP, *TABLES, ANCESTRY) and before.get(key) != after.get(key)]


def _get(data: Mapping[str, Any], path: tuple[str, ...], key: str) -> Any:
    holder: Any = data.get(path[0], {}) if path else data
    return holder.get(key)


def _shown(value: Any) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else f"“{value}”" if value else "empty"


# Capturing files that are no pages: pictures, decks, standards, and upstream's list of moves. Pure.

SETTINGS = ("hub.toml", "moves.toml", "credits.toml")  # composed value by value, not file by file


def capture_files(view: ComposedRegion, edited: Tree) -> tuple[dict[str, bytes], list[str]]:
    """Return the region's own files and pictures, and sentences on files that a region cannot take out."""
    composed = view.composed.tree.files
    files = {path: data for path, data in view.local.items() if _ours(path)}
    left = []
    for path in sorted(composed.keys() | edited.files.keys()):
        if path.endswith(".md") or path in SETTINGS or composed.get(path) == edited.files.get(path):
            continue
        own = next((f"{place}/{path}" for place in ("files", "pages") if f"{place}/{path}" in files), f"files/{path}")
        data, theirs = edited.files.get(path), view.upstream.tree.files.get(path)
        files.pop(own, None)
        if data is None and theirs is not None:
            left.append(
                f"{path}: upstream has this file, and a region can replace it but not take it out, so it stays."
            )
        elif data is not None and data != theirs:
            files[own] = data
    return files, left


def _ours(path: str) -> bool:
    return path.startswith("files/") or (path.startswith("pages/") and not path.endswith(".md"))


def capture_moves(view: ComposedRegion, edited: Tree, files: dict[str, bytes]) -> list[str]:
    """Put an edited moves.toml into ``files``, without what the kit adds; return sentences on what cannot be kept."""
    composed, wanted = (tree.files.get("moves.toml", b"") for tree in (view.composed.tree, edited))
    own = files.get("files/moves.toml", view.upstream.tree.files.get("moves.toml", b""))
    if wanted == composed:
        return []
    if "moves.toml" not in edited.files:
        return ["moves.toml: the kit needs it so that links to moved pages still lead on, so it stays."]
    base = merged_moves(own.decode(), {}, (), "").encode()
    added = composed[len(base) :] if composed.startswith(base) else b""
    if added and not wanted.endswith(added):
        return ["moves.toml: the kit wrote what you changed there, from your own overrides, so it was left as it is."]
    text = wanted[: len(wanted) - len(added)]
    files.pop("files/moves.toml", None)
    if text != view.upstream.tree.files.get("moves.toml"):
        files["files/moves.toml"] = text
    return []
