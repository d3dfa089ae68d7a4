"""Capturing one page: everything that ``overrides/PAGE/`` is to hold, or the whole page where that cannot say it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kit.franchise.capture.composed_region import ComposedRegion
from kit.franchise.capture.fragments import (
    NOWHERE,
    PREAMBLE,
    Body,
    ComposedSection,
    Fragment,
    Slot,
    head_last,
    joined,
    longest_in_order,
    order_for,
    settle,
    share,
)
from kit.franchise.capture.overriding import Base, BodyOverrides, forced, laid_out, write
from kit.franchise.capture.page_toml import PageChanges, capture_fields, page_toml
from kit.franchise.capture.pairing import Cut, pair
from kit.franchise.compose.overrides import Op
from kit.source.markdown.sections import section_text, sections
from kit.source.settings.front_matter import read_front_matter
from kit.source.settings.toml_edit import CannotWrite
from kit.source.tree.paths import MAX_PARTS, path_problem
from kit.source.tree.text import decode, split_lines


@dataclass(frozen=True)
class PageFiles:
    """The files of one page by their paths in the region.

    ``whole`` says that the page itself is one of them, ``dropped`` that upstream's page is left out for it.
    """

    files: Mapping[str, bytes]
    whole: bool = False
    dropped: bool = False


def overridable(name: str) -> bool:
    """Whether ``overrides/`` can have a folder of this page's name; pages in other languages have a dot in theirs."""
    return path_problem(f"{name}/page.toml", MAX_PARTS + 1) is None


def kept(view: ComposedRegion, name: str) -> dict[str, bytes]:
    """Return the override files of the upstream page ``name`` as they are."""
    ones = {one.file for one in view.overrides.sections.get(name, ())}
    own = view.file(name)
    return {path: view.tree.files[path] for path in sorted(ones | ({own.file} if own else set()))}


def capture_page(view: ComposedRegion, name: str, target: str, data: bytes) -> PageFiles:
    """Return the files that make the upstream page ``name`` come out as ``data``, under the name ``target``."""
    text = decode(f"{target}.md", data, [])
    body = _body(view, name, text) if text is not None else None
    if text is None or body is None or _lifted(name, target):
        return whole_page(view, name, target, data)
    front = read_front_matter("", text, [])
    known = view.content(name).set
    fields = capture_fields(view.fields(name), _composed_fields(view, name), front.data if front else {}, known)
    changes = PageChanges(False, renamed(name, target), body.order, fields)
    files = _with_page_toml(view, name, dict(body.files), changes)
    if files is None or any(path_problem(path.removeprefix("overrides/"), MAX_PARTS + 1) for path in files):
        return whole_page(view, name, target, data)
    return PageFiles(files)


def _body(view: ComposedRegion, name: str, text: str) -> BodyOverrides | None:
    base = view.base(name)
    if base is None:
        return None
    now = BodyOverrides(base.files, view.content(name).order or ())
    return capture_body(base, laid_out(base, now), text)


def _composed_fields(view: ComposedRegion, name: str) -> Mapping[str, object]:
    """Return upstream's front matter with what ``page.toml`` sets, also where the page is not composed now."""
    shown = next((page for page, own in view.upstream_of.items() if own == name), None)
    return view.pages.fields(shown) if shown else view.fields(name)


def whole_page(view: ComposedRegion, name: str, target: str, data: bytes) -> PageFiles:
    """Return the page as one of the region's own; upstream's gives way to it."""
    lifted = _lifted(name, target)
    changes = PageChanges(lifted, "" if lifted else renamed(name, target))
    files = _with_page_toml(view, name, {}, changes) or {}
    return PageFiles({**files, f"pages/{target}.md": data}, whole=True, dropped=lifted)


def dropped_page(view: ComposedRegion, name: str) -> dict[str, bytes]:
    """Return the files that drop an upstream page; its overrides stay, for the day on which it comes back."""
    content = view.content(name)
    changes = PageChanges(True, content.rename or "", content.order or (), content.set)
    sections = {path: data for path, data in kept(view, name).items() if not path.endswith("/page.toml")}
    files = _with_page_toml(view, name, sections, changes)
    return files if files is not None else {**sections, f"overrides/{name}/page.toml": b"drop = true\n"}


def renamed(name: str, target: str) -> str:
    """Return what ``rename`` says where the page ``name`` is to be called ``target``; "" where it keeps its name."""
    if name == target:
        return ""
    same_folder = name.rpartition("/")[0] == target.rpartition("/")[0]
    return target.rpartition("/")[2] if same_folder else target


def _lifted(name: str, target: str) -> bool:
    """Whether a page goes from a folder to the top of the tree, which ``rename`` cannot say."""
    return "/" in name and "/" not in target


def _with_page_toml(
    view: ComposedRegion, name: str, files: dict[str, bytes], changes: PageChanges
) -> dict[str, bytes] | None:
    own = view.file(name)
    before = view.tree.files[own.file] if own else None
    try:
        after = page_toml(before, changes)
    except CannotWrite:
        return None
    if after is None and before is not None and files and own is not None and own.content.why:
        after = page_toml(before, PageChanges(), keep_why=True)
    return files if after is None else {**files, f"overrides/{name}/page.toml": after}


# Capturing a page below its front matter: from the text that somebody edited to overrides of its sections. Pure.


def capture_body(base: Base, composed: Body, edited: str, may_order: bool = True) -> BodyOverrides | None:
    """Return the overrides that turn upstream's page into ``edited``, or None where sections cannot say it exactly.

    With ``may_order`` False they say it without an order of sections: what changed places is text beside others.

    Every answer is composed and compared before it is given. Where spacing does not come out as it was written,
    neighbouring sections are put together, step by step: composing puts one empty line between two pieces, so a page
    with two of them there can only be said by one override that holds both sections. Each step makes one fragment
    fewer or one more of ours, which is why the loop ends.
    """
    fragments = _fragments(base, composed, edited, may_order)
    anchors = [one.anchor for one in base.sections]
    wanted = joined(fragments)
    if "".join(one.text for one in wanted) != "".join(split_lines(edited)[head_last(edited) :]):
        return None
    for _ in range(2 * len(wanted) + 2):
        if any(one.slot.anchor == PREAMBLE and not one.theirs for one in wanted):
            return None
        order = order_for(base.sections, _anchors(wanted, anchors))
        if order is None:
            return None
        answer = write(base, wanted, order)
        place = _first_difference(laid_out(base, answer).fragments, wanted)
        if place is None:
            return answer
        wanted = _coarser(wanted, place)
    return None


def _fragments(base: Base, composed: Body, edited: str, may_order: bool) -> list[Fragment]:
    """Return the edited page in fragments, in an order in which they can be laid out.

    ``order`` in page.toml moves sections among those of one parent only. Where somebody dragged a sub-section to
    another parent, as many sections as can stay in upstream's order keep their place; the others become loose text
    beside them, and count as left out where they stood.
    """
    cuts = [Cut(one, section_text(edited, one)) for one in sections(edited)]
    pairs = pair([Cut(one.section, one.text) for one in composed.parts], cuts)
    given = [*_preamble(composed, cuts, edited)]
    for place, one in enumerate(cuts):
        given += _section(base, composed.parts, pairs.get(place), one)
    anchors = {one.anchor for one in base.sections}
    found = settle([_same(base, one) for one in given if one.text], anchors)
    own = _anchors(found, anchors)
    order = order_for(base.sections, own)
    if order is None or (order and not may_order):
        stay = longest_in_order(base.sections, own)
        loose = [one if one.slot.anchor in stay | {PREAMBLE} else Fragment(NOWHERE, one.text) for one in found]
        found = settle(loose, anchors)
    return found


def _anchors(fragments: Sequence[Fragment], known: Collection[str]) -> list[str]:
    """Return upstream's sections in the order in which ``fragments`` have them."""
    return list(dict.fromkeys(one.slot.anchor for one in fragments if one.slot.anchor in known))


def _preamble(composed: Body, cuts: Sequence[Cut], edited: str) -> list[Fragment]:
    first = cuts[0].section.first - 1 if cuts else len(split_lines(edited))
    text = "".join(split_lines(edited)[head_last(edited) : first])
    before = "".join(one.text for one in composed.preamble)
    if text == before:
        return list(composed.preamble)
    if composed.preamble and composed.parts:
        return share(ComposedSection(composed.parts[0].section, before, composed.preamble), text)
    return [Fragment(NOWHERE, text)]


def _section(base: Base, parts: Sequence[ComposedSection], place: int | None, one: Cut) -> list[Fragment]:
    if place is not None:
        return share(parts[place], one.text)
    there = {part.section.anchor for part in parts}
    removed = {section.anchor for section in base.sections} - there
    if one.section.anchor in removed:
        return [Fragment(Slot(one.section.anchor, Op.REPLACE), one.text)]
    return [Fragment(NOWHERE, one.text)]


def _same(base: Base, one: Fragment) -> Fragment:
    """Return ``one`` as upstream's own text where it says the same as upstream."""
    section = next((own for own in base.sections if own.anchor == one.slot.anchor), None)
    if section is None or one.slot.op is not Op.REPLACE:
        return one
    same = one.text.rstrip() == section_text(base.upstream, section).rstrip()
    return Fragment(one.slot, one.text, same or one.theirs)


def _first_difference(given: Sequence[Fragment], wanted: Sequence[Fragment]) -> int | None:
    for place, one in enumerate(wanted):
        if place >= len(given) or (given[place].slot, given[place].text) != (one.slot, one.text):
            return place
    return None if len(given) == len(wanted) else len(wanted) - 1


def _coarser(wanted: Sequence[Fragment], place: int) -> list[Fragment]:
    """Return ``wanted`` with the fragment at ``place``, which did not come out right, said more plainly.

    Upstream's own text is first written out as ours: then its spacing is ours too. If it is ours already, it is put
    together with the next fragment, or with the one before if it is the last or begins with the empty line that went
    wrong. What begins the page has no section before it and goes to the preamble, which ``capture_body`` refuses.
    """
    one = wanted[place]
    if one.theirs:
        return [*wanted[:place], forced(one), *wanted[place + 1 :]]
    if place + 1 == len(wanted) or (place and one.text.startswith(("\n", "\r"))):
        place -= 1
    if place < 0:
        return [Fragment(Slot(PREAMBLE, Op.REPLACE), one.text)]
    both = wanted[place : place + 2]
    own = next((other.slot for other in both if other.slot.op is Op.REPLACE), both[0].slot)
    whole = Fragment(own, "".join(other.text for other in both))
    return joined([*wanted[:place], whole, *wanted[place + 2 :]])
