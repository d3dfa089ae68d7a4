"""Zip files in memory, judged by what they list before a byte is unpacked: what hubs and decks in zips share. Pure.

A zip says in its last record how long its list of entries is; that is looked at first, because Python's zipfile reads
the whole list (APPNOTE.TXT of PKWARE, 4.3.14 and 4.3.16).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile

from kit.source.tree.damage import reading_bytes

MB = 1024 * 1024
MAX_RATIO = 200
MAX_SUM = 200 * MB
MAX_ENTRIES = 5_000
MAX_LIST = 1_000 * MAX_ENTRIES  # bytes of the list of entries

# What every program that makes zips uses, Windows Explorer and PowerPoint among them (ECMA-376, part 2, annex B: no
# others in a deck). Python's zipfile knows two more, in which a few bytes can ask for gigabytes of memory.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_END, _END_SIZE, _MAX_COMMENT = b"PK\x05\x06", 22, 65_535
_LOCATOR, _LOCATOR_SIZE, _END_64, _END_64_SIZE = b"PK\x06\x07", 20, b"PK\x06\x06", 56


class ZipBytes:
    """A zip in memory, whose ``entries`` nobody has judged yet. Raises DamagedError for what is no zip."""

    def __init__(self, data: bytes) -> None:
        with reading_bytes():
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.entries = self._archive.infolist()

    def unpacked(self, entry: zipfile.ZipInfo) -> bytes | None:
        """Return the bytes of ``entry``, or None if there are more or fewer than it says. Raises DamagedError."""
        with reading_bytes(), self._archive.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
        return data if len(data) == entry.file_size else None


def lists_too_much(data: bytes) -> bool:
    """Whether the zip ``data`` says that it lists more than MAX_ENTRIES files; False for what is no zip."""
    at = data.rfind(_END, max(0, len(data) - _END_SIZE - _MAX_COMMENT))
    if at < 0 or len(data) - at < _END_SIZE:
        return False
    sizes = [struct.unpack("<HI", data[at + 10 : at + 16])]
    large = at - _LOCATOR_SIZE - _END_64_SIZE
    if large >= 0 and data[large:].startswith(_END_64) and data[at - _LOCATOR_SIZE :].startswith(_LOCATOR):
        sizes.append(struct.unpack("<QQ", data[large + 32 : large + 48]))
    return any(count > MAX_ENTRIES or length > MAX_LIST for count, length in sizes)


def is_locked(entry: zipfile.ZipInfo) -> bool:
    """Whether ``entry`` opens with a password only."""
    return bool(entry.flag_bits & _ENCRYPTED)


def is_odd(entry: zipfile.ZipInfo) -> bool:
    """Whether ``entry`` is packed in a way that programs for everybody do not write."""
    return entry.compress_type not in _METHODS


def swells(entry: zipfile.ZipInfo) -> bool:
    """Whether ``entry`` unpacks to more than MAX_RATIO times its size."""
    return entry.file_size > MAX_RATIO * max(entry.compress_size, 1) and entry.file_size > MAX_RATIO


def leads_out(name: str) -> bool:
    """Whether the name of an entry, as it is stored, could lead out of the folder that it is unpacked to."""
    parts = name.removesuffix("/").split("/")
    return "\\" in name or "\x00" in name or bool(_DRIVE.match(name)) or bool({"", ".", ".."} & set(parts))
