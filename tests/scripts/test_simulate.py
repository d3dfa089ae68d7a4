"""The simulation of many years sees a breach of its laws where there is one; CI then lets some years go by."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from kit.app import region as region_verbs
from kit.publish.journal import apply
from tests.regions import HUB_TOML

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture(name="simulate")
def _simulate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return ``scripts/simulate.py``, which is no part of any package."""
    monkeypatch.syspath_prepend(SCRIPTS)
    return importlib.import_module("simulate")


def _region(simulate: ModuleType, place: Path, overrides: dict[str, str]) -> tuple[object, dict[str, bytes]]:
    """Return a region that forked a small hub and holds ``overrides``, and the hub's files."""
    hub = {
        "hub.toml": HUB_TOML.encode(),
        "index.md": b"# Hub\n",
        "round-1/index.md": b"---\nminutes: 60\nagenda:\n  - {session: p1}\n---\n\n# A round\n",
        "round-1/p1.md": b"---\nminutes: 10\n---\n\n# Title h1\n\nHello.\n\n## Why h2\n\nWords h3 here.\n\nMore h4.\n",
    }
    life = simulate.Life(1, place)
    life.bring_out(hub)
    one = simulate.Region(life, "a", "hub")
    life.command("fork", "--no-kit", str(one.root), "--name", "A", "--id", "a", "--from", str(place / "hub"))
    simulate.write(one.root, {path: text.encode() for path, text in overrides.items()})
    one.command("update")
    hub["hub.toml"] = hub["hub.toml"].replace(b"2026.1", b"2026.2")
    life.bring_out({**hub, "round-1/p1.md": hub["round-1/p1.md"].replace(b"More h4", b"More h5")})
    return one, hub


LOCAL = {"overrides/round-1/p1/why-h2.replace.md": "## Why h2\n\nWords a1 here.\n\nMore h4.\n"}


def test_an_update_that_keeps_every_word_is_no_breach(simulate: ModuleType, tmp_path: Path) -> None:
    one, _ = _region(simulate, tmp_path, LOCAL)

    one.update()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("## Why h2\n\nWords h3 here.\n\nMore h5.\n", "lost"),
        ("## Why h2\n\nWords a1 here.\n\nWords a1 here.\n\nMore h5.\n", "doubled"),
        ("## Why h2\n\nWords a1 here.\n\nMore h5.\n\nMore h5.\n", "doubled"),
        ("## Why h2\n\nWords a1 here.\n", "missing"),
        ("## Why h2\n\nWords a1 here, {{ nobody }}.\n\nMore h5.\n", "check"),
    ],
)
def test_a_merge_that_goes_wrong_is_a_breach(
    text: str, kind: str, simulate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = _region(simulate, tmp_path, LOCAL)
    merged = {next(iter(LOCAL)): text.encode()}
    monkeypatch.setattr(region_verbs, "apply", lambda root, changes, verb: apply(root, {**changes, **merged}, verb))

    with pytest.raises(simulate.Breach) as breach:
        one.update()  # type: ignore[attr-defined]

    assert breach.value.kind == kind


def test_a_mistake_of_the_kits_own_is_a_breach(
    simulate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = _region(simulate, tmp_path, LOCAL)
    monkeypatch.setattr(region_verbs, "update", lambda *_: 1 / 0)

    with pytest.raises(simulate.Breach, match="update"):
        one.update()  # type: ignore[attr-defined]


def test_an_undo_that_leaves_something_is_a_breach(
    simulate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = _region(simulate, tmp_path, LOCAL)
    monkeypatch.setattr("kit.publish.undo.write", lambda *_: None)

    with pytest.raises(simulate.Breach) as breach:
        one.update()  # type: ignore[attr-defined]

    assert breach.value.kind == "undo"


def test_the_same_seed_gives_the_same_life(simulate: ModuleType) -> None:
    one, two = simulate.Dice(3), simulate.Dice(3)

    assert simulate.first_hub(one) == simulate.first_hub(two)


@pytest.mark.slow
def test_a_life_goes_on_for_some_years(simulate: ModuleType, tmp_path: Path) -> None:
    _, years, breach = simulate.life(5, 2, tmp_path)

    assert (years, breach) == (2, None)
