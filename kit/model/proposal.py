"""The shape of ``proposal.toml``, the first file of a proposal, which says all that the proposal holds."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from kit.model.group import ADDRESS, NAME, TITLE, WHY, clear
from kit.model.schema import Strict
from kit.model.values import Day, Folder, Format, Name, Plain, UnsafeValueError, Web, one_of

MOST = 500  # changes in a proposal

_PAGE = r"[a-z0-9][a-z0-9_-]{0,63}(/[a-z0-9][a-z0-9_-]{0,63}){0,3}"
_ADDRESS = re.compile(rf"{_PAGE}(\.(?!md)[a-z]{{2}}|#[^\s<>\"'&/\\#:]{{1,120}}|:[a-z][a-z_]{{0,39}})?\Z")
_PICTURE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}(/[a-z0-9][a-z0-9_-]{0,63}){0,4}\.(png|jpg|jpeg|svg|gif|webp)\Z")


def _place(value: str) -> str:
    if not _ADDRESS.match(value):
        raise UnsafeValueError("is no address of a page, section or field.", "Write one such as round-1/talk#why.")
    return value


def _picture(value: str) -> str:
    if not _PICTURE.match(value):
        raise UnsafeValueError("cannot be the name of a picture in a tree.", "Write one such as round-1/map.png.")
    return value


def _most(most: int) -> AfterValidator:
    def check(value: str) -> str:
        if len(value) > most:
            raise UnsafeValueError(f"needs {most} characters or fewer.", "Make it shorter.")
        return value

    return AfterValidator(check)


_CLEAR = AfterValidator(clear)
Words = Annotated[Plain, _CLEAR, _most(WHY)]
Title = Annotated[Plain, _CLEAR, _most(TITLE)]
ProposedName = Annotated[Name, _CLEAR, _most(NAME)]


class FromFile(Strict):
    """``[from]``: the group that proposes, and ``by``: who may be named for it, where somebody agreed to be."""

    id: Folder
    name: ProposedName
    url: Annotated[Web, _most(ADDRESS)] = ""
    by: Annotated[Title, AfterValidator(str.strip)] = ""


class ForFile(Strict):
    """``[for]``: the hub, and the version of its material from which the changes were made."""

    id: Folder
    name: ProposedName
    version: Title


class PassedOnFile(Strict):
    """One of ``credits``: a group from which the proposing group adopted what stands there."""

    group: ProposedName
    on: Day
    url: Annotated[Web, _most(ADDRESS)] = ""
    by: Title = ""


class ChangeFile(Strict):
    """``[[change]]``: one change. Its texts are files of the proposal, called as the change is numbered."""

    what: Annotated[str, BeforeValidator(one_of("section", "page", "field"))]
    address: Annotated[str, AfterValidator(_place)]
    title: Title
    why: Words = ""
    base: Words = ""
    text: Words = ""
    pictures: list[Annotated[str, AfterValidator(_picture)]] = Field(default=[], max_length=20)
    credits: list[PassedOnFile] = Field(default=[], max_length=20)


class ProposalFile(Strict):
    """``proposal.toml``. ``leaves`` says in sentences, for people, what the proposal holds."""

    schema_: Format = Field(alias="schema")
    made: Day
    licence: Title
    why: Words = ""
    leaves: list[Plain] = Field(default=[])
    from_: FromFile = Field(alias="from")
    for_: ForFile = Field(alias="for")
    change: Annotated[list[ChangeFile], Field(min_length=1, max_length=MOST)]
