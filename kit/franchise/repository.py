"""What makes a region's folder a whole repository: a README, workflows, issue forms, and what git leaves out. Pure.

They lie in ``starter/`` where they will lie in the region; ``dot-github`` there is ``.github`` here, so that neither
git nor tools take the kit's own folder for one of a repository.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from kit import __version__

HIDDEN = "dot-"
SETTINGS = "region.toml"  # filled in by ``fork``


def starter(name: str) -> str:
    """Return the text of a file of ``starter/``."""
    return _folder().joinpath(name).read_text(encoding="utf-8")


def repository_files(group: str) -> dict[str, str]:
    """Return the files by path; ``group`` is the name of the region's group."""
    made = {path: text for path, text in _below(_folder(), "") if path != SETTINGS}
    readme = made["README.md"].replace("NAME_OF_GROUP", group).replace("VERSION_OF_KIT", __version__)
    return {**made, "README.md": readme, ".gitattributes": "* -text\n"}


def _folder() -> Traversable:
    return resources.files("kit.franchise").joinpath("starter")


def _below(folder: Traversable, above: str) -> Iterator[tuple[str, str]]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        path = above + one.name.replace(HIDDEN, ".", 1) if one.name.startswith(HIDDEN) else above + one.name
        if one.is_dir():
            yield from _below(one, f"{path}/")
        else:
            yield path, one.read_text(encoding="utf-8")
