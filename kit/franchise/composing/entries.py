"""The entries of an agenda as front matter holds them, and writing them back as YAML. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from kit.source.agenda import entry_id

Entry = Mapping[str, Any]  # keys id, session, parallel, break, title, minutes, at; values are text, numbers or lists

_KEYS = ("id", "session", "parallel", "break", "title", "minutes", "at")
_BARE = re.compile(r"[A-Za-z](?:[A-Za-z0-9 /-]*[A-Za-z0-9])?|[1-9][0-9]{0,3}")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})  # YAML 1.1 reads these as no text
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")  # what JSON writes bare and YAML refuses


def identity(entry: Entry) -> str:
    """Return the id of an entry: the one given, or by default its session's name or its text's slug."""
    return entry_id(_text(entry, "id"), _text(entry, "session"), _text(entry, "break") or _text(entry, "title"))


def session_names(entry: Entry) -> list[str]:
    """Return the sessions of an entry as they are written: one, several side by side, or none."""
    if isinstance(side_by_side := entry.get("parallel"), Sequence) and not isinstance(side_by_side, str):
        return [str(name) for name in side_by_side]
    return [name] if (name := _text(entry, "session")) else []


def yaml_lines(entries: Sequence[Entry]) -> list[str]:
    """Return ``entries`` as lines of YAML, one each in flow style, to stand below ``agenda:``.

    Text that could mean something else in YAML is written in double quotes, ``at`` always. Values that are empty are
    left out. Reading the lines back gives the same values, as text.
    """
    return [f"  - {{{', '.join(_pairs(entry))}}}" for entry in entries]


def _text(entry: Entry, key: str) -> str | None:
    value = entry.get(key)
    return value if isinstance(value, str) else None


def _pairs(entry: Entry) -> list[str]:
    keys = [*(key for key in _KEYS if key in entry), *(key for key in entry if key not in _KEYS)]
    return [f"{_scalar(key)}: {_value(key, entry[key])}" for key in keys if entry[key] is not None]


def _value(key: str, value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_scalar(str(one)) for one in value)}]"
    return _quoted(str(value)) if key == "at" else _scalar(str(value))


def _scalar(text: str) -> str:
    return text if _BARE.fullmatch(text) and text.lower() not in _WORDS else _quoted(text)


def _quoted(text: str) -> str:
    """Return ``text`` in double quotes: JSON's escapes are YAML's too (YAML 1.2.2, chapter 5.7)."""
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
