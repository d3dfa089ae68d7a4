"""Pages are written into memory while a site is made, and into files otherwise."""

from __future__ import annotations

from pathlib import Path

from kit.render.reading.reading import read
from kit.render.site.in_memory import in_memory
from kit.render.site.state import html_builder
from kit.render.site.writer import write_site
from tests.render.site.peers import peers


def test_a_site_has_pages_of_which_no_file_was_written(tmp_path: Path) -> None:
    reading = read(peers(), tmp_path / "reading", [])

    made = write_site(reading, {})

    assert {"index.html", "round-1/how-ready.html", "404.html"} <= made.keys()
    assert not list(Path(reading.app.outdir).rglob("how-ready.html"))
    assert list(made) == sorted(made)


def test_a_page_has_the_bytes_that_its_file_would_have(tmp_path: Path) -> None:
    builder = html_builder(read(peers(), tmp_path / "reading", []).app)

    with in_memory(builder) as pages:
        builder.get_output_path("deep/down").write_text("£ \udc80\n", encoding="utf-8", errors="xmlcharrefreplace")
    place = builder.get_output_path("deep/down")
    place.parent.mkdir()
    place.write_text("£ \udc80\n", encoding="utf-8", errors="xmlcharrefreplace", newline="\n")

    assert pages == {"deep/down.html": place.read_bytes()}
