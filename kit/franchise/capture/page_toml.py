"""Writing ``page.toml``: what a region says of a page as a whole. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kit.franchise.capture.toml_text import remove_value, set_value


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
    text = (before or b"").decode()
    for key, value in top.items():
        text = set_value(text, (), key, value) if value else remove_value(text, (), key)
    for name, value in wanted.fields.items():
        text = set_value(text, ("set",), name, value)
    there = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n")).get("set", {})
    for name in set(there) - set(wanted.fields):
        text = remove_value(text, ("set",), name)
    return text.encode()
