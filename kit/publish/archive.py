"""Zips with the same bytes for the same files."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping

_UNIX = 3  # ZipInfo.create_system; left alone it would tell the system that made the zip
_PLAIN_FILE = 0o100644 << 16


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
