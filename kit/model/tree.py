"""A tree of files held in memory, and where each line of a composed file came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tree:
    """The files of a hub or a region, as bytes by path relative to its root, with ``/`` between parts."""

    files: Mapping[str, bytes]

    def under(self, folder: str) -> Tree:
        """The tree below ``folder``, with paths relative to it."""
        prefix = folder.rstrip("/") + "/"
        return Tree({path[len(prefix) :]: data for path, data in self.files.items() if path.startswith(prefix)})


@dataclass(frozen=True)
class Origin:
    """From composed line ``first`` (counted from 1) on, lines come from ``file``, beginning at its ``line``.

    ``line`` is None where the kit wrote the lines itself, so that only the file can be named.
    """

    first: int
    file: str
    line: int | None


@dataclass(frozen=True)
class Origins:
    """Where the lines of composed files were written. A file without an entry stands where its path says."""

    by_file: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)

    def locate(self, file: str, line: int | None) -> tuple[str, int | None]:
        """Return the source file and line of ``line`` (counted from 1) in the composed ``file``."""
        spans = self.by_file.get(file)
        if not spans:
            return file, line
        span = spans[max(0, bisect_right([origin.first for origin in spans], line or 1) - 1)]
        if line is None or span.line is None:
            return span.file, None
        return span.file, span.line + line - span.first
