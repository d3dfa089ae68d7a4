"""Capturing files that are no pages: pictures, decks, standards, and upstream's list of moves. Pure."""

from __future__ import annotations

from kit.franchise.capture.view import View
from kit.franchise.composing.merged import merged_moves
from kit.model.tree import Tree

SETTINGS = ("hub.toml", "moves.toml")  # composed value by value, not file by file


def capture_files(view: View, edited: Tree) -> tuple[dict[str, bytes], list[str]]:
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


def capture_moves(view: View, edited: Tree, files: dict[str, bytes]) -> list[str]:
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
