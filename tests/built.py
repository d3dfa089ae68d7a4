"""Words in built files, whatever their kind, so that tests can say where a word went."""

from __future__ import annotations

import base64
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote_to_bytes

from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject

_ENTRY = re.compile(rb"PK\x03\x04")
_IN_TEXT = re.compile(rb"data:[\w/+.-]*;base64,([A-Za-z0-9+/=\s]+)")
_ADDRESS = re.compile(rb"""=(["'])([^"'\s]*%[^"'\s]*)\1""")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_PNG = b"\x89PNG\r\n\x1a\n"
_INVENTORY = b"# Sphinx inventory"


@lru_cache(maxsize=256)  # tests ask for many words in the same files
def words_of(data: bytes, name: str) -> str:
    """Return all text of a built file: metadata, hidden parts, and whatever is packed into it included."""
    return "\n".join(_words(layer, name) for layer in layers(data))


def layers(data: bytes) -> Iterator[bytes]:
    """Yield ``data``, and all that is packed into it, and into that, to the last."""
    yield data
    for inner in _inside(data):
        yield from layers(inner)


def files_with(word: str, out: Path) -> set[str]:
    """Return the paths of the files below ``out`` that hold ``word``."""
    paths = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix() for path in paths if word in words_of(path.read_bytes(), path.name)}


def _words(data: bytes, name: str) -> str:
    if data.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(data))
        pages = "\n".join(page.extract_text() for page in reader.pages)
        return pages + str(reader.metadata) + str(reader.outline) + data.decode("latin-1")
    text = data.decode("utf-8", errors="replace")
    if name.endswith((".xml", ".rels")) or data.startswith(b"<?xml"):
        return text + re.sub(r"<[^>]*>", "", text)  # Office splits words over runs
    return text + text.replace("\0", "") if "\0" in text else text  # the second for words in UTF-16


def _inside(data: bytes) -> Iterator[bytes]:
    yield from _entries(data)
    yield from (base64.b64decode(match[1] + b"==") for match in _IN_TEXT.finditer(data))
    yield from (unquote_to_bytes(match[2].replace(b"+", b" ")) for match in _ADDRESS.finditer(data))
    if data.startswith(b"%PDF"):
        yield from _streams(data)
    if data.startswith(_PNG):
        yield from _unpacked(b"".join(held for held in _texts(data)))
    if data.startswith(_INVENTORY):
        yield from _unpacked(data)
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)


def _entries(data: bytes) -> Iterator[bytes]:
    """Yield what is packed in zips, wherever they begin: one may lie behind the end of a picture."""
    for match in _ENTRY.finditer(data):
        at = match.start()
        names = int.from_bytes(data[at + 26 : at + 28], "little") + int.from_bytes(data[at + 28 : at + 30], "little")
        if data[at + 8 : at + 10] == b"\x08\0":
            yield from _inflated(data[at + 30 + names :], -zlib.MAX_WBITS)


def _streams(data: bytes) -> Iterator[bytes]:
    """Yield the streams of a PDF."""
    reader = PdfReader(io.BytesIO(data))
    for number in range(1, int(str(reader.trailer["/Size"]))):
        held = reader.get_object(IndirectObject(number, 0, reader))
        if isinstance(held, StreamObject):
            yield bytes(held.get_data())


def _texts(data: bytes) -> Iterator[bytes]:
    """Yield what the chunks of a PNG hold, its pixels aside."""
    at = len(_PNG)
    while at < len(data):
        size, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if name != b"IDAT":
            yield data[at + 8 : at + 8 + size]
        at += 12 + size


def _unpacked(data: bytes) -> Iterator[bytes]:
    for match in _ZLIB.finditer(data):
        yield from _inflated(data[match.start() :], zlib.MAX_WBITS)


def _inflated(data: bytes, bits: int) -> Iterator[bytes]:
    try:
        yield zlib.decompressobj(bits).decompress(data)
    except zlib.error:  # it only looked like that
        return
