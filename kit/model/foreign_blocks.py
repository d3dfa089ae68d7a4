"""Blocks of other kits for lessons and sites, with the name of ours that does the same. Plain data.

The names are those of the Carpentries Workbench (sandpaper), CodeRefinery (sphinx-lesson), Jupyter Book, Quarto, MkDocs
Material and Docusaurus, as their guides list them.
"""

from __future__ import annotations

import re

# Sites have names of their own for what is for those who lead.
_FOR_LEADERS = re.compile(
    r"(?:facilitator|instructor)s?|(?:facilitator|instructor|trainer|host|leader|presenter|tutor|teacher|speaker)s?"
    r"-(?:notes?|only|guide|guidance)"
)

PLAIN = ""  # no block: plain text does it

FOREIGN = {
    **dict.fromkeys(("instructor", "instructor-note", "instructor-notes", "notes", "speaker-notes"), "facilitator"),
    **dict.fromkeys(("challenge", "exercise", "exercises", "discussion", "demo", "task"), "activity"),
    **dict.fromkeys(("solution", "hint-box", "spoiler", "details", "collapse", "toggle", "answer"), "dropdown"),
    **dict.fromkeys(("callout", "callout-note", "info", "abstract", "example", "testimonial"), "note"),
    **dict.fromkeys(("callout-tip", "success"), "tip"),
    **dict.fromkeys(("callout-important",), "important"),
    **dict.fromkeys(("callout-warning", "danger", "error", "failure", "bug"), "warning"),
    **dict.fromkeys(("callout-caution",), "caution"),
    **dict.fromkeys(("prereq", "prerequisites", "checklist"), "note"),
    **dict.fromkeys(("quote", "pull-quote", "highlights", "blockquote"), "epigraph"),
    **dict.fromkeys(("tabs", "tabbed", "panel-tabset", "group-tab"), "tab-set"),
    **dict.fromkeys(("tab",), "tab-item"),
    **dict.fromkeys(("columns", "panels"), "grid"),
    **dict.fromkeys(("column", "panel"), "grid-item"),
    **dict.fromkeys(("slides", "presentation"), "slide"),
    **dict.fromkeys(("worksheet", "template"), "handout"),
    **dict.fromkeys(("objectives", "questions", "keypoints", "key-points", "outcomes", "learning-objectives"), PLAIN),
}


def ours_for(name: str) -> str | None:
    """Return the name of our block for ``name`` of another kit, "" where plain text does it, or None if unknown."""
    known = name.casefold().strip(".").replace("_", "-")
    return "facilitator" if _FOR_LEADERS.fullmatch(known) else FOREIGN.get(known)
