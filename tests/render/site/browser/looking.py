"""What the browser says of an open page, through ``looking.js``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCRIPT = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")
FARTHEST = 1500  # presses of Tab, more than any page has stops


def ask(page: Page, question: str) -> Any:
    """Return the answer of a function of ``looking.js``, such as ``sideways()``."""
    if not page.evaluate("() => 'looking' in window"):
        page.evaluate(SCRIPT)
    return page.evaluate(f"() => looking.{question}")


def dressed(page: Page) -> None:
    """Wait until the handouts of the open page can be filled in: what that takes comes when one of them is near."""
    handouts = page.locator(".kit-handout")
    if handouts.count():
        handouts.first.evaluate("one => one.scrollIntoView()")
        # The style has to be read, not only asked for: fields show once it is there.
        until(page, "() => Boolean(document.querySelector('link[href$=\"sheets.css\"]')?.sheet)")
        page.evaluate("() => scrollTo(0, 0)")


def walk(page: Page, paint: bool = True) -> list[str]:
    """Press Tab from the top until the focus leaves the page, and return what is wrong on the way.

    Without ``paint``, only outlines and borders count as a mark of the focus, as where colours are forced.
    """
    dressed(page)
    flag = str(paint).lower()
    stops: list[str] = ask(page, f"begin({flag})")
    reached: set[int] = set()
    found, last = [], -1
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        here = ask(page, f"here({flag})")
        if here is not None and here["index"] == last:
            continue  # a field for a date has a stop for day, month and year
        if here is None or here["index"] in reached:
            break
        last = here["index"]
        reached.add(last)
        found += _faults(here)
    else:
        found.append("The focus never leaves the page.")
    return found + [f"Tab never reaches {stop}" for at, stop in enumerate(stops) if at not in reached]


def _faults(here: dict[str, Any]) -> list[str]:
    what = here["name"]
    if here["hidden"] or here["index"] < 0:
        return [f"Tab reaches {what}, which is hidden or no control"]
    unmarked = [] if here["ring"] else [f"Nothing shows that the focus is on {what}"]
    return unmarked + ([f"Something lies on {what} when it has the focus"] if here["covered"] else [])


def listed(found: list[str]) -> str:
    """Return faults as a message, the first forty."""
    return "\n" + "\n".join(found[:40]) + (f"\n... and {len(found) - 40} more" if len(found) > 40 else "")
