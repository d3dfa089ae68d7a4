"""What the steps of importing share: the files that came, what is told of them, pieces of pages. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kit.model.findings import Code, Finding

_SAID = 2_000  # signs of what is left out that are told
_LICENCE = "See whether it lets you use the material, and name its writers as it asks."


@dataclass(frozen=True)
class Material:
    """What is to be imported: ``files`` by path from the folder that was named, and what that was called.

    ``htmls`` are Word documents as HTML, by the path of each. ``single`` says that one file was named.
    """

    name: str
    files: Mapping[str, bytes]
    htmls: Mapping[str, str] = field(default_factory=dict)
    single: bool = False


@dataclass
class Told:
    """What a person should look at in one source file, collected while it is read.

    A Word document has no lines: its blocks are numbered, and ``headings`` gives the heading above each.
    """

    file: str
    found: list[Finding] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)

    def placed(self) -> list[Finding]:
        """Return what was told, with the heading in place of the number of a block."""
        return [self._placed(one) if self.headings else one for one in self.found]

    def _placed(self, one: Finding) -> Finding:
        heading = self.headings.get(one.line or 0, "")
        under = f' It stands under "{heading}".' if heading and heading[:60] not in one.message else ""
        return replace(one, line=None, message=one.message + under)

    def changed(self, line: int | None, message: str, hint: str = "") -> None:
        """Something says the same in another way."""
        self.say(Code.IMPORTED_CHANGED, line, message, hint)

    def left_out(self, line: int | None, message: str, hint: str = "", said: str = "") -> None:
        """Something has no place in the draft; ``said`` are its words."""
        words = " ".join(said.split())
        held = f" It said: {words[:_SAID]}{'...' * (len(words) > _SAID)}" if words else ""
        self.say(Code.IMPORTED_LEFT_OUT, line, message + held, hint)

    def guessed(self, line: int | None, message: str, hint: str = "") -> None:
        """Something is a guess."""
        self.say(Code.IMPORTED_GUESS, line, message, hint)

    def picture(self, line: int | None, message: str, hint: str = "") -> None:
        """A picture is missing, or its words are."""
        self.say(Code.IMPORTED_PICTURE, line, message, hint)

    def say_licence(self, line: int | None, message: str, hint: str = _LICENCE) -> None:
        """Something says whose the material is, or under which licence it stands."""
        self.say(Code.IMPORTED_LICENCE, line, message, hint)

    def say(self, code: Code, line: int | None, message: str, hint: str = "") -> None:
        """Tell something once for each line."""
        finding = Finding(code, self.file, line, message, hint)
        if finding not in self.found:
            self.found.append(finding)


@dataclass(frozen=True)
class Link:
    """A link as it was written: where it leads, its words as Markdown, and its line in the source."""

    address: str
    words: str
    line: int | None


@dataclass(frozen=True)
class Item:
    """A block of a page as Markdown. ``level`` is that of a heading in the source, 0 for anything else.

    ``ids`` are names by which links may call it, ``plain`` a heading's words, ``minutes`` those of an activity.
    """

    text: str
    line: int | None = None
    level: int = 0
    plain: str = ""
    ids: tuple[str, ...] = ()
    minutes: int = 0


@dataclass(frozen=True)
class Draft:
    """A page to be: ``name`` is its file's in the round, ``source`` whence it came, ``how`` whence its minutes are.

    ``ids`` are the names by which links of the source may call its sections, each with the section's anchor.
    ``private`` says that all of it is for facilitators.
    """

    name: str
    source: str
    title: str
    minutes: int
    how: str
    items: tuple[Item, ...]
    links: tuple[Link, ...]
    ids: Mapping[str, str]
    told: Told
    private: bool = False
