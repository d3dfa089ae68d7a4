"""Data against a schema (pure): every mistake at once, each as a sentence for organisers with ``file:line``."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from kit.model.findings import Code, Finding
from kit.model.formats import Kind
from kit.source.settings.belongs import belongs
from kit.source.settings.toml import line_of
from kit.source.settings.toml_places import Path
from kit.source.tree.paths import shown

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    M = TypeVar("M", bound=BaseModel)


# MyST takes these from a page as its settings: they can switch raw HTML and running code back on.
UNSAFE_KEYS = frozenset({"myst", "substitutions", "html_meta"})

_KINDS = {
    "string_type": ("needs text, not {}.", "Put the value in straight quotes."),
    "list_type": ("needs a list, not {}.", 'Write it in square brackets, such as ["timer"] or [1, 3].'),
    "bool_type": ("needs true or false, not {}.", "Write true or false, in small letters and without quotes."),
    "bool_parsing": ("needs true or false, not {}.", "Write true or false, in small letters and without quotes."),
    "dict_type": ("needs names with values of their own, not {}.", "Write each name and value on a line below it."),
    "model_type": ("needs names with values of their own, not {}.", "Write it like this: {session: how-ready}"),
    "greater_than_equal": ("needs {ge} or more, not {}.", "Write {ge}, or a larger number."),
    "less_than_equal": ("needs {le} or less, not {}.", "Write {le}, or a smaller number."),
}


def validate(
    model: type[M],
    data: Mapping[str, Any],
    lines: Mapping[Path, int],
    file: str,
    found: list[Finding],
    what: str = "The file",
) -> M | None:
    """Return ``data`` as ``model``, or None with one finding for each mistake, in the order of the file.

    ``lines`` gives lines by path, ``what`` names the whole thing in sentences. Values of None count as not written.
    """
    valid, mistakes = _tried(model, _written(data))
    written = {mistake["loc"] for mistake in mistakes}
    _, all_mistakes = _tried(model, data)  # a key that is not known is a mistake without a value, too
    mistakes += [one for one in all_mistakes if one["type"] == "extra_forbidden" and one["loc"] not in written]
    if not mistakes:
        return valid
    misnamed = {mistake["loc"][:-1] for mistake in mistakes if mistake["loc"][-1:] == ("[key]",)}
    mistakes = [one for one in mistakes if one["loc"] not in misnamed]  # what has a wrong name is judged by that alone
    findings = [_finding(model, mistake, lines, file, what) for mistake in mistakes]
    found.extend(sorted(findings, key=lambda finding: finding.line or 0))
    return None


def _tried(model: type[M], data: Any) -> tuple[M | None, list[ErrorDetails]]:
    from pydantic import ValidationError

    try:
        return model.model_validate(data, by_alias=True, by_name=False), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _written(value: Any) -> Any:
    """Return ``value`` without the keys that have no value."""
    if isinstance(value, Mapping):
        return {key: _written(item) for key, item in value.items() if item is not None}
    return [_written(item) for item in value] if isinstance(value, list) else value


def _finding(model: type[BaseModel], mistake: ErrorDetails, lines: Mapping[Path, int], file: str, what: str) -> Finding:
    path = tuple(part for part in mistake["loc"] if part != "[key]")
    line = line_of(lines, (*path, *_at_fault(mistake)))
    speak = _SPEAKERS.get(mistake["type"], _bad_value)
    code, message, hint = speak(model, mistake, path, what)
    own = own_words(mistake["type"], mistake["input"], path, file, bool(_names_at(model, path)))
    return Finding(code, file, line, message, own or hint)


def _at_fault(mistake: ErrorDetails) -> Path:
    """Return the name inside a value that its mistake is about, as a path, or an empty one."""
    key = getattr(mistake.get("ctx", {}).get("error"), "key", "")
    return (key,) if key else ()


Spoken = tuple[Code, str, str]


def _unknown_key(model: type[BaseModel], _: ErrorDetails, path: Path, what: str) -> Spoken:
    from kit.model.schema import JOIN_HINT

    key = str(path[-1])
    if len(path) == 1 and key in UNSAFE_KEYS:
        message = f'"{key}" would change how the site is built, and content cannot do that.'
        return Code.UNSAFE_KEY, message, "Delete it and everything that is indented below it."
    if key == "join" and model.__name__ == "RegionFile":
        return Code.UNKNOWN_KEY, "A joining link cannot stand here: this file is published.", JOIN_HINT
    names = sorted(_names_at(model, path[:-1]))
    near = difflib.get_close_matches(key, names, 1, 0.6)
    where = f" in {_name(path[:-1], what)}" if len(path) > 1 else ""
    hint = f'Did you mean "{near[0]}"?' if near else f"The names that are known here: {', '.join(names)}."
    hint = (_elsewhere(key, set(names)) if len(path) == 1 else "") or belongs(model, key, path[:-1]) or hint
    return Code.UNKNOWN_KEY, f'"{shown(key)}"{where} is not a name that the kit knows.', hint


def _elsewhere(key: str, names: set[str]) -> str:
    """Return where a name that a file does not know at its top belongs, or ""."""
    from kit.model.schema import SessionMeta

    if key == "title":
        return "Delete it: a page's title is its # heading."
    if "set" in names and key in SessionMeta.model_fields:
        return "It is the page's own: put it below a line that says [set]."
    if "round" in names and key == "agenda":
        return "Write [[round.round-1.agenda]], with the name of its round."
    return f"Write [round.{key}]" if "round" in names and re.fullmatch(r"round-\d{1,3}", key) else ""


def _missing_key(_: type[BaseModel], __: ErrorDetails, path: Path, what: str) -> Spoken:
    whole = _subject(path[:-1], what)
    return Code.MISSING_KEY, f'{whole} needs "{path[-1]}", which is missing.', f'Add a line for "{path[-1]}".'


def _own_sentence(_: type[BaseModel], mistake: ErrorDetails, path: Path, what: str) -> Spoken:
    from kit.model.values import MistakenValue, UnsafeValueError

    error = mistake.get("ctx", {}).get("error")
    unsafe = isinstance(error, UnsafeValueError)
    hint = error.hint if isinstance(error, MistakenValue) else "Correct the value and save the file."
    return (Code.UNSAFE_VALUE if unsafe else Code.BAD_VALUE), f"{_subject(path, what)} {error}", hint


def _bad_value(_: type[BaseModel], mistake: ErrorDetails, path: Path, what: str) -> Spoken:
    from kit.model.values import said

    words, hint = _KINDS.get(mistake["type"], ("needs another value than {}.", "Correct the value and save the file."))
    limits = {key: value for key, value in mistake.get("ctx", {}).items() if key in ("ge", "le")}
    message = f"{_subject(path, what)} {words.format(said(mistake['input']), **limits)}"
    return Code.BAD_VALUE, message, hint.format(**limits) if limits else hint


Speaker = Callable[["type[BaseModel]", "ErrorDetails", Path, str], Spoken]
_SPEAKERS: dict[str, Speaker] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "value_error": _own_sentence,
}


def _name(path: Path, what: str) -> str:
    """Return what a sentence calls the value at ``path``, such as "minutes" or item 2 of "agenda"."""
    if not path:
        return what
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1} of {_name(path[:-1], what)}"
    return f'"{shown(path[-1])}"'


def _subject(path: Path, what: str) -> str:
    name = _name(path, what)
    return name[0].upper() + name[1:]


def _names_at(model: type[BaseModel], path: Path) -> set[str]:
    """Return the names that the part of ``model`` at ``path`` knows."""
    here: type[BaseModel] | None = model
    for part in path:
        name = "items" if isinstance(part, int) else part  # an agenda may be a table or the list of its items alone
        field = next((field for known, field in _fields(here) if known == name), None) if here else None
        here = _model_in(field) if field is not None else here
    return {name for name, _ in _fields(here)} if here else set()


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field.annotation


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the first model inside an annotation such as ``list[Item]`` or ``dict[str, Round]``."""
    if hasattr(annotation, "model_fields"):
        found: type[BaseModel] = annotation
        return found
    return next((inner for part in get_args(annotation) if (inner := _model_in(part)) is not None), None)


# Hints in the author's own words: how what was written as one value is written as the list that it should be.

_MOST = 120  # characters: a hint that repeats more than this says less
_NUMBERS = re.compile(r"[0-9]{1,4}")
_SEPARATOR = re.compile(r"[,;]|(?<=\s)and(?=\s)")
_ENDING = rf"\s*(?:kept|{'|'.join(Kind)})\s*(?:[,;]|$)"
_BETWEEN_MATERIALS = re.compile(rf"[,;](?!{_ENDING})")  # "pens: 8 per table, kept" is one
# Lists of names; others hold sentences.
_OF_NAMES = frozenset({"materials", "standard", "purpose", "languages", "areas", "parallel", "order"})
_PER_PERSON = "1 per person"


def own_words(kind: str, value: Any, path: Path, file: str, holds_parts: bool) -> str:
    """Return the hint for a mistake of pydantic's ``kind`` at ``path``, or "" where it has none in own words.

    ``holds_parts`` says that each item of the list wanted has names of its own, such as an agenda's.
    """
    if kind == "list_type":
        return _parts(value, path, file) if holds_parts else _list(value, str(path[-1]), file)
    if kind == "string_type" and isinstance(value, list) and "agenda" in path:
        name = ".".join(str(part) for part in path[: path.index("agenda") + 1])
        return f"Name one alone, and put each other below a line of its own that says [[{shown(name)}]]"
    if kind == "string_type" and isinstance(value, Mapping):
        items = list(_items(value))
        one = len(items) == len(value) == 1 and len(items[0]) <= _MOST
        return f"Put it in straight quotes: {_quoted(items[0])}" if one else ""
    return ""


def _list(value: Any, key: str, file: str) -> str:
    names = _BETWEEN_MATERIALS if key == "materials" else _SEPARATOR if key in _OF_NAMES else None
    items = list(_items(value, names))
    if key == "standard":
        items = _NUMBERS.findall(" ".join(items))
    if not items or sum(map(len, items)) > _MOST:
        return ""
    full = [item if key != "materials" or ":" in item else _counted(item) for item in items]
    own = ", with your own numbers" if full != items else ""
    written = ", ".join(items if key == "standard" else map(_quoted, full))
    return f"Write {key}{': ' if file.endswith('.md') else ' = '}[{written}]{own}"


def _counted(material: str) -> str:
    name, comma, endings = material.partition(",")
    return f"{name}: {_PER_PERSON}{comma}{endings}"


def _items(value: Any, between: re.Pattern[str] | None = None) -> Iterator[str]:
    """Yield the items that a text, a number or a set of names and values was most likely meant as."""
    if isinstance(value, Mapping):
        yield from (f"{key}: {item}" for key, item in value.items() if not isinstance(item, list | Mapping))
    elif isinstance(value, str):
        yield from filter(None, (part.strip() for part in (between.split(value) if between else [value])))
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)


def _parts(value: Any, path: Path, file: str) -> str:
    if not file.endswith(".md"):
        name = ".".join(str(part) for part in path)
        return f"Put each one below a line of its own that says [[{shown(name)}]]"
    session = value.strip() if isinstance(value, str) and re.fullmatch(r"[a-z0-9/_-]{1,64}", value.strip()) else ""
    return f"Write each item on a line of its own below {path[-1]}, such as - {{session: {session or 'how-ready'}}}"


def _quoted(text: str) -> str:
    return shown(json.dumps(text.strip("“”„‟"), ensure_ascii=False))
