"""Writing a new folder of plain files, whole or not at all, and never over anything."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from kit.model.errors import EnvironmentTrouble, WrongUsage


def write_new(dest: Path, files: Mapping[str, bytes], folders: Sequence[str] = ()) -> None:
    """Write ``files`` by path, and empty ``folders``, to ``dest``, which must be absent, empty, or just the same.

    Raises WrongUsage if something else is there, EnvironmentTrouble if the disk does not allow it.
    """
    refuse_occupied(dest, files)
    if dest.is_dir() and _holds(dest, files):
        return
    stage = dest.parent / f".{dest.name}.new"
    try:
        shutil.rmtree(stage, ignore_errors=True)
        for folder in ("", *folders):
            (stage / folder).mkdir(parents=True)
        for path, data in files.items():
            (stage / path).parent.mkdir(parents=True, exist_ok=True)
            with (stage / path).open("xb") as handle:
                handle.write(data)
        if dest.exists():
            dest.rmdir()
        stage.rename(dest)
    except OSError as error:
        message = f"{dest} could not be written: {error.strerror or error}."
        raise EnvironmentTrouble(message, "Choose a folder in which you may write.") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def refuse_occupied(dest: Path, files: Mapping[str, bytes]) -> None:
    """Raise WrongUsage unless ``dest`` is absent, an empty folder, or holds just ``files``."""
    if dest.is_dir() and not dest.is_symlink():
        if _holds(dest, files) or not any(dest.iterdir()):
            return
        raise WrongUsage(f"{dest} already exists and is not empty.", "Choose a folder that does not exist yet.")
    if dest.is_symlink() or dest.exists():
        raise WrongUsage(f"{dest} already exists and is not a folder.", "Choose a folder that does not exist yet.")


def _holds(dest: Path, files: Mapping[str, bytes]) -> bool:
    there = {path.relative_to(dest).as_posix(): path for path in dest.rglob("*") if path.is_file()}
    return (
        bool(there) and there.keys() == files.keys() and all(there[path].read_bytes() == files[path] for path in files)
    )
