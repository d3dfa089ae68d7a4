"""Editing one page: which page it is, what is written to ``editing/``, and what the files there make of the tree. Pure.

Beside each page, ``.kit/editing`` keeps it as it was, so that capture can tell what somebody changed from what changed
by itself meanwhile.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.franchise.capture.composed_region import ComposedRegion
from kit.franchise.capture.fragments import head_last
from kit.franchise.capture.resaved import as_before
from kit.franchise.home import HOME, REGION
from kit.franchise.merge.section import merge
from kit.model.errors import KitError, WrongUsage
from kit.model.tree import Tree
from kit.source.markdown.sections import section_text, sections
from kit.source.tree.text import decode, split_lines

EDITING = "editing/"
REMEMBERED = ".kit/editing/"


@dataclass(frozen=True)
class Begun:
    """A page ready to be edited: its name and title, and the files to write."""

    name: str
    title: str
    changes: dict[str, bytes | None]


def begin(view: ComposedRegion, address: str, editing: Mapping[str, bytes], remembered: Mapping[str, bytes]) -> Begun:
    """Return what ``edit`` writes for the page at ``address``.

    ``editing`` and ``remembered`` are the files in those two folders. Raises WrongUsage for an unknown page, KitError
    where the page is being edited already.
    """
    name = page_named(view, address)
    path, data = f"{name}.md", view.composed.tree.files[f"{name}.md"]
    there = editing.get(path)
    if there is not None and there not in (data, remembered.get(path)):
        message = f"{EDITING}{path} is there already, with changes that are not captured yet."
        raise KitError(message, "Run peerkit capture to store them, or delete the file, then edit again.")
    return Begun(name, view.pages.title(name), {f"{EDITING}{path}": data, f"{REMEMBERED}{path}": data})


def page_named(view: ComposedRegion, address: str) -> str:
    """Return the composed page that people call ``address``: its path, its old path, its id, or a path to its file.

    Raises WrongUsage with the nearest names where there is none.
    """
    plain = address.replace("\\", "/").partition("#")[0].removeprefix("./").removesuffix(".md")
    for folder in ("upstream/", "pages/", "editing/", "overrides/"):
        plain = plain.removeprefix(folder)
    if plain == REGION and view.region.home == REGION and plain not in view.pages.names:
        plain = HOME
    shown = {own: name for name, own in view.upstream_of.items()}
    for name in (plain, shown.get(plain, ""), view.pages.by_id.get(plain, ""), f"{plain}/index"):
        if name in view.pages.names:
            return name
    if plain in view.upstream.names:
        message = f"Your region leaves the page {plain} out, so there is nothing to edit."
        raise WrongUsage(message, f"Take drop = true out of overrides/{plain}/page.toml to have it back.")
    near = difflib.get_close_matches(plain, sorted(view.pages.names), n=3, cutoff=0)
    raise WrongUsage(f"There is no page {plain}.", f"The nearest are {', '.join(near)}.")


@dataclass
class Edited:
    """The tree with the edited pages in it.

    ``done`` are files in ``editing/`` that are dealt with once it is captured; ``notes`` and ``left`` are sentences.
    """

    tree: Tree
    done: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def edited_tree(view: ComposedRegion, editing: Mapping[str, bytes], remembered: Mapping[str, bytes]) -> Edited:
    """Return the composed tree with the pages of ``editing/`` put in, each on its page as that is now."""
    files = dict(view.composed.tree.files)
    edited = Edited(Tree(files))
    for path, data in sorted(editing.items()):
        was = remembered.get(path)
        there = _path_now(view, path, was)
        now = files.get(there)
        shown = was or now
        data = data if shown is None else _in_its_form(shown, data)
        if not path.endswith(".md"):
            edited.left.append(
                f"{EDITING}{path}: only pages are captured from here. Put pictures into files/ yourself."
            )
        elif now is None and was is not None:
            edited.left.append(f"{EDITING}{path}: the page is not there any more, so your text was left where it is.")
        elif data in (was, now):
            edited.done.append(path)
            edited.notes.append(f"{path.removesuffix('.md')}: nothing was changed.")
        else:
            _put_in(edited, files, path, there, data, was)
    return edited


def _path_now(view: ComposedRegion, path: str, was: bytes | None) -> str:
    """Return the path of the page now that stands in ``editing/`` at ``path``, as it ``was`` when it was written there.

    Upstream may have moved it since. Where another page has its name now, that one is taken to have changed.
    """
    moved = view.lock.settings.moved.get(path.removesuffix(".md"))
    return path if was is None or moved is None or path in view.composed.tree.files else f"{moved}.md"


def _in_its_form(was: bytes, data: bytes) -> bytes:
    """Return ``data`` as an editor would have left the page that ``was``, the last line end too."""
    data = as_before(was, data)
    end = b"\r\n" if was.endswith(b"\r\n") else b"\n"
    return data + end if was.endswith(end) and not data.endswith((b"\n", b"\r")) else data


def _put_in(edited: Edited, files: dict[str, bytes], path: str, there: str, data: bytes, was: bytes | None) -> None:
    """Put the page that stands in ``editing/`` at ``path`` into ``files``, where it is ``there``."""
    now = files.get(there)
    name = there.removesuffix(".md")
    if path != there:
        edited.notes.append(f"{EDITING}{path}: the page is {name} now.")
    if now is None or was is None or was == now:
        files[there] = data
        edited.done.append(path)
        return
    texts = [decode(path, one, []) for one in (was, data, now)]
    text = rebased(*(one or "" for one in texts)) if None not in texts else None
    if text is None:
        edited.left.append(
            f"{EDITING}{path}: the page itself changed in the meantime, in the words that you changed too, so nothing "
            f"of it was stored. Move the file elsewhere, run peerkit edit {name}, and put your words in again."
        )
        return
    files[there] = text.encode()
    edited.done.append(path)
    edited.notes.append(
        f"{name}: the page itself changed in the meantime; what changed is in it, and so are your words."
    )


# An edited page brought onto a page that changed while it was being edited. Pure.

_ABOVE = ("front", "preamble")  # what stands above the first section


def rebased(was: str, edited: str, now: str) -> str | None:
    """Return ``edited``, written upon ``was``, with what changed since then in ``now``.

    None where both changed the same words, or where both moved sections about: then a person must put them together.
    """
    if now == was:
        return edited
    old, ours, new = _cut(was), _cut(edited), _cut(now)
    frame = ours if list(new) == list(old) else new
    if frame is new and list(ours) != list(old):
        return None
    found = []
    for key in dict.fromkeys([*frame, *old]):
        text = _one(old.get(key), ours.get(key), new.get(key), key in _ABOVE)
        if text is None:
            return None
        found.append(text)
    return "".join(found)


def _one(old: str | None, ours: str | None, new: str | None, above: bool) -> str | None:
    """Return what both made of one section, "" for none; None where they disagree. ``above``: it is no section."""
    if ours == old:
        return new or ""
    if new in (old, ours):
        return ours or ""
    if above or old is None or ours is None or new is None:
        return None
    return merge(old, ours, new).text


def _cut(text: str) -> dict[str, str]:
    found = sections(text)
    lines = split_lines(text)
    first = found[0].first - 1 if found else len(lines)
    head = head_last(text)
    return {
        _ABOVE[0]: "".join(lines[:head]),
        _ABOVE[1]: "".join(lines[head:first]),
        **{f"#{one.anchor}": section_text(text, one) for one in found},
    }
