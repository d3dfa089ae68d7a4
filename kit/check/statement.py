"""Advice on the accessibility statement: what a group has not said in it yet, and whether its days can be right."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from kit.check.reviews import months_between, not_come_yet
from kit.model.edition import Edition, Statement
from kit.model.findings import Code, Finding
from kit.source.settings.toml import line_of

TABLE = "accessibility"
YEAR = 12  # months; Cabinet Office guidance asks for a review of the statement at least once a year


def check_statement(edition: Edition, today: datetime.date) -> Iterator[Finding]:
    """Yield one piece of advice that names all that the statement lacks, and one if its review is a year ago.

    A hub needs none before it says where its site is, or begins to fill the statement in; nor does a group that has a
    page ``accessibility.md`` of its own. Such a page of upstream's is told, for it speaks of upstream's site.
    """
    yield from _inherited(edition)
    begun = (TABLE,) in edition.settings_lines
    if TABLE in edition.pages or not (edition.is_region or edition.url or begun):
        return
    if missing := lacking(edition.statement, edition.contact):
        message = f"The accessibility statement does not say {_listed(missing)}, so it shows “to be confirmed” there."
        hint = f"Fill it in under [{TABLE}]; the guide “Publish your site” says how."
        yield Finding(Code.STATEMENT_GAP, edition.settings_file, _line(edition), message, hint)
    if (reviewed := edition.statement.reviewed) is not None and months_between(reviewed, today) >= YEAR:
        yield _review(edition, reviewed)
    for key in ("tested", "prepared", "reviewed"):
        if (day := getattr(edition.statement, key)) is not None:
            yield from not_come_yet(key, day, today, edition.settings_file, _line(edition, key))


def _inherited(edition: Edition) -> Iterator[Finding]:
    for name in (TABLE, "privacy"):
        path = f"{name}.md"
        if name in edition.pages and edition.origins.locate(path, 1)[0].startswith("upstream/"):
            message = f"The page {path} is upstream's and speaks of upstream's site, and it stands on yours."
            hint = f"Write pages/{path} of your own, or drop it and fill in [{name}]: the kit then writes the page."
            yield Finding(Code.STATEMENT_INHERITED, path, 1, message, hint)


def _review(edition: Edition, reviewed: datetime.date) -> Finding:
    message = f"The accessibility statement was last reviewed on {reviewed.isoformat()}, over a year ago."
    hint = "Test the site again, correct what has changed, and set reviewed to today."
    return Finding(Code.STATEMENT_OLD, edition.settings_file, _line(edition, "reviewed"), message, hint)


def lacking(statement: Statement, contact: str) -> list[str]:
    """Return what the law or its model form asks for and the statement does not say, in words that end a sentence."""
    known = {
        "whose site it is (organisation)": statement.organisation.strip(),
        "whom to ask (contact)": contact,
        "when people hear (reply_days)": statement.reply_days,
        "how far it goes (status)": statement.status,
        "what fails and why (problems)": statement.problems or statement.status in ("", "full"),
        "when it was tested (tested)": statement.tested,
        "who tested it (tested_by)": statement.tested_by.strip(),
        "how it was tested (how)": statement.how.strip(),
        "when it was written (prepared)": statement.prepared,
        "when it was last read (reviewed)": statement.reviewed,
    }
    return [words for words, value in known.items() if not value]


def _listed(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1])] * (len(words) > 1) + words[-1:])


def _line(edition: Edition, *path: str) -> int:
    return line_of(edition.settings_lines, (TABLE, *path)) or 1
