"""Built sites, and pages of them opened from files in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.render.site.browser.sites import Built, build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

LAPTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 320, "height": 640}

Visit = Callable[..., "Page"]


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """A function that returns the site of a name, built when it is first asked for."""
    built: dict[str, Built] = {}

    def site_of(name: str) -> Built:
        if name not in built:
            built[name] = build_site(name, tmp_path_factory.mktemp(name.replace(" ", "-")))
        return built[name]

    return site_of


@pytest.fixture(
    params=["hub", *(pytest.param(name, marks=pytest.mark.slow) for name in ("region", "sessions", "midlands"))]
)
def site(request: pytest.FixtureRequest, sites: Callable[[str], Built]) -> Built:
    """Each site in turn: the small hub with everything, a region of it, and the real hub and its example."""
    return sites(request.param)


@pytest.fixture
def hub(sites: Callable[[str], Built]) -> Built:
    """The small hub with everything."""
    return sites("hub")


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visit]:
    """A function that returns an empty page, by default on a laptop; options are those of a browser context."""
    contexts = []
    refused: list[str] = []

    def visit(**options: Any) -> Page:
        settings = {"viewport": LAPTOP, "reduced_motion": "reduce", "timezone_id": "Europe/London"} | options
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        if settings.get("java_script_enabled", True):
            page.clock.set_fixed_time("2026-11-22T10:00:00")  # before the meetings of the small region
        page.on("pageerror", lambda error: pytest.fail(f"The script failed: {error}"))
        page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert refused == [], "No page breaks its own policy."
