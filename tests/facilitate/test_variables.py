"""The values of variables on a page."""

from __future__ import annotations

import datetime

from kit.facilitate.variables import filled, values_for
from tests.render.editions import edition

FILES: dict[str, str | bytes] = {"index.md": "# Home\n", "round-1/index.md": "# Plan\n", "round-1/a.md": "# A\n"}


def test_a_round_s_pages_know_its_date_and_times_and_others_do_not() -> None:
    day = {"date": datetime.date(2027, 7, 14)}
    made = edition(FILES, {"round-1/a": 95}, start=630, round_=day, name="Midlands")

    values = values_for(made, "round-1/a")
    assert (values["group"], values["date"]) == ("Midlands", "Wednesday 14 July 2027")
    assert (values["start"], values["end"]) == ("10:30am", "12:05pm")
    assert values_for(made, "index")["start"] == ""


def test_without_a_start_times_are_gaps_even_where_an_agenda_is() -> None:
    values = values_for(edition(FILES, {"round-1/a": 95}), "round-1/a")

    assert (values["date"], values["start"], values["end"]) == ("", "", "")


def test_plain_text_is_filled_once_and_unknown_names_stay() -> None:
    assert filled("{{ a }}, {{b}}, {{ c }}", {"a": "{{ b }}", "b": ""}) == "{{ b }}, to be confirmed, {{ c }}"
