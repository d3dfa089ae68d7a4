"""``peerkit serve``: a page is shown, shown again after a change, and kept while another has an error."""

from __future__ import annotations

import builtins
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kit.cli.serve import HOST, Ignored, Terminal
from kit.live.preview import News, Stage
from kit.model.findings import Code, Finding
from kit.system.extras import install_command
from tests.cli.conftest import Peerkit

PATIENCE = 180  # seconds, which a busy machine may need; a free one takes two


@contextmanager
def serving(hub: Path, log: Path, port: str = "0") -> Iterator[tuple[str, Callable[[], str]]]:
    """Serve ``hub`` in a process of its own, which alone is ended; yield its address and what it has said."""
    command = [sys.executable, "-m", "kit", "-C", str(hub), "serve", "--port", port]
    with log.open("wb") as messages:
        process = subprocess.Popen(command, stderr=messages, stdin=subprocess.DEVNULL, preexec_fn=_minding_ctrl_c)
    try:
        eventually(lambda: "Ctrl+C ends it." in log.read_text(encoding="utf-8"))
        found = re.search(r"http://[\d.:]+/", log.read_text(encoding="utf-8"))
        assert found
        yield found[0], lambda: log.read_text(encoding="utf-8")
    finally:
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(PATIENCE) == 130
        finally:
            process.kill()


def _minding_ctrl_c() -> None:
    """Let a new process mind Ctrl+C, which shells hide from what runs in the background, and so from its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def eventually(wanted: Callable[[], bool]) -> None:
    """Wait until ``wanted`` is true, and fail if it never is."""
    end = time.monotonic() + PATIENCE
    while not wanted():
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.1)


def page(address: str) -> str:
    """Return a page as a browser gets it, or nothing while it is being replaced."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return str(error.read().decode())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one process on Windows")
def test_a_page_is_shown_again_after_a_change_and_kept_while_there_are_errors(hub: Path, tmp_path: Path) -> None:
    session = hub / "round-1/how-ready.md"
    text = session.read_text(encoding="utf-8")
    with serving(hub, tmp_path / "log.txt") as (address, said):
        shown = f"{address}round-1/how-ready.html"
        assert "In pairs." in page(shown)
        assert "/.live/page.js" in page(shown)
        assert "There is no such page." in page(f"{address}nowhere.html")

        session.write_text(text.replace("In pairs.", "In threes."), encoding="utf-8")
        eventually(lambda: "In threes." in page(shown))

        session.write_text(text.replace("In pairs.", "In fours.\n\n:::{actvity} x"), encoding="utf-8")
        eventually(lambda: "the last good site stays" in said())
        assert "In threes." in page(shown)

        session.write_text(text.replace("In pairs.", "In fives."), encoding="utf-8")
        eventually(lambda: "In fives." in page(shown))
    messages = said()

    assert re.search(r"^round-1/how-ready\.md:\d+: error: There is no block called actvity", messages, re.MULTILINE)
    assert "Traceback" not in messages
    assert messages.rstrip().splitlines()[-1] == f"Next: peerkit -C {hub} serve --port 0"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="There is no SIGTERM on Windows")
def test_when_the_system_ends_it_nothing_is_left_behind(hub: Path, tmp_path: Path) -> None:
    log, temporary = tmp_path / "log.txt", tmp_path / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "kit", "-C", str(hub), "serve", "--port", "0"]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with log.open("wb") as messages:
        process = subprocess.Popen(command, stderr=messages, stdin=subprocess.DEVNULL, env=environment)
    try:
        eventually(lambda: "Ctrl+C ends it." in log.read_text(encoding="utf-8"))
        there = list(temporary.iterdir())
        process.terminate()

        assert process.wait(PATIENCE) == 130
        assert there != []
        assert list(temporary.iterdir()) == []
    finally:
        process.kill()


def test_a_port_in_use_is_told_in_a_sentence(peerkit: Peerkit, hub: Path) -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        ended = peerkit("-C", hub, "serve", "--port", str(port))

    assert ended.code == 4
    assert f"Port {port} is in use by another program" in ended.err


def test_without_what_it_needs_it_says_how_to_get_it(
    peerkit: Peerkit, hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordinary = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name.startswith("watchfiles"):
            raise ImportError(name=name)
        return ordinary(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    ended = peerkit("-C", hub, "serve")

    assert ended.code == 4
    assert f"Install it with: {install_command('serve')}" in ended.err


def test_advice_is_left_to_check_strict(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Whoever starts the preview of a new region would read a page of advice first, as `check` never shows it."""
    warning = Finding(Code.OVER_SLOT, "region.toml", 3, "The agenda is too long.")
    advice = Finding(Code.OFF_AGENDA, "region.toml", 4, "A session is on no agenda.")
    terminal = Terminal(tmp_path, "http://127.0.0.1:8000/")

    terminal.news(News(Stage.DONE, (advice,), frozenset()))
    terminal.news(News(Stage.DONE, (advice, warning), frozenset()))

    told = capsys.readouterr().err
    assert "is up to date, with nothing to mend." in told
    assert "is up to date, with 1 warning." in told
    assert "too long" in told
    assert "no agenda" not in told


def test_changes_of_files_that_the_kit_never_reads_are_ignored(tmp_path: Path) -> None:
    ignored = Ignored((tmp_path,))

    assert [
        name
        for name in (".git/index", "_build/x.html", "~$notes.docx", ".a.md.swp")
        if not ignored(str(tmp_path / name))
    ] == []
    assert not ignored(str(tmp_path / "round-1/how-ready.md"))
