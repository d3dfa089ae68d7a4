"""What the source marks as for those who lead, put into boxes of its own wherever it stands: words, cells, rows. Pure.

A line, a cell or a heading cannot hold a note for facilitators, so what is theirs comes to stand below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kit.franchise.importing.attributes import words_of
from kit.franchise.importing.inline import ATTRIBUTES
from kit.franchise.importing.leaders import is_named_private, is_private, names_of
from kit.franchise.importing.model import Told
from kit.franchise.importing.reading import LINE, line_of
from kit.model.foreign_blocks import ours_for

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ROWS = frozenset({"tr", "thead", "tbody", "tfoot"})
# What holds words alone, or cells: a box comes to stand below the outermost of them.
_TIGHT = frozenset(
    {"table", "dl", "pre", "summary", "h1", *_HEADINGS, "kbd", "sub", "sup", "code", "samp", "a", "ruby"}
)
_WITHIN_WORDS = frozenset(
    {"span", "em", "strong", "b", "i", "u", "small", "mark", "font", "a", "code", "s", "del", "ins", "q", "sub", "sup"}
    | {"kbd", "label", "abbr", "cite", "img", "samp", "big", "time", "video", "audio", "iframe"}
)
_NOTES_OF_SLIDE = "data-notes"


def keep_apart(tree: Any, told: Told) -> None:
    """Put all that ``tree`` marks as for those who lead into boxes for them."""
    for one in list(tree.iter()):
        _take_names(one)
        _notes_of_slide(one)
    for one in [one for one in tree.iter() if is_private(one) and one.tag not in ("html", "body", "head")]:
        if not any(is_private(around) for around in one.iterancestors() if around.tag not in ("html", "body")):
            _keep(one, told)


def _take_names(one: Any) -> None:
    """Give an element the classes of those who lead that kramdown and pandoc write behind or below it."""
    if one.get("data-after") and (before := one.getprevious()) is not None:
        _add(before, one.get("data-after"))
    if one.tag in ("h1", *_HEADINGS):
        said = ATTRIBUTES.search((one[-1].tail if len(one) else one.text) or "")
    else:
        said = ATTRIBUTES.match(one.tail or "") if one.tag in _WITHIN_WORDS else None
    if said:
        _add(one, " ".join(re.findall(r"[.=\"]([A-Za-z][\w-]*)", said[1])))


def _add(element: Any, names: str) -> None:
    if any(ours_for(name) == "facilitator" for name in names.split()):
        element.set("class", f"{element.get('class') or ''} facilitator".strip())


def _notes_of_slide(one: Any) -> None:
    """Put what a slide of reveal.js says to whoever speaks below it, as words of the page."""
    if said := (one.attrib.pop(_NOTES_OF_SLIDE, "") if isinstance(one.tag, str) else "").strip():
        box = _box(one)
        box.text = said
        one.append(box)


def _box(near: Any) -> Any:
    box = near.makeelement("div", {"class": "facilitator"})
    if (line := line_of(near)) is not None:
        box.set(LINE, str(line))
    return box


def _keep(one: Any, told: Told) -> None:
    if not words_of(one).strip() and one.tag not in ("img", "video", "audio", "iframe"):
        return
    tight = [around for around in one.iterancestors() if around.tag in _TIGHT]
    if one.tag in _HEADINGS and not tight:
        _with_what_is_below(one)
    elif tight:
        _move(one, tight[-1])
    elif one.tag in _WITHIN_WORDS:
        _put_into(_box(one), one)
    elif is_named_private(one):
        one.set("class", f"facilitator {one.get('class') or ''}".strip())
    else:
        return
    called = next((name for name in names_of(one) if ours_for(name) == "facilitator"), "") or one.get("id") or "so"
    told.changed(line_of(one), f"What the source calls {called} became a note.", "Only those who lead will see it.")


def _put_into(box: Any, one: Any) -> None:
    """Put ``box`` around an element; the words after it stay where they are."""
    box.tail, one.tail = one.tail, None
    one.getparent().replace(one, box)
    box.append(one)


def _with_what_is_below(heading: Any) -> None:
    """Put a heading into a box with all that stands below it, up to the next of its level."""
    below = []
    for one in heading.itersiblings():
        if one.tag in ("h1", *_HEADINGS) and one.tag <= heading.tag:
            break
        below.append(one)
    text, heading.tail = heading.tail, None
    box = _box(heading)
    heading.getparent().replace(heading, box)
    box.append(heading)
    heading.tail = text
    for one in below:
        box.append(one)


def _move(one: Any, around: Any) -> None:
    """Put an element into a box below ``around``, in which no box can stand; a cell stays there, empty."""
    box = _box(one)
    parts = list(_whole(one))
    if one.tag in ("td", "th", "caption"):
        box.text, one.text = one.text, None
        for part in list(one):
            box.append(part)
    else:
        place = box
        if one.tag in _ROWS or one.tag in ("dt", "dd"):
            place = box.makeelement("table" if one.tag in _ROWS else "dl", {})
            box.append(place)
        for part in parts:
            _without_tail(part)
            place.append(part)
    box.set("data-moved", "1")
    last = around
    while last.getnext() is not None and last.getnext().get("data-moved"):
        last = last.getnext()
    box.tail, last.tail = last.tail, None
    last.addnext(box)


def _whole(one: Any) -> Iterator[Any]:
    """Yield an element, and the meanings of a term."""
    yield one
    for after in one.itersiblings() if one.tag == "dt" else ():
        if after.tag != "dd":
            return
        yield after


def _without_tail(one: Any) -> None:
    """Leave the words after an element where they are."""
    if not one.tail:
        return
    before, parent = one.getprevious(), one.getparent()
    if before is not None:
        before.tail = (before.tail or "") + one.tail
    else:
        parent.text = (parent.text or "") + one.tail
    one.tail = None
