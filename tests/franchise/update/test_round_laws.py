"""What holds for regions with changed agendas, whatever a hub does with the numbers and agendas of its rounds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kit.franchise.agenda.formats import picked_entries
from kit.franchise.agenda.operations import as_toml, difference
from kit.franchise.compose.front_matter import texts, yaml_lines
from kit.franchise.hub_pages import HubPages
from kit.model.tree import Tree
from kit.source.settings.toml_text import table_lines
from tests.franchise.update.scenario import after, composed, errors, own_files, region_of, updated
from tests.helpers import examples

LAWS = settings(max_examples=examples(25), derandomize=True, phases=[Phase.generate])

Agenda = list[dict[str, Any]]
SUBJECTS = {
    "Meet the standard": "Fourteen points, scored by everybody, and what each would cost to mend by next spring.",
    "Meet the users": "Films of residents who try to pay, apply and complain, and a long look at where they give up.",
    "Meet the sellers": "Contracts, frameworks and exit terms; bring one that you wonder about and a red pen.",
}
NEW = "Get to know each other"
HOWS = ("plans", "folders", "silence")


def entry(own: str) -> st.SearchStrategy[dict[str, Any]]:
    kinds: dict[str, dict[str, Any]] = {
        "s": {"session": own},
        "b": {"id": own, "break": "Tea"},
        "t": {"id": own, "title": "Go"},
    }
    return st.integers(5, 60).map(lambda minutes: {**kinds[own[0]], "minutes": str(minutes)})


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    names = draw(st.lists(st.sampled_from(["s1", "s2", "s3", "b1", "b2", "t1"]), min_size=1, max_size=5, unique=True))
    return [draw(entry(own)) for own in names]


def a_round(name: str, title: str, words: str, agenda: Agenda) -> dict[str, bytes]:
    """The pages of a round; rounds have sessions of the same names, with other words."""
    lines = "\n".join(["agenda:", *yaml_lines(agenda)])
    pages = {f"{name}/index.md": f"---\nminutes: 600\n{lines}\n---\n\n# {title}\n\n{words}\n"}
    for own in ("s1", "s2", "s3"):
        body = f"Number {own[1]} of {title.lower()}: {' '.join(reversed(words.split()))}"
        pages[f"{name}/{own}.md"] = f"---\nminutes: 20\n---\n\n# {title}, {own}\n\n{body}\n"
    return {path: text.encode() for path, text in pages.items()}


def hub(version: int, rounds: Mapping[str, tuple[str, Agenda]], moves: str = "") -> Tree:
    """A hub with ``rounds``, each its title and agenda by its name."""
    head = f'schema = 1\nid = "hub"\nname = "Hub"\nversion = "2026.{version}"\nlanguages = ["en"]\n'
    files = {"hub.toml": head.encode(), "index.md": b"# Hub\n\nWelcome.\n", "moves.toml": moves.encode()}
    for name, (title, agenda) in rounds.items():
        files |= a_round(name, title, SUBJECTS.get(title, "A first evening, before any work."), agenda)
    return Tree(files)


@dataclass(frozen=True)
class Case:
    """A region that changed all agendas, and a hub whose rounds have other names now; ``names`` are these by title."""

    region: Tree
    upstream: Tree
    names: Mapping[str, str]
    is_new: bool


@st.composite
def cases(draw: st.DrawFn, change_agendas: bool) -> Case:
    old = {f"round-{number}": title for number, title in enumerate(SUBJECTS, 1)}
    plans = {title: draw(agendas()) for title in SUBJECTS}
    given_by_hub = hub(1, {name: (title, plans[title]) for name, title in old.items()})
    region = region_of(given_by_hub, {"region.toml": _tables(old, plans, [draw(agendas()) for _ in old])})
    order, is_new = draw(st.permutations(list(SUBJECTS))), draw(st.booleans())
    now = {title: f"round-{number}" for number, title in enumerate(order, 2 if is_new else 1)}
    later = {title: draw(agendas()) if change_agendas else plan for title, plan in plans.items()}
    rounds = {name: (title, later[title]) for title, name in now.items()}
    rounds |= {"round-1": (NEW, [{"title": "Hello", "minutes": "20"}])} if is_new else {}
    how = draw(st.sampled_from(HOWS))
    return Case(region, hub(2, rounds, _moves(how, old, now)), now, is_new)


def _tables(old: Mapping[str, str], plans: Mapping[str, Agenda], wanted: Sequence[Agenda]) -> bytes:
    """The tables of region.toml: each round has a date of its own, by which it is known again, and what differs."""
    text = ""
    for number, ((name, title), agenda) in enumerate(zip(old.items(), wanted, strict=True), 1):
        text += f"\n[round.{name}]\ndate = 2027-0{number}-06\n"
        for operation in difference(plans[title], agenda) or []:
            text += "\n" + table_lines(f"[[round.{name}.agenda]]", as_toml(operation))
    return text.encode()


def _moves(how: str, old: Mapping[str, str], now: Mapping[str, str]) -> str:
    end = "/index" if how == "plans" else ""
    pairs = [(name, now[title]) for name, title in old.items() if name != now[title] and how != "silence"]
    return "".join(f'[[move]]\nfrom = "{a}{end}"\nto = "{b}{end}"\nin = "2026.2"\n' for a, b in pairs)


def dates(tree: Tree) -> dict[str, str]:
    """The date of each round by the title that its composed plan has."""
    said = tomllib.loads(tree.files["region.toml"].decode())["round"]
    pages = HubPages(Tree(composed(tree)))
    return {pages.title(f"{name}/index"): str(one["date"]) for name, one in said.items() if "date" in one}


def days(tree: Tree) -> dict[str, Any]:
    """The composed agenda of each round by its title."""
    pages = HubPages(Tree(composed(tree)))
    names = {name.split("/")[0] for name in pages.names if name.endswith("/index")}
    return {pages.title(f"{name}/index"): texts(picked_entries(pages, name, None)) for name in names}


@LAWS
@given(cases(change_agendas=False))
def test_every_meeting_keeps_its_date_and_its_day_under_any_number(case: Case) -> None:
    outcome = updated(case.region, case.upstream)
    now = after(case.region, outcome.changes)

    assert dates(now) == dates(case.region)
    assert {title: day for title, day in days(now).items() if title != NEW} == days(case.region)
    assert list(outcome.new_rounds) == [NEW] * case.is_new
    assert outcome.questions == []


@LAWS
@given(cases(change_agendas=True))
def test_new_agendas_under_new_numbers_bring_no_mistake_and_are_told_once(case: Case) -> None:
    now = after(case.region, updated(case.region, case.upstream).changes)

    assert dates(now) == dates(case.region)
    assert errors(now) - errors(case.region) == set()
    assert updated(now, case.upstream).changes == {}
    assert b"agenda = []" not in own_files(now)["region.toml"]
