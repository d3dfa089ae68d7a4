"""Links of foreign pages: to pages of the draft where they were, to the web, or plain words. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from kit.franchise.importing.escape import LINK_END, LINK_MIDDLE, LINK_START
from kit.franchise.importing.model import Draft, Link

_LINK = re.compile(f"{LINK_START}(\\d+){LINK_MIDDLE}([^{LINK_START}{LINK_END}]*){LINK_END}")
_WEB = re.compile(r"(?:https?|mailto|tel):\S", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOME = frozenset({"index", "readme", "_index", ""})


@dataclass(frozen=True)
class Pages:
    """The pages of the draft by what links may call them: their paths in the source without endings, and names."""

    drafts: Mapping[str, Draft]
    all: Sequence[Draft] = ()

    def holding(self, draft: Draft, anchor: str) -> Draft:
        """Return the page that has ``anchor``, of those that were made of the same file as ``draft``."""
        others = (one for one in self.all if one.source == draft.source and anchor in one.ids)
        return draft if anchor in draft.ids else next(others, draft)

    def called(self, page: str, address: str) -> Draft | None:
        """Return the page that ``address``, on ``page`` of the source, leads to."""
        bare = re.sub(r"\.(?:md|markdown|html?|qmd|rmd|docx)$", "", address.strip(), flags=re.IGNORECASE).strip("/")
        near = posixpath.normpath(posixpath.join(posixpath.dirname(page), bare))
        last = posixpath.basename(bare)
        for key in (near, bare, re.sub(r"^(?:\.\./)+", "", bare), last):
            if (found := self.drafts.get(key.casefold())) is not None:
                return found
        return self.drafts.get("index") if last.casefold() in _HOME else None


def pages_by_call(drafts: Sequence[Draft]) -> Pages:
    """Return ``drafts`` by all that links may call them; the first of a name keeps it."""
    known: dict[str, Draft] = {}
    for one in drafts:
        path = posixpath.splitext(one.source)[0].casefold()
        known.setdefault(path, one)
    for one in drafts:
        last = posixpath.basename(posixpath.splitext(one.source)[0]).casefold()
        for name in (last, re.sub(r"^\d+[-_. ]+", "", last), one.name):
            known.setdefault(name, one)
    return Pages(known, drafts)


def linked(text: str, draft: Draft, pages: Pages) -> str:
    """Return ``text`` of ``draft`` with each link in place of its mark."""
    return _LINK.sub(lambda found: _written(draft.links[int(found[1])], found[2], draft, pages), text)


def bare(text: str) -> str:
    """Return ``text`` with the words of its links alone."""
    return _LINK.sub(lambda found: found[2], text)


def _written(link: Link, words: str, draft: Draft, pages: Pages) -> str:
    address = link.address.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    if "{{" in address or "}}" in address or not address:
        return _words(link, words, draft, "its address was to be filled in by another program")
    if _WEB.match(address):
        return _to_web(address, words)
    if _SCHEME.match(address):
        return _words(link, words, draft, f"no page may lead to addresses that begin with {address.split(':')[0]}:")
    return _to_page(link, address, words, draft, pages)


def _words(link: Link, words: str, draft: Draft, why: str) -> str:
    shown = link.address if len(link.address) < 100 else f"{link.address[:99]}…"
    draft.told.changed(
        link.line, f"The link to {shown} became plain words: {why}.", "Link to another page, or leave it."
    )
    return words


def _to_web(address: str, words: str) -> str:
    safe = re.sub(r"[\s<>\\`|{}^\"]", lambda found: f"%{ord(found[0]):02X}", address)
    if words == address and safe == address and "://" in address:
        return f"<{address}>"
    return f"[{words}]({safe})" if safe.count("(") == safe.count(")") == 0 else f"[{words}](<{safe}>)"


def _to_page(link: Link, address: str, words: str, draft: Draft, pages: Pages) -> str:
    path, _, anchor = address.partition("#")
    path = unquote(path.partition("?")[0])
    page = pages.called(draft.source, path) if path else draft
    if page is None:
        ending = posixpath.splitext(path)[1].lower()
        file = ending and ending not in (".md", ".html", ".htm", ".markdown")
        why = "the kit carries no such files" if file else "that page is not among those that were imported"
        return _words(link, words, draft, why)
    wanted = unquote(anchor).casefold()
    page = pages.holding(page, wanted) if wanted else page
    place = page.ids.get(wanted, "")
    if anchor and not place:
        draft.told.changed(
            link.line, f"The link to {address[:100]} leads to the whole page: nothing there has that name."
        )
    if page is draft:
        return f"[{words}](#{place})" if place else words
    return f"[{words}]({page.name}.md{f'#{place}' if place else ''})"
