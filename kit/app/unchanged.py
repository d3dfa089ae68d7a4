"""Whether a build would make just what stands in its place already: then there is nothing to do.

A build hangs on what lies in the tree and beside it, on what was asked for, and on the kit and all that is installed
with it. After a build the cache notes the digest of that and of the manifest. Where the digest is the same again, and
the files in their place are just those of the manifest, another build would change no byte. In doubt it is made.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import kit
from kit.app.check import guides_of
from kit.app.private import is_handed_on
from kit.model.findings import Code, Finding
from kit.publish.manifest import NAME
from kit.source.tree.paths import skipped
from kit.source.tree.read import read_plain
from kit.source.tree.rules import MAX_DECK
from kit.system.cache import in_use, key_of

Found = tuple[Finding, ...]

_MOST_PARTS = 50_000  # of a digest: two or three for each file of a tree, which has a few hundred


def inputs(root: Path, *asked: object) -> bytes | None:
    """Return a digest of all that a build of the tree at ``root`` hangs on, None where nothing is to be kept.

    ``asked`` says what is to be built, as values whose ``repr`` tells them apart, and as folders that are read too.
    """
    if in_use() is None:
        return None
    folders = [root, _record(root), guides_of(root), *(one for one in asked if isinstance(one, Path))]
    told = (root.resolve(), is_handed_on(root), os.environ.get("SOURCE_DATE_EPOCH"), *asked)
    try:
        return key_of([_kit(), repr(told).encode(), *(_digest(one) for one in folders if one and one.is_dir())])
    except OSError:
        return None


def standing(key: bytes | None, out: Path) -> Found | None:
    """Return the findings of the build that made what is in ``out`` from the same inputs, None where that is not so."""
    cache = in_use()
    noted = cache.find(key) if cache and key else None
    if noted is None:
        return None
    try:
        manifest = read_plain(out / NAME)
        told = json.loads(noted)
        whole = _sha(manifest) == told["manifest"] and _whole(out, manifest)
        return tuple(Finding(Code[code], *rest) for code, *rest in told["findings"]) if whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def note(key: bytes | None, manifest: bytes, found: Found) -> None:
    """Note that the inputs of ``key`` give the files of ``manifest`` and the findings ``found``."""
    if (cache := in_use()) and key:
        rows = [[one.code.name, one.file, one.line, one.message, one.hint] for one in found]
        cache.keep(key, json.dumps({"manifest": _sha(manifest), "findings": rows}).encode())


def _whole(out: Path, manifest: bytes) -> bool:
    """Whether ``out`` holds the files of ``manifest`` just as they were written, and no others."""
    listed = {entry["path"]: entry["sha256"] for entry in json.loads(manifest)["files"]}
    there = {path.relative_to(out).as_posix(): info for path, info in _walk(out) if not stat.S_ISDIR(info.st_mode)}
    return there.keys() == {NAME, *listed} and all(_sha(read_plain(out / path)) == sha for path, sha in listed.items())


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest(top: Path) -> bytes:
    """Return a digest of all that a build may read below ``top``.

    Raises OSError where something cannot be read, or where it is more than a build is quicker without.
    """
    parts, size = list[bytes](), 0
    for path, info in _walk(top, skipped_too=False):
        size += info.st_size
        if size > MAX_DECK or len(parts) > _MOST_PARTS:
            raise OSError
        parts += [os.fsencode(path.relative_to(top)), str(stat.S_IFMT(info.st_mode)).encode()]
        if stat.S_ISREG(info.st_mode) and not _left_alone(path.name):
            parts.append(hashlib.sha256(read_plain(path)).digest())
    return key_of(parts)


def _walk(top: Path, skipped_too: bool = True) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield what lies below ``top``, in a fixed order; links are not followed."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        for path in sorted(folder.iterdir()):
            info = path.lstat()
            yield path, info
            if stat.S_ISDIR(info.st_mode) and (skipped_too or not _left_alone(path.name)):
                waiting.append(path)


def _record(root: Path) -> Path | None:
    """Return where the record of a region lies, which is read though its name begins with a dot."""
    linked = any(path.is_symlink() for path in (root / ".kit", root / ".kit" / "lock"))
    return None if linked else root / ".kit" / "lock"


def _left_alone(name: str) -> bool:
    """Whether a build reads nothing that has this name, wherever it lies."""
    return skipped(f"folder/{name}")


@functools.cache
def _kit() -> bytes:
    """Return a digest of the kit, of Python, and of the names and versions of all that is installed."""
    files = sorted(Path(kit.__file__).parent.rglob("*"))
    own = [path.read_bytes() for path in files if path.is_file() and path.parent.name != "__pycache__"]
    places = [Path(place) for place in sys.path if Path(place).is_dir()]
    installed = sorted(path for place in places for path in place.glob("*-info"))
    names = "\n".join(path.name for path in [*files, *installed])
    return key_of([sys.version.encode(), os.fsencode(names), *own])
