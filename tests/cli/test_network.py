"""``peerkit network`` as people type it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.cli.run import run
from tests.network.regions import write_regions


@pytest.fixture
def regions(tmp_path: Path) -> list[str]:
    return [str(one) for one in write_regions(tmp_path, [[], ["a section"]])]


def test_regions_are_built_and_listed(regions: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    code = run(["network", "build", *regions, "--out", str(out), "--only", "site", "--jobs", "1"])
    said = capsys.readouterr().err

    assert code == 0
    assert "2 of 2: region-1 is built" in said
    assert f"Built 2 groups in {out}." in said
    assert (out / "region-1" / "site" / "index.html").is_file()


def test_what_is_to_be_mended_is_told_with_the_folder_before_each_place(
    regions: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = Path(regions[1], "pages", "round-1", "ours.md")
    page.write_text(page.read_text(encoding="utf-8") + "\n[nowhere](nowhere.md)\n", encoding="utf-8")
    code = run(["network", "build", *regions, "--out", str(tmp_path / "out"), "--only", "site", "--jobs", "1"])
    said = capsys.readouterr().err

    assert code == 1
    assert f"{page.as_posix()}:9: error: " in said
    assert "Not built: region-1. What they had before is as it was." in said
    assert f"Next: peerkit -C {regions[1]} check" in said


def test_a_plan_is_a_matrix_and_its_parts_build_the_whole(
    regions: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["network", "plan", *regions, "--shards", "2", "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    out = str(tmp_path / "out")
    for row in plan["include"]:
        part = ["--shards", "2", "--shard", str(row["shard"])]
        assert run(["network", "build", *regions, *part, "--out", out, "--only", "site", "--jobs", "1"]) == 0

    assert [row["regions"] for row in plan["include"]] == [[regions[0]], [regions[1]]]
    assert run(["network", "index", "--out", out]) == 0
    assert "Listed 2 groups" in capsys.readouterr().err


def test_a_region_that_no_machine_could_build_keeps_the_site_that_it_had(
    regions: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier, out = tmp_path / "earlier", tmp_path / "out"
    part = ["--only", "site", "--jobs", "1", "--out"]
    assert run(["network", "build", *regions, *part, str(earlier)]) == 0
    (earlier / "gone").mkdir()
    Path(regions[1], "region.toml").write_text("schema = 1\nid = 'region-1'\n", encoding="utf-8")
    assert run(["network", "build", *regions, *part, str(out)]) == 1

    assert run(["network", "index", *regions, "--earlier", str(earlier), "--out", str(out)]) == 0
    assert "Listed 2 groups" in capsys.readouterr().err
    assert (out / "region-1" / "site" / "index.html").is_file()
    assert not (out / "gone").exists()


def test_where_no_region_can_be_built_each_is_told_all_the_same(
    regions: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(regions[0], "region.toml").write_text("schema = = 1\n", encoding="utf-8")

    assert run(["network", "build", regions[0], "--out", str(tmp_path / "out")]) == 1
    assert "Built 0 groups" in capsys.readouterr().err


def test_a_machine_for_which_no_region_is_left_builds_none(regions: list[str], tmp_path: Path) -> None:
    words = ["network", "build", *regions, "--shards", "3", "--shard", "3", "--out", str(tmp_path / "out")]

    assert run(words) == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["build"], "No region is named."),
        (["build", "REGION", "--shard", "1"], "--shards and --shard belong together."),
        (["build", "REGION", "--shards", "2", "--shard", "3"], "There is no part 3 of 2."),
        (["index", "--out", "nowhere"], "nowhere is not a folder."),
        (["build", "REGION", "--scheduler", "tcp://127.0.0.1:9"], "No Dask scheduler answers"),
    ],
)
def test_wrong_words_are_answered_in_a_sentence(
    words: list[str], told: str, regions: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["network", *(regions[0] if word == "REGION" else word for word in words)])

    assert code in (2, 4)
    assert told in capsys.readouterr().err
