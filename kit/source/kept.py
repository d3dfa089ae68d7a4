"""The parts of a region that only the commands about overrides read: its record, review pages and lineage."""

from __future__ import annotations

from pathlib import Path

from kit.model.tree import Tree

MAX_BYTES = 10 * 1024 * 1024  # a record is a few kilobytes; more is not one of ours

_LOCK = ".kit/lock"
_BESIDE = ("lineage.toml",)


def with_record(root: Path, tree: Tree) -> Tree:
    """Return ``tree`` with the record under ``.kit/lock``, by which composing knows where orphaned text stands."""
    return Tree({**tree.files, **_below(root, _LOCK, ".json")})


def with_everything(root: Path, tree: Tree) -> Tree:
    """Return ``tree`` with the record, the review pages and the lineage, as updating needs them."""
    beside = {name: (root / name).read_bytes() for name in _BESIDE if _plain(root / name)}
    return Tree({**with_record(root, tree).files, **_below(root, "review", ".md"), **beside})


def _below(root: Path, folder: str, suffix: str) -> dict[str, bytes]:
    top = root / folder
    if not top.is_dir() or any(part.is_symlink() for part in (root / ".kit", top)):
        return {}
    paths = sorted(path for path in top.rglob(f"*{suffix}") if _plain(path) and not path.name.startswith((".", "~$")))
    inside = [path for path in paths if path.resolve().is_relative_to(top.resolve())]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in inside}


def _plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_BYTES
