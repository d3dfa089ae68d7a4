"""What axe-core, the checker that most accessibility tools build on, has against a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

# WCAG 2.0 to 2.2, levels A and AA, and what axe calls best practice.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def violations(page: Page, *rules: str) -> list[str]:
    """Return axe's violations on the open page, a line for each element; ``rules`` are all of TAGS, or those named."""
    if not page.evaluate("() => 'axe' in window"):
        bundle = pytest.importorskip("axe_playwright_python.base", reason="axe-core is not installed")
        page.evaluate(bundle.AXE_SCRIPT)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found = page.evaluate(
        "options => axe.run(options).then(result => result.violations)",
        {"runOnly": only, "resultTypes": ["violations"]},
    )
    return [_line(one["id"], node) for one in found for node in one["nodes"]]


def _line(rule: str, node: dict[str, list[dict[str, str]]]) -> str:
    reasons = [one["message"] for key in ("any", "all", "none") for one in node[key]]
    return f"{rule} at {node['target']}: {'; '.join(reasons[:2])}"
