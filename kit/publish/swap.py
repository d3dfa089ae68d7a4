"""Putting a finished folder in the place of an old one, whole or not at all.

The new folder is made beside the old one, then two renames swap them. A run that is killed between the two leaves the
old folder parked beside its place; the next run puts it right before it does anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from kit.publish import files
from kit.publish.in_the_way import (
    foreign,
    moving_along,
    refuse_current,
    refuse_foreign,
    refuse_linked,
    refuse_no_folder,
)
from kit.publish.manifest import NAME
from kit.publish.region import plainly
from kit.system.locks import locked

_ADVICE = "Close programs that use the folder and see that there is room on the disk, or choose another with --out."


@contextmanager
def replacing(out: Path, root: Path | None = None) -> Iterator[Path]:
    """Yield an empty folder to fill; when the block ends without an error it takes the place of ``out``.

    Raises EnvironmentTrouble, with ``out`` as it was, if another run holds it, if it holds files that no build made,
    or if the disk or its permissions stand in the way; WrongUsage if it is the folder in which the command runs;
    Refused if a link in the current folder, or in the tree at ``root``, leads there.
    """
    refuse_linked(out, root)
    refuse_current(out)
    stage, parked = _beside(out, "new"), _beside(out, "old")
    with locked(out), plainly(out, f"Nothing in {out} was changed.", _ADVICE):
        refuse_no_folder(out)
        with way_to(out.parent):
            _recover(out, stage, parked)
            refuse_foreign(out, out)
            try:
                files.make_folder(stage)
                yield stage
                sync_all(stage)
                _swap(out, stage, parked)
            except BaseException:
                with suppress(OSError):  # the next run sweeps what is left
                    files.remove_tree(stage)
                raise
        with suppress(OSError):  # the new folder stands; the next run sweeps what is left of the old one
            _discard(parked)
        settle(out)


def _beside(out: Path, ending: str) -> Path:
    return out.parent / f".{out.name}.{ending}"


def _recover(out: Path, stage: Path, parked: Path) -> None:
    """Undo what a run left that was killed half-way."""
    files.remove_tree(stage)
    if not files.exists(parked):
        return
    refuse_no_folder(parked)
    if files.exists(out):
        refuse_foreign(parked, out)
        _discard(parked)
    else:
        files.rename(parked, out)


def _swap(out: Path, stage: Path, parked: Path) -> None:
    if not files.exists(out):
        files.rename(stage, out)
        return
    refuse_foreign(out, out)  # somebody may have put a file there while the build ran
    fill(stage, {path: data for path, data in moving_along(out).items() if not files.exists(stage / path)})
    try:
        files.rename(out, parked)
        files.rename(stage, out)
    except BaseException:  # an interruption too
        if files.exists(parked) and not files.exists(out):
            safe = f"What was built before is safe in {parked}, and the next build into {out} puts it back."
            with plainly(out, safe, _ADVICE):
                files.rename(parked, out)
        raise


def _discard(parked: Path) -> None:
    """Remove the old folder, its list of files last, so that what is left of it is always known to be a build's."""
    if not files.exists(parked) or foreign(parked):
        return
    for name in files.names(parked):
        if name != NAME:
            files.remove_tree(parked / name)
    files.remove(parked / NAME)
    files.remove_folder(parked)


# Making whole folders by way of ``files``, so that each step of it can be counted and made to fail.


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
