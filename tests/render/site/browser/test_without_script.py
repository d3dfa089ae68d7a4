"""Without scripts everything can be read and used that needs none, and nothing is shown that would do nothing."""

from __future__ import annotations

from tests.render.site.browser.conftest import Visit
from tests.render.site.browser.looking import listed
from tests.render.site.browser.sites import Built

# A button works without scripts where it sends a form. A page for the day is all script, and says so.
DEAD = """() => [...document.querySelectorAll('button')].filter((one) => one.checkVisibility())
  .filter((one) => !(one.form && one.type === 'submit')).map((one) => one.outerHTML.slice(0, 80))"""
# What the banner of the next meeting unfolds stands on the page of that round, too, to which its title leads. The form
# of the search page would do nothing; a list of all pages takes its place.
CLOSED = """() => [...document.querySelectorAll('main *')].filter((one) => one.children.length === 0)
  .filter((one) => one.textContent.trim() && !one.checkVisibility())
  .filter((one) => !one.closest('details, .sd-tab-content, .kit-next-more, noscript, script, svg, [hidden]'))
  .filter((one) => !one.closest('.kit-search-page'))
  .map((one) => one.outerHTML.slice(0, 80))"""


def test_every_word_can_be_reached_and_no_control_is_dead(site: Built, visitor: Visit) -> None:
    page = visitor(java_script_enabled=False)
    found = []
    for name in site.pages:
        if 'http-equiv="refresh"' in (site.root / name).read_text(encoding="utf-8"):
            continue  # an old address, which leads on at once
        page.goto(site.address(name))
        found += [f"{name}: does nothing: {one}" for one in page.evaluate(DEAD)]
        found += [f"{name}: cannot be reached: {one}" for one in page.evaluate(CLOSED)]

    assert found == [], listed(found)


def test_tabs_dropdowns_and_the_menu_of_a_phone_work(hub: Built, visitor: Visit) -> None:
    page = visitor(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(hub.address("round-1/everything.html"))

    page.get_by_text("At home", exact=True).click()
    assert page.get_by_text("Words for those at home.").is_visible()
    assert not page.get_by_text("Words for those at the hall").is_visible()

    page.get_by_text("What if nobody sings?").click()
    assert page.get_by_text("Sing alone, and read").is_visible()

    page.locator("summary:text-is('Menu')").click()
    page.locator("nav a:text-is('The left half')").click()
    assert page.locator("h1").inner_text().startswith("The left half")


def test_the_search_page_says_that_it_needs_a_script_and_lists_the_pages_instead(hub: Built, visitor: Visit) -> None:
    page = visitor(java_script_enabled=False)
    page.goto(hub.address("search.html"))
    main = page.locator("article")

    assert "JavaScript" in main.inner_text()
    assert "Error" not in main.inner_text()
    assert main.get_by_role("searchbox").count() == 0
    main.get_by_role("link", name="The left half").click()
    assert page.locator("h1").inner_text().startswith("The left half")
