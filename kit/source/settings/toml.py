"""TOML with lines: values by ``tomllib``, and mistakes as sentences with ``file:line`` (pure)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.model.findings import Code, Finding
from kit.source.settings.toml_mistakes import sentence
from kit.source.settings.toml_places import Path, layout
from kit.source.tree.rules import MAX_SETTINGS
from kit.source.tree.text import decode
from kit.system.memo import remembered

# A name of many parts, a.b.c: a parser spends the square of their number on it, and no file of ours has four.
# A bare part is looked at from its first letter only (?<!), and taken whole (++): a long word would else be read again
# from each of its letters.
_MANY_PARTS = re.compile(r"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){20}""")


@dataclass(frozen=True)
class TomlData:
    """A parsed file. ``lines`` gives the line (from 1) of each value by its path of keys and positions."""

    data: dict[str, Any]
    lines: Mapping[Path, int]


@remembered
def read_toml(file: str, data: bytes, found: list[Finding]) -> TomlData | None:
    """Return what the TOML file called ``file`` says, or None with a finding; CRLF and a byte order mark are fine."""
    if len(data) > MAX_SETTINGS:
        message = f"The file is longer than {MAX_SETTINGS // 1024} KB, and no settings are."
        found.append(Finding(Code.UNSAFE_SIZE, file, None, message, "Make it smaller or split it."))
        return None
    text = decode(file, data, found)
    if text is None:
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if many := _MANY_PARTS.search(text):
        line = text.count("\n", 0, many.start()) + 1
        message = "A name on this line has more than 20 parts with dots between them."
        found.append(Finding(Code.UNSAFE_SIZE, file, line, message, "Write it flatter."))
        return None
    try:
        return TomlData(tomllib.loads(text), layout(text).lines)
    except RecursionError:
        message = "The file is nested too deeply to be read."
        found.append(Finding(Code.UNSAFE_SIZE, file, None, message, "Write it flatter."))
    except ValueError as error:  # TOMLDecodeError is one; a number of thousands of digits raises another
        found.append(sentence(file, text, str(error)))
    return None


def line_of(lines: Mapping[Path, int], path: Path) -> int | None:
    """Return the line of the value at ``path``, or of its nearest parent that is known, or None."""
    for length in range(len(path), -1, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None
