"""The region of a studio as files: which of them changed since somebody last looked, and all of them as one zip."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kit.publish.archive import zipped

_EPOCH = 315532800  # 1 January 1980, the earliest that a zip can hold: what a zip holds does not depend on when


@dataclass
class Held:
    """The folder ``root`` as it was when somebody last looked; each look has a number, and 0 is before the first."""

    root: Path
    _count: int = 0
    _seen: dict[str, tuple[int, str]] = field(default_factory=dict)  # by path: the look that changed it, its digest

    def files(self) -> dict[str, bytes]:
        """Return all files by path."""
        paths = sorted(path for path in self.root.rglob("*") if path.is_file()) if self.root.is_dir() else []
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}

    def since(self, look: int) -> tuple[int, dict[str, bytes], list[str]]:
        """Return this look's number, the files that are new or different since ``look``, and the paths that are gone.

        A number of an earlier run means nothing here: whoever has one begins again at 0.
        """
        files = self.files()
        now = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
        before = {path: digest for path, (_, digest) in self._seen.items() if digest}
        if now != before:
            self._count += 1
            changed = {path: one for path, one in now.items() if before.get(path) != one}
            gone = dict.fromkeys(before.keys() - now.keys(), "")
            self._seen |= {path: (self._count, digest) for path, digest in {**changed, **gone}.items()}
        newer = {path: digest for path, (count, digest) in self._seen.items() if count > look}
        return self._count, {path: files[path] for path in newer if path in files}, sorted(newer.keys() - files.keys())


def packed(files: Mapping[str, bytes], folders: tuple[str, ...] = ()) -> bytes:
    """Return ``files`` and empty ``folders`` as a zip with the same bytes for the same files."""
    empty = {f"{folder}/": b"" for folder in folders}
    return zipped(dict(sorted({**files, **empty}.items())), _EPOCH)
