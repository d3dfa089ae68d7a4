"""Sessions of a round that upstream gave up and the region goes on with, by a plan or words of its own. Pure.

A parent region has words of its own for ``round-2/talk``. The hub gives ``round-2`` up, so the parent has the talk as a
page by itself, which takes no minutes. A region below has its own plan of ``round-2``: there the page is a session
still, and nobody could say how long it takes. So the region keeps what upstream said at the top of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.franchise.capture.page_toml import typed
from kit.franchise.update.draft import Draft, News
from kit.franchise.update.follow_rounds import PLAN, round_names
from kit.model.schema import PageMeta
from kit.source.settings.toml_edit import TomlEditor


def keep_fields_of_sessions(draft: Draft) -> None:
    """Set what only a session says, such as its minutes, where upstream's page says it no more."""
    for name, old in _alone(draft):
        file = f"overrides/{name}/page.toml"
        toml = TomlEditor(file, draft.files.get(file, b""))
        fields = {key: value for key, value in _lost(draft, name, old).items() if key not in toml.get(("set",), {})}
        if not fields:
            continue
        for key, value in fields.items():
            toml.set(("set", key), typed(value))
            draft.record(name, f"set.{key}", None)
        draft.files[file] = toml.data
        words = f"Upstream has {name} as a page by itself now, and on your plan it is a session."
        draft.tell(News.TOLD, f"{words} It keeps its {_listed(fields)}, in {file}.")


def _alone(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield each page of upstream's that is in a round for the region alone, and what it was called before."""
    follower = draft.follower
    gone = {follower.home(f"{name}/{PLAN}") for name in round_names(follower.old)} - follower.new.names
    plans = {plan for plan in gone if f"pages/{plan}.md" in draft.files or plan in draft.lost}
    own = {plan.rpartition("/")[0] for plan in plans}
    for old in sorted(follower.old.names) if own else ():
        place = follower.page(old)
        if place and place.page.rpartition("/")[0] in own and "." not in place.page:
            yield place.page, old


def _lost(draft: Draft, name: str, old: str) -> dict[str, Any]:
    """Return what upstream said at the top of the session ``old`` and does not say of ``name``, as it is called now."""
    before, now = draft.follower.old.fields(old), draft.follower.new.fields(name)
    return {key: value for key, value in before.items() if key not in {*PageMeta.model_fields, *now}}


def _listed(names: dict[str, Any]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
