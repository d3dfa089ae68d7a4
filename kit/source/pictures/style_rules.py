"""Style sheets inside drawings, as drawing programs write them: rules for classes, said on each element. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Node = Any  # as in svg.py
SHEET = "{http://www.w3.org/2000/svg}style"
_NOTES = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS = r"\s*\.[A-Za-z_-][\w-]*\s*"
_RULE = re.compile(rf"({_CLASS}(?:,{_CLASS})*)\{{([^{{}}@\\]*)\}}\s*")

_Rule = tuple[frozenset[str], str]


def fold_in(root: Node) -> None:
    """Give each element of ``root`` the style that its classes have, and take the style sheets out.

    A sheet that holds anything but rules for classes stays whole, so that whoever reads the drawing refuses it. What an
    element's own style says comes last and wins, as in a browser.
    """
    from lxml import etree

    sheets = list(root.iter(SHEET))
    rules = [_rules("".join(sheet.itertext())) for sheet in sheets]
    if not sheets or any(one is None for one in rules):
        return
    said = [rule for one in rules for rule in one or []]
    for node in list(root.iter()):
        classes = set(node.get("class", "").split())
        styles = [style for names, style in said if names & classes]
        if styles:
            node.set("style", ";".join(filter(str.strip, (*styles, node.get("style", "")))))
    etree.strip_elements(root, SHEET, with_tail=False)


def _rules(text: str) -> list[_Rule] | None:
    """Return the rules of a sheet, each with the classes that it is for; None where it holds anything else."""
    text = _NOTES.sub(" ", text).strip()
    found = list(_in_turn(text))
    return [rule for rule, _ in found] if (found[-1][1] if found else 0) == len(text) else None


def _in_turn(text: str) -> Iterator[tuple[_Rule, int]]:
    """Yield each rule with the place at which it ends, up to the first thing that is none."""
    at = 0
    while match := _RULE.match(text, at):
        at = match.end()
        names = frozenset(one.strip().removeprefix(".") for one in match[1].split(","))
        yield (names, match[2].strip().rstrip(";")), at
