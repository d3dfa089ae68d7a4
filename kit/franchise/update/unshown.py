"""Telling of changes that stay in the region's files, and that none of its pages shows any more. Pure."""

from __future__ import annotations

from kit.franchise.update.draft import Draft, News
from kit.franchise.update.follow_rounds import PLAN
from kit.model.schema import PageMeta
from kit.source.settings.toml import read_toml
from kit.source.settings.toml_edit import TomlEditor


def tell_of_unshown(draft: Draft, toml: TomlEditor) -> None:
    """Tell what is said of pages that upstream gave up, or moved into a round that the region does not show."""
    own = (path.removeprefix("overrides/") for path in draft.files if path.startswith("overrides/"))
    pages = {path.rpartition("/")[0] for path in own}
    for name in sorted(draft.follower.old.names) if pages else ():
        home, sentence = _became(draft, toml, name)
        if sentence and home in pages:
            stays = f"What you say of it in overrides/{home}/ stays, and is on none of your pages now."
            draft.tell(News.TOLD, f"{sentence} {stays}")
        if home in pages and (waiting := _fields_alone(draft, name, home)):
            draft.tell(News.TOLD, waiting)


def _became(draft: Draft, toml: TomlEditor, name: str) -> tuple[str, str]:
    """Return where the region has what it says of the old page ``name``, and what became of that, "" if it is shown."""
    place, before = draft.follower.page(name), name.rpartition("/")[0]
    if place is None:
        gone = f"Upstream gave up the page {name}." if draft.given_up(name) else ""
        return draft.follower.home(name), gone
    now, stays = place.page.rpartition("/")[0], draft.follower.round(before) or before
    hidden = now != stays and _hidden(toml, now) and not _hidden(toml, stays)
    return place.page, f"The page {name} is {place.page} now, in a round that you do not show." if hidden else ""


def _fields_alone(draft: Draft, name: str, home: str) -> str:
    """Return what to tell of fields set for a session whose round went, while the region's words for it stand alone."""
    path, plan = f"overrides/{home}/page.toml", f"{name.rpartition('/')[0]}/{PLAN}"
    if path not in draft.files or home not in draft.lost or not draft.given_up(plan):
        return ""
    read = read_toml(path, draft.files[path], [])
    said = read.data.get("set", {}) if read else {}
    waiting = [key for key in said if key not in PageMeta.model_fields]
    alone = f"Upstream gave up the round of {name}, so your words for it are a page by itself."
    return f"{alone} What you say of it in {path} stays, and is on none of your pages now." if waiting else ""


def _hidden(toml: TomlEditor, round_name: str) -> bool:
    said = toml.get(("round", round_name), {})
    return bool(said.get("drop")) or (said.get("show") is False and "date" not in said)
