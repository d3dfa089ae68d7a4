"""The desk of a studio answers with the kit's own functions: what it makes is what the command line makes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.cli.run import run
from kit.franchise.upstream.sources import builtin_hub
from kit.studio.desk import Desk
from kit.studio.held import packed
from tests.studio.stories import ANSWERS, WORDS, Ask, change_meeting, change_section, desk_in, edit


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def begun(ask: Ask) -> Ask:
    assert ask({"ask": "fork", "answers": ANSWERS})[0]["answer"] == "forked"
    return ask


def test_a_region_begun_here_is_the_one_that_fork_writes(tmp_path: Path) -> None:
    ask = desk_in(tmp_path / "desk", builtin_hub())
    options = [word for name in ("name", "id", "date", "start", "heads") for word in (f"--{name}", ANSWERS[name])]
    assert run(["fork", str(tmp_path / "typed"), *options, "--from", "builtin", "--no-input"]) == 0

    begun(ask)

    assert ask({"ask": "state", "since": 0})[1] == files_in(tmp_path / "typed")


def test_the_zip_that_one_saves_holds_the_region_and_opens_again(ask: Ask, tmp_path: Path, hub: Path) -> None:
    begun(ask)
    change_section(ask, "round-1/index")
    answer, saved = ask({"ask": "region"})
    other = desk_in(tmp_path / "other", hub)

    opened, _ = other({"ask": "open"}, saved)

    assert answer["name"] == "westshire.zip"
    assert opened["region"] == {"id": "westshire", "name": "Westshire Peer Group"}
    assert other({"ask": "state", "since": 0})[1] == ask({"ask": "state", "since": 0})[1]
    assert members(saved["westshire.zip"]) == ask({"ask": "state", "since": 0})[1]


def test_files_that_a_browser_kept_open_as_the_region_that_they_were(ask: Ask, tmp_path: Path, hub: Path) -> None:
    begun(ask)
    _, kept = ask({"ask": "state", "since": 0})
    other = desk_in(tmp_path / "other", hub)

    other({"ask": "open"}, kept)

    assert other({"ask": "state", "since": 0})[1] == kept


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../region.toml", "could lead out of its folder"),
        ("/region.toml", "could lead out of its folder"),
        ("notes.txt", "no region.toml"),
    ],
)
def test_what_is_no_region_or_unsafe_is_refused_and_nothing_is_changed(ask: Ask, name: str, says: str) -> None:
    begun(ask)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(name, "x")
    before = ask({"ask": "state", "since": 0})[1]

    answer, _ = ask({"ask": "open", "instead": True}, {"mine.zip": made.getvalue()})

    assert answer["answer"] == "trouble"
    assert says in answer["message"]
    assert ask({"ask": "state", "since": 0})[1] == before


@pytest.mark.parametrize(
    "made",
    [
        {"region.toml": "name = <script>"},
        {"region.toml": 'id = "<script>alert(1)</script>"\nname = "Other"'},
        {"region.toml": 'name = "Other"', "pages": "a file", "pages/one.md": "# One"},
    ],
)
def test_a_region_that_does_not_open_takes_the_place_of_none(ask: Ask, made: dict[str, str]) -> None:
    begun(ask)
    before = ask({"ask": "state", "since": 0})[1]

    answer, _ = ask({"ask": "open", "instead": True}, {path: words.encode() for path, words in made.items()})

    assert answer["answer"] in ("trouble", "refused")
    assert ask({"ask": "state", "since": 0})[1] == before
    assert ask({"ask": "region"})[0]["name"] == "westshire.zip"


@pytest.mark.parametrize("name", ["OURS.ZIP", "ours", "ours #2.zip"])
def test_a_saved_region_opens_whatever_its_zip_is_called(ask: Ask, name: str) -> None:
    begun(ask)
    before = ask({"ask": "state", "since": 0})[1]
    (zipped,) = ask({"ask": "region"})[1].values()

    answer, _ = ask({"ask": "open", "instead": True}, {name: zipped})

    assert answer["answer"] == "opened"
    assert ask({"ask": "state", "since": 0})[1] == before


@pytest.mark.parametrize("request_", [{"ask": "open", "instead": True}, {"ask": "receive"}])
@pytest.mark.parametrize("name", ["photo.jpg", "letter.zip"])
def test_a_file_that_is_no_zip_is_told_by_the_name_that_people_know(
    ask: Ask, name: str, request_: dict[str, object]
) -> None:
    begun(ask)

    answer, _ = ask(request_, {name: b"This is no zip."})

    assert answer["message"].startswith((f"{name} is no zip", f"{name} cannot be read: it is no zip"))


def test_what_lies_beside_a_region_on_a_disk_does_not_come_with_it(ask: Ask) -> None:
    begun(ask)
    files = ask({"ask": "state", "since": 0})[1]
    beside = dict.fromkeys([".git/config", "_build/ours/site/index.html", ".venv/bin/python"], b"x")

    ask({"ask": "open", "instead": True}, {"ours.zip": packed({f"ours/{k}": v for k, v in (files | beside).items()})})

    assert ask({"ask": "state", "since": 0})[1] == files


def test_the_pages_of_a_region_with_mistakes_are_not_those_of_the_one_before(ask: Ask) -> None:
    begun(ask)
    assert ask({"ask": "preview"})[0] == {"answer": "preview", "mistakes": [], "shown": True}
    files = ask({"ask": "state", "since": 0})[1]

    ask({"ask": "open", "instead": True}, {**files, "pages/ours.md": b"# Ours\n\n[Go](javascript:alert(1))\n"})
    answer, _ = ask({"ask": "preview"})

    assert answer["shown"] is False
    assert [one["place"].partition(":")[0] for one in answer["mistakes"]] == ["pages/ours.md"]


def test_a_drawing_of_the_preview_is_answered_so_that_it_runs_no_script(tmp_path: Path, hub: Path) -> None:
    desk = Desk(tmp_path / "desk", hub, lambda _: None)
    list(desk.ask({"ask": "fork", "answers": ANSWERS}))

    (event, files), *_ = desk.ask({"ask": "preview"})
    drawings = [path for path in files if path.endswith(".svg")]
    pages = [path for path in files if path.endswith(".html")]

    assert drawings
    assert all("sandbox" in event["headers"][path]["Content-Security-Policy"] for path in drawings)
    assert all(event["headers"][path]["X-Content-Type-Options"] == "nosniff" for path in files)
    assert not any("Content-Security-Policy" in event["headers"][path] for path in pages)


def test_a_region_is_replaced_only_by_somebody_who_says_so(ask: Ask) -> None:
    begun(ask)

    answer, _ = ask({"ask": "fork", "answers": {"name": "Other"}})

    assert answer["message"] == "There is a region here already."
    assert ask({"ask": "fork", "answers": {"name": "Other"}, "instead": True})[0]["region"]["name"] == "Other"


@pytest.mark.parametrize(
    ("answers", "says"),
    [({}, "cannot wait"), ({"name": "A", "date": "soon"}, "no date"), ({"name": "A", "heads": "many"}, "no number")],
)
def test_an_answer_that_nobody_understands_is_told_and_nothing_begins(
    ask: Ask, answers: dict[str, str], says: str
) -> None:
    answer, _ = ask({"ask": "fork", "answers": answers})

    assert says in answer["message"]
    assert ask({"ask": "state", "since": 0})[1] == {}


def test_state_tells_each_change_once(ask: Ask) -> None:
    begun(ask)
    first, _ = ask({"ask": "state", "since": 0})

    change_section(ask, "round-1/index")
    second, changed = ask({"ask": "state", "since": first["look"]})
    third, nothing = ask({"ask": "state", "since": second["look"]})

    assert [path for path in changed if path.startswith("overrides/")] != []
    assert "upstream/index.md" not in changed
    assert nothing == {}
    assert third["gone"] == []


def test_what_undo_takes_away_is_gone_in_the_state_too(ask: Ask) -> None:
    begun(ask)
    saved = change_section(ask, "round-1/index")
    look, changed = ask({"ask": "state", "since": 0})

    edit(ask, {"ask": "undo", "mark": saved["undo"]["mark"]})
    answer, _ = ask({"ask": "state", "since": look["look"]})

    assert [path for path in answer["gone"] if path.startswith("overrides/")] == [
        path for path in changed if path.startswith("overrides/")
    ]


def test_the_preview_shows_each_change_with_the_scripts_that_let_pages_be_changed(ask: Ask, tmp_path: Path) -> None:
    begun(ask)
    desk = Desk(tmp_path / "desk", tmp_path / "hub", lambda _: None, "/studio/preview/tab-1/", "tab-1")

    (first, files), *_ = desk.ask({"ask": "preview"})

    page = files["round-1/index.html"].decode()
    assert first["event"] == "changed"
    assert '<script src="/studio/live/page.js" data-shown="tab-1-1" data-channel="studio-tab-1"' in page
    assert 'src="/studio/live/main.js"' in page
    assert "script-src 'self'" in page.replace("&#x27;", "'")

    change_section(ask, "round-1/index")
    (second, changed), *_ = desk.ask({"ask": "preview"})
    assert WORDS in changed["round-1/index.html"].decode()
    assert "round-1/index.html" in second["pages"]


def test_a_build_is_that_of_the_command_line(ask: Ask, tmp_path: Path) -> None:
    begun(ask)
    change_meeting(ask, "round-1/index", 20)
    build(tmp_path / "desk/region", tmp_path / "typed", Order(("site",)), lambda _: None)

    answer, _ = ask({"ask": "build", "outputs": ["site"]})
    made = {one["path"]: ask({"ask": "file", "path": one["path"]})[1][one["path"]] for one in answer["made"]}

    assert made == files_in(tmp_path / "typed")


@pytest.mark.slow
def test_everything_is_all_but_what_cannot_be_made_here(ask: Ask) -> None:
    begun(ask)

    answer, made = ask({"ask": "everything"})
    paths = members(made["westshire-everything.zip"])

    assert answer["name"] == "westshire-everything.zip"
    assert {path.partition("/")[0] for path in paths} == {"site", "handouts", "calendar", "manifest.json"}


@pytest.mark.slow
def test_papers_are_called_by_what_they_are_and_by_the_title_of_their_round(tmp_path: Path) -> None:
    ask = begun(desk_in(tmp_path / "desk", builtin_hub()))

    answer, _ = ask({"ask": "build", "outputs": ["handouts"]})
    called = {one["path"]: (one["title"], one["round"]) for one in answer["made"]}

    assert called["handouts/round-1/badges.pdf"] == ("Badges", "Meet the standard")
    assert called["handouts/common/next-step.pdf"] == ("Handout: One next step", "")


def test_a_newer_zip_of_the_hub_brings_its_improvements_and_the_source_stays(ask: Ask, hub: Path) -> None:
    begun(ask)
    change_section(ask, "round-1/index")
    page = hub / "about.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Who we are.", "Who we all are."), encoding="utf-8")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for path, data in files_in(hub).items():
            packed.writestr(path, data)

    answer, _ = ask({"ask": "receive"}, {"hub.zip": made.getvalue()})
    files = ask({"ask": "state", "since": 0})[1]

    assert answer["changed"] is True
    assert b"Who we all are." in files["upstream/about.md"]
    assert b'source = "builtin"' in files["region.toml"]
    assert any(WORDS.encode() in data for path, data in files.items() if path.startswith("overrides/"))


def test_a_hub_with_mistakes_is_called_as_people_know_it(ask: Ask, hub: Path, tmp_path: Path) -> None:
    begun(ask)
    before = ask({"ask": "state", "since": 0})[1]

    answer, _ = ask({"ask": "receive"}, {"newer.zip": packed({**files_in(hub), "evil.js": b"alert(1)"})})

    assert "newer.zip" in answer["message"]
    assert str(tmp_path) not in answer["message"]
    assert [one["place"] for one in answer["findings"]] == ["evil.js"]
    assert ask({"ask": "state", "since": 0})[1] == before


def test_a_region_of_another_hub_receives_from_a_zip_only(ask: Ask, tmp_path: Path) -> None:
    begun(ask)
    settings = tmp_path / "desk/region/region.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"builtin"', '"../theirs"'), encoding="utf-8")

    answer, _ = ask({"ask": "receive"})

    assert answer["message"].startswith("This region receives from ../theirs")


@pytest.mark.parametrize("asked", [{"ask": "nothing"}, {}, {"ask": "file", "path": "site/none.html"}])
def test_what_nobody_can_ask_is_told(ask: Ask, asked: dict[str, str]) -> None:
    assert ask(asked)[0]["answer"] == "trouble"
