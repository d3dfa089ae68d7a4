"""Rounds that were taken out of an edited tree with all their pages, which a region leaves out as a whole. Pure."""

from __future__ import annotations

from kit.franchise.capture.composed_region import ComposedRegion
from kit.franchise.capture.pages import renamed_pages
from kit.franchise.hub_pages import HubPages
from kit.model.tree import Tree
from kit.source.settings.toml_edit import TomlEditor

_PLAN = "/index.md"


def with_rounds_back(view: ComposedRegion, edited: Tree) -> tuple[Tree, list[str]]:
    """Return ``edited`` with the rounds of upstream's that are gone from it, and their names."""
    composed = view.composed.tree
    missing = sorted(round_names(composed) - rounds_there(view, edited))
    gone = [one for one in missing if f"{one}{_PLAN}" in view.upstream.tree.files]
    back = {path: data for path, data in composed.files.items() if path.partition("/")[0] in gone}
    return Tree({**edited.files, **back}) if gone else edited, gone


def rounds_there(view: ComposedRegion, edited: Tree) -> set[str]:
    """Return the rounds of the composed region of which ``edited`` has a page, be it in a folder of a new name."""
    before = round_names(view.composed.tree)
    here = before & {path.partition("/")[0] for path in edited.files if path.endswith(".md")}
    new = round_names(edited) - before
    lost = [name for name in view.pages.names if name.partition("/")[0] in before - here] if new else []
    moves = renamed_pages(view.pages, HubPages(edited), lost)
    return here | {old.partition("/")[0] for old, name in moves.items() if name.partition("/")[0] in new}


def leaving_out(region: bytes, rounds: list[str]) -> bytes:
    """Return region.toml with ``rounds`` left out."""
    toml = TomlEditor("region.toml", region)
    for name in rounds:
        toml.set(("round", name, "drop"), True)
    return toml.data


def round_names(tree: Tree) -> set[str]:
    """Return the names of all rounds of a composed tree."""
    return {path.partition("/")[0] for path in tree.files if path.endswith(_PLAN) and path.count("/") == 1}
