"""Texts before and after as one page of HTML that needs nothing else: what a proposal holds, and what it would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from kit.model.edition import Brand
from kit.render.comparison import changes
from kit.render.html import page_from

MARK = "<!DOCTYPE html><!-- peerkit proposal -->"  # the first line, by which an earlier page is known
_TEMPLATE = Path(__file__).parent / "templates" / "proposal.html"


@dataclass(frozen=True)
class Shown:
    """One change: its address and title, the text before and after, why, and what becomes of it in words, or ""."""

    address: str
    title: str
    before: str
    after: str
    why: str = ""
    outcome: str = ""


def proposal_page(title: str, intro: Sequence[str], leaves: Sequence[str], shown: Sequence[Shown]) -> Markup:
    """Return the page; ``leaves`` says in sentences what a proposal holds, and is empty where that was said."""
    return page_from(
        _TEMPLATE,
        title=title,
        colour=Brand.primary,
        intro=intro,
        leaves=leaves,
        changes=[
            {
                "anchor": one.address.replace("/", "-").replace("#", "--").replace(":", "--"),
                "address": one.address,
                "title": one.title,
                "why": one.why,
                "outcome": one.outcome,
                "before": one.before.strip(),
                "after": changes(one.before, one.after),
            }
            for one in shown
        ],
    )
