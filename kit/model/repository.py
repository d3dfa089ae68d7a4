"""Where a group keeps its files, and what somebody can change there. Pure.

The address is that of the repository as its own pages have it, or that of the folder in it in which the group lies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ValidationInfo, field_validator, model_validator

from kit.model.values import MistakenValue, Plain, UnsafeValueError, one_of, said

FORGES = GITHUB, GITLAB, FORGEJO = ("github", "gitlab", "forgejo")  # what runs the place where the files are kept
_KNOWN = {"github.com": GITHUB, "gitlab.com": GITLAB, "codeberg.org": FORGEJO}
_CALLED = {GITHUB: "GitHub", GITLAB: "GitLab", FORGEJO: "Forgejo"}
MAIN = "main"  # the branch where an address names none

_HTTPS = re.compile(r"https://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::[0-9]{1,5})?)/(?P<rest>[A-Za-z0-9._/-]*)\Z")
_SCHEME = re.compile(r"(?!https?:)[A-Za-z][A-Za-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_PART = r"(?!\.{1,2}(?:/|\Z))[A-Za-z0-9._-]+"
_TREE = {GITHUB: "/tree/", GITLAB: "/-/tree/", FORGEJO: "/src/branch/"}
_OWNERS = {GITHUB: f"{_PART}/{_PART}", GITLAB: f"{_PART}(?:/{_PART})+", FORGEJO: f"{_PART}/{_PART}"}
_SHAPES = {
    forge: re.compile(
        f"(?P<name>{_OWNERS[forge]}?)(?:{_TREE[forge]}(?P<branch>{_PART})(?:/(?P<folder>{_PART}(?:/{_PART})*))?)?/?\\Z"
    )
    for forge in FORGES
}


@dataclass(frozen=True)
class Repository:
    """A repository: what runs it, its address without a slash at the end, a branch, and the folder of the group in it.

    ``folder`` is "" where region.toml or hub.toml lies at the top.
    """

    forge: str
    root: str
    branch: str = MAIN
    folder: str = ""

    @property
    def called(self) -> str:
        """What people call the place: its name where everybody knows it, else its host."""
        host = self.root.split("/")[2]
        return "Codeberg" if host == "codeberg.org" else _CALLED[self.forge] if host in _KNOWN else host

    def path(self, file: str) -> str:
        """Return where a file of the group's tree lies in the repository."""
        return f"{self.folder}/{file}" if self.folder else file


@dataclass(frozen=True)
class Change:
    """What somebody edits to change one section of a built page: ``file``, a path in the group's tree.

    ``anchor`` is the section's on the built page, ``title`` its words, and ``address`` how the kit calls it
    (``page#anchor``). Where ``new``, the file is still to be made, with ``text``; "" says that its words cannot be
    handed on apart from what is not for everybody. ``source`` is where they stand now: file, first and last line.
    ``beside`` are files of the group's own with further text of the section.
    """

    anchor: str
    title: str
    address: str
    file: str
    new: bool = False
    text: str = ""
    source: tuple[str, int, int] | None = None
    beside: tuple[str, ...] = ()


class RepositoryFile(BaseModel):
    """``repository`` and ``forge`` of hub.toml and region.toml: about one's own files, so nobody inherits them.

    ``forge`` says what runs the repository, where its host is not one that everybody knows.
    """

    forge: Annotated[str, BeforeValidator(one_of(*FORGES))] | None = None  # first, since repository is judged by it
    repository: Plain = ""

    @field_validator("repository")
    @classmethod
    def _readable(cls, value: str, given: ValidationInfo) -> str:
        if value and "forge" in given.data:
            repository_at(value, given.data["forge"])
        return value

    @model_validator(mode="after")
    def _no_forge_alone(self) -> RepositoryFile:
        if self.forge and not self.repository:
            message = "says forge, which is what runs a repository, and names no repository."
            raise MistakenValue(message, 'Add its address, such as repository = "https://git.example.org/us/ours"')
        return self

    @property
    def kept_in(self) -> Repository | None:
        """Where the files are kept; None where nobody has said."""
        return repository_at(self.repository, self.forge) if self.repository else None


def repository_at(address: str, forge: str | None = None) -> Repository:
    """Return the repository at ``address``; raise ValueError with whole sentences where it is none."""
    found = _HTTPS.match(address)
    if found is None:
        raise _no_address(address)
    forge = forge or _KNOWN.get(found["host"])
    if forge is None:
        message = f"is at {found['host']}, and the kit does not know what runs there."
        raise MistakenValue(message, 'Add a line such as forge = "gitlab": it may be github, gitlab or forgejo.')
    parts = _SHAPES[forge].match(found["rest"])
    if parts is None:
        example = f"https://{found['host']}/us/ours{_TREE[forge]}main"
        raise MistakenValue(
            "is not the address of a repository, or of a folder in it.",
            f'Write it like "https://{found["host"]}/us/ours", or "{example}" for a branch.',
        )
    root = f"https://{found['host']}/{parts['name'].removesuffix('.git')}"
    return Repository(forge, root, parts["branch"] or MAIN, parts["folder"] or "")


def _no_address(address: str) -> ValueError:
    message = f"needs the address of a repository, which begins with https://, not {said(address)}."
    hint = 'Copy it from the top of the browser, such as repository = "https://github.com/us/ours"'
    return (UnsafeValueError if _SCHEME.match(address) else MistakenValue)(message, hint)
