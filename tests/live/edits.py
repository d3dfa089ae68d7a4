"""Edits as people make them, each a function of the tree's root."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Edit = Callable[[Path], None]


def replacing(path: str, old: str, new: str) -> Edit:
    """Return the edit that puts ``new`` in the place of ``old``."""

    def edit(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, (path, old)
        (root / path).write_bytes(text.replace(old, new).encode())

    return edit


def writing(path: str, text: str) -> Edit:
    """Return the edit that writes a file."""

    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())

    return edit


def renaming(path: str, new: str) -> Edit:
    """Return the edit that gives a file another name."""

    def edit(root: Path) -> None:
        (root / path).rename(root / new)

    return edit


def removing(path: str) -> Edit:
    """Return the edit that removes a file."""
    return lambda root: (root / path).unlink()


def several(*edits: Edit) -> Edit:
    """Return the edit that does all of these before anybody looks."""

    def edit(root: Path) -> None:
        for one in edits:
            one(root)

    return edit
