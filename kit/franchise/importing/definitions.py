"""Addresses and notes that Markdown defines apart: those that are missing, and those that nothing would show. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kit.franchise.importing.lines import Line, code_in
from kit.franchise.importing.model import Told

_REFERENCE = re.compile(r"\[[^\[\]\n]+\]\[([^\[\]\n]+)\]")
_DEFINITION = re.compile(r"\A[\s>]*\[(?!\^)([^\[\]\n]+)\]:\s*\S")
_NOTE = re.compile(r"\A[\s>]*\[\^([^\[\]\s]+)\]:")


def tell_undefined(lines: Sequence[Line], told: Told) -> None:
    """Tell of links whose address is defined on no line: they are shown as they were typed."""
    known = {found[1].casefold() for line in lines if (found := _DEFINITION.match(line.text))}
    code = code_in(lines)
    for line in (line for at, line in enumerate(lines) if at not in code):
        for found in _REFERENCE.finditer(re.sub(r"`[^`]*`", "", line.text)):
            if found[1].casefold() not in known:
                message = f"{found[0][:100]} names a link that is defined nowhere, so it stands as it was typed."
                told.changed(line.number, message, "Write the address behind the words, or the words alone.")


def settled(lines: Sequence[Line], told: Told) -> list[Line]:
    """Return ``lines`` such that a parser shows each note; addresses that nothing uses, some of them remarks, are told.

    A note of a name that another has gets a name of its own, and one that nothing names a mark at the end.
    """
    code = code_in(lines)
    there = {at: line for at, line in enumerate(lines) if at not in code}
    used = "\n".join(_DEFINITION.sub("", _NOTE.sub("", line.text)) for line in there.values()).casefold()
    _tell_unused(there.values(), used, told)
    out, marks, known = list(lines), list[Line](), set[str]()
    for at, line in there.items():
        if found := _NOTE.match(line.text):
            name = _free(found[1], known)
            out[at] = Line(line.text[: found.start(1)] + name + line.text[found.end(1) :], line.number)
            if f"[^{name.casefold()}]" not in used:
                told.changed(line.number, f"Nothing names the footnote {found[1]}, so its mark stands at the end.")
                marks += [Line("", line.number), Line(f"[^{name}]", line.number)]
    return [*out, *marks]


def _tell_unused(lines: Iterable[Line], used: str, told: Told) -> None:
    known: set[str] = set()
    for line in lines:
        if found := _DEFINITION.match(line.text):
            name = found[1].casefold()
            if name in known or f"[{name}]" not in used:
                told.left_out(line.number, "An address or a remark that nothing uses is left out.", said=line.text)
            known.add(name)


def _free(name: str, known: set[str]) -> str:
    while name.casefold() in known:
        name += "-again"
    known.add(name.casefold())
    return name
