"""Reading a hub from a git address: files only, by tag, and nothing of git's own comes along."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.app.fork import Wishes, start
from kit.franchise.upstream.git import cloned, environment, is_address
from kit.franchise.upstream.sources import reach
from kit.model.errors import EnvironmentTrouble
from tests.helpers import build_file_tree
from tests.regions import HUB, HUB_TOML

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A repository with a hub under sessions/ in two versions, and a hook that must never run."""
    place = tmp_path / "repository"
    build_file_tree(place / "sessions", HUB)
    marker = tmp_path / "hook-ran"
    steps = [["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "one"], ["tag", "v2026.1"]]
    for step in steps:
        git(place, *step)
    (place / "sessions" / "hub.toml").write_text(HUB_TOML.replace("2026.1", "2026.2"))
    git(place, "commit", "-q", "-a", "-m", "two")
    hook = place / ".git" / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {marker}\n")
    hook.chmod(0o755)
    return place.as_uri()


def git(place: Path, *arguments: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", *who, "-C", str(place), *arguments], check=True, capture_output=True)


@pytest.mark.parametrize(
    "text", ["https://example.org/hub.git", "ssh://git@example.org/hub", "git@example.org:groups/hub.git"]
)
def test_these_are_git_addresses(text: str) -> None:
    assert is_address(text, typed=False)


@pytest.mark.parametrize(
    "text",
    ["../hub", "hub.zip", "ext::sh -c x", "http://example.org/x", "git://x/y", "--upload-pack=x", "https://-x/y"],
)
def test_these_are_none(text: str) -> None:
    assert not is_address(text, typed=True)


def test_a_file_address_counts_only_where_it_was_typed() -> None:
    assert is_address("file:///srv/hub", typed=True)
    assert not is_address("file:///srv/hub", typed=False)


@needs_git
def test_a_version_is_a_tag_with_or_without_a_v(tmp_path: Path, address: str) -> None:
    assert reach(tmp_path, address, "2026.1", typed=True).version == "2026.1"
    assert reach(tmp_path, address, None, typed=True).version == "2026.2"


@needs_git
def test_a_version_that_there_is_not_names_those_that_there_are(tmp_path: Path, address: str) -> None:
    with pytest.raises(EnvironmentTrouble, match="no version 2031") as refused:
        reach(tmp_path, address, "2031", typed=True)

    assert "v2026.1" in refused.value.hint


@needs_git
def test_only_files_come_and_no_hook_runs(tmp_path: Path, address: str) -> None:
    with cloned(address, None) as folder:
        names = {path.name for path in folder.iterdir()}

    assert names == {"sessions"}
    assert not folder.exists()
    assert not (tmp_path / "hook-ran").exists()


EVIL = """
[filter "lfs"]
    smudge = "{script}"
    process = "{script}"
    required = true
[filter "clean"]
    smudge = "{script}"
[core]
    hooksPath = {hooks}
    fsmonitor = {script}
    sshCommand = {script}
    askPass = {script}
    attributesFile = {attributes}
[init]
    templateDir = {templates}
[credential]
    helper = "!{script}"
[url "{elsewhere}"]
    insteadOf = {address}
"""


@needs_git
def test_nothing_that_the_users_settings_name_runs_whatever_the_repository_asks(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command would be the user's own, and a repository could choose when it runs, and on what."""
    script = tmp_path / "script"
    build_file_tree(tmp_path, {"script": f"#!/bin/sh\ntouch {tmp_path}/ran\ncat\n", "attributes": "* filter=clean\n"})
    script.chmod(0o755)
    for name in ("hooks/post-checkout", "templates/hooks/post-checkout", "hooks/reference-transaction"):
        build_file_tree(tmp_path, {name: script.read_bytes()})
        (tmp_path / name).chmod(0o755)
    names = {"hooks": "hooks", "attributes": "attributes", "templates": "templates", "elsewhere": "nowhere"}
    places = {key: tmp_path / name for key, name in names.items()}
    text = EVIL.format(script=script, address=address, **places)
    build_file_tree(tmp_path / "home", {".gitconfig": text, ".config/git/config": text, "system": text})
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    for key, value in {
        "GIT_CONFIG_SYSTEM": str(tmp_path / "home/system"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": str(script),
        "GIT_TEMPLATE_DIR": str(places["templates"]),
        "GIT_ASKPASS": str(script),
        "SSH_ASKPASS": str(script),
        "GIT_DIR": str(tmp_path / "nowhere"),
    }.items():
        monkeypatch.setenv(key, value)
    asked = {".gitattributes": "* filter=lfs\n", "sessions/.gitattributes": "*.md filter=clean\n"}
    _commit(tmp_path / "repository", asked)

    assert reach(tmp_path, address, None, typed=True).version == "2026.2"
    assert not (tmp_path / "ran").exists()


@needs_git
def test_files_come_as_they_were_stored_whatever_the_repositorys_attributes_say(tmp_path: Path, address: str) -> None:
    asked = "*.md text eol=crlf ident\nhub.toml working-tree-encoding=UTF-16\n*.svg export-ignore\n"
    files: dict[str, str | bytes] = {
        "sessions/.gitattributes": asked,
        "sessions/a.md": "# A\n\n$Id$\n",
        "sessions/b.md": b"# B\r\n",
    }
    _commit(tmp_path / "repository", files)

    with cloned(address, None) as folder:
        stored = {name: (folder / "sessions" / name).read_bytes() for name in ("a.md", "b.md", "hub.toml")}

    assert stored == {
        "a.md": b"# A\n\n$Id$\n",
        "b.md": b"# B\r\n",
        "hub.toml": HUB_TOML.replace("2026.1", "2026.2").encode(),
    }


def _commit(place: Path, files: Mapping[str, str | bytes]) -> None:
    """Commit ``files`` just as they are, without the settings and attributes of anybody."""
    build_file_tree(place, files)
    (place / ".git/info").mkdir(exist_ok=True)
    (place / ".git/info/attributes").write_text("* -text -filter -ident -working-tree-encoding\n")
    steps = [["add", "-A"], ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "three"]]
    for step in steps:
        alone = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        subprocess.run(["git", *step], cwd=place, env=alone, check=True, capture_output=True)
    (place / ".git/info/attributes").unlink()


@needs_git
def test_a_proxy_or_certificate_that_the_environment_names_still_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("https_proxy", "GIT_SSL_CAINFO", "GIT_TRACE"):
        monkeypatch.setenv(key, "x")

    kept = environment()

    assert (kept["https_proxy"], kept["GIT_SSL_CAINFO"], kept.get("GIT_TRACE")) == ("x", "x", None)


@pytest.mark.skipif(sys.platform == "win32", reason="The script is one for a Unix shell")
@pytest.mark.parametrize("said", ["git version 2.31.9", "git version 1.9", "", "\x1b[2J"])
def test_a_git_too_old_to_be_told_so_is_a_sentence(tmp_path: Path, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    build_file_tree(tmp_path, {"git": f"#!/bin/sh\nprintf '%s' '{said}'\n"})
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(EnvironmentTrouble, match="too old") as refused, cloned("https://example.org/x", None):
        pass

    assert "2.32" in refused.value.hint
    assert "\x1b" not in refused.value.message


@pytest.mark.skipif(sys.platform == "win32", reason="The script is one for a Unix shell")
def test_what_a_server_says_is_shown_without_what_a_terminal_would_obey(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may also be in any encoding."""
    text = "#!/bin/sh\n[ $1 = --version ] && echo git version 2.40.1 && exit\nprintf 'no \\033[2J \\377' >&2\nexit 1\n"
    build_file_tree(tmp_path, {"git": text})
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    with pytest.raises(EnvironmentTrouble) as refused, cloned("https://example.org/x", None):
        pass

    assert refused.value.message == "git could not read that address: no \\x1b[2J \ufffd."


def test_a_git_in_the_folder_that_one_is_in_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_file_tree(tmp_path, {"git": f"#!/bin/sh\ntouch {tmp_path}/ran\n"})
    (tmp_path / "git").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".{os.pathsep}")

    with pytest.raises(EnvironmentTrouble, match="not installed"), cloned("https://example.org/x", None):
        pass

    assert not (tmp_path / "ran").exists()


@needs_git
def test_an_address_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble, match="git could not read"):
        reach(tmp_path, (tmp_path / "nothing").as_uri(), None, typed=True)


def test_without_git_people_learn_what_else_they_can_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(EnvironmentTrouble, match="not installed") as refused, cloned("https://example.org/x", None):
        pass

    assert "zip" in refused.value.hint


@needs_git
def test_a_region_is_forked_from_a_git_address_and_remembers_it(tmp_path: Path, address: str) -> None:
    started = start(Wishes(tmp_path / "midlands", "Midlands", None, address, {}))

    assert f'source = "{address}"' in started.files["region.toml"].decode()
    assert started.files["upstream/round-1/how-ready.md"] == HUB["round-1/how-ready.md"].encode()
