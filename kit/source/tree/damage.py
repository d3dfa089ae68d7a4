"""Damaged zips, pictures and decks: whatever a library raises over them becomes one error of ours, ``DamagedError``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class DamagedError(ValueError):
    """A library could make no sense of bytes that somebody gave; the text is the library's own."""


@contextmanager
def reading_bytes() -> Iterator[None]:
    """Turn whatever a library raises about the bytes that it reads into DamagedError.

    Damaged data make zipfile, zlib, Pillow and others raise nearly anything, so no list of exceptions was ever whole.
    Only a library's call belongs inside: a mistake of the kit would pass for damage. Want of memory is none.
    """
    try:
        yield
    except (MemoryError, DamagedError):
        raise
    except Exception as error:
        raise DamagedError(str(error) or type(error).__name__) from error
