"""private.toml, with what stands in messages only (pure): bytes to joining links, or findings."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kit.model.findings import Code, Finding
from kit.model.schema import PrivateFile
from kit.source.settings.toml import line_of, read_toml
from kit.source.settings.validate import validate
from kit.source.tree.paths import shown
from kit.source.tree.rules import PRIVATE


def joining_links(data: bytes, rounds: Collection[str], found: list[Finding]) -> Mapping[str, str]:
    """Return where people join each meeting online, by its round; none where ``data`` holds mistakes.

    ``rounds`` are the names of those that there are; any other goes to ``found``.
    """
    toml = read_toml(PRIVATE, data, found)
    read = None if toml is None else validate(PrivateFile, toml.data, toml.lines, PRIVATE, found)
    if toml is None or read is None:
        return {}
    for name in sorted(read.round.keys() - set(rounds)):
        message = f'There is no round called "{shown(name)}", so no message has its joining link.'
        hint = f"The rounds are: {', '.join(sorted(rounds))}."
        found.append(Finding(Code.UNKNOWN_ROUND, PRIVATE, line_of(toml.lines, ("round", name)), message, hint))
    return {name: one.join for name, one in read.round.items()}
