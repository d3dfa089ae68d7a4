"""A studio in a real browser makes, byte for byte, what this Python makes of the same steps, and asks nobody else."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kit.app.build import Order, build
from kit.franchise.upstream.sources import builtin_hub
from kit.publish.swap import fill
from kit.studio.packing import studio_files
from tests.helpers import build_file_tree
from tests.live.trees import HUB
from tests.studio.browsers import FOLDERS, WHY_NOT, asking, served
from tests.studio.stories import WORDS, Ask, change_section, desk_in, edit, story

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)

MOST = 700_000_000  # bytes that Python may hold
PLAIN = {path: data for path, data in HUB.items() if not path.endswith(".svg")}
PICTURE = "![A wall with scores](wall.svg)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a studio of the kit's own hub is served."""
    folder = tmp_path_factory.mktemp("studio")
    fill(folder, studio_files(builtin_hub(), *map(Path, FOLDERS.values())))
    build_file_tree(folder, {"blank.html": "<!doctype html><title>A page of this test</title>"})
    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return a page of the studio that fails on any request to another host."""
    made = browser.new_context().new_page()
    made.set_default_timeout(0)
    elsewhere: list[str] = []
    made.context.on("request", lambda request: elsewhere.append(request.url))
    made.goto(f"{address}blank.html")
    yield made
    assert [url for url in elsewhere if not url.startswith((address, "blob:", "data:"))] == []
    made.context.close()


@pytest.fixture(scope="module")
def ask(page: Page) -> Ask:
    """Return what asks the studio."""
    return asking(page)


def test_a_region_and_the_zip_that_one_saves_are_those_of_this_python(ask: Ask, tmp_path: Path) -> None:
    begun, _ = ask({"ask": "begin"})
    here, zipped = story(desk_in(tmp_path / "desk", builtin_hub()))

    there, saved = story(ask)

    assert begun["cannot"] == ["decks"]
    assert {path for path in here.keys() | there.keys() if here.get(path) != there.get(path)} == set()
    assert saved == zipped


def test_the_preview_shows_what_was_changed_and_pages_of_it_can_be_changed(ask: Ask, page: Page, address: str) -> None:
    answer, _ = ask({"ask": "preview"})
    run = page.evaluate("async () => (await import('/talk.js')).RUN")
    shown = page.context.new_page()
    shown.goto(f"{address}preview/{run}/round-1/index.html")

    assert answer["mistakes"] == []
    assert "We meet because our services share the same forms." in shown.inner_text("main")
    assert shown.locator("#peerkit--editor").count() == 1
    shown.close()


def test_what_is_unsafe_to_unpack_is_refused_in_a_sentence_and_what_was_there_stays(ask: Ask) -> None:
    _, before = ask({"ask": "state", "since": 0})
    (link := zipfile.ZipInfo("pages/ours.md")).external_attr = (stat.S_IFLNK | 0o777) << 16
    unsafe: list[tuple[dict[str | zipfile.ZipInfo, bytes], str]] = [
        ({"../ours.md": b"# Ours"}, "could lead out of its folder"),
        ({"/etc/ours.md": b"# Ours"}, "could lead out of its folder"),
        ({"pages/ours.md": b"a" * 1_000_000}, "times its size"),
        ({link: b"/etc/passwd"}, "is a link to somewhere else"),
    ]
    for more, says in unsafe:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
            for name, data in [*before.items(), *more.items()]:
                zipped.writestr(name, data)
        for request in ({"ask": "open", "instead": True}, {"ask": "receive"}):
            answer, _ = ask(request, {"ours.zip": made.getvalue()})
            assert says in answer["message"]

    assert ask({"ask": "state", "since": 0})[1] == before


def test_a_drawing_that_is_opened_on_its_own_runs_no_script(ask: Ask, page: Page) -> None:
    ask({"ask": "preview"})
    drawing = page.evaluate(
        """async (words) => {
          const shelf = await caches.open("studio-preview");
          const [one] = (await shelf.keys()).filter(({ url }) => url.endsWith(".css"));
          const headers = Object.fromEntries((await shelf.match(one)).headers);
          const hostile = new URL("hostile.svg", one.url).href;
          await shelf.put(hostile, new Response(words, { headers: { ...headers, "content-type": "image/svg+xml" } }));
          return hostile;
        }""",
        '<svg xmlns="http://www.w3.org/2000/svg"><title>Still</title><script>document.title = "Ran"</script></svg>',
    )
    shown = page.context.new_page()
    shown.goto(drawing)

    assert shown.evaluate("document.querySelector('title').textContent") == "Still"
    assert shown.evaluate("location.href") == drawing
    shown.close()


def test_what_has_pictures_is_built_with_words_in_their_place_within_memory(ask: Ask) -> None:
    answer, files = ask({"ask": "everything"})

    assert answer["name"] == "westshire-everything.zip"
    assert files[answer["name"]].startswith(b"PK")
    assert answer["memory"] < MOST


def test_site_and_handouts_of_a_tree_without_pictures_are_those_of_the_command_line(ask: Ask, tmp_path: Path) -> None:
    hub = {path: data.replace(PICTURE, "A wall with scores.") for path, data in PLAIN.items()}
    hub["hub.toml"] = f'source = "builtin"\n{hub["hub.toml"]}'
    begun = desk_in(tmp_path / "desk", build_file_tree(tmp_path / "hub", hub))
    begun({"ask": "fork", "answers": {"name": "Midlands"}})
    files = begun({"ask": "state", "since": 0})[1]
    build(tmp_path / "desk/region", tmp_path / "typed", Order(("site", "handouts")), lambda _: None)
    typed = {path.relative_to(tmp_path / "typed"): path.read_bytes() for path in (tmp_path / "typed").rglob("*.*")}

    ask({"ask": "open", "instead": True}, files)
    answer, _ = ask({"ask": "build", "outputs": ["site", "handouts"]})
    made = {Path(one["path"]): ask({"ask": "file", "path": one["path"]})[1][one["path"]] for one in answer["made"]}

    assert {path for path in typed.keys() | made.keys() if typed.get(path) != made.get(path)} == set()


def test_a_browser_that_is_full_is_told_in_a_sentence_and_shows_all_when_there_is_room(
    ask: Ask, page: Page, address: str
) -> None:
    devtools = page.context.new_cdp_session(page)
    before = edit(ask, {"ask": "page", "page": "round-1/index"})["sections"][0]["anchor"]
    said = edit(ask, {"ask": "open", "page": "round-1/index", "anchor": before})["now"]["text"].count(WORDS)
    assert change_section(ask, "round-1/index")["answer"] == "saved"
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": address.rstrip("/"), "quotaSize": 1})
    answer, _ = ask({"ask": "preview"})
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": address.rstrip("/")})
    again, _ = ask({"ask": "preview"})
    run = page.evaluate("async () => (await import('/talk.js')).RUN")
    shown = page.context.new_page()
    shown.goto(f"{address}preview/{run}/round-1/index.html")

    assert answer["message"].startswith("This browser has no room to show your pages.")
    assert answer["hint"].startswith("Free some room")
    assert (again["answer"], again["shown"]) == ("preview", True)
    assert shown.inner_text("main").count(WORDS) == said + 1
