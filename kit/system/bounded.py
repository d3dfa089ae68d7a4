"""Reading a file to its end or to a limit, whichever comes first, in the memory that it takes.

``read(limit)`` of Python's own takes room for the whole limit first. Most systems lend that for nothing; a browser does
not, and never gets it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_PIECE = 1024 * 1024  # bytes


def at_most(stream: BinaryIO, most: int) -> bytes:
    """Return what is left in ``stream``, and no more than ``most`` bytes."""
    return b"".join(_pieces(stream, most))


def _pieces(stream: BinaryIO, left: int) -> Iterator[bytes]:
    while left > 0 and (piece := stream.read(min(left, _PIECE))):
        yield piece
        left -= len(piece)
