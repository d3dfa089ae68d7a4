"""Lines of materials that cannot be understood, and so not be added up."""

from __future__ import annotations

from collections.abc import Iterator

from kit.facilitate.materials import parse
from kit.model.findings import Code, Finding
from kit.model.page import Page
from kit.model.schema import SessionMeta


def grammar(page: Page) -> Iterator[Finding]:
    """Yield a finding for each of a session's materials that is not ``NAME: N per person`` or the like."""
    if not isinstance(page.meta, SessionMeta):
        return
    for position, written in enumerate(page.meta.materials):
        if parse(written) is None:
            line = page.meta_lines.get(("materials", position), page.meta_lines.get(("materials",)))
            message = f'The material "{written}" does not say how many are needed in a way that can be added up.'
            hint = 'Write "dot stickers: 5 per person", "flipchart: 1 per table", "timer: 1 per group" or "bell: 1".'
            yield Finding(Code.BAD_MATERIAL, page.path, line, message, hint)
