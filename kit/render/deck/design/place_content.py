"""Where things go on a layout: in its placeholders, else in shares of the room that it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kit.render.deck.design.free_room import clear_of, grown
from kit.render.deck.design.place_codes import INSET, outer, with_codes
from kit.render.deck.design.placeholders import Layout, LayoutPlaceholder
from kit.render.deck.fit.measure import FLOOR, size_of
from kit.render.deck.fit.placed import SlidePlace
from kit.render.deck.geometry import Box, around
from kit.render.deck.layouts import COVERS, Content, HiddenName, LayoutRole, LayoutSlot, SlotName
from kit.render.deck.slides.model import words

LEAST_TITLE = 20.0  # points
_LARGEST = 32.0  # points: of text in a box that the kit adds
_DRAWN = (Content.PICTURE, Content.TABLE)


def places(role: LayoutRole, layout: Layout) -> dict[str, SlidePlace]:
    """Return where the title and what ``role`` has slots for go on ``layout``, by name."""
    content = [slot for slot in role.slots if not slot.optional]
    head = None if _holds_title(layout) else _top(layout)
    placed = {} if head else _by_name(content, layout) or _by_placeholder(content, layout, role)
    if content and not placed:
        head, room = _head_and_room(role, layout, head)
        placed = _shared(content, room, layout)
    optional = [(slot, layout.named(slot.name)) for slot in role.slots if slot.optional]
    named: dict[str, SlidePlace] = {slot.name: _in(one, slot) for slot, one in optional if one is not None}
    title = _title(layout, head)
    if head is None and _is_open_below(layout, placed.get(SlotName.TEXT)):
        title = replace(title, open_below=True, outer=layout.title.box)
    found = with_codes({SlotName.TITLE: title, **named, **placed}, role, layout)
    return _with_spare(found, layout) if role.name in COVERS else found


def _is_open_below(layout: Layout, text: SlidePlace | None) -> bool:
    """Whether the text may begin higher where the title is short: nothing that the layout draws is between them."""
    title = layout.title
    if text is None or text.frame is not None or not title.style.on_top or text.outline.y < title.box.bottom:
        return False
    between = Box(title.box.x, title.box.y, title.box.w, text.outline.y - title.box.y)
    return not any(one.meets(between) and not between.inside(one) for one in layout.drawn)


def _head_and_room(role: LayoutRole, layout: Layout, head: Box | None) -> tuple[Box | None, Box]:
    """Return where a title goes that cannot stay (None: it stays), and the room for all else."""
    page = layout.page
    held = [one.box for one in layout.texts if _holds_text(one.box, page, role)]
    if held:
        body = clear_of(around(held), layout.drawn)
        return head, body if head is None else _clear(body, head)
    room = _below(head or layout.title.box, layout)
    if role.name in COVERS or room.h >= page.h * 0.4:
        return head, room
    return _top(layout), _below(_top(layout), layout)


def _top(layout: Layout) -> Box:
    """Where titles usually are, beside a logo in a corner of the layout."""
    page = layout.page
    usual = Box(page.w * 0.06, page.h * 0.05, page.w * 0.88, page.h * 0.16)
    free = clear_of(usual, layout.drawn)
    return free if free.w >= page.w * 0.4 and free.h >= LEAST_TITLE * 2 else usual


def _holds_title(layout: Layout) -> bool:
    room = layout.title.style.room(layout.title.box, weighed=True)
    return room.w >= layout.page.w * 0.2 and room.h >= LEAST_TITLE * 1.2


def _holds_text(box: Box, page: Box, role: LayoutRole) -> bool:
    if role.name in COVERS:
        return box.w >= page.w * 0.25 and box.h >= FLOOR * 1.2 + INSET.h
    return box.w >= page.w * 0.3 and box.h >= page.h * 0.3


def _clear(body: Box, head: Box) -> Box:
    """Return what is left of ``body`` below a title that had to move."""
    top = max(body.y, head.bottom)
    return Box(body.x, top, body.w, max(body.bottom - top, 1))


def _below(head: Box, layout: Layout) -> Box:
    """What is free below a title; all of it where the layout's own pictures leave next to nothing."""
    page, top = layout.page, head.bottom + layout.page.h * 0.02
    whole = Box(page.w * 0.06, top, page.w * 0.88, max(page.h * 0.92 - top, 1))
    free = clear_of(whole, layout.drawn)
    return free if free.w >= page.w * 0.3 and free.h >= FLOOR * 2 else whole


def _title(layout: Layout, head: Box | None) -> SlidePlace:
    title, style = layout.title, layout.title.style
    size = max(LEAST_TITLE, style.sizes[0])
    return SlidePlace(style.room(head or title.box, weighed=True), title.idx, size, True, size == style.sizes[0], head)


def _by_name(content: Sequence[LayoutSlot], layout: Layout) -> dict[str, SlidePlace]:
    """Each part in the placeholder that bears its name, where all have one."""
    named = [(slot, layout.named(slot.name)) for slot in content]
    found: dict[str, SlidePlace] = {slot.name: _in(one, slot) for slot, one in named if one is not None}
    return found if len(found) == len(content) else {}


def _by_placeholder(content: Sequence[LayoutSlot], layout: Layout, role: LayoutRole) -> dict[str, SlidePlace]:
    """Each part in a placeholder of its own, where the layout has as many as that side by side as it should."""
    texts, page = layout.texts, layout.page
    if len(content) == 1:
        kept = {Content.PICTURE: layout.pictures, Content.TABLE: layout.tables}.get(content[0].content, [])
        held = kept or [one for one in texts[:1] if _holds_text(one.box, page, role)]
        return {content[0].name: _in(held[0], content[0])} if held else {}
    if len(content) != 2:
        return {}
    captions = [one for one in texts if _holds_line(one, page)]
    if layout.pictures and captions and Content.PICTURE in [slot.content for slot in content]:
        pair = {Content.PICTURE: layout.pictures[0]}
        return {slot.name: _in(pair.get(slot.content, captions[0]), slot) for slot in content}
    columns = sorted((one for one in texts[:2] if _holds_column(one, page)), key=lambda one: one.box.x)
    ordered = sorted(content, key=lambda slot: slot.box.x)
    if len(columns) == 2 and _beside(columns[0].box, columns[1].box) and _beside(ordered[0].box, ordered[1].box):
        return {slot.name: _in(one, slot) for slot, one in zip(ordered, columns, strict=True)}
    return {}


def _holds_line(one: LayoutPlaceholder, page: Box) -> bool:
    room = one.style.room(one.box)
    return room.w >= page.w * 0.25 and room.h >= FLOOR * 1.2


def _holds_column(one: LayoutPlaceholder, page: Box) -> bool:
    return one.box.w >= page.w * 0.25 and one.box.h >= page.h * 0.3


def _beside(left: Box, right: Box) -> bool:
    return left.right <= right.x + 1 and left.y < right.bottom and right.y < left.bottom


def _in(placeholder: LayoutPlaceholder, slot: LayoutSlot) -> SlidePlace:
    """The place of a placeholder. Tables and pictures take a text's place beside it, because it cannot hold them."""
    style, box = placeholder.style, placeholder.box
    if slot.content in _DRAWN:
        fits = placeholder.type in ("pic", "tbl")
        box = style.less_tall(box) if slot.content is Content.TABLE else box
        return SlidePlace(box, placeholder.idx if fits else None, FLOOR)
    size, label = max(FLOOR, style.sizes[0]), slot.content is Content.LABEL
    sizes = style.sizes[:1] if label else style.sizes
    default = size == sizes[0] and _readable(sizes, size)
    room, bold = style.room(box, weighed=label), label and style.bold
    return SlidePlace(room, placeholder.idx, size, bold, default, fill=style.fill, label=label, outer=box)


def _readable(sizes: Sequence[float], size: float) -> bool:
    """Whether a layout's own sizes, by level, can stay: none below our least, none larger than what was measured."""
    return all(FLOOR <= own <= size_of(words("", level), size) for level, own in enumerate(sizes))


def _shared(content: Sequence[LayoutSlot], room: Box, layout: Layout) -> dict[str, SlidePlace]:
    """The room shared out as the slots say; the largest placeholder holds the first text."""
    whole, found = around([slot.box for slot in content]), dict[str, SlidePlace]()
    placeholder = next(iter(layout.texts), None)
    for slot in content:
        box = Box(
            room.x + (slot.box.x - whole.x) / whole.w * room.w,
            room.y + (slot.box.y - whole.y) / whole.h * room.h,
            slot.box.w / whole.w * room.w,
            slot.box.h / whole.h * room.h,
        )
        if slot.content in _DRAWN:
            table = slot.content is Content.TABLE
            found[slot.name] = SlidePlace(layout.main.style.less_tall(box) if table else box, None, FLOOR)
            continue
        found[slot.name] = _boxed(box, slot, placeholder, layout)
        placeholder = None
    return found


def _boxed(box: Box, slot: LayoutSlot, placeholder: LayoutPlaceholder | None, layout: Layout) -> SlidePlace:
    """Text in ``box``: in a placeholder that moves there, or in a box that the kit adds."""
    if placeholder is None:
        style = replace(layout.main.style, insets=INSET)
        return SlidePlace(style.room(box), None, min(slot.size, _LARGEST), default=False, frame=box, fill=style.fill)
    moved = _in(replace(placeholder, box=box), slot)
    return replace(moved, size=min(moved.size, slot.size), default=False, frame=box)


# Texts of first, last and section slides may outgrow a small placeholder.


_KEPT = (HiddenName.DAY, HiddenName.BAND, HiddenName.LOGO)  # where the kit draws something of its own


def _with_spare(found: Mapping[str, SlidePlace], layout: Layout) -> dict[str, SlidePlace]:
    """Return places with the room around each text that has a placeholder, as far as nothing else stands there."""
    return {name: _spare(name, found, layout) if name != SlotName.TITLE else one for name, one in found.items()}


def _spare(name: str, found: Mapping[str, SlidePlace], layout: Layout) -> SlidePlace:
    place = found[name]
    held = next((one for one in layout.texts if one.idx == place.idx), None)
    if held is None:
        return place
    whole = outer(place, layout)
    others = [outer(one, layout) for other, one in found.items() if other != name]
    kept = [layout.hidden[name].box for name in _KEPT if name in layout.hidden]
    larger = grown(whole, [*others, *layout.drawn, *kept], layout.page)
    room = held.style.room(larger, weighed=place.label)
    spare = replace(place, box=room, frame=larger, default=False)
    return replace(place, spare=spare) if larger.h > whole.h + FLOOR else place
