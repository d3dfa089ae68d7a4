"""Rounds that a region does not show yet: how region.toml says so, and what stands there to be filled in. Pure.

``update`` hides what is new upstream, and ``fork`` what the parent hides, until the group says when it meets.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kit.source.settings.toml_edit import TomlEditor

_BLANKS = {
    "date": "2027-01-20",
    "start": '"10:30"',
    "heads": "28                   # people you expect",
    "table_size": "6               # people at a table",
    "leads": '{SESSION = "Sam"}    # first names, shown on run sheets only',
}


def hide(toml: TomlEditor, name: str, title: str) -> None:
    """Hide the round called ``name`` in region.toml, and say there how to show it."""
    path = ("round", name)
    toml.set((*path, "show"), False)
    toml.remark((*path, "show"), [_hint(title), *_blanks(known=toml.get(path))])


def round_lines(name: str, hidden: str | None, decided: Mapping[str, str]) -> str:
    """Return the table of a round as a new region has it; ``hidden`` is its title where it is to be hidden.

    ``decided`` are values as TOML writes them, by key. Each stands in the place of the remark that it answers.
    """
    header = f"[round.{name}]\n"
    live = {key: f"{key} = {value}\n" for key, value in decided.items()}
    if hidden is None:
        return header + "".join(live.get(key) or f"# {key} = {blank}\n" for key, blank in _BLANKS.items())
    toml = TomlEditor("region.toml", (header + "".join(live.values())).encode())
    hide(toml, name, hidden)
    return toml.text


def _hint(title: str) -> str:
    said = "".join(filter(str.isprintable, title))
    return f"“{said}” is not on your site yet. To show it, give it a date here, or take show = false away."


def _blanks(known: Collection[str] = ()) -> list[str]:
    return [f"{key} = {value}" for key, value in _BLANKS.items() if key not in known]
