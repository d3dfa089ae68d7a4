"""Following rounds that upstream renamed, in region.toml and among the logs of meetings. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kit.franchise.hidden import hide
from kit.franchise.update.draft import Draft, News
from kit.franchise.update.follow_rounds import PLAN, round_names
from kit.model.schema import RegionFile
from kit.source.settings.logs import renamed_log, round_of_log
from kit.source.settings.toml_edit import CannotWrite, TomlEditor


def renamed_rounds(draft: Draft, region: RegionFile) -> dict[str, str]:
    """Return the new names of rounds that have another name now, by their old ones, and tell of those in region.toml.

    Upstream may give a round's name to another one. What the region says of a round that upstream gave up, or made part
    of one of which the region says something too, stands under a name of its own then, such as ``round-2-before``.
    """
    follower = draft.follower
    rounds = [*region.round, *(name for name in round_names(follower.old) if name not in region.round)]
    places = {name: follower.round(name) for name in rounds}
    found: dict[str, str] = {}
    for name in sorted(rounds, key=lambda name: places[name] != name):  # those that stay keep their names
        here = name in region.round
        if (new := places[name]) is None or new in found.values():
            found[name] = _aside(draft, name, new, {*rounds, *found.values()}) if here else name
        else:
            found[name] = new
            if here and new != name:
                guess = follower.rounds[name].guess if name in follower.rounds else ""
                what = guess or f"The round {name} is {new} now."
                draft.tell(News.FOLLOWED, f"{what} Your date, start and agenda went with it.")
    return {name: new for name, new in found.items() if new != name}


def _aside(draft: Draft, name: str, new: str | None, taken: Collection[str]) -> str:
    """Return under which name region.toml keeps what it says of a round that is no more, and tell of it."""
    there = f"{name}/{PLAN}" in draft.follower.new.names
    free = (f"{name}-before{number}" for number in ("", *(f"-{count}" for count in range(2, 1000))))
    kept = next(one for one in free if one not in taken) if there else name
    where = f" under [round.{kept}]" if there else ""
    if new:
        words = f"The round {name} is {new} now. What region.toml says of {new} stays, and so does, without effect"
        draft.tell(News.TOLD, f"{words}{where}, what it says of {name}: put together what you need.")
    elif there or f"pages/{name}/{PLAN}.md" not in draft.files:  # with a plan of the region's own the round goes on
        words = f"Upstream gave up the round {name}; what region.toml says of it{where} has no effect now."
        draft.tell(News.TOLD, words)
    return kept


def rename_rounds(toml: TomlEditor, renamed: Mapping[str, str]) -> None:
    """Call the rounds in region.toml by their new names; two may change theirs with each other."""
    here = [name for name in renamed if name in toml.get(("round",), {})]
    for name in here:
        toml.rename(("round", name), _moving(name))
    for name in here:
        toml.rename(("round", _moving(name)), renamed[name])


def _moving(name: str) -> str:
    return f"{name}--before"


def hide_new_rounds(draft: Draft, toml: TomlEditor) -> list[str]:
    """Hide the rounds that upstream did not have before, and return their names.

    Not those of which the region says already when they are, that it leaves out, or whose plan is its own.
    """
    hidden = []
    for name in draft.follower.new_rounds:
        said = toml.get(("round", name), {})
        if not said.keys() & {"date", "drop", "show"} and f"pages/{name}/{PLAN}.md" not in draft.files:
            hide(toml, name, draft.follower.new.title(f"{name}/{PLAN}"))
            hidden.append(name)
    return hidden


def update_logs(draft: Draft, renamed: Mapping[str, str]) -> None:
    """Let the logs of meetings follow their rounds and sessions; all are lifted before any is placed."""
    for path in [path for path in draft.files if round_of_log(path)]:
        draft.files[path] = _with_sessions_now(draft, path, renamed)
    logs = {path: renamed[own] for path in draft.files if (own := round_of_log(path)) in renamed}
    data = {path: draft.files.pop(path) for path in logs}
    for path, name in logs.items():
        draft.files.update([renamed_log(path, data[path], name, draft.files)])


def _with_sessions_now(draft: Draft, path: str, renamed: Mapping[str, str]) -> bytes:
    """Return the log at ``path`` with the names that its sessions have now; those that left the round stay."""
    own = round_of_log(path)
    try:
        toml = TomlEditor(path, draft.files[path])
        items = toml.get(("item",), [])
        for at, item in enumerate(items if isinstance(items, list) else ()):
            page = f"{own}/{item.get('id')}" if isinstance(item, dict) else ""
            place = draft.follower.page(page) if page in draft.follower.old.names else None
            folder, _, now = place.page.rpartition("/") if place else ("", "", "")
            if folder == renamed.get(own, own):
                toml.set(("item", at, "id"), now)
    except CannotWrite:
        return draft.files[path]  # it is no TOML, which is told when it is read
    return toml.data
