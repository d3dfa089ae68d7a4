"""``activity``: a timed part of a session."""

from __future__ import annotations

import html
from typing import Any, ClassVar

from docutils.parsers.rst import directives
from sphinx.writers.html5 import HTML5Translator

from kit.facilitate.clock import if_late, people_minutes
from kit.model.blocks import ACTIVITY
from kit.render.blocks.block import Block, Directive, Paper, close_box, is_short, open_box
from kit.render.content.model import OwnBlock
from kit.render.nodes import own


class activity(own):
    """A timed part of a session.

    Attributes: ``title``, ``grouping`` (str), ``minutes`` and ``shortest`` (int or None, as the page says),
    ``index`` (its position among the page's activities, from 0), and, once filled, ``scaled`` (minutes on the agenda).
    """

    block = ACTIVITY.name


class _Directive(Directive):
    made = activity
    option_spec: ClassVar[dict[str, Any]] = {
        "minutes": directives.positive_int,
        "shortest": directives.positive_int,
        "grouping": directives.unchanged,
    }

    def attributes(self) -> dict[str, Any]:
        """Return title, minutes, shortest (minutes or None) and grouping."""
        timing = {name: self.options.get(name) for name in ("minutes", "shortest")}
        return {**super().attributes(), **timing, "grouping": self.options.get("grouping", "").strip()}


def _open(writer: HTML5Translator, node: activity) -> None:
    minutes, who = node.get("scaled"), node["grouping"]
    facts = [f'<p class="kit-block-minutes"><b>{minutes}</b> minute{"s" * (minutes != 1)}</p>'] if minutes else []
    sentence = html.escape(who[:1].upper() + who[1:])
    open_box(writer, node, "Activity", [*facts, f'<p class="kit-block-who">{sentence}</p>' if who else ""])


def _paper(block: OwnBlock, paper: Paper) -> list[dict[str, Any]]:
    """Return an activity with what it takes in one line, such as "20 minutes, 14 if late, pairs"."""
    minutes = block.values.get("scaled", block.values.get("minutes"))
    length = [people_minutes(minutes) if minutes else "", if_late(minutes, block.values.get("shortest"))]
    facts = [*length, paper.text(block.values.get("grouping", ""), block.line)]
    return [
        {
            "k": "activity",
            "title": paper.text(block.title, block.line),
            "level": paper.level,
            "facts": ", ".join(fact for fact in facts if fact),
            "whole": is_short(block),
            "c": paper.blocks(block.blocks),
        }
    ]


BLOCK = Block(ACTIVITY, _Directive, _paper, page=(_open, close_box), slides=lambda block, deck: deck.activity(block))
