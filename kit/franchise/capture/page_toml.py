"""What ``page.toml`` is to say of a page that somebody edited: its front matter, and the page as a whole. Pure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kit.source.settings.toml_edit import TomlEditor

AGENDAS = ("agenda", "agendas")  # changed item by item, in region.toml
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def capture_fields(
    upstream: Mapping[str, Any], composed: Mapping[str, Any], edited: Mapping[str, Any], known: Mapping[str, Any]
) -> dict[str, Any]:
    """Return all of [set]: ``known`` with every field changed in which ``edited`` differs from ``composed``.

    A field that says what upstream says is left out again; one that was taken out is set to "".
    """
    fields = dict(known)
    for name in [*edited, *(name for name in composed if name not in edited)]:
        if name in AGENDAS or composed.get(name) == edited.get(name):
            continue
        fields.pop(name, None)
        if edited.get(name) is None and name in upstream:
            fields[name] = ""
        elif name in edited and edited[name] != upstream.get(name):
            fields[name] = typed(edited[name])
    return fields


def typed(value: Any) -> Any:
    """Return a value of front matter, where all is text, as TOML would hold it: numbers and days as such."""
    if isinstance(value, list):
        return [typed(one) for one in value]
    if isinstance(value, dict):
        return {key: typed(one) for key, one in value.items()}
    if value is None:
        return ""
    text = str(value)
    if _WHOLE.fullmatch(text):
        return int(text)
    return _day(text) if _DAY.fullmatch(text) else text


def _day(text: str) -> Any:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text


@dataclass(frozen=True)
class PageChanges:
    """What ``page.toml`` is to say; ``fields`` is all of [set]. Empty values are not written."""

    drop: bool = False
    rename: str = ""
    order: Sequence[str] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)


def page_toml(before: bytes | None, wanted: PageChanges, keep_why: bool = False) -> bytes | None:
    """Return the file that says ``wanted``: ``before`` with only those lines changed that must be.

    None where nothing is left to say: a reason alone changes nothing, unless ``keep_why`` says that it is to stay for
    other overrides of the page. Raises CannotWrite.
    """
    top = {"drop": wanted.drop, "rename": wanted.rename, "order": list(wanted.order)}
    if not any(top.values()) and not wanted.fields and not keep_why:
        return None
    toml = TomlEditor("page.toml", before or b"")
    for key, value in top.items():
        toml.set((key,), value) if value else toml.remove((key,))
    for name, value in wanted.fields.items():
        toml.set(("set", name), value)
    for name in set(toml.get(("set",), {})) - set(wanted.fields):
        toml.remove(("set", name))
    return toml.data
