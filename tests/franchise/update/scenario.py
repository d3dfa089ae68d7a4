"""Scenarios of updates as plain files; tests/cases/updates/README.md says how they are written."""

from __future__ import annotations

import datetime
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.app.assemble import assemble, located
from kit.check.edition import check_edition
from kit.franchise.compose.compose import compose
from kit.franchise.record import read_lock, tree_digest
from kit.franchise.update.spans import sayings
from kit.franchise.update.update import Updated, update
from kit.model.findings import Finding, Level
from kit.model.tree import Tree
from kit.render.outputs import reserved_names

CASES = Path(__file__).parents[2] / "cases" / "updates"
DAY = datetime.date(2026, 6, 1)
OWN = ("overrides/", "pages/", "files/", "log/")

REGION = """\
schema = 1
id = "midlands"
name = "Midlands Peer Group"
languages = ["en"]
{home}
[upstream]
source = "../hub"
version = "{version}"
tree = "{tree}"
"""


def files_below(folder: Path) -> dict[str, bytes]:
    """The files below ``folder`` by path; none where it is not there."""
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def region_of(upstream: Tree, own: Mapping[str, bytes], home: bool = False) -> Tree:
    """A region on ``upstream`` with its ``own`` files, of which region.toml is what follows [upstream].

    ``home`` says that its home page is upstream's ``region.md``.
    """
    version = tomllib.loads(upstream.files["hub.toml"].decode())["version"]
    line = 'home = "region"\n' if home else ""
    head = REGION.format(version=version, tree=tree_digest(upstream), home=line).encode()
    files = {f"upstream/{path}": data for path, data in upstream.files.items()}
    return Tree({**files, **own, "region.toml": head + own.get("region.toml", b"")})


def after(tree: Tree, changes: Mapping[str, bytes | None]) -> Tree:
    """The tree once ``changes`` are made."""
    files = {**tree.files, **changes}
    return Tree({path: data for path, data in files.items() if data is not None})


def updated(tree: Tree, upstream: Tree) -> Updated:
    """The outcome of an update, which must be possible."""
    found: list[Finding] = []
    result = update(tree, upstream, None, DAY, found)
    errors = [one for one in found if one.level is Level.ERROR]

    assert not errors, errors
    assert result is not None
    return result


def own_files(tree: Tree) -> dict[str, bytes]:
    """What the region wrote itself, and of region.toml what follows the pin."""
    own = {path: data for path, data in tree.files.items() if path.startswith(OWN)}
    settings = re.split(rb'(?m)^tree = "[^"]*"\r?\n', tree.files["region.toml"])[1]
    return {**own, "region.toml": settings} if settings.strip() else own


def composed(tree: Tree) -> dict[str, bytes]:
    """The files of the composed tree."""
    result = compose(tree, [])

    assert result is not None
    return dict(result.tree.files)


def errors(tree: Tree) -> set[str]:
    """The errors of a region as ``check`` would tell them, each as its code and message."""
    found: list[Finding] = []
    result = compose(tree, found)

    assert result is not None
    edition = assemble(result, found)
    rules = [located(one, result) for one in check_edition(edition, reserved_names())] if edition else []
    return {f"{one.code.value} {one.place}: {one.message}" for one in [*found, *rules] if one.level is Level.ERROR}


def questions(tree: Tree) -> list[str]:
    """The addresses of the review pages."""
    pages = [data.decode() for path, data in tree.files.items() if path.startswith("review/") and "README" not in path]
    return sorted(found[1] for page in pages if (found := re.search(r"^Address: `(.+)`$", page, re.MULTILINE)))


def unaddressed(text: str) -> str:
    """``text`` without where its links and the items of its agenda lead, which follows what they name.

    Own files are compared with every byte.
    """
    plain = re.sub(r"(\]\(|(?m:^)\[[^\]\n]+\]: )[^\s()]+", r"\1", text)
    return re.sub(r"\b(session|parallel): (\[[\w/, -]*\]|[\w/-]+)", r"\1:", plain)


def passages(text: str) -> set[str]:
    """The sentences of ``text`` line by line, with single spaces and composed letters.

    They are without marks of lists, and without the word before a reason.
    """
    found = set()
    lines = re.split(r"\r\n|\r|\n", unicodedata.normalize("NFC", unaddressed(text).removeprefix("\ufeff")))
    for line in lines:
        for sentence in re.split(r"(?<=[.?!])\s+", line):
            words = " ".join(re.sub(r"^\s*(>|[-*+]|\d+[.)]|#+|why:)\s+", "", sentence).split())
            if re.search(r"\w", words):
                found.add(words)
    return found


def haystack(texts: Iterable[str]) -> str:
    """All ``texts`` as one line with single spaces, in which passages are looked for."""
    plain = unicodedata.normalize("NFC", unaddressed("\n".join(texts)))
    return " ".join(re.sub(r"(?m)^(\s*>)+\s?", "", plain).split())


def recorded(tree: Tree) -> list[str]:
    """The texts of upstream's that the record holds."""
    return [str(base) for lock in read_lock(tree.files, []).pages.values() for base in lock.bases.values()]


def local_passages(tree: Tree) -> set[str]:
    """What the region says, and upstream neither says nor said when the region wrote it."""
    pages = [(path, data) for path, data in tree.files.items() if path.endswith(".md")]
    ours = {one for path, data in pages if path.startswith(OWN) for one in passages(data.decode())}
    theirs = haystack([data.decode() for path, data in pages if path.startswith("upstream/")] + recorded(tree))
    return {one for one in ours if one not in theirs}


def lost_passages(before: Tree, now: Tree) -> set[str]:
    """What the region said before the update and what is nowhere to be found after it."""
    texts = [data.decode() for path, data in now.files.items() if path.endswith(".md") and not path.startswith(".kit")]
    texts += [data.decode() for path, data in composed(now).items() if path.endswith(".md")]
    texts += [now.files.get("lineage.toml", b"").decode(), now.files["region.toml"].decode()]
    held = haystack(texts)
    return {one for one in local_passages(before) if one not in held}


def times(files: Mapping[str, bytes]) -> Counter[str]:
    """How often each sentence of two words or more stands on the pages among ``files``."""
    texts = [data.decode() for path, data in files.items() if path.endswith(".md")]
    return Counter(one for text in texts for one in sayings(unaddressed(text)))


def doubled_passages(before: Tree, now: Tree) -> set[str]:
    """What stands more often on the composed pages than the region and upstream had it, each by itself.

    What the region alone said and upstream says too since, anywhere, may stand in both places.
    """
    ours, theirs, old = (
        times(composed(before)),
        times(now.under("upstream").files),
        times(before.under("upstream").files),
    )
    given = {one: count for one, count in times(composed(now)).items() if one in old or one not in theirs}
    return {one for one, count in given.items() if count > max(ours[one], theirs[one])}


def marks(tree: Tree) -> list[str]:
    """The files that hold a mark of a conflict."""
    return [path for path, data in tree.files.items() if re.search(rb"(?m)^(<{7}|>{7}|\|{7})", data)]


@dataclass(frozen=True)
class Step:
    """One update: upstream as it is then, and what the region changes before it."""

    upstream: Tree
    local: Mapping[str, bytes | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Scenario:
    """One scenario: the region before its first update, the updates, and what must come of them."""

    name: str
    region: Tree
    steps: tuple[Step, ...]
    expected: Mapping[str, Any]
    own: Mapping[str, bytes]
    pages: Mapping[str, bytes]

    @property
    def region_upstream(self) -> Tree:
        """Upstream as the region stands on it before the first update."""
        return self.region.under("upstream")


def names() -> list[str]:
    """The names of all scenarios."""
    return sorted(one.parent.name for one in CASES.glob("*/expected.toml"))


def scenario(name: str) -> Scenario:
    """Read the scenario called ``name``."""
    folder = CASES / name
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    hub = {**files_below(CASES / "_hub"), **files_below(folder / "base")}
    parent = files_below(folder / "parent")
    local = files_below(folder / "local")
    home = bool(expected.get("home"))
    source = _Source(hub, parent, home)
    region = region_of(source.received(), local, home)
    steps = tuple(_steps(folder, expected, source))
    settled = files_below(folder / "expected")
    pages = {path.removeprefix("composed/"): data for path, data in settled.items() if path.startswith("composed/")}
    gone = expected.get("removed", [])
    own = {path: data for path, data in {**local, **settled}.items() if path not in gone and path not in _all(pages)}
    return Scenario(name, region, steps, expected, own, pages)


def _all(pages: Iterable[str]) -> set[str]:
    return {f"composed/{path}" for path in pages}


class _Source:
    """Where the region receives from: the hub, or a parent region that itself receives from the hub."""

    def __init__(self, hub: dict[str, bytes], parent: Mapping[str, bytes], home: bool) -> None:
        self.hub = hub
        self.parent = region_of(Tree(dict(hub)), parent, home) if parent else None

    def advance(self, changed: Mapping[str, bytes], gone: Iterable[str], number: int) -> None:
        """Bring the hub to its next version, and the parent after it."""
        self.hub = {path: data for path, data in {**self.hub, **changed}.items() if path not in gone}
        version = f"2026.{number}".encode(), f"2026.{number + 1}".encode()
        self.hub["hub.toml"] = self.hub["hub.toml"].replace(*version)
        if self.parent is not None:
            self.parent = after(self.parent, updated(self.parent, Tree(dict(self.hub))).changes)

    def received(self) -> Tree:
        """What the region receives now."""
        return Tree(dict(self.hub)) if self.parent is None else Tree(composed(self.parent))


def _steps(folder: Path, expected: Mapping[str, Any], source: _Source) -> Iterator[Step]:
    for number in range(1, 4):
        suffix = "" if number == 1 else f"-{number}"
        changed, gone = files_below(folder / f"upstream{suffix}"), expected.get(f"gone{suffix}", [])
        local: dict[str, bytes | None] = dict(files_below(folder / f"local{suffix}")) if number > 1 else {}
        local |= dict.fromkeys(expected.get(f"forgotten{suffix}", []))
        if changed or gone:
            source.advance(changed, gone, number)
            yield Step(source.received(), local)
