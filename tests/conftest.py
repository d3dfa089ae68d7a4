"""What holds for all tests: how much of its work the quick suite does, and one real browser for all that need it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

os.environ["PEERKIT_CACHE"] = ""  # what one test has built must not be what another finds

# A machine with other work to do is slow for a moment, and that is no fault of the code.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Hypothesis tries a fifth of its examples in the quick suite, and all of them with --hypothesis-profile=full: the same
# ones each time, so that a change is to blame where a test begins to fail. --hypothesis-profile=search tries others.
settings.register_profile("search", PATIENT, max_examples=100)
settings.register_profile("full", PATIENT, max_examples=100, derandomize=True)
settings.register_profile("quick", PATIENT, max_examples=20, derandomize=True)
settings.load_profile("quick")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs a browser is slow."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(params=[pytest.param(10, id="some"), pytest.param(1, id="all", marks=pytest.mark.slow)])
def every(request: pytest.FixtureRequest) -> int:
    """How far apart the steps are at which a test kills or compares: each tenth is quick, and each one is slow."""
    stride: int = request.param
    return stride


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as ``make test`` finds it. A process can hold only one, so there is no other fixture like it."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
