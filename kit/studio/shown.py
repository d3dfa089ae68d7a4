"""The preview of a region in a browser: the live preview's own machinery, whose files go to the browser's cache."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kit.live.live_site import LiveSite, is_shared
from kit.live.media import HTML, policy_of, type_of
from kit.live.preview import Preview
from kit.live.scripts import Scripts, with_scripts


@dataclass
class Shown:
    """The site of the region at ``root`` as pages of this tab show it; ``work`` is a private folder.

    ``base`` is the address of the preview, which ends in ``preview/RUN/``.
    """

    root: Path
    work: Path
    base: str
    run: str

    @cached_property
    def _preview(self) -> Preview:
        self.work.mkdir(parents=True, exist_ok=True)
        return Preview(self.root, self.work)

    @cached_property
    def _site(self) -> LiveSite:
        return LiveSite(self.run)

    @property
    def mistakes(self) -> list[dict[str, str]]:
        """What stands in the way of a newer preview."""
        return self._site.mistakes

    @property
    def shows(self) -> bool:
        """Whether there is anything to see."""
        return bool(self._preview.files)

    def update(self) -> Iterator[tuple[dict[str, Any], Mapping[str, bytes]]]:
        """Bring the preview up to date, and yield each stage as an event, with the files that changed as they are sent.

        Raises what ``Preview.update`` raises.
        """
        for news in self._preview.update():
            self._site.post(self._preview.files, news)
            there = {path: self._preview.files[path] for path in sorted(news.changed) if path in self._preview.files}
            yield (
                {
                    "event": "changed",
                    "stage": news.stage.value,
                    "shown": self._site.shown,
                    "pages": sorted(path for path in news.changed if path.endswith(".html")),
                    "assets": any(is_shared(path) for path in news.changed),
                    "gone": sorted(news.changed - there.keys()),
                    "headers": {path: _headers(type_of(path)) for path in there},
                    "mistakes": self.mistakes,
                },
                {path: self._sent(path, data) for path, data in there.items()},
            )

    def _sent(self, path: str, data: bytes) -> bytes:
        """Return a file as browsers get it: pages with what keeps them up to date and lets them be changed."""
        if type_of(path) != HTML:
            return data
        live = f"{self.base.removesuffix(f'preview/{self.run}/')}live"
        scripts = Scripts(f"{live}/page.js", f"{live}/main.js", self.run, base=self.base, channel=f"studio-{self.run}")
        return with_scripts(data, self._site.shown, scripts)


def _headers(kind: str) -> dict[str, str]:
    """Return how a file of that kind is answered, so that nothing but a page runs scripts."""
    policy = policy_of(kind)
    return {
        "Content-Type": kind,
        "X-Content-Type-Options": "nosniff",
        **({"Content-Security-Policy": policy} if policy else {}),
    }
