"""Updating a region's agendas: its operations on upstream's present ones, and what is told and asked. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.franchise.agenda.formats import agenda_key, picked_entries
from kit.franchise.agenda.operations import operations_in, plain_id, slot, verb_of, write_operations
from kit.franchise.agenda.rebase import Became, Event, Rebased, Upstream, rebase
from kit.franchise.compose.front_matter import Entry, identity, session_names
from kit.franchise.update.borrowed import called_anew
from kit.franchise.update.draft import Draft, News, Question, State
from kit.franchise.update.elsewhere import Leaving, elsewhere
from kit.franchise.update.formats import format_now
from kit.model.agenda_schema import AgendaOperation
from kit.model.schema import RegionFile
from kit.source.settings.agenda import page_name
from kit.source.settings.toml_edit import TomlEditor

_ADOPTED = (Became.SAME_TIMES, Became.DROPPED_BY_BOTH, Became.ADDED_BY_BOTH)
_ASKED = (Became.BOTH_CHANGED, Became.RETIMED_AND_GONE)


def update_agendas(draft: Draft, region: RegionFile, toml: TomlEditor, rounds: Mapping[str, str]) -> None:
    """Bring every operation to upstream's present agenda; ``toml`` is region.toml, edited in place.

    ``rounds`` are the new names of rounds that upstream renamed, which ``toml`` has already.
    """
    names = {old: rounds.get(old, old) for old in region.round}
    picked = {name: format_now(draft, toml, (old, name), region.round[old].format) for old, name in names.items()}
    agendas = {name: picked_entries(draft.follower.new, name, one) for name, one in picked.items()}
    recorded = draft.settings.setdefault("agenda", {})
    leaving: list[Leaving] = []
    for old, settings in region.round.items():
        name = names[old]
        before: Sequence[Entry] | None = draft.before.settings.agenda.get(agenda_key(old, settings.format))
        now = agendas[name]
        if before is not None and settings.agenda and now is not None:
            upstream = _upstream(draft, (old, name), before, now)
            rebased = rebase(called_anew(draft.follower, settings.agenda, (old, name), now), upstream)
            gone = [elsewhere(draft, picked, old, upstream, one) for one in rebased]
            leaving += [one for one in gone if one]
            stay = [Rebased(None, ()) if own else one for one, own in zip(rebased, gone, strict=True)]
            write_operations(toml, name, [(at, one.operation) for at, one in enumerate(stay) if one.operation])
            for operation, one in zip(settings.agenda, stay, strict=True):
                _report(draft, name, operation, one, upstream)
            before = _to_record(upstream, [event for one in stay for event in one.events])
        elif name != old and settings.agenda:  # the round is no more, or has no agenda: its sessions are known still
            write_operations(toml, name, [*enumerate(called_anew(draft.follower, settings.agenda, (old, name), ()))])
        if before is not None:
            recorded[agenda_key(name, picked[name])] = before
    for each in leaving:
        _arrive(draft, toml, each, picked.get(each.round))


def _arrive(draft: Draft, toml: TomlEditor, one: Leaving, picked: str | None) -> None:
    """Put a change of an item of one round's agenda on that of another, to which upstream moved its session."""
    there, own = operations_in(toml, one.round), identity(one.entry)
    if any(operation.item == own for operation in there):
        draft.tell(News.TOLD, f"{one.sentence}, where you have a time for it already, and that stays.")
        return
    now = picked_entries(draft.follower.new, one.round, picked) or []
    upstream = Upstream(one.round, [one.entry], now)
    (rebased,) = rebase([one.operation], upstream)
    draft.tell(News.FOLLOWED, f"{one.sentence}, and your time for it too.")
    _tell(draft, one.round, one.operation, rebased)
    if rebased.operation is not None:
        write_operations(toml, one.round, [*enumerate(there), (None, rebased.operation)])
    base = next(entry for entry in _to_record(upstream, rebased.events) if identity(entry) == own)
    recorded, key = draft.settings["agenda"], agenda_key(one.round, picked)
    recorded[key] = [base if identity(entry) == own else entry for entry in recorded.get(key, now)]


def _upstream(draft: Draft, names: tuple[str, str], before: Sequence[Entry], now: Sequence[Entry]) -> Upstream:
    """Return how upstream's agenda changed; ``names`` are the round's old and new one.

    An item has another id where the pages of its sessions moved, all to those of one new item.
    """
    old, new = names
    follower = draft.follower

    sessions = {
        frozenset(page_name(name, new) for name in session_names(entry)): identity(entry) for entry in reversed(now)
    }
    renamed = {}
    for entry in before:
        places = [follower.page(page_name(name, old)) for name in session_names(entry)]
        moved = frozenset(place.page for place in places if place is not None)
        if moved in sessions and moved:
            renamed[identity(entry)] = sessions[moved]
    return Upstream(new, before, now, renamed, lambda session: draft.given_up(page_name(session, old)))


def _report(draft: Draft, name: str, operation: AgendaOperation, one: Rebased, upstream: Upstream) -> None:
    """Tell what became of an operation, ask what only a person can decide, and note its state."""
    _tell(draft, name, operation, one)
    target = verb_of(operation)[1]
    asked = any(event.became in _ASKED for event in one.events)
    state = State.REDUNDANT if one.operation is None else State.CONFLICT if asked else State.FRESH
    orphaned = one.operation is not None and upstream.id_now(plain_id(target)) is None
    draft.state(f"{name}@{target}", "agenda", State.ORPHANED if orphaned else state)


def _tell(draft: Draft, name: str, operation: AgendaOperation, one: Rebased) -> None:
    for event in one.events:
        address = f"{name}@{event.item}" + (f":{event.field}" if event.field else "")
        title = draft.follower.new.title(f"{name}/index")
        words = event.became.value.format(old=event.old, item=event.item, field=event.field, round=name, title=title)
        if event.became in _ASKED:
            draft.ask(_question(address, words, event, operation, name))
        elif event.became in _ADOPTED:
            draft.adopted(address, words)
        else:
            draft.tell(News.FOLLOWED if event.became is Became.RENAMED else News.TOLD, words)


def _question(address: str, title: str, event: Event, operation: AgendaOperation, name: str) -> Question:
    if event.became is Became.RETIMED_AND_GONE:
        said = f"{operation.minutes} minutes" if operation.minutes else "a fixed time of your own"
        return Question(address, "agenda-gone", title, said, None, None, name)
    ours, theirs, base = (str(value) if value not in (None, "") else None for value in event.values)
    return Question(address, "agenda", title, ours, theirs, base, name)


def _to_record(upstream: Upstream, events: Sequence[Event]) -> Sequence[Entry]:
    """Return upstream's present agenda with what it said before wherever a question about that is open.

    So the next update asks the same again, and does not take the region's change for one of what upstream says now.
    """
    bases = {(event.item, event.field): event.values[2] for event in events if event.became is Became.BOTH_CHANGED}
    gone = {event.old for event in events if event.became is Became.RETIMED_AND_GONE}
    entries: list[Entry] = []
    for entry in upstream.now:
        old = {field: base for (item, field), base in bases.items() if item == identity(entry)}
        entries.append({key: value for key, value in {**entry, **old}.items() if value is not None})
    order = [upstream.id_now(old) or old for old in map(identity, upstream.before)]
    for entry in [entry for entry in upstream.before if identity(entry) in gone]:
        entries.insert(slot(identity(entry), order, [identity(one) for one in entries]), entry)
    return entries
