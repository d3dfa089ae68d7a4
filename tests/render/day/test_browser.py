"""The day page in a real browser, whose clock only the tests move."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable

from kit.source.settings.logs import read_log
from tests.render.day.conftest import Phone
from tests.render.day.days import small_day, small_edition

Open = Callable[..., Phone]

NOW = ("now-title", "left", "status")


def begun(opened: Open) -> Phone:
    """Return a page on which the day began on time."""
    phone = opened("13:00:00")
    phone.press("Run the day from here")
    return phone


def test_before_the_day_begins_the_page_counts_down_to_it(opened: Open) -> None:
    phone = opened("12:40:00")

    assert phone.says(*NOW) == ["Not started yet", "20\nminutes to go", "By the timetable"]
    assert phone.says("until", "next-title", "next-when") == ["Starts at 1pm", "Arrivals", "At 1pm, 15 minutes"]


def test_an_untouched_page_follows_the_timetable(opened: Open) -> None:
    phone = opened("13:20:00")

    assert phone.says(*NOW) == ["Scores", "25\nminutes left", "By the timetable"]
    phone.at("13:50:00")
    assert phone.says("now-title", "left", "next-title") == ["Free time", "10\nminutes left", "Tea"]
    phone.at("14:20:30")
    assert phone.says(*NOW) == ["Help", "25\nminutes left", "By the timetable"]
    phone.at("15:10:00")
    assert phone.says("now-title", "until") == ["Finished", "Ended at 3pm, as planned."]


def test_on_time(opened: Open) -> None:
    phone = begun(opened)
    phone.at("13:05:00")

    assert phone.says(*NOW) == ["Arrivals", "10\nminutes left", "On time"]
    assert phone.says("until", "ends") == ["Until 1:15pm", "The day ends at 3pm, as planned."]
    assert phone.says("next-title", "next-when") == ["Scores", "At 1:15pm, 30 minutes"]
    phone.at("13:14:20")
    assert phone.says("left") == ["40\nseconds left"]


def test_an_item_that_is_not_ended_runs_over_and_the_day_falls_behind(opened: Open) -> None:
    phone = begun(opened)
    phone.at("13:22:00")

    assert phone.says(*NOW) == ["Arrivals", "7\nminutes over", "7 minutes behind"]
    assert phone.says("until", "ends") == ["Was due to end at 1:15pm", "The day ends at 3pm, as planned."]
    assert phone.row(1) == "1:22pm Scores Planned for 1:15pm 30"
    phone.press("Next: Scores")
    assert phone.says(*NOW) == ["Scores", "30\nminutes left", "7 minutes behind"]


def test_a_day_begun_late_is_behind_and_the_wait_before_a_fixed_point_catches_it_up(opened: Open) -> None:
    phone = opened("12:50:00")
    phone.at("13:10:00")
    phone.press("Start from the beginning now")

    assert phone.says(*NOW) == ["Arrivals", "15\nminutes left", "10 minutes behind"]
    assert phone.says("ends") == ["The day ends at 3pm, as planned."]
    assert phone.row(2) == "2pm Tea After 5 minutes free 15"


def test_ending_an_item_early_puts_the_day_ahead(opened: Open) -> None:
    phone = begun(opened)
    phone.at("13:09:00")
    phone.press("Next: Scores")

    assert phone.says(*NOW) == ["Scores", "30\nminutes left", "6 minutes ahead"]
    assert phone.row(0) == "1pm Arrivals Took 9 minutes 15"


def test_five_minutes_more_move_the_rest_and_fixed_points_stay(opened: Open) -> None:
    phone = begun(opened)
    phone.at("13:05:00")
    for _ in range(4):
        phone.press("5 minutes more")

    assert phone.says(*NOW) == ["Arrivals", "30\nminutes left", "20 minutes behind"]
    assert phone.says("ends") == ["The day ends at 3:05pm, 5 minutes later than planned."]
    assert phone.row(1) == "1:35pm Scores Planned for 1:15pm 30"
    assert phone.row(2) == "2:05pm Tea Misses its fixed time by 5 minutes 15"
    phone.press("5 minutes less")
    assert phone.row(2) == "2pm Tea 15"


def test_minutes_can_be_taken_away_down_to_now_and_added_from_now(opened: Open) -> None:
    phone = begun(opened)
    phone.at("13:12:00")
    phone.press("5 minutes less")

    assert phone.says("left", "status") == ["0\nminutes left", "3 minutes ahead"]
    assert phone.page.get_by_role("button", name="5 minutes less").is_disabled()
    phone.at("13:14:00")
    phone.press("5 minutes more")
    assert phone.says("left", "until") == ["5\nminutes left", "Until 1:19pm"]


def test_an_item_that_is_left_out_gives_its_minutes_to_the_rest_and_can_be_put_back(opened: Open) -> None:
    phone = opened("14:05:00")
    phone.press("Run the day from here")
    phone.press("Leave out: Help")

    assert phone.says("next-title", "ends") == ["Close", "The day ends at 2:30pm, 30 minutes earlier than planned."]
    assert phone.row(3) == "2:15pm Help Left out Put back 30"
    phone.press("Put back: Help")
    assert phone.says("next-title", "ends") == ["Help", "The day ends at 3pm, as planned."]


def test_a_pause_stops_the_minutes_and_moves_the_rest(opened: Open) -> None:
    phone = begun(opened)
    phone.at("13:05:00")
    phone.press("Pause")
    phone.at("13:09:00")

    assert phone.says("left", "until", "status") == ["10\nminutes left", "Paused", "4 minutes behind"]
    phone.press("Go on")
    phone.at("13:10:00")
    assert phone.says("left", "until") == ["9\nminutes left", "Until 1:19pm"]


def test_back_goes_on_with_the_item_before_as_if_it_had_never_ended(opened: Open) -> None:
    phone = begun(opened)
    phone.at("13:10:00")
    phone.press("Next: Scores")
    phone.at("13:12:00")
    phone.press("Back")

    assert phone.says(*NOW) == ["Arrivals", "3\nminutes left", "On time"]


def test_free_time_before_a_fixed_point_counts_down_and_can_be_ended(opened: Open) -> None:
    phone = opened("13:40:00")
    phone.press("Run the day from here")
    phone.press("Next: Tea")

    assert phone.says(*NOW, "next-title") == ["Free time", "20\nminutes left", "On time", "Tea"]
    phone.press("Start now: Tea")
    assert phone.says(*NOW) == ["Tea", "15\nminutes left", "20 minutes ahead"]


def test_a_reload_keeps_everything_and_beginning_afresh_forgets_it(opened: Open) -> None:
    phone = begun(opened)
    phone.at("13:05:00")
    phone.press("5 minutes more")
    phone.press("Leave out: Scores")
    phone.page.get_by_label("Short lessons").fill("More tea.")
    phone.page.reload()
    phone.at("13:06:00")

    assert phone.says(*NOW, "next-title") == ["Arrivals", "14\nminutes left", "5 minutes behind", "Tea"]
    assert phone.page.get_by_label("Short lessons").input_value() == "More tea."
    phone.page.on("dialog", lambda dialog: dialog.accept())
    phone.press("Begin afresh")
    phone.page.reload()
    phone.at("13:06:00")
    assert phone.says(*NOW) == ["Arrivals", "9\nminutes left", "By the timetable"]


def test_another_day_or_round_does_not_see_what_was_kept(opened: Open) -> None:
    begun(opened)
    other = opened("13:05:00", small_day(small_edition(date=datetime.date(2027, 1, 21))))

    assert other.says("now-title") == ["Not started"]


def test_a_finished_day_is_saved_as_the_file_that_the_kit_reads(opened: Open) -> None:
    phone = begun(opened)
    for time, button in (("13:20", "Next: Scores"), ("13:45", "Leave out: Tea"), ("13:45", "Next: Help")):
        phone.at(f"{time}:00")
        phone.press(button)
    for time, button in (("14:15", "Next: Close"), ("14:31", "Finish")):
        phone.at(f"{time}:00")
        phone.press(button)
    phone.page.get_by_label("Short lessons").fill('Say "why" first.\n\n  Back\\slash. \u202e</script>\n')

    assert phone.says("now-title", "until") == ["Finished", "Ended at 2:31pm, 29 minutes earlier than planned."]
    with phone.page.expect_download() as waiting:
        phone.press("Save minutes and lessons")
    assert waiting.value.suggested_filename == "round-1-2027-01-20.toml"
    data = waiting.value.path().read_bytes()
    assert tomllib.loads(data.decode())["lessons"] == ['Say "why" first.', "Back\\slash. </script>"]
    log = read_log("day.toml", data, [])
    assert log is not None
    assert (log.round, log.date) == ("round-1", datetime.date(2027, 1, 20))
    known = [(one.id, one.planned, one.actual) for one in log.item]
    assert known == [("arrive", 15, 20), ("scores", 30, 25), ("tea", 15, 0), ("help", 30, 30), ("close", 15, 16)]


def test_a_round_without_a_start_begins_when_somebody_says_so(opened: Open) -> None:
    phone = opened("09:30:00", small_day(small_edition(start=None, date=None)))

    assert phone.says("now-title", "main", "next-title") == ["Not started", "Start now", "Arrivals"]
    phone.press("Start now")
    assert phone.says(*NOW) == ["Arrivals", "15\nminutes left", "On time"]
    assert phone.row(2) == "10:15am Tea fixed at 2pm 15"


def test_trying_the_day_out_moves_its_fixed_points_along(opened: Open) -> None:
    phone = opened("2027-01-11T09:00:00")
    phone.press("Start now")

    assert phone.says(*NOW) == ["Arrivals", "15\nminutes left", "On time"]
    assert phone.row(2) == "10am Tea After 15 minutes free 15"
    assert phone.says("ends") == ["The day ends at 11am, as planned."]


def test_the_clock_is_that_of_the_meeting_wherever_the_phone_is(opened: Open) -> None:
    phone = opened("2027-01-20T13:05:00Z", timezone_id="America/New_York")

    assert phone.says("now-title", "left") == ["Arrivals", "10\nminutes left"]


def test_the_minutes_are_counted_by_the_page_itself(opened: Open) -> None:
    phone = begun(opened)
    phone.page.clock.set_fixed_time("2027-01-20T13:01:00")
    phone.page.get_by_text("14").wait_for(timeout=10_000)

    assert phone.says("left") == ["14\nminutes left"]


def test_nothing_is_asked_for_but_the_page(opened: Open) -> None:
    phone = begun(opened)
    phone.press("5 minutes more")
    phone.press("Sound is off")
    phone.page.reload()

    assert len(phone.asked) == 2
    assert all(address.endswith("/day.html") for address in phone.asked)


def test_without_scripts_the_agenda_is_there_and_no_button_is(opened: Open) -> None:
    phone = opened(java_script_enabled=False)

    assert phone.row(1) == "1:15pm Scores 30"
    assert phone.page.get_by_text("Without them, the whole agenda").is_visible()
    assert phone.page.get_by_role("button").count() == 0
    phone.page.get_by_text("What happens in it").click()
    assert phone.page.get_by_text("Read the point.").is_visible()


def test_where_the_browser_keeps_nothing_the_page_says_so_and_runs(opened: Open) -> None:
    phone = opened()
    phone.page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    phone.page.reload()
    phone.press("I run this day")
    phone.press("Run the day from here")

    assert phone.says("now-title") == ["Arrivals"]
    assert "keeps nothing" in phone.says("kept")[0]
