"""What layouts are usually called, and which of them serves where one is missing.

The names are ours and those of the layouts in PowerPoint's own files, in English. A layout's ``type``
(ST_SlideLayoutType in ECMA-376, part 1) is the same in every language, and stays when people change the name.
"""

from __future__ import annotations

TWO_CODES = " with two codes"  # ends the name of a layout of ours that nobody else needs to draw

# By our name: what a layout for this is called besides, the likeliest first.
NAMES: dict[str, tuple[str, ...]] = {
    "Title": ("title slide", "cover", "cover slide", "front page", "opening"),
    "Agenda": ("agenda slide", "programme", "schedule", "timetable"),
    "Section": ("section header", "section title", "section divider", "divider", "chapter", "section slide"),
    "Activity": ("exercise", "task", "group work"),
    "Statement": ("big statement", "key message", "big text"),
    "Headline": ("title only", "headline only"),
    "Bullets": ("title and content", "title and text", "title, content", "content", "text", "bullet points"),
    "Two columns": ("two content", "two columns and title", "title and two content", "two column", "comparison"),
    "Picture": ("picture with caption", "title and picture", "picture and caption", "image", "image with caption"),
    "Picture and text": ("text and picture", "picture and content", "two content", "content with caption"),
    "Table": ("title and table", "table and title", "title and content", "title only"),
    "Table and text": ("text and table", "title and content", "title only"),
    "Quote": ("quote with caption", "quotation", "title and quote", "quote slide"),
    "Break": ("break slide", "pause", "interval"),
    "Closing": ("closing slide", "end slide", "end", "thank you", "back cover", "last slide"),
    "Closing with two codes": ("closing", "closing slide", "end slide", "end", "thank you", "back cover", "last slide"),
}

# By our name: the types that PowerPoint gives to layouts for this.
TYPES: dict[str, tuple[str, ...]] = {
    "Title": ("title",),
    "Section": ("secHead",),
    "Headline": ("titleOnly",),
    "Bullets": ("obj", "tx"),
    "Two columns": ("twoObj", "twoColTx", "twoTxTwoObj"),
    "Picture": ("picTx",),
    "Picture and text": ("txAndObj", "twoObj", "objTx"),
    "Table": ("tbl", "obj", "titleOnly"),
    "Table and text": ("obj", "titleOnly"),
}

# By our name: which of our other layouts' places serve, where a deck has none for this. Ends with any that has a title.
INSTEAD: dict[str, tuple[str, ...]] = {
    "Title": ("Section", "Headline", "Bullets"),
    "Agenda": ("Table", "Bullets", "Headline"),
    "Section": ("Title", "Headline", "Bullets"),
    "Activity": ("Bullets", "Headline"),
    "Statement": ("Bullets", "Headline"),
    "Headline": ("Section", "Bullets"),
    "Bullets": ("Headline",),
    "Two columns": ("Bullets", "Headline"),
    "Picture": ("Headline", "Bullets"),
    "Picture and text": ("Bullets", "Headline"),
    "Table": ("Bullets", "Headline"),
    "Table and text": ("Table", "Bullets", "Headline"),
    "Quote": ("Statement", "Bullets", "Headline"),
    "Break": ("Section", "Headline", "Bullets"),
    "Closing": ("Title", "Section", "Headline"),
    "Closing with two codes": ("Title", "Section", "Headline"),
}

# By our name: what people call what stands on such slides, and how a sentence goes on about them.
WORDS: dict[str, tuple[str, str]] = {
    "Title": ("the first slide", "it uses"),
    "Agenda": ("the agenda", "it uses"),
    "Section": ("the beginning of a session", "those slides use"),
    "Activity": ("an activity", "activities use"),
    "Statement": ("a short statement", "statements use"),
    "Headline": ("a title alone", "such slides use"),
    "Bullets": ("a title with text", "such slides use"),
    "Two columns": ("two columns", "they use"),
    "Picture": ("a picture", "pictures use"),
    "Picture and text": ("a picture beside text", "such slides use"),
    "Table": ("a table", "tables use"),
    "Table and text": ("a table below text", "such slides use"),
    "Quote": ("a quote", "quotes use"),
    "Break": ("a break", "breaks use"),
    "Closing": ("the last slide", "it uses"),
    "Closing with two codes": ("the last slide", "it uses"),
}


def words_for(name: str) -> tuple[str, str]:
    """Return what people call the use of our layout ``name``, and how a sentence goes on about it."""
    return WORDS.get(name, (f"“{name}”", "such slides use"))


def plain(name: str) -> str:
    """Return a layout's name as names are compared: in small letters, with single spaces, without a number before it.

    PowerPoint writes ``1_Title Slide`` for a layout that was pasted from another file.
    """
    words = " ".join(name.casefold().split())
    number, mark, rest = words.partition("_")
    return rest.strip() if mark and number.isdigit() else words
