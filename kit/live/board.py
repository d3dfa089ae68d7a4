"""What browsers are shown: the site, which pages are open, and what they are to be told. Nothing here knows the web."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kit.live.impact import Files
from kit.live.preview import News, Stage
from kit.model.findings import Finding, Level

Send = Callable[[dict[str, Any]], None]

RELOAD: dict[str, Any] = {"reload": True}
_INDEX = "searchindex.js"  # changes with every word and shows on no page but that for searching
_SEARCH = "search.html"


@dataclass(frozen=True, eq=False)
class Viewer:
    """A page that is open in a browser: its file's ``path`` in the site, and how to send it something."""

    path: str
    send: Send


@dataclass
class Board:
    """The site as it is served. ``run`` is another text each time that the preview is started."""

    run: str
    files: Files = field(default_factory=dict)
    mistakes: list[dict[str, str]] = field(default_factory=list)
    _count: int = 0
    _changed_at: dict[str, int] = field(default_factory=dict)
    _viewers: list[Viewer] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """A word for the site as it is now, which pages carry, so that an old one is known as such."""
        return f"{self.run}-{self._count}"

    def looked_at(self) -> frozenset[str]:
        """Return the names of the pages that are open."""
        return frozenset(viewer.path.removesuffix(".html") for viewer in list(self._viewers))

    def join(self, viewer: Viewer, shown: str) -> None:
        """Add a viewer whose page carries the word ``shown``, and tell it what it has missed."""
        self._viewers.append(viewer)
        run, _, count = shown.rpartition("-")
        if run != self.run or not count.isdigit() or self._last_change(viewer.path) > int(count):
            viewer.send(RELOAD)
        viewer.send(self._state())

    def leave(self, viewer: Viewer) -> None:
        """Take a viewer off."""
        self._viewers.remove(viewer)

    def post(self, files: Files, news: News) -> None:
        """Show ``files``, and tell those whose page they change; tell all of mistakes, and when there are none left."""
        self._count += 1
        self.files = files
        self._changed_at |= dict.fromkeys(news.changed, self._count)
        stays = news.stage is Stage.MISTAKES
        self.mistakes = [_told(one) for one in news.findings if one.level is Level.ERROR] if stays else []
        for viewer in list(self._viewers):
            if self._last_change(viewer.path) == self._count:
                viewer.send(RELOAD)
            viewer.send(self._state())

    def trouble(self, message: str, hint: str) -> None:
        """Tell all why the site could not be brought up to date, if it is for none of its pages."""
        self.mistakes = [{"place": "", "message": message, "hint": hint}]
        for viewer in list(self._viewers):
            viewer.send(self._state())

    def _last_change(self, path: str) -> int:
        """Return when the page at ``path``, or what it may use, has changed last."""
        own = self._changed_at.get(path, 0)
        return max([own, *(count for name, count in self._changed_at.items() if _used(name, path))])

    def _state(self) -> dict[str, Any]:
        return {"mistakes": self.mistakes}


def _used(name: str, page: str) -> bool:
    """Whether the page at ``page`` may use the file at ``name``: any but other pages, and the search index."""
    return page == _SEARCH if name == _INDEX else not name.endswith(".html")


def _told(one: Finding) -> dict[str, str]:
    return {"place": one.place, "message": one.message, "hint": one.hint}
