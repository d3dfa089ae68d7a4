"""The content of pages, of which papers and slides are made, kept for the next group that has the very same page.

Such a group gets the same object, so that what is remembered of it (``kit.system.memo``) holds for that group too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kit.model.findings import Finding
from kit.network.kept_pages import KeptPages
from kit.render.content.model import Content


class KeptContents:
    """The content of each page as the last group had it that shared the page. ``pages`` knows what that hangs on."""

    def __init__(self, pages: KeptPages) -> None:
        self._pages = pages
        self._kept: dict[str, tuple[object, Content]] = {}

    def recall(self, found: Sequence[Finding], name: str, make: Callable[[], Content]) -> Content:
        """Return the content of the page called ``name``: kept, or what ``make`` returns.

        A page of which anything is wrong, so that ``found`` grows, is not kept: that is told of each group.
        """
        key = self._pages.hangs_on(name)
        if key is None:
            return make()
        known, content = self._kept.get(name, (None, None))
        if content is None or known != key:
            before, content = len(found), make()
            if len(found) == before:
                self._kept[name] = key, content
        return content
