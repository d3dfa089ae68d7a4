"""Where a region can be forked from: a folder, a zip, or the hub that the kit carries."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kit.model.errors import EnvironmentTrouble, WrongUsage

BUILTIN = "builtin"

SETTINGS = ("hub.toml", "region.toml")


@dataclass(frozen=True)
class Source:
    """A tree that can be forked: ``root`` is its folder here, ``text`` what people typed, without a ``#path``."""

    root: Path
    text: str
    inner: str = ""


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


def folder_source(text: str) -> Source:
    """Return the source that ``text`` names: ``builtin`` or a folder, with ``#path`` for a tree inside it.

    Raises WrongUsage where there is no such folder, or no hub or region in it.
    """
    if text == BUILTIN:
        return Source(builtin_hub(), BUILTIN)
    place, _, inner = text.partition("#")
    top = Path(place).expanduser()
    if not top.is_dir():
        raise WrongUsage(f"There is no folder {place} to fork from.", 'Name a folder with hub.toml, or "builtin".')
    return Source(tree_root(top, inner), place, inner)


def tree_root(top: Path, inner: str = "") -> Path:
    """Return the first of ``top``, a single folder in it, and ``sessions/`` in either, that holds a hub or region.

    ``inner`` names another folder instead. Raises WrongUsage where none does.
    """
    if inner:
        candidates = [top / inner]
    else:
        folders = [path for path in top.iterdir() if path.is_dir() and not path.name.startswith(".")]
        single = folders if len(folders) == 1 else []
        candidates = [place for one in (top, *single) for place in (one, one / "sessions")]
    for candidate in candidates:
        if any((candidate / name).is_file() for name in SETTINGS):
            return candidate
    message = f"{top / inner if inner else top} holds no hub.toml and no region.toml."
    raise WrongUsage(message, "Name the folder that does, or add #FOLDER to the source.")
