"""The last answer of ``status``, for as long as nothing has changed.

Like git's index this compares names, sizes and times of files with those of last time, which is much quicker than
reading them. It is asked before anything else is imported, so it needs nothing but ``os``. What it keeps lies in
``.kit/cache``, may be deleted at any time, and is never the only copy of anything.
"""

from __future__ import annotations

import os

from kit import __version__

CACHE = os.path.join(".kit", "cache")
_LEFT_OUT = frozenset({"cache", "undo", "kept"})  # below .kit: they do not change what status says
_SKIPPED = frozenset({".git", "_build"})
_END = "\0\n"


def cached(arguments: list[str]) -> tuple[str, str] | None:
    """Return what ``peerkit ARGUMENTS`` printed last time, on standard output and error; None if that may be stale.

    Only ``status`` and ``status --json`` are kept, with or without ``-C DIR`` before them.
    """
    asked = _asked(arguments)
    root = _root(asked[0]) if asked else None
    if asked is None or root is None:
        return None
    try:
        with open(_file(root, arguments), encoding="utf-8", newline="") as file:
            source, listing, out, err = file.read().split(_END)[:4]
        return (out, err) if listing == _listing(root, source) else None
    except (OSError, ValueError):
        return None


def remember(arguments: list[str], root: str, source: str, since: int, out: str, err: str) -> None:
    """Keep what ``peerkit ARGUMENTS`` printed about the region at ``root``, whose upstream lies in ``source``.

    ``since`` is when the answer was begun, in nanoseconds since 1970: if any file is younger, the answer may be older
    than the file, and is not kept. A disk that does not allow it is no error: the next time merely takes longer.
    """
    if _asked(arguments) is None:
        return
    try:
        if any(_changed_since(folder, since) for folder in (root, source) if folder):
            return
        os.makedirs(os.path.join(root, CACHE), exist_ok=True)
        with open(os.path.join(root, CACHE, ".gitignore"), "w", encoding="utf-8") as file:
            file.write("*\n")
        with open(_file(root, arguments), "w", encoding="utf-8", newline="") as file:
            file.write(_END.join((source, _listing(root, source), out, err, "")))
    except OSError:
        return


def _asked(arguments: list[str]) -> tuple[str | None] | None:
    """Return the folder after ``-C`` if the arguments are of a kind that is kept."""
    rest = arguments[2:] if arguments[:1] == ["-C"] else arguments
    if rest not in (["status"], ["status", "--json"]):
        return None
    return (arguments[1] if arguments[:1] == ["-C"] else None,)


def _root(chosen: str | None) -> str | None:
    """Return the region's folder, None where it is a hub, or not found so simply."""
    place = os.path.abspath(chosen or os.getcwd())
    while True:
        if os.path.isfile(os.path.join(place, "region.toml")):
            return place
        above = os.path.dirname(place)
        if chosen or above == place or os.path.isfile(os.path.join(place, "hub.toml")):
            return None
        place = above


def _file(root: str, arguments: list[str]) -> str:
    kind = "json" if "--json" in arguments else "lines"
    # The last line names a command with -C as it was typed, so each way of typing it is kept by itself.
    typed = "-".join(str(ord(letter)) for letter in arguments[1]) if arguments[:1] == ["-C"] else "here"
    return os.path.join(root, CACHE, f"status-{kind}-{typed}"[:200])


def _listing(root: str, source: str) -> str:
    """Return every file below the region and its source, with size and time."""
    names: list[str] = [__version__]
    numbers: list[int] = []
    _walk(root, names, numbers)
    if source and os.path.isdir(source):
        _walk(source, names, numbers)
    elif source:
        info = os.stat(source)
        numbers += [info.st_size, info.st_mtime_ns]
    return "\n".join(names) + repr(numbers)


def _changed_since(folder: str, since: int) -> bool:
    if not os.path.isdir(folder):
        return _youngest(os.stat(folder)) >= since
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in (".git", "_build", ".kit")]
        if any(_youngest(os.stat(os.path.join(place, name), follow_symlinks=False)) >= since for name in files):
            return True
    return False


def _youngest(info: os.stat_result) -> int:
    return max(info.st_mtime_ns, info.st_ctime_ns)


def _walk(folder: str, names: list[str], numbers: list[int]) -> None:
    """Add each file, in the order of the disk: another order is taken for a change, which does no harm."""
    names.append(folder)
    inside = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                inside.append(entry)
            else:
                info = entry.stat(follow_symlinks=False)
                names.append(entry.name)
                numbers += (info.st_size, info.st_mtime_ns)
    for entry in inside:
        if entry.name not in _SKIPPED and not (entry.name in _LEFT_OUT and folder.endswith(".kit")):
            _walk(entry.path, names, numbers)
