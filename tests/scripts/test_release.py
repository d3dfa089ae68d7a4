"""A release holds everything, says what it is made of, and is refused where something is not ready."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import sys
import tarfile
import zipfile
from email.message import Message
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kit import __version__
from kit.cli.run import run

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import licences  # noqa: E402
import release  # noqa: E402
import sbom  # noqa: E402

CHANGES = "# Changelog\n\n## Unreleased\n\n## 0.3.0\n\n## [0.2.0] (1 May 2027)\n\n- Two.\n\n## 0.1.0\n\n- One.\n"


def test_the_version_stands_in_one_place() -> None:
    assert release.version() == __version__
    assert importlib.metadata.version("peerkit") == __version__


@pytest.mark.parametrize(("version", "text"), [("0.1.0", "- One.\n"), ("0.2.0", "- Two.\n")])
def test_what_is_new_is_the_section_of_the_changelog(version: str, text: str) -> None:
    assert release.notes(CHANGES, version) == text


@pytest.mark.parametrize("version", ["0.3.0", "0.4.0", "0.1"])
def test_a_version_of_which_the_changelog_says_nothing_is_refused(version: str) -> None:
    with pytest.raises(SystemExit, match=f"CHANGELOG.md has no section for {version}"):
        release.notes(CHANGES, version)


@pytest.mark.parametrize(
    ("licence", "permissive"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-2-Clause", True),
        ("GPL-3.0-or-later OR MIT", True),
        ("MIT AND PSF-2.0", True),
        ("MIT AND GPL-3.0-only", False),
        ("LGPL-2.1", False),
        ("Proprietary", False),
        ("none told", False),
    ],
)
def test_a_licence_is_permissive_or_somebody_has_to_look(licence: str, permissive: bool) -> None:
    assert licences.Licensed("package", "1", licence).permissive is permissive


def needed() -> set[str]:
    """Return the names of all packages that the kit needs here, those that others need among them."""
    found: set[str] = set()
    waiting = ["peerkit"]
    while waiting:
        for one in map(Requirement, importlib.metadata.requires(waiting.pop()) or ()):
            name = canonicalize_name(one.name)
            if name not in found and (one.marker is None or one.marker.evaluate({"extra": ""})):
                found.add(name)
                waiting.append(name)
    return found


def test_each_package_that_the_kit_needs_has_a_permissive_licence() -> None:
    packages = licences.licensed(map(importlib.metadata.distribution, needed()))

    assert len(packages) > 20
    assert [one for one in packages if not one.permissive] == []


def test_a_package_without_a_word_on_its_licence_is_looked_at() -> None:
    class Silent(importlib.metadata.PathDistribution):
        def __init__(self) -> None:
            pass

        @property
        def metadata(self) -> Message:  # type: ignore[override]
            said = Message()
            said["Name"], said["Version"] = "silent", "1"
            return said

    (one,) = licences.licensed([Silent()])
    assert (one.licence, one.permissive) == ("none told", False)


def test_files_of_others_stand_in_the_table_beside_them_with_their_licence() -> None:
    said = {path for one in sbom.vendored() for path in (*one.files, one.files[0].parent / one.text)}
    there = {path for folder in sbom.FOLDERS for path in (ROOT / folder).iterdir() if path.name != "README.md"}

    assert said == there
    assert {one.licence for one in sbom.vendored()} == {"MIT", "OFL-1.1"}
    listed = {path.parent for path in (ROOT / "kit").rglob("*-LICENSE.txt")} | {ROOT / "kit/render/fonts"}
    assert {(ROOT / folder) for folder in sbom.FOLDERS} == listed


def ours(folder: str, as_if: str) -> dict[str, Path]:
    """Return the files of a folder of the repository by the names that they have in a package."""
    paths = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return {f"{as_if}/{path.relative_to(ROOT / folder).as_posix()}": path for path in paths}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the sources."""
    out = tmp_path_factory.mktemp("release") / "dist"
    release.built(out)  # which refuses where the sources give another wheel
    return out


@pytest.mark.slow
def test_the_wheel_holds_the_kit_the_hub_and_all_licences(made: Path) -> None:
    (wheel,) = made.glob("*.whl")
    wanted = {**ours("kit", "kit"), **ours("sessions", "kit/builtin")}
    about = f"peerkit-{__version__}.dist-info"
    with zipfile.ZipFile(wheel) as opened:
        there = {name: opened.read(name) for name in opened.namelist() if not name.startswith(about)}
        beside = {name.removeprefix(f"{about}/") for name in opened.namelist() if name.startswith(about)}

    assert there == {name: path.read_bytes() for name, path in wanted.items()}
    texts = {path.relative_to(ROOT).as_posix() for path in (ROOT / "kit").rglob("*-LICENSE.txt")}
    texts |= {path.relative_to(ROOT).as_posix() for path in (ROOT / "kit").rglob("*-OFL.txt")}
    assert beside >= {f"licenses/{name}" for name in (*texts, "LICENSE", "LICENSE-CONTENT")}


@pytest.mark.slow
def test_the_sources_hold_all_that_a_contributor_needs(made: Path) -> None:
    (sdist,) = made.glob("*.tar.gz")
    with tarfile.open(sdist) as opened:
        there = {name.partition("/")[2] for name in opened.getnames()}
    wanted = {
        name
        for folder in ("kit", "sessions", "docs", "tests", "scripts", ".ci", ".github")
        for name in ours(folder, folder)
    }
    ignored = {name for name in wanted if re.search(r"(^|/)(_build|editing|dist)/", name)}

    assert wanted - ignored - there == set()
    assert {"pyproject.toml", "Makefile", "make.bat", "README.md", "CHANGELOG.md", "SECURITY.md"} <= there
    assert not any(name.startswith("wheel/") for name in there)


@pytest.mark.slow
def test_the_list_of_what_it_is_made_of_names_packages_and_files_of_others() -> None:
    listed = json.loads(sbom.sbom(Path(sys.executable), __version__))
    parts = {str(canonicalize_name(one["name"])): one for one in listed["components"]}

    assert listed["bomFormat"] == "CycloneDX"
    assert listed["metadata"]["component"]["version"] == __version__
    assert needed() <= parts.keys()
    (font,) = (one for one in parts["inter"]["components"] if one["name"].endswith("Inter.ttf"))
    assert font["hashes"][0]["content"] == hashlib.sha256((ROOT / font["name"]).read_bytes()).hexdigest()


def test_of_two_kits_what_is_in_them_counts_and_not_how_they_were_pressed(tmp_path: Path) -> None:
    def kit(level: int, text: str) -> dict[str, bytes]:
        with zipfile.ZipFile(tmp_path / "wheel.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=level) as made:
            made.writestr("kit/__init__.py", text * 999)
        return {"wheel/peerkit-1-py3-none-any.whl": (tmp_path / "wheel.zip").read_bytes(), "wheel/install.sh": b"x"}

    assert kit(1, "some text, ") != kit(9, "some text, ")
    assert release.same_kit(kit(1, "some text, "), kit(9, "some text, "))
    assert not release.same_kit(kit(1, "some text, "), kit(1, "other text, "))


@pytest.mark.slow
def test_a_region_forks_from_the_hub_as_a_release_packs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {**release.below(ROOT / "sessions"), "wheel/install.sh": b"x"}
    (tmp_path / "hub.zip").write_bytes(release.zipped(files))
    monkeypatch.chdir(tmp_path)

    values = ["--set", "venue=Town Hall", "--set", "contact=peers@example.org"]
    assert run(["fork", "region", "--name", "Region", "--from", "hub.zip", "--no-kit", *values]) == 0
    assert run(["-C", "region", "check"]) == 0
