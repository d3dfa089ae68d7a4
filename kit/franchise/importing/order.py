"""Which files of foreign material become sessions, in which order, and what else lies there. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kit.source.tree.foreign import TEXT_SUFFIXES

HTML = frozenset({".html", ".htm"})
WORD = frozenset({".docx"})

_FOLDERS = frozenset({"_episodes", "_episodes_rmd", "_extras"})  # of Jekyll; others that begin so are its machinery
_MACHINERY = frozenset({"bin", "node_modules", "renv", "code", "site", "assets", "layouts", "templates", "tests"})
_HOUSEKEEPING = re.compile(
    r"readme|licen[cs]e|copying|code[-_]of[-_]conduct|conduct|contributing|citation|authors|news|changelog|links|404"
    r"|pull_request_template|issue_template|maintainers|aio|security|governance"
)
_RIGHTS = re.compile(r"licen[cs]e|copying|citation|authors|notice|copyright", re.IGNORECASE)
_PRIVATE = re.compile(r"instructor|facilitator|trainer|\bguide\b", re.IGNORECASE)
_LISTED = re.compile(r"^(?:episodes|episode_order)\s*:\s*\n((?:[ \t]*(?:-.*|#.*)?\n)*)", re.MULTILINE)
_TITLE = re.compile(r"^(?:title|carpentry_title)\s*:\s*[\"']?(.+?)[\"']?\s*(?:#.*)?$", re.MULTILINE)
_LICENCE = re.compile(r"^licen[cs]e\s*:\s*[\"']?(.+?)[\"']?\s*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Plan:
    """What of the material is what: pages in order, the home page, files left out, and files about rights.

    ``beside`` are those of the pages that are no part of the lesson, such as a glossary or how to set up.
    """

    pages: tuple[str, ...]
    beside: frozenset[str]
    home: str
    left_out: tuple[str, ...]
    rights: tuple[str, ...]
    title: str = ""
    licence: tuple[str, int, str] = ("", 0, "")
    guessed: bool = True


def planned(files: Mapping[str, bytes], single: bool) -> Plan:
    """Return what becomes of ``files``: pages in the order that a list of episodes says, else that of their names."""
    texts = [path for path in sorted(files, key=_natural) if _ending(path) in TEXT_SUFFIXES]
    rights = tuple(path for path in sorted(files) if _RIGHTS.match(posixpath.basename(path)) and "/" not in path)
    if single:
        return Plan(tuple(texts), frozenset(), "", (), rights, guessed=False)
    wanted = [path for path in texts if not _is_machinery(path) and not _is_housekeeping(path)]
    drawn = {posixpath.basename(path)[:-4] for path in wanted if _ending(path) == ".rmd"}
    made = {posixpath.splitext(posixpath.basename(path))[0] for path in wanted if _ending(path) == ".md"} & drawn
    wanted = [path for path in wanted if not (_ending(path) == ".rmd" and posixpath.basename(path)[:-4] in made)]
    home = next((path for path in wanted if "/" not in path and _stem(path) in ("index", "_index")), "")
    settings = [path for path in ("config.yaml", "_config.yml", "config.yml") if path in files]
    says = {path: _short_lines(files[path]) for path in settings}
    listed = [name for text in says.values() for name in _listed(text)]
    pages = sorted((path for path in wanted if path != home), key=lambda path: _place(path, listed))
    groups = {path: _place(path, listed)[0] for path in pages}
    beside = frozenset(path for path in pages if min(groups.values()) < 2 <= groups[path])
    left = tuple(path for path in texts if path not in wanted and path not in rights)
    title = next((found[1] for text in says.values() if (found := _TITLE.search(text))), "")
    licence = next(
        (
            (path, text.count("\n", 0, found.start()) + 1, found[1])
            for path, text in says.items()
            if (found := _LICENCE.search(text))
        ),
        ("", 0, ""),
    )
    return Plan(tuple(pages), beside, home, left, rights, title, licence, not listed)


def is_private(path: str) -> bool:
    """Whether the page at ``path`` seems to be for those who lead."""
    folders, name = posixpath.split(path)
    return bool(_PRIVATE.search(folders.rpartition("/")[2]) or _PRIVATE.search(posixpath.splitext(name)[0]))


def definitions(files: Mapping[str, bytes]) -> list[str]:
    """Return the definitions of links that Carpentries' lessons keep in a file of their own."""
    texts = (
        data.decode("utf-8", "replace")
        for path, data in sorted(files.items())
        if posixpath.basename(path) == "links.md" and len(data) < 100_000
    )
    return [line.strip() for text in texts for line in text.splitlines() if re.match(r"\s{0,3}\[[^\]]+\]:\s*\S", line)]


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1].lower()


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0].lower()


def _is_machinery(path: str) -> bool:
    parts = path.split("/")[:-1]
    return any(one.lower() in _MACHINERY or (one.startswith("_") and one not in _FOLDERS) for one in parts)


def _is_housekeeping(path: str) -> bool:
    return bool(_HOUSEKEEPING.fullmatch(_stem(path)))


def _listed(text: str) -> Iterable[str]:
    found = _LISTED.search(f"{text}\n")
    entries = (
        re.findall(r"^[ \t]*-[ \t]*[\"']?([^\"'#\n]+?)[\"']?[ \t]*(?:#.*)?$", found[1], re.MULTILINE) if found else ()
    )
    return [posixpath.splitext(entry.strip())[0].casefold() for entry in entries]


def _place(path: str, listed: list[str]) -> tuple[int, int, list[tuple[int, str]]]:
    stem = _stem(path)
    if stem in listed and not is_private(path):
        return 0, listed.index(stem), []
    folder = path.split("/")[0] if "/" in path else ""
    group = 1 if folder in ("episodes", "_episodes", "_episodes_rmd") else 2 if not folder else 4
    return 5 if is_private(path) else group, 0, _natural(path)


def _short_lines(data: bytes) -> str:
    """Return settings as text without lines that nobody wrote by hand."""
    lines = data[:100_000].decode("utf-8", "replace").split("\n")
    return "\n".join(line.rstrip() if len(line) < 300 else "" for line in lines)


def _natural(path: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part.casefold()) for part in re.split(r"(\d{1,9})", path)]
