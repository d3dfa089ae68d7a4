"""Writing a new folder of plain files, whole or not at all, and never over anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kit.model.errors import WrongUsage
from kit.publish import files
from kit.publish.in_the_way import refuse_current, refuse_linked
from kit.publish.region import plainly
from kit.publish.swap import fill, settle, sync_all, way_to
from kit.system.locks import locked


def write_new(dest: Path, made: Mapping[str, bytes], folders: Sequence[str] = ()) -> None:
    """Write ``made`` by path, and empty ``folders``, to ``dest``, which must be absent, empty, or just the same.

    Raises WrongUsage if something else is there, EnvironmentTrouble if the disk does not allow it, Refused if a link
    in the current folder leads there.
    """
    refuse_linked(dest)
    refuse_current(dest)
    with locked(dest), plainly(dest, "Nothing was written.", "Choose a folder in which you may write."):
        refuse_occupied(dest, made)
        stage = dest.parent / f".{dest.name}.new"
        files.remove_tree(stage)  # of a run that was killed
        if dest.is_dir() and _holds(dest, made):
            return
        with way_to(dest.parent):
            _write(dest, stage, made, folders)
        settle(dest)


def _write(dest: Path, stage: Path, made: Mapping[str, bytes], folders: Sequence[str]) -> None:
    empty = files.exists(dest)
    try:
        files.make_folder(stage)
        fill(stage, made, folders)
        sync_all(stage)
        if empty:
            files.remove_folder(dest)
        files.rename(stage, dest)
    except BaseException:
        with suppress(OSError):  # the next run sweeps what is left
            files.remove_tree(stage)
            if empty:
                files.make_folder(dest)
        raise


def refuse_occupied(dest: Path, made: Mapping[str, bytes]) -> None:
    """Raise WrongUsage unless ``dest`` is absent, an empty folder, or holds just ``made``."""
    if dest.is_dir() and not dest.is_symlink():
        if _holds(dest, made) or not any(dest.iterdir()):
            return
        raise WrongUsage(f"{dest} already exists and is not empty.", "Choose a folder that does not exist yet.")
    if dest.is_symlink() or dest.exists():
        raise WrongUsage(f"{dest} already exists and is not a folder.", "Choose a folder that does not exist yet.")


def _holds(dest: Path, made: Mapping[str, bytes]) -> bool:
    there = {path.relative_to(dest).as_posix(): path for path in dest.rglob("*") if path.is_file()}
    return bool(there) and there.keys() == made.keys() and all(there[path].read_bytes() == made[path] for path in made)
