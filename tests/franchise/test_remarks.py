"""Whatever a verb writes into region.toml or page.toml, no line that is not about a changed value is another."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kit.franchise.capture.capture import capture
from kit.franchise.update.resolve import Choice, Settled, resolve
from kit.model.tree import Tree
from tests.franchise.update.scenario import CASES, DAY, after, composed, files_below, questions, region_of, updated
from tests.source.settings.toml_styles import DICE, Line, Path, missing, text_of, write

HUB = {path: data.decode("latin-1") for path, data in files_below(CASES / "_hub").items()}
PLAN, READY = "round-1/index.md", "round-1/how-ready.md"
PAGE = "overrides/round-1/how-ready/page.toml"

# What a region may say, of which each example takes a part.
LEADS = {"lean-coffee": "Sam", "how-ready": "Ann", "welcome": "it's Jo"}
ROOMS = {"how-ready": "Room 2", "lean-coffee": "The hall"}
OPERATIONS = [
    {"item": "how-ready", "minutes": 50},
    {"drop": "arrive"},
    {"item": "lunch", "minutes": 60, "at": "12:30"},
    {"move": "clinics", "after": "lunch"},
    {"add": "tea", "break": "Tea, and cake", "minutes": 10, "after": "clinics"},
]
FIELDS = {"minutes": 35, "group_size": "4-6", "materials": ["pens: 1 per person", "tape"]}
ORDER = ["talk-it-over", "why-it-matters", "scoring-sheet"]

# What the hub may change: a file, and some words of it in place of others; no words rename the file.
CHANGES = [
    (PLAN, "{session: how-ready, minutes: 45}", "{session: how-ready, minutes: 50}"),
    (PLAN, "{session: how-ready, minutes: 45}", "{session: how-ready, minutes: 55}"),
    (PLAN, "  - {id: arrive, break: Arrivals and coffee, minutes: 15}\n", ""),
    (PLAN, "{id: lunch, break: Lunch, minutes: 45}", "{id: lunch, break: Lunch, minutes: 60}"),
    (PLAN, "{id: clinics, parallel", "{id: tables, parallel"),
    (PLAN, "  - {session: welcome}\n  - {session: how", "  - {session: how"),
    (READY, "minutes: 40\n", "minutes: 35\n"),
    (READY, "minutes: 40\n", "minutes: 25\n"),
    (READY, "group_size: 5-8", "group_size: 4-6"),
    (READY, "## Scoring sheet", "## A sheet"),
    ("hub.toml", 'venue = ""', 'place = ""'),
    ("round-1/welcome.md", "", "round-1/hello.md"),
    ("round-2/lean-coffee.md", "", "round-2/coffee.md"),
    ("round-2/index.md", "", "round-users/index.md"),
]


def part(random: Random, of: Any) -> Any:
    """A part of a list or a table, in its order, or in another that says the same."""
    kept = [item for item in of if random.random() < 0.7]
    return {key: of[key] for key in random.sample(kept, len(kept))} if isinstance(of, Mapping) else kept


def region_toml(random: Random) -> dict[str, Any]:
    first = {
        "date": DAY,
        "leads": part(random, LEADS),
        "rooms": part(random, ROOMS),
        "agenda": part(random, OPERATIONS),
    }
    second = {
        "start": "10:30",
        "leads": part(random, LEADS),
        "rooms": part(random, ROOMS),
        "agenda": [{"item": "lean-coffee", "minutes": 50}],
    }
    variables = {"venue": "Town Hall", "contact": "us@example.org"}
    rounds = {"round-1": part(random, first), "round-2": part(random, second)}
    return {"variables": variables, "brand": {"accent": "#000000"}, "round": rounds}


def page_toml(random: Random) -> dict[str, Any]:
    page = {"why": "we are few", "order": part(random, ORDER), "set": part(random, FIELDS)}
    return {key: value for key, value in page.items() if value}


class Styled:
    """A region whose two files are written in every style, and what is on their lines."""

    def __init__(self, random: Random) -> None:
        upstream = Tree({path: text.encode("latin-1") for path, text in HUB.items()})
        plain = region_of(upstream, {})
        head = list(_head(plain.files["region.toml"].decode()))
        self.lines = {
            "region.toml": [*head, *write(random, region_toml(random))],
            PAGE: write(random, page_toml(random)),
        }
        files = {path: text_of(random, lines).encode() for path, lines in self.lines.items()}
        tree = Tree({**plain.files, **files})
        self.tree = after(tree, updated(tree, upstream).changes)

    def unharmed(self, now: Tree, renamed: Mapping[str, str]) -> None:
        """Every line stays that is not about a value which changed; some names may be others on it."""
        for path, lines in self.lines.items():
            if self.tree.files.get(path) == now.files.get(path):
                continue
            text = now.files[path].decode()
            texts = (self.tree.files[path].decode(), text)
            before, present = (tomllib.loads(one.removeprefix("\ufeff")) for one in texts)
            for old, new in renamed.items():
                before = _renamed(before, old, new)
                lines = [Line(one.text.replace(old, new), *_paths(one, old, new)) for one in lines]
            gone = list(_changed(before, present))
            others = [line.text for line in lines if line.text.strip() and not any(line.about(one) for one in gone)]

            assert missing(others, text) is None, (gone, text)


def _head(text: str) -> Iterator[Line]:
    """Yield what stands in region.toml before the region's own tables."""
    table: Path = ()
    for line in text.splitlines():
        table = ("upstream",) if line == "[upstream]" else table
        yield Line(line, frozenset({(*table, line.split(" ")[0])}))


def _renamed(data: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    rounds = {new if name == old else name: value for name, value in data.get("round", {}).items()}
    return {**data, "round": rounds} if "round" in data else data


def _paths(line: Line, old: str, new: str) -> tuple[frozenset[Path], frozenset[Path], Path]:
    def moved(path: Path) -> Path:
        return tuple(new if place == 1 and name == old else name for place, name in enumerate(path))

    return frozenset(map(moved, line.paths)), frozenset(map(moved, line.inside)), moved(line.part)


def _changed(before: Any, now: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the paths of what ``now`` no longer says as ``before`` did; of a list, the items that it no longer has."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key, value in before.items():
            if key in now:
                yield from _changed(value, now[key], (*path, key))
            else:
                yield (*path, key)
    elif isinstance(before, list) and isinstance(now, list) and now:
        left = iter(now)
        for place, item in enumerate(before):
            if item not in now or item not in left:
                yield (*path, place)
                left = iter(now)
        if any(item not in before for item in now):  # a list on one line grows, and the last of several gets a comma
            yield from ((*path, "new"), (*path, len(before) - 1, "comma"))
    elif before != now:
        yield path


@st.composite
def newer(draw: st.DrawFn) -> tuple[Tree, dict[str, str]]:
    """The hub's next version, and the rounds that it renames."""
    files = dict(HUB) | {"hub.toml": HUB["hub.toml"].replace("2026.1", "2026.2")}
    moves, rounds = "", {}
    for path, old, new in draw(st.lists(st.sampled_from(CHANGES), max_size=6, unique=True)):
        if old:
            files[path] = files[path].replace(old, new) if path in files else ""
        else:
            files[new] = files.pop(path)
            moves += f'\n[[move]]\nfrom = "{path[:-3]}"\nto = "{new[:-3]}"\nin = "2026.2"\n'
    if "round-users/index.md" in files:
        rounds = {"round-2": "round-users"}
        session = next(path for path in ("round-2/coffee.md", "round-2/lean-coffee.md") if path in files)
        files[session.replace("round-2", "round-users")] = files.pop(session)
        moves = moves.replace('to = "round-2/coffee"', 'to = "round-users/coffee"')
        moves += '\n[[move]]\nfrom = "round-2/lean-coffee"\nto = "round-users/lean-coffee"\nin = "2026.2"\n'
    for plan in ("round-1/index.md", "round-2/index.md", "round-users/index.md"):
        if plan in files:
            here = plan.split("/")[0]
            for old, new in (("welcome", "hello"), ("lean-coffee", "coffee")):
                if f"{here}/{new}.md" in files:
                    files[plan] = files[plan].replace(f"session: {old}", f"session: {new}")
    files["moves.toml"] = moves
    return Tree({path: text.encode("latin-1") for path, text in files.items() if text}), rounds


@given(DICE, newer(), st.data())
def test_update_and_resolve_change_no_line_but_those_about_what_changed(
    random: Random, newer: tuple[Tree, dict[str, str]], draw: st.DataObject
) -> None:
    styled, (upstream, rounds) = Styled(random), newer
    tree = after(styled.tree, updated(styled.tree, upstream).changes)

    styled.unharmed(tree, rounds)

    for address in questions(tree):
        choice = draw.draw(st.sampled_from(Choice))
        tree = after(tree, resolve(tree, [Settled(address, choice)], DAY, []) or {})
        if PAGE in tree.files:
            styled.unharmed(tree, rounds)


@given(DICE)
def test_capture_changes_no_line_but_those_about_what_changed(random: Random) -> None:
    styled = Styled(random)
    edited = {path: data.decode("latin-1") for path, data in composed(styled.tree).items()}
    words = [("Town Hall", "Guildhall"), ("Midlands Peer Group", "Mids"), ("#1b4965", "#7a1f5c")]
    words += [("45}", "35}"), ("60, at", "70, at"), (" Close,", " Well done,"), ("group_size: ", "group_size: 1")]
    for old, new in part(random, words):
        edited = {path: text.replace(old, new) if path != "index.md" else text for path, text in edited.items()}
    captured = capture(styled.tree, Tree({path: text.encode("latin-1") for path, text in edited.items()}), [])
    tree = after(styled.tree, captured.changes)

    if PAGE in tree.files:
        styled.unharmed(tree, {})
