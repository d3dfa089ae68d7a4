"""What a region improves comes home: offered, taken, adopted by a sibling, and received by all."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kit.app.accept import accept, adopt
from kit.app.propose import propose
from kit.cli.run import run
from kit.franchise.credits import read_credits
from kit.franchise.share.proposal import FIRST
from kit.model.errors import FindingsError, KitError, Refused, WrongUsage
from kit.model.tree import Tree
from tests.helpers import build_file_tree
from tests.regions import HUB
from tests.stories import contents

WHY = "overrides/round-1/how-ready/why-it-matters.replace.md"
ADDRESS = "round-1/how-ready#why-it-matters"
OURS = "---\nwhy: Members asked.\n---\n\n## Why it matters\n\nBecause it saves an hour.\n"

Write = Callable[[Mapping[str, str]], None]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hub, its regions Midlands and South, and West Midlands, which forked Midlands before that changed a word."""
    folder = tmp_path_factory.mktemp("begun")
    build_file_tree(folder / "hub", HUB)
    for name, source in (("midlands", "hub"), ("south", "hub"), ("west", "midlands")):
        where = ["fork", str(folder / name), "--from", str(folder / source), "--name", f"{name.title()} Group"]
        assert run([*where, "--no-kit", "--no-input"]) == 0
    build_file_tree(folder / "midlands", {WHY: OURS})
    return folder


@pytest.fixture
def place(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of these folders of the test's own."""
    shutil.copytree(begun, tmp_path / "place")
    monkeypatch.chdir(tmp_path / "place")
    return tmp_path / "place"


def offer(place: Path, *addresses: str, by: str = "", names_too: bool = False) -> Path:
    out = place / "offer.zip"
    propose(place / "midlands", addresses, out, by, "", names_too, False)
    return out


def taken(root: Path, file: Path, *wholly: str) -> list[str]:
    return [one.outcome.name for one in accept(root, file, wholly, False).taken]


def credited(root: Path, folder: str = "") -> list[tuple[str, str]]:
    data = (root / folder / "credits.toml").read_bytes()
    return [(one.address, one.named) for one in read_credits(Tree({"credits.toml": data}), [])]


def test_what_a_region_improved_comes_home_and_every_override_ends_by_itself(place: Path) -> None:
    assert run(["-C", "west", "update"]) == 0
    adopt(place / "south", "midlands", ADDRESS, False, False)
    assert (place / "south" / WHY).read_text(encoding="utf-8").endswith("Because it saves an hour.\n")

    assert taken(place / "hub", offer(place, by="Sam Okafor")) == ["TAKEN"]
    for name in ("midlands", "south", "west"):
        assert run(["-C", name, "update"]) == 0

    for name in ("midlands", "south", "west"):
        assert not list((place / name / "overrides").rglob("*.md"))
        assert run(["-C", name, "status", "--exit-code"]) == 0
        page = (place / name / "upstream" / "round-1" / "how-ready.md").read_text(encoding="utf-8")
        assert "Because it saves an hour." in page
        assert credited(place / name, "upstream") == [(ADDRESS, "Sam Okafor, Midlands Group")]
    assert 'what = "proposed"' in (place / "midlands" / "lineage.toml").read_text(encoding="utf-8")


def test_a_reworded_acceptance_shows_both_wordings_and_asks_once(place: Path) -> None:
    accept(place / "hub", offer(place), (), False)
    page = place / "hub" / "round-1" / "how-ready.md"
    page.write_text(page.read_text(encoding="utf-8").replace("saves an hour", "spares everyone an hour"), "utf-8")

    assert run(["-C", "midlands", "update"]) == 1
    (question,) = [
        one for one in (place / "midlands" / "review").glob("*.md") if one.stem not in ("README", "whats-new")
    ]
    text = question.read_text(encoding="utf-8")
    assert "saves an hour" in text
    assert "spares everyone an hour" in text

    assert run(["-C", "midlands", "resolve", ADDRESS, "--take"]) == 0
    assert run(["-C", "midlands", "update"]) == 0


def test_two_groups_from_different_versions_both_come_in(place: Path) -> None:
    more = {"overrides/round-1/how-ready/talk-it-over.after.md": "Then swap.\n"}
    build_file_tree(place / "south", more)
    propose(place / "south", [], place / "south.zip", "", "", False, False)

    assert taken(place / "hub", offer(place)) == ["TAKEN"]
    assert taken(place / "hub", place / "south.zip") == ["TAKEN"]

    page = (place / "hub" / "round-1" / "how-ready.md").read_text(encoding="utf-8")
    assert "In pairs.\n\nThen swap.\n\n## Why it matters\n\nBecause it saves an hour.\n" in page
    assert len(credited(place / "hub")) == 2


def test_a_region_takes_what_its_own_region_proposes_as_an_override(place: Path) -> None:
    path = "overrides/round-1/how-ready/talk-it-over.replace.md"
    build_file_tree(place / "west", {path: "### Talk it over\n\nSing.\n"})
    propose(place / "west", [], place / "west.zip", "", "", False, False)

    assert taken(place / "midlands", place / "west.zip") == ["TAKEN"]

    assert (place / "midlands" / path).read_text(encoding="utf-8").endswith("### Talk it over\n\nSing.\n")
    assert run(["-C", "midlands", "check"]) in (0, 1)


def test_a_grandchild_adopts_the_hubs_words_in_place_of_its_parents(place: Path) -> None:
    assert run(["-C", "west", "update"]) == 0

    adopt(place / "west", "hub", ADDRESS, False, False)

    assert (place / "west" / WHY).read_text(encoding="utf-8").endswith("## Why it matters\n\nBecause of this.\n")


def test_a_session_of_a_siblings_own_is_adopted_whole(place: Path) -> None:
    build_file_tree(place / "midlands", {"pages/round-1/walk.md": "---\nminutes: 15\n---\n\n# A walk\n\nOut.\n"})

    adopt(place / "south", "midlands", "round-1/walk", False, False)

    assert (
        (place / "south" / "pages" / "round-1" / "walk.md").read_text(encoding="utf-8").endswith("# A walk\n\nOut.\n")
    )


def test_adopting_is_taken_back_by_undo_to_the_byte(place: Path) -> None:
    before = contents(place / "south")
    adopt(place / "south", "midlands", ADDRESS, False, False)

    assert run(["-C", "south", "undo"]) == 0

    assert contents(place / "south") == before


def test_a_dry_run_changes_no_byte(place: Path) -> None:
    file = offer(place)
    before = [contents(place / name) for name in ("hub", "midlands", "south")]

    accept(place / "hub", file, (), True)
    adopt(place / "south", "midlands", ADDRESS, False, True)
    propose(place / "midlands", [], place / "other.zip", "", "", False, True)

    assert [contents(place / name) for name in ("hub", "midlands", "south")] == before
    assert not (place / "other.zip").exists()


# What leaves, and what must not.


def test_nothing_leaves_that_the_list_does_not_name(place: Path) -> None:
    toml = place / "midlands" / "region.toml"
    own = '\n[variables]\nvenue = "Canary Hall"\n\n[round.round-1]\nleads = {how-ready = "Canaria"}\n'
    text = toml.read_text(encoding="utf-8").partition("[variables]")[0]
    toml.write_text(text + own, encoding="utf-8")
    build_file_tree(
        place / "midlands",
        {
            "private.toml": '[round.round-1]\njoin = "https://canary.example.org/join"\n',
            "overrides/round-1/next-steps/next-steps.after.md": "Canary notes.\n",
            "pages/round-1/canary.md": "---\nminutes: 5\n---\n\n# Canary page\n",
            "log/round-1-2026-01-20.toml": 'schema = 1\nround = "round-1"\ndate = 2026-01-20\nlessons = ["Canary."]\n',
        },
    )

    with zipfile.ZipFile(offer(place, ADDRESS)) as archive:
        everything = "".join(archive.read(name).decode() for name in archive.namelist())

    assert "anar" not in everything
    assert "Because it saves an hour." in everything


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Come to Canary Hall.", "what {{ venue }} stands for at yours"),
        ("Ask Canaria about it.", "the name of a person who leads a session"),
        ("The Midlands Group says so.", "the name of your group"),
        ("> We meet at Canary\n> Hall.", "what {{ venue }} stands for at yours"),
        ("In *Canary* **Hall**, or Canary&nbsp;Hall.", "what {{ venue }} stands for at yours"),
        ("In Canary-Hall.", "what {{ venue }} stands for at yours"),
    ],
)
def test_a_text_with_a_name_of_ones_own_is_refused_until_it_is_said_that_it_may_leave(
    place: Path, words: str, told: str
) -> None:
    toml = place / "midlands" / "region.toml"
    own = '[variables]\nvenue = "Canary Hall"\n\n[round.round-1]\nleads = {how-ready = "Canaria"}\n'
    toml.write_text(toml.read_text(encoding="utf-8").partition("[variables]")[0] + own, encoding="utf-8")
    build_file_tree(place / "midlands", {WHY: f"## Why it matters\n\n{words}\n"})

    with pytest.raises(KitError, match=told.replace("{", r"\{").replace("}", r"\}")):
        offer(place)
    assert not (place / "offer.zip").exists()

    with zipfile.ZipFile(offer(place, names_too=True)) as archive:
        assert words in archive.read("after/01.md").decode()


def test_a_joining_link_never_leaves(place: Path) -> None:
    link = "https://meet.example.org/abc"
    build_file_tree(
        place / "midlands",
        {"private.toml": f'[round.round-1]\njoin = "{link}"\n', WHY: f"## Why it matters\n\nJoin at {link} now.\n"},
    )

    with pytest.raises(KitError, match="a joining link of yours"):
        offer(place, names_too=True)


def test_a_section_about_which_a_question_is_open_is_not_offered(place: Path) -> None:
    page = place / "hub" / "round-1" / "how-ready.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Because of this.", "Because of that."), "utf-8")
    assert run(["-C", "midlands", "update"]) == 1

    with pytest.raises(KitError, match="A question about"):
        offer(place)


def test_a_region_that_changed_nothing_for_others_offers_nothing(place: Path) -> None:
    with pytest.raises(WrongUsage, match="changed nothing that others could take"):
        propose(place / "south", [], place / "x.zip", "", "", False, False)


# Proposals that are damaged, unsafe, or for somebody else.


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Return the zip with its files changed."""
    with zipfile.ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file


def settings(old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        assert old in files[FIRST].decode()
        files[FIRST] = files[FIRST].decode().replace(old, new).encode()

    return change


def file(name: str, data: str | bytes | None) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        files.pop(name, None)
        if data is not None:
            files[name] = data if isinstance(data, bytes) else data.encode()

    return change


CHANGE = f'[[change]]\nwhat = "field"\naddress = "{ADDRESS.split("#")[0]}:cut"\ntitle = "x"\ntext = "3"\n\n' * 2
HOSTILE = [
    (settings(f'address = "{ADDRESS}"', 'address = "../region#why"'), FindingsError, 3),
    (settings(f'address = "{ADDRESS}"', 'address = "conf.py"'), FindingsError, 3),
    (settings('id = "midlands"', 'id = "../../x"'), FindingsError, 1),
    (settings('name = "Midlands Group"', 'name = "Midlands <script>"'), FindingsError, 3),
    (settings('name = "Midlands Group"', 'name = "Mid\\u202elands"'), FindingsError, 3),
    (settings('id = "midlands"', 'id = "hub"'), KitError, 1),
    (settings('[for]\nid = "hub"', '[for]\nid = "other"'), KitError, 1),
    (settings("schema = 1", "schema = 99"), FindingsError, 1),
    (settings("schema = 1", "schema = 1\nrun = 'sh'"), FindingsError, 1),
    (file("conf.py", "import os"), FindingsError, 3),
    (file("../outside.md", "# Out\n"), Refused, 3),
    (file("after/01.md", None), FindingsError, 1),
    (file("after/01.md", b"\xff\xfe\x00"), FindingsError, 1),
    (file("after/01.md", "## Why it matters\n\n<script>alert(1)</script>\n"), FindingsError, 3),
    (file("after/01.md", "## Why it matters\n\n```{eval-rst}\n.. raw:: html\n```\n"), FindingsError, 3),
    (file("after/01.md", "## Why it matters\n\n![x](javascript:alert(1))\n"), FindingsError, 3),
    (file("after/01.md", "## Why it matters\n\n" + "x" * 2_000_000), FindingsError, 3),
    (file("after/01.md", "Because, anew.\n"), FindingsError, 1),
    (settings("[[change]]\n", CHANGE + "[[change]]\n"), FindingsError, 3),
    (settings(f'address = "{ADDRESS}"', 'address = "release-notes#x"'), FindingsError, 1),
    (file(FIRST, None), FindingsError, 1),
    (file(FIRST, "not toml ["), FindingsError, 1),
]


@pytest.mark.parametrize(("change", "error", "code"), HOSTILE)
def test_a_hostile_or_damaged_proposal_is_refused_and_changes_nothing(
    place: Path, change: Callable[[dict[str, bytes]], None], error: type[KitError], code: int
) -> None:
    wrong = rewritten(offer(place), change)
    before = contents(place / "hub")

    with pytest.raises(error) as refused:
        accept(place / "hub", wrong, (), False)

    assert refused.value.exit_code == code
    assert contents(place / "hub") == before


def test_a_zip_that_is_none_is_refused(place: Path) -> None:
    (place / "offer.zip").write_bytes(b"PK nothing of the kind")

    with pytest.raises(Refused):
        accept(place / "hub", place / "offer.zip", (), False)


def test_a_proposal_of_another_base_cannot_take_the_hubs_words_away_unasked(place: Path) -> None:
    wrong = rewritten(offer(place), file("before/01.md", "## Why it matters\n\nSomething that was never there.\n"))

    assert taken(place / "hub", wrong) == ["CONFLICT"]
    assert "Because of this." in (place / "hub" / "round-1" / "how-ready.md").read_text(encoding="utf-8")


def test_a_hub_takes_an_acceptance_back_to_the_byte(place: Path) -> None:
    file = offer(place)
    before = contents(place / "hub")
    accept(place / "hub", file, (), False)

    assert run(["-C", "hub", "undo"]) == 0

    assert contents(place / "hub") == before


def test_git_makes_a_commit_of_the_patch_that_says_what_accept_would(place: Path) -> None:
    def git(*words: str) -> str:
        who = ["-c", "user.name=Hub", "-c", "user.email=hub@example.org", "-c", "core.autocrlf=false"]
        done = subprocess.run(["git", *who, *words], cwd=place / "hub", check=True, capture_output=True, text=True)
        return done.stdout

    build_file_tree(place / "midlands", {"pages/round-1/walk.md": "---\nminutes: 15\n---\n\n# A walk\n\nOut."})
    with zipfile.ZipFile(offer(place, by="Sam Okafor")) as archive:
        (place / "changes.patch").write_bytes(archive.read("changes.patch"))
    git("init", "-q")
    git("add", "--all")
    git("commit", "-q", "-m", "The hub")
    git("switch", "-q", "-c", "from-midlands")

    git("am", "-q", str(place / "changes.patch"))

    assert git("log", "-1", "--format=%an|%s") == "Sam Okafor for Midlands Group|Take changes from Midlands Group\n"
    by_git = contents(place / "hub")
    git("switch", "-q", "-")
    accept(place / "hub", place / "offer.zip", (), False)
    ours = {path: data for path, data in contents(place / "hub").items() if path.endswith(".md")}
    assert {path: data for path, data in by_git.items() if path.endswith(".md")} == ours


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("replace", "## What it is for\n\nAn hour.\n", 'to = "round-1/how-ready#what-it-is-for"'),
        ("remove", "No time for it.\n", f'address = "{ADDRESS}"'),
    ],
)
def test_a_heading_that_a_hub_takes_over_is_a_move_so_that_others_follow_and_it_can_be_released(
    place: Path, file: str, text: str, told: str
) -> None:
    (place / "midlands" / WHY).unlink()
    build_file_tree(place / "midlands", {WHY.replace("replace", file): text})
    assert run(["-C", "hub", "release", "2026.1"]) == 0

    assert taken(place / "hub", offer(place)) == ["TAKEN"]

    assert told in (place / "hub" / "moves.toml").read_text(encoding="utf-8")
    assert run(["-C", "hub", "release", "2026.2"]) == 0
    assert run(["-C", "midlands", "update"]) == 0
    assert not list((place / "midlands" / "overrides").rglob("*.md"))


def test_a_reason_that_names_the_venue_is_refused_as_a_text_is(place: Path) -> None:
    toml = place / "midlands" / "region.toml"
    text = toml.read_text(encoding="utf-8").partition("[variables]")[0]
    toml.write_text(text + '[variables]\nvenue = "Canary Hall"\n', encoding="utf-8")

    with pytest.raises(KitError, match="--why has “Canary Hall”"):
        propose(place / "midlands", [], place / "x.zip", "", "As we did at the Canary Hall.", False, False)


def test_a_region_with_mistakes_offers_nothing(place: Path) -> None:
    build_file_tree(place / "midlands", {WHY: "Because, anew.\n"})

    with pytest.raises(FindingsError):
        offer(place)


def test_a_heading_that_another_section_has_too_leads_to_the_one_that_was_changed(place: Path) -> None:
    build_file_tree(place / "midlands", {WHY: "## Talk it over\n\nNew.\n"})

    accept(place / "hub", offer(place), (), False)

    assert 'to = "round-1/how-ready#talk-it-over-2"' in (place / "hub" / "moves.toml").read_text(encoding="utf-8")
    assert run(["-C", "midlands", "update"]) == 0
    assert not list((place / "midlands" / "overrides").rglob("*.md"))


def test_what_a_group_adopted_and_passes_on_is_credited_to_both(place: Path) -> None:
    adopt(place / "south", "midlands", ADDRESS, False, False)
    propose(place / "south", [], place / "south.zip", "", "", False, False)

    accept(place / "hub", place / "south.zip", (), False)

    assert credited(place / "hub") == [(ADDRESS, "Midlands Group"), (ADDRESS, "South Group")]


def test_a_byte_order_mark_in_a_proposal_is_none_of_its_words(place: Path) -> None:
    text = "\ufeff## Why it matters\r\rBecause it saves an hour.\r"

    accept(place / "hub", rewritten(offer(place), file("after/01.md", text)), (), False)

    page = (place / "hub" / "round-1" / "how-ready.md").read_text(encoding="utf-8")
    assert page.endswith("## Why it matters\n\nBecause it saves an hour.\n")
    assert not (place / "hub" / "moves.toml").exists()
