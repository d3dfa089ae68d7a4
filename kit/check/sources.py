"""Rules on facts: sentences that state something and name a source that nobody wrote down, and facts grown old."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from kit.check.settings import REVIEW_MONTHS, months_between
from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.model.page import Page
from kit.source.markdown.addresses import same_place
from kit.source.settings.facts import facts_file
from kit.source.settings.files import setting_lines

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
    """Yield the facts last checked long before the version's date, which unlike today is the same wherever one builds."""
    made = datetime.datetime.fromtimestamp(edition.epoch, datetime.UTC).date()
    for subject in edition.facts:
        file = facts_file(subject.name)
        lines = setting_lines(edition.tree, file)
        facts = ((at, place, one) for at, source in enumerate(subject.sources) for place, one in enumerate(source.facts))
        for at, place, one in facts:
            if one.checked and months_between(one.checked, made) >= REVIEW_MONTHS:
                message = (
                    f"The fact was last checked on {one.checked.isoformat()}, "
                    f"over {REVIEW_MONTHS} months before this version."
                )
                hint = "Read the source again, correct the fact where it changed, and set checked to that day."
                line = lines.get(("source", at, "fact", place, "checked"))
                yield Finding(Code.FACT_DUE, file, line, message, hint)
