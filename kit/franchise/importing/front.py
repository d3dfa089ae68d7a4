"""Front matter of other programs: a title, minutes and lists that are shown; the rest is told. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.franchise.importing.lines import Line
from kit.franchise.importing.model import Told
from kit.source.settings.front_matter import FrontMatter, read_front_matter

_MINUTES = ("minutes", "duration", "time", "timerequired", "time_required", "length")
_LEADS = ("description", "summary", "subtitle", "lead", "excerpt", "abstract")
_FIRST, _LAST = ("questions", "objectives"), ("keypoints", "key-points")
_CREDITS = ("author", "authors", "contributors", "license", "licence", "copyright")
_MACHINE = frozenset(
    {"layout", "root", "permalink", "date", "draft", "weight", "order", "tags", "categories", "nav_order", "parent"}
    | {"has_children", "site", "output", "source", "start", "editor_options", "slug", "sidebar_position", "id", "type"}
    | {"sidebar_label", "template", "redirect_from", "lang", "language", "toc", "format", "has_toc", "episode_order"}
)
_HEADINGS = {
    "questions": "Questions",
    "objectives": "Objectives",
    "keypoints": "Key points",
    "key-points": "Key points",
}
_TOML = re.compile(r"\+\+\+\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Front:
    """What front matter says, some of it as lines of text; the page itself begins on line ``first``.

    ``lead`` stands above the text, ``before`` below its opening, ``after`` at its end. ``minutes`` is 0 for none.
    """

    title: str = ""
    minutes: int = 0
    how: str = ""
    lead: tuple[Line, ...] = ()
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()
    first: int = 1


def front_of(text: str, told: Told) -> Front:
    """Return what the front matter of ``text`` says; what has no place in a draft is told."""
    if found := _TOML.match(text):
        title = re.search(r"^title\s*=\s*[\"'](.*)[\"']\s*$", found[1], re.MULTILINE)
        message = "Front matter in TOML is left out, but for its title."
        told.left_out(1, message, said=found[1].replace(title[0] if title else "", ""))
        return Front(title[1] if title else "", first=found[0].count("\n") + 1)
    if not text.startswith("---\n"):
        return Front()
    wrong: list[Any] = []
    front = read_front_matter(told.file, text, wrong)
    for one in wrong:
        told.left_out(one.line, f"The front matter could not be read and is left out: {one.message}")
    if front is None:
        return Front()
    return _front({str(key).casefold(): value for key, value in front.data.items()}, front, told)


def _front(data: Mapping[str, Any], front: FrontMatter, told: Told) -> Front:
    def line(key: str) -> int:
        return next((one for path, one in front.lines.items() if path and str(path[0]).casefold() == key), 1)

    minutes, how = _minutes(data)
    lead = [Line("", 1), *(Line(str(data[key]), line(key)) for key in _LEADS if isinstance(data.get(key), str))]
    before, after = (_lists(data, keys, front) for keys in (_FIRST, _LAST))
    for key in _CREDITS:
        if data.get(key):
            told.say_licence(line(key), f"The page names its {key}: {_said(data[key])}.")
    used = {"title", "teaching", "exercises", *_MINUTES, *_LEADS, *_FIRST, *_LAST, *_CREDITS, *_MACHINE}
    for key in sorted(data.keys() - used):
        told.left_out(line(key), f'"{key}" of the front matter has no place here. It said: {_said(data[key])}.')
    title = str(data.get("title") or "").strip()
    return Front(title, minutes, how, (*lead, Line("", 1)), tuple(before), tuple(after), front.last + 1)


def _minutes(data: Mapping[str, Any]) -> tuple[int, str]:
    parts = [int(str(data[key])) for key in ("teaching", "exercises") if str(data.get(key) or "").strip().isdigit()]
    if parts and sum(parts):
        return min(sum(parts), 1440), f"as its front matter says ({' + '.join(map(str, parts))})"
    for key in _MINUTES:
        found = re.fullmatch(r"\s*(?:PT)?(\d{1,4})\s*(m|min|mins|minutes|M)?\s*", str(data.get(key) or ""))
        if found and int(found[1]):
            return min(int(found[1]), 1440), f'as "{key}" of its front matter says'
    return 0, ""


def _lists(data: Mapping[str, Any], keys: tuple[str, ...], front: FrontMatter) -> list[Line]:
    out: list[Line] = []
    for key in keys:
        value = data.get(key)
        entries = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        if not entries:
            continue
        first = front.lines.get((key,), 1)
        out += [Line("", first), Line(f"## {_HEADINGS[key]}", first), Line("", first)]
        for at, entry in enumerate(entries):
            number = front.lines.get((key, at), first)
            text = " ".join(str(entry).split())
            out.append(Line(f"- {text}", number))
        out.append(Line("", first))
    return out


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value)[:200]
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(one)}" for key, one in value.items())[:200]
    return " ".join(str(value).split())[:200]
