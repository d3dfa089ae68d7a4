"""Where things go in a layout that somebody else drew: in its placeholders, else in shares of the room that it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from kit.render.deck.design.ours.layouts import Box, Layout, Spot
from kit.render.deck.design.placeholders import Ground, Holder, TextStyle
from kit.render.deck.fit.measure import FLOOR, size_of
from kit.render.deck.fit.placed import Area
from kit.render.deck.slides.model import words

INSET = Box(7.2, 3.6, 14.4, 7.2)  # what PowerPoint keeps free inside a box unless it is told otherwise, in points
LEAST_TITLE = 20.0  # points
_COVERS = ("Title", "Section", "Break", "Closing", "Closing with two codes")
_PANEL = ("Minutes", "Grouping")
_CODES = ("Link", "Code", "Second link", "Second code")
_BESIDE = ("Eyebrow", "Next")  # what a deck needs no place for; it has one where a placeholder bears that name
_DRAWN = ("pic", "tbl")
_ALONE = {"Agenda": "Table"}  # what takes all the room, where our own layout has a place for more


def areas(ours: Layout, ground: Ground, linked: bool) -> dict[str, Area]:
    """Return where the parts of our layout ``ours`` go on ``ground``, by role.

    ``linked`` says that first and last slide show a link with its code.
    """
    spots = {spot.role: spot for spot in ours.spots}
    content = _content(ours)
    head = None if ground.title is not None and _holds_title(ground.title, ground.page) else _top(ground.page)
    placed = {} if head else _by_name(content, ground) or _by_placeholder(content, ground, ours.name)
    if content and not placed:
        head, room = _head_and_room(ours.name, ground, head)
        placed = _shared(content, room, ground)
    aside = {role: _in(held) for role in _BESIDE if role in spots and (held := ground.named(role))}
    found = {"Title": _title(ground, head, spots["Title"]), **aside, **_panel(spots, ground), **placed}
    codes = 2 if "Second code" in spots else int("Code" in spots and linked)
    return with_corner(found, ground, codes) if codes else found


def _content(ours: Layout) -> list[Spot]:
    """The parts that every layout must have room for."""
    alone = _ALONE.get(ours.name)
    spots = [spot for spot in ours.spots if spot.role not in ("Title", *_PANEL, *_CODES, *_BESIDE)]
    return [spot for spot in spots if alone in (None, spot.role)]


def _head_and_room(name: str, ground: Ground, head: Box | None) -> tuple[Box | None, Box]:
    """Return where a title goes that cannot stay (None: it stays), and the room for all else."""
    page, title = ground.page, ground.title
    held = [one.box for one in ground.texts if _holds_text(one.box, page, name)]
    if held:
        body = _around(held)
        return head, body if head is None else _clear(body, head)
    room = _below(head or (title.box if title else _top(page)), page)
    return (head, room) if name in _COVERS or room.h >= page.h * 0.4 else (_top(page), _below(_top(page), page))


def _top(page: Box) -> Box:
    """Where titles usually are."""
    return Box(page.w * 0.06, page.h * 0.05, page.w * 0.88, page.h * 0.16)


def _holds_title(title: Holder, page: Box) -> bool:
    room = title.style.room(title.box, title=True)
    return room.w >= page.w * 0.25 and room.h >= LEAST_TITLE * 1.2


def _holds_text(box: Box, page: Box, name: str) -> bool:
    if name in _COVERS:
        return box.w >= page.w * 0.25 and box.h >= FLOOR * 1.2 + INSET.h
    return box.w >= page.w * 0.3 and box.h >= page.h * 0.3


def _clear(body: Box, head: Box) -> Box:
    """Return what is left of ``body`` below a title that had to move."""
    top = max(body.y, head.y + head.h)
    return Box(body.x, top, body.w, max(body.y + body.h - top, 1))


def _below(head: Box, page: Box) -> Box:
    top = head.y + head.h + page.h * 0.02
    return Box(page.w * 0.06, top, page.w * 0.88, max(page.h * 0.92 - top, 1))


def _title(ground: Ground, head: Box | None, spot: Spot) -> Area:
    holder = ground.title
    if holder is None:
        assert head is not None  # noqa: S101 - a layout without a title always gets a place for one
        return Area(_inside(head), None, min(float(spot.size), 40.0), True, False, head)
    room = holder.style.room(head or holder.box, title=True)
    size = max(LEAST_TITLE, holder.style.sizes[0])
    return Area(room, holder.idx, size, True, size == holder.style.sizes[0], head)


def _panel(spots: Mapping[str, Spot], ground: Ground) -> dict[str, Area]:
    """Places for an activity's minutes and grouping, where the deck has placeholders of those names."""
    held = {role: ground.named(role) for role in _PANEL if role in spots}
    return {role: _in(one) for role, one in held.items() if one} if all(held.values()) else {}


def _by_name(content: Sequence[Spot], ground: Ground) -> dict[str, Area]:
    held = {spot.role: ground.named(spot.role) for spot in content}
    return {role: _in(one) for role, one in held.items() if one} if content and all(held.values()) else {}


def _by_placeholder(content: Sequence[Spot], ground: Ground, name: str) -> dict[str, Area]:
    """Each part in a placeholder of its own, where the layout has as many as that side by side as ours."""
    texts = [one for one in ground.texts if one.box.h * one.box.w > 0]
    pictures, tables = list(ground.pictures), list(ground.tables)
    if len(content) == 1:
        kept = {"pic": pictures, "tbl": tables}.get(content[0].type, [])
        held = kept or [one for one in texts[:1] if _holds_text(one.box, ground.page, name)]
        return {content[0].role: _in(held[0], content[0])} if held else {}
    if len(content) != 2:
        return {}
    captions = [one for one in texts if _holds_line(one, ground.page)]
    if pictures and captions and "pic" in [spot.type for spot in content]:
        return {spot.role: _in(pictures[0] if spot.type == "pic" else captions[0], spot) for spot in content}
    columns = sorted((one for one in texts[:2] if _holds_column(one, ground.page)), key=lambda one: one.box.x)
    ordered = sorted(content, key=lambda spot: spot.box.x)
    if len(columns) == 2 and _beside(columns[0].box, columns[1].box) and _beside(ordered[0].box, ordered[1].box):
        return {spot.role: _in(one, spot) for spot, one in zip(ordered, columns, strict=True)}
    return {}


def _holds_line(one: Holder, page: Box) -> bool:
    room = one.style.room(one.box)
    return room.w >= page.w * 0.25 and room.h >= FLOOR * 1.2


def _holds_column(one: Holder, page: Box) -> bool:
    return one.box.w >= page.w * 0.25 and one.box.h >= page.h * 0.3


def _beside(left: Box, right: Box) -> bool:
    return left.x + left.w <= right.x + 1 and left.y < right.y + right.h and right.y < left.y + left.h


def _in(holder: Holder, spot: Spot | None = None) -> Area:
    """The area of a placeholder. Tables and pictures take a text's place beside it, because it cannot hold them."""
    kind = spot.type if spot else ""
    if kind in _DRAWN:
        fits = holder.shape.placeholder_format.type in (KIND.PICTURE, KIND.TABLE)
        box = holder.style.less_tall(holder.box) if kind == "tbl" else holder.box
        return Area(box, holder.idx if fits else None, FLOOR)
    size = max(FLOOR, holder.style.sizes[0])
    return Area(holder.style.room(holder.box), holder.idx, size, False, _readable(holder.style, size))


def _readable(style: TextStyle, size: float) -> bool:
    """Whether a layout's own sizes can stay: none below our least, none larger than what was measured."""
    return (
        all(FLOOR <= own <= size_of(words("", level), size) for level, own in enumerate(style.sizes))
        and size == style.sizes[0]
    )


def _shared(content: Sequence[Spot], room: Box, ground: Ground) -> dict[str, Area]:
    """The room shared out as our own layout shares its own; the largest placeholder holds the first text."""
    if not content:
        return {}
    whole = _around([spot.box for spot in content])
    holder = next(iter(ground.texts), None)
    found: dict[str, Area] = {}
    for spot in content:
        box = Box(
            room.x + (spot.box.x - whole.x) / whole.w * room.w,
            room.y + (spot.box.y - whole.y) / whole.h * room.h,
            spot.box.w / whole.w * room.w,
            spot.box.h / whole.h * room.h,
        )
        if spot.type in _DRAWN:
            near = next(iter(ground.texts), None) or ground.title
            found[spot.role] = Area(near.style.less_tall(box) if near and spot.type == "tbl" else box, None, FLOOR)
            continue
        found[spot.role] = _boxed(box, holder, ground, spot)
        holder = None
    return found


def _boxed(box: Box, holder: Holder | None, ground: Ground, spot: Spot) -> Area:
    if holder is not None:
        size = min(max(FLOOR, holder.style.sizes[0]), float(spot.size))
        return Area(holder.style.room(box), holder.idx, size, False, False, box)
    near = next(iter(ground.texts), None) or ground.title
    style = replace(near.style, insets=INSET) if near else None
    return Area(
        style.room(box) if style else _inside(box),
        None,
        min(float(spot.size), 32.0),
        default=False,
        frame=box,
        fill=style.fill if style else "",
    )


def _inside(box: Box) -> Box:
    return Box(box.x + INSET.x, box.y + INSET.y, box.w - INSET.w, box.h - INSET.h)


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.x + box.w for box in boxes) - left, max(box.y + box.h for box in boxes) - top)


# Room for a code and its address on the first and last slide of a borrowed deck, which has no place for them.

_GAP = 10.0  # points


def with_corner(found: Mapping[str, Area], ground: Ground, codes: int) -> dict[str, Area]:
    """Return ``found`` with room for one or two codes at the bottom right, each above its words.

    Other texts keep out of it.
    """
    near = next(iter(ground.texts), None) or ground.title
    fill = near.style.fill if near else ""
    side, names = ground.page.h * 0.24, (("Code", "Link"), ("Second code", "Second link"))
    wide = side * 1.6
    added: dict[str, Area] = {}
    for number, (code, link) in enumerate(names[:codes]):
        left = ground.page.w * 0.97 - wide * (codes - number)
        box = Box(left, ground.page.h * 0.83 - side, wide, side)
        below = Box(left, ground.page.h * 0.84, wide, ground.page.h * 0.14)
        inner = Box(below.x + 7.2, below.y + 3.6, below.w - 14.4, below.h - 7.2)
        added[code] = Area(Box(box.x + (wide - side) / 2, box.y, side, side), None, FLOOR, default=False)
        added[link] = Area(inner, None, FLOOR, default=False, frame=below, fill=fill)
    corner = Box(ground.page.w * 0.97 - wide * codes, ground.page.h * 0.83 - side, wide * codes, side)
    return {role: _clear_of_code(area, _outer(area, ground), corner) for role, area in found.items()} | added


def _outer(area: Area, ground: Ground) -> Box:
    held = [one for one in (ground.title, *ground.texts) if one is not None and one.idx == area.idx]
    return area.frame or (held[0].box if held else area.box)


def _clear_of_code(area: Area, outer: Box, code: Box) -> Area:
    """Return an area without what is beside or below the code, whichever leaves more of it."""
    right, bottom = code.x - _GAP - outer.x, code.y - _GAP - outer.y
    if outer.w <= right or outer.h <= bottom:
        return area
    beside, above = replace(outer, w=max(right, 1)), replace(outer, h=max(bottom, 1))
    kept = max(beside, above, key=lambda box: box.w * box.h)
    wide, tall = kept.w / outer.w, kept.h / outer.h
    return replace(area, box=replace(area.box, w=area.box.w * wide, h=area.box.h * tall), frame=kept)
