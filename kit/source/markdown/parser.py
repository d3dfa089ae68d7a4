"""The Markdown parser, configured with exactly the syntax that is on, so that it sees what MyST will see.

One difference is deliberate: markdown-it shows a link with an address that it distrusts as plain text, while this
parser keeps it as a link, so that ``check`` can report it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from kit.model.characters import without_unseen

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.token import Token

BYTE_ORDER_MARK = "\ufeff"


@cache
def _parser(body: bool, inline: bool = True) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import make_fence_rule
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin
    from mdit_py_plugins.myst_blocks import myst_block_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin

    parser = MarkdownIt("commonmark").enable("table")
    parser.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
    colon_fence = make_fence_rule(markers=(":",), token_type="colon_fence")  # noqa: S106 - not a password
    parser.block.ruler.before("fence", "colon_fence", colon_fence, ends)
    parser.use(deflist_plugin)
    if body:
        parser.disable("front_matter")
    if not inline:
        parser.core.ruler.disable("inline")
    parser.options.update({"tasklists": True, "alerts": True})
    parser.validateLink = _any_link  # type: ignore[method-assign]  # see the module's docstring
    return parser


def _any_link(url: str) -> bool:  # noqa: ARG001 - the name is markdown-it's
    return True


def tokens(text: str, env: dict[str, Any] | None = None, body: bool = False) -> list[Token]:
    """Return the block tokens of ``text``, front matter included; a byte order mark is passed over.

    ``Token.map`` counts lines from 0. ``env`` carries link definitions from a page to the bodies of its blocks.
    ``body`` says that ``text`` is such a body, which has no front matter.
    """
    return _parser(body).parse(text.removeprefix(BYTE_ORDER_MARK), {} if env is None else env)


def block_tokens(text: str) -> list[Token]:
    """Return the block tokens of ``text``, which has no front matter, without looking inside their words.

    That is quicker, for those who only ask where blocks begin and end.
    """
    return _parser(True, inline=False).parse(text.removeprefix(BYTE_ORDER_MARK))


def inline_tokens(text: str, env: dict[str, Any] | None = None) -> list[Token]:
    """Return the one inline token of ``text``, such as the title of a block, in a list; its map is lines 0 to 1."""
    found = _parser(True).parseInline(text, {} if env is None else env)
    for token in found:
        token.map = [0, 1]
    return found


def plain(children: Iterable[Token] | None) -> str:
    """Return the words that a reader sees of inline tokens: markup and marks inside words stripped, no pictures."""
    return " ".join(without_unseen("".join(_shown(token) for token in children or ())).split())


def _shown(token: Token) -> str:
    if token.type in ("text", "code_inline"):
        return token.content
    if token.type == "myst_role":
        shown = token.content.rpartition("<")[0].strip() if token.content.endswith(">") else ""
        return shown or token.content
    return " " if token.type in ("softbreak", "hardbreak") else ""
