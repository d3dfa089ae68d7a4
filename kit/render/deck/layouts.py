"""The layouts that slides ask for: what each is for, what stands on it, and how to know it in anybody's deck.

To add one: a row here, a layout of that name in ``design/ours/``, and a slide in ``fit/`` that asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum

from kit.render.deck.geometry import Box


class LayoutName(StrEnum):
    """The name of a layout, as PowerPoint shows it."""

    TITLE = "Title"
    TITLE_WITH_CODE = "Title with code"
    TITLE_WITH_LOGO = "Title with logo"
    AGENDA = "Agenda"
    SECTION = "Section"
    ACTIVITY = "Activity"
    ACTIVITY_AND_PICTURE = "Activity and picture"
    STATEMENT = "Statement"
    QUOTE = "Quote"
    HEADLINE = "Headline"
    BULLETS = "Bullets"
    TWO_COLUMNS = "Two columns"
    THREE_COLUMNS = "Three columns"
    PICTURE = "Picture"
    PICTURE_AND_TEXT = "Picture and text"
    TABLE = "Table"
    TABLE_AND_TEXT = "Table and text"
    BREAK = "Break"
    CLOSING = "Closing"
    CLOSING_WITH_CODE = "Closing with code"
    CLOSING_WITH_LOGO = "Closing with logo"
    CLOSING_WITH_TWO_CODES = "Closing with two codes"


class SlotName(StrEnum):
    """The name of a place on a layout. A placeholder that bears it, in PowerPoint's selection pane, is that place."""

    TITLE = "Title"
    EYEBROW = "Eyebrow"  # the session's name, above the title
    TEXT = "Text"
    LEFT = "Left"
    MIDDLE = "Middle"
    RIGHT = "Right"
    PICTURE = "Picture"
    TABLE = "Table"
    MINUTES = "Minutes"
    GROUPING = "Grouping"
    ATTRIBUTION = "Attribution"
    OUTCOME = "Outcome"  # what people will have done by the end of a session
    NEXT = "Next"  # what comes after a break, or after the whole meeting
    CODE = "Code"
    LINK = "Link"
    SECOND_CODE = "Second code"
    SECOND_LINK = "Second link"


class HiddenName(StrEnum):
    """The name of a hidden shape of a layout, or of its master, that says where and in which colours the kit draws."""

    DAY = "Day"  # the picture of the day; its text has the colour of the bars, its fill that of the lines between
    EDGE = "Day edge"  # the same along an edge; its fill has the colour of the day, its text that of where we are
    BAND = "Band"  # a ground for the day and for what comes next, drawn where there is one of them
    LOGO = "Logo"
    HEADING = "Heading"  # its text has the colour of headings in a text
    DONE_ROW = "Done row"  # its text has the colour of what is over on an agenda
    NEXT_ROW = "Next row"  # the same of what comes next, and its fill
    CALLOUT = "Callout"  # its fill is the ground of notes, tips and warnings, its text has the colour of their bars


class Content(Enum):
    """What a place holds."""

    TEXT = "text"
    LABEL = "label"  # a few words, never a list
    PICTURE = "picture"
    TABLE = "table"


_WHOLE = Box(0, 0, 100, 100)


@dataclass(frozen=True)
class LayoutSlot:
    """A place on a layout.

    It is the placeholder of that name where there is one. Else an ``optional`` one is left out, and another gets a
    suitable placeholder, or ``box``, its share of the room for content in hundredths, with type of ``size`` points.
    """

    name: SlotName
    content: Content = Content.TEXT
    size: float = 28.0
    box: Box = _WHOLE
    optional: bool = False


@dataclass(frozen=True)
class LayoutRole:
    """What a layout is for. The title, which every layout has, is none of its ``slots``.

    ``words`` are how a sentence about a deck without one goes on. ``aliases`` are other names of such
    layouts in small letters, the likeliest first, those in PowerPoint's own files among them. ``types`` are what
    PowerPoint knows it as (ST_SlideLayoutType in ECMA-376, part 1): the same in every language, and kept when people
    change the name. ``instead`` are the roles whose layouts serve where a deck has none for this; after them any layout
    with a title does. ``base`` is the role of which this is a variant, for slides with a code or a logo.
    """

    name: LayoutName
    words: str
    slots: tuple[LayoutSlot, ...]
    aliases: tuple[str, ...]
    types: tuple[str, ...] = ()
    instead: tuple[LayoutName, ...] = (LayoutName.BULLETS, LayoutName.HEADLINE)
    base: LayoutName | None = None


# The words below each code.
LINK_BELOW: dict[str, SlotName] = {SlotName.CODE: SlotName.LINK, SlotName.SECOND_CODE: SlotName.SECOND_LINK}


def _label(name: SlotName) -> LayoutSlot:
    return LayoutSlot(name, Content.LABEL, optional=True)


_L = LayoutName
_EYEBROW, _NEXT = _label(SlotName.EYEBROW), _label(SlotName.NEXT)
_TEXT = LayoutSlot(SlotName.TEXT, size=30)
_LINES = LayoutSlot(SlotName.TEXT, size=28)
_TABLE = LayoutSlot(SlotName.TABLE, Content.TABLE)
_PICTURE = LayoutSlot(SlotName.PICTURE, Content.PICTURE)
_CODES = tuple(
    slot
    for code, link in LINK_BELOW.items()
    for slot in (LayoutSlot(SlotName(code), Content.PICTURE, optional=True), _label(link))
)
_BESIDE = (LayoutSlot(SlotName.TEXT, box=Box(0, 0, 47, 100)), replace(_PICTURE, box=Box(51, 0, 49, 100)))
_BESIDE_TYPES = ("txAndObj", "twoObj", "objTx")
_PICTURE_AND_TEXT = ("text and picture", "picture and content", "two content", "content with caption")

_ROLES = (
    LayoutRole(
        _L.TITLE,
        "the first slide, so it uses",
        (_LINES,),
        ("title slide", "cover", "cover slide", "front page", "opening"),
        ("title",),
        (_L.SECTION, _L.HEADLINE, _L.BULLETS),
    ),
    LayoutRole(
        _L.AGENDA,
        "the agenda, so it uses",
        (_TABLE, replace(_LINES, optional=True)),
        ("agenda slide", "programme", "schedule", "timetable"),
        instead=(_L.TABLE, _L.BULLETS, _L.HEADLINE),
    ),
    LayoutRole(
        _L.SECTION,
        "the beginning of a session, so those slides use",
        (_TEXT, _label(SlotName.OUTCOME)),
        ("section header", "section title", "section divider", "divider", "chapter", "section slide"),
        ("secHead",),
        (_L.TITLE, _L.HEADLINE, _L.BULLETS),
    ),
    LayoutRole(
        _L.ACTIVITY,
        "an activity, so activities use",
        (_EYEBROW, _TEXT, _label(SlotName.MINUTES), _label(SlotName.GROUPING)),
        ("exercise", "task", "group work"),
    ),
    LayoutRole(
        _L.STATEMENT,
        "a short statement, so statements use",
        (_EYEBROW, LayoutSlot(SlotName.TEXT, Content.LABEL, 80)),
        ("big statement", "key message", "big text"),
    ),
    LayoutRole(
        _L.QUOTE,
        "a quote, so quotes use",
        (
            _EYEBROW,
            LayoutSlot(SlotName.TEXT, size=44, box=Box(0, 0, 100, 79)),
            LayoutSlot(SlotName.ATTRIBUTION, Content.LABEL, 26, Box(0, 82, 100, 18)),
        ),
        ("quote with caption", "quotation", "title and quote", "quote slide"),
        instead=(_L.STATEMENT, _L.BULLETS, _L.HEADLINE),
    ),
    LayoutRole(
        _L.HEADLINE,
        "a title alone, so such slides use",
        (_EYEBROW,),
        ("title only", "headline only"),
        ("titleOnly",),
        (_L.SECTION, _L.BULLETS),
    ),
    LayoutRole(
        _L.BULLETS,
        "a title with text, so such slides use",
        (_EYEBROW, _TEXT),
        ("title and content", "title and text", "title, content", "content", "text", "bullet points"),
        ("obj", "tx"),
        (_L.HEADLINE,),
    ),
    LayoutRole(
        _L.TWO_COLUMNS,
        "two columns, so they use",
        (
            _EYEBROW,
            LayoutSlot(SlotName.LEFT, box=Box(0, 0, 45, 100)),
            LayoutSlot(SlotName.RIGHT, box=Box(55, 0, 45, 100)),
        ),
        ("two content", "two columns and title", "title and two content", "two column", "comparison"),
        ("twoObj", "twoColTx", "twoTxTwoObj"),
    ),
    LayoutRole(
        _L.THREE_COLUMNS,
        "three columns, so they use",
        (
            _EYEBROW,
            LayoutSlot(SlotName.LEFT, box=Box(0, 0, 30, 100)),
            LayoutSlot(SlotName.MIDDLE, box=Box(35, 0, 30, 100)),
            LayoutSlot(SlotName.RIGHT, box=Box(70, 0, 30, 100)),
        ),
        ("three content", "three column", "three columns and title", "title and three content"),
    ),
    LayoutRole(
        _L.PICTURE,
        "a picture, so pictures use",
        (
            _EYEBROW,
            replace(_PICTURE, box=Box(0, 0, 100, 86)),
            LayoutSlot(SlotName.TEXT, size=20, box=Box(0, 88, 100, 12)),
        ),
        ("picture with caption", "title and picture", "picture and caption", "image", "image with caption"),
        ("picTx",),
        (_L.HEADLINE, _L.BULLETS),
    ),
    LayoutRole(
        _L.PICTURE_AND_TEXT,
        "a picture beside text, so such slides use",
        (_EYEBROW, *_BESIDE),
        _PICTURE_AND_TEXT,
        _BESIDE_TYPES,
    ),
    LayoutRole(
        _L.ACTIVITY_AND_PICTURE,
        "an activity with a picture, so those use",
        (_EYEBROW, *_BESIDE, _label(SlotName.MINUTES), _label(SlotName.GROUPING)),
        (_L.PICTURE_AND_TEXT.casefold(), *_PICTURE_AND_TEXT),
        _BESIDE_TYPES,
        (_L.PICTURE_AND_TEXT, _L.BULLETS, _L.HEADLINE),
    ),
    LayoutRole(
        _L.TABLE,
        "a table, so tables use",
        (_EYEBROW, _TABLE),
        ("title and table", "table and title", "title and content", "title only"),
        ("tbl", "obj", "titleOnly"),
    ),
    LayoutRole(
        _L.TABLE_AND_TEXT,
        "a table below text, so such slides use",
        (
            _EYEBROW,
            LayoutSlot(SlotName.TEXT, size=24, box=Box(0, 0, 100, 19)),
            replace(_TABLE, box=Box(0, 22, 100, 78)),
        ),
        ("text and table", "title and content", "title only"),
        ("obj", "titleOnly"),
        (_L.TABLE, _L.BULLETS, _L.HEADLINE),
    ),
    LayoutRole(
        _L.BREAK,
        "a break, so breaks use",
        (LayoutSlot(SlotName.TEXT, Content.LABEL, 115), _NEXT),
        ("break slide", "pause", "interval"),
        instead=(_L.SECTION, _L.HEADLINE, _L.BULLETS),
    ),
    LayoutRole(
        _L.CLOSING,
        "the last slide, so it uses",
        (_LINES, _NEXT),
        ("closing slide", "end slide", "end", "thank you", "back cover", "last slide"),
        instead=(_L.TITLE, _L.SECTION, _L.HEADLINE),
    ),
)

# First and last slides have variants, in which the title leaves room: those with no code, one and two ...
BY_CODES = {
    _L.TITLE: (_L.TITLE, _L.TITLE_WITH_CODE),
    _L.CLOSING: (_L.CLOSING, _L.CLOSING_WITH_CODE, _L.CLOSING_WITH_TWO_CODES),
}
WITH_LOGO = {_L.TITLE: _L.TITLE_WITH_LOGO, _L.CLOSING: _L.CLOSING_WITH_LOGO}  # ... and the one with a logo and no code


def _variants(role: LayoutRole) -> tuple[LayoutRole, ...]:
    """A role, and its variants: a layout that serves for it serves for those too."""
    if role.name not in BY_CODES:
        return (role,)
    names = {name: 2 * count for count, name in enumerate(BY_CODES[role.name])} | {WITH_LOGO[role.name]: 0}
    aliases = (role.name.casefold(), *role.aliases)
    return tuple(
        replace(role, name=name, slots=(*role.slots, *_CODES[:slots]), aliases=aliases, base=role.name)
        for name, slots in names.items()
    )


ROLES: dict[str, LayoutRole] = {role.name: role for one in _ROLES for role in _variants(one)}
FIRST_AND_LAST = frozenset((*BY_CODES[_L.TITLE], *BY_CODES[_L.CLOSING], *WITH_LOGO.values()))
COVERS = FIRST_AND_LAST | {_L.SECTION, _L.BREAK}  # slides of a few words
