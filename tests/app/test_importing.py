"""Foreign material becomes a draft: no word is lost, the hub stays whole, and each place to look at is named."""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from kit.app.check import check
from kit.app.importing import Drafted, import_round
from kit.cli.run import run
from kit.model.errors import EnvironmentTrouble, FindingsError, WrongUsage
from kit.model.findings import Code, Level
from kit.system.extras import install_command
from tests.helpers import build_file_tree
from tests.imports import CASES, HUB, KINDS, SINGLE, WORD_TEXTS, markup, source_of, source_words, word_plan, words
from tests.source.office.test_documents import HOSTILE, document


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small hub into which all cases were imported, each as a round of its own."""
    return build_file_tree(tmp_path_factory.mktemp("all") / "sessions", HUB)


@pytest.fixture(scope="module")
def drafts(hub: Path) -> dict[str, Drafted]:
    return {kind: import_round(hub, source_of(kind), f"r-{kind}", False)[0] for kind in KINDS}


def pages(hub: Path, kind: str) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((hub / f"r-{kind}").glob("*.md"))}


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_is_lost(hub: Path, drafts: dict[str, Drafted], kind: str) -> None:
    report = (hub / drafts[kind].report).read_text(encoding="utf-8")
    rows = re.findall(r"^\| \S+\.md \| (.+?) \|$", report, re.MULTILINE)
    files = {CASES / kind / "source" / row.replace("\\", "") for row in rows}
    made = sum((words(text) for text in pages(hub, kind).values()), Counter[str]())

    assert source_words(files) - made - markup(kind) == Counter()


@pytest.mark.parametrize("kind", KINDS)
def test_the_report_names_each_place(hub: Path, drafts: dict[str, Drafted], kind: str) -> None:
    report = (hub / drafts[kind].report).read_text(encoding="utf-8").replace("\\", "")
    wanted = (CASES / kind / "told.txt").read_text(encoding="utf-8").splitlines()
    lines = report.splitlines()

    missing = [one for one in wanted if not any(_tells(line, *one.split("\t")) for line in lines)]
    assert missing == []


def _tells(line: str, place: str, said: str) -> bool:
    return line.startswith(f"- **{place}**: ") and said in line


@pytest.mark.parametrize("kind", KINDS)
def test_pages_hold_what_the_source_means(hub: Path, drafts: dict[str, Drafted], kind: str) -> None:
    made = pages(hub, kind)
    wanted = (CASES / kind / "holds.txt").read_text(encoding="utf-8").splitlines()

    missing = [one for one in wanted if one.partition("\t")[2].replace("⏎", "\n") not in made[one.partition("\t")[0]]]
    assert missing == []


def test_the_hub_has_no_error_afterwards(hub: Path, drafts: dict[str, Drafted]) -> None:
    assert [one for one in check(hub).findings if one.level is Level.ERROR] == []


@pytest.mark.slow
def test_the_hub_builds_afterwards(hub: Path, drafts: dict[str, Drafted], tmp_path: Path) -> None:
    assert run(["-C", str(hub), "build", "--out", str(tmp_path / "out")]) == 0
    for kind in KINDS:
        assert (tmp_path / "out" / "site" / f"r-{kind}" / "index.html").is_file()
        assert (tmp_path / "out" / "decks" / f"r-{kind}.pptx").is_file()


def test_a_word_document_becomes_a_round(tmp_path: Path) -> None:
    hub = build_file_tree(tmp_path / "sessions", {**HUB, "../plan.docx": word_plan()})
    made, _ = import_round(hub, tmp_path / "plan.docx", "clinic", False)
    text = "\n".join(path.read_text(encoding="utf-8") for path in (hub / "clinic").glob("*.md"))
    lost = sum((words(one) for one in WORD_TEXTS), Counter[str]()) - words(text)

    assert (made.title, made.sessions) == ("A clinic for services", ("say-hello", "in-pairs"))
    assert lost == Counter()
    assert "quickly" in text
    assert "nevermore" not in text
    assert ":::{activity} Exercise: draw it\n:minutes: " in text
    assert ":::{facilitator} Notes for the facilitator\n\nBring tea | and biscuits." in text
    assert "![To be described: plan picture](pictures/plan-picture.png)" in text
    assert "| Who | Minutes |" in text
    assert [one.message for one in made.found if "foot" in one.message] != []
    assert {one.line for one in made.found} == {None}
    assert [one.message for one in made.found if 'under "Exercise: draw it"' in one.message] != []
    assert [one for one in check(hub).findings if one.level is Level.ERROR] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_an_unsafe_word_document_is_refused_and_nothing_written(tmp_path: Path, name: str) -> None:
    hub = build_file_tree(tmp_path / "sessions", {**HUB, "../plan.docx": document(HOSTILE[name][0])})

    with pytest.raises(FindingsError) as raised:
        import_round(hub, tmp_path / "plan.docx", "clinic", False)
    assert [one.code for one in raised.value.findings] == [HOSTILE[name][1]]
    assert sorted(path.name for path in hub.iterdir() if not path.name.startswith(".")) == ["hub.toml", "index.md"]


def test_without_what_reads_word_one_sentence_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mammoth", None)
    hub = build_file_tree(tmp_path / "sessions", {**HUB, "../plan.docx": word_plan()})

    with pytest.raises(EnvironmentTrouble) as raised:
        import_round(hub, tmp_path / "plan.docx", "clinic", False)
    assert raised.value.hint == f"Install it with: {install_command('word')}"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    hub = build_file_tree(tmp_path / "sessions", {**HUB, "../plan.md": b"# A plan\n\nWords.\n"})
    import_round(hub, tmp_path / "plan.md", "clinic", False)

    with pytest.raises(WrongUsage, match="clinic is there already"):
        import_round(hub, tmp_path / "plan.md", "clinic", False)


def test_undo_takes_an_import_back(tmp_path: Path) -> None:
    hub = build_file_tree(tmp_path / "sessions", {**HUB, "../plan.md": b"# A plan\n\nWords.\n"})
    assert run(["-C", str(hub), "import", str(tmp_path / "plan.md"), "--round", "clinic"]) == 0
    assert (hub / "review" / "imported-clinic.md").is_file()

    assert run(["-C", str(hub), "undo"]) == 0
    assert [path.name for path in hub.rglob("*.md")] == ["index.md"]


def test_a_region_imports_into_pages_of_its_own(tmp_path: Path) -> None:
    build_file_tree(
        tmp_path, {**{f"hub/{path}": data for path, data in HUB.items()}, "plan.md": "# A plan\n\nWords.\n"}
    )
    where = ["fork", str(tmp_path / "west"), "--from", str(tmp_path / "hub"), "--name", "West Group"]
    assert run([*where, "--no-kit", "--no-input"]) == 0
    made, _ = import_round(tmp_path / "west", tmp_path / "plan.md", "clinic", False)

    assert made.folder == "pages/clinic"
    assert "# A plan" in (tmp_path / "west" / "pages" / "clinic" / "plan.md").read_text(encoding="utf-8")
    found = check(tmp_path / "west").findings
    assert [one for one in found if one.level is Level.ERROR or one.code is Code.OPEN_QUESTION] == []


def test_links_in_the_folder_are_not_followed(tmp_path: Path) -> None:
    hub = build_file_tree(tmp_path / "sessions", HUB)
    build_file_tree(tmp_path / "old", {"a.md": "# A\n\n![A cat](cat.png)\n"})
    (tmp_path / "secret.png").write_bytes(b"secret")
    (tmp_path / "old" / "cat.png").symlink_to(tmp_path / "secret.png")
    made, _ = import_round(hub, tmp_path / "old", "clinic", False)

    assert "(Picture: A cat)" in (hub / "clinic" / "a.md").read_text(encoding="utf-8")
    assert Code.UNSAFE_SYMLINK in [one.code for one in made.found]


def test_a_zip_is_read_like_its_folder(tmp_path: Path) -> None:
    hub = build_file_tree(tmp_path / "sessions", HUB)
    packed = shutil.make_archive(str(tmp_path / "lesson"), "zip", CASES / "jekyll", "source")
    made, _ = import_round(hub, Path(packed), "clinic", False)

    assert (made.title, made.sessions) == ("Talking with residents", ("listen", "write"))


def test_a_dry_run_writes_nothing_and_shows_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hub = build_file_tree(tmp_path / "sessions", HUB)
    words = ["-C", str(hub), "import", str(CASES / "jekyll" / "source"), "--round", "clinic"]

    assert run([*words, "-n"]) == 0
    assert "Would make “Talking with residents”" in capsys.readouterr().err
    assert sorted(path.name for path in hub.iterdir() if not path.name.startswith(".")) == ["hub.toml", "index.md"]


@pytest.mark.parametrize(
    ("source", "said"),
    [("gone.md", "There is no file"), ("slides.pptx", "of a kind that cannot be read here"), ("empty", "no page here")],
)
def test_what_cannot_be_imported_is_said_in_a_sentence(tmp_path: Path, source: str, said: str) -> None:
    hub = build_file_tree(tmp_path / "sessions", {**HUB, "../slides.pptx": b"PK"})
    (tmp_path / "empty").mkdir()

    with pytest.raises((WrongUsage, FindingsError), match=said):
        import_round(hub, tmp_path / source, "clinic", False)


def test_every_case_is_imported() -> None:
    assert sorted(path.name for path in CASES.iterdir() if path.is_dir()) == sorted(KINDS)
    assert set(SINGLE) < set(KINDS)
