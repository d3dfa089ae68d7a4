"""The content of a page is made once for groups that share the page with all that it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from kit.model.findings import Code, Finding
from kit.network.kept_contents import KeptContents
from kit.network.kept_pages import KeptPages
from kit.render.content.model import Content

WRONG = Finding(Code.BROKEN_LINK, "index.md", 3, "This leads nowhere.", "Write where to.")


@dataclass
class Group:
    """Stands for the pages of one group: what each hangs on, None where it is the group's own."""

    hangs: object = "all that it shows"
    made: list[str] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)

    def hangs_on(self, _: str) -> object:
        """Return what a page hangs on."""
        return self.hangs

    def recall(self, kept: KeptContents, name: str, wrong: bool = False) -> Content:
        """Ask for the content of the page ``name``, of which something is ``wrong``."""

        def make() -> Content:
            self.made.append(name)
            self.found += [WRONG] if wrong else []
            return Content(())

        return kept.recall(self.found, name, make)


def test_the_next_group_gets_the_same_object() -> None:
    group = Group()
    kept = KeptContents(cast(KeptPages, group))

    assert group.recall(kept, "index") is group.recall(kept, "index")
    assert group.made == ["index"]


def test_another_value_or_a_page_of_its_own_is_made_anew() -> None:
    group = Group()
    kept = KeptContents(cast(KeptPages, group))
    group.recall(kept, "index")
    for other in ("another value", None, None):
        group.hangs = other
        group.recall(kept, "index")

    assert group.made == ["index"] * 4


def test_a_page_of_which_something_is_wrong_is_told_of_each_group() -> None:
    group = Group()
    kept = KeptContents(cast(KeptPages, group))
    for _ in range(2):
        group.recall(kept, "index", wrong=True)

    assert group.found == [WRONG, WRONG]
