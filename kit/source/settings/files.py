"""hub.toml, region.toml, moves.toml, page.toml and standards (pure): bytes to typed settings, or findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from kit.model.edition import Point, Standard
from kit.model.findings import Code, Finding
from kit.model.schema import SCHEMA, HubFile, Move, MovesFile, PageFile, RegionFile, StandardFile
from kit.model.tree import Tree
from kit.model.values import is_plain
from kit.source.settings.toml import TomlData, line_of, read_toml
from kit.source.settings.toml_places import Path
from kit.source.settings.validate import UNSAFE_KEYS, validate
from kit.source.tree.paths import DECK_SUFFIXES, PICTURE_SUFFIXES, path_problem, shown, split_name, suggestion

if TYPE_CHECKING:
    from pydantic import BaseModel

    M = TypeVar("M", bound=BaseModel)

HUB, REGION, MOVES = "hub.toml", "region.toml", "moves.toml"

_STANDARDS = "standards/"
_STANDARD = re.compile(r"standards/[^/]+\.toml\Z")
_ADDRESS = re.compile(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*(\.md)?([#@:][^\s<>\"'&/\\]+)?\Z")
_WEB = re.compile(r"https?://[^\s/?#\"'\\]+[^\s\"'\\]*\Z", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")


def read_hub(tree: Tree, found: list[Finding]) -> HubFile | None:
    """Return a hub's settings, or None with findings; a file of a newer schema gives that one finding only."""
    return _read_settings(HubFile, HUB, tree, found)


def read_region(tree: Tree, found: list[Finding]) -> RegionFile | None:
    """Return a region's settings, or None with findings; a file of a newer schema gives that one finding only."""
    return _read_settings(RegionFile, REGION, tree, found)


def read_moves(tree: Tree, found: list[Finding]) -> MovesFile:
    """Return a hub's moves; there are none without moves.toml, or where it has mistakes."""
    read = _read(MovesFile, MOVES, tree.files[MOVES], found) if MOVES in tree.files else None
    return read if read is not None and _check_moves(tree, read, found) else MovesFile()


def _check_moves(tree: Tree, moves: MovesFile, found: list[Finding]) -> bool:
    """Whether all that moved is named as pages and sections are named, so that nothing can lead out of the tree."""
    moved = [(("move", at, key), value) for at, one in enumerate(moves.move) for key, value in _ends(one)]
    retired = [(("retired", at, "address"), one.address) for at, one in enumerate(moves.retired)]
    wrong = [(path, value) for path, value in (*moved, *retired) if not _ADDRESS.match(value)]
    for path, value in wrong:
        message = f'"{shown(value[:60])}" is no address of a page or section.'
        line = line_of(setting_lines(tree, MOVES), path)
        found.append(Finding(Code.UNSAFE_PATH, MOVES, line, message, "Write one such as round-1/how-ready#scoring"))
    return not wrong


def _ends(move: Move) -> tuple[tuple[str, str], ...]:
    return ("from", move.from_), ("to", move.to)


def read_page_file(file: str, data: bytes, found: list[Finding]) -> PageFile | None:
    """Return what an override's ``page.toml`` says, or None with findings."""
    toml = read_toml(file, data, found)
    if toml is None:
        return None
    page = validate(PageFile, toml.data, toml.lines, file, found)
    fields, name = toml.data.get("set"), toml.data.get("rename")
    refused = sorted(UNSAFE_KEYS.intersection(fields)) if isinstance(fields, Mapping) else []
    for key in refused:
        message = f'"{key}" would change how the site is built, and content cannot do that.'
        line = line_of(toml.lines, ("set", key))
        found.append(Finding(Code.UNSAFE_KEY, file, line, message, "Delete it from [set]."))
    renamed = _check_rename(file, name if isinstance(name, str) else None, toml.lines, found)
    return page if renamed and not refused else None


def _check_rename(file: str, name: str | None, lines: Mapping[Path, int], found: list[Finding]) -> bool:
    """Whether a page may be called ``name``, which is a path in the tree, with its .md or without."""
    problem = None if name is None else path_problem(f"{name.removesuffix('.md')}.md")
    if problem:
        message = f"The page cannot be renamed so: {problem}."
        hint = f'Write a name such as rename = "{suggestion((name or "").rpartition("/")[2])}"'
        found.append(Finding(Code.UNSAFE_PATH, file, line_of(lines, ("rename",)), message, hint))
    return problem is None


def read_standards(tree: Tree, found: list[Finding]) -> dict[str, Standard]:
    """Return the standards of the tree by id, without those whose file has mistakes."""
    names = [path[len(_STANDARDS) : -len(".toml")] for path in sorted(tree.files) if _STANDARD.match(path)]
    return {name: read for name in names if (read := _read_standard(name, tree, found)) is not None}


def no_standard(tree: Tree, hub: HubFile, file: str, line: int | None) -> Iterator[Finding]:
    """Yield the finding that the standard which the hub names is not there; ``file`` and ``line`` say who named it."""
    if hub.standard and f"{_STANDARDS}{hub.standard}.toml" not in tree.files:
        message = f'The standard "{hub.standard}" needs the file standards/{hub.standard}.toml, which is missing.'
        hint = 'Add the file, correct the name, or write standard = "" to do without a standard.'
        yield Finding(Code.MISSING_FILE, file, line, message, hint)


def _read_standard(name: str, tree: Tree, found: list[Finding]) -> Standard | None:
    file = f"{_STANDARDS}{name}.toml"
    read = _read(StandardFile, file, tree.files[file], found)
    if read is None:
        return None
    points = tuple(Point(point.number, point.title, point.summary, point.official) for point in read.point)
    addressed = _check_url(file, read.url, setting_lines(tree, file), found)
    numbered = _unique(file, tree, points, found)
    return Standard(name, read.name, read.url, read.licence, points, read.note) if addressed and numbered else None


def setting_lines(tree: Tree, file: str) -> Mapping[Path, int]:
    """Return the lines of a TOML file's values by path, for findings about what they mean; {} if it cannot be read."""
    toml = read_toml(file, tree.files.get(file, b""), [])
    return toml.lines if toml else {}


def _read_settings(model: type[M], file: str, tree: Tree, found: list[Finding]) -> M | None:
    if file not in tree.files:
        message = f"{file} is missing, and without it this is neither a hub nor a region."
        found.append(
            Finding(Code.MISSING_FILE, file, None, message, f"Put {file} back, or name another folder with -C.")
        )
        return None
    toml = read_toml(file, tree.files[file], found)
    if toml is None or is_newer(file, toml, found):
        return None
    settings = validate(model, toml.data, toml.lines, file, found)
    return settings if _check_addresses(file, toml, found) else None


def _read(model: type[M], file: str, data: bytes, found: list[Finding]) -> M | None:
    toml = read_toml(file, data, found)
    return validate(model, toml.data, toml.lines, file, found) if toml else None


def is_newer(file: str, toml: TomlData, found: list[Finding]) -> bool:
    """Report a file of a newer schema, and return whether it is one."""
    schema = toml.data.get("schema")
    if isinstance(schema, bool) or not isinstance(schema, int) or schema <= SCHEMA:
        return False
    message = f"{file} is written for schema {schema}, and this kit knows schemas up to {SCHEMA}."
    hint = "Install a newer version of the kit: pip install --upgrade peerkit"
    found.append(Finding(Code.NEWER_SCHEMA, file, line_of(toml.lines, ("schema",)), message, hint))
    return True


def _check_addresses(file: str, toml: TomlData, found: list[Finding]) -> bool:
    """Whether the site's address and the brand's paths can be used; all that cannot are findings.

    The data may have other mistakes, which the schema tells, those of these values' own kind included.
    """
    brand = toml.data.get("brand")
    named = brand if isinstance(brand, Mapping) else {}
    logo = _check_path(file, "logo", _text(named.get("logo")), PICTURE_SUFFIXES, toml.lines, found)
    deck = _check_path(file, "deck", _text(named.get("deck")), DECK_SUFFIXES, toml.lines, found)
    url = _text(toml.data.get("url"))
    return _check_url(file, url if is_plain(url) else "", toml.lines, found) and logo and deck


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _check_url(file: str, url: str, lines: Mapping[Path, int], found: list[Finding]) -> bool:
    if not url or _WEB.match(url):
        return True
    unsafe = bool(_SCHEME.match(url)) and not url.lower().startswith(("http:", "https:"))
    code = Code.UNSAFE_LINK if unsafe else Code.BAD_VALUE
    message = f'"url" needs a web address that begins with https:// or http://, not "{url}".'
    hint = "Write the whole address, such as https://midlands.example.org/"
    found.append(Finding(code, file, line_of(lines, ("url",)), message, hint))
    return False


def _check_path(
    file: str,
    key: str,
    path: str,
    suffixes: frozenset[str],
    lines: Mapping[Path, int],
    found: list[Finding],
) -> bool:
    if not path:
        return True
    line = line_of(lines, ("brand", key))
    example = f"brand/{key}{'.svg' if key == 'logo' else '.potx'}"
    hint = f'Put the file at {"files/" if file == REGION else ""}{example}, or the like, and write {key} = "{example}".'
    if "//" in path or path.startswith("data:"):
        message = f'"{key}" names a file elsewhere, and the kit loads nothing from other sites.'
        found.append(Finding(Code.UNSAFE_PATH, file, line, message, hint))
        return False
    if problem := path_problem(path):
        found.append(Finding(Code.UNSAFE_PATH, file, line, f'"{key}" cannot name this path: {problem}.', hint))
        return False
    if split_name(path.rsplit("/", 1)[-1])[1] in suffixes:
        return True
    message = f'"{key}" needs a file that ends in {", ".join(sorted(suffixes))}, not "{path}".'
    found.append(Finding(Code.BAD_VALUE, file, line, message, hint))
    return False


def _unique(file: str, tree: Tree, points: tuple[Point, ...], found: list[Finding]) -> bool:
    numbers = [point.number for point in points]
    twice = [index for index, number in enumerate(numbers) if number in numbers[:index]]
    for index in twice:
        message = f"The number {numbers[index]} belongs to an earlier point of this standard already."
        line = line_of(setting_lines(tree, file), ("point", index, "number"))
        found.append(Finding(Code.DUPLICATE_ID, file, line, message, "Give each point a number of its own."))
    return not twice
