"""Our own layouts as data: what stands where on a 16:9 slide, in inches, with type sizes in points.

Body text is 18 points or more, so that it can be read from the back of a room; only the foot of a slide is smaller.
Everything keeps to one grid: the same margins left and right, a line above the title for the session's name, content
between ``TOP`` and ``TOP + DEEP``, the foot below it, and the day along the lowest edge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

WIDTH, HEIGHT = 40 / 3, 7.5
LEFT = 0.75
FULL = WIDTH - 2 * LEFT
TOP, DEEP = 2.1, 4.55  # where content begins below a title, and how tall it may be
FOOT_SIZE = 14

PLAIN_TEXT, DARK, GROUND, TINT, BRAND, ACCENT, MUTED = "tx1", "tx2", "bg1", "bg2", "accent1", "accent2", "accent6"


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
class Band:
    """Where the picture of the day stands on a layout, in colours that stand out from ``ground``."""

    box: Box
    ground: str


@dataclass(frozen=True)
class Layout:
    """A layout: its name, the kind that PowerPoint knows, its ground, coloured shapes, and placeholders.

    ``foot`` and ``number`` are the colours of footer and slide number, "" for a layout that has none. ``day`` is the
    place for the day's strip with its times, else the strip runs quietly along the lowest edge. ``quoted`` adds a
    quotation mark.
    """

    name: str
    type: str
    spots: tuple[Spot, ...]
    ground: str = GROUND
    shapes: tuple[tuple[Box, str], ...] = ()
    foot: str = MUTED
    number: str = MUTED
    day: Band | None = None
    quoted: bool = False


CONTENT = Box(LEFT, TOP, FULL, DEEP)
TITLE = Spot("Title", "title", 0, Box(LEFT, 0.87, FULL, 1.1), 40, True, DARK, "t", prompt="Title")
EYEBROW = Spot("Eyebrow", "body", 16, Box(LEFT, 0.48, FULL, 0.33), 18, True, BRAND, "b", prompt="Session")
FOOT = Box(LEFT, 6.8, 9.5, 0.32)
NUMBER = Box(WIDTH - LEFT - 1.2, 6.8, 1.2, 0.32)
EDGE = Box(0.0, HEIGHT - 0.11, WIDTH, 0.11)  # of the day's strip on slides with content

_TEXT = Spot("Text", "body", 1, CONTENT, 30, bullets=True)
_PICTURE = Spot("Picture", "pic", 10, CONTENT, 20, prompt="Picture")
_TABLE = Spot("Table", "tbl", 11, CONTENT, 22, prompt="Table")
_HEAD = (TITLE, EYEBROW)

_BAND_TOP = 5.5  # of the band at the foot of covers
_DAY = Box(LEFT, 5.85, FULL, 0.34)


def _cover(name: str, panel: float, codes: int) -> Layout:
    """The first or last slide: brand colour, and a white panel on the right, ``panel`` inches wide, for its codes."""
    room = WIDTH - panel
    wide = room - 2 * LEFT
    title = Spot("Title", "ctrTitle", 0, Box(LEFT, 0.75, wide, 2.45), 60, True, GROUND, "b", prompt="Title")
    line = Spot("Text", "subTitle", 1, Box(LEFT, 3.4, wide, 1.85), 28, False, GROUND, prompt="Group and date")
    then = Spot("Next", "body", 17, Box(LEFT, 5.78, wide, 1.3), 26, False, GROUND, "ctr", prompt="What comes next")
    spots = (title, line, *((then,) if name != "Title" else ()))
    shapes = [(Box(room, 0.0, panel, HEIGHT), GROUND)] * bool(panel)
    day = Band(replace(_DAY, w=wide), DARK) if name == "Title" else None
    return Layout(name, "title", (*spots, *_codes(room, panel, codes)), BRAND, tuple(shapes), "", "", day)


def band_below(title: Box) -> Box:
    """Return where a first or last slide that needs one has its band, in inches; ``title`` is its title's place."""
    return Box(0.0, _BAND_TOP, title.w + 2 * LEFT, HEIGHT - _BAND_TOP)


def _codes(left: float, panel: float, count: int) -> tuple[Spot, ...]:
    """Places for QR codes with their words below, side by side in the panel."""
    spots: list[Spot] = []
    each = panel / count if count else 0.0
    side = min(3.3, each - 0.5)
    for number in range(count):
        middle = left + each * (number + 0.5) + (0.15 if number == 0 else -0.15) * (count > 1)
        code, link = Box(middle - side / 2, 2.2, side, side), Box(middle - side / 2, 5.65, side, 1.35)
        first = number == 0
        name = "Code" if first else "Second code"
        spots.append(
            Spot("Link" if first else "Second link", "body", 13 + 5 * number, link, 20, False, DARK, "t", "ctr")
        )
        spots.append(Spot(name, "pic", 14 + 5 * number, code, 18, prompt="Code to scan"))
    return tuple(spots)


def _agenda() -> Layout:
    """A coloured panel with the title and the picture of the day, and the table in large type beside it."""
    panel = Box(0.0, 0.0, 4.35, HEIGHT)
    wide = panel.w - LEFT - 0.45
    title = replace(TITLE, box=Box(LEFT, 0.65, wide, 2.9), size=44, colour=GROUND)
    text = Spot("Text", "body", 1, Box(LEFT, 3.7, wide, 1.7), 24, False, GROUND, "b", prompt="When")
    table = replace(_TABLE, box=Box(4.85, 0.55, WIDTH - LEFT - 4.85, 6.1))
    shapes = ((panel, BRAND),)
    day = Band(Box(LEFT, 5.75, wide, 0.34), BRAND)
    return Layout("Agenda", "tbl", (title, text, table), shapes=shapes, foot="", day=day)


def _activity() -> Layout:
    """Steps on the left; on the right a card with the minutes as a large number, and who works together."""
    wide = 8.3
    card = Box(9.45, 0.5, WIDTH - LEFT - 9.45, 6.1)
    inner = Box(card.x + 0.35, card.y + 0.3, card.w - 0.7, card.h - 0.6)
    title = replace(TITLE, box=replace(TITLE.box, w=wide))
    eyebrow = replace(EYEBROW, box=replace(EYEBROW.box, w=wide))
    text = replace(_TEXT, box=replace(CONTENT, w=wide))
    minutes = Spot("Minutes", "body", 12, replace(inner, h=2.75), 115, True, GROUND, "t", prompt="Minutes")
    below = replace(inner, y=inner.y + 3.0, h=inner.h - 3.0)
    grouping = Spot("Grouping", "body", 15, below, 28, True, GROUND, "b", prompt="Who works together")
    return Layout("Activity", "tx", (title, eyebrow, text, minutes, grouping), shapes=((card, BRAND),))


def _section() -> Layout:
    title = Spot("Title", "title", 0, Box(LEFT, 0.75, FULL, 2.75), 66, True, GROUND, "b", prompt="Session")
    text = Spot("Text", "body", 1, Box(LEFT, 3.7, FULL, 1.55), 30, False, GROUND, prompt="Time")
    band = Box(0.0, _BAND_TOP, WIDTH, HEIGHT - _BAND_TOP)
    return Layout("Section", "secHead", (title, text), BRAND, ((band, DARK),), GROUND, GROUND, Band(_DAY, DARK))


def _pause() -> Layout:
    """A break: when it ends in the largest type of the deck, and what comes after it."""
    spots = (
        Spot("Title", "title", 0, Box(LEFT, 0.55, FULL, 0.95), 40, True, DARK, "b", prompt="Break"),
        Spot("Text", "body", 1, Box(LEFT, 1.65, FULL, 1.95), 115, True, BRAND, "ctr", prompt="Back at"),
        Spot("Next", "body", 17, Box(LEFT, 3.85, FULL, 1.35), 30, False, PLAIN_TEXT, prompt="What comes next"),
    )
    band = Box(0.0, _BAND_TOP, WIDTH, HEIGHT - _BAND_TOP)
    return Layout("Break", "tx", spots, TINT, ((band, DARK),), GROUND, GROUND, Band(_DAY, DARK))


def _said() -> tuple[Layout, ...]:
    """Slides for one sentence, of which the title only says what it is about."""
    small = replace(TITLE, box=replace(TITLE.box, h=0.65), size=30)
    room = Box(LEFT, 1.7, FULL, 4.85)
    text = replace(_TEXT, box=room, size=80, colour=DARK, anchor="ctr", bullets=False, bold=True)
    words = replace(_TEXT, box=Box(2.4, 1.75, WIDTH - LEFT - 2.4, 3.75), size=44, colour=DARK, anchor="ctr")
    large = replace(TITLE, box=Box(LEFT, 1.3, FULL, 4.9), size=66, colour=GROUND, anchor="ctr")
    author = Spot("Attribution", "body", 18, Box(2.4, 5.65, WIDTH - LEFT - 2.4, 0.85), 26, prompt="Who said so")
    return (
        Layout("Statement", "tx", (small, EYEBROW, text), TINT, foot=MUTED),
        Layout("Quote", "tx", (small, EYEBROW, replace(words, bullets=False), author), TINT, quoted=True),
        Layout("Headline", "titleOnly", (large, replace(EYEBROW, colour=GROUND)), DARK, foot=GROUND, number=GROUND),
    )


def _columns() -> Layout:
    gap, inset = 0.35, 0.35
    wide = (FULL - gap) / 2
    cards = [Box(LEFT + (wide + gap) * number, TOP - 0.05, wide, DEEP) for number in (0, 1)]
    spots = tuple(
        Spot(role, "body", idx, Box(c.x + inset, c.y + 0.3, c.w - 2 * inset, c.h - 0.6), 28, bullets=True)
        for role, idx, c in zip(("Left", "Right"), (1, 2), cards, strict=True)
    )
    return Layout("Two columns", "twoObj", (*_HEAD, *spots), shapes=tuple((card, TINT) for card in cards))


def _pictures() -> tuple[Layout, ...]:
    caption = replace(_TEXT, box=Box(LEFT, TOP + 4.0, FULL, DEEP - 4.0), size=20, align="ctr", bullets=False)
    return (
        Layout("Picture", "picTx", (*_HEAD, replace(_PICTURE, box=replace(CONTENT, h=3.9)), caption)),
        Layout(
            "Picture and text",
            "picTx",
            (
                *_HEAD,
                replace(_TEXT, box=replace(CONTENT, w=5.5), size=28),
                replace(_PICTURE, box=replace(CONTENT, x=6.75, w=WIDTH - LEFT - 6.75)),
            ),
        ),
    )


def _tables() -> tuple[Layout, ...]:
    lead, below = Box(LEFT, TOP, FULL, 0.85), Box(LEFT, TOP + 1.0, FULL, DEEP - 1.0)
    text = replace(_TEXT, box=lead, size=24, bullets=False)
    return (
        Layout("Table", "tbl", (*_HEAD, _TABLE)),
        Layout("Table and text", "tbl", (*_HEAD, text, replace(_TABLE, box=below))),
    )


def layouts(panel: bool, closing: bool = False) -> tuple[Layout, ...]:
    """Return our layouts.

    ``panel`` says whether first and last slide have room for a logo and a code, ``closing`` that the last one has even
    where the first has not.
    """
    return (
        _cover("Title", 4.35 * panel, int(panel)),
        _agenda(),
        _section(),
        _activity(),
        *_said(),
        Layout("Bullets", "tx", (*_HEAD, _TEXT)),
        _columns(),
        *_pictures(),
        *_tables(),
        _pause(),
        _cover("Closing", 4.35 * (panel or closing), int(panel or closing)),
        _cover("Closing with two codes", 7.2, 2),
    )


BY_NAME = {layout.name: layout for layout in layouts(panel=True)}
