"""Links of the region's own text to what has another address now, where its old one would lead somewhere else. Pure.

Upstream puts a new round in front: the plan to which the region's text links as ``../round-1/index.md`` is
``round-2/index`` now, and another one is ``round-1/index``. So the link becomes ``../round-2/index.md``. Where the old
address leads nowhere any more, the record of what moved leads on, and the link stays as it is written.

This is done before texts are merged, and in what upstream said then too. So a text that differs from upstream's by its
links alone does not seem to be changed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from posixpath import dirname, relpath
from urllib.parse import quote

from kit.franchise.record import Lock, PageLock
from kit.franchise.update.follow import Follower
from kit.franchise.update.follow_rounds import PLAN
from kit.franchise.update.own_plans import with_sessions_now
from kit.franchise.update.pages import own_places
from kit.model.tree import Tree
from kit.source.markdown.addresses import AddressKind, kind_of_address, path_from

# The address of a link or picture, behind "](" or, at the start of a line, behind "[name]:".
_ADDRESS = re.compile(r"(\]\([ \t]*<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?)([^\s<>()]+)", re.MULTILINE)


def readdressed(tree: Tree, before: Lock, follower: Follower) -> tuple[Tree, Lock]:
    """Return the region and its record with all links as they must be now; most often nothing differs."""
    work = _Links(before, follower)
    files = {path: work.file(path, data) for path, data in tree.files.items()}
    return Tree(files), replace(before, pages={name: work.lock(name, one) for name, one in before.pages.items()})


class _Links:
    """Where everything is now, looked up once for each address that a text names."""

    def __init__(self, before: Lock, follower: Follower) -> None:
        self.before, self.follower = before, follower
        self.own = {
            **own_places(follower, "pages", before.settings.pages),
            **own_places(follower, "files", before.settings.files),
        }

    def file(self, path: str, data: bytes) -> bytes:
        """Return a file of the region; only the texts of its own may differ."""
        folder, _, rest = path.partition("/")
        if not path.endswith(".md") or folder not in ("overrides", "pages"):
            return data
        whole = folder == "pages"
        here, there = (rest, self.own.get(rest, rest)) if whole else (f"{dirname(rest)}.md", self.page(dirname(rest)))
        text = self.text(data.decode(errors="surrogateescape"), here, there)
        if whole and rest.partition("/")[2] == f"{PLAN}.md":
            text = with_sessions_now(text, self.follower, here, there)
        return text.encode(errors="surrogateescape")

    def lock(self, name: str, lock: PageLock) -> PageLock:
        """Return what is recorded of a page, with the links of its texts."""
        here, there = f"{name}.md", self.page(name)
        texts = {key: self.text(base, here, there) for key, base in lock.bases.items() if isinstance(base, str)}
        return replace(lock, bases={**lock.bases, **texts})

    def page(self, name: str) -> str:
        """Return the path at which the page called ``name`` is now, its old one where it is no more."""
        place = self.follower.page(name, self.before.pages.get(name))
        return f"{place.page if place else self.follower.home(name)}.md"

    def text(self, text: str, here: str, there: str) -> str:
        """Return ``text``, which stood on the page at ``here`` and stands on that at ``there``."""

        def changed(match: re.Match[str]) -> str:
            return match[1] + self.link(match[2], here, there)

        return _ADDRESS.sub(changed, text)

    def link(self, address: str, here: str, there: str) -> str:
        way, mark, anchor = address.partition("#")
        if not way or kind_of_address(address) is not AddressKind.TREE:
            return address
        old = path_from(here, way)
        new = self.now(old, dirname(here) != dirname(there)) if old else None
        if new is None or path_from(there, way) == new:
            return address
        root = f"/{new}" if way.startswith("/") else relpath(new, dirname(there) or ".")
        return f"{quote(root)}{mark}{anchor}"

    def now(self, path: str, elsewhere: bool) -> str:
        """Return where the file at ``path`` is now; ``elsewhere`` says that the text itself is in another folder."""
        if path in self.own:
            return self.own[path]
        name = path.removesuffix(".md")
        old, new = self.follower.old, self.follower.new
        if not path.endswith(".md"):
            return self.picture(path)
        if name not in old.names:
            return self.page(self.follower.known(name) if elsewhere or name in new.names else name)
        stands = elsewhere or name in new.names or name in self.before.pages
        return self.page(name) if stands else path

    def picture(self, path: str) -> str:
        """Return where upstream has a picture now: with its round, unless only its old place has one."""
        folder, _, rest = path.partition("/")
        there = f"{self.follower.round(folder) or folder}/{rest}"
        return there if rest and there in self.follower.new.tree.files else path
