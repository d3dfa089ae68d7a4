"""Making whole folders by way of ``files``, so that each step of it can be counted and made to fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from kit.model.errors import WrongUsage
from kit.publish import files
from kit.publish.region import plainly


@contextmanager
def way_to(folder: Path) -> Iterator[None]:
    """Make ``folder`` and those that it lies in; if the block ends with an error, take back those that were made."""
    made: list[Path] = []
    try:
        for place in _missing(folder):
            files.make_folder(place)
            made.append(place)
        yield
    except BaseException:
        for place in reversed(made):
            with suppress(OSError):  # somebody else may use it by now
                files.remove_folder(place)
        raise


def _missing(folder: Path) -> list[Path]:
    """Return what is not there of ``folder`` and those that it lies in, outermost first."""
    return [place for place in (*reversed(folder.parents), folder) if not files.is_folder(place)]


def fill(folder: Path, made: Mapping[str, bytes], folders: Sequence[str] = ()) -> None:
    """Write ``made``, by path, and empty ``folders`` into ``folder``, which must be there, and hold none of them."""
    for path in folders:
        _make_below(folder, path)
    for path, data in made.items():
        _make_below(folder, path.rpartition("/")[0])
        files.write(folder / path, data)


def _make_below(folder: Path, path: str) -> None:
    place = folder
    for part in filter(None, path.split("/")):
        place = place / part
        if not files.is_folder(place):
            files.make_folder(place)


def sync_all(folder: Path) -> None:
    """Wait until ``folder`` and all that is in it are on the disk."""
    for name in files.names(folder):
        if files.is_folder(folder / name):
            sync_all(folder / name)
        else:
            files.sync(folder / name)
    files.sync_folder(folder)


def settle(folder: Path) -> None:
    """Wait until the name of a folder that was just put into place is on the disk. Raises EnvironmentTrouble."""
    with plainly(folder, f"{folder} is in place, but a power cut may undo that.", "Have the disk looked at."):
        files.sync_folder(folder.parent)


def refuse_current(folder: Path) -> None:
    """Raise WrongUsage if the command runs in ``folder``: a shell cannot stay in a folder that is replaced."""
    here, there = Path.cwd().resolve(), folder.resolve()
    if there in (here, *here.parents):
        message = f"{folder} is the folder that you are in, or one above it, and the kit replaces folders whole."
        raise WrongUsage(message, "Name a folder inside the one that you are in, or beside it.")
