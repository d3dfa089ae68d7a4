"""The words of a section apart from its blocks, for overrides that change only the words (``SECTION.words.md``). Pure.

Upstream's section, and what a region writes of it, ``score.words.md``:

    (score)=                                  ## Score yourselves, then talk
    ## Score yourselves
                                              Read the point aloud. Use pencil.
    Read the point together.

    :::{activity} Score yourselves
    ...
    :::

Composed: upstream's target, the region's heading and words, then upstream's blocks in their order with one empty line
between them. So the activity, its slide and the notes go on being upstream's, and an update brings their improvements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kit.franchise.compose.overrides import Op
from kit.model.blocks import session_parts
from kit.source.markdown.fences import fences
from kit.source.markdown.parser import tokens
from kit.source.markdown.sections import sections
from kit.source.tree.text import line_end, split_lines
from kit.system.memo import lasting

if TYPE_CHECKING:
    from markdown_it.token import Token

_NAME = re.compile(r"\{([A-Za-z][\w-]*)\}")

Span = tuple[int, int]  # first and last line, from 1, in the text of the section


@dataclass(frozen=True)
class SectionWords:
    """A section taken apart; all texts are slices of ``text``.

    ``target`` are the lines before its heading. ``blocks`` are our blocks that stand by themselves, ``definitions`` the
    link and footnote definitions among the words, by label. ``inside`` is the line of the first of our blocks that
    stands inside something else, from where it cannot be taken, and None where there is none. Lines count from 1.
    """

    text: str
    target: Span | None
    blocks: tuple[Span, ...]
    definitions: tuple[tuple[str, Span], ...]
    inside: int | None

    def lines(self, span: Span) -> str:
        """Return the text of the lines of ``span``."""
        return "".join(split_lines(self.text)[span[0] - 1 : span[1]])

    @property
    def words(self) -> str:
        """The heading and all that is no block of ours, with one empty line where a block was."""
        lines = split_lines(self.text)
        end = line_end(self.text)
        edges = [(0, self.target[1] if self.target else 0), *self.blocks, (len(lines) + 1, 0)]
        stretches = ["".join(lines[before[1] : after[0] - 1]) for before, after in pairwise(edges)]
        kept = [one.strip("\r\n") for one in stretches if one.strip()]
        return (end + end).join(kept) + end if kept else ""

    def kept(self, words: str) -> list[Span]:
        """Return what stays below the region's ``words``: the blocks, then definitions that only they now use."""
        own = {label for label, _ in take_apart(words).definitions}
        held = "".join(self.lines(span) for span in self.blocks)
        used = [span for label, span in self.definitions if label not in own and uses(held, label)]
        return [*self.blocks, *used]

    def with_words(self, words: str) -> str:
        """Return the section with ``words`` in place of its own, as composing lays it out, without a last line end."""
        end = line_end(self.text)
        own = sections(words)
        target = self.lines(self.target) if self.target and own and own[0].heading_line == own[0].first else ""
        below = [self.lines(span).rstrip("\r\n") for span in self.kept(words)]
        return target + (end + end).join([words.rstrip("\r\n"), *below])


def base_text(op: Op, section: str) -> str:
    """Return what upstream says under an override of the kind ``op``: the whole section, or only its words."""
    return take_apart(section).words if op is Op.WORDS else section


@lasting(512)  # an update comes back to the same sections
def take_apart(text: str) -> SectionWords:
    """Take the text of one section apart, its explicit target included."""
    env: dict[str, Any] = {}
    top = [token for token in tokens(text, env, body=True) if token.level == 0]
    found = sections(text)
    target = (1, found[0].heading_line - 1) if found and found[0].heading_line > 1 else None
    blocks = tuple(_span(token) for token in top if token.type in ("fence", "colon_fence") and _ours(token.info))
    return SectionWords(text, target, blocks, tuple(_definitions(top, env)), _inside(text, blocks))


def _ours(info: str) -> bool:
    match = _NAME.match(info.strip())
    return match is not None and match[1] in session_parts()


def _span(token: Token) -> Span:
    start, end = token.map or [0, 1]
    return start + 1, end


def _definitions(top: Sequence[Token], env: dict[str, Any]) -> Iterator[tuple[str, Span]]:
    for label, reference in env.get("references", {}).items():
        start, end = reference["map"]
        yield label.casefold(), (start + 1, end)
    for token in top:
        if token.type == "footnote_reference_open":
            yield f"^{token.meta['label']}".casefold(), _span(token)


def uses(text: str, label: str) -> bool:
    """Whether ``text`` uses the link or footnote definition of this label."""
    return f"[{label}]" in " ".join(text.casefold().split())


def _inside(text: str, blocks: Sequence[Span]) -> int | None:
    """Return the line of one of our blocks that is neither by itself nor part of one that is."""
    ours = [fence for fence in fences(text, "", []) if fence.name in session_parts()]
    return next((one.first for one in ours if not any(first <= one.first <= last for first, last in blocks)), None)
