"""Our own layouts as data: what stands where on a 16:9 slide, in inches, with type sizes in points.

Body text is 18 points or more, so that it can be read from the back of a room; only the foot of a slide is smaller.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

WIDTH, HEIGHT = 40 / 3, 7.5
LEFT, FULL = 0.75, 11.833
TOP, DEEP = 2.0, 4.65  # where content begins below a title, and how tall it may be

PLAIN_TEXT, DARK, GROUND, TINT, BRAND, ACCENT = "tx1", "tx2", "bg1", "bg2", "accent1", "accent2"


@dataclass(frozen=True)
class Box:
    """A place on the slide."""

    x: float
    y: float
    w: float
    h: float

    def times(self, factor: float) -> Box:
        """The same place in other units."""
        return Box(self.x * factor, self.y * factor, self.w * factor, self.h * factor)


@dataclass(frozen=True)
class Spot:
    """A placeholder. ``role`` is its name, ``type`` and ``idx`` what OOXML calls it, ``size`` its type size."""

    role: str
    type: str
    idx: int
    box: Box
    size: int = 28
    bold: bool = False
    colour: str = PLAIN_TEXT
    anchor: str = "t"
    align: str = "l"
    prompt: str = "Text"
    bullets: bool = False


@dataclass(frozen=True)
class Layout:
    """A layout: its name, the kind that PowerPoint knows, its ground, coloured shapes, and placeholders.

    ``foot`` is the colour of footer and slide number, "" for a layout that has none.
    """

    name: str
    type: str
    spots: tuple[Spot, ...]
    ground: str = GROUND
    shapes: tuple[tuple[Box, str], ...] = ()
    foot: str = PLAIN_TEXT


CONTENT = Box(LEFT, TOP, FULL, DEEP)
TITLE = Spot("Title", "title", 0, Box(LEFT, 0.42, FULL, 1.2), 34, True, DARK, "b", prompt="Title")
_SHORT = 3.4  # inches: "Today (2 of 2)" on one line
DAY = Box(LEFT + _SHORT + 0.3, 1.165, FULL - _SHORT - 0.3, 0.35)  # on the line of a short title, clear of the table
RULE = (Box(LEFT, 1.7, 1.1, 0.07), ACCENT)
FOOT = Box(LEFT, 6.93, 9.0, 0.32)
NUMBER = Box(WIDTH - LEFT - 1.2, 6.93, 1.2, 0.32)

_TEXT = Spot("Text", "body", 1, CONTENT, 28, bullets=True)
_PICTURE = Spot("Picture", "pic", 10, CONTENT, 20, prompt="Picture")
_TABLE = Spot("Table", "tbl", 11, CONTENT, 22, prompt="Table")
_SIDE = Box(9.95, 0.0, WIDTH - 9.95, HEIGHT)
_PANEL = Box(9.0, 0.0, WIDTH - 9.0, HEIGHT)
_LEAD = Box(LEFT, TOP, FULL, 0.85)
_BELOW = Box(LEFT, TOP + 1.0, FULL, DEEP - 1.0)


def _cover(name: str, kind: str, panel: bool) -> Layout:
    """The first or last slide: brand colour, and a white panel on the right where there is something to put on it."""
    wide = 7.4 if panel else FULL
    title = Spot("Title", "ctrTitle", 0, Box(LEFT, 1.2, wide, 2.7), 48, True, GROUND, "b", prompt="Title")
    line = Spot("Text", "subTitle", 1, Box(LEFT, 4.4, wide, 1.7), 26, False, GROUND, prompt="Group and date")
    link = Spot("Link", "body", 13, Box(9.2, 5.95, 3.933, 0.85), 18, False, DARK, "t", "ctr", "Address")
    code = Spot("Code", "pic", 14, Box(9.4917, 2.55, 3.35, 3.35), 18, prompt="QR code")
    shapes = ((_PANEL, GROUND),) * panel + ((Box(LEFT, 4.1, 1.1, 0.07), GROUND),)
    return Layout(name, kind, (title, line, *((link, code) if panel else ())), BRAND, shapes, "")


def _activity() -> Layout:
    wide = 8.7
    title = replace(TITLE, box=replace(TITLE.box, w=wide))
    text = replace(_TEXT, box=replace(CONTENT, w=wide))
    minutes = Spot("Minutes", "body", 12, Box(10.2, 1.5, 2.9, 2.1), 80, True, BRAND, "b", "ctr", "Minutes")
    grouping = Spot(
        "Grouping", "body", 15, Box(10.2, 3.95, 2.9, 2.4), 24, False, DARK, "t", "ctr", "Who works together"
    )
    return Layout("Activity", "tx", (title, text, minutes, grouping), shapes=((_SIDE, TINT), RULE))


def layouts(panel: bool) -> tuple[Layout, ...]:
    """Return our layouts. ``panel`` says whether first and last slide have room for a logo and a link."""
    return (
        _cover("Title", "title", panel),
        Layout("Agenda", "tbl", (replace(TITLE, box=replace(TITLE.box, w=_SHORT)), _TABLE), shapes=(RULE,)),
        Layout(
            "Section",
            "secHead",
            (
                Spot("Title", "title", 0, Box(LEFT, 1.6, FULL, 2.3), 48, True, GROUND, "b", prompt="Session"),
                Spot("Text", "body", 1, Box(LEFT, 4.4, FULL, 1.7), 28, False, GROUND, prompt="Time"),
            ),
            BRAND,
            ((Box(LEFT, 4.1, 1.1, 0.07), GROUND),),
            GROUND,
        ),
        _activity(),
        Layout(
            "Statement",
            "tx",
            (TITLE, replace(_TEXT, box=CONTENT, size=44, colour=DARK, anchor="ctr", bullets=False)),
            shapes=(RULE,),
        ),
        Layout(
            "Headline",
            "titleOnly",
            (replace(TITLE, box=Box(1.25, 1.6, 10.8, 4.2), size=54, anchor="ctr"),),
            shapes=((Box(LEFT, 1.6, 0.09, 4.2), ACCENT),),
        ),
        Layout("Bullets", "tx", (TITLE, _TEXT), shapes=(RULE,)),
        Layout(
            "Picture",
            "picTx",
            (
                TITLE,
                replace(_PICTURE, box=replace(CONTENT, h=3.95)),
                replace(_TEXT, box=Box(LEFT, TOP + 4.05, FULL, DEEP - 4.05), size=20, align="ctr", bullets=False),
            ),
            shapes=(RULE,),
        ),
        Layout(
            "Picture and text",
            "picTx",
            (
                TITLE,
                replace(_TEXT, box=replace(CONTENT, w=5.3), size=24),
                replace(_PICTURE, box=replace(CONTENT, x=6.45, w=6.133)),
            ),
            shapes=(RULE,),
        ),
        Layout("Table", "tbl", (TITLE, _TABLE), shapes=(RULE,)),
        Layout(
            "Table and text",
            "tbl",
            (TITLE, replace(_TEXT, box=_LEAD, size=22, bullets=False), replace(_TABLE, box=_BELOW)),
            shapes=(RULE,),
        ),
        Layout(
            "Break",
            "tx",
            (
                Spot("Title", "title", 0, Box(LEFT, 1.2, FULL, 1.6), 40, True, DARK, "b", prompt="Break"),
                Spot("Text", "body", 1, Box(LEFT, 3.25, FULL, 2.4), 80, True, BRAND, "t", prompt="Back at"),
            ),
            TINT,
            ((Box(LEFT, 2.95, 1.1, 0.07), ACCENT),),
            DARK,
        ),
        _cover("Closing", "title", panel),
    )
