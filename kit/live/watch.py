"""Keeps a preview up to date with the disk while pages are served: one task watches, another updates in a thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

import watchfiles

from kit.live.live_site import LiveSite
from kit.live.preview import News, Preview, Stage

Later = Callable[..., object]  # takes a function and its arguments, and calls it, now or in another thread
PAUSE = 0.15  # seconds, in which browsers fetch the page that was changed before the other pages are made
QUIET = 50  # milliseconds without a change, after which files are taken to be saved as a whole


class Reporter(Protocol):
    """Reports to the person at the terminal."""

    def changed(self, paths: Sequence[Path]) -> None:
        """Report which files have changed."""

    def news(self, news: News) -> None:
        """Report how far an update is."""

    def trouble(self, error: Exception) -> tuple[str, str]:
        """Report why an update failed, and return that as a message and a hint."""


class Watcher:
    """Updates ``site`` with what ``preview`` makes of the files below ``roots``, whenever one changes."""

    def __init__(
        self, preview: Preview, site: LiveSite, roots: Sequence[Path], wanted: Callable[[str], bool], report: Reporter
    ) -> None:
        """``wanted`` returns whether a change at an absolute path matters."""
        self._preview, self._site, self._roots, self._wanted, self._report = preview, site, roots, wanted, report
        self._waiting, self._ending = threading.Event(), threading.Event()
        preview.waiting, preview.ending, preview.open_pages = self._waiting.is_set, self._ending.is_set, site.open_pages

    def first(self) -> None:
        """Build the site before anybody looks at it."""
        self._update(_at_once)

    @asynccontextmanager
    async def lifespan(self, _: object) -> AsyncIterator[None]:
        """Watch the disk while it is open."""
        changed, end = asyncio.Event(), asyncio.Event()
        tasks = asyncio.create_task(self._watch(changed, end)), asyncio.create_task(self._work(changed))
        yield
        self._ending.set()
        end.set()
        changed.set()
        await asyncio.gather(*tasks)

    async def _watch(self, changed: asyncio.Event, end: asyncio.Event) -> None:
        try:
            await self._watch_by(changed, end, None)
        except (OSError, RuntimeError):  # a drive, or a limit of the system, that allows no watching
            await self._watch_by(changed, end, True)

    async def _watch_by(self, changed: asyncio.Event, end: asyncio.Event, polling: bool | None) -> None:
        """Watch; where ``polling`` is None, the variable WATCHFILES_FORCE_POLLING decides."""
        watching = watchfiles.awatch(
            *self._roots,
            watch_filter=lambda _, path: self._wanted(path),
            step=QUIET,
            stop_event=end,
            force_polling=polling,
        )
        async for changes in watching:
            self._report.changed([Path(path) for _, path in changes])
            self._waiting.set()
            changed.set()

    async def _work(self, changed: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await changed.wait()
            changed.clear()
            self._waiting.clear()
            if self._ending.is_set():
                return
            await asyncio.to_thread(self._update, loop.call_soon_threadsafe)

    def _update(self, later: Later) -> None:
        try:
            for news in self._preview.update():
                later(self._site.post, self._preview.files, news)
                self._report.news(news)
                if news.stage is Stage.FIRST:
                    self._waiting.wait(PAUSE)
        except Exception as error:  # reported, and the preview goes on: the next change builds everything anew
            later(self._site.trouble, *self._report.trouble(error))


def _at_once(do: Callable[..., object], *arguments: object) -> None:
    do(*arguments)
