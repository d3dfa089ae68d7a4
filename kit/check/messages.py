"""Rules on messages and countdowns: they become plain text, so they hold what plain text can show. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from kit.model.findings import Code, Finding
from kit.model.page import Page, PageKind
from kit.source.markdown import tokens

PLAIN_KINDS = (PageKind.MESSAGE, PageKind.COUNTDOWN)

_BLOCKS = frozenset({"heading", "paragraph", "bullet_list", "ordered_list", "list_item"})
_BLOCKS_ALONE = frozenset({"front_matter", "inline", "myst_line_comment", "html_block"})  # HTML has its own finding
_INLINE = frozenset({"strong", "em", "link"})
_INLINE_ALONE = frozenset({"text", "softbreak", "hardbreak", "code_inline", "html_inline"})
_NAMES = {
    "colon_fence": "a block",
    "fence": "a block",
    "code_block": "indented code",
    "table": "a table",
    "image": "a picture",
    "blockquote": "a quotation",
    "myst_role": "a role",
    "hr": "a line across the page",
    "dl": "a list of definitions",
    "footnote_block": "a footnote",
    "footnote_reference": "a footnote",
    "footnote_ref": "a footnote",
}


def plain_pages(page: Page) -> Iterator[Finding]:
    """Yield what a message or countdown holds beside headings, paragraphs, lists, links and emphasis.

    Facilitators' notes are among what is refused, so no message can send them.
    """
    if page.kind not in PLAIN_KINDS:
        return
    for line, kind in dict.fromkeys(_strange(tokens(page.text))):
        message = f"The page holds {_NAMES.get(kind, 'something')}, which a message in plain text cannot show."
        hint = "Use headings, paragraphs, lists, links, bold and italic text only."
        yield Finding(Code.BAD_MESSAGE, page.path, line, message, hint)


def _strange(found: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield the line and kind of each block that cannot stand here, without what is in it, and of inline markup."""
    within: int | None = None
    for token in found:
        if within is not None and token.level > within:
            continue
        closing, within = within is not None and token.nesting < 0, None
        line = token.map[0] + 1 if token.map else 1
        if not closing and _kind(token) not in _BLOCKS | _BLOCKS_ALONE:
            yield line, _kind(token)
            within = token.level if token.nesting > 0 else None
        yield from ((line, _kind(one)) for one in token.children or () if _kind(one) not in _INLINE | _INLINE_ALONE)


def _kind(token: Token) -> str:
    return token.type.removesuffix("_open").removesuffix("_close")
