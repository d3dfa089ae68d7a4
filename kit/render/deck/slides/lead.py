"""The first words of a session's page, as far as they can be read at a glance: what it is, and what comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kit.render.content import model as content
from kit.render.content.model import Content
from kit.render.content.traverse import top_of
from kit.render.deck.slides.content import blocks
from kit.render.deck.slides.inline import Source
from kit.render.deck.slides.model import Paragraph, Run

_GLANCE = 150  # characters
_OUTCOME = "by the end"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def lead(page: Content, source: Source) -> Iterator[Paragraph]:
    """Yield the paragraphs below the title of ``page``.

    What slides cannot show is not reported: the session's own slides do that. They have no numbers of footnotes, for
    which there is no room.
    """
    quiet = Source(source.edition, source.name, footnotes=source.footnotes)
    found = [one for one in top_of(page) if isinstance(one, content.Paragraph)]
    lines = (line for one in found for line in blocks([one], quiet)[:1] if isinstance(line, Paragraph))
    return (replace(line, runs=tuple(run for run in line.runs if not run.note)) for line in lines)


def opening(line: Paragraph) -> Paragraph:
    """Return the first sentences of a paragraph that can be read at a glance, one at least."""
    ends = [match.end() for match in re.finditer(r"[.!?](?= )", line.text)]
    short = [end for end in ends if end <= _GLANCE]
    room = len(line.text) if len(line.text) <= _GLANCE or not ends else max(short, default=ends[0])
    kept: list[Run] = []
    for run in line.runs:
        kept.append(replace(run, text=run.text[:room]))
        room -= len(kept[-1].text)
    return replace(line, runs=tuple(run for run in kept if run.text))


def outcome(page: Content, source: Source) -> str:
    """Return what people will have done, the sentence that begins "By the end"; without one, the first sentences."""
    lines = list(lead(page, source))
    sentences = (sentence for line in lines for sentence in _SENTENCE.split(line.text))
    said = next((one for one in sentences if one.casefold().startswith(_OUTCOME)), None)
    return said or (opening(lines[0]).text if lines else "")
