"""The one path rule of a tree (pure): which names are allowed, which are skipped, which cannot be told apart.

The rule is what every system can store and no system gives a second meaning. Windows device names are from
Microsoft's "Naming Files, Paths, and Namespaces".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from kit.model.characters import without_unseen

PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"})
DECK_SUFFIXES = frozenset({".pptx", ".potx"})
OPS = ("replace", "words", "before", "after", "remove")  # what an override of a section does with it
OVERRIDE_SUFFIXES = frozenset(f".{op}.md" for op in OPS)
SUFFIXES = PICTURE_SUFFIXES | DECK_SUFFIXES | OVERRIDE_SUFFIXES | {".md", ".toml"}
DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
MAX_PARTS = 4
MAX_PART_LENGTH = 64

_LIKE = 0.6  # of a word to a known one
_PAGES = ("md", "markdown", "mkd", "mdown", "mdx", "txt", "text")  # endings of what may be meant as Markdown
_SETTINGS = ("toml", "tml", "tmol")

_PART = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}\Z")
_LANGUAGE_SUFFIX = re.compile(r"\.[a-z]{2}\.md\Z")
_SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini", "_build"})


def skipped(path: str) -> bool:
    """Whether ``path`` (from the root of a tree, with ``/``) is left alone everywhere, unread and unreported."""
    parts = path.split("/")
    return path == "README.md" or any(
        part.startswith((".", "~$")) or part.casefold() in _SKIPPED_NAMES for part in parts
    )


def known_suffix(suffix: str) -> bool:
    """Whether a file name may end in ``suffix``: all of it from the first dot on, such as ``.replace.md``."""
    return suffix in SUFFIXES or bool(_LANGUAGE_SUFFIX.match(suffix))


def split_name(name: str) -> tuple[str, str]:
    """Return the stem and the suffix of a file name; the suffix begins at the first dot and may be ""."""
    stem, dot, rest = name.partition(".")
    return stem, dot + rest


def part_problem(part: str) -> str | None:
    """Say what is wrong with one folder name or stem, as the end of a sentence, or return None."""
    if part.casefold() in DEVICE_NAMES:
        return f'"{shown(part)}" is the name of a device on Windows'
    if _PART.match(part):
        return None
    if not part:
        return "a part of it is empty"
    if len(part) > MAX_PART_LENGTH:
        return f'"{shown(part[:20])}..." is longer than {MAX_PART_LENGTH} characters'
    return f'"{shown(part)}" holds more than small letters, digits, hyphens and underscores'


def path_problem(path: str, parts: int = MAX_PARTS) -> str | None:
    """Say what is wrong with a file's path, as the end of a sentence, or return None for a path that keeps the rule.

    ``path`` counts from ``sessions``, or from inside one of a region's folders; ``parts`` is how many it may have.
    """
    *folders, name = path.split("/")
    stem, suffix = split_name(name)
    for part in (*folders, stem):
        if problem := part_problem(part):
            return problem
    if not known_suffix(suffix):
        return f'it ends in "{shown(suffix)}", which the kit does not use' if suffix else "it has no ending such as .md"
    return too_deep(path, parts)


def too_deep(path: str, parts: int = MAX_PARTS) -> str | None:
    """Say that ``path`` has more than ``parts`` parts, as the end of a sentence, or return None."""
    if path.count("/") < parts:
        return None
    return f"it lies {path.count('/') + 1} names deep, and {parts} is the most"


def twins(paths: Iterable[str]) -> list[tuple[str, str]]:
    """Return pairs of different paths that some systems cannot tell apart, in order; the first seen comes first."""
    seen: dict[str, str] = {}
    pairs = []
    for path in paths:
        first = seen.setdefault(_folded(path), path)
        if first != path:
            pairs.append((first, path))
    return pairs


def _folded(path: str) -> str:
    # Casefolding can undo a normal form, so normalise on both sides of it.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def suggestion(path: str) -> str:
    """Return the path most like ``path`` whose names keep the rule and whose ending the kit knows where it lies."""
    *folders, name = path.split("/")
    named = _override(name) if folders[:1] == ["overrides"] and "." in name else _named(name)
    return "/".join([*map(_plain, folders), named])


def _override(name: str) -> str:
    """Return the name of an override that ``name`` is most like; that of a file of another kind only keeps the rule."""
    parts = re.sub(r"\.txt\Z", "", name, flags=re.IGNORECASE).split(".")
    ending = parts[-1].lower() if len(parts) > 1 else "txt"
    if f".{ending}" in PICTURE_SUFFIXES | DECK_SUFFIXES:
        return _named(name)
    for at, part in enumerate(parts[1:], 1):
        if op := get_close_matches(part.lower(), OPS, n=1, cutoff=_LIKE):
            return f"{_plain('.'.join(parts[:at]))}.{op[0]}.md"
    words = re.fullmatch(rf"(.+?)[ _-]+({'|'.join(OPS)})", parts[0], re.IGNORECASE)
    if words:
        return f"{_plain(words[1])}.{words[2].lower()}.md"
    if ending in _SETTINGS:
        return "page.toml"
    return f"{_plain(parts[0])}.replace.md" if _like_a_page(ending) else _named(name)


def _named(name: str) -> str:
    stem, ending = _split(name)
    return f"{_plain(stem)}.{ending}" if ending else _plain(stem)


def _split(name: str) -> tuple[str, str]:
    """Return the stem, and an ending that the kit knows where ``name`` has one like it, else its own."""
    name = re.sub(r"(\.md|\.toml)\.txt\Z", r"\1", name, flags=re.IGNORECASE)  # Windows hides what Notepad adds
    stem, _, ending = name.rpartition(".") if "." in name else (name, "", "")
    ending = ending.lower()
    whole = "." + name.lower().partition(".")[2]
    if known_suffix(whole) and whole.count(".") > 1:
        return name[: -len(whole)], whole[1:]
    if _like_a_page(ending):
        return stem, "md"
    if ending in _SETTINGS:
        return stem, "toml"
    return stem, "jpg" if ending in ("jpe", "jfif") else ending


def _like_a_page(ending: str) -> bool:
    return ending in _PAGES or bool(get_close_matches(ending, ["md"], n=1, cutoff=_LIKE))


def _plain(part: str) -> str:
    apart = unicodedata.normalize("NFKD", without_unseen(part).casefold())
    letters = "".join(char for char in apart if not unicodedata.combining(char))  # their accents go
    small = letters.casefold()  # once more, because a mathematical bold A (U+1D400) is only now a letter A
    plain = re.sub(r"\W+", "-", small).encode("ascii", "ignore").decode()  # signs part words, a long dash included
    words = re.sub("-{2,}", "-", plain).strip("-_")[:MAX_PART_LENGTH].rstrip("-_") or "file"
    return f"{words}-1" if words in DEVICE_NAMES else words


def shown(name: str) -> str:
    """Return ``name`` fit for a message: what cannot be printed, control characters included, is escaped."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in name)
