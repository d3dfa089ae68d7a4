"""Texts of links: what somebody hears who steps from link to link, or sees who reads only the links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.check.addresses import Kind, anchor_of, kind_of_address, path_from
from kit.check.messages import PLAIN_KINDS
from kit.model.findings import Code, Finding
from kit.model.page import Page, Reference

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
        if not link.text.strip() and link.target and kind_of_address(link.target) is Kind.WEB:
            message = f"The link to {link.target} has no words, so nobody can see it, press it or hear of it."
            hint = f"Put words between the square brackets: [the service standard]({link.target})"
            yield Finding(Code.EMPTY_LINK, page.path, link.line, message, hint)


def same_text(page: Page) -> Iterator[Finding]:
    """Yield advice where the same words lead to two places on one page, each pair once."""
    first: dict[str, Reference] = {}
    told: set[tuple[str, str]] = set()
    for link in page.links:
        text = " ".join(link.text.split()).strip(_EDGES).casefold()
        if not text or text in VAGUE or kind_of_address(link.target) is Kind.REFUSED:
            continue
        before, place = first.setdefault(text, link), _place(page, link)
        if place != _place(page, before) and (text, place) not in told:
            told.add((text, place))
            message = f'"{link.text}" leads to {link.target} here, and to {before.target} on line {before.line}.'
            hint = "Give them different words, so that people who only have the words know which is which."
            yield Finding(Code.SAME_LINK_TEXT, page.path, link.line, message, hint)


def _place(page: Page, link: Reference) -> str:
    """Return where a link leads, the same for all ways to write it."""
    if kind_of_address(link.target) is Kind.WEB:
        return link.target.partition("#")[0].rstrip("/").casefold().replace("http://", "https://", 1)
    path = path_from(page.path, link.target)
    return f"{path}#{anchor_of(link.target)}"
