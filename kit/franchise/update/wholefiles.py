"""Updating the region's own pages and files where upstream has something at the same path. Pure."""

from __future__ import annotations

from kit.franchise.digest import file_digest, normalised
from kit.franchise.update.draft import Draft, News, Question
from kit.franchise.update.state import State


def update_whole_files(draft: Draft) -> None:
    """Compare each file under ``pages/`` and ``files/`` with upstream's of the same path."""
    for folder in ("pages", "files"):
        known = getattr(draft.before.settings, folder)
        recorded = {path: _one(draft, folder, path, base) for path, base in known.items()}
        draft.settings[folder] = {path: base for path, (there, base) in recorded.items() if there}


def _one(draft: Draft, folder: str, path: str, base: str | None) -> tuple[bool, str | None]:
    """Return whether the region keeps its file, and the digest to record for upstream's."""
    ours, theirs = draft.files.get(f"{folder}/{path}"), draft.follower.new.tree.files.get(path)
    if ours is None:
        return False, None
    draft.state(path, folder.removesuffix("s"), _state(path, ours, theirs, base))
    if theirs is None:
        if base is not None:
            draft.tell(News.TOLD, f"{path} is gone upstream; yours stays.")
        return True, None
    now = file_digest(path, theirs)
    if now == file_digest(path, ours):
        del draft.files[f"{folder}/{path}"]
        draft.adopted(path, f"{path}: upstream has the same file now.")
        return False, None
    if now == base:
        return True, base
    draft.ask(Question(path, folder.removesuffix("s"), path, _text(path, ours), _text(path, theirs), None, path))
    return True, base


def _state(path: str, ours: bytes, theirs: bytes | None, base: str | None) -> State:
    if theirs is None:
        return State.FRESH if base is None else State.ORPHANED
    now = file_digest(path, theirs)
    if now == file_digest(path, ours):
        return State.REDUNDANT
    return State.FRESH if now == base else State.CONFLICT


def _text(path: str, data: bytes) -> str:
    """Return a page's words; of a picture or other file only its size can be told."""
    return normalised(data).decode() if path.endswith((".md", ".toml")) else f"a file of {len(data)} bytes"
