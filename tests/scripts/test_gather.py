"""Gathering what groups publish: what is in order is kept with its day, and nothing else replaces what is there."""

from __future__ import annotations

import datetime
import http.server
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from kit.source.tree.groups import MAX_BYTES, read_groups, read_seen

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from gather import addresses, gather

DAY = datetime.date(2026, 11, 29)
GROUP = {"schema": 1, "id": "midlands", "name": "Midlands"}


class Site(http.server.BaseHTTPRequestHandler):
    """Answers with what the test puts into ``pages``, by path; a text that begins with ``http`` or ``file`` moves."""

    pages: ClassVar[dict[str, bytes | str]] = {}

    def do_GET(self) -> None:
        """Answer."""
        page = self.pages.get(self.path)
        if isinstance(page, str):
            self.send_response(302)
            self.send_header("Location", page)
            self.end_headers()
            return
        self.send_response(404 if page is None else 200)
        self.end_headers()
        self.wfile.write(page or b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Site.pages = {"/midlands/group.json": json.dumps(GROUP).encode()}
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def fetch(folder: Path, **listed: str) -> list[str]:
    return gather(listed, folder, DAY, ("http",))


def test_what_a_group_publishes_is_kept_with_the_day(tmp_path: Path, site: str) -> None:
    assert fetch(tmp_path / "groups", midlands=f"{site}/midlands/") == ["midlands: fetched"]

    assert [one.id for one in read_groups(tmp_path / "groups", "hub", [])] == ["midlands"]
    assert read_seen(tmp_path / "groups") == {"midlands": DAY}


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (None, "Not Found"),
        (b"<html>Not found</html>", "is no JSON"),
        (json.dumps({**GROUP, "id": "south"}).encode(), "it says that it is south"),
        (json.dumps({**GROUP, "name": "<script>"}).encode(), "name"),
        (b" " * (MAX_BYTES + 1), "bytes"),
        ("file:///etc/hostname", "not allowed"),
        ("ftp://127.0.0.1/group.json", "Found"),
    ],
)
def test_what_is_not_in_order_leaves_the_file_of_the_last_time(
    tmp_path: Path, site: str, page: bytes | str | None, why: str
) -> None:
    fetch(tmp_path, midlands=f"{site}/midlands")
    before = (tmp_path / "midlands.json").read_bytes()
    Site.pages = {} if page is None else {"/midlands/group.json": page}

    (told,) = gather({"midlands": f"{site}/midlands"}, tmp_path, DAY + datetime.timedelta(7), ("http",))

    assert told.startswith("midlands: left as it was, because ")
    assert why in told
    assert (tmp_path / "midlands.json").read_bytes() == before
    assert read_seen(tmp_path) == {"midlands": DAY}


def test_an_address_that_moved_on_the_web_is_followed(tmp_path: Path, site: str) -> None:
    Site.pages["/old/group.json"] = f"{site}/midlands/group.json"

    assert fetch(tmp_path, midlands=f"{site}/old") == ["midlands: fetched"]


def test_only_addresses_with_https_are_fetched(tmp_path: Path, site: str) -> None:
    (told,) = gather({"midlands": f"{site}/midlands"}, tmp_path, DAY)

    assert "does not begin with https://" in told
    assert not (tmp_path / "midlands.json").exists()


def test_one_group_that_is_not_there_does_not_stop_the_others(tmp_path: Path, site: str) -> None:
    told = fetch(tmp_path, south="http://127.0.0.1:9/none", midlands=f"{site}/midlands")

    assert [one.partition(":")[2][:5] for one in told] == [" left", " fetc"]


def test_a_list_of_addresses_may_have_remarks_and_no_other_lines() -> None:
    assert addresses("# Groups\n\nmidlands  https://midlands.example.org/\n") == {
        "midlands": "https://midlands.example.org/"
    }
    with pytest.raises(SystemExit, match="Line 1"):
        addresses("../midlands https://midlands.example.org/\n")
