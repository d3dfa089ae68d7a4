"""The example regions whole, as ``make examples`` puts them into a folder, and the hub beside them."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent


def _script() -> ModuleType:
    """Return ``scripts/examples.py``, which is no part of any package."""
    spec = importlib.util.spec_from_file_location("examples", ROOT / "scripts" / "examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = _script()
NAMES: tuple[str, ...] = SCRIPT.NAMES


def whole(root: Path, name: str) -> Path:
    """Write an example below ``root``, at the place that ``make examples`` gives it, and return its folder."""
    folder: Path = SCRIPT.write(root / "_build" / "examples" / name, SCRIPT.whole(name))
    return folder


def with_hub(root: Path, name: str) -> Path:
    """The same, with the hub where the example looks for it."""
    shutil.copytree(ROOT / "sessions", root / "sessions")
    return whole(root, name)
