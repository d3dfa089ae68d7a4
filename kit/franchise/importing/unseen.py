"""What nobody sees of a page: comments, instructions for programs and hidden text, taken out and told. Pure."""

from __future__ import annotations

import re
from typing import Any

from kit.franchise.importing.attributes import said_of, words_of
from kit.franchise.importing.model import Told

COMMENT = "A comment is left out: nobody but its writers saw it."
_NOT_SHOWN = "Hidden text is left out: a browser shows it to nobody, or only when somebody asks for it."
_MACHINE = re.compile(r"\[if\b|\[endif\]|<!\[|\s*xml\s", re.IGNORECASE)  # how programs speak to each other
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


def take_out_unseen(element: Any, told: Told, line: int | None = None) -> None:
    """Take out of a tree what no browser shows, and tell of it with its words; ``line`` is that of ``element``."""
    for child in list(element):
        here = child.sourceline if line is None else _line(child) or line
        if not isinstance(child.tag, str):
            if not _MACHINE.match(child.text or ""):
                told.left_out(here, COMMENT, said=_bare(child.text or ""))
            child.drop_tree()
            continue
        take_out_unseen(child, told, None if line is None else here)
        if _is_hidden(child):
            told.left_out(here, _NOT_SHOWN, "If people are to read it, put it into the draft.", said=_all_of(child))
            child.drop_tree()


def _all_of(child: Any) -> str:
    return " ".join([words_of(child), *(value for one in child.iter() for value in said_of(one))])


def _line(child: Any) -> int:
    number = child.get("data-line", "") if isinstance(child.tag, str) else ""
    return int(number) if number.isdigit() else 0


def _is_hidden(element: Any) -> bool:
    hidden = element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
    hidden = hidden or (element.tag == "dialog" and element.get("open") is None)
    return hidden and element.tag != "body"


def _bare(text: str) -> str:
    return re.sub(r"<[^<>]{1,500}>", " ", text)
