"""A tree as ``simulate.py`` changes it: bytes by path, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from simulate_pages import MARK

Files = dict[str, bytes]
_TOP = re.compile(r"\ufeff?---\r?\n.*?^---\r?\n", re.DOTALL | re.MULTILINE)


def texts(files: Files) -> Iterator[str]:
    """Yield the paths of pages that are no language pages."""
    yield from sorted(path for path in files if path.endswith(".md"))


def rounds(files: Files) -> list[str]:
    return sorted(path.split("/")[0] for path in files if re.fullmatch(r"[^/]+/index\.md", path))


def sessions(files: Files, of: str = "") -> list[str]:
    """Return the names of sessions, of one round or of all."""
    paths = (path for path in texts(files) if "/" in path and not path.endswith("/index.md"))
    return [path.removesuffix(".md") for path in paths if path.startswith(of and f"{of}/")]


def change(files: Files, path: str, make: Callable[[str], str]) -> None:
    """Let ``make`` change the text at ``path``; a Windows editor's signs stay out of its sight and in the file."""
    text = files[path].decode()
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    new = make(plain)
    if new != plain:
        new = new.replace("\n", "\r\n") if "\r\n" in text else new
        files[path] = (("\ufeff" if text.startswith("\ufeff") else "") + new).encode()


def marks(files: Mapping[str, bytes]) -> list[str]:
    """Return the marks on all pages, each as often as it stands there, but once in the lines at a page's top.

    A plan may hold one item in its agenda and in several formats, and a region that picks a format has it twice.
    """
    found: list[str] = []
    for path, data in files.items():
        text = data.decode() if path.endswith(".md") else ""
        top = _TOP.match(text)
        head = top[0] if top else ""
        found += [*dict.fromkeys(MARK.findall(head)), *MARK.findall(text[len(head) :])]
    return found


def read(root: Path) -> Files:
    """Return the files below ``root`` by path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def write(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files below ``root``; None deletes."""
    for path, data in files.items():
        if data is None:
            (root / path).unlink()
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
