"""Lets a studio follow the disk while pages are served: one task watches, another works, in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

import watchfiles

from kit.live.board import Board
from kit.live.preview import News, Stage, Studio

Later = Callable[..., object]  # takes a function and its arguments, and calls it, now or in another thread
PAUSE = 0.15  # seconds, in which browsers fetch the page that was changed before the other pages are made
QUIET = 50  # milliseconds without a change, after which files are taken to be saved as a whole


class Tell(Protocol):
    """Whoever speaks to the person at the terminal."""

    def changed(self, paths: Sequence[Path]) -> None:
        """Say which files have changed."""

    def news(self, news: News) -> None:
        """Say how far an update is."""

    def trouble(self, error: Exception) -> tuple[str, str]:
        """Say why there could be no update, and return that as a message and what to do."""


class Follower:
    """Brings ``board`` up to date with what ``studio`` makes of the files below ``roots``, change by change."""

    def __init__(
        self, studio: Studio, board: Board, roots: Sequence[Path], wanted: Callable[[str], bool], tell: Tell
    ) -> None:
        """``wanted`` says of an absolute path whether a change there matters."""
        self._studio, self._board, self._roots, self._wanted, self._tell = studio, board, roots, wanted, tell
        self._waiting, self._ending = threading.Event(), threading.Event()
        studio.waiting, studio.ending, studio.looked_at = self._waiting.is_set, self._ending.is_set, board.looked_at

    def first(self) -> None:
        """Build the site before anybody looks at it."""
        self._update(_at_once)

    @asynccontextmanager
    async def lifespan(self, _: object) -> AsyncIterator[None]:
        """Follow the disk while it is open."""
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
        """Watch; without ``polling`` as WATCHFILES_FORCE_POLLING says, by which a person may ask for it."""
        watching = watchfiles.awatch(
            *self._roots,
            watch_filter=lambda _, path: self._wanted(path),
            step=QUIET,
            stop_event=end,
            force_polling=polling,
        )
        async for changes in watching:
            self._tell.changed([Path(path) for _, path in changes])
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
            for news in self._studio.update():
                later(self._board.post, self._studio.files, news)
                self._tell.news(news)
                if news.stage is Stage.FIRST:
                    self._waiting.wait(PAUSE)
        except Exception as error:  # told, and the preview goes on: the next change builds everything anew
            later(self._board.trouble, *self._tell.trouble(error))


def _at_once(do: Callable[..., object], *arguments: object) -> None:
    do(*arguments)
