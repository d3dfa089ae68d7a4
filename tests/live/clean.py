"""What a build makes of a tree, to be compared with what a preview shows."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from kit.app.build import Order, build
from kit.live.preview import News, Preview


def built(root: Path, folder: Path) -> dict[str, bytes]:
    """Return the files of the site as ``build --only site`` makes it in ``folder``, which is emptied."""
    shutil.rmtree(folder, ignore_errors=True)
    build(root, folder, Order(("site",)), lambda _: None)
    site = folder / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def started(root: Path, work: Path) -> Preview:
    """Return a preview of the tree at ``root`` that has built it once."""
    work.mkdir()
    made = Preview(root, work)
    updated(made)
    return made


def updated(made: Preview) -> list[News]:
    """Bring a preview up to date and return what it told."""
    return list(made.update())


def unlike(shown: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> list[str]:
    """Return the paths that are not the same on both sides."""
    return sorted(path for path in shown.keys() | wanted.keys() if shown.get(path) != wanted.get(path))
