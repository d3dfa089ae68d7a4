"""Blocks of other kits for lessons and sites, with the name of ours that does the same. Plain data.

The names are those of the Carpentries Workbench (sandpaper), CodeRefinery (sphinx-lesson), Jupyter Book, Quarto, MkDocs
Material and Docusaurus, as their guides list them.
"""

from __future__ import annotations

import re

LEADERS = (
    r"(?:facilitator|instructor|trainer|host|leader|presenter|tutor|teacher|speaker|moderator|lecturer|educator|coach)"
)
# Sites have names of their own for what is for those who lead, such as slide__speaker-notes or instructorNotes2.
_FOR_LEADERS = re.compile(
    rf"(?:(?!(?:has|with|no|hide|show|toggle|without)-)[a-z0-9]+-+){{0,3}}"
    rf"(?:{LEADERS}s?-?(?:notes?|only|guide|guidance|tips?|instructions?|script|comments?)"
    rf"|(?:notes?|tips?|guidance)-(?:for|to)-(?:the-)?{LEADERS}s?|for-(?:the-)?{LEADERS}s?(?:-only)?)(?:-?\d+)?"
)
_BARE = re.compile(r"(?:(?:cell-?)?tag-)?(?:facilitator|instructor)s?")

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
    known = _plainly(name)
    return "facilitator" if is_leaders_name(name) or _BARE.fullmatch(known) else FOREIGN.get(known)


def is_leaders_name(name: str) -> bool:
    """Return whether ``name`` says by itself that something is for those who lead, as ``speaker-notes`` does."""
    return _FOR_LEADERS.fullmatch(_plainly(name)) is not None


def _plainly(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).casefold().strip(".").replace("_", "-")
