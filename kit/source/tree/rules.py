"""What may lie where in a hub or region, and how large it may be: the same on a disk and in a zip. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from kit.model.findings import Code, Finding
from kit.source.tree.complexity import too_complex
from kit.source.tree.names import advice, copied_from, copy_hint, copy_of, standing_for
from kit.source.tree.paths import (
    DECK_SUFFIXES,
    MAX_PARTS,
    OVERRIDE_SUFFIXES,
    PICTURE_SUFFIXES,
    part_problem,
    path_problem,
    shown,
    skipped,
    split_name,
    suggestion,
    too_deep,
    twins,
)
from kit.source.tree.text import piled_up

HUB, REGION = "hub.toml", "region.toml"
PRIVATE = "private.toml"  # what goes into messages only: no part of any tree, so that nothing can pass it on
MB = 1024 * 1024
MAX_TEXT = 1 * MB
MAX_SETTINGS = MB // 4  # a .toml file; one that long already takes a second to read
MAX_PICTURE = 10 * MB
MAX_DECK = 200 * MB

# The folders of a region that hold content, with how many parts a path inside them may have.
AREAS = {"upstream": MAX_PARTS, "pages": MAX_PARTS, "files": MAX_PARTS, "overrides": MAX_PARTS + 1}
# What else lies at the top of a region, for people or for other commands to read.
BESIDE = frozenset(
    {"review", "editing", "log", "wheel", "lineage.toml", "LICENSE", "LICENSE.md", "Makefile", "CHANGELOG.md"}
)


@dataclass
class TreeRules:
    """The rules for one tree; what breaks them goes to ``found``.

    ``seen`` are the paths asked about, ``folders`` what was said of each folder on the way to a file.
    """

    is_region: bool
    found: list[Finding]
    seen: list[str] = field(default_factory=list)
    folders: dict[str, bool] = field(default_factory=dict)

    def concerns(self, path: str) -> bool:
        """Whether the entry at ``path`` is the kit's to read; what is not is left alone and unreported."""
        if there := standing_for(path.rpartition("/")[2]):
            self.say(Code.UNREADABLE, f"{path.rpartition('/')[0]}/{there}".lstrip("/"), *NOT_HERE)
        if PRIVATE in (path, self.inner(path)[0]):
            return False
        if skipped(self.inner(path)[0]) or skipped(path) or (self.is_region and path in BESIDE):
            return False
        if not self.is_region and path.startswith("log/") and path.endswith(".toml"):
            return False  # logs of meetings, which are no pages
        if not self.is_region and path.startswith("review/imported-") and path.endswith(".md"):
            return False  # what an import told of, for people
        self.seen.append(path)
        return True

    def inner(self, path: str) -> tuple[str, int]:
        """Return ``path`` counted from where the path rule counts, and how many parts it may have."""
        area, slash, rest = path.partition("/")
        return (rest, AREAS[area]) if self.is_region and slash and area in AREAS else (path, MAX_PARTS)

    def wants(self, path: str, size: int) -> bool:
        """Whether the file at ``path``, of ``size`` bytes, is to be read, where no folder was entered before it."""
        parts = path.split("/")
        for end in range(1, len(parts)):
            folder = "/".join(parts[:end])
            if folder not in self.folders:
                self.folders[folder] = self.concerns(folder) and self.may_enter(folder)
            if not self.folders[folder]:
                return False
        return self.concerns(path) and self.may_read(path, size)

    def may_enter(self, path: str) -> bool:
        """Whether the folder at ``path`` is one to be read."""
        if self.is_region and "/" not in path:
            return path in AREAS or self.unknown(path)
        inner, parts = self.inner(path)
        # A folder needs room for a file in it.
        return self.rule(path, part_problem(inner.rsplit("/", 1)[-1])) and self.shallow(path, f"{inner}/x", parts)

    def may_read(self, path: str, size: int, ordinary: bool = True) -> bool:
        """Whether the file at ``path``, of ``size`` bytes, is one to be read; ``ordinary``: no pipe or device."""
        if self.is_region and "/" not in path and path != REGION:
            return self.unknown(path)
        inner, parts = self.inner(path)
        if not self.rule(path, path_problem(inner, inner.count("/") + 1)) or not self.shallow(path, inner, parts):
            return False
        if not ordinary:
            self.say(Code.UNSAFE_PATH, path, "It is not an ordinary file.", "Delete it.")
            return False
        return self.belongs(path, inner) and self.small_enough(path, size)

    def rule(self, path: str, problem: str | None) -> bool:
        """Report ``problem``, the end of a sentence about a name, and return whether there is none."""
        if problem is None:
            return True
        self.say(Code.UNSAFE_PATH, path, *advice(path, f"Its name cannot be used: {problem}."))
        return False

    def shallow(self, path: str, inner: str, parts: int) -> bool:
        """Report a path in which too many folders lie in each other, and return whether there are not."""
        if (problem := too_deep(inner, parts)) is None:
            return True
        folder = path.removesuffix("/".join(inner.removesuffix("/x").split("/")[parts - 1 :])).rstrip("/")
        self.say(Code.UNSAFE_PATH, path, f"It cannot be used where it lies: {problem}.", f"Move it up into {folder}/")
        return False

    def belongs(self, path: str, inner: str) -> bool:
        """Whether a file whose name keeps the rule is of a kind that has a use where it lies."""
        suffix = split_name(inner.rsplit("/", 1)[-1])[1]
        if self.is_region and path.startswith("overrides/"):
            if suffix in OVERRIDE_SUFFIXES or inner.endswith("/page.toml"):
                return True
            self.say(Code.UNKNOWN_FILE, path, _NOT_AN_OVERRIDE, _meant(path))
            return False
        if suffix in OVERRIDE_SUFFIXES:
            self.say(Code.UNKNOWN_FILE, path, *_OVERRIDE_ELSEWHERE)
            return False
        return True

    def small_enough(self, path: str, size: int) -> bool:
        """Report a file that is larger than its kind may be, and return whether it is not."""
        suffix = PurePosixPath(path).suffix
        text = MAX_SETTINGS if suffix == ".toml" else MAX_TEXT
        limit = MAX_PICTURE if suffix in PICTURE_SUFFIXES else MAX_DECK if suffix in DECK_SUFFIXES else text
        if size <= limit:
            return True
        message = f"It is {size / MB:.1f} MB large, and {limit / MB:g} MB is the most for such a file."
        hint = _IN_THE_TEXT if suffix == ".md" else "Make the file smaller."
        if suffix in PICTURE_SUFFIXES:
            hint = "Make the picture smaller, in Paint with Resize: 2000 pixels for its longer side are plenty."
        self.say(Code.UNSAFE_SIZE, path, message, hint)
        return False

    def may_keep(self, path: str, data: bytes) -> bool:
        """Whether what was read at ``path`` can be parsed in good time; else that is reported."""
        trouble = too_complex(path, data) if path.endswith(".md") else None
        if trouble is None and path.endswith((".md", ".toml")):
            trouble = piled_up(path, data)
        self.found.extend([trouble] if trouble else [])
        return trouble is None

    def unknown(self, path: str) -> bool:
        """Report something at the top of a region that has no place there, and return False."""
        message, hint = _NOT_AT_THE_TOP
        self.say(Code.UNKNOWN_FILE, path, message, copy_hint(path.rpartition("/")[2]) or hint)
        return False

    def twins(self) -> None:
        """Report the names seen that some systems cannot tell apart."""
        for first, second in twins(self.seen):
            message = f'Some systems cannot tell this name from "{shown(first)}".'
            self.say(Code.NAME_CLASH, second, message, "Rename one of the two.")
        told = {one.file for one in self.found}
        self.found.extend(one for one in copies(set(self.seen), Code.MAYBE_COPY) if one.file not in told)

    def say(self, code: Code, path: str, message: str, hint: str) -> None:
        """Report something about ``path``."""
        self.found.append(Finding(code, shown(path), None, message, hint))


def copies(paths: Collection[str], code: Code) -> Iterator[Finding]:
    """Yield a finding with ``code`` for each page or settings file of ``paths`` that seems to be a copy of another."""
    for path in sorted(one for one in paths if one.endswith((".md", ".toml"))):
        folder, slash, name = path.rpartition("/")
        if f"{folder}{slash}{(original := copied_from(name))}" in paths:
            yield Finding(code, shown(path), None, _COPY, copy_of(original))


_COPY = (
    "By its name it is a copy, as services that sync folders make where a file was changed on two computers, and it "
    "may hold words that the other has not."
)


def copied_questions(paths: Collection[str]) -> list[Finding]:
    """Return an error for each page in review/ that is a copy: nobody can tell which of the two holds the answer."""
    return list(copies({path for path in paths if path.startswith("review/")}, Code.UNKNOWN_FILE))


def misplaced(files: Mapping[str, bytes]) -> list[Finding]:
    """Return what reading ``files``, a whole hub or region, from a disk would tell of their names and sizes."""
    rules = TreeRules(REGION in files, [])
    for path, data in sorted(files.items()):
        rules.wants(path, len(data))
    rules.twins()
    return rules.found


_IN_THE_TEXT = (
    "Split the page. If pictures lie inside its text (as ![](data:image/...) or [image1]: <data:image/...>, which "
    "Google Docs writes), take them out: save each as a file beside the page and write its name instead. To get the "
    "files out of a document, download or save it as a web page: they lie in a folder beside that."
)
NOT_HERE = (
    "It is kept online only, and has not been downloaded to this computer.",
    "Let the service that syncs the folder (OneDrive, Dropbox, iCloud) keep the whole folder on this computer: "
    'right-click it, then "Always keep on this device", "Make available offline" or "Keep Downloaded".',
)
_NOT_AT_THE_TOP = (
    "It has no place at the top of a region.",
    "Pages go to pages/, pictures and other files to files/, changes of upstream's text to overrides/.",
)
_NOT_AN_OVERRIDE = (
    "It is no override: those are page.toml and files that end in .replace.md, .words.md, .before.md, .after.md or "
    ".remove.md."
)
_OVERRIDE_ELSEWHERE = (
    "It is named like an override, and overrides have an effect in a region's overrides/ only.",
    "Move it to overrides/ROUND/SESSION/, or rename it.",
)


def _meant(path: str) -> str:
    """Return what to do with the file at ``path``, which lies among overrides and is none."""
    moving = "Move new pages to pages/ROUND/ and pictures to files/ROUND/."
    if hint := copy_hint(path.rpartition("/")[2]):
        return hint
    return moving if suggestion(path) == path else f"If it changes a section, rename it to {suggestion(path)}. {moving}"
