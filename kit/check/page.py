"""The rules on one page (pure): every rule is a function from the page to findings, and this is the list of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from kit.check import blocks, enough_minutes, house_style, links, office, pictures, plain_words, ways_in, wording
from kit.check.almost_markdown import almost_markdown
from kit.check.blocks import did_you_mean
from kit.check.code_by_mistake import code_by_mistake
from kit.check.footnotes import footnotes
from kit.check.list_tables import list_tables
from kit.check.lost_cells import lost_cells
from kit.check.lost_lines import lost_lines
from kit.model.findings import Code, Finding
from kit.model.page import DECORATIVE, Page, PageKind, Reference
from kit.model.schema import ROUND_VARIABLES
from kit.source.markdown.addresses import AddressKind, address_in, kind_of_address, own_computer, with_slashes
from kit.system.memo import remembered


def check_page(page: Page, declared: frozenset[str]) -> list[Finding]:
    """Return the findings on ``page`` in order of lines; ``declared`` are the variables that it may use.

    ``declared`` includes what the kit fills in itself: group, date, start and end.
    """
    found = [*faults(page, declared), *remarks(page, declared)]
    return sorted(found, key=lambda finding: finding.line or 0)


@remembered
def faults(page: Page, declared: frozenset[str]) -> list[Finding]:
    """Return what of ``check_page`` may be an error, and what goes with it; it takes a fifth of the time of all."""
    return [
        *blocks.directives(page),
        *blocks.options(page),
        *blocks.instead(page),
        *blocks.roles(page),
        *_links(page),
        *_pictures(page),
        *_variables(page, declared),
        *wording.levels(page),
        *wording.targets(page),
        *blocks.leaks(page),
        *blocks.grammar(page),
        *footnotes(page),
        *office.plain_pages(page),
        *pictures.file_names(page),
        *pictures.style(page),
        *links.vague(page),
        *links.empty(page),
        *links.same_text(page),
        *list_tables(page),
        *wording.glossaries(page),
    ]


@remembered
def remarks(page: Page, declared: frozenset[str]) -> list[Finding]:
    """Return what is said of the page's words, sentence by sentence: warnings and advice, and no error."""
    return [
        *wording.strays(page),
        *wording.unseen(page),
        *wording.headings(page),
        *wording.signs(page),
        *wording.capitals(page),
        *wording.tables(page),
        *lost_cells(page),
        *lost_lines(page),
        *house_style.points_nowhere(page),
        *house_style.colour_alone(page),
        *ways_in.no_way_in(page),
        *enough_minutes.too_many_turns(page),
        *enough_minutes.long_words_to_say(page),
        *plain_words.mixed_contractions(page),
        *plain_words.unsaid_times(page),
        *plain_words.hard_to_read(page),
        *almost_markdown(page, declared),
        *code_by_mistake(page),
    ]


# Links, pictures and variables in a page's text, as far as the page alone can tell.

_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|webp|svg)", re.IGNORECASE)
OUT_OF_THE_TEXT = (
    "Save it as a file beside the page and write ![What it shows](photo.png) here. To get the files out of a document, "
    "download or save it as a web page: they lie in a folder beside that."
)
_EMPTY_WORDS = frozenset({"image", "picture", "photo", "figure", "diagram", "logo", "alt", "alt text", "screenshot"})


def _links(page: Page) -> Iterator[Finding]:
    """Yield a finding for each address that is not of an allowed kind."""
    for link in page.links:
        yield from _address(page, link.target, link.line)
    for name, role in page.roles:
        if name.startswith("bdg-link-"):
            yield from _address(page, address_in(role.target), role.line)


def _address(page: Page, address: str, line: int) -> Iterator[Finding]:
    if place := own_computer(address):
        message = f"The address {_short(place)} is a place on your own computer, which nobody else can open."
        hint = "Copy the file to where people can reach it, and write that address."
        yield Finding(Code.UNSAFE_LINK, page.path, line, message, hint)
    elif path := with_slashes(address):
        yield Finding(Code.UNSAFE_LINK, page.path, line, _backslash("address", address), f"Write {_short(path)}")
    elif kind_of_address(address) is AddressKind.REFUSED:
        message = f"The address {_short(address)} is not one that a page may lead to."
        hint = (
            "Use an address that begins https://, http://, mailto: or tel:, or the path of a page, such as how-ready.md"
        )
        yield Finding(Code.UNSAFE_LINK, page.path, line, message, hint)


def _backslash(what: str, address: str) -> str:
    return f"The {what} {_short(unquote(address))} has backslashes, as on Windows, which lead nowhere on the web."


def _short(address: str) -> str:
    return address if len(address) <= 60 else address[:59] + "…"


def _pictures(page: Page) -> Iterator[Finding]:
    """Yield a finding for each picture that is not a file of the tree, or that has no alt text."""
    for picture in page.pictures:
        if picture.target.casefold().startswith("data:"):
            message = "The picture lies inside the text, where no other page, slide or paper can use it."
            yield Finding(Code.UNSAFE_PICTURE, page.path, picture.line, message, OUT_OF_THE_TEXT)
        elif place := own_computer(picture.target):
            message = f"The picture {_short(place)} is a place on your own computer, which nobody else can open."
            hint = "Copy the picture beside the page and write its name alone: ![What it shows](photo.jpg)"
            yield Finding(Code.UNSAFE_PICTURE, page.path, picture.line, message, hint)
        elif path := with_slashes(picture.target):
            message = _backslash("picture", picture.target)
            yield Finding(Code.UNSAFE_PICTURE, page.path, picture.line, message, f"Write {_short(path)}")
        elif kind_of_address(picture.target) is not AddressKind.TREE:
            message = f"The picture {_short(picture.target)} is on another site, which would learn who reads this page."
            hint = "Save it beside the page (if its licence allows) and use its file name."
            yield Finding(Code.UNSAFE_PICTURE, page.path, picture.line, message, hint)
        yield from _alt_text(page, picture)


def _alt_text(page: Page, picture: Reference) -> Iterator[Finding]:
    alt = picture.text.strip()
    if alt and not _FILE_NAME.fullmatch(alt) and alt.casefold() not in _EMPTY_WORDS:
        return
    what = f'has "{alt}" as its alt text, which does not say what it shows' if alt else "has no alt text"
    here = kind_of_address(picture.target) is AddressKind.TREE and not own_computer(picture.target)
    name = _short(picture.target)
    message = f"The picture{f' {name}' if here else ''} {what}, so people who cannot see it miss it."
    hint = (
        f"Say what it shows: ![Four people at a table]({name if here else 'photo.jpg'}), or in a block :alt: Four "
        f"people at a table. If it only decorates, write {DECORATIVE} there."
    )
    yield Finding(Code.NO_ALT_TEXT, page.path, picture.line, message, hint)


_OF_NO_ROUND = (PageKind.HOME, PageKind.REGION, PageKind.PAGE, PageKind.SHARED)


def _variables(page: Page, declared: frozenset[str]) -> Iterator[Finding]:
    """Yield a finding for each variable that is not among ``declared``, or that is a round's on a page of none."""
    for used in page.variables:
        if used.target in ROUND_VARIABLES and page.kind in _OF_NO_ROUND:
            message = f"{{{{ {used.target} }}}} is that of a page's round, and this page belongs to no round."
            hint = "Write it out, or put the page into the folder of the round that it is about."
            if page.kind is PageKind.SHARED:
                message = f"{{{{ {used.target} }}}} is that of one round, and several may borrow this page."
                hint = "Leave it out: the agenda and the run sheet of each round say it."
            yield Finding(Code.UNKNOWN_VARIABLE, page.path, used.line, message, hint)
        if used.target not in declared:
            message = f"No variable is called {used.target}, so nothing can be filled in for {{{{ {used.target} }}}}."
            hint = did_you_mean(used.target, declared, _variables_known(declared))
            yield Finding(Code.UNKNOWN_VARIABLE, page.path, used.line, message, hint)


_MOST_VARIABLES = 12  # that a hint names


def _variables_known(declared: frozenset[str]) -> str:
    names = sorted(declared)[:_MOST_VARIABLES]
    known = f"Those that are filled in: {', '.join(names)}. " if len(declared) <= _MOST_VARIABLES else ""
    return f"{known}To have one more, give it a value under [variables] in hub.toml or region.toml."
