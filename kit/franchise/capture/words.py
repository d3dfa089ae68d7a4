"""What a capture stored, in sentences that name pages and headings. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kit.franchise.capture.pages import Pages
from kit.franchise.capture.view import View
from kit.franchise.overrides import Op, PageOverride, SectionOverride, read_overrides
from kit.model.schema import PageFile
from kit.model.tree import Tree

_NEW = {
    Op.REPLACE: "“{}” changed.",
    Op.BEFORE: "text put in above “{}”.",
    Op.AFTER: "text put in below “{}”.",
    Op.REMOVE: "“{}” left out.",
}
_GONE = {
    Op.REPLACE: "“{}” is as upstream has it, so your change of it was taken out.",
    Op.BEFORE: "your text above “{}” was taken out.",
    Op.AFTER: "your text below “{}” was taken out.",
    Op.REMOVE: "“{}” is back.",
}


def sentences(view: View, pages: Pages, files: Mapping[str, bytes]) -> list[str]:
    """Return what became of pages, sections, fields and files."""
    found = [*_pages(view, pages), *_sections(view, pages, files)]
    for path in sorted(path for path in view.local.keys() | files.keys() if path.startswith("files/")):
        if view.local.get(path) != files.get(path):
            found.append(f"{path}: {'taken out' if path not in files else 'stored'}.")
    return found


def _pages(view: View, pages: Pages) -> Iterator[str]:
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


def _sections(view: View, pages: Pages, files: Mapping[str, bytes]) -> Iterator[str]:
    after = read_overrides(Tree(files), [])
    for name in [name for name in pages.changed if name not in pages.whole]:
        titles = {one.anchor: one.title for one in view.upstream.sections(name)}
        before, now = view.overrides.of(name), after.of(name)
        for key in dict.fromkeys([*before, *now]):
            yield from _section(
                _name(view, name),
                titles.get(key[0], key[0]),
                before.get(key),
                now.get(key),
                view.upstream.section(name, key[0]),
            )
        yield from _page_file(_name(view, name), view.file(name), after.pages.get(name))


def _section(
    page: str, title: str, before: SectionOverride | None, now: SectionOverride | None, theirs: str | None
) -> Iterator[str]:
    if now is not None and (before is None or before.text != now.text):
        only_spacing = now.op is Op.REPLACE and theirs is not None and now.text.rstrip() == theirs.rstrip()
        yield f"{page}: " + (f"the spacing of “{title}”." if only_spacing else _NEW[now.op].format(title))
    if now is None and before is not None:
        why = f" Your reason was: {before.why}" if before.why else ""
        yield f"{page}: {_GONE[before.op].format(title)}{why}"


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


def _name(view: View, name: str) -> str:
    title = view.upstream.title(name)
    return name if title == name else f"{title} ({name})"
