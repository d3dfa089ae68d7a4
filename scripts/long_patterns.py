"""Looks for text that a reader of the kit needs more than its length in time for: ``long_patterns.py [READER ...]``.

A pattern is a beginning, a few signs of syntax repeated, and an end. All of one and two signs are tried, and a random
pick of three to five (``--seed``). Each is read short and four times as long, in CPU time; one that grows much faster
than its length, or takes over a second, is read once more at the full size of such a file. What takes longer than the
promise (SECURITY.md) is printed and makes the exit code 1. The regular expressions of the kit are tried by themselves
too (``regex``): some are out of a stranger's reach today only.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import pkgutil
import random
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import kit
from kit.app.assemble import assemble
from kit.check.edition import check_edition
from kit.franchise.compose.compose import compose
from kit.franchise.merge.section import merge
from kit.franchise.record import read_lock
from kit.franchise.update.review import answers
from kit.model.findings import Code, Finding
from kit.model.tree import Tree
from kit.publish.plan import BadPlan, from_json
from kit.render.outputs import reserved_names
from kit.source.pictures.pictures import picture_problem, size
from kit.source.pictures.svg import rebuild
from kit.source.settings.logs import read_log
from kit.source.settings.toml import read_toml
from kit.source.tree.complexity import too_complex
from kit.source.tree.groups import group_of
from tests.regions import HUB, region_files

PROMISE = 5.0  # seconds of CPU time for a whole file
SHORT = 8_000  # characters
STEEP = 9.0  # how much longer four times the text takes; a straight line takes 4, a square 16
FULL = 1_000_000
SECTION = "## Score yourselves\n\n"
HEAD = "---\nminutes: 5\n---\n\n# Attack\n\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg">'


def _page(path: str, before: str = HEAD) -> Callable[[str], None]:
    """Return the reader of a page at ``path`` of a small hub: composing, reading and every rule."""

    def read(text: str) -> None:
        data = (before + text).encode()
        if too_complex(path, data) is None:
            _examined({**HUB, path: data.decode()})

    return read


def _override(text: str) -> None:
    data = (SECTION + text).encode()
    if too_complex("x", data) is None:
        _examined(region_files({"overrides/round-1/how-ready/score-yourselves.replace.md": data.decode()}))


def _examined(files: dict[str, str]) -> None:
    found: list[Finding] = []
    composed = compose(Tree({path: text.encode() for path, text in files.items()}), found)
    edition = assemble(composed, found) if composed else None
    if edition is not None and not any(one.code is Code.UNSAFE_SIZE for one in found):
        check_edition(edition, reserved_names(), None)


def _settings(name: str) -> Callable[[str], None]:
    return lambda text: _examined({**HUB, name: HUB.get(name, "") + text})


def _svg(text: str) -> None:
    data = text.encode()
    picture_problem("a.svg", data)
    rebuild("a.svg", data, [])
    try:
        size(data)
    except ValueError:
        return


def _journal(text: str) -> None:
    try:
        from_json(text.encode())
    except BadPlan:
        return


def _merged(text: str) -> None:
    if too_complex("x", text.encode()) is None:
        merge(SECTION + text, f"{SECTION}{text}ours", f"{SECTION}theirs{text}")


@dataclass(frozen=True)
class Reader:
    """One reader of text: what it is called with, what may stand before and after, its signs, and its longest file."""

    read: Callable[[str], object]
    before: Sequence[str]
    signs: str
    after: Sequence[str]
    full: int = FULL


_JSON = '[]{}",:1 a\\\n'
_WORDS = ["", "x", "## ", "- ", "> ", "[", "![", "[a](", ":::{note} ", ":::{note}\n:class: ", "    ", "{abbr}`", "<!--"]
_MARKDOWN = "a1 \n\t:`~{}[]()<>!*_\\|#-=+&\"'.;,/%$^@\u00a0"
READERS = {
    "page": Reader(_page("round-1/attack.md"), _WORDS, _MARKDOWN, ["", "]", "](b)", "`", "\n:::\n", "}", "x"]),
    "front": Reader(
        _page("round-1/attack.md", "---\n"),
        ["", "a: ", "a: [", "a: {", 'a: "', "materials:\n- ", "minutes: 5\n---\n"],
        "a1:-?[]{},\"'#&*!|>%@` \n\t\\",
        ["", "]", "\n---\n\n# A\n"],
    ),
    "message": Reader(_page("messages/invitation.md", "# Subject\n\n"), ["", "- ", "[a]("], _MARKDOWN, ["", ")"]),
    "countdown": Reader(_page("countdown.md", "# Countdown\n\n"), ["- ", "- 2 weeks before: "], _MARKDOWN, [""]),
    "override": Reader(_override, ["", "- ", "> ", ":::{activity} "], _MARKDOWN, ["", "\n:::\n"]),
    "merge": Reader(_merged, ["", "- ", "> ", "| a |\n| - |\n"], _MARKDOWN, [""]),
    "toml": Reader(
        lambda text: read_toml("region.toml", text.encode(), []),
        ["", "a = ", 'a = "', "a = '", "a = [", "a = {", 'a = """', "# ", "[a]\n", "a."],
        "ab1 .\"'[]{}=#\\\n,-_:+",
        ["", '"', "]", "}", '"""'],
    ),
    "hub": Reader(_settings("hub.toml"), ["", "[variables]\n", "[brand]\n"], "ab =\"'\n[]", [""], 200_000),
    "moves": Reader(_settings("moves.toml"), ["[[move]]\n", 'retired = ["'], "ab =\"'\n[]", ["", '"]'], 200_000),
    "log": Reader(lambda text: read_log("a.toml", text.encode(), []), ["schema = 1\n"], "ab =\"'\n[]1", [""], 200_000),
    "svg": Reader(
        _svg,
        ["", SVG, f'{SVG}<g fill="', f'{SVG}<g style="', f"{SVG}<text>", f'{SVG}<path d="', "<?xml ", "\ufeff", "<!--"],
        "<>a/=\"'& ;#!?-u:()\n",
        ["", "</svg>", '"/></svg>', "</text></svg>"],
    ),
    "group": Reader(lambda text: group_of("a.json", text.encode(), []), ["", '{"a":', "["], _JSON, ["", "]"]),
    "lock": Reader(
        lambda text: read_lock({".kit/lock/settings.json": text.encode()}, []),
        ["", '{"schema":1,"seal":"x","moved":{'],
        _JSON,
        ["", "}}"],
    ),
    "journal": Reader(_journal, ["", '{"schema":1,"steps":['], _JSON, ["", "]}"]),
    "review": Reader(
        lambda text: answers({"review/a.md": ("Address: `x`\n" + text).encode()}),
        ["", "- [x] Keep ours", "- [x"],
        " \n\t-*[]x`",
        [""],
    ),
}


class _Slow(BaseException):
    """Reading took longer than the limit."""


def cpu(read: Callable[[str], object], text: str, limit: float) -> float:
    """Return the CPU seconds that ``read`` takes for ``text``, or ``limit`` where it takes that long."""

    def over(_: int, __: FrameType | None) -> None:
        raise _Slow

    signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    start = time.process_time()
    try:
        read(text)
    except _Slow:
        return limit
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


def filled(before: str, pattern: str, after: str, length: int) -> str:
    """Return ``pattern`` repeated to about ``length`` characters, between what stands before and after it."""
    return before + pattern * (length // len(pattern)) + after


def patterns(reader: Reader, pick: random.Random, some: int) -> Iterator[tuple[str, str, str]]:
    """Yield what to try: all patterns of one and two signs, and ``some`` of three to five."""
    short = ["".join(one) for count in (1, 2) for one in itertools.product(reader.signs, repeat=count)]
    longer = ["".join(pick.choices(reader.signs, k=pick.randint(3, 5))) for _ in range(some)]
    for pattern in (*short, *longer):
        ends = list(itertools.product(reader.before, reader.after))
        for before, after in ends if len(pattern) == 1 else pick.sample(ends, min(3, len(ends))):
            yield before, pattern, after


def seconds(reader: Reader, before: str, pattern: str, after: str) -> float:
    """Return the CPU seconds for the longest file of a pattern; 0 where nothing hints that they are many."""
    once = cpu(reader.read, filled(before, pattern, after, SHORT), PROMISE)
    again = cpu(reader.read, filled(before, pattern, after, 4 * SHORT), 2 * PROMISE)
    if again < 0.05 or (again < 1 and again / max(once, 0.01) < STEEP):
        return 0.0
    return max(again, cpu(reader.read, filled(before, pattern, after, reader.full), 2 * PROMISE))


def expressions() -> Iterator[tuple[str, Reader]]:
    """Yield each regular expression of the kit as a reader, its signs those that it names itself."""
    seen: set[str] = set()
    for module in sorted(one.name for one in pkgutil.walk_packages(kit.__path__, "kit.")):
        if module.endswith("__main__"):
            continue
        loaded = importlib.import_module(module)
        source = Path(str(loaded.__file__)).read_text(encoding="utf-8")
        for name, value in vars(loaded).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and value.pattern not in seen:
                seen.add(value.pattern)
                named = "".join(re.findall(r"[^\w\s?*+()|\\^]|\\[.()*+?|\[\]{}]", value.pattern))[:12]
                letters = "".join(re.findall(r"(?<!\\)[A-Za-z]", value.pattern)[:3])
                signs = "".join(dict.fromkeys(f"{named}{letters}a1w \n"))
                yield f"{module}.{name}", Reader(_used(name, value, source), ["", signs[0], "a"], signs, ["\0"])


def _used(name: str, value: re.Pattern[str], source: str) -> Callable[[str], object]:
    """Return how the module of this ``source`` uses an expression: from the beginning of a text, or all over it."""
    if re.search(rf"\b{name}\.(search|finditer|findall|sub|split)\b", source):
        return lambda text: sum(1 for _ in value.finditer(text))
    return value.fullmatch if f"{name}.fullmatch(" in source else value.match


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the readers that are asked for, or all; print what is slow and return whether anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", metavar="READER", help=f"some of {', '.join(READERS)}, regex")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--some", type=int, default=300, help="how many patterns of three to five signs")
    options = parser.parse_args(arguments)
    asked = options.readers or [*READERS, "regex"]
    readers = {name: READERS[name] for name in asked if name != "regex"}
    readers |= dict(expressions()) if "regex" in asked else {}
    slow = 0
    for name, reader in readers.items():
        cpu(reader.read, "x", PROMISE)  # what is imported on the first call is no part of it
        pick = random.Random(options.seed)  # noqa: S311 - no secret
        worst = 0.0
        for before, pattern, after in patterns(reader, pick, options.some):
            took = seconds(reader, before, pattern, after)
            worst = max(worst, took)
            if took >= PROMISE:
                slow += 1
                print(f"{name}: {took:.1f} s for {before!r} {pattern!r} {after!r}", flush=True)
        print(f"{name}: the longest look took {worst:.1f} s", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
