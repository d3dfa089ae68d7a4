"""Every attack that an attacker could write is refused with file and line, or comes out as plain text."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from kit.cli.run import run
from tests.built import words_of
from tests.hostile.attacks import SECRET, Attack, read_attacks
from tests.hostile.guard import time_limit, watching
from tests.regions import HUB

SECONDS = 30.0  # for each command; most take a tenth of one. It finds what hangs on a busy machine, and no more.
ATTACKS = read_attacks()
REFUSED = [one for one in ATTACKS if one.exit and not one.command]
HARMLESS = [one for one in ATTACKS if not one.exit and not one.command]
COMMANDS = [one for one in ATTACKS if one.command]
DEVICES = {"PIPE", "SOCKET"}


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it did that it may not."""

    code: int
    out: str
    err: str
    breaches: list[str]


class Machine:
    """A folder with the tree, its secrets and room for outputs, in which commands run under watch."""

    def __init__(self, place: Path, attack: Attack, capsys: pytest.CaptureFixture[str]) -> None:
        self.place, self.attack, self.capsys = place, attack, capsys
        self.root = attack.lay(place)
        self.out = place / "out"
        self.temporary = place / "temporary"
        self.temporary.mkdir()
        self.before = listing(place)

    def peerkit(self, *words: str | Path, may_write: tuple[Path, ...] = ()) -> Ended:
        """Run ``peerkit`` with the words."""
        allowed = (self.temporary, self.out, self.place / ".out.new", self.place / ".out.old", *may_write)
        with watching(*allowed) as watch, time_limit(SECONDS):
            code = run([str(word) for word in words])
        out, err = self.capsys.readouterr()
        return Ended(code, out, err, watch.seen)


def listing(place: Path) -> set[str]:
    return {path.relative_to(place).as_posix() for path in place.rglob("*")}


@pytest.fixture
def machine(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Machine:
    attack: Attack = request.param
    if sys.platform == "win32" and (attack.links or DEVICES & set(attack.make.values())):
        pytest.skip("Windows has no pipes, and links only for administrators.")
    (tmp_path / "here").mkdir()
    made = Machine(tmp_path, attack, capsys)
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(tempfile, "tempdir", str(made.temporary))
    return made


def lines_of(out: str) -> list[str]:
    """Return the findings of ``check --json`` that are more than advice, as CODE FILE:LINE."""
    found = json.loads(out)["findings"]
    assert all(re.fullmatch(r"[^\n]{10,}[.?!]", one["message"]) for one in found), "each is one sentence"
    assert all("Traceback" not in one["message"] for one in found)
    return sorted(
        {
            f"{one['code']} {one['file']}" + (f":{one['line']}" if one["line"] else "")
            for one in found
            if one["level"] != "advice" and one["code"] not in ("gap", "on-no-agenda", "minutes-mismatch")
        }
    )


def named(attacks: list[Attack]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("machine", attacks, indirect=True, ids=[one.name for one in attacks])


@named(REFUSED)
def test_the_attack_is_refused_with_file_and_line_and_leaves_nothing(machine: Machine) -> None:
    checked = machine.peerkit("-C", machine.root, "check", "--json")
    built = machine.peerkit("-C", machine.root, "build", "--out", machine.out)
    attack = machine.attack

    assert lines_of(checked.out) == sorted(attack.refused), attack.tries
    assert (checked.code, built.code) == (attack.exit, attack.exit)
    assert checked.breaches == built.breaches == []
    assert all(place.partition(" ")[2] in built.err for place in attack.refused)
    assert "Traceback" not in built.err
    assert SECRET not in checked.out + built.err
    assert not machine.out.exists()
    assert {path for path in listing(machine.place) if not path.startswith("temporary/")} == machine.before
    assert [path.name for path in machine.temporary.iterdir() if not path.name.endswith((".lock", ".work"))] == []


@named(COMMANDS)
def test_no_command_runs_or_reads_what_a_source_names(machine: Machine) -> None:
    dest = machine.place / "dest"
    meant: dict[str, str | Path] = {"DEST": dest, "TREE": machine.root, "source.zip": "../source.zip"}
    words = [meant.get(one, one) for one in machine.attack.command]
    ended = machine.peerkit(*words, may_write=(machine.root / ".kit",))

    assert ended.code == machine.attack.exit, ended.err
    assert machine.attack.said in ended.err
    assert "Traceback" not in ended.err
    assert "made a mistake" not in ended.err
    assert ended.breaches == []
    assert not dest.exists()
    assert not list(machine.place.rglob("LOOT"))


@named(HARMLESS)
def test_what_is_no_attack_after_all_is_shown_as_text(machine: Machine) -> None:
    checked = machine.peerkit("-C", machine.root, "check", "--json")
    built = machine.peerkit("-C", machine.root, "build", "--out", machine.out, "--only", "site")
    attack = machine.attack
    words = {path: words_of(path.read_bytes(), path.name) for path in machine.out.rglob("*") if path.is_file()}
    page = next((text for path, text in words.items() if path.name == "attack.html"), "")

    assert lines_of(checked.out) == sorted(attack.refused), attack.tries
    assert (checked.code, built.code) == (1 if attack.check is None else attack.check, 0), built.err
    assert checked.breaches == built.breaches == []
    assert [text for text in attack.shown if text not in page] == []
    assert [(path, bad) for path, text in words.items() for bad in (*attack.absent, SECRET) if bad in text] == []


def test_the_pack_is_large_enough_to_mean_something() -> None:
    assert len(ATTACKS) >= 90
    assert all(one.tries for one in ATTACKS)
    assert HUB
