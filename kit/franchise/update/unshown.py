"""Telling of changes that stay in the region's files, and that none of its pages shows any more. Pure."""

from __future__ import annotations

from kit.franchise.update.draft import Draft, News
from kit.franchise.update.follow_rounds import PLAN
from kit.model.schema import PageMeta
from kit.source.settings.toml import read_toml
from kit.source.settings.toml_edit import TomlEditor


def tell_of_unshown(draft: Draft, toml: TomlEditor) -> None:
    """Tell what is said of pages and sections that upstream gave up, or moved into a round that is not shown."""
    own = (path.removeprefix("overrides/") for path in draft.files if path.startswith("overrides/"))
    pages = {path.rpartition("/")[0] for path in own}
    told = set()
    for name in sorted(draft.follower.old.names) if pages else ():
        home, sentence = _became(draft, toml, name)
        if sentence and home in pages:
            draft.tell(News.TOLD, f"{sentence} {_stays(home)}")
            told.add(home)
        if home in pages and (waiting := _fields_alone(draft, name, home)):
            draft.tell(News.TOLD, waiting)
    for title, name, page in draft.followed:
        if page not in told and _into_hidden(draft, toml, name, page):
            draft.tell(News.TOLD, f"“{title}” is on {page} now, in a round that you do not show. {_stays(page)}")


def _stays(page: str) -> str:
    return f"What you say of it in overrides/{page}/ stays, and is on none of your pages now."


def _became(draft: Draft, toml: TomlEditor, name: str) -> tuple[str, str]:
    """Return where the region has what it says of the old page ``name``, and what became of that, "" if it is shown."""
    place = draft.follower.page(name)
    if place is None:
        gone = f"Upstream gave up the page {name}." if draft.given_up(name) else ""
        return draft.follower.home(name), gone
    hidden = _into_hidden(draft, toml, name, place.page)
    return place.page, f"The page {name} is {place.page} now, in a round that you do not show." if hidden else ""


def _into_hidden(draft: Draft, toml: TomlEditor, old: str, new: str) -> bool:
    """Whether the page ``new`` is in a round that the region does not show, unlike that in which ``old`` was."""
    before, now = (page.rpartition("/")[0] for page in (old, new))
    stays = draft.follower.round(before) or before
    return now != stays and _hidden(toml, now) and not _hidden(toml, stays)


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
