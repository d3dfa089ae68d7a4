"""Going through the parts of a page: what stands inside what, and the words of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, TypeGuard

from kit.model.blocks import private_blocks
from kit.render.content import model as content
from kit.render.content.model import Part


def inside(part: Part) -> Iterator[Part]:
    """Yield the parts straight inside another, in the order of its fields."""
    return _parts(vars(part).values()) if type(part) is not content.Text else iter(())  # as most parts are


def _parts(values: Iterable[Any]) -> Iterator[Part]:
    for value in values:
        if isinstance(value, Part):
            yield value
        elif isinstance(value, tuple):
            yield from _parts(value)


def walk(found: Iterable[Part], closed: Callable[[Part], bool] = lambda _: False) -> Iterator[Part]:
    """Yield parts and all that stand inside them, in the order of the page, but for what is inside ``closed`` ones."""
    waiting = [iter(found)]
    while waiting:
        for part in waiting[-1]:
            yield part
            if not closed(part):
                waiting.append(inside(part))
                break
        else:
            waiting.pop()


def is_own(part: Part, names: Collection[str]) -> TypeGuard[content.OwnBlock]:
    """Whether ``part`` is one of the kit's own blocks, of one of these names."""
    return isinstance(part, content.OwnBlock) and part.name in names


def plain_text(words: Iterable[content.Inline]) -> str:
    """Return words as text alone, the alt texts of pictures among them."""
    return "".join(_text(part) for part in walk(words))


def text_of(found: Iterable[content.Block]) -> str:
    """Return the text of blocks, an empty line between any two, for judging how much of it there is."""
    texts = [""]
    for part in walk(found):
        texts += [""] * isinstance(part, content.Block)
        texts[-1] += _text(part)
    return "\n\n".join(filter(None, texts))


def _text(part: Part) -> str:
    return (part.alt or "") if isinstance(part, content.Picture) else str(getattr(part, "text", ""))


def notes_in(found: Iterable[content.Part]) -> list[content.OwnBlock]:
    """Return the facilitators' notes among parts, at any depth but not within each other."""
    private = private_blocks()
    return [one for one in walk(found, lambda part: is_own(part, private)) if is_own(one, private)]


def top_of(page: content.Content) -> tuple[content.Block, ...]:
    """Return what stands in the first section of a page, or on the page itself where it has none."""
    section = next((one for one in walk(page.blocks) if isinstance(one, content.Section)), None)
    return section.blocks if section else page.blocks


def title_of(page: content.Content) -> content.Heading | None:
    """Return the first heading of a page, None for one without any."""
    return next((one for one in walk(page.blocks) if isinstance(one, content.Heading)), None)
