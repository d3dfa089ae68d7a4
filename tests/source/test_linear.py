"""Text of any kind is read in a time in proportion to its length: in steps counted, and in not hanging."""

from __future__ import annotations

import datetime
import importlib.util
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest

from kit.check import enough_minutes, plain_words, ways_in
from kit.check.revision import check_revisions
from kit.franchise.merge.footnotes import told_apart
from kit.franchise.update.review import answers
from kit.model.page import PageKind
from kit.model.tree import Tree
from kit.source.markdown.page import read_page
from kit.source.pictures.pictures import size
from kit.source.pictures.svg import rebuild
from kit.source.settings.files import read_region
from kit.source.settings.front_matter import read_front_matter
from kit.source.settings.toml import read_toml
from kit.source.settings.toml_edit import TomlEditor
from kit.source.tree.groups import group_of
from kit.source.tree.names import copied_from
from tests.hostile.guard import time_limit
from tests.regions import REGION_TOML
from tests.render.editions import edition

SECONDS = 60.0  # in which nothing may hang; all of it takes one or two. It is no measure of how quick anything is.
HEAD = "---\nminutes: 5\n---\n\n# Long\n\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg">'


def page(text: str) -> None:
    read_page("round-1/long.md", (HEAD + text).encode(), PageKind.SESSION, [])


def toml(text: str) -> None:
    read_toml("hub.toml", text.encode(), [])


def taken_out(text: str) -> None:
    TomlEditor("hub.toml", text.encode()).remove(("a",))


def cut_short(text: str) -> None:
    TomlEditor("hub.toml", text.encode()).set(("a",), [2])


def settings(text: str) -> None:
    read_region(Tree({"region.toml": (text[:250_000] + 'x"\n' + REGION_TOML).encode()}), [])


def svg(text: str) -> None:
    rebuild("a.svg", text.encode(), [])
    try:
        size(text.encode())
    except ValueError:
        return


def front(text: str) -> None:
    read_front_matter("a.md", text, [])


def group(text: str) -> None:
    group_of("a.json", text.encode(), [])


def review(text: str) -> None:
    answers({"review/a.md": f"Address: `x`\n{text}".encode()})


def footnotes(text: str) -> None:
    told_apart("[^1]\n\n[^1]: a\n", f"[^1]\n\n[^1]: b\n\n{text}", "[^1]\n\n[^1]: c\n")


def name(text: str) -> None:
    copied_from(text[:65_535])


def earlier_calendar(text: str) -> None:
    made = edition({"index.md": "# Home\n", "round-1/index.md": "# Plan\n"})
    dated = tuple(replace(one, date=datetime.date(2027, 1, 20)) for one in made.rounds)
    assert dated
    list(check_revisions(replace(made, rounds=dated), {one.name: text.encode() for one in dated}))


def advice(text: str) -> None:
    """Read a tenth of it: each rule looks through it several times, and a square would still hang."""
    body = f"{HEAD}:::{{activity}} Long\n:minutes: 5\n:grouping: {text[:1000]}\n\n1. {text[:100_000]}\n:::\n"
    read = read_page("round-1/long.md", body.encode(), PageKind.SESSION, [])
    for rule in (ways_in.no_way_in, enough_minutes.too_many_turns, plain_words.unsaid_times, plain_words.hard_to_read):
        assert read is None or len(list(rule(read))) < 3
    assert read is None or len(list(plain_words.bare_letters(read, frozenset()))) < 20


Reader = Callable[[str], None]
# What a reader is given a million characters of: what stands before, what is repeated, what stands after.
PATTERNS: list[tuple[Reader, str, str, str]] = [
    *((page, "x", one, "") for one in (":", ": ", ":\t", "\uff1a", ":::\n", "\n:::{note}\n", "![", "[", "[^", "](")),
    *(
        (page, "", one, "")
        for one in ("\u00a0", "\u00a0:", "`~", "<!--", "<!-- -->", "{{", "{abbr}`a", "- ", "> ", "|")
    ),
    *((page, ":::{note} ", one, "\n:::\n") for one in (":", ": ", "*_", "![")),
    *((page, "    ", one, "") for one in (":", ": ", " ", "\u00a0", "`")),
    *((page, "[", one, "](https://example.org)") for one in ("www.", "a ", "\\")),
    *((page, "{lang}`", one, "`") for one in (" ", "a ", "<a>")),
    *((toml, "# ", one, "") for one in ("a", "a b", "-", '"', "'")),
    *((toml, before, " ", "}") for before in ("a = ", "a = [", "a = 20", "a = 1,", "a")),
    *((footnotes, "", one, "") for one in ("`", "``a", "` ", "[^", "[^a", "\\`")),
    (footnotes, "", "".join(f"{'`' * n}a" for n in range(1, 1400)), ""),
    *((name, "", one, "x") for one in (" ", "-", "_-", "(1", "(conflict", "conflict", " (", "-copy", "-desktop-")),
    *((review, before, " ", "x") for before in ("- [", "- [x", "- [x]", "")),
    *((earlier_calendar, "BEGIN:VEVENT\n", one, "") for one in ("BEGIN:VEVENT\n", "\n ", "SEQUENCE:9", "9")),
    *((toml, 'a = "', one, '"') for one in ("a", "a.", " . ", "\\")),
    *((toml, "", one, "") for one in ("a", "a.", '"', "[", "[[a]]\n", "[a]\n", "a=1\n", "=", "\n", "# \n")),
    *((svg, f'{SVG}<g fill="', one, '"/></svg>') for one in ("url(", "url ", "a", "url(#a)", " ")),
    *((svg, f"{SVG}<text>", one, "</text></svg>") for one in ("<metadata/>x", "<a/>", "x", "<metadata/>" + "x" * 40)),
    *((svg, '<svg width="1', one, 'x"/>') for one in (" ", "1", ".")),
    *((svg, "", one, "") for one in ("<?xml ", "<", "\n", "<!-- -->", "<svg>")),
    *((settings, 'areas = "', one, "") for one in (" ", "a ", ", ", "\\t")),
    *((front, "---\n", one, "") for one in ("a: b\n", "#", " ", "- ", "a -", "\n", "[")),
    *((front, "---\na: [", one, "]\n---\n") for one in ("[", "{", "a,", '"', " ")),
    *((group, "", one, "") for one in ("[", '{"a":', "1", '"', "\\")),
    *(
        (advice, "", one, "")
        for one in ("alone, ", "write down up to ", "in turn ", "everyone ", "read the ", "1 minute ")
    ),
    *((advice, "ABC OFO ", one, "") for one in ("of ", "“", '"', "a b ", "1", "1:", "a", "groups of 1 to ")),
]


@pytest.mark.parametrize(("read", "before", "pattern", "after"), PATTERNS)
def test_a_million_characters_of_a_pattern_hang_no_reader(read: Reader, before: str, pattern: str, after: str) -> None:
    with time_limit(SECONDS):
        read(before + pattern * (1_000_000 // len(pattern)) + after)


# Python calls are counted, in which a square shows even in a second of work; regular expressions are one call each.
COUNTED: list[tuple[Reader, str, str, str]] = [
    *((page, "", one, "") for one in (":::{note}\n:::\n", "- a\n", "a\n\n", "*a* ", "![", "[a](b) ", "## a\n")),
    *(
        (page, "", one, "")
        for one in ("| a |\n| - |\n\n", "{abbr}`a` ", "{{ a }} ", "(a)=\n", "[^a]: b\n\n", "a\n: b\n\n")
    ),
    *((toml, "", one, "") for one in ("[[a]]\n", "[[a.b]]\n", "# a\n")),
    *((taken_out, "", one, "") for one in ("[[a]]\n", "[[a]]\nb = 1\n\n", "[[a]]\nb = {c.d = 1, c.e = 2}\n")),
    *((cut_short, "a = [\n", one, "]\n") for one in ("1,", "1,\n", "1, # a\n")),
    *((svg, SVG, one, "</svg>") for one in ("<g/>", "<metadata/>", '<use href="#a"/>')),
]


def calls(run: Callable[[], object]) -> int:
    """Return how many functions ``run`` calls, those in C included."""
    counted = 0

    def count(_: FrameType, event: str, __: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize(("read", "before", "pattern", "after"), COUNTED)
def test_twice_the_text_takes_twice_the_steps(read: Reader, before: str, pattern: str, after: str) -> None:
    read(before + pattern + after)
    once, twice = (calls(partial(read, before + pattern * n + after)) for n in (60, 120))

    assert twice <= 2.6 * once


def test_a_page_full_of_faults_is_read_again_less_often_the_longer_it_is() -> None:
    """Each fault of a fence is told by itself, and the page mended and read again for the next."""
    once, twice = (calls(partial(page, ":::\n" * n)) for n in (500, 1000))

    assert twice <= 2.6 * once


@pytest.fixture(name="script", scope="module")
def _script() -> ModuleType:
    """Return ``scripts/long_patterns.py``, which is no part of any package."""
    place = Path(__file__).parents[2] / "scripts" / "long_patterns.py"
    spec = importlib.util.spec_from_file_location("long_patterns", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarm by CPU time")
def test_the_search_for_slow_patterns_finds_a_square(script: ModuleType) -> None:
    """It is told apart from a straight line by its growth, not by how long it takes."""
    square = script.Reader(lambda text: [text.count("b") for _ in range(len(text))], [""], "ab", [""], 40_000)
    straight = script.Reader(lambda text: text.count("b"), [""], "ab", [""])

    assert script.seconds(square, "", "a", "") > 0
    assert script.seconds(straight, "", "a", "") == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarm by CPU time")
@pytest.mark.parametrize("reader", ["group", "lock", "journal", "review", "toml"])
def test_no_pattern_of_one_or_two_signs_is_slow(script: ModuleType, reader: str) -> None:
    """Readers of whole pages take too many minutes for a test: ``scripts/long_patterns.py`` tries them by hand."""
    assert script.main([reader, "--some", "20"]) == 0
