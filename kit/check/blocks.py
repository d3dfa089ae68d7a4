"""Directives, their options, and roles, held against the allow-list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.check.allowlist import ARGUMENTS, DIRECTIVES, ROLES, UNSAFE_DIRECTIVES, UNSAFE_ROLES, is_unsafe
from kit.check.languages import is_language_tag
from kit.check.nearest import did_you_mean
from kit.model.findings import Code, Finding
from kit.model.page import Fence, Page, Reference

# Options that hold numbers. Sphinx makes a list as long as the lines that emphasize-lines names.
NUMBERS = frozenset({"dedent", "emphasize-lines", "header-rows", "heading-level", "lineno-start", "stub-columns"}) | {
    "figwidth",
    "height",
    "scale",
    "width",
    "widths",
}
_LARGE = re.compile(r"\d{5,}")
OURS = "The kit's own blocks are activity, facilitator, slide and handout; the guide lists the others."


def directives(page: Page) -> Iterator[Finding]:
    """Yield a finding for each block whose name is not on the allow-list, or that lacks its argument."""
    for fence in page.fences:
        if fence.name not in DIRECTIVES:
            yield _refused(page, fence)
        elif fence.name in ARGUMENTS and not fence.argument:
            message = f"The {fence.name} block needs {ARGUMENTS[fence.name]} on its opening line."
            hint = f"Write it behind the braces: {{{fence.name}}} and a space, then {ARGUMENTS[fence.name]}."
            yield Finding(Code.PAGE_SYNTAX, page.path, fence.first, message, hint)
        elif fence.name == "lang" and not is_language_tag(fence.argument):
            message = f'The lang block names the language "{fence.argument}", which is not a language tag.'
            hint = "Write two or three letters, such as cy for Welsh; the text goes on the lines below."
            yield Finding(Code.PAGE_SYNTAX, page.path, fence.first, message, hint)


def _refused(page: Page, fence: Fence) -> Finding:
    if is_unsafe(fence.name, UNSAFE_DIRECTIVES):
        message = f"The block {fence.name} is not allowed in pages, because it can read files or change how pages work."
        hint = "Write what it should show in Markdown, or with one of the blocks that the guide lists."
        return Finding(Code.UNSAFE_DIRECTIVE, page.path, fence.first, message, hint)
    message = f"There is no block called {fence.name}, so it and what it holds cannot be shown."
    return Finding(Code.UNKNOWN_DIRECTIVE, page.path, fence.first, message, did_you_mean(fence.name, DIRECTIVES, OURS))


def options(page: Page) -> Iterator[Finding]:
    """Yield a finding for each option that its block does not take."""
    for fence in page.fences:
        allowed = DIRECTIVES.get(fence.name)
        for key, (value, line) in fence.options.items():
            if key in NUMBERS and _LARGE.search(value):
                message = f"The option {key} of the {fence.name} block holds a number of more than four digits."
                yield Finding(Code.UNSAFE_SIZE, page.path, line, message, "Write a smaller one.")
            if allowed is not None and key not in allowed:
                takes = f"It takes {_listed(allowed)}." if allowed else "It takes no options: delete the line."
                message = f"The {fence.name} block has no option called {key}."
                hint = did_you_mean(key, allowed, takes)
                yield Finding(Code.UNKNOWN_OPTION, page.path, line, message, hint)


def _listed(names: frozenset[str]) -> str:
    *before, last = sorted(names)
    return f"{', '.join(before)} and {last}" if before else last


def roles(page: Page) -> Iterator[Finding]:
    """Yield a finding for each role that is not on the allow-list."""
    for name, used in page.roles:
        if name == "lang":
            yield from _language(page, used)
        if name in ROLES:
            continue
        if is_unsafe(name, UNSAFE_ROLES):
            message = f"{{{name}}} is not allowed in text, because it can read files or change how pages work."
            hint = "Write the words in plain Markdown, with a link where one is needed."
            yield Finding(Code.UNSAFE_ROLE, page.path, used.line, message, hint)
        else:
            message = f"There is no {{{name}}} for words in a line, so they cannot be shown."
            hint = did_you_mean(name, ROLES, "The guide lists those that there are, such as {abbr} and {kbd}.")
            yield Finding(Code.UNKNOWN_ROLE, page.path, used.line, message, hint)


def _language(page: Page, used: Reference) -> Iterator[Finding]:
    tag = used.target.rpartition("<")[2].removesuffix(">")
    if not (used.target.endswith(">") and used.text and is_language_tag(tag)):
        message = f'{{lang}} needs words and then a language tag in <>, not "{used.target}".'
        yield Finding(Code.PAGE_SYNTAX, page.path, used.line, message, "Write it like this: {lang}`Croeso <cy>`")
