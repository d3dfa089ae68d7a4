"""Single files put in place in one step, alone or together with what else a command writes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kit.model.errors import EnvironmentTrouble
from kit.publish import files
from kit.publish.in_the_way import is_linked, refuse_linked
from kit.publish.region import plainly
from kit.publish.swap import settle, way_to
from kit.source.tree.damage import DamagedError, reading_bytes
from kit.system.locks import locked

_ADVICE = "Close programs that use the file and see that there is room on the disk, or choose another place for it."


def write_over(dest: Path, data: bytes, mark: str) -> None:
    """Write ``data`` to ``dest``, over an earlier one of its kind, in one step; ``writing_over`` says the rest."""
    with writing_over(dest, data, mark):
        pass


@contextmanager
def writing_over(dest: Path, data: bytes, mark: str, done: str = "") -> Iterator[None]:
    """Write ``data`` to ``dest``, over an earlier one of its kind, if the block ends without an error.

    All that can fail is done before the block, but for one last step. So what a command writes elsewhere, in the block,
    is done only where ``dest`` can be written too; ``done`` is a sentence on what that has changed, for the case that
    the last step fails all the same. Of its kind is a zip whose first file is called ``mark``, or a text that has it as
    its first line.

    Raises EnvironmentTrouble, with ``dest`` as it was, if anything else stands there, if another run holds it, or if
    the disk does not allow it; Refused if a link in the current folder leads there.
    """
    with _putting(dest, data, done, lambda: _refuse_foreign(dest, mark)):
        yield


@contextmanager
def writing_new(dest: Path, data: bytes, done: str = "") -> Iterator[None]:
    """Write ``data`` to ``dest`` as ``writing_over`` does, where there must be nothing yet, or just that."""
    with _putting(dest, data, done, lambda: _refuse_other(dest, data)):
        yield


@contextmanager
def _putting(dest: Path, data: bytes, done: str, refuse: Callable[[], None]) -> Iterator[None]:
    part = dest.parent / f".{dest.name}.new"
    outcome = f"{dest} was not changed."
    refuse_linked(dest)
    with locked(dest), plainly(dest, outcome, _ADVICE):
        refuse()
        with way_to(dest.parent), _swept(part):
            files.remove(part)  # of a run that was killed
            files.write(part, data)
            files.sync(part)
            yield
            with plainly(dest, f"{outcome} {done}".strip(), _ADVICE):
                files.replace(part, dest)
        settle(dest)


@contextmanager
def _swept(part: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):  # the next run sweeps what is left
            files.remove(part)
        raise


def _refuse_foreign(dest: Path, mark: str) -> None:
    _refuse_folder(dest)
    if files.exists(dest) and _first(dest) != mark:
        message = f"{dest} is there already and was not written by this command, so it was not replaced."
        raise EnvironmentTrouble(message, "Move it elsewhere, or choose another place with --out.")


def _refuse_other(dest: Path, data: bytes) -> None:
    _refuse_folder(dest)
    if files.exists(dest) and files.read(dest) != data:
        message = f"{dest} is there already, perhaps with words that somebody wrote into it, so it was not replaced."
        raise EnvironmentTrouble(message, "Choose another name, or move the old file elsewhere.")


def _refuse_folder(dest: Path) -> None:
    if dest.is_dir() and not is_linked(dest):
        message = f"{dest} is a folder, and what would be written is one file."
        raise EnvironmentTrouble(message, "Give the name of the file too, behind that of the folder.")


def _first(dest: Path) -> str | None:
    """Return the name of the first file in a zip or the first line of a text, None for what is neither."""
    if is_linked(dest) or not dest.is_file():
        return None
    try:
        with reading_bytes(), dest.open("rb") as file:
            if not zipfile.is_zipfile(file):
                file.seek(0)
                return file.readline(200).decode("utf-8", "replace").rstrip("\r\n")
            with zipfile.ZipFile(file) as archive:
                return next(iter(archive.namelist()), None)
    except DamagedError:
        return None
