"""Zips with the same bytes for the same files, and single files put in the place of an old one in one step."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kit.model.errors import EnvironmentTrouble
from kit.publish import files
from kit.publish.in_the_way import is_linked, refuse_linked
from kit.publish.region import plainly
from kit.publish.swap import settle, way_to
from kit.source.tree.damage import DamagedError, reading_bytes
from kit.system.locks import locked

_UNIX = 3  # ZipInfo.create_system; left alone it would tell the system that made the zip
_PLAIN_FILE = 0o100644 << 16
_ADVICE = "Close programs that use the file and see that there is room on the disk, or choose another with --out."


def zipped(made: Mapping[str, bytes], epoch: int) -> bytes:
    """Return a zip of ``made``, by path and in its order; every file is from ``epoch`` (seconds since 1970, UTC)."""
    moment = time.gmtime(epoch)
    stamp = (moment.tm_year, moment.tm_mon, moment.tm_mday, moment.tm_hour, moment.tm_min, moment.tm_sec)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in made.items():
            entry = zipfile.ZipInfo(path, stamp)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _PLAIN_FILE
            archive.writestr(entry, data)
    return buffer.getvalue()


def write_over(dest: Path, data: bytes, mark: str) -> None:
    """Write ``data`` to ``dest``, over an earlier one of its kind, in one step.

    Of its kind is a zip whose first file is called ``mark``, or a text that has it as its first line.

    Raises EnvironmentTrouble, with ``dest`` as it was, if anything else stands there, if another run holds it, or if
    the disk does not allow it; Refused if a link in the current folder leads there.
    """
    part = dest.parent / f".{dest.name}.new"
    refuse_linked(dest)
    with locked(dest), plainly(dest, f"{dest} was not changed.", _ADVICE):
        _refuse_foreign(dest, mark)
        with way_to(dest.parent):
            try:
                files.remove(part)  # of a run that was killed
                files.write(part, data)
                files.sync(part)
                files.replace(part, dest)
            except BaseException:
                with suppress(OSError):  # the next run sweeps what is left
                    files.remove(part)
                raise
        settle(dest)


def _refuse_foreign(dest: Path, mark: str) -> None:
    if dest.is_dir() and not is_linked(dest):
        message = f"{dest} is a folder, and what would be written is one file."
        raise EnvironmentTrouble(message, "Give --out the name of the file too, behind that of the folder.")
    if files.exists(dest) and _first(dest) != mark:
        message = f"{dest} is there already and was not written by this command, so it was not replaced."
        raise EnvironmentTrouble(message, "Move it elsewhere, or choose another place with --out.")


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
