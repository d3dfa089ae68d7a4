"""Advice on the sessions of upstream's that a region has on no agenda: what becomes of each. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kit.facilitate.off_agenda import is_public, links_to, unlinked
from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.model.page import ACTIVITIES, Page, PageKind
from kit.source.markdown.addresses import path_from


def check_off_agenda(edition: Edition) -> Iterator[Finding]:
    """Yield advice on each, and a warning for each link of facilitators' notes to one that is not built.

    Of a hidden round nothing is built, whichever of its formats a session stands in, so there is nothing to say.
    """
    linked = links_to(edition)
    hidden = [one for one in edition.rounds if one.hidden]
    later = {name for one in hidden for item in one.agenda for name in item.sessions}
    folders = {one.name for one in hidden}
    aside = {name: line for name, line in edition.off_agenda.items() if name.partition("/")[0] not in folders}
    for name, line in aside.items():
        page = edition.pages[name]
        if page.kind is not PageKind.SHARED or not (name in later or name.startswith(f"{ACTIVITIES}/")):
            yield _became(edition, page, line, linked.get(name))
    gone = aside.keys() & unlinked(edition)
    for page in edition.pages.values():
        if page.name not in gone:
            yield from _notes(edition, page, gone)


def _became(edition: Edition, page: Page, line: int | None, linked: Page | None) -> Finding:
    folder, _, short = page.name.partition("/")
    shared = page.kind is PageKind.SHARED
    message = f'"{page.title}" is on no agenda of yours, so it is in no menu, search, handout or slide; '
    if linked is not None:
        message += f"because {linked.name} links to it, its page is built, marked as not part of your meeting."
    else:
        message += "its page is not built, and its address leads to " + (
            "the home page." if shared else "the round's page."
        )
    upstream = next((old for old, new in edition.moved.items() if new == page.name), page.name)
    hint = f"To leave it out whole, links included, write drop = true in overrides/{upstream}/page.toml. "
    meeting, added = ("ROUND", page.name) if shared else (folder, short)
    hint += (
        f"To have it back, take out the lines that drop it, or add it: [[round.{meeting}.agenda]] and, in the lines "
    )
    hint += f'below, add = "{added}".'
    return Finding(Code.OFF_AGENDA, edition.settings_file, line, message, hint)


def _notes(edition: Edition, page: Page, gone: Collection[str]) -> Iterator[Finding]:
    for link in page.links:
        name = (path_from(page.path, link.target) or "").removesuffix(".md")
        if name in gone and not is_public(link):
            there, line = edition.origins.locate(page.path, link.line)
            message = f'The link "{link.text or link.target}" in the notes for facilitators of {there}:{line} leads to '
            message += f"{name}, which is on no agenda of yours and is not built."
            hint = "The words stay and the link is left out. Change the section that holds it if that reads oddly."
            place = (edition.settings_file, edition.off_agenda[name])
            yield Finding(Code.DROPPED_LINK, *place, message, hint)
