"""Files damaged anywhere end in findings or sentences: no library's error comes out of any reader."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from kit.app.assemble import assemble
from kit.check.edition import check_edition
from kit.franchise.compose.compose import compose
from kit.franchise.record import Heading, Lock, PageLock, lock_files, read_lock
from kit.franchise.upstream.pristine import RECORD, edited_files, pristine_record
from kit.model.edition import Brand
from kit.model.errors import KitError
from kit.model.findings import Finding
from kit.model.tree import Tree
from kit.publish.manifest import NAME, listed, manifest, to_json
from kit.publish.plan import BadPlan, FileChange, Plan, from_json
from kit.publish.plan import to_json as plan_json
from kit.render.deck.pptx.pictures import Pictures
from kit.render.deck.slides.model import Slide, SlideKind, words
from kit.render.deck.writer import write_deck
from kit.render.outputs import kind_of, reserved_names
from kit.source.pictures.damage import damage
from kit.source.pictures.pictures import picture_problem, size
from kit.source.pictures.svg import rebuild
from kit.source.settings.files import read_region
from kit.source.tree.groups import group_of
from kit.source.tree.zips import read_zip
from tests.regions import HUB, region_files
from tests.render.deck.variety import usual
from tests.render.editions import edition

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><defs><g id="a"><path d="M0 0h9"/></g></defs>'
    '<use href="#a"/><text x="1" y="9" style="fill:#123456;font-size:4px">Words &amp; more</text></svg>'
)
PAGE = (
    '---\nminutes: 20\nmaterials: ["dots: 5 per person"]\n---\n\n# A page\n\n(here)=\n## Part\n\n:::{activity} Do\n'
    ":minutes: 20\n\n1. One {{ venue }} [^n] ![four people](a.png)\n:::\n\n| a | b |\n| - | - |\n"
    "| 1 | {abbr}`x <y>` |\n\n[^n]: See [it](how-ready.md#score-yourselves) and <https://example.org>.\n"
)
GROUP = {
    "schema": 1,
    "id": "north",
    "name": "North",
    "url": "https://north.example.org/",
    "rounds": [{"id": "round-1", "title": "Meet", "date": "2027-02-03", "sessions": []}],
}
PLAN = Plan("update", (FileChange("pages/a.md", None, "0" * 64), FileChange("region.toml", "1" * 64, "2" * 64)))
LOCK = Lock({"round-1/how-ready": PageLock("id", "head", (Heading("a", 1, "A"),), {"a.replace": "words"})})
LOCK_FILE, LOCK_DATA = next(iter(lock_files(LOCK).items()))


def _raster(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((32, 32)).convert("RGB").save(stream, kind)
    return stream.getvalue()


@cache
def _zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in HUB.items():
            archive.writestr(path, text)
    return stream.getvalue()


def _read_zip(data: bytes, place: Path) -> None:
    (place / "hub.zip").write_bytes(data)
    read_zip(place / "hub.zip", "", [])


def _read_deck(data: bytes, _: Path) -> None:
    if picture_problem("brand/deck.pptx", data) is None:
        made = edition({"index.md": "# Home\n", "brand/deck.pptx": data}, brand=Brand(deck="brand/deck.pptx"))
        slides = [Slide(SlideKind.TITLE, "A day"), Slide(SlideKind.BULLETS, "Words", (words("One"),))]
        write_deck(made, "A day", slides, Pictures({}, lambda *_: b"", []), [], set())


def _read_picture(suffix: str) -> Callable[[bytes, Path], None]:
    def read(data: bytes, _: Path) -> None:
        path = f"a.{suffix}"
        if picture_problem(path, data) is None:
            rebuild(path, data, []) if suffix == "svg" else damage(path, data)
        with suppress(ValueError):
            size(data)
        Pictures({path: data}, lambda *_: b"", []).size(path)

    return read


def _read_tree(path: str, files: Mapping[str, str]) -> Callable[[bytes, Path], None]:
    """Return the reader of a file of a tree: it is composed, read and held to every rule."""

    def read(data: bytes, _: Path) -> None:
        found: list[Finding] = []
        composed = compose(Tree({**{name: text.encode() for name, text in files.items()}, path: data}), found)
        made = assemble(composed, found) if composed else None
        assert made is None or list(check_edition(made, reserved_names(), None)) is not None
        assert all(one.message and one.file for one in found)

    return read


def _read_manifest(data: bytes, place: Path) -> None:
    (place / NAME).write_bytes(data)
    listed(place)


def _read_pristine(data: bytes, _: Path) -> None:
    tree = Tree({name: text.encode() for name, text in region_files({}).items()} | {RECORD: data})
    region = read_region(tree, [])
    assert region is not None
    edited_files(tree, region)


def _read_plan(data: bytes, _: Path) -> None:
    try:
        from_json(data)
    except BadPlan:
        return


def _read_lock(data: bytes, _: Path) -> None:
    read_lock({LOCK_FILE: data}, [])


def _read_group(data: bytes, _: Path) -> None:
    group_of("a.json", data, [])


MADE = {"site/a.html": b"a", "decks/b.pptx": b"b"}
REGION = region_files({})
SOUND: dict[str, tuple[Callable[[], bytes], Callable[[bytes, Path], object]]] = {
    "zip": (_zip, _read_zip),
    "deck": (usual, _read_deck),
    **{
        suffix: (partial(_raster, kind), _read_picture(suffix))
        for suffix, kind in {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP"}.items()
    },
    "svg": (SVG.encode, _read_picture("svg")),
    "page": (PAGE.encode, _read_tree("round-1/attack.md", HUB)),
    "hub.toml": (HUB["hub.toml"].encode, _read_tree("hub.toml", HUB)),
    "region.toml": (REGION["region.toml"].encode, _read_tree("region.toml", REGION)),
    "lock": (lambda: LOCK_DATA, _read_lock),
    "journal": (lambda: plan_json(PLAN), _read_plan),
    "manifest": (
        lambda: to_json(manifest({"site/a.html": b"a", "decks/b.pptx": b"b"}, frozenset(), kind_of)),
        _read_manifest,
    ),
    "upstream record": (lambda: pristine_record(Tree({"index.md": b"# A\n"})), _read_pristine),
    "group": (lambda: json.dumps(GROUP).encode(), _read_group),
}

Change = tuple[str, float, float, bytes]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "put", "insert", "cut", "double", "end"]),
        st.floats(0, 1, exclude_max=True),
        st.floats(0, 0.3),
        st.one_of(
            st.binary(min_size=1, max_size=4),
            st.integers(0, 2**32 - 1).map(lambda number: struct.pack("<I", number)),
            st.sampled_from(
                [b"\xff\xff\xff\xff", b"\0\0\0\0", b"\\ud800", b"[" * 3000, b'"', b"\x0e\0", b"\x0c\0", b"&x;"]
            ),
        ),
    ),
    min_size=1,
    max_size=4,
)


def damaged(data: bytes, changes: list[Change]) -> bytes:
    """Return ``data`` with bytes put in the place of others, put in, cut out, doubled, or its end cut off."""
    for how, where, length, new in changes:
        at = int(where * len(data))
        until = at + int(length * len(data))
        middle = {"put": new, "insert": new + data[at:until], "cut": b"", "double": data[at:until] * 2, "end": b""}[how]
        rest = data[at + len(new) :] if how == "put" else b"" if how == "end" else data[until:]
        data = data[:at] + middle + rest
    return data


@pytest.mark.parametrize("kind", SOUND)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_whatever_damaged_bytes_do_inside_a_library_ends_in_words(
    kind: str, changes: list[Change], tmp_path: Path
) -> None:
    make, read = SOUND[kind]
    with suppress(KitError):
        read(damaged(make(), changes), tmp_path)


@pytest.mark.parametrize("kind", SOUND)
def test_undamaged_they_are_read(kind: str, tmp_path: Path) -> None:
    make, read = SOUND[kind]
    read(make(), tmp_path)
