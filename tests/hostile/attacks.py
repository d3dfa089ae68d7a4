"""Reads attacks: one TOML file each, which says what an attacker writes and what must come of it.

``tries`` says what for. ``tree`` is the small tree that the attack is laid over, "hub" (the default) or "region".
What is laid over it: ``page`` is the session ``round-1/attack.md``; ``[files]`` gives text by path, ``[make]`` the name
of a maker in makers.py, ``[links]`` where a symbolic link leads, ``[outside]`` makers for files beside the tree.
``exit`` is the exit code of ``build``, and of ``check`` unless ``check`` says otherwise. ``refused`` lists every
finding that is an error or warning, as "CODE FILE:LINE". ``command`` stands for another command than check and build,
with DEST and TREE for folders; ``said`` is what it must say. Where the build succeeds, ``shown`` are words that must be
on a page, as text, and ``absent`` are bytes that must be in no file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kit.franchise.record import tree_digest
from kit.model.tree import Tree
from tests.helpers import build_file_tree
from tests.hostile.makers import make, png
from tests.regions import HUB, region_files

FOLDER = Path(__file__).parent / "attacks"
SECRET = "sesame-of-the-build-machine"
PLACEHOLDER_PICTURE = png(2, 2)


@dataclass(frozen=True)
class Attack:
    """One attack; see above."""

    name: str
    tries: str
    exit: int
    refused: tuple[str, ...] = ()
    tree: str = "hub"
    page: str = ""
    check: int | None = None
    command: tuple[str, ...] = ()
    said: str = ""
    shown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    make: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    outside: Mapping[str, str] = field(default_factory=dict)

    def lay(self, place: Path) -> Path:
        """Write the tree below ``place``, with secrets beside it, and return its root."""
        root = place / "tree"
        build_file_tree(place, {"secret.txt": SECRET, "secret.png": PLACEHOLDER_PICTURE + SECRET.encode()})
        base = region_files({}) if self.tree == "region" else HUB
        pin = tree_digest(Tree({path: text.encode() for path, text in HUB.items()}))
        here = "files/a.png" if self.tree == "region" else "a.png"
        picture = {} if "files" in self.links else {here: PLACEHOLDER_PICTURE}
        build_file_tree(root, {**picture, **base, **self.files})
        if (settings := root / "region.toml").exists():  # as if just forked: nobody has edited upstream/
            settings.write_text(settings.read_text(encoding="utf-8").replace("sha256:0", pin), encoding="utf-8")
        if self.page:
            build_file_tree(root, {"round-1/attack.md": self.page})
        for path, maker in {**self.make, **{f"../{name}": maker for name, maker in self.outside.items()}}.items():
            make(root / path, maker)
        for path, target in self.links.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).unlink(missing_ok=True)
            (root / path).symlink_to(target)
        return root


def read_attacks() -> list[Attack]:
    """Return every attack, by name."""
    return [_read(path) for path in sorted(FOLDER.glob("*.toml"))]


def _read(path: Path) -> Attack:
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {key: tuple(value) for key, value in given.items() if isinstance(value, list)}
    return Attack(path.stem, **{**given, **lists})
