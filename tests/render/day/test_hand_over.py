"""The day passes from one phone to another by a code, whole, and nothing but such a code is believed."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from kit.model.agenda import Item, ItemKind
from tests.render.day.conftest import Phone
from tests.render.day.days import small_day, small_edition
from tests.waiting import until

pytestmark = pytest.mark.slow

Open = Callable[..., Phone]

ALL = ("now-title", "left", "until", "status", "ends", "next-title", "next-when")
ROWS = range(5)


def eventful(opened: Open, **options: Any) -> Phone:
    """Return a page with an item that ran over, one left out, minutes added, and a pause."""
    phone = opened("13:02:10", **options)
    phone.press("Start from the beginning now")
    phone.at("13:21:30")
    phone.press("Next: Scores")
    phone.press("Leave out: Tea")
    phone.at("13:30:00")
    phone.press("5 minutes more")
    phone.press("Pause")
    phone.at("13:33:05")
    phone.press("Go on")
    return phone


def code_of(phone: Phone) -> str:
    phone.press("Hand over")
    code = phone.page.get_by_label("The code in letters").input_value()
    phone.press("Keep the controls")
    return code


def take(phone: Phone, code: str) -> None:
    phone.press("Take over")
    phone.page.get_by_label("The code of the other phone").fill(code)
    phone.page.locator("#typed .main").click()


def shown(phone: Phone) -> tuple[list[str], list[str], str]:
    phone.press("Hand over")
    toml = phone.page.evaluate("toToml(day, kept.state, '')")
    phone.press("Keep the controls")
    return phone.says(*ALL), [phone.row(one) for one in ROWS], toml


def test_a_day_run_on_one_phone_goes_on_the_same_on_another(opened: Open) -> None:
    first = eventful(opened)
    second = opened("13:35:20")
    take(second, code_of(first))
    first.at("13:36:40")
    second.at("13:36:40")

    assert shown(second) == shown(first)
    for phone in (first, second):
        phone.press("Next: Help")
        phone.at("13:50:00")
    assert shown(second) == shown(first)
    assert second.says("status")[0] != "On time"


@pytest.mark.parametrize("buttons", [(), ("Next: Scores",), ("Next: Scores", "Next: Tea"), ("Pause",)])
def test_every_moment_of_a_day_can_be_handed_over(opened: Open, buttons: tuple[str, ...]) -> None:
    first = opened("13:00:00")
    first.press("Run the day from here")
    for at, button in enumerate(buttons):
        first.at(f"13:1{at}:07")
        first.press(button)
    second = opened("13:20:00")
    take(second, code_of(first))
    first.at("13:20:00")
    second.at("13:20:00")

    assert shown(second) == shown(first)


def test_a_finished_day_and_a_trial_on_another_date_can_be_handed_over(opened: Open) -> None:
    first = opened("2027-01-11T09:00:00")
    first.press("Start now")
    for button in ("Next: Scores", "Next: Tea", "Start now: Tea", "Next: Help", "Next: Close", "Finish"):
        first.press(button)
    second = opened("2027-01-11T09:05:00")
    take(second, code_of(first))

    assert second.says("now-title", "until") == first.says("now-title", "until")


def test_whoever_hands_over_puts_the_controls_down(opened: Open) -> None:
    phone = eventful(opened)
    phone.press("Hand over")
    phone.press("The other phone has it: put the controls down here")

    assert phone.page.get_by_role("button", name="Pause").count() == 0
    assert phone.says("status") == ["By the timetable"]
    phone.press("I run this day")
    assert phone.says("now-title", "status") == ["Scores", "14 minutes behind"]


def test_the_code_as_an_address_is_asked_for_before_it_counts(opened: Open) -> None:
    day = small_day(small_edition(url="https://example.org/peers/"))
    first = eventful(opened, day=day)
    code = code_of(first)
    address = first.page.get_by_role("img", include_hidden=True).get_attribute("aria-label")
    second = opened("13:40:00", day=day, runs=False)
    second.page.goto(second.page.url + f"#take={code}")

    assert address == f"QR code: https://example.org/peers/round-1/day.html#take={code}"
    assert second.says("taking-says") == ["Scores, from 1:21pm."]
    assert second.says("status") == ["By the timetable"]
    second.page.locator("#typed .main").click()
    first.at("13:40:00")
    assert shown(second) == shown(first)
    assert "#" not in second.page.url
    second.page.reload()
    second.at("13:40:00")
    assert shown(second) == shown(first)


def test_a_device_that_runs_the_day_already_is_told_so_before_it_takes_another(opened: Open) -> None:
    code = code_of(eventful(opened))
    other = opened("13:40:00")
    other.press("Run the day from here")
    other.press("Take over")
    other.page.get_by_label("The code of the other phone").fill(code)

    assert other.says("taking-says") == ["Scores, from 1:21pm. This takes the place of what happened on this device."]
    other.press("Leave it")
    assert other.says("status") == ["On time"]


CAMERA = """
  window.BarcodeDetector = class { async detect() { return window.held ? [{ rawValue: window.held }] : []; } };
  navigator.mediaDevices.getUserMedia = async () => {
    if (window.refuses) throw new DOMException("no", "NotAllowedError");
    await window.leave;
    const canvas = document.createElement("canvas");
    canvas.getContext("2d").fillRect(0, 0, 9, 9);
    return (window.stream = canvas.captureStream(5));
  };
"""


STOPPED = "() => stream.getTracks().every((one) => one.readyState === 'ended')"


def with_camera(phone: Phone) -> Phone:
    """Return ``phone`` with its page opened anew in a browser that reads codes."""
    phone.page.add_init_script(CAMERA)
    phone.page.reload()
    return phone


def test_where_the_browser_reads_codes_the_camera_takes_the_letters_down(opened: Open) -> None:
    code = code_of(eventful(opened))
    second = opened("13:40:00")
    second.press("Take over")
    assert second.page.get_by_role("button", name="Scan the code").count() == 0
    with_camera(second)
    second.press("Take over")
    second.press("Scan the code with the camera")
    second.page.evaluate("address => { held = address; }", f"https://example.org/day.html#take={code}")
    second.page.get_by_text("Scores, from 1:21pm.").wait_for()

    until(second.page, STOPPED)
    second.page.locator("#typed .main").click()
    assert second.says("now-title", "status") == ["Scores", "14 minutes behind"]


def test_a_camera_that_may_not_be_used_is_told_and_one_that_is_not_needed_stops(opened: Open) -> None:
    phone = with_camera(opened("13:40:00"))
    phone.page.evaluate("refuses = true")
    phone.press("Take over")
    phone.press("Scan the code with the camera")
    phone.page.get_by_text("This page may not use the camera.").wait_for()
    phone.page.evaluate("refuses = false")
    phone.press("Scan the code with the camera")
    phone.page.locator("#camera").wait_for()
    phone.press("Leave it")

    until(phone.page, STOPPED)


def test_a_camera_that_may_be_used_when_nobody_wants_it_any_more_stops(opened: Open) -> None:
    phone = with_camera(opened("13:40:00"))
    phone.page.evaluate("() => { window.leave = new Promise((give) => { window.give = give; }); }")
    phone.press("Take over")
    phone.press("Scan the code with the camera")
    phone.press("Leave it")
    phone.page.evaluate("give()")

    until(phone.page, f"window.stream && ({STOPPED})()")
    assert not phone.page.locator("#camera").is_visible()


def test_a_day_without_a_date_or_a_start_can_be_handed_over(opened: Open) -> None:
    day = small_day(small_edition(start=None, date=None))
    first = opened("13:00:00", day)
    first.press("Start now")
    first.at("13:11:30")
    first.press("Next: Scores")
    second = opened("13:20:00", day)
    take(second, code_of(first))
    first.at("13:20:00")
    second.at("13:20:00")

    assert shown(second) == shown(first)


def test_letters_may_be_typed_small_with_spaces_and_with_those_that_look_alike(opened: Open) -> None:
    code = code_of(eventful(opened))
    second = opened("13:40:00")
    take(second, f"  {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} ")

    assert second.says("now-title", "status") == ["Scores", "14 minutes behind"]


def test_a_code_of_another_agenda_round_or_day_is_refused_in_a_sentence(opened: Open) -> None:
    code = code_of(eventful(opened))
    longer = small_edition((*small_edition().rounds[0].agenda, Item("more", ItemKind.TITLE, "More", minutes=5)))
    other = opened("13:40:00", small_day(longer))
    later = opened("2027-01-20T13:40:00")
    later.page.clock.set_fixed_time("2027-03-01T13:00:00")
    take(other, code)

    assert other.says("taking-says") == [
        "This code is of another agenda. Open the same page, made on the same day, on both phones."
    ]
    other.press("Leave it")
    assert other.says("status") == ["By the timetable"]
    trial = opened("2027-01-11T09:00:00")
    trial.press("Start now")
    old = code_of(trial)
    trial.page.clock.set_fixed_time("2027-01-20T13:00:00")
    assert trial.page.evaluate("code => fromCode(day, code, '2027-01-20')", old) == {
        "refused": "This code is of another day. Make a new one on the other phone."
    }


def test_no_code_that_is_wrong_by_a_letter_or_made_up_is_believed(opened: Open) -> None:
    phone = eventful(opened)
    code = code_of(phone)
    chance = random.Random(3)  # noqa: S311 - letters, not a secret
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    wrong = ["", "-", "hello", "☕", "U", "1" * 5000, code[:-1], code + "0", code + "00000000", code[5:]]
    for place, letter in enumerate(code):
        if letter != "-":
            wrong.append(code[:place] + chance.choice(letters.replace(letter, "")) + code[place + 1 :])
    wrong += ["".join(chance.choices(letters, k=chance.randint(8, 60))) for _ in range(300)]
    told = phone.page.evaluate("all => all.map((one) => fromCode(day, one, '2027-01-20'))", wrong)

    assert [text for text, one in zip(wrong, told, strict=True) if "state" in one] == []
    assert all(one["refused"].endswith(".") for one in told)
    take(phone, code[:-1])
    assert phone.says("taking-says")[0].startswith("A letter of this code is wrong or missing.")
    assert phone.page.evaluate("fromCode(day, toCode(day, kept.state), '2027-01-20').state.item") == "scores"


IMPOSSIBLE = {
    "an item that is not there": "state.item = 'nowhere'",
    "an item twice": "state.item = state.log[0].id",
    "an item that was left out and is on": "state.skipped.push(state.item)",
    "an end before its beginning": "state.log[0].end = state.log[0].start - 5",
    "a day of a month": "state.begun = 60 * 24 * 31",
    "a pause below nothing": "state.paused = -3",
    "a year of minutes": "state.extra = 60 * 24 * 365",
    "no fixed points where the day has some": "state.shift = null",
    "a base after midnight": "state.base = 5000",
}


@pytest.mark.parametrize("change", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_a_code_with_the_right_sum_that_holds_an_impossible_day_is_refused(opened: Open, change: str) -> None:
    phone = eventful(opened)
    script = (
        f"{{ const state = structuredClone(kept.state); {change}; fromCode(day, toCode(day, state), '2027-01-20') }}"
    )

    assert phone.page.evaluate(script) == {
        "refused": "This code holds a day that cannot be. Make a new one on the other phone."
    }
