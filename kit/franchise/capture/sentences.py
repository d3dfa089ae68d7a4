"""What a capture stored, in sentences that name pages and headings. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kit.franchise.capture.composed_region import ComposedRegion
from kit.franchise.capture.pages import Pages
from kit.franchise.compose.overrides import Op, PageOverride, SectionOverride, read_overrides
from kit.franchise.hub_pages import HubPages
from kit.model.schema import PageFile
from kit.model.tree import Tree

_NEW = {
    Op.REPLACE: "“{}” changed.",
    Op.WORDS: "the words of “{}” changed; its blocks stay upstream's.",
    Op.BEFORE: "text put in above “{}”.",
    Op.AFTER: "text put in below “{}”.",
    Op.REMOVE: "“{}” left out.",
}
_GONE = {
    Op.REPLACE: "“{}” is as upstream has it, so your change of it was taken out.",
    Op.WORDS: "“{}” is as upstream has it, so your change of its words was taken out.",
    Op.BEFORE: "your text above “{}” was taken out.",
    Op.AFTER: "your text below “{}” was taken out.",
    Op.REMOVE: "“{}” is back.",
}


def sentences(view: ComposedRegion, pages: Pages, files: Mapping[str, bytes], edited: HubPages) -> list[str]:
    """Return what became of pages, sections, fields and files."""
    found = [*_pages(view, pages), *_sections(view, pages, files, edited)]
    for path in sorted(path for path in view.local.keys() | files.keys() if path.startswith("files/")):
        if view.local.get(path) != files.get(path):
            found.append(f"{path}: {'taken out' if path not in files else 'stored'}.")
    return found


def _pages(view: ComposedRegion, pages: Pages) -> Iterator[str]:
    for name, new in pages.renamed.items():
        yield f"{_name(view, name)}: " + ("called as upstream calls it again." if new == name else f"renamed to {new}.")
    for name in pages.back:
        yield f"{_name(view, name)}: back on the site."
    for name in pages.dropped:
        yield f"{_name(view, name)}: left out, and so are its items on agendas."
    for name in pages.new:
        yield f"{name}: a new page of your own."
    for name in pages.own:
        yield f"{name}: your own page changed."
    for name in pages.gone:
        yield f"{name}: your own page was taken out."
    for name, target in pages.whole.items():
        yield (
            f"{_name(view, name)}: kept whole as your own page, pages/{target}.md, because single sections could not "
            "say it exactly. Upstream's changes of it will be shown to you as a question."
        )


def _sections(view: ComposedRegion, pages: Pages, files: Mapping[str, bytes], edited: HubPages) -> Iterator[str]:
    after = read_overrides(Tree(files), [])
    for name in [name for name in pages.changed if name not in pages.whole]:
        before, now = view.overrides.of(name), after.of(name)
        page = _Page(view, name, edited.anchors(pages.changed[name]))
        for key in dict.fromkeys([*before, *now]):
            yield from page.section(key, before.get(key), now.get(key), now)
        yield from _page_file(_name(view, name), view.file(name), after.pages.get(name))


_Key = tuple[str, Op]


class _Page:
    """A changed page, for sentences on its sections. ``shown`` are the anchors that it has now."""

    def __init__(self, view: ComposedRegion, name: str, shown: Collection[str]) -> None:
        self.name, self.shown = _name(view, name), shown
        self.theirs = {one.anchor: view.upstream.section(name, one.anchor) for one in view.upstream.sections(name)}
        lock = view.lock.pages.get(name)
        recorded = {one.anchor: one.title for one in lock.outline} if lock else {}
        self.titles = recorded | {one.anchor: one.title for one in view.upstream.sections(name)}

    def section(
        self, key: _Key, before: SectionOverride | None, now: SectionOverride | None, all_now: Collection[_Key]
    ) -> Iterator[str]:
        if now is not None and (before is None or before.text != now.text):
            yield f"{self.name}: {self.stored(now).format(self.title(key))}"
        if now is None and before is not None:
            why = f" Your reason was: {before.why}" if before.why else ""
            if not any((key[0], op) in all_now for op in (Op.REMOVE, Op.REPLACE, Op.WORDS)) or why:
                yield f"{self.name}: {self.gone(before).format(self.title(key))}{why}"

    def title(self, key: _Key) -> str:
        return self.titles.get(key[0], key[0])

    def stored(self, one: SectionOverride) -> str:
        theirs = self.theirs.get(one.anchor)
        if one.op is Op.REPLACE and theirs is not None and one.text.rstrip() == theirs.rstrip():
            return "the spacing below “{}”."
        if one.op is Op.REMOVE and one.anchor in self.shown:
            return "“{}” is kept together with the section above it, because only so its spacing stays as you have it."
        return _NEW[one.op]

    def gone(self, one: SectionOverride) -> str:
        orphan = one.op in (Op.REPLACE, Op.WORDS) and one.anchor not in self.theirs
        return "your “{}”, which upstream does not have any more, was taken out." if orphan else _GONE[one.op]


def _page_file(page: str, before: PageOverride | None, now: PageOverride | None) -> Iterator[str]:
    old, new = (one.content if one else PageFile() for one in (before, now))
    if new.order != old.order:
        yield f"{page}: " + ("sections in another order." if new.order else "sections in upstream's order again.")
    for name in [*new.set, *(name for name in old.set if name not in new.set)]:
        if name not in new.set:
            yield f"{page}: {name} is as upstream has it again."
        elif new.set[name] != old.set.get(name):
            yield f"{page}: {name} " + ("taken out." if new.set[name] == "" else f"is {_value(new.set[name])} now.")
    if before is not None and now is None and old.why:
        yield f"{page}: nothing is left to say of the page as a whole. Your reason was: {old.why}"


def _value(value: object) -> str:
    return "; ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _name(view: ComposedRegion, name: str) -> str:
    title = view.upstream.title(name)
    return name if title == name else f"{title} ({name})"
