"""Plans of the region's own, whose agendas name sessions that upstream renamed or gave up. Pure.

``pages/round-1/index.md`` stands in the place of upstream's plan, so upstream's agenda does not reach it. A session
that has another name now is called so where its old one would mean something else; one that upstream gave up, and the
region does not go on with, is left out when the plan is composed (``compose/own_pages.py``), and told here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from kit.franchise.agenda.formats import entries_of
from kit.franchise.agenda.operations import plain_id, verb_of
from kit.franchise.compose.front_matter import Edit, edited, flow, session_names
from kit.franchise.update.borrowed import session_now
from kit.franchise.update.draft import Draft, News
from kit.franchise.update.follow import Follower
from kit.franchise.update.follow_rounds import PLAN
from kit.model.schema import RegionFile
from kit.source.settings.agenda import page_name
from kit.source.settings.front_matter import read_front_matter
from kit.source.tree.text import split_lines

_AGENDAS = ("agenda", "agendas")


def with_sessions_now(text: str, follower: Follower, here: str, there: str) -> str:
    """Return the plan ``text``, which was at ``here`` and is at ``there``, with its sessions' present names."""
    front = read_front_matter(here, text, [])
    if front is None:
        return text
    names = here.partition("/")[0], there.partition("/")[0]
    now = {key: _renamed(front.data[key], follower, names) for key in _AGENDAS if key in front.data}
    edits = {key: Edit([f"{key}: {flow(one)}"], here, None) for key, one in now.items() if one != front.data[key]}
    lines = split_lines(text)
    head = edited("".join(lines[: front.last]), front, edits, here)
    return "".join([*(piece.text for piece in head), *lines[front.last :]])


def _renamed(value: Any, follower: Follower, names: tuple[str, str], key: str = "") -> Any:
    """Return part of an agenda, which stands under ``key``, with the names that sessions have now."""
    if isinstance(value, dict):
        return {name: _renamed(one, follower, names, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, follower, names, key) for one in value]
    return session_now(follower, value, names) if key in ("session", "parallel") and isinstance(value, str) else value


def tell_of_own_pages(draft: Draft, region: RegionFile) -> None:
    """Tell which of the region's own pages have lost a session from their agenda, or their round, to upstream."""
    dropped = {draft.follower.round(name) or name for name, said in region.round.items() if said.drop}
    own = [path.removeprefix("pages/") for path in sorted(draft.files) if path.startswith("pages/")]
    old = sorted(draft.follower.old.names) if own else ()
    gone = {draft.follower.home(name) for name in old if draft.given_up(name)}
    for path in own:
        round_name, _, rest = path.partition("/")
        if rest == f"{PLAN}.md":
            _tell_of_plan(draft, path, round_name, gone, dropped)
        elif rest.endswith(".md") and f"{round_name}/{PLAN}" in gone:
            words = f"Upstream gave up the round {round_name}. Your page {path} stays, as a page by itself"
            draft.tell(News.TOLD, f"{words}: give it a place on another round's agenda, or delete it.")
        elif _off_agenda(draft, region, path.removesuffix(".md")):
            words = f"Your page {path} is on no agenda now, since upstream took it off: to have it on yours, write"
            draft.tell(News.TOLD, f'{words} add = "{path[:-3].partition("/")[2]}" below [[round.{round_name}.agenda]].')


def _off_agenda(draft: Draft, region: RegionFile, page: str) -> bool:
    """Whether ``page``, the region's own, stood for a session on upstream's agenda that upstream gave up.

    The region says nothing of it on any agenda, and has no plan of its own for the round.
    """
    follower, round_name = draft.follower, page.partition("/")[0]
    known = {plain_id(verb_of(one)[1]) for said in region.round.values() for one in said.agenda if not one.move}
    if (
        page not in follower.old.names
        or follower.page(page) is not None
        or f"pages/{round_name}/{PLAN}.md" in draft.files
    ):
        return False
    names = _on_agendas(follower.old.fields(f"{round_name}/{PLAN}"))
    return page in {page_name(one, round_name) for one in names} and plain_id(page) not in known


def _tell_of_plan(draft: Draft, path: str, round_name: str, gone: Collection[str], dropped: Collection[str]) -> None:
    front = read_front_matter(path, draft.files[f"pages/{path}"].decode(errors="replace"), [])
    for name in _on_agendas(front.data) if front else ():
        page = page_name(name, round_name)
        place = draft.follower.page(page)
        there = place.page.partition("/")[0] if place else ""
        left = there in dropped and f"pages/{page}.md" not in draft.files and page not in draft.follower.new.names
        lost = page in gone or (page not in draft.follower.new.names and draft.follower.known(page) in gone)
        became = "is gone upstream," if lost else f"is in {there} now, which you leave out," if left else ""
        if became:
            words = f"{name}, on the agenda of your own plan pages/{path}, {became} and so it is left out."
            draft.tell(News.TOLD, f"{words} You may take its line out.")


def _on_agendas(plan: Mapping[str, Any]) -> list[str]:
    """Return the sessions that a plan has on its agenda or on those of its other formats, each once."""
    formats = plan.get("agendas")
    names = [None, *(formats if isinstance(formats, Mapping) else ())]
    entries = [entry for name in names for entry in entries_of(plan, name) or []]
    return list(dict.fromkeys(name for entry in entries for name in session_names(entry)))
