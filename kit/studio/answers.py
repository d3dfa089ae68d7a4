"""What somebody wrote into a studio's form, as ``fork`` is told it (pure)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kit.app.fork import Parent, Wishes
from kit.franchise import answers
from kit.franchise.fork import Meeting
from kit.model.errors import WrongUsage
from kit.model.values import MistakenValue
from kit.source.markdown.slugs import slug

_NONE = {"date": None, "start": None, "heads": None, "primary": None}


def wished(given: Mapping[str, Any], dest: Path, parent: Parent) -> Wishes:
    """Return what ``given`` asks for; an answer that is empty is left for later.

    Raises WrongUsage that names what cannot be understood.
    """
    said = {name: str(value).strip() for name, value in given.items() if str(value).strip()}
    if "name" not in said:
        raise WrongUsage("Every page shows the group's name, so it cannot wait.", "Write it, please.")
    name = _read(answers.group_name, "name", said)
    values = {one: _read(answers.words, one, said) for one in parent.hub.variables if one in said}
    meeting = Meeting(
        _read(answers.day, "date", said), _read(answers.clock, "start", said), _read(answers.people, "heads", said)
    )
    short = said.get("id") or slug(name)
    return Wishes(dest, name, short, "", values, meeting, _read(answers.colour, "primary", said))


def _read(how: Callable[[str], Any], name: str, said: Mapping[str, str]) -> Any:
    if name not in said:
        return None
    try:
        return how(said[name])
    except MistakenValue as mistake:
        raise WrongUsage(str(mistake), mistake.hint) from None
