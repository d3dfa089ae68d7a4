"""What authors run into most and docutils, MyST and sphinx-design say in words of their own, as sentences.

The patterns are from the messages of docutils 0.22, myst-parser 5.2 and sphinx-design 0.8; a message that none of
them fits is shown as it is.
"""

from __future__ import annotations

_NOTE = "A footnote is used here, and its text is missing."
_NOTE_HINT = "Write the text in the same section, in a paragraph of its own: [^1]: The text"
_PARTS = "Put it between the opening and the closing line of a {} block, which needs one more colon at both."

SENTENCES: tuple[tuple[str, str, str], ...] = (
    (r"Too many autonumbered footnote references|Unknown target name", _NOTE, _NOTE_HINT),
    (
        r"Footnote \[.*\] is not referenced",
        "No text on this page uses this footnote.",
        "Delete it, or put [^1] into the text.",
    ),
    (
        r"Duplicate footnote definition found for label: '(.*?)'",
        "This page has two footnotes called {0}.",
        "Give one of them another name, here and where the text uses it.",
    ),
    (
        r"Document (?:or section )?may not (?:begin|end) with a transition",
        "A line across the page (--- or ***) stands where there is nothing on one side of it.",
        "Delete the line.",
    ),
    (r"The parent of a 'tab-item'", "A tab-item block stands outside a tab-set block.", _PARTS.format("tab-set")),
    (
        r"The parent of a 'grid-item'",
        "A grid-item or grid-item-card block stands outside a grid block.",
        _PARTS.format("grid"),
    ),
    (
        r"'\^\^\^'/'\+\+\+' card header/footer separators",
        "The card block parts its header or footer with ^^^ or +++, which is no longer understood.",
        "Use card-header and card-footer blocks inside it.",
    ),
    (
        r"term not in glossary: '(.*?)'",
        "The term {0} is in no glossary block.",
        "Add it to a glossary, or write the word without {{term}}.",
    ),
    (
        r"does not contain the same number of items as row 1 \((\d+) vs (\d+)\)",
        "The list-table block has a row of {0} cells, and its first row has {1}.",
        "Give every row as many cells; an empty one is a hyphen alone.",
    ),
    (
        r"exactly one bullet list expected",
        "The list-table block holds something other than one list of rows.",
        "Begin each row with * and a space, and each cell in it with - and a space.",
    ),
)
