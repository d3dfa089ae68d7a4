"""Directives, their options, and roles, held against the allow-list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice

from kit.check import allowlist
from kit.check.allowlist import ROLES, UNSAFE_DIRECTIVES, UNSAFE_ROLES, is_unsafe
from kit.check.languages import is_language_tag
from kit.facilitate.materials import ENDINGS, parse
from kit.model.blocks import ACTIVITY, BLOCKS, IN, SLIDE, private_blocks, session_parts
from kit.model.findings import Code, Finding
from kit.model.foreign_blocks import ours_for
from kit.model.formats import EVERY, Kind, words_of_kinds
from kit.model.page import Fence, Page, Reference
from kit.model.schema import SessionMeta

# Options that hold numbers. Sphinx makes a list as long as the lines that emphasize-lines names.
NUMBERS = frozenset({"dedent", "emphasize-lines", "header-rows", "heading-level", "lineno-start", "stub-columns"}) | {
    "figwidth",
    "height",
    "scale",
    "width",
    "widths",
}
_LARGE = re.compile(r"\d{5,}")
PLAIN_TEXT = "Write it as plain text: a heading such as ## By the end you will have ..., and a list below it."


def directives(page: Page) -> Iterator[Finding]:
    """Yield a finding for each block whose name is not on the allow-list, or that lacks its argument."""
    for fence in page.fences:
        needed = allowlist.argument_of(fence.name)
        if allowlist.options_of(fence.name) is None:
            yield _refused(page, fence)
        elif needed and not fence.argument:
            message = f"The {fence.name} block needs {needed} on its opening line."
            hint = f"Write it behind the braces: {{{fence.name}}} and a space, then {needed}."
            yield Finding(Code.PAGE_SYNTAX, page.path, fence.first, message, hint)
        elif fence.name == "lang" and not is_language_tag(fence.argument):
            message = f'The lang block names the language "{fence.argument}", which is not a language tag.'
            hint = "Write two or three letters, such as cy for Welsh; the text goes on the lines below."
            yield Finding(Code.PAGE_SYNTAX, page.path, fence.first, message, hint)


def _refused(page: Page, fence: Fence) -> Finding:
    if is_unsafe(fence.name, UNSAFE_DIRECTIVES):
        message = (
            f"The block {fence.name} is none of those that pages may use: they read no file and change no other page."
        )
        hint = "Write what it should show in Markdown, or with one of the blocks that the guide lists."
        return Finding(Code.UNSAFE_DIRECTIVE, page.path, fence.first, message, hint)
    message = f"There is no block called {fence.name}, so it and what it holds cannot be shown."
    return Finding(Code.UNKNOWN_DIRECTIVE, page.path, fence.first, message, _instead(fence.name))


def _instead(name: str) -> str:
    """Return what to write for a block of another kit, else the nearest name of ours."""
    ours = ours_for(name)
    if ours is None:
        own = f"The kit's own blocks are {_listed(session_parts())}; the guide lists the others."
        return did_you_mean(name, allowlist.directives(), own)
    return f"Here the block for that is {ours}: {{{ours}}}" if ours else PLAIN_TEXT


def options(page: Page) -> Iterator[Finding]:
    """Yield a finding for each option that its block does not take."""
    for fence in page.fences:
        allowed = allowlist.options_of(fence.name)
        for key, (value, line) in fence.options.items():
            if key in NUMBERS and _LARGE.search(value):
                message = f"The option {key} of the {fence.name} block holds a number of more than four digits."
                yield Finding(Code.UNSAFE_SIZE, page.path, line, message, "Write a smaller one.")
            if allowed is not None and key not in allowed:
                takes = f"It takes {_listed(allowed)}." if allowed else "It takes no options: delete the line."
                message = f"The {fence.name} block has no option called {key}."
                hint = did_you_mean(key, allowed, takes)
                yield Finding(Code.UNKNOWN_OPTION, page.path, line, message, hint)
            elif fence.name in BLOCKS and key == IN:
                yield from _kinds(page, fence, value, line)
            elif value and fence.name in BLOCKS and key in BLOCKS[fence.name].flags:
                message = f'The option {key} of the {fence.name} block stands alone, and here it says "{value}".'
                yield Finding(Code.BAD_VALUE, page.path, line, message, f"Write :{key}: or delete the line.")
            elif fence.name in BLOCKS and value not in (known := BLOCKS[fence.name].choices.get(key, (value,))):
                message = f'The option {key} of the {fence.name} block says "{value}", which it does not know.'
                hint = did_you_mean(value, known, f"It may say {_listed(known, 'or')}.")
                yield Finding(Code.BAD_VALUE, page.path, line, message, hint)


def _kinds(page: Page, fence: Fence, value: str, line: int) -> Iterator[Finding]:
    """Yield a finding where ``:in:`` names no kind of format, or another word."""
    words = words_of_kinds(value)
    unknown = [word for word in words if word not in EVERY]
    if unknown or not words:
        said = f'says "{unknown[0]}", which is no kind of format' if unknown else "says no kind of format"
        hint = f"Write one or more of {_listed(Kind)}, with commas between, or delete the line."
        close = [did_you_mean(word, Kind) for word in unknown]
        message = f"The option in of the {fence.name} block {said}."
        yield Finding(Code.BAD_VALUE, page.path, line, message, " ".join(filter(None, [*close, hint])))


def instead(page: Page) -> Iterator[Finding]:
    """Yield a finding for each slide that is to stand for an activity's, where no activity comes right before it."""
    parts = [one for one in page.fences if one.name in session_parts() - private_blocks()]
    for before, fence in zip([None, *parts], parts, strict=False):
        if fence.name != SLIDE.name or "instead" not in fence.options:
            continue
        if before is None or before.name != ACTIVITY.name or before.section != fence.section:
            message = "This slide says :instead:, and no activity stands right before it under the same heading."
            hint = "Put it right behind the activity whose slide it replaces, or delete the line: it is a slide anyway."
            yield Finding(Code.BAD_VALUE, page.path, fence.options["instead"][1], message, hint)


def _listed(names: Iterable[str], joint: str = "and") -> str:
    *before, last = sorted(names)
    return f"{', '.join(before)} {joint} {last}" if before else last


def roles(page: Page) -> Iterator[Finding]:
    """Yield a finding for each role that is not on the allow-list."""
    for name, used in page.roles:
        if name == "lang":
            yield from _language(page, used)
        if name in ROLES:
            continue
        if is_unsafe(name, UNSAFE_ROLES):
            message = f"{{{name}}} is none of those that text may use: they read no file and change no other page."
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


# What may not stand in facilitator notes, because it would show in pages that everybody reads.

# Blocks of others that make something outside the notes; kit.model.blocks says it of the kit's own.
_MAKES_MORE = {"glossary": "puts its terms into the index of the site"}


def leaks(page: Page) -> Iterator[Finding]:
    """Yield a finding for each thing in facilitator notes that would show outside them."""
    hidden = private_blocks()
    for picture in page.pictures:
        if hidden.intersection(picture.parents):
            yield _leak(page, picture.line, "A picture stands", "its file would be on the public site", "the picture")
    for target in page.targets:
        if hidden.intersection(target.parents):
            yield _leak(page, target.line, f"The target {target.target} stands", "the site would list it", "it")
    for note in page.footnotes:
        if hidden.intersection(note.parents):
            what = "A link definition stands" if note.text else f"The footnote {note.target} stands"
            yield _leak(page, note.line, what, "it belongs to the whole page and would show there", "it")
    for fence in page.fences:
        makes = BLOCKS[fence.name].makes if fence.name in BLOCKS else _MAKES_MORE.get(fence.name)
        if makes and hidden.intersection(fence.parents):
            what = f"A block of the kind {fence.name} stands"
            yield _leak(page, fence.first, what, f"that {makes}", "the block")


def _leak(page: Page, line: int, what: str, why: str, thing: str) -> Finding:
    hint = f"Take {thing} out of the facilitator block, or say the same in plain words there."
    return Finding(Code.FACILITATOR_LEAK, page.path, line, f"{what} inside facilitator notes, and {why}.", hint)


# Lines of materials that cannot be understood, and so not be added up.


def grammar(page: Page) -> Iterator[Finding]:
    """Yield a finding for each of a session's materials that is not ``NAME: N per person`` or the like."""
    if not isinstance(page.meta, SessionMeta):
        return
    for position, written in enumerate(page.meta.materials):
        if parse(written) is None:
            line = page.meta_lines.get(("materials", position), page.meta_lines.get(("materials",)))
            message = f'The material "{written}" does not say how many are needed in a way that can be added up.'
            yield Finding(Code.BAD_MATERIAL, page.path, line, message, _material_hint(written))


def _material_hint(written: str) -> str:
    """Return what to write: the line without a wrong ending where that is all, else examples."""
    if written.strip().casefold() in ENDINGS:
        return f'Put it inside the quotation marks of its material: "pens: 8 per table, {written.strip()}".'
    plain, comma, wrong = written.partition(":")[2].partition(",")
    if comma and parse(f"x: {plain}") is not None:
        meant = [did_you_mean(word.strip(), ENDINGS) for word in wrong.split(",") if word.strip() not in ENDINGS]
        return " ".join(
            [*filter(None, meant), f"After the number may stand, each after a comma: {', '.join(ENDINGS)}."]
        )
    return 'Write "dot stickers: 5 per person", "pens: 8 per table, kept", "timer: 1 per group" or "bell: 1".'


# The name that somebody most likely meant.

LIKE = 0.6  # difflib's own default: from 0 for nothing in common to 1 for the same
_MOST_NAMES = 300  # to guess among: far more than people give, and thousands of guesses among thousands take for ever


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the one of ``names`` most like ``word``, or None where none is like it; ties go to the first by name.

    Nothing is guessed among more than _MOST_NAMES.
    """
    known = sorted(islice(names, _MOST_NAMES + 1))
    close = get_close_matches(word.casefold(), known, n=1, cutoff=LIKE) if len(known) <= _MOST_NAMES else []
    return close[0] if close else None


def did_you_mean(word: str, names: Iterable[str], otherwise: str = "") -> str:
    """Return the hint "Did you mean NAME?", or ``otherwise`` where no name is near."""
    close = nearest(word, names)
    return f"Did you mean {close}?" if close else otherwise
