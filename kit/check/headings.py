"""The outline of a page: levels of headings, and targets that would be taken for others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kit.model.findings import Code, Finding
from kit.model.page import Page
from kit.source.slugs import DEVICES, slug

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def levels(page: Page) -> Iterator[Finding]:
    """Yield a warning for each heading that is more than one level below the one before it."""
    for before, section in pairwise(page.sections):
        if section.level > before.level + 1:
            message = f'"{section.title}" goes from level {before.level} to {section.level} and skips one.'
            hint = f"Write it with {before.level + 1} #: {'#' * (before.level + 1)} {section.title}"
            yield Finding(Code.SKIPPED_HEADING, page.path, section.heading_line, message, hint)


def targets(page: Page) -> Iterator[Finding]:
    """Yield a finding for each explicit target that is not a good name, is used twice, or is another's slug."""
    slugs = {section.slug: section for section in page.sections}
    first: dict[str, int] = {}
    for target in page.targets:
        name, line = target.target, target.line
        other = slugs.get(name)
        if not _NAME.fullmatch(name) or name in DEVICES:
            message = f"The target {name} cannot be part of an address or a file name on every computer."
            hint = f"Use small letters, digits and hyphens, such as ({slug(name)})="
            yield Finding(Code.BAD_VALUE, page.path, line, message, hint)
        elif name in first:
            message = f"The target {name} is already on line {first[name]}, so links could lead to either."
            yield Finding(Code.DUPLICATE_ID, page.path, line, message, "Give one of them another name.")
        elif other and other.anchor != name:
            message = (
                f'The target {name} is also the address of the section "{other.title}" on line {other.heading_line}.'
            )
            hint = "Give the target another name, so that it is plain which of the two a link means."
            yield Finding(Code.SUSPECT_ANCHOR, page.path, line, message, hint)
        first.setdefault(name, line)
