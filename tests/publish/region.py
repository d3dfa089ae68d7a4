"""A small region's files, a change to them of every kind, and what a folder holds."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.model.errors import EnvironmentTrouble
from kit.publish.journal import apply
from kit.publish.plan import OWN
from tests.faults import before_each
from tests.helpers import build_file_tree

OLD: dict[str, bytes] = {
    "region.toml": b'version = "2026.1"\n',
    "lineage.toml": b"forked\n",
    ".kit/lock": b"base one\n",
    "overrides/round-1/old-name/a.replace.md": b"ours\n",
    "overrides/round-2/b.after.md": b"stays\n",
    "pages/own.md": b"our own page\n",
    "review/question.md": b"one question\n",
    "upstream/hub.toml": b'version = "2026.1"\n',
    "upstream/extra": b"a file that becomes a folder\n",
    "upstream/Lean.md": b"capital\n",
    "upstream/same.md": b"same\n",
}

CHANGES: dict[str, bytes | None] = {
    "region.toml": b'version = "2026.2"\n',
    "lineage.toml": b"forked\nupdated\n",
    ".kit/lock": b"base two\n",
    "overrides/round-1/old-name/a.replace.md": None,
    "overrides/round-1/new-name/a.replace.md": b"ours, merged\n",
    "pages/own.md": None,
    "review/question.md": None,
    "upstream/hub.toml": b'version = "2026.2"\n',
    "upstream/extra": None,
    "upstream/extra/deep/page.md": b"new\n",
    "upstream/Lean.md": None,
    "upstream/lean.md": b"capital\n",
    "upstream/same.md": b"same\n",
    "upstream/never.md": None,
}

# Folders end in a slash. pages/ stands empty, review/ has gone with its last file.
OLD_FOLDERS = {
    "overrides/",
    "overrides/round-1/",
    "overrides/round-1/old-name/",
    "overrides/round-2/",
    "pages/",
    "review/",
    "upstream/",
}
NEW_FOLDERS = {
    "overrides/",
    "overrides/round-1/",
    "overrides/round-1/new-name/",
    "overrides/round-2/",
    "pages/",
    "upstream/",
    "upstream/extra/",
    "upstream/extra/deep/",
}


def with_folders(files: Mapping[str, bytes], folders: set[str]) -> dict[str, bytes | None]:
    return {**files, **dict.fromkeys(folders)}


BEFORE = with_folders(OLD, OLD_FOLDERS)
AFTER = with_folders(
    {
        "region.toml": b'version = "2026.2"\n',
        "lineage.toml": b"forked\nupdated\n",
        ".kit/lock": b"base two\n",
        "overrides/round-1/new-name/a.replace.md": b"ours, merged\n",
        "overrides/round-2/b.after.md": b"stays\n",
        "upstream/hub.toml": b'version = "2026.2"\n',
        "upstream/extra/deep/page.md": b"new\n",
        "upstream/lean.md": b"capital\n",
        "upstream/same.md": b"same\n",
    },
    NEW_FOLDERS,
)


def old_region(root: Path) -> Path:
    return build_file_tree(root, OLD)


def holds(root: Path) -> dict[str, bytes | None]:
    """Return what the region holds, by path: the bytes of files, None for folders; the journal's own left out."""
    found: dict[str, bytes | None] = {}
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if name == ".kit" or (name.startswith(".kit/") and name.split("/")[1] in OWN):
            continue
        found[f"{name}/" if path.is_dir() else name] = None if path.is_dir() else path.read_bytes()
    return found


def own_notes(root: Path) -> set[str]:
    """Return which of the journal's own folders are there."""
    return {name for name in OWN if (root / ".kit" / name).exists()}


def change(root: Path) -> None:
    """Make ``CHANGES`` as an update does."""
    apply(root, CHANGES, "update")


def stopped(root: Path, moved: str | None = "upstream/hub.toml") -> Path:
    """Make the change in a fresh region, and stop it once it is decided, before or after ``moved`` is in its place."""
    old_region(root)
    seen: list[str] = []

    def act(number: int, name: str, args: tuple[Path, ...]) -> None:
        if name in ("replace", "remove") and ".kit" not in args[-1].parts:
            if moved is None or moved in seen:
                raise OSError(errno.EIO, "stopped")
            seen.append(args[-1].relative_to(root).as_posix())

    with before_each(act), pytest.raises(EnvironmentTrouble):
        change(root)
    return root
