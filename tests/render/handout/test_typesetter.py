"""The worker that runs Typst."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.model.errors import EnvironmentTrouble
from kit.render.handout import typesetter as typesetting
from kit.render.handout.typesetter import Typesetter, TypesettingError, shared
from kit.system.workdir import sweep

PLAIN = b'#set document(title: "A plan")\n#set text(font: "Inter")\n= A plan\nBring paper.'
ENDLESS = b"#for a in range(100000) { for b in range(100000) { [x] } }"


def test_a_document_that_takes_too_long_is_stopped_and_the_next_one_is_made() -> None:
    typesetter = Typesetter(seconds=1.5)
    try:
        with pytest.raises(TypesettingError, match=r"longer than 1\.5 seconds"):
            typesetter.pdf({"main.typ": ENDLESS}, "main.typ", 0)
        typesetter.seconds = 60

        assert typesetter.pdf({"main.typ": PLAIN}, "main.typ", 0).startswith(b"%PDF-")
    finally:
        typesetter.close()


def test_a_stopped_worker_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    typesetter = Typesetter()
    typesetter.pdf({"main.typ": PLAIN}, "main.typ", 0)
    assert list(tmp_path.iterdir())

    typesetter.close()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["/etc/hostname", "../secret.txt", "../../secret.txt"])
def test_a_document_reads_no_file_but_its_own(path: str) -> None:
    """The root is a fresh folder, so neither the machine's files nor another document's can be reached."""
    typesetter = Typesetter()
    try:
        source = f'#set document(title: "A")\n= A\n#read("{path}")'.encode()
        with pytest.raises(TypesettingError):
            typesetter.pdf({"main.typ": source}, "main.typ", 0)
    finally:
        typesetter.close()


def test_a_document_reads_no_file_of_the_one_before_it_nor_an_older_one_of_its_own() -> None:
    """The compiler goes on from one to the next; each is set as a worker of its own would set it."""
    files = {"main.typ": PLAIN + b'\n#read("words.txt")', "words.txt": b"Old"}
    new = {**files, "words.txt": b"New"}
    alone, after_another = Typesetter(), Typesetter()
    try:
        after_another.pdf(files, "main.typ", 0)
        assert after_another.pdf(new, "main.typ", 0) == alone.pdf(new, "main.typ", 0)
        with pytest.raises(TypesettingError, match="not found"):
            after_another.pdf({"main.typ": files["main.typ"]}, "main.typ", 0)
    finally:
        alone.close()
        after_another.close()


def test_a_picture_without_alt_text_is_refused() -> None:
    """PDF/UA-1 is asked of every document, so Typst itself is the last gate."""
    typesetter = Typesetter()
    files = {
        "main.typ": PLAIN + b'\n#image("a.svg")',
        "a.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    }
    try:
        with pytest.raises(TypesettingError, match="alt text"):
            typesetter.pdf(files, "main.typ", 0)
    finally:
        typesetter.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no address space limit to ask for")
def test_the_worker_limits_its_memory() -> None:
    typesetter = Typesetter()
    try:
        typesetter.pdf({"main.typ": PLAIN}, "main.typ", 0)
        process = typesetter._started()
        limits = Path(f"/proc/{process.pid}/limits")
        if not limits.exists():
            pytest.skip("this system has no /proc")

        line = next(row for row in limits.read_text().splitlines() if row.startswith("Max address space"))
        assert "unlimited" not in line
    finally:
        typesetter.close()


START_AND_WAIT = """
import json, sys
from kit.model.errors import EnvironmentTrouble
from kit.render.handout.typesetter import Typesetter
one = Typesetter()
print(one._started().pid, flush=True)
one.pdf({"main.typ": sys.argv[1].encode()}, "main.typ", 0)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks /proc whether a process lives")
def test_a_worker_ends_with_the_build_that_is_killed_even_in_an_endless_document(tmp_path: Path) -> None:
    command = [sys.executable, "-c", START_AND_WAIT, ENDLESS.decode()]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as build:
        assert build.stdout is not None
        worker = int(build.stdout.readline())
        wait_until(lambda: list(tmp_path.glob("*/work/*/main.typ")))
        build.kill()

    wait_until(lambda: not Path(f"/proc/{worker}").exists() or "Z" in state_of(worker))
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def state_of(process: int) -> str:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


def wait_until(true: Callable[[], object]) -> None:
    """Wait, at most half a minute, until something is so."""
    for _ in range(300):
        if true():
            return
        time.sleep(0.1)
    pytest.fail("it did not come to pass")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no address space limit to ask for")
def test_a_document_that_takes_too_much_memory_is_told_and_the_next_one_is_made() -> None:
    typesetter = Typesetter()
    try:
        with pytest.raises(TypesettingError, match="more memory"):
            typesetter.pdf({"main.typ": b'#let a = "x" * 4000000000\n#a.len()'}, "main.typ", 0)

        assert typesetter.pdf({"main.typ": PLAIN}, "main.typ", 0).startswith(b"%PDF-")
    finally:
        typesetter.close()


def test_a_worker_that_ends_after_many_documents_is_replaced_before_one_is_blamed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What it keeps of those before may have taken the memory that the next one needs."""
    exchange, ended = typesetting._exchange, list[subprocess.Popen[str]]()

    def ended_once(process: subprocess.Popen[str], line: str) -> str:
        if not ended:
            ended.append(process)
            process.kill()
            process.wait()
        return exchange(process, line)

    typesetter = Typesetter()
    try:
        typesetter.pdf({"main.typ": PLAIN}, "main.typ", 0)
        monkeypatch.setattr(typesetting, "_exchange", ended_once)

        assert typesetter.pdf({"main.typ": PLAIN}, "main.typ", 1).startswith(b"%PDF-")
        assert ended
    finally:
        typesetter.close()


def test_papers_and_pictures_of_a_run_share_one_worker_and_each_use_has_one() -> None:
    assert shared() is shared("")
    assert shared("run sheets") is shared("run sheets") is not shared()


def test_a_worker_that_cannot_begin_is_no_mistake_of_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Python that it starts in holds no kit, as after an installation that was broken off."""
    empty = tmp_path / "empty"
    venv.create(empty, symlinks=sys.platform != "win32")
    monkeypatch.setattr(sys, "executable", str(next(empty.glob("[bS]*/python*"))))
    monkeypatch.delenv("PYTHONPATH", raising=False)
    typesetter = Typesetter()
    try:
        with pytest.raises(EnvironmentTrouble, match="could not be started"):
            typesetter.pdf({"main.typ": PLAIN}, "main.typ", 0)
    finally:
        typesetter.close()


def test_a_disk_that_is_full_is_no_mistake_of_the_document() -> None:
    typesetter = Typesetter()
    try:
        typesetter.pdf({"main.typ": PLAIN}, "main.typ", 0)
        with pytest.raises(EnvironmentTrouble, match="could not be laid out"):
            typesetter.pdf({"main.typ": PLAIN, f"{'long' * 99}.svg": b""}, "main.typ", 0)
    finally:
        typesetter.close()
