"""The one writer of TOML: it changes single values of a file that people wrote, and no other line of it. Pure.

A change touches the characters of the value, key or header that it is about and leaves every other byte, so remarks,
order, spacing, line ends and the byte order mark stay. Before it is believed the new text is parsed again and must
give exactly the intended values. Every style of TOML can be changed:

=============================  ======================================
``[round.r]`` and ``a = 1``    a line is added, changed or taken out
``leads.talk = "Sam"``         the same; a new key is dotted as well
``leads = {talk = "Sam"}``     the same, inside the braces
``order = [`` ... ``]``        item by item, each with its own remark
``[[round.r.agenda]]``         a block is added or taken out
=============================  ======================================

A remark on a line of its own is never taken out, since the kit cannot know what it is about; one at the end of a line
goes with its line.
"""

from __future__ import annotations

import copy
import math
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from kit.model.errors import KitError
from kit.source.settings.toml_places import Layout, Path, layout
from kit.source.settings.toml_text import added, bare_or_quoted, changed, commented, remarked, with_block, without

_MARK = "\ufeff"
_ABSENT = object()

Keys = Sequence[str | int]  # names of tables and keys, and positions in lists


class CannotWrite(KitError):
    """A value is written in a way in which it cannot be changed alone; nothing of the file was changed."""


class TomlEditor:
    """A TOML file while it is changed. ``values`` is what it says, ``data`` its bytes.

    A path is a sequence of names, and of positions in lists. A method that raises CannotWrite has changed nothing.
    """

    def __init__(self, file: str, data: bytes) -> None:
        text = data.decode("utf-8")
        self.file = file
        self.mark = _MARK if text.startswith(_MARK) else ""
        try:
            self._take(text.removeprefix(_MARK))
        except tomllib.TOMLDecodeError as error:
            raise CannotWrite(f"{file} cannot be read: {error}.", "Mend it first: peerkit check") from error

    def _take(self, text: str) -> None:
        self.values = _loads(text)
        self.text = text
        self._layout: Layout | None = None

    @property
    def layout(self) -> Layout:
        """Where everything in the file is written."""
        self._layout = self._layout or layout(self.text)
        return self._layout

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return (self.mark + self.text).encode()

    def get(self, path: Keys, default: Any = None) -> Any:
        """Return the value at ``path``, ``default`` where there is none."""
        try:
            return _at(self.values, path)
        except (KeyError, IndexError, TypeError):
            return default

    def set(self, path: Keys, value: Any) -> None:
        """Let ``path`` be ``value``. A new key goes to the end of its table, which is added if it is not there.

        A table that is there is changed key by key, and a list item by item.
        """
        path, old = tuple(path), self.get(path, _ABSENT)
        if old == value and type(old) is type(value):
            return
        if isinstance(old, dict) and isinstance(value, Mapping) and value:
            self._set_table(path, old, value)
            return
        values, holder = self._holder(path)
        holder[path[-1]] = value
        if old is _ABSENT:
            self._believe(added(self.layout, path, value), values, path)
        elif (place := self.layout.at(path)) is not None:
            self._believe(changed(self.layout, place, value, old), values, path)
        else:  # a table or list of tables with headers of its own, which nothing else can take the place of
            raise self._refusal(path)

    def _set_table(self, path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        before = self.text
        try:
            for key, value in new.items():
                self.set((*path, key), value)
            for key in [key for key in old if key not in new]:
                self.remove((*path, key))
        except CannotWrite:
            self._take(before)
            raise

    def remove(self, path: Keys) -> None:
        """Take out what stands at ``path``, and the table or list that holds it if nothing else is in there.

        A table whose header has remarks below it stays: what they suggest belongs to it.
        """
        path = tuple(path)
        if self.get(path, _ABSENT) is _ABSENT:
            return
        if len(path) > 1 and len(self.get(path[:-1])) == 1 and not self.layout.has_remarks(path[:-1]):
            path = path[:-1]
        self._believe_without(without(self.layout, path), path)

    def rename(self, path: Keys, name: str) -> None:
        """Give the key or table at ``path`` another name, wherever the file writes it."""
        path = tuple(path)
        values, holder = self._holder(path)
        if name in holder:
            raise self._refusal((*path[:-1], name))
        holder[name] = holder.pop(path[-1])
        text = self.text
        written = {(first, last) for place in self.layout.places for own, first, last in place.names if own == path}
        for first, last in sorted(written, reverse=True):
            text = text[:first] + bare_or_quoted(name, text[first]) + text[last:]
        self._believe(text, values, path)

    def append(self, path: Keys, table: Mapping[str, Any]) -> None:
        """Add ``table`` to the list of tables at ``path``, written like those that are there."""
        path, there = tuple(path), self.get(path, [])
        if not isinstance(there, list):
            raise self._refusal(path)
        if self.layout.at(path) or (not there and self.layout.closed(path[:-1])):
            self.set(path, [*there, dict(table)])
            return
        values, holder = self._holder(path)
        holder.setdefault(path[-1], []).append(dict(table))
        self._believe(with_block(self.layout, path, len(there), table), values, path)

    def comment_out(self, path: Keys, words: str) -> None:
        """Take out the value at ``path``, and let a remark on its line say ``words`` in its place."""
        path = tuple(path)
        place = self.layout.at(path)
        if place is None:
            raise self._refusal(path)
        self._believe_without(commented(self.layout, place, words), path)

    def remark(self, path: Keys, lines: Sequence[str]) -> None:
        """Put ``lines`` as remarks above the value at ``path``, if that has a line of its own below a header."""
        path = tuple(path)
        place = self.layout.at(path)
        if place is not None and place.inside is None and self.layout.through(path[:-1]) is None:
            self._believe(remarked(self.layout, place, lines), self.values, path)

    def _believe_without(self, text: str, path: Path) -> None:
        """Take ``text`` for the file's if it says all but ``path``, and no table that was only written around that."""
        values, holder = self._holder(path)
        del holder[path[-1]]
        outer = path[:-1]
        while outer and not holder and outer not in _written(text):  # [[round.r.agenda]] was all that made a round.r
            holder = _at(values, outer[:-1])
            del holder[outer[-1]]
            outer = outer[:-1]
        self._believe(text, values, path)

    def _holder(self, path: Path) -> tuple[dict[str, Any], Any]:
        """Return a copy of the values, and in it the table or list that is to hold ``path``, made if need be."""
        values = copy.deepcopy(self.values)
        holder: Any = values
        try:
            for part in path[:-1]:
                holder = holder.setdefault(part, {}) if isinstance(holder, dict) else holder[part]
        except (TypeError, IndexError):
            raise self._refusal(path) from None
        if isinstance(holder, dict) or (isinstance(holder, list) and path[-1] in range(len(holder))):
            return values, holder
        raise self._refusal(path)

    def _believe(self, text: str, values: Mapping[str, Any], path: Path) -> None:
        """Take ``text`` for the file's if it says exactly ``values``."""
        refusal, before = self._refusal(path), self.text
        try:
            self._take(text)
        except tomllib.TOMLDecodeError:
            raise refusal from None
        if self.values != values:
            self._take(before)
            raise refusal

    def _refusal(self, path: Path) -> CannotWrite:
        lines = self.layout.lines
        line = next(lines[path[:length]] for length in range(len(path), -1, -1) if path[:length] in lines)
        name = ".".join(str(part) for part in path)
        message = f"{self.file}:{line}: {name} is written in a way in which it cannot be changed alone."
        return CannotWrite(message, "Give its table a header and each value a line of its own, or change it yourself.")


def _loads(text: str) -> dict[str, Any]:
    """Return what ``text`` says; not-a-number is one object, which makes it equal to itself."""
    return tomllib.loads(text, parse_float=lambda digits: math.nan if "nan" in digits else float(digits))


def _at(values: Any, path: Keys) -> Any:
    for part in path:
        values = values[part]
    return values


def _written(text: str) -> Mapping[Path, int]:
    """Return what ``text`` writes, nothing where it is no TOML any more, which will not be believed anyway."""
    try:
        _loads(text)
    except tomllib.TOMLDecodeError:
        return {}
    return layout(text).lines
