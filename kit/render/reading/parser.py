"""The parser that Sphinx reads pages with: MyST, which may use the directives and roles of the allow-list only.

It is the second of three checks on what a page asks for; ``walk.py`` is the last. The first (``kit.check``) has read
the same page with a parser of its own. Should the two ever read a page
differently, this one still decides by name at the moment of use. MyST handles ``{eval-rst}`` before it looks up any
directive, so that has a stop of its own; and a page's own settings are not read at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from docutils import nodes
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers import sphinx_
from sphinx.util import logging

from kit.check.allowlist import ROLES, UNSAFE_DIRECTIVES, UNSAFE_ROLES, is_unsafe, options_of
from kit.model.findings import Code

_LOGGER = logging.getLogger(__name__)


class GuardedRenderer(SphinxRenderer):
    """MyST's renderer, which refuses by name before anything is looked up."""

    def run_directive(self, name: str, first_line: str, content: str, position: int, *more: Any, **also: Any) -> Any:
        """Run an allowed directive; for any other, note a finding and make nothing of it."""
        if options_of(name) is not None or (name == "toctree" and self._below_the_page(position)):
            return super().run_directive(name, first_line, content, position, *more, **also)
        unsafe = is_unsafe(name, UNSAFE_DIRECTIVES)
        code = Code.UNSAFE_DIRECTIVE if unsafe else Code.UNKNOWN_DIRECTIVE
        self._refuse(code, f"the block {name} is {'not allowed in pages' if unsafe else 'unknown'}", position)
        return []

    def render_myst_role(self, token: Any) -> None:
        """Render an allowed role."""
        name = token.meta["name"]
        if name in ROLES:
            super().render_myst_role(token)
            return
        unsafe = is_unsafe(name, UNSAFE_ROLES)
        code = Code.UNSAFE_ROLE if unsafe else Code.UNKNOWN_ROLE
        self._refuse(code, f"{{{name}}} is {'not allowed' if unsafe else 'unknown'} in text", token_line(token, 0))

    def render_front_matter(self, token: Any) -> None:
        """Leave out what stands at the top of a page: the kit has read it, and Sphinx would obey some of it."""

    def render_restructuredtext(self, token: Any) -> None:
        """Refuse ``{eval-rst}``."""
        self._refuse(Code.UNSAFE_DIRECTIVE, "the block eval-rst is not allowed in pages", token_line(token, 0))

    def render_substitution(self, token: Any, inline: bool) -> None:
        """Refuse what MyST would give to Jinja: double braces, should they ever be switched on."""
        self._refuse(Code.BAD_VARIABLE, "double braces are filled in by the kit alone", None)

    def _below_the_page(self, line: int) -> bool:
        """Whether ``line`` lies below all that people wrote, where ``source_folder`` adds the order of pages.

        What is no page of the edition is one of the kit's own guides.
        """
        page = self.sphinx_env.config.kit_edition.pages.get(self.sphinx_env.docname)
        return page is None or line > page.text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1

    def _refuse(self, code: Code, message: str, line: int | None) -> None:
        _LOGGER.warning(message, location=(self.sphinx_env.docname, line or None), type="kit", subtype=str(code.value))


class GuardedParser(sphinx_.MystParser):
    """MyST's parser with the renderer above, deaf to settings at the top of a page."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page into ``document``."""
        with _guarded():
            super().parse(inputstring, document)


@contextmanager
def _guarded() -> Iterator[None]:
    """While it is open, MyST takes the guarded renderer, and no page has settings."""
    names: dict[str, Any] = vars(sphinx_)  # the names that MystParser.parse looks up; system.private_names lists them
    ours = {"SphinxRenderer": GuardedRenderer, "read_topmatter": _no_settings}
    before = {name: names[name] for name in ours}
    names.update(ours)
    try:
        yield
    finally:
        names.update(before)


def _no_settings(_: object) -> None:
    """Say that a page has no settings of its own."""
