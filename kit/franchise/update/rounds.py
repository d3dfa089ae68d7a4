"""Following rounds that upstream renamed, and sessions that somebody is to lead, in region.toml. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kit.franchise.hidden import hide
from kit.franchise.update.draft import Draft, News
from kit.franchise.update.elsewhere import homes_of
from kit.franchise.update.follow_rounds import PLAN, round_names
from kit.model.schema import RegionFile
from kit.source.settings.agenda import page_name
from kit.source.settings.logs import renamed_log, round_of_log
from kit.source.settings.toml_edit import TomlEditor


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
    """Let the logs of meetings follow their rounds; all are lifted before any is placed."""
    logs = {path: renamed[own] for path in draft.files if (own := round_of_log(path)) in renamed}
    data = {path: draft.files.pop(path) for path in logs}
    for path, name in logs.items():
        draft.files.update([renamed_log(path, data[path], name, draft.files)])


def update_leads(draft: Draft, region: RegionFile, toml: TomlEditor, renamed: Mapping[str, str]) -> None:
    """Call sessions that have leads by their new names; of those that upstream gave up a remark stays."""
    for name, settings in region.round.items():
        new_round = renamed.get(name, name)
        going = [session for session in settings.leads if _to_its_round(draft, toml, session, name, new_round)]
        left = [session for session in settings.leads if session not in going]
        names = {session: _new_name(draft, session, name, new_round) for session in left}
        _Leads(draft, toml, new_round, {old: new for old, new in names.items() if old != new}).run()


def _to_its_round(draft: Draft, toml: TomlEditor, session: str, old: str, new: str) -> bool:
    """Whether a session is on another round's agenda now, and no more on its own; who leads it leads it there then."""
    follower, place = draft.follower, draft.follower.page(page_name(session, old))
    picked = {name: one.get("format") for name, one in toml.get(("round",), {}).items()}
    if place is None or any(own == new for own, _ in homes_of(follower, picked, {place.page}, "")):
        return False
    homes = [name for name, _ in homes_of(follower, picked, {place.page}, new)]
    there = place.page.removeprefix(f"{homes[0]}/") if homes else ""
    path = ("round", homes[0] if homes else "", "leads")
    if len(homes) != 1 or there in toml.get(path, {}):
        return False
    person = toml.get(("round", new, "leads", session))
    toml.set(path, {**toml.get(path, {}), there: person})
    toml.remove(("round", new, "leads", session))
    draft.tell(News.FOLLOWED, f"{person} leads {there} in {homes[0]}, on whose agenda it is now.")
    return True


@dataclass(frozen=True)
class _Leads:
    """The leads of one round, of whose sessions those in ``renamed`` have new names, None for one given up."""

    draft: Draft
    toml: TomlEditor
    round: str
    renamed: Mapping[str, str | None]

    def run(self) -> None:
        people = self.toml.get(("round", self.round, "leads"), {})
        for old in self.renamed:  # first out of the way: upstream may have given one session another's name
            self.toml.rename(self.path(old), self.aside(old))
        for old, new in self.renamed.items():
            person = people[old]
            if new is None:
                self.leave_out(old, f'{old} = "{person}": upstream gave this session up')
                self.draft.tell(News.TOLD, f"{person} was to lead {old} in {self.round}, which upstream gave up.")
            elif new in self.toml.get(("round", self.round, "leads")):
                self.leave_out(old, f'{old} = "{person}": upstream calls this session {new} now')
                message = f"{person} was to lead {old} in {self.round}, which is {new} now and has a lead already."
                self.draft.tell(News.TOLD, message)
            else:
                self.toml.rename(self.path(self.aside(old)), new)
                message = f"{person} leads {new} in {self.round}, which was {old} before."
                self.draft.tell(News.FOLLOWED, message)

    def leave_out(self, old: str, words: str) -> None:
        self.toml.comment_out(self.path(self.aside(old)), words)

    def path(self, session: str) -> tuple[str, ...]:
        return ("round", self.round, "leads", session)

    def aside(self, session: str) -> str:
        return f"{session}--before"


def _new_name(draft: Draft, session: str, old_round: str, new_round: str) -> str | None:
    """Return what the session is called now, None where upstream gave it up and the region does not keep it."""
    page = page_name(session, old_round)
    follower = draft.follower
    if page not in follower.old.names or session in follower.new.by_id:
        return session
    place = follower.page(page)
    if place is None:
        return None if draft.given_up(page) else session
    return session if place.page == page_name(session, new_round) else place.page.removeprefix(f"{new_round}/")
