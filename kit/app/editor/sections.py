"""“Change this section”: the words of one section as somebody edits them, and what is written for them. Pure.

In a region that is an override (``.words.md`` where the section has blocks of ours, else ``.replace.md``), or the page
itself where it is the region's own; in a hub it is always the page. Nobody but the person at this computer sees it, so
what only facilitators are to see may be in it, where it stands in a file of hers already.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from kit.app.editor.view import Changes, Outcome, View, fingerprint, judged, look
from kit.app.introduced import changed
from kit.franchise.capture.resaved import as_before
from kit.franchise.changing import change_of
from kit.franchise.compose.overrides import Op, SectionOverride, read_overrides
from kit.franchise.compose.words import take_apart
from kit.franchise.update.arriving import with_text
from kit.model.errors import WrongUsage
from kit.model.repository import Change
from kit.source.markdown.parser import BYTE_ORDER_MARK
from kit.source.markdown.sections import section_text, sections
from kit.source.settings.front_matter import find_block
from kit.source.tree.text import decode, line_end, split_lines

OVERRIDES = "overrides/"


@dataclass(frozen=True)
class Words:
    """What is edited: ``text`` without line ends behind it, and the reason ``why`` of an override.

    ``file`` is where it is or will be written. ``kind`` is "words" (heading and prose alone), "section" (an override
    of the whole section) or "page" (a part of a page of one's own). ``ours`` says that there is an override that can
    be taken away, and ``beside`` are files with more text of the section. ``hub`` is what stands there without ours,
    or nothing where the page is one's own.
    """

    change: Change
    file: str
    kind: str
    text: str
    why: str = ""
    override: SectionOverride | None = None
    hub: str = ""

    @property
    def mark(self) -> str:
        """What is another text as soon as anything that is edited here was changed elsewhere."""
        return fingerprint(self.file, self.text, self.why, self.override is not None)

    @property
    def data(self) -> dict[str, Any]:
        """Return it as the page is told."""
        return {
            "anchor": self.change.anchor,
            "title": self.change.title,
            "address": self.change.address,
            "file": self.file,
            "kind": self.kind,
            "text": self.text,
            "why": self.why,
            "ours": self.override is not None,
            "hub": self.hub,
            "beside": list(self.change.beside),
            "mark": self.mark,
        }


def sections_of(view: View, page: str) -> list[dict[str, str]]:
    """Return the sections of the page called ``page`` that can be changed, in their order."""
    one = view.edition.pages.get(page)
    if one is None or not one.kind.published:
        return []
    found = (change_of(view.composed, one, section) for section in one.sections)
    return [{"anchor": change.anchor, "title": change.title} for change in found if change]


def words_of(view: View, page: str, anchor: str) -> Words:
    """Return the section of a built page to be edited. Raises WrongUsage where there is none."""
    one = view.edition.pages.get(page)
    section = next((section for section in one.sections if section.anchor == anchor), None) if one else None
    change = change_of(view.composed, one, section) if one and section and one.kind.published else None
    if change is None:
        hint = "Copy what you wrote, load the page again, and look for the section under its new heading."
        raise WrongUsage(f"There is no section {page}#{anchor} here any more that could be changed.", hint)
    if change.new:
        return _new(view, change)
    return _override(view, page, change) if change.file.startswith(OVERRIDES) else _part(view, change)


def _new(view: View, change: Change) -> Words:
    """Return the words of upstream's section: heading and prose, all of it where blocks cannot be told apart."""
    text = _upstreams(view, change)
    apart = take_apart(text)
    op = Op.WORDS if apart.blocks and apart.inside is None else Op.REPLACE
    kind, words = ("words", apart.words) if op is Op.WORDS else ("section", text)
    return Words(change, change.file, kind, _shown(words), hub=_shown(words))


def _upstreams(view: View, change: Change) -> str:
    file, first, last = change.source or ("", 1, 0)
    return "".join(split_lines(_text(view, file))[first - 1 : last])


def _override(view: View, page: str, change: Change) -> Words:
    known = read_overrides(view.tree, []).sections
    one = next(one for ones in known.values() for one in ones if one.file == change.file)
    kind = "words" if one.op is Op.WORDS else "section"
    return Words(change, change.file, kind, _shown(one.text), one.why, one, _hubs(view, page, change, one.op))


def _hubs(view: View, page: str, change: Change, op: Op) -> str:
    """Return what would stand in the place of an override, were it taken away; nothing where its section is gone."""
    without = look(changed(view.tree, {change.file: None}))
    there = without.edition.pages.get(page)
    found = (change_of(without.composed, there, section) for section in there.sections) if there else iter(())
    other = next((one for one in found if one and one.address == change.address and one.new), None)
    text = _upstreams(without, other) if other else ""
    return _shown(take_apart(text).words if op is Op.WORDS else text)


def _part(view: View, change: Change) -> Words:
    """Return a section of a page of one's own, whole."""
    text = _text(view, change.file)
    anchor = change.anchor
    section = next((one for one in sections(text) if one.anchor == anchor), None)
    if section is None:
        hint = f"Open {change.file} in any editor and change it there."
        raise WrongUsage(f"The section {anchor} was not found in {change.file}.", hint)
    return Words(change, change.file, "page", _shown(section_text(text, section)))


def _text(view: View, file: str) -> str:
    return decode(file, view.tree.files.get(file, b""), []) or ""


def _shown(text: str) -> str:
    return text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def save(view: View, page: str, anchor: str, text: str, why: str, mark: str, agreed: str) -> Outcome:
    """Return what is written for the new ``text`` of a section, or what stands against it.

    ``mark`` is that of the words that were opened: where they changed since, they are returned and nothing is written.
    ``agreed`` says which warnings the person has read.
    """
    now = words_of(view, page, anchor)
    if now.mark != mark:
        return Outcome({"answer": "changed", "now": now.data})
    text, why = _shown(text), " ".join(why.split())
    if not text.strip():
        raise WrongUsage("The section is empty, so there is nothing to save.", "Write its heading and its words.")
    if (text, why) == (now.text, now.why):
        return Outcome({"answer": "same"})
    return judged(view.tree, written(view, now, text, why), agreed)


def written(view: View, now: Words, text: str, why: str) -> Changes:
    """Return the file that holds ``text`` in the place of the words that are there ``now``."""
    was = view.tree.files.get(now.file)
    if now.kind == "page":
        return {now.file: _put_in(_text(view, now.file), now.change.anchor, text)}
    body = f"{text}\n"
    if now.override is None or was is None:
        return {now.file: (_head(text, why) + body).encode()}
    if why == now.why:
        return {now.file: with_text(was, now.override, body.replace("\n", line_end(was.decode())))}
    return {now.file: as_before(was, (_head(text, why) + body).encode())}


def _head(text: str, why: str) -> str:
    """Return the front matter of an override; without a reason only where ``text`` would be taken for one."""
    return f"---\nwhy: {json.dumps(why, ensure_ascii=False)}\n---\n\n" if why or find_block("", text, []) else ""


def _put_in(page: str, anchor: str, text: str) -> bytes:
    """Return ``page`` with ``text`` for its section; the empty lines behind that stay."""
    mark = BYTE_ORDER_MARK if page.startswith(BYTE_ORDER_MARK) else ""
    page = page.removeprefix(BYTE_ORDER_MARK)
    section = next(one for one in sections(page) if one.anchor == anchor)
    lines = split_lines(page)
    old = "".join(lines[section.first - 1 : section.last])
    end = line_end(page)
    tail = old[len(old.rstrip("\r\n")) :] or end
    new = text.replace("\n", end) + tail
    return (mark + "".join(lines[: section.first - 1]) + new + "".join(lines[section.last :])).encode()


def back_to_hub(view: View, page: str, anchor: str, mark: str, agreed: str) -> Outcome:
    """Return what takes the override of a section away, so that the hub's words stand there again."""
    now = words_of(view, page, anchor)
    if now.mark != mark:
        return Outcome({"answer": "changed", "now": now.data})
    if now.override is None:
        raise WrongUsage("The hub's words stand here already.", "Nothing needs doing.")
    return judged(view.tree, {now.file: None}, agreed)
