"""The life of a region on a disk: upstream and the region change, releases come, questions are settled and undone."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kit.franchise.compose.compose import compose
from kit.franchise.hub_pages import HubPages
from kit.franchise.update.resolve import Choice, Settled, resolve
from kit.model.findings import Finding, Level
from kit.model.tree import Tree
from kit.publish.journal import apply
from kit.publish.undo import undo
from kit.source.tree.read import read_tree, with_everything
from tests.franchise.merge.random_pages import block, edited
from tests.franchise.update.random_regions import EVERYTHING, dice, hub, next_version, tree_of
from tests.franchise.update.scenario import DAY, lost_passages, marks, questions, region_of, updated
from tests.helpers import build_file_tree, examples

RANDOM = dice()


class Life(RuleBasedStateMachine):
    """One region from its fork on."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.past: Tree | None = None  # the region before the last command that wrote, until somebody edits it

    def teardown(self) -> None:
        """Leave nothing on the disk."""
        shutil.rmtree(self.root)

    @initialize(random=RANDOM)
    def fork(self, random: Random) -> None:
        """Fork a random hub."""
        self.pages, self.version = hub(random), 1
        self.released = tree_of(self.pages, 1)
        build_file_tree(self.root, region_of(self.released, {}).files)

    def tree(self) -> Tree:
        """The region as the kit reads it."""
        found: list[Finding] = []
        tree = with_everything(self.root, read_tree(self.root, found))
        assert [one for one in found if one.level is Level.ERROR] == []
        return tree

    def write(self, changes: dict[str, bytes | None], command: str) -> None:
        """Write as a command does."""
        before = self.tree()
        apply(self.root, changes, command)
        if changes:
            self.past = before

    @rule(random=RANDOM)
    def edit_core(self, random: Random) -> None:
        """Facilitators change the hub and bring out a version."""
        for _ in range(3):
            self.pages = next_version(random, self.pages, EVERYTHING)
        self.version += 1
        self.released = tree_of(self.pages, self.version)

    @rule(random=RANDOM)
    def edit_local(self, random: Random) -> None:
        """The region writes an override by hand."""
        upstream = HubPages(self.tree().under("upstream"))
        places = [(name, anchor) for name in sorted(upstream.names) for anchor in upstream.anchors(name)]
        for name, anchor in random.sample(places, min(4, len(places))):
            op = random.choice(["replace", "replace", "replace", "after", "before"])
            heading, _, rest = (upstream.section(name, anchor) or "").partition("\n")
            text = f"{heading}\n{edited(random, rest)}" if op == "replace" else "\n".join(block(random)) + "\n"
            build_file_tree(self.root, {f"overrides/{name}/{anchor}.{op}.md": text})
        self.past = None

    @rule()
    def update(self) -> None:
        """The region receives the latest version."""
        before = self.tree()
        self.write(dict(updated(before, self.released).changes), "update")
        now = self.tree()

        assert lost_passages(before, now) == set()
        assert dict(updated(now, self.released).changes) == {}

    @rule(random=RANDOM)
    def year(self, random: Random) -> None:
        """A year passes: both change something, and the region receives it."""
        self.edit_local(random=random)
        self.update()
        self.edit_core(random=random)
        self.update()

    @rule(random=RANDOM, choice=st.sampled_from(Choice))
    def resolve_one(self, random: Random, choice: Choice) -> None:
        """The region settles a question."""
        tree = self.tree()
        if open_ones := questions(tree):
            address = random.choice(open_ones)
            changes = resolve(tree, [Settled(address, choice)], DAY, [])

            assert changes is not None
            self.write(dict(changes), "resolve")
            assert questions(self.tree()) == [one for one in open_ones if one != address]

    @rule()
    def take_back(self) -> None:
        """The region takes its last command back."""
        if self.past is None:
            return
        undo(self.root)

        assert dict(self.tree().files) == dict(self.past.files)
        self.past = None  # a second undo would make the change once more

    @invariant()
    def composes_and_holds_no_mark(self) -> None:
        """Whatever happens, the region composes without an error."""
        tree = self.tree()
        found: list[Finding] = []

        assert compose(tree, found) is not None
        assert [one for one in found if one.level is Level.ERROR] == []
        assert marks(tree) == []


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=examples(10),
    stateful_step_count=12,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much],
    phases=[Phase.generate],
)
