"""Capturing one page: everything that ``overrides/PAGE/`` is to hold, or the whole page where that cannot say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.franchise.capture.body import capture_body
from kit.franchise.capture.head import capture_fields
from kit.franchise.capture.overriding import BodyOverrides, laid_out
from kit.franchise.capture.page_toml import PageChanges, page_toml
from kit.franchise.capture.toml_text import CannotWrite
from kit.franchise.capture.view import View
from kit.source.frontmatter import read_front_matter
from kit.source.paths import MAX_PARTS, path_problem
from kit.source.text import decode


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


def kept(view: View, name: str) -> dict[str, bytes]:
    """Return the override files of the upstream page ``name`` as they are."""
    ones = {one.file for one in view.overrides.sections.get(name, ())}
    own = view.file(name)
    return {path: view.tree.files[path] for path in sorted(ones | ({own.file} if own else set()))}


def capture_page(view: View, name: str, target: str, data: bytes) -> PageFiles:
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


def _body(view: View, name: str, text: str) -> BodyOverrides | None:
    base = view.base(name)
    if base is None:
        return None
    now = BodyOverrides(base.files, view.content(name).order or ())
    return capture_body(base, laid_out(base, now), text)


def _composed_fields(view: View, name: str) -> Mapping[str, object]:
    """Return upstream's front matter with what ``page.toml`` sets, also where the page is not composed now."""
    shown = next((page for page, own in view.upstream_of.items() if own == name), None)
    return view.pages.fields(shown) if shown else view.fields(name)


def whole_page(view: View, name: str, target: str, data: bytes) -> PageFiles:
    """Return the page as one of the region's own; upstream's gives way to it."""
    lifted = _lifted(name, target)
    changes = PageChanges(lifted, "" if lifted else renamed(name, target))
    files = _with_page_toml(view, name, {}, changes) or {}
    return PageFiles({**files, f"pages/{target}.md": data}, whole=True, dropped=lifted)


def dropped_page(view: View, name: str) -> dict[str, bytes]:
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


def _with_page_toml(view: View, name: str, files: dict[str, bytes], changes: PageChanges) -> dict[str, bytes] | None:
    own = view.file(name)
    before = view.tree.files[own.file] if own else None
    try:
        after = page_toml(before, changes)
    except CannotWrite:
        return None
    if after is None and before is not None and files and own is not None and own.content.why:
        after = page_toml(before, PageChanges(), keep_why=True)
    return files if after is None else {**files, f"overrides/{name}/page.toml": after}
