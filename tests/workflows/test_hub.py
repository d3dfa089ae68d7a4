"""The workflows of the repository in which the kit and its hub lie."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kit import __version__
from kit.franchise.repository import repository_files
from tests.helpers import build_file_tree
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
    assert [job["name"] for job in jobs if "write" in job["permissions"].values()] == ["Keep", "Publish"]
    assert [job["name"] for job in jobs if "secrets" in str(job)] == ["Tell regions"]


@pytest.mark.slow
def test_they_are_valid_and_safe_by_the_rules_of_others(tmp_path: Path) -> None:
    lint(WORKFLOWS, tmp_path)


def git(place: Path, *words: str | Path) -> None:
    who = ["-c", "user.name=Sam", "-c", "user.email=sam@example.org"]
    subprocess.run(["git", "-C", place, *who, *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Forge:
    """The repository as it is here, with a section of the changelog for this version, ready for a tag."""
    if subprocess.run(["git", "-C", ROOT, "rev-parse"], capture_output=True, check=False).returncode:
        pytest.skip("The kit's folder is no git repository here.")
    made = Forge(tmp_path_factory.mktemp("forge") / "forge")
    listed = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split("\0")
    files = {name: (ROOT / name).read_bytes() for name in names if name and (ROOT / name).is_file()}
    release = f"## Unreleased\n\n## {__version__}\n\n- The first release.\n\n## 0.0.0\n"
    changelog = files["CHANGELOG.md"].decode().replace("## Unreleased\n", release, 1)
    asked = "# who asked\nexample/west\nstranger/group\nexample/east\n"
    here = build_file_tree(made.place / "hub", {**files, "CHANGELOG.md": changelog, ".github/regions.txt": asked})
    git(here, "init", "-q", "-b", "main")
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
