"""Which layout of a deck serves for each role: by name, then by kind, then by its placeholders."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.render.deck.design.place_content import places
from kit.render.deck.design.placeholders import Layout, LayoutPlaceholder, slide_placeholders
from kit.render.deck.design.text_style import Master
from kit.render.deck.fit.placed import UsedLayout
from kit.render.deck.geometry import POINT, Box
from kit.render.deck.layouts import ROLES, LayoutName, LayoutRole
from kit.render.deck.pptx.ooxml import part_of


@dataclass(frozen=True)
class _Deck:
    """The layouts with a place for a title, by master; those of the master that suits us best come first."""

    masters: Sequence[Sequence[Layout]]

    def __iter__(self) -> Iterator[Layout]:
        return (layout for master in self.masters for layout in master)

    def named(self, names: Sequence[str]) -> Layout | None:
        """The first layout that has one of ``names``, the likeliest name first."""
        return next((one for name in names for one in self if plain(one.layout.name) == name), None)

    def typed(self, types: Sequence[str]) -> Layout | None:
        """The first layout of one of PowerPoint's ``types``, the likeliest type first."""
        return next((one for kind in types for one in self if one.layout.element.get("type") == kind), None)


def match(presentation: Any) -> dict[str, UsedLayout]:
    """Return the layout of ``presentation``, an opened deck, that serves for each role, by the role's name.

    There is none at all where no layout has a place for a title.
    """
    page = Box(0, 0, presentation.slide_width, presentation.slide_height).times(1 / POINT)
    masters = [_titled(master, page) for master in presentation.slide_masters]
    deck = _Deck(sorted(masters, key=lambda master: -len(_known(master))) if len(masters) > 1 else masters)
    if not list(deck):
        return {}
    own = {role.name: _its_own(role, deck) for role in ROLES.values()}
    return {name: _used(ROLES[name], own[name], _instead(ROLES[name], own, deck)) for name in own}


def _titled(master: Any, page: Box) -> list[Layout]:
    read = Master(master)
    layouts = (Layout(layout, read, page) for layout in master.slide_layouts)
    return [layout for layout in layouts if layout.titled]


def _used(role: LayoutRole, own: Layout | None, instead: Layout) -> UsedLayout:
    one = own or instead
    return UsedLayout(
        one.layout.name,
        part_of(one.layout),
        slide_placeholders(one.layout),
        places(role, one),
        one.hidden,
        one.foot,
        plain_links=not one.master.links_can_be_read,
        fallback=own is None,
    )


def _known(master: Sequence[Layout]) -> set[str]:
    """The roles that a master has layouts for, by name, type or placeholders."""
    deck = _Deck([master])
    return {role.name for role in ROLES.values() if _its_own(role, deck) is not None}


def _its_own(role: LayoutRole, deck: _Deck) -> Layout | None:
    """The layout that was made for this use, as its name says, or its type, or the placeholders that it has."""
    known = deck.named([plain(role.name), *role.aliases])
    return known or deck.typed(role.types) or _by_placeholders(role.base or role.name, deck)


def _by_placeholders(name: LayoutName, deck: _Deck) -> Layout | None:
    """A layout whose placeholders tell its use. Those that people draw have no type, and names in any language."""
    tells = _TELLING.get(name)
    drawn = [layout for layout in deck if layout.layout.element.get("type", "cust") in ("cust", "blank")]
    return max(filter(tells, drawn), key=_room, default=None) if tells else None


def _room(layout: Layout) -> float:
    return sum(one.box.w * one.box.h for one in layout.texts)


def _cover(layout: Layout) -> bool:
    return layout.title.type == "ctrTitle"


def _columns(layout: Layout) -> bool:
    left, right = sorted(layout.texts[:2], key=lambda one: one.box.x) if len(layout.texts) > 1 else (None, None)
    return left is not None and right is not None and _alike(left, right) and left.box.right <= right.box.x + 1


def _alike(one: LayoutPlaceholder, other: LayoutPlaceholder) -> bool:
    return abs(one.box.h - other.box.h) <= one.box.h * 0.2 and abs(one.box.w - other.box.w) <= one.box.w * 0.5


def _text(layout: Layout) -> bool:
    return bool(layout.texts) and not (_cover(layout) or _columns(layout) or layout.pictures or layout.tables)


_TELLING: dict[LayoutName, Callable[[Layout], bool]] = {
    LayoutName.TITLE: _cover,
    LayoutName.HEADLINE: lambda layout: not (layout.texts or layout.pictures or layout.tables),
    LayoutName.BULLETS: _text,
    LayoutName.TWO_COLUMNS: _columns,
    LayoutName.PICTURE: lambda layout: bool(layout.pictures),
    LayoutName.PICTURE_AND_TEXT: _columns,
    LayoutName.ACTIVITY_AND_PICTURE: _columns,
    LayoutName.TABLE: lambda layout: bool(layout.tables) or _text(layout),
    LayoutName.TABLE_AND_TEXT: _text,
}


def _instead(role: LayoutRole, own: Mapping[LayoutName, Layout | None], deck: _Deck) -> Layout:
    """The layout that serves where a deck has none for this use."""
    likely = (own[other] for other in role.instead)
    return next((layout for layout in likely if layout is not None), None) or max(deck, key=_room)


def plain(name: str) -> str:
    """Return a layout's name as names are compared: in small letters, with single spaces, without a number before it.

    PowerPoint writes ``1_Title Slide`` for a layout that was pasted from another file.
    """
    words = " ".join(name.casefold().split())
    number, mark, rest = words.partition("_")
    return rest.strip() if mark and number.isdigit() else words
