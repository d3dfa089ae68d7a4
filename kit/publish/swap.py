"""Putting a finished folder in the place of an old one, whole or not at all.

The new folder is made beside the old one, then two renames swap them. A run that is killed between the two leaves the
old folder parked beside its place; the next run puts it right before it does anything else.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kit.model.errors import EnvironmentTrouble
from kit.publish.locks import locked
from kit.publish.manifest import listed
from kit.source.paths import skipped


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """Yield an empty folder to fill; when the block ends without an error it takes the place of ``out``.

    Raises EnvironmentTrouble, with ``out`` as it was, if another run holds it, if it holds files that no build made,
    or if the disk or its permissions stand in the way.
    """
    with locked(out), _plainly(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        stage, parked = _beside(out, "new"), _beside(out, "old")
        _recover(out, stage, parked)
        _refuse_foreign(out)
        stage.mkdir()
        try:
            yield stage
            _sync(stage)
            _swap(out, stage, parked)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
        shutil.rmtree(parked, ignore_errors=True)


def _beside(out: Path, ending: str) -> Path:
    return out.parent / f".{out.name}.{ending}"


@contextmanager
def _plainly(out: Path) -> Iterator[None]:
    """Turn errors of the disk into sentences."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{out} could not be written, because of the disk or its permissions: {reason}."
        raise EnvironmentTrouble(
            message, "Close programs that use the folder, or choose another with --out."
        ) from error


def _recover(out: Path, stage: Path, parked: Path) -> None:
    """Undo what a run left that was killed half-way."""
    if stage.exists():
        shutil.rmtree(stage)
    if parked.exists():
        if out.exists():
            shutil.rmtree(parked)
        else:
            parked.rename(out)


def _refuse_foreign(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        message = f"{out} is not a folder, so nothing can be built into it."
        raise EnvironmentTrouble(message, "Choose another place with --out.")
    foreign = sorted(_files(out) - (listed(out) or frozenset()))
    if foreign:
        message = f"{out} holds files that no build made, such as {foreign[0]}, and a build replaces the whole folder."
        raise EnvironmentTrouble(message, "Move them elsewhere, or choose another place with --out.")


def _files(folder: Path) -> set[str]:
    paths = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix() for path in paths if not _ignored(path, folder)}


def _ignored(path: Path, folder: Path) -> bool:
    return any(skipped(part) for part in path.relative_to(folder).parts)


def _sync(stage: Path) -> None:
    for path in stage.rglob("*"):
        if path.is_file():
            handle = os.open(path, os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _swap(out: Path, stage: Path, parked: Path) -> None:
    if not out.exists():
        stage.rename(out)
        return
    _keep_ignored(out, stage)
    out.rename(parked)
    try:
        stage.rename(out)
    except OSError:
        parked.rename(out)
        raise


def _keep_ignored(out: Path, stage: Path) -> None:
    """Copy files that the system or an editor put into ``out``: they are not ours to delete."""
    for path in out.rglob("*"):
        if path.is_file() and not path.is_symlink() and _ignored(path, out):
            target = stage / path.relative_to(out)
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
