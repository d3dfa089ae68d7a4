"""The last look before an update is applied: no word of the region may be lost. Pure."""

from __future__ import annotations

from kit.franchise.merging.lost import lost
from kit.franchise.update.draft import Draft
from kit.model.errors import KitError
from kit.model.tree import Tree
from kit.source.text import split_lines


def verify(tree: Tree, draft: Draft, upstream: Tree) -> None:
    """Raise KitError if a unit of an old override is in no new one, not in upstream, and on no review page.

    Units that the region had taken unchanged from upstream are upstream's to give up.
    """
    for path, data in tree.files.items():
        is_text = path.startswith("overrides/") and path.endswith(".md") and not path.endswith(".remove.md")
        if not is_text or draft.files.get(path) == data:
            continue
        old = _body(_text(data))
        missing = lost(old, *_likely(path, draft)) and lost(old, *_everywhere(draft, upstream))
        if missing:
            message = f"The update would have lost words of {path}: “{missing[0].strip()[:80]}”. Nothing was changed."
            raise KitError(message, "Please report this; until then, keep a copy of the file and settle it by hand.")


def _likely(path: str, draft: Draft) -> list[str]:
    """Return the texts in which the words of an override nearly always are: to look everywhere takes long."""
    page, _, name = path.removeprefix("overrides/").rpartition("/")
    bases = draft.before.pages[page].bases if page in draft.before.pages else {}
    own = draft.files.get(path)
    return [*([_text(own)] if own is not None else []), str(bases.get(name.removesuffix(".md"), ""))]


def _everywhere(draft: Draft, upstream: Tree) -> list[str]:
    texts = [_text(data) for path, data in draft.files.items() if path.startswith(("overrides/", "review/", "pages/"))]
    texts += [str(base) for lock in draft.before.pages.values() for base in lock.bases.values()]
    return texts + [_text(data) for path, data in upstream.files.items() if path.endswith(".md")]


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", errors="replace")


def _body(text: str) -> str:
    """Return an override's text without its front matter, whose only key is why."""
    lines = split_lines(text)
    if not lines or lines[0].strip() != "---":
        return text
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    return "".join(lines[end + 1 :])
