"""The site as browsers are shown it, which of its pages are open, and the news for those. Knows nothing of the web."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kit.live.impact import Files
from kit.live.preview import News, Stage
from kit.model.findings import Finding, Level
from kit.render.site.excerpts import EXCERPTS

Send = Callable[[dict[str, Any]], None]

RELOAD: dict[str, Any] = {"reload": True}
# They change with every word and show on no page but that for searching.
_INDEX = frozenset({"searchindex.js", EXCERPTS})
_SEARCH = "search.html"
_COUNT = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, eq=False)
class OpenPage:
    """A page that is open in a browser: its file's ``path`` in the site, and how to send it something."""

    path: str
    send: Send


@dataclass
class LiveSite:
    """The site as it is served now, and the pages that are open.

    ``run`` is another text each time that the preview is started.
    """

    run: str
    files: Files = field(default_factory=dict)
    mistakes: list[dict[str, str]] = field(default_factory=list)
    _count: int = 0
    _changed_at: dict[str, int] = field(default_factory=dict)
    _pages: list[OpenPage] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """The name of the site's state now, which pages carry, so that an old page is recognised."""
        return f"{self.run}-{self._count}"

    def open_pages(self) -> frozenset[str]:
        """Return the names of the pages that are open."""
        return frozenset(page.path.removesuffix(".html") for page in list(self._pages))

    def join(self, page: OpenPage, shown: str) -> None:
        """Add an open page that was sent in the state ``shown``, and send it what it has missed."""
        self._pages.append(page)
        run, _, count = shown.rpartition("-")
        if run != self.run or not _COUNT.fullmatch(count) or self._last_change(page.path) > int(count):
            page.send(RELOAD)
        page.send(self._state())

    def leave(self, page: OpenPage) -> None:
        """Remove a page that was closed."""
        self._pages.remove(page)

    def post(self, files: Files, news: News) -> None:
        """Serve ``files`` from now on: changed pages load again, and all pages learn which mistakes there are."""
        self._count += 1
        self.files = files
        self._changed_at |= dict.fromkeys(news.changed, self._count)
        stays = news.stage is Stage.MISTAKES
        self.mistakes = [_mistake(one) for one in news.findings if one.level is Level.ERROR] if stays else []
        for page in list(self._pages):
            if self._last_change(page.path) == self._count:
                page.send(RELOAD)
            page.send(self._state())

    def trouble(self, message: str, hint: str) -> None:
        """Send all pages the reason why the site could not be brought up to date, where no page is at fault."""
        self.mistakes = [{"place": "", "message": message, "hint": hint}]
        for page in list(self._pages):
            page.send(self._state())

    def _last_change(self, path: str) -> int:
        """Return the number of the last update that changed the page at ``path``, or a file that it may use."""
        own = self._changed_at.get(path, 0)
        return max([own, *(count for name, count in self._changed_at.items() if _used(name, path))])

    def _state(self) -> dict[str, Any]:
        return {"mistakes": self.mistakes}


def _used(name: str, page: str) -> bool:
    """Whether the page at ``page`` may use the file at ``name``: any but other pages, and the search index."""
    return page == _SEARCH if name in _INDEX else is_shared(name)


def is_shared(name: str) -> bool:
    """Whether every page may use the file at ``name``."""
    return name not in _INDEX and not name.endswith(".html")


def _mistake(one: Finding) -> dict[str, str]:
    return {"place": one.place, "message": one.message, "hint": one.hint}
