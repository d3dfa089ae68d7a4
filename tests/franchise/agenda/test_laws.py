"""What holds for applying, comparing and rebasing agendas, whatever they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from kit.franchise.agenda.operations import (
    apply,
    as_toml,
    difference,
    made,
    operations_in,
    verb_of,
    write_operations,
)
from kit.franchise.agenda.rebase import Became, Upstream, rebase
from kit.franchise.compose.front_matter import Entry, identity, texts
from kit.model.agenda_schema import AgendaOperation
from kit.source.settings.toml_edit import TomlEditor

Agenda = list[dict[str, Any]]

MINUTES = st.integers(1, 90).map(str)
CLOCK = st.sampled_from(["09:30", "12:00", "12:30", "15:05"])
TIMES = st.fixed_dictionaries({"minutes": MINUTES}, optional={"at": CLOCK})


def entry(own: str) -> st.SearchStrategy[dict[str, Any]]:
    """An entry with the id ``own``: always of the same kind, and most of the time with the same words."""
    kinds: dict[str, dict[str, Any]] = {
        "s": {"session": own},
        "o": {"session": f"round-2/{own}"},
        "b": {"id": own, "break": f"Tea with {own}"},
        "t": {"id": own, "title": f"Our {own}"},
        "p": {"id": own, "parallel": [f"{own}-1", f"{own}-2"]},
        "d": {"id": own, "sitting": f"Day {own}"},
    }
    if own[0] == "d":  # a sitting begins when region.toml says
        return MINUTES.map(lambda minutes: {**kinds["d"], "minutes": minutes})
    return TIMES.map(lambda times: {**kinds[own[0]], **times})


NAMES = [f"{kind}{number}" for kind in "sobtpd" for number in (1, 2)]


@st.composite
def agendas(draw: st.DrawFn, names: Sequence[str] = NAMES) -> Agenda:
    """Some items in some order, each with its times."""
    return [draw(entry(own)) for own in draw(st.lists(st.sampled_from(names), max_size=6, unique=True))]


def ids(agenda: Sequence[Entry]) -> list[str]:
    return [identity(entry) for entry in agenda]


def operations(before: Agenda, after: Agenda) -> list[AgendaOperation]:
    found = difference(before, after)
    assert found is not None
    return found


@given(agendas(), agendas())
def test_applying_the_difference_gives_the_other_agenda(before: Agenda, after: Agenda) -> None:
    agenda, refused = apply(before, operations(before, after))

    assert refused == []
    assert texts(agenda) == after


@given(agendas())
def test_there_is_no_difference_between_an_agenda_and_itself(agenda: Agenda) -> None:
    assert difference(agenda, agenda) == []


@given(agendas(), agendas())
def test_an_operation_comes_back_from_region_toml_as_it_is(before: Agenda, after: Agenda) -> None:
    found = operations(before, after)
    toml = TomlEditor("region.toml", b"[round.round-1]\nstart = '10:30'\n")

    write_operations(toml, "round-1", [(None, operation) for operation in found])

    assert operations_in(toml, "round-1") == found
    assert [AgendaOperation.model_validate(as_toml(operation)) for operation in found] == found
    write_operations(toml, "round-1", [])
    assert toml.data.rstrip() == b"[round.round-1]\nstart = '10:30'"


@given(agendas(), agendas())
def test_rebasing_where_nothing_is_new_changes_nothing(before: Agenda, after: Agenda) -> None:
    found = operations(before, after)

    rebased = rebase(found, Upstream("round-1", before, before))

    assert [one.operation for one in rebased] == found
    assert [event for one in rebased for event in one.events] == []


@given(agendas(), agendas(), agendas())
def test_a_second_rebase_with_nothing_new_changes_nothing(before: Agenda, after: Agenda, now: Agenda) -> None:
    rebased = rebase(operations(before, after), Upstream("round-1", before, now))
    left = [one.operation for one in rebased if one.operation is not None]
    assume(all(event.became is not Became.RETIMED_AND_GONE for one in rebased for event in one.events))

    again = rebase(left, Upstream("round-1", now, now))

    assert [one.operation for one in again] == left


@given(agendas(), agendas(), agendas())
def test_what_the_region_says_of_an_agenda_stays_on_the_new_one(before: Agenda, after: Agenda, now: Agenda) -> None:
    """Its minutes, what it left out, and what it added; upstream's other items and times are upstream's."""
    upstream = Upstream("round-1", before, now)
    rebased = rebase(operations(before, after), upstream)
    left = [one.operation for one in rebased if one.operation is not None]
    events = {(event.became, event.item) for one in rebased for event in one.events}

    agenda, refused = apply(now, left, ids(before))
    composed = {identity(entry): entry for entry in texts(agenda)}

    assert refused == []
    for operation in operations(before, after):
        verb, name = verb_of(operation)
        own = name.rpartition("/")[2]
        if verb == "item" and own in ids(now):
            assert all(
                str(value) == composed[own].get(key, "")
                for key, value in as_toml(operation).items()
                if key in ("minutes", "at")
            )
        elif verb == "item":
            assert (Became.RETIMED_AND_GONE, own) in events
        elif verb == "drop" and own not in ids(after):
            assert own not in composed
        elif verb == "add":
            assert own in composed
            if own in ids(now) and own not in ids(before) and operation.minutes is not None:
                assert composed[own]["minutes"] == str(operation.minutes)
    untouched = set(ids(now)) - {verb_of(operation)[1].rpartition("/")[2] for operation in left}
    assert {own: composed[own] for own in untouched} == {
        identity(one): one for one in now if identity(one) in untouched
    }


@given(agendas(), agendas(), st.data())
def test_operations_follow_items_that_have_other_ids(before: Agenda, after: Agenda, data: st.DataObject) -> None:
    renamed = {own: f"{own}-new" for own in data.draw(st.lists(st.sampled_from(NAMES), unique=True))}
    now = [_called(one, renamed.get(identity(one))) for one in before]
    wanted = [_called(one, renamed.get(identity(one)) if identity(one) in ids(before) else None) for one in after]

    rebased = rebase(operations(before, after), Upstream("round-1", before, now, renamed))

    left = [one.operation for one in rebased if one.operation is not None]
    assume(all(_kind(one) == _kind(other) for one in before for other in after if identity(one) == identity(other)))
    days = [[own for own in ids(each) if own[0] == "d"] for each in (before, after)]
    assume([own for own in days[0] if own in days[1]] == [own for own in days[1] if own in days[0]])
    assert made(now, left) == wanted  # a sitting that changed places was dropped, and another of its name is new


def _called(entry: dict[str, Any], own: str | None) -> dict[str, Any]:
    return {**entry, "id": own} if own else entry


def _kind(entry: Entry) -> list[Any]:
    return [entry.get(key) for key in ("session", "break", "title", "parallel")]


@given(agendas(), agendas())
def test_items_move_past_sittings_and_no_sitting_moves(before: Agenda, after: Agenda) -> None:
    """Where sittings are in the same order on both sides, they are neither dropped nor added anew."""
    days = [[own for own in ids(each) if own[0] == "d"] for each in (before, after)]
    both = [own for own in days[0] if own in days[1]]
    assume(both == [own for own in days[1] if own in days[0]])

    found = operations(before, after)

    assert {one.drop for one in found}.isdisjoint(both)
    assert {one.move for one in found}.isdisjoint(both)
