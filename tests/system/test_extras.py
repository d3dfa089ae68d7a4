"""What only some verbs need is installed into the Python that runs, in quotes that every shell takes."""

from __future__ import annotations

import sys

import pytest

from kit.system.extras import install_command


def test_it_names_the_python_that_runs() -> None:
    assert install_command("serve") == f'{sys.executable} -m pip install "peerkit[serve]"'


@pytest.mark.parametrize(
    ("python", "typed"),
    [("C:\\Peer Group Kit\\python.exe", '"C:\\Peer Group Kit\\python.exe" -m pip'), ("", "python -m pip")],
)
def test_a_folder_with_spaces_stands_in_quotes(python: str, typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", python)

    assert install_command("word").startswith(typed)
