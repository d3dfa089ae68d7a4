"""The rules on one page (pure): every rule is a function from the page to findings, and this is the list of them."""

from __future__ import annotations

from kit.check import alt, blocks, definitions, facilitator, headings, linktexts, materials, messages, text, wording
from kit.memory import remembered
from kit.model.findings import Finding
from kit.model.page import Page


@remembered
def check_page(page: Page, declared: frozenset[str]) -> list[Finding]:
    """Return the findings on ``page`` in order of lines; ``declared`` are the variables that it may use.

    ``declared`` includes what the kit fills in itself: group, date, start and end.
    """
    found = [
        *blocks.directives(page),
        *blocks.options(page),
        *blocks.roles(page),
        *text.links(page),
        *text.pictures(page),
        *text.variables(page, declared),
        *headings.levels(page),
        *headings.targets(page),
        *facilitator.leaks(page),
        *materials.grammar(page),
        *messages.plain_pages(page),
        *alt.file_names(page),
        *alt.style(page),
        *linktexts.vague(page),
        *linktexts.empty(page),
        *linktexts.same_text(page),
        *definitions.glossaries(page),
        *definitions.strays(page),
        *wording.headings(page),
        *wording.signs(page),
        *wording.capitals(page),
        *wording.tables(page),
    ]
    return sorted(found, key=lambda finding: finding.line or 0)
