"""Following rounds that upstream renamed, and sessions that somebody is to lead, in region.toml. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import InlineTable, Table

from kit.franchise.update.draft import Draft, News
from kit.model.schema import RegionFile
from kit.source.agenda import page_name


def renamed_rounds(draft: Draft, region: RegionFile) -> dict[str, str]:
    """Return the new names of the rounds in region.toml that upstream renamed, by their old ones, and tell of them."""
    found: dict[str, str] = {}
    for name in region.round:
        if f"{name}/index" in draft.follower.new.names:
            continue
        place = draft.follower.page(f"{name}/index")
        new = place.page.split("/")[0] if place else ""
        if new and new not in region.round and new not in found.values():
            found[name] = new
            draft.tell(News.FOLLOWED, f"The round {name} is {new} now, with your date, start and agenda.")
        elif f"{name}/index" in draft.follower.old.names:
            draft.tell(News.TOLD, f"Upstream gave up the round {name}; what region.toml says of it has no effect now.")
    return found


def with_rounds(text: str, renamed: Mapping[str, str]) -> str:
    """Return region.toml with rounds called by their new names, no other line changed where that can be done."""
    for old, new in renamed.items():
        wanted = tomllib.loads(text)
        wanted["round"] = {new if name == old else name: value for name, value in wanted["round"].items()}
        head = re.compile(rf"""(?m)^([ \t]*\[\[?[ \t]*round[ \t]*\.[ \t]*)(["']?){re.escape(old)}\2(?=[ \t]*[.\]])""")
        changed = head.sub(rf"\g<1>\g<2>{new}\g<2>", text)
        text = changed if _same(changed, wanted) else _rewritten(text, old, new)
    return text


def _same(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _rewritten(text: str, old: str, new: str) -> str:
    document: Any = tomlkit.parse(text)
    document["round"][new] = document["round"].pop(old)
    return tomlkit.dumps(document)


def update_leads(draft: Draft, region: RegionFile, toml: Any, renamed: Mapping[str, str]) -> None:
    """Call sessions that have leads by their new names; of those that upstream gave up a remark stays."""
    for name, settings in region.round.items():
        new_round = renamed.get(name, name)
        for session, person in settings.leads.items():
            new = _new_name(draft, session, name, new_round)
            if new == session:
                continue
            table = toml["round"][new_round]["leads"]
            if new is not None:
                _rename_key(table, session, new)
                draft.tell(News.FOLLOWED, f"{person} leads {new} in {new_round}, which was {session} before.")
            else:
                _leave_out(table, session)
                _remark(table, f'{session} = "{person}": upstream gave this session up')
                draft.tell(News.TOLD, f"{person} was to lead {session} in {new_round}, which upstream gave up.")


def _new_name(draft: Draft, session: str, old_round: str, new_round: str) -> str | None:
    """Return what the session is called now, None where upstream gave it up and the region does not keep it."""
    page = page_name(session, old_round)
    follower = draft.follower
    if page not in follower.old.names or session in follower.new.by_id:
        return session
    place = follower.page(page)
    if place is None:
        return session if page in draft.lost or f"pages/{page}.md" in draft.files else None
    return session if place.page == page_name(session, new_round) else place.page.removeprefix(f"{new_round}/")


def _rename_key(table: Any, old: str, new: str) -> None:
    items = list(table.items())
    for key, _ in items:
        del table[key]
    for key, value in items:
        table[new if key == old else key] = value


def _leave_out(table: Any, gone: str) -> None:
    items = [(key, value) for key, value in table.items() if key != gone]
    for key in list(table):
        del table[key]
    for key, value in items:  # put in again, because taking out the first alone leaves a space
        table[key] = value


def _remark(table: Any, words: str) -> None:
    if isinstance(table, InlineTable):
        before = table.trivia.comment.removeprefix("#").strip()
        table.comment(f"{before}; {words}" if before else words)
    elif isinstance(table, Table):
        table.add(tomlkit.comment(words))
