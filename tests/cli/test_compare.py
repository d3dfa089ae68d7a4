"""``peerkit compare``: regions side by side on the screen, as JSON and as a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.cli.run import run
from tests.helpers import build_file_tree
from tests.regions import REGION_TOML, hub_files, region_files

OURS = "## Why it matters\n\nBecause we <b>say</b> so.\n"


@pytest.fixture
def regions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ours = {"overrides/round-1/how-ready/why-it-matters.replace.md": OURS}
    build_file_tree(tmp_path / "midlands", region_files(ours))
    south = REGION_TOML.replace("midlands", "south").replace("Midlands", "South")
    dropped = '[[round.round-1.agenda]]\ndrop = "next-steps"\n'
    build_file_tree(tmp_path / "south", {**region_files({}), "region.toml": south + dropped})
    build_file_tree(tmp_path / "hub", hub_files())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_table_says_what_each_region_made_of_each_session(
    regions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", "midlands", "south"]) == 0

    rows = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "midlands south" in rows
    assert "How ready are we? varied 3/4 shared" in rows
    assert "Next steps shared dropped" in rows
    assert "kept 80% 80%" in rows
    assert "The core, which everyone keeps: 3 of 5 sections" in rows


def test_json_holds_both_texts_of_a_section_that_differs(regions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "midlands", "south", "--json"]) == 0

    data = json.loads(capsys.readouterr().out)
    first = data["rounds"][0]["sessions"][0]
    assert [one["id"] for one in data["regions"]] == ["midlands", "south"]
    assert first["regions"]["midlands"] == {"states": ["varied"], "kept": 3, "of": 4, "minutes": 20}
    assert first["sections"][0]["address"] == "round-1/how-ready#why-it-matters"
    assert first["sections"][0]["hub"].strip() == "## Why it matters\n\nBecause of this."
    assert first["sections"][0]["regions"] == {"midlands": OURS}
    assert data["rounds"][0]["kept"] == {"midlands": 0.8, "south": 0.8}


def test_the_page_marks_what_changed_and_escapes_what_regions_wrote(regions: Path) -> None:
    assert run(["compare", "midlands", "south", "--out", "compared.html"]) == 0
    assert run(["compare", "midlands", "south", "--out", "compared.html"]) == 0  # over its own, once more

    page = Path("compared.html").read_text(encoding="utf-8")
    assert "Because <del>of this.</del><ins>we &lt;b&gt;say&lt;/b&gt; so.</ins>" in page
    assert "default-src 'none'" in page.replace("&#39;", "'")


def test_a_page_of_somebody_else_s_is_not_written_over(regions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.html").write_text("<!DOCTYPE html>\n<p>Mine.\n", encoding="utf-8")

    assert run(["compare", "midlands", "south", "--out", "mine.html"]) == 4

    assert Path("mine.html").read_text(encoding="utf-8") == "<!DOCTYPE html>\n<p>Mine.\n"
    assert "choose another place with --out" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("names", "code", "said"),
    [
        (["hub"], 2, "nothing to compare"),
        (["midlands", "midlands"], 2, "Two of these regions have the id midlands"),
        (["midlands", "nowhere"], 2, "nowhere"),
    ],
)
def test_what_cannot_be_compared_is_said(
    regions: Path, capsys: pytest.CaptureFixture[str], names: list[str], code: int, said: str
) -> None:
    assert run(["compare", *names]) == code

    assert said in capsys.readouterr().err


def test_a_mistake_in_a_region_names_the_region_and_the_file(regions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (regions / "south" / "region.toml").write_text("name = \n", encoding="utf-8")

    assert run(["compare", "midlands", "south"]) == 1

    assert "south/region.toml:1" in capsys.readouterr().err.replace("\\", "/")
