"""Rules on facts: sentences that state something and name a source that nobody wrote down, and facts grown old."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from kit.check.reviews import REVIEW_MONTHS, months_between
from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.model.page import Page
from kit.model.sources import Subject
from kit.source.markdown.addresses import same_place
from kit.source.settings.facts import facts_file
from kit.source.settings.files import setting_lines
from kit.source.settings.toml_places import Path

_STATED = re.compile(r"\b(?:18|19|20)\d\d\b|\d\s*(?:%|per\s?cent\b)|£\s*\d")  # a year, a share, a sum


def check_sources(edition: Edition) -> Iterator[Finding]:
    """Yield advice on the facts of an edition; where a tree has no ``facts/``, nobody asks for sources."""
    if not edition.facts:
        return
    known = {same_place(one.address) for subject in edition.facts for one in subject.sources}
    known |= {same_place(one.url) for one in edition.standards.values()}
    for page in edition.pages.values():
        if page.kind.published:
            yield from _unsourced(page, known)
    yield from _due(edition)


def _unsourced(page: Page, known: set[str]) -> Iterator[Finding]:
    stated = {one.line for one in page.prose.words if _STATED.search(one.text)}
    for link in page.links:
        if link.line in stated and re.match("https?:", link.target) and same_place(link.target) not in known:
            message = f"The sentence states something and links to {link.target}, which is in no file of facts."
            hint = "Add it to a file in facts/ with what it says, so that it is checked again and stands among sources."
            yield Finding(Code.UNSOURCED_LINK, page.path, link.line, message, hint)


def _due(edition: Edition) -> Iterator[Finding]:
    """Yield the facts checked long before the version's date: unlike today, that is the same wherever one builds."""
    made = datetime.datetime.fromtimestamp(edition.epoch, datetime.UTC).date()
    for subject in edition.facts:
        file = facts_file(subject.name)
        lines = setting_lines(edition.tree, file)
        for path, checked in _checks(subject):
            if months_between(checked, made) >= REVIEW_MONTHS:
                when = checked.isoformat()
                message = f"The fact was last checked on {when}, over {REVIEW_MONTHS} months before this version."
                hint = "Read the source again, correct the fact where it changed, and set checked to that day."
                yield Finding(Code.FACT_DUE, file, lines.get(path), message, hint)


def _checks(subject: Subject) -> Iterator[tuple[Path, datetime.date]]:
    """Yield the day of each check, by where it stands in the file."""
    for at, source in enumerate(subject.sources):
        for place, fact in enumerate(source.facts):
            if fact.checked:
                yield ("source", at, "fact", place, "checked"), fact.checked
