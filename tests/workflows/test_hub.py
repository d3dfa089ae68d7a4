"""The workflows of the repository in which the kit and its hub lie."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from kit import __version__
from kit.franchise.repository import repository_files
from tests.helpers import build_file_tree
from tests.network.regions import write_regions
from tests.workflows.linting import lint, pinned
from tests.workflows.runner import Forge, Run, play

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))
}
REGIONS = {path: text for path, text in repository_files("x").items() if path.startswith(".github/workflows/")}


def test_actions_are_pinned_as_those_of_regions_are() -> None:
    assert pinned(WORKFLOWS).items() <= pinned(REGIONS).items()


def test_a_workflow_may_do_nothing_but_what_a_job_says() -> None:
    jobs = [job for text in WORKFLOWS.values() for job in yaml.safe_load(text)["jobs"].values()]

    assert all(yaml.safe_load(text)["permissions"] == {} for text in WORKFLOWS.values())
    assert all("permissions" in job and "timeout-minutes" in job for job in jobs)
    assert [job["name"] for job in jobs if "write" in job["permissions"].values()] == [
        "Keep",
        "Publish the sites",
        "Publish",
    ]
    assert [job["name"] for job in jobs if "secrets" in str(job)] == ["Tell regions"]


@pytest.mark.slow
def test_they_are_valid_and_safe_by_the_rules_of_others(tmp_path: Path) -> None:
    lint(WORKFLOWS, tmp_path)


def git(place: Path, *words: str | Path) -> None:
    who = ["-c", "user.name=Sam", "-c", "user.email=sam@example.org"]
    subprocess.run(["git", "-C", place, *who, *words], check=True, capture_output=True)


def forge_with(place: Path, changes: Mapping[str, str]) -> Forge:
    """Return a forge beside whose repository lies a folder with the files that are here, and with ``changes``."""
    if subprocess.run(["git", "-C", ROOT, "rev-parse"], capture_output=True, check=False).returncode:
        pytest.skip("The kit's folder is no git repository here.")
    made = Forge(place)
    listed = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split("\0")
    files = {name: (ROOT / name).read_bytes() for name in names if name and (ROOT / name).is_file()}
    git(build_file_tree(made.place / "hub", {**files, **changes}), "init", "-q", "-b", "main")
    return made


@pytest.fixture(scope="module")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Forge:
    """The repository as it is here, with a section of the changelog for this version, ready for a tag."""
    release = f"## Unreleased\n\n## {__version__}\n\n- The first release.\n\n## 0.0.0\n"
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").replace("## Unreleased\n", release, 1)
    asked = "# who asked\nexample/west\nstranger/group\nexample/east\n"
    changes = {"CHANGELOG.md": changelog, ".github/regions.txt": asked}
    made = forge_with(tmp_path_factory.mktemp("forge") / "forge", changes)
    here = made.place / "hub"
    words = [sys.executable, "scripts/release.py", "--wheel"]
    subprocess.run(words, cwd=here, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(here)})
    return made


def tag(forge: Forge, name: str) -> None:
    """Commit what lies in the hub's folder, and give it a tag."""
    git(forge.place / "hub", "add", "--all")
    git(forge.place / "hub", "commit", "-q", "--allow-empty", "-m", "Get ready")
    git(forge.place / "hub", "tag", name)
    git(forge.place / "hub", "push", "-q", forge.bare, "main", name)


def good(run: Run) -> Run:
    assert "failure" not in run.results.values(), run.printed
    return run


@pytest.mark.slow
def test_a_tag_makes_the_release_and_starts_the_update_of_regions(forge: Forge) -> None:
    tag(forge, f"v{__version__}")

    run = good(play(forge, "release", f"v{__version__}", secrets={"REGIONS_TOKEN": "a-token"}))

    release = forge.read()["releases"][f"v{__version__}"]
    assert release["body"] == "- The first release.\n"
    assert sorted(release["files"]) == sorted(
        [
            f"peerkit-{__version__}-py3-none-any.whl",
            f"peerkit-{__version__}.tar.gz",
            f"peerkit-{__version__}.cdx.json",
            "SHA256SUMS",
            "hub.zip",
            "licences.md",
            "template.zip",
        ]
    )
    assert [words[2] for words in forge.read()["started"]] == ["example/west", "example/east"]
    assert re.findall(r"- (.*)", run.summary) == [
        "example/west: told",
        "stranger/group: could not be told",
        "example/east: told",
    ]


@pytest.mark.slow
def test_a_tag_that_is_not_the_version_makes_none(forge: Forge) -> None:
    tag(forge, "v9.9.9")

    run = play(forge, "release", "v9.9.9")

    assert run.results == {"build": "failure", "publish": "skipped", "tell": "skipped"}
    assert f"The tag is v9.9.9, and kit/__init__.py says {__version__}." in run.printed


@pytest.mark.slow
def test_regions_are_divided_built_and_published_and_one_with_a_mistake_keeps_its_site(tmp_path: Path) -> None:
    forge = forge_with(tmp_path / "forge", {})
    hub = forge.place / "hub"
    for one in write_regions(tmp_path, [[], ["a section"]]):
        shutil.copytree(one, hub / "regions" / one.name)
    tag(forge, "regions")
    good(play(forge, "network"))
    assert {path.parent.name for path in forge.pages.glob("*/site")} == {"region-0", "region-1"}
    assert not list(forge.pages.glob("*/decks")) + list(forge.pages.glob("*/messages"))

    (hub / "regions" / "region-1" / "pages" / "new.md").write_text("# New\n\n[no](nowhere.md)\n", encoding="utf-8")
    shutil.rmtree(hub / "regions" / "region-0")
    tag(forge, "a-mistake")
    run = play(forge, "network")

    assert run.results == {"plan": "success", "build": "failure", "index": "success", "publish": "success"}
    assert {path.parent.name for path in forge.pages.glob("*/site")} == {"region-1"}
    assert "regions/region-1/pages/new.md:3: error:" in run.printed


def test_gitlab_publishes_the_same_with_the_same_words() -> None:
    """It has no runner here; so its commands are held against those that were played."""
    there = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    ours = WORKFLOWS[".github/workflows/network.yml"].replace("--shards 4", '--shards "$CI_NODE_TOTAL"')
    ours = re.sub(r"\s+", " ", ours.replace('"$SHARD"', '"$CI_NODE_INDEX"'))
    commands = [line for job in ("build", "pages") for line in there[job]["script"] if "kit network" in line]

    assert len(commands) == 2
    assert all(line in ours for line in commands)
    assert all(line in ours for line in there["default"]["before_script"])
    assert "messages" not in str(there)
