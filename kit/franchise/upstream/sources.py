"""Where a region can be forked from: a folder, a zip, or the hub that the kit carries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kit.model.errors import EnvironmentTrouble, WrongUsage
from kit.model.findings import Finding
from kit.model.tree import Tree
from kit.source.kept import with_record
from kit.source.read import read_tree
from kit.source.zips import read_zip

BUILTIN = "builtin"

SETTINGS = ("hub.toml", "region.toml")

# Addresses that browsers and git would understand.
_GIT = re.compile(r"(https?|ssh|git|file|ftp)://|[\w.-]+@[\w.-]+:", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """A place that can be forked: ``place`` is its folder or zip here, ``text`` what people typed before ``#inner``."""

    place: Path
    text: str
    inner: str = ""

    @property
    def zipped(self) -> bool:
        """Whether it is a zip."""
        return self.place.suffix.lower() == ".zip" and self.place.is_file()

    def tree(self, found: list[Finding]) -> Tree:
        """Read its hub or region, by the same rules wherever it lies; what breaks them goes to ``found``.

        Raises Refused for a zip that is unsafe to unpack, WrongUsage where there is no hub and no region.
        """
        if self.zipped:
            return read_zip(self.place, self.inner, found)
        return with_record(self.place, read_tree(self.place, found))


def builtin_hub() -> Path:
    """Return the folder of the hub that the kit carries; in a checkout that is ``sessions/``.

    Raises EnvironmentTrouble where the installation is incomplete.
    """
    package = Path(str(files("kit")))
    for folder in (package / "builtin", package.parent / "sessions"):
        if (folder / "hub.toml").is_file():
            return folder
    message = "This installation of the kit carries no hub."
    raise EnvironmentTrouble(message, "Install the kit again, or name a hub with --from.")


def source_named(text: str) -> Source:
    """Return the source that ``text`` names: ``builtin``, a folder or a zip, with ``#path`` for a tree inside it.

    Raises WrongUsage where there is nothing of that name, or a folder with no hub and no region in it.
    """
    if text == BUILTIN:
        return Source(builtin_hub(), BUILTIN)
    place, _, inner = text.partition("#")
    top = Path(place).expanduser()
    if top.is_dir():
        return Source(tree_root(top, inner), place, inner)
    if top.suffix.lower() == ".zip" and top.is_file():
        return Source(top, place, inner)
    raise WrongUsage(*_nothing_there(place))


def _nothing_there(place: str) -> tuple[str, str]:
    if _GIT.match(place):
        message = f"{place} is a web address, and not one of a kind that the kit reads."
        return message, "Download it as a zip from there, then name the zip; or give a git address: https:// or ssh://."
    hint = 'Name a folder with hub.toml or region.toml in it, a .zip of one, or "builtin".'
    return f"There is no folder and no .zip called {place} to fork from.", hint


def tree_root(top: Path, inner: str = "") -> Path:
    """Return the first of ``top``, a single folder in it, and ``sessions/`` in either, that holds a hub or region.

    ``inner`` names another folder instead. Raises WrongUsage where none does.
    """
    if inner:
        candidates = [top / inner]
    else:
        folders = [path for path in top.iterdir() if path.is_dir() and not path.name.startswith(".")]
        single = folders if len(folders) == 1 else []
        candidates = [top, *single, *(one / "sessions" for one in (top, *single))]
    for candidate in candidates:
        if any((candidate / name).is_file() for name in SETTINGS):
            return candidate
    message = f"{top / inner if inner else top} holds no hub.toml and no region.toml."
    raise WrongUsage(message, "Name the folder that does, or add #FOLDER to the source.")
