"""What a region changed in the material that it was given, in the words of its open data. Pure.

Only what visitors can see counts: a change of facilitators' notes, of messages or of the countdown is no variation, and
of a section's text only its heading is ever named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.franchise.agenda.formats import picked_entries
from kit.franchise.compose.front_matter import identity, session_names
from kit.franchise.compose.overrides import Op, Overrides, PageOverride, SectionOverride, read_overrides
from kit.franchise.compose.words import base_text
from kit.franchise.home import HOME, REGION, has_home, upstream_seen
from kit.franchise.hub_pages import HubPages
from kit.franchise.merge.units import same
from kit.model.agenda_schema import AgendaOperation
from kit.model.blocks import private_blocks
from kit.model.group import TITLE, WHY, Variation, cleared
from kit.model.page import PageKind
from kit.model.schema import RegionFile, RoundFile
from kit.model.tree import Tree
from kit.source.markdown.fences import fences
from kit.source.markdown.page import kind_of
from kit.source.settings.agenda import page_name
from kit.source.tree.text import split_lines

_KINDS = {Op.REPLACE: "replaced", Op.WORDS: "replaced", Op.BEFORE: "added", Op.AFTER: "added", Op.REMOVE: "removed"}
_SHOWN_FIELDS = frozenset({"group_size", "standard", "purpose", "agenda", "agendas"})  # front matter that pages show


def variations(tree: Tree, region: RegionFile) -> tuple[Variation, ...]:
    """Return what the region whose files are ``tree`` changed, by page and in the order of its files; no addresses."""
    work = _Work(
        tree, region, HubPages(upstream_seen(tree, region)), HubPages(tree.under("pages")), read_overrides(tree, [])
    )
    found = [*work.rounds(), *work.own_pages(), *work.pages(), *work.sections(), *work.agendas()]
    if has_home(region, tree.under("upstream")):
        found = [one.model_copy(update={"page": REGION}) if one.page == HOME else one for one in found]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.page))


def without_notes(text: str) -> str:
    """Return ``text`` without its facilitator blocks, as everybody sees it."""
    private = private_blocks()
    if not any(name in text for name in private):
        return text
    hidden = {
        line for fence in fences(text, "", []) if fence.name in private for line in range(fence.first, fence.last + 1)
    }
    return "".join(line for number, line in enumerate(split_lines(text), 1) if number not in hidden)


@dataclass(frozen=True)
class _Work:
    tree: Tree
    region: RegionFile
    upstream: HubPages
    own: HubPages
    overrides: Overrides
    gone: set[str] = field(default_factory=set)

    def rounds(self) -> Iterator[Variation]:
        for name, settings in self.region.round.items():
            plan = f"{name}/index"
            if plan not in self.upstream.names:
                continue
            if settings.drop:
                self.gone.add(name)
                yield _told(plan, "dropped", self.upstream.title(plan))
            elif settings.format:
                yield _told(plan, "replaced", settings.format)

    def own_pages(self) -> Iterator[Variation]:
        for name in sorted(self.own.names):
            if not self._published(name):
                continue
            title, minutes = self.own.title(name), _minutes(self.own.fields(name).get("minutes"))
            if name in self.upstream.names:
                yield _told(name, "replaced", title)
            else:
                yield _told(name, "new", title, minutes=minutes)

    def pages(self) -> Iterator[Variation]:
        for name, page in sorted(self.overrides.pages.items()):
            if self._given(name):
                yield from self._page(name, page)

    def _page(self, name: str, page: PageOverride) -> Iterator[Variation]:
        content, title = page.content, self.upstream.title(name)
        if content.drop:
            self.gone.add(name)
            yield _told(name, "dropped", title, content.why)
            return
        if content.rename is not None:
            yield _told(name, "renamed", title, content.why)
        if content.order is not None:
            yield _told(name, "moved", title, content.why)
        if minutes := _minutes(content.set.get("minutes")):
            yield _told(name, "retimed", title, content.why, minutes=minutes)
        if _SHOWN_FIELDS.intersection(content.set):
            yield _told(name, "replaced", title, content.why)

    def sections(self) -> Iterator[Variation]:
        for name, ones in sorted(self.overrides.sections.items()):
            if self._given(name) and name not in self.own.names:
                yield from (self._section(one) for one in ones if self._is_seen(one))

    def _section(self, one: SectionOverride) -> Variation:
        titles = {section.anchor: section.title for section in self.upstream.sections(one.page)}
        why = "" if ":::" in one.why or "```" in one.why else one.why
        return _told(one.page, _KINDS[one.op], titles.get(one.anchor, ""), why, section=one.anchor)

    def _is_seen(self, one: SectionOverride) -> bool:
        """Whether visitors see the change: whether more than facilitators' notes differ."""
        if one.op is Op.REMOVE:
            return True
        shown = without_notes(one.text)
        if one.op in (Op.BEFORE, Op.AFTER):
            return bool(shown.strip())
        section = self.upstream.section(one.page, one.anchor) or ""
        return not same(shown, without_notes(base_text(one.op, section)))

    def agendas(self) -> Iterator[Variation]:
        for name, settings in self.region.round.items():
            if settings.agenda and name not in self.gone:
                yield from self._agenda(name, settings)

    def _agenda(self, name: str, settings: RoundFile) -> Iterator[Variation]:
        entries = picked_entries(self.upstream, name, settings.format) or []
        items = {identity(entry): entry for entry in entries}
        for operation in settings.agenda:
            if operation.add is not None:
                yield from self._added(name, operation)
            elif (entry := items.get(_item(operation))) is not None:
                yield self._changed(name, operation, entry)

    def _added(self, round_name: str, operation: AgendaOperation) -> Iterator[Variation]:
        text = operation.break_ or operation.title or operation.sitting
        if operation.adds_page:
            page = page_name(operation.add or "", round_name)
            if page in self.own.names or page not in self.upstream.names:
                return  # a new page, which is told as one
            text = self.upstream.title(page)
        yield _told(f"{round_name}/index", "added", text or "At the same time", minutes=operation.minutes)

    def _changed(self, round_name: str, operation: AgendaOperation, entry: Mapping[str, Any]) -> Variation:
        names = [page_name(one, round_name) for one in session_names(entry)]
        page = names[0] if len(names) == 1 and names[0] in self.upstream.names else f"{round_name}/index"
        title = " and ".join(self.upstream.title(one) for one in names)
        title = title or str(entry.get("break") or entry.get("title") or entry.get("sitting") or "")
        if operation.drop is not None:
            return _told(page, "dropped", title)
        if operation.move is not None:
            return _told(page, "moved", title)
        return _told(page, "retimed", title, minutes=operation.minutes)

    def _given(self, name: str) -> bool:
        """Whether the region was given the page, and visitors see it there."""
        return name in self.upstream.names and name.split("/")[0] not in self.gone and self._published(name)

    def _published(self, name: str) -> bool:
        folders = {one.removesuffix("/index") for one in self.upstream.names | self.own.names if one.endswith("/index")}
        kind = kind_of(f"{name}.md", frozenset(folders))
        return kind.published and name not in self.gone and kind is not PageKind.LANGUAGE


def _item(operation: AgendaOperation) -> str:
    return operation.item or operation.drop or operation.move or ""


def _minutes(value: Any) -> int | None:
    text = str(value if value is not None else "")
    return int(text) if re.fullmatch("[0-9]{1,4}", text) and 0 < int(text) <= 1440 else None


def _told(
    page: str, kind: str, title: str = "", why: str = "", *, section: str | None = None, minutes: int | None = None
) -> Variation:
    return Variation(
        page=page,
        section=cleared(section, TITLE) if section else None,
        title=cleared(title, TITLE) or None,
        kind=kind,
        minutes=minutes,
        why=cleared(why, WHY) or None,
    )
