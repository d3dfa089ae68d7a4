"""Links and pictures that lead somewhere in the tree, held against what is there (pure)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from posixpath import relpath

from kit.check.addresses import Kind, address_in, anchor_of, kind_of_address, path_from
from kit.check.nearest import nearest
from kit.model.findings import Code, Finding
from kit.model.page import Page, PageKind, Reference

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
REF_ROLES = ("ref", "bdg-ref")


@dataclass(frozen=True)
class _Tree:
    pages: Mapping[str, Page]  # by path
    files: Collection[str]
    dropped: frozenset[str]
    moved: Mapping[str, str]
    targets: frozenset[str]
    unreadable: frozenset[str]


def check_links(
    pages: Mapping[str, Page],
    files: Collection[str],
    dropped: frozenset[str],
    moved: Mapping[str, str],
    unreadable: frozenset[str] = frozenset(),
) -> list[Finding]:
    """Return the findings on links and pictures of ``pages`` that lead nowhere in the tree, page by page.

    ``files`` are all paths of the tree; ``dropped`` names the pages that a region left out, and ``moved`` gives new
    names by old ones, both without ``.md``, as are the pages that could not be read, which has been told. Addresses
    on the web are not looked at.
    """
    built = {page.path: page for page in pages.values() if page.kind is not PageKind.LANGUAGE}
    targets = frozenset(target.target.lower() for page in built.values() for target in page.targets)
    tree = _Tree(built, frozenset(files), dropped, moved, targets, unreadable)
    return [finding for page in built.values() for finding in _page(page, tree)]


def _page(page: Page, tree: _Tree) -> Iterator[Finding]:
    for link in page.links:
        if kind_of_address(link.target) is Kind.TREE:
            yield from _link(page, link, tree)
    for name, role in page.roles:
        if name == "doc":
            yield from _document(page, role, tree)
        elif name in REF_ROLES or name.startswith("bdg-ref-"):
            yield from _label(page, role, tree)
    for picture in page.pictures:
        if kind_of_address(picture.target) is Kind.TREE:
            yield from _picture(page, picture, tree)


def _link(page: Page, link: Reference, tree: _Tree) -> Iterator[Finding]:
    path = path_from(page.path, link.target)
    if path and path.removesuffix(".md") in tree.unreadable:
        return
    if not link.target:
        hint = "Write its address between the round brackets behind it."
        yield Finding(Code.BROKEN_LINK, page.path, link.line, f'The link "{link.text}" has no address.', hint)
    elif path is None:
        yield _outside(page, link, Code.UNSAFE_LINK)
    elif path in tree.pages:
        yield from _anchor(page, link, tree.pages[path], tree)
    elif path.removesuffix(".md") in tree.dropped and path.endswith(".md"):
        yield _to_dropped(page, link, path.removesuffix(".md"))
    elif path in tree.files and not path.lower().endswith((*PICTURES, ".md")):
        message = (
            f"The link to {link.target} leads to a file that is neither a page nor a picture, so it is not published."
        )
        hint = "Link to a page, or put the file somewhere on the web and link to that."
        yield Finding(Code.UNSAFE_LINK, page.path, link.line, message, hint)
    elif (path not in tree.files or path.endswith(".md")) and path.removesuffix(".md") not in tree.moved:
        yield _no_page(page, link, path, tree)


def _outside(page: Page, link: Reference, code: Code) -> Finding:
    message = f"The address {link.target} leads out of the folder of sessions, where nothing may be taken from."
    hint = "Use a path inside it, with as many ../ as there are folders to leave, or begin with / for its top."
    return Finding(code, page.path, link.line, message, hint)


def _to_dropped(page: Page, link: Reference, name: str) -> Finding:
    message = f'The link "{link.text or link.target}" leads to {name}, which is not in this region.'
    hint = "The words stay and the link is left out. Change the section that holds it if that reads oddly."
    return Finding(Code.DROPPED_LINK, page.path, link.line, message, hint)


def _anchor(page: Page, link: Reference, target: Page, tree: _Tree) -> Iterator[Finding]:
    anchor = anchor_of(link.target)
    own = {section.anchor for section in target.sections}
    known = own | {section.slug for section in target.sections} | {one.target for one in target.targets}
    if anchor in known or not anchor:
        return
    address = f"{target.name}#{anchor}"
    if target is not page and address in tree.dropped:
        yield _to_dropped(page, link, address)
    elif target is page or address not in tree.moved:
        close = nearest(anchor, own)
        message = f"The link to #{anchor} leads to no section of {target.path}."
        hint = (
            f"Did you mean #{close}?"
            if close
            else "Its address is its title in small letters, with hyphens for spaces."
        )
        yield Finding(Code.BROKEN_LINK, page.path, link.line, message, hint)


def _no_page(page: Page, link: Reference, path: str, tree: _Tree) -> Finding:
    message = f"The link to {link.target} leads to no page or picture of this tree."
    for likely in (f"{path}.md", f"{path}/index.md"):
        if likely in tree.pages:
            return Finding(Code.BROKEN_LINK, page.path, link.line, message, f"Write {_from(page, likely)}")
    close = _nearest_path(path, tree.pages)
    hint = f"Did you mean {_from(page, close)}?" if close else "Check the spelling; pages end in .md."
    return Finding(Code.BROKEN_LINK, page.path, link.line, message, hint)


def _from(page: Page, path: str) -> str:
    """Return ``path`` as one writes it on ``page``."""
    return relpath(path, page.path.rpartition("/")[0] or ".")


def _nearest_path(path: str, paths: Collection[str]) -> str | None:
    """Return the path with the same last part, else the one that is most like ``path``."""
    name = path.rpartition("/")[2]
    same = sorted(one for one in paths if one.rpartition("/")[2] == name and name != "index.md")
    return same[0] if same else nearest(path, paths)


def _document(page: Page, role: Reference, tree: _Tree) -> Iterator[Finding]:
    written = address_in(role.target)
    path = path_from(page.path, written)
    if path in tree.unreadable:
        return
    if path is None:
        yield _outside(page, Reference(written, role.text, role.line), Code.UNSAFE_LINK)
    elif path in tree.dropped:
        yield _to_dropped(page, role, path)
    elif f"{path}.md" not in tree.pages and path not in tree.moved:
        message = f"{{doc}} names {written}, and there is no such page."
        close = _nearest_path(path.removesuffix(".md") + ".md", tree.pages)
        hint = f"Did you mean {_from(page, close).removesuffix('.md')}?" if close else "Write its path without .md."
        yield Finding(Code.BROKEN_LINK, page.path, role.line, message, hint)


def _label(page: Page, role: Reference, tree: _Tree) -> Iterator[Finding]:
    written = address_in(role.target)
    if written.lower() not in tree.targets:
        close = nearest(written, tree.targets)
        message = f"{{ref}} names {written}, and no page has that target."
        otherwise = f"Put ({written})= on the line above a heading, or link with [words](page.md#section)."
        hint = f"Did you mean {close}?" if close else otherwise
        yield Finding(Code.BROKEN_LINK, page.path, role.line, message, hint)


def _picture(page: Page, picture: Reference, tree: _Tree) -> Iterator[Finding]:
    path = path_from(page.path, picture.target)
    if path is None:
        yield _outside(page, picture, Code.UNSAFE_PICTURE)
    elif path not in tree.files or not path.lower().endswith(PICTURES):
        close = _nearest_path(path, [one for one in tree.files if one.lower().endswith(PICTURES)])
        message = f"The picture {picture.target or '(no path)'} is not among the pictures of this tree."
        hint = f"Did you mean {_from(page, close)}?" if close else "Put the file beside the page and write its name."
        yield Finding(Code.BROKEN_PICTURE, page.path, picture.line, message, hint)
