"""Links and pictures that lead somewhere in the tree, held against what is there (pure)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import relpath

from kit.check.blocks import nearest
from kit.check.office import PLAIN_KINDS
from kit.model.findings import Code, Finding
from kit.model.page import Page, PageKind, Reference, Section
from kit.source.markdown.addresses import (
    AddressKind,
    address_in,
    anchor_of,
    has_query,
    is_ref,
    kind_of_address,
    path_from,
    picture_from,
    same_place,
)
from kit.source.markdown.slugs import slug
from kit.source.tree.paths import PICTURE_SUFFIXES, path_problem, suggestion

PICTURES = tuple(sorted(PICTURE_SUFFIXES))
_NAME_IN_BRACES = re.compile(r"(?<!\s)\s*+\{\s*+#[^{}\n]*+\}")


@dataclass(frozen=True)
class _Tree:
    pages: Mapping[str, Page]  # by path
    files: Collection[str]
    dropped: frozenset[str]
    moved: Mapping[str, str]
    targets: Mapping[str, Sequence[str]]  # the paths of the pages that have each target
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
    names by old ones, both without ``.md``, as are the pages among what could not be read, which has been told.
    Addresses on the web are not looked at.
    """
    built = {page.path: page for page in pages.values() if page.kind is not PageKind.LANGUAGE}
    tree = _Tree(built, frozenset(files), dropped, moved, _targets(built.values()), unreadable)
    return [finding for page in built.values() for finding in _page(page, tree)]


def _targets(pages: Iterable[Page]) -> dict[str, list[str]]:
    """Return the paths of the pages that have each target."""
    found: dict[str, list[str]] = {}
    for page in pages:
        for name in dict.fromkeys(target.target.lower() for target in page.targets):
            found.setdefault(name, []).append(page.path)
    return found


def _page(page: Page, tree: _Tree) -> Iterator[Finding]:
    for link in page.links:
        if kind_of_address(link.target) is AddressKind.TREE:
            yield from _link(page, link, tree)
    for name, role in page.roles:
        if name == "doc":
            yield from _document(page, role, tree)
        elif is_ref(name):
            yield from _label(page, role, tree)
    for picture in page.pictures:
        if kind_of_address(picture.target) is AddressKind.TREE:
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
    elif path in tree.pages and not tree.pages[path].kind.published and path != page.path:
        message = f"The link to {link.target} leads to a page that is not on the site, so nobody could follow it."
        hint = "Messages, countdowns and region.md are sent or handed on, not shown. Link to another page."
        yield Finding(Code.BROKEN_LINK, page.path, link.line, message, hint)
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
    elif path in tree.files and path.lower().endswith(PICTURES):
        message = f"The link to {link.target} leads to a picture, and pictures are shown on pages, not led to."
        hint = f"Put a ! before it to show it here: ![{link.text or 'What it shows'}]({link.target})"
        yield Finding(Code.BROKEN_LINK, page.path, link.line, message, hint)
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
        close = nearest(anchor, map(_plain_anchor, target.sections))
        message = f"The link to #{anchor} leads to no section of {target.path}."
        hint = (
            f"Did you mean #{close}?"
            if close
            else "Its address is its title in small letters, with hyphens for spaces."
        )
        yield Finding(Code.BROKEN_LINK, page.path, link.line, message, hint)


def _plain_anchor(section: Section) -> str:
    """Return the address of a section, as it is once a name in braces, which other programs write, is deleted."""
    plain = _NAME_IN_BRACES.sub("", section.title)
    return section.anchor if plain == section.title else slug(plain)


# Files that people hand round, and that the kit neither checks nor gives to those who download a round.
_PAPER = re.compile(r"\.(pdf|docx?|pptx?|xlsx?|od[tps]|csv|zip|txt|rtf|sql)\Z", re.IGNORECASE)
_PAPER_HINT = (
    "Write what it says in a handout block, which is printed and downloaded; or put the file on a site of yours and "
    "link to it there: [words](https://...)"
)


def _no_page(page: Page, link: Reference, path: str, tree: _Tree) -> Finding:
    message = f"The link to {link.target} leads to no page or picture that is here."
    for likely in (f"{path}.md", f"{path}/index.md"):
        if likely in tree.pages:
            return Finding(Code.BROKEN_LINK, page.path, link.line, message, f"Write {_from(page, likely)}")
    if whole := _whole_address(link.target):
        return Finding(Code.BROKEN_LINK, page.path, link.line, message, f"Write the whole address: {whole}")
    if match := _PAPER.search(path):
        message = f"The link leads to the file {link.target}, and pages carry no {match[1].lower()} files."
        return Finding(Code.BROKEN_LINK, page.path, link.line, message, _PAPER_HINT)
    close = _nearest_path(path, tree.pages)
    hint = f"Did you mean {_from(page, close)}?" if close else "Check the spelling; pages end in .md."
    return Finding(Code.BROKEN_LINK, page.path, link.line, message, hint)


def _whole_address(target: str) -> str:
    """Return the address that was meant by www.example.org or sam@example.org, or ""."""
    if re.fullmatch(r"[^\s/@]+@[^\s/@]+\.[a-z]{2,}", target, re.IGNORECASE):
        return f"mailto:{target}"
    return f"https://{target}" if target.lower().startswith("www.") else ""


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
    there = tree.targets.get(written.lower(), ())
    if page.path not in there and len(there) > 1:
        message = f"{{ref}} names {written}, and {len(there)} pages have that target: {', '.join(there)}."
        hint = f"Say which one you mean: [words]({_from(page, there[0])}#{written.lower()})."
        yield Finding(Code.BROKEN_LINK, page.path, role.line, message, hint)
    elif not there:
        close = nearest(written, tree.targets)
        message = f"{{ref}} names {written}, and no page has that target."
        otherwise = f"Put ({written})= on the line above a heading, or link with [words](page.md#section)."
        hint = f"Did you mean {close}?" if close else otherwise
        yield Finding(Code.BROKEN_LINK, page.path, role.line, message, hint)


def _picture(page: Page, picture: Reference, tree: _Tree) -> Iterator[Finding]:
    path = path_from(page.path, picture.target)
    if has_query(picture.target):
        message = f"The picture {picture.target} has ? or # in its path, behind which programs read different things."
        hint = "Write the picture's path alone, up to its ending such as .png"
        yield Finding(Code.UNSAFE_PICTURE, page.path, picture.line, message, hint)
    elif path is None:
        yield _outside(page, picture, Code.UNSAFE_PICTURE)
    elif path not in tree.unreadable and picture_from(page.path, picture.target) not in tree.files:
        close = _nearest_path(path, [one for one in tree.files if one.lower().endswith(PICTURES)])
        message = f"The picture {picture.target or '(no path)'} is not among the pictures that are here."
        otherwise = "Put the file beside the page (in a region: into files/ROUND/), and write its name."
        hint = f"Did you mean {_from(page, close)}?" if close else otherwise
        if path_problem(path) and path_problem(better := suggestion(path)) is None and better not in tree.files:
            hint = f"No file can be called that here: give it a name such as {_from(page, better)}, and write that."
        yield Finding(Code.BROKEN_PICTURE, page.path, picture.line, message, hint)


# Texts of links: what somebody hears who steps from link to link, or sees who reads only the links.

# Link texts that say nothing out of context (WCAG 2.2, technique F84).
ENGLISH = frozenset(
    {"click here", "click", "here", "this", "this link", "this page", "link", "more", "read more", "see here"}
    | {"find out more", "learn more", "more information", "more info", "details", "page", "website", "this website"}
    | {"click this", "click this link", "click on this link", "follow this link", "go here", "look here", "read here"}
    | {"read this", "read on", "continue", "continue reading", "see more", "view", "view more", "view this", "visit"}
    | {"download", "download here", "this document", "document", "this one", "tap here", "press here", "this article"}
    | {"find out more here", "read more here", "for more information", "further information", "more details"}
)
WELSH = frozenset(
    {"yma", "cliciwch yma", "clicio yma", "pwyswch yma", "gweler yma", "gwelwch yma", "ewch yma", "darllenwch yma"}
    | {"mwy", "darllen mwy", "darllenwch fwy", "dysgu mwy", "dysgwch fwy", "rhagor", "rhagor o wybodaeth"}
    | {"mwy o wybodaeth", "gwybodaeth bellach", "manylion", "mwy o fanylion", "dolen", "y ddolen hon", "y ddolen"}
    | {"y dudalen hon", "tudalen", "gwefan", "y wefan hon", "hwn", "hon", "hyn", "lawrlwytho", "lawrlwythwch"}
)
VAGUE = ENGLISH | WELSH

# A web address with more than its host, which is spelt out character by character when it is read aloud.
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s/]+/\S+", re.IGNORECASE)
_EDGES = " .,:;!>→»…›"


def vague(page: Page) -> Iterator[Finding]:
    """Yield advice on each link whose text does not say where it leads, and on those that are a long address."""
    for link in page.links:
        if link.text.strip(_EDGES).casefold() in VAGUE:
            message = f'The link "{link.text}" does not say where it leads, to somebody who hears only the links.'
            hint = 'Use the name of what it leads to as its text, such as "the service standard".'
            yield Finding(Code.VAGUE_LINK, page.path, link.line, message, hint)
        elif page.kind not in PLAIN_KINDS and _ADDRESS.fullmatch(link.text.strip()):
            message = (
                "The link shows its whole address, which screen readers spell out and which breaks badly on phones."
            )
            hint = f"Give it words: [what it leads to]({link.text.strip()}). The host alone is fine as a text."
            yield Finding(Code.VAGUE_LINK, page.path, link.line, message, hint)


def empty(page: Page) -> Iterator[Finding]:
    """Yield a warning for each link to the web without words; one to a page takes that page's title."""
    for link in page.links:
        if not link.text.strip() and link.target and kind_of_address(link.target) is AddressKind.WEB:
            message = f"The link to {link.target} has no words, so nobody can see it, press it or hear of it."
            hint = f"Put words between the square brackets: [the service standard]({link.target})"
            yield Finding(Code.EMPTY_LINK, page.path, link.line, message, hint)


def same_text(page: Page) -> Iterator[Finding]:
    """Yield advice where the same words lead to two places on one page, each pair once."""
    first: dict[str, Reference] = {}
    told: set[tuple[str, str]] = set()
    for link in page.links:
        text = " ".join(link.text.split()).strip(_EDGES).casefold()
        if not text or text in VAGUE or kind_of_address(link.target) is AddressKind.REFUSED:
            continue
        before, place = first.setdefault(text, link), _place(page, link)
        if place != _place(page, before) and (text, place) not in told:
            told.add((text, place))
            message = f'"{link.text}" leads to {link.target} here, and to {before.target} on line {before.line}.'
            hint = "Give them different words, so that people who only have the words know which is which."
            yield Finding(Code.SAME_LINK_TEXT, page.path, link.line, message, hint)


def _place(page: Page, link: Reference) -> str:
    """Return where a link leads, the same for all ways to write it."""
    if kind_of_address(link.target) is AddressKind.WEB:
        return same_place(link.target)
    path = path_from(page.path, link.target)
    return f"{path}#{anchor_of(link.target)}"
