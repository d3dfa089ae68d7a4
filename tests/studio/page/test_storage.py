"""What a browser keeps of a region: all of a change or nothing of it, whatever happens in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.studio.page.host import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PAGE = Path(__file__).parents[3] / "kit/studio/page"
OPENED = """async (name) => {
  const { Store, Full } = await import("/storage.js");
  Object.assign(window, { store: await Store.open(name), Full });
}"""
SAVE = """async ([name, files, whole]) => {
  const encode = (text) => (text === null ? null : new TextEncoder().encode(text));
  const bytes = Object.entries(files).map(([path, text]) => [path, encode(text)]);
  try {
    await store.save({ id: name, name }, Object.fromEntries(bytes), whole);
    return "saved";
  } catch (error) {
    return error instanceof Full ? "full" : String(error);
  }
}"""
LOAD = """async () => {
  const kept = await store.load();
  if (!kept) return null;
  const texts = Object.entries(kept.files).map(([path, data]) => [path, new TextDecoder().decode(data)]);
  return [kept.region.name, Object.fromEntries(texts)];
}"""


@pytest.fixture
def address() -> Iterator[str]:
    with hosted({"index.html": b"<!doctype html>", "storage.js": (PAGE / "storage.js").read_bytes()}) as (found, _):
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


def opened(context: BrowserContext, address: str, name: str = "/") -> Page:
    """Return a tab that has opened the store called ``name``."""
    page = context.new_page()
    page.goto(address)
    page.evaluate(OPENED, name)
    return page


def save(page: Page, name: str, files: dict[str, str | None], whole: bool = False) -> str:
    said: str = page.evaluate(SAVE, [name, files, whole])
    return said


def kept(page: Page) -> Any:
    return page.evaluate(LOAD)


def test_a_new_browser_keeps_nothing(context: BrowserContext, address: str) -> None:
    assert kept(opened(context, address)) is None


def test_changes_are_added_to_what_is_kept_and_a_whole_region_takes_its_place(
    context: BrowserContext, address: str
) -> None:
    page = opened(context, address)
    save(page, "Westshire", {"region.toml": "one", "pages/a.md": "a", "pages/b.md": "b"}, whole=True)
    save(page, "Westshire", {"region.toml": "two", "pages/a.md": None})
    assert kept(page) == ["Westshire", {"region.toml": "two", "pages/b.md": "b"}]

    save(page, "Eastshire", {"region.toml": "three"}, whole=True)
    assert kept(opened(context, address)) == ["Eastshire", {"region.toml": "three"}]


def test_studios_at_one_host_keep_apart(context: BrowserContext, address: str) -> None:
    save(opened(context, address, "/one/"), "Westshire", {"region.toml": "one"}, whole=True)

    assert kept(opened(context, address, "/two/")) is None


def test_a_tab_that_is_ended_while_it_stores_leaves_all_or_nothing(context: BrowserContext, address: str) -> None:
    whole = {f"pages/{number}.md": "old " * 5000 for number in range(100)}
    page = opened(context, address)
    save(page, "Westshire", {**whole}, whole=True)
    new = dict.fromkeys(whole, "new " * 5000)
    for _ in range(5):
        page.evaluate(f"(given) => {{ ({SAVE})(given); }}", ["Westshire", new, False])
        page.close()
        page = opened(context, address)
        assert {text[:3] for text in kept(page)[1].values()} in ({"old"}, {"new"})
        save(page, "Westshire", {**whole}, whole=True)


def test_a_full_browser_keeps_everything_as_it_was(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    session = context.new_cdp_session(page)  # browsers look rarely at how much room there is, so it is little at once
    session.send("Storage.overrideQuotaForOrigin", {"origin": address.rstrip("/"), "quotaSize": 400_000})
    page.goto(address)
    page.evaluate(OPENED, "/")
    assert save(page, "Westshire", {"region.toml": "one"}, whole=True) == "saved"

    assert save(page, "Westshire", {"region.toml": "two", "pages/a.md": "long " * 200_000}) == "full"
    assert kept(page) == ["Westshire", {"region.toml": "one"}]

    assert save(page, "Westshire", {"region.toml": "two"}) == "saved"
    assert kept(page) == ["Westshire", {"region.toml": "two"}]
