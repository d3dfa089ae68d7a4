"""Rounds that were taken out of an edited tree with all their pages, which a region leaves out as a whole. Pure."""

from __future__ import annotations

from kit.franchise.capture.composed_region import ComposedRegion
from kit.model.tree import Tree
from kit.source.settings.toml_edit import TomlEditor

_PLAN = "/index.md"


def with_rounds_back(view: ComposedRegion, edited: Tree) -> tuple[Tree, list[str]]:
    """Return ``edited`` with the rounds of upstream's that are gone from it, and their names.

    None is taken for gone where the tree has a new round: then somebody may have renamed the folder.
    """
    composed = view.composed.tree
    before, now = _rounds(composed), _rounds(edited)
    folders = {path.partition("/")[0] for path in edited.files if path.endswith(".md")}
    gone = [one for one in sorted(before - folders) if f"{one}{_PLAN}" in view.upstream.tree.files]
    if now - before or not gone:
        return edited, []
    back = {path: data for path, data in composed.files.items() if path.partition("/")[0] in gone}
    return Tree({**edited.files, **back}), gone


def leaving_out(region: bytes, rounds: list[str]) -> bytes:
    """Return region.toml with ``rounds`` left out."""
    toml = TomlEditor("region.toml", region)
    for name in rounds:
        toml.set(("round", name, "drop"), True)
    return toml.data


def _rounds(tree: Tree) -> set[str]:
    return {path.partition("/")[0] for path in tree.files if path.endswith(_PLAN) and path.count("/") == 1}
