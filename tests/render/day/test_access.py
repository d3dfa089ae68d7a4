"""The day page for everyone: names, landmarks, sizes, contrast, zoom, and what is read out when."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from kit.model.colour import contrast
from tests.render.day.conftest import Phone
from tests.render.day.days import small_day, small_edition
from tests.render.site.browser.axe import violations

Open = Callable[..., Phone]

# Every visible piece of text with its colour, and the ground behind it.
COLOURS = """() => {
  const rgb = (text) => (text.match(/[0-9.]+/g) || []).map(Number);
  const ground = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour.length === 3) return colour;
    }
    return rgb(getComputedStyle(document.body).backgroundColor);
  };
  const walk = document.createTreeWalker(document.querySelector("body"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const holder = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !holder.checkVisibility() || holder.closest("script")) continue;
    found.push([walk.currentNode.textContent.trim(), rgb(getComputedStyle(holder).color), ground(holder)]);
  }
  return found;
}"""


def hexed(colour: list[int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def running(opened: Open, **options: object) -> Phone:
    phone = opened("13:20:00", **options)
    phone.press("Run the day from here")
    phone.press("Leave out: Tea")
    phone.at("13:50:00")
    return phone


@pytest.mark.parametrize(("scheme", "primary"), [("light", "#ffee00"), ("light", "#000000"), ("dark", "#1b4965")])
def test_all_text_can_be_read_on_its_ground_whatever_the_brand(opened: Open, scheme: str, primary: str) -> None:
    made = small_edition()
    brand = dataclasses.replace(made.brand, primary=primary, accent="#ffb000")
    phone = running(opened, day=small_day(dataclasses.replace(made, brand=brand)), color_scheme=scheme)
    found = phone.page.evaluate(COLOURS)

    assert len(found) > 30
    assert [one for one in found if contrast(hexed(one[1]), hexed(one[2])) < 4.5] == []


def test_every_button_and_field_has_a_name_and_is_large_enough_to_press(opened: Open) -> None:
    phone = running(opened)
    names = []
    for target in phone.page.locator("button:visible, textarea:visible, summary:visible").all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44, target.inner_text()
        names.append(target.get_attribute("aria-label") or target.inner_text() or target.get_attribute("id"))

    assert all(names)
    assert len(set(names)) == len(names)
    assert phone.page.get_by_role("textbox", name="Short lessons for the next time").count() == 1
    assert phone.page.get_by_role("progressbar", name="How much of this item has passed").count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("button", ["", "Hand over", "Take over", "Clock for the room"])
def test_axe_finds_nothing_while_the_day_runs_and_in_what_opens(opened: Open, scheme: str, button: str) -> None:
    phone = running(opened, color_scheme=scheme, viewport={"width": 320, "height": 640})
    if button:
        phone.press(button)

    assert violations(phone.page) == []


def test_landmarks_headings_and_ids(opened: Open) -> None:
    page = running(opened).page

    assert [page.get_by_role(role).count() for role in ("banner", "main")] == [1, 1]
    assert page.get_by_role("heading", level=1).all_inner_texts() == ["Meet the standard"]
    assert page.get_by_role("region").count() == page.locator("section:visible").count()
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map((one) => one.id)).size") == (
        page.locator("[id]").count()
    )
    assert page.locator('[aria-current="step"]').count() == 1
    assert page.locator("html").get_attribute("lang") == "en-GB"


def test_what_is_read_out_changes_with_the_item_and_not_with_the_minute(opened: Open) -> None:
    phone = opened("13:00:00")
    phone.press("Run the day from here")
    phone.page.evaluate(
        "window.said = []; new MutationObserver(() => said.push(at('told').textContent))"
        ".observe(at('told'), {childList: true, characterData: true, subtree: true})"
    )
    for minute in range(1, 15):
        phone.at(f"13:{minute:02d}:30")
    assert phone.page.evaluate("said") == []
    phone.at("13:15:00")
    phone.at("13:17:00")
    assert phone.page.evaluate("said") == ["Time is up: Arrivals."]
    phone.press("Next: Scores")
    assert phone.page.evaluate("said")[1:] == ["Now: Scores. Until 1:47pm"]
    assert phone.page.locator("[aria-live]").count() == 1


def test_the_focus_stays_on_a_button_and_is_seen(opened: Open) -> None:
    phone = opened("13:20:00")
    phone.page.reload()
    for key in ("Tab", "Tab", "Tab", "Enter", "Tab"):  # past the way to the content, and that back to the round
        phone.page.keyboard.press(key)
    focused = phone.page.locator(":focus")

    assert phone.says("status") == ["On time"]
    assert focused.inner_text() == "5 minutes less"
    assert (
        focused.evaluate("(one) => getComputedStyle(one).outlineStyle + getComputedStyle(one).outlineWidth")
        == "solid3px"
    )


def test_nothing_is_wider_than_the_screen(opened: Open) -> None:
    page = running(opened).page
    for width, text in ((320, 100), (375, 100), (640, 200), (1280, 100)):
        page.set_viewport_size({"width": width, "height": 700})
        page.evaluate("(size) => { document.documentElement.style.fontSize = size + '%'; }", text)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_sound_is_off_until_it_is_asked_for_and_rings_when_the_time_of_an_item_is_up(opened: Open) -> None:
    phone = opened("13:00:00")
    phone.press("Run the day from here")
    phone.page.evaluate("window.rung = 0; ring = () => { rung += 1; }; 0")
    phone.at("13:15:00")
    assert phone.page.evaluate("rung") == 0
    phone.press("Next: Scores")
    phone.press("Sound is off")
    assert phone.page.get_by_role("button", name="Sound is on", pressed=True).count() == 1
    phone.at("13:45:00")
    phone.at("13:46:00")
    assert phone.page.evaluate("rung") == 2  # once to try it, once for the item
