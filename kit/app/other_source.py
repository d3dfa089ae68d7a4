"""A hub that was copied from the one that the kit carries, and still sends its regions to that one."""

from __future__ import annotations

from collections.abc import Iterator

from kit.franchise.upstream.sources import BUILTIN, builtin_hub
from kit.model.edition import Edition
from kit.model.errors import EnvironmentTrouble
from kit.model.findings import Code, Finding
from kit.source.settings.files import HUB
from kit.source.settings.toml import line_of, read_toml


def other_source(edition: Edition) -> Iterator[Finding]:
    """Yield a warning where a hub names ``builtin`` as its regions' source, and is not the hub that the kit carries."""
    if edition.is_region or edition.source != BUILTIN or _is_carried(edition):
        return
    message = f'"{BUILTIN}" is the hub that the kit carries and not this one, so its regions would receive that one\'s.'
    hint = 'Write the address of this hub, such as source = "https://example.org/hub.git", or delete the line.'
    line = line_of(edition.settings_lines, ("source",))
    yield Finding(Code.OTHER_SOURCE, edition.settings_file, line, message, hint)


def _is_carried(edition: Edition) -> bool:
    """Whether ``edition`` has the name and id of the carried hub; so has a copy that nobody has changed yet."""
    try:
        data = (builtin_hub() / HUB).read_bytes()
    except (EnvironmentTrouble, OSError):
        return True  # nothing to compare with
    carried = read_toml(HUB, data, [])
    return carried is None or (edition.id, edition.name) == (carried.data.get("id"), carried.data.get("name"))
