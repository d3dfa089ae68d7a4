"""Groups, the standard and neighbours on the pages of a built site."""

from __future__ import annotations

import html
import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image

from kit.model.areas import AREAS
from kit.model.findings import Finding
from kit.render.reading.reading import read
from kit.render.site.groups import examples, tiles
from tests.render.editions import edition
from tests.render.site.grouped import NASTY, NORTH, group, made, site
from tests.render.site.markup import parsed
from tests.render.site.written import write_into


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site(made(), tmp_path_factory.mktemp("hub"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site(made(groups=(), standard=None), tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    many = group("West", variations=[{"page": "round-1/talk", "kind": "dropped"}] * 2)
    return site(made(is_region=True, groups=(NORTH, many)), tmp_path_factory.mktemp("region"))


def part(page: Path, name: str) -> str:
    """Return the section of a page with this class."""
    match = re.search(rf'<section class="{name}".*?</section>', page.read_text(encoding="utf-8"), re.DOTALL)
    return match[0] if match else ""


def words(text: str) -> str:
    """Return what a reader reads of some HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_the_hub_lists_its_groups_with_areas_and_dates_in_order(hub: Path) -> None:
    listed = part(hub / "index.html", "kit-groups")

    assert "2 groups meet with this material." in words(listed)
    assert '<h3><a href="https://north.example.net.uk/">North</a></h3>' in listed
    assert "<h3>South</h3>" in listed
    assert "North East and Scotland" in words(listed)
    assert re.findall(r'data-meets="([^"]+)"', listed) == ["2027-02-03", "2027-05-06"]
    assert "Wednesday 3 February 2027 : Us <img src=x onerror=alert(1)>" in words(listed)
    assert "No date yet" in words(listed.partition("<h3>South</h3>")[2])


def test_each_area_has_a_tile_that_says_in_words_what_it_has(hub: Path) -> None:
    listed = part(hub / "index.html", "kit-groups")
    found = re.findall(r'<li class="kit-tile kit-tile-([a-z-]+?)( kit-tile-none)?">(.*?)</li>', listed, re.DOTALL)

    assert [area for area, _, _ in found] == list(AREAS)
    assert {words(text) for area, _, text in found if area == "wales"} == {"Wales No group yet"}
    assert {words(text) for area, _, text in found if area == "scotland"} == {"Scotland 1 group : North"}
    assert {area for area, none, _ in found if not none} == {"north-east", "scotland", "south-east"}


def test_tiles_lead_to_the_entry_of_the_group(hub: Path) -> None:
    page = (hub / "index.html").read_text(encoding="utf-8")

    assert re.findall(r'<a href="#(group--[a-z]+)"', page) == ["group--north", "group--north", "group--south"]
    assert 'id="group--north"' in page
    assert 'id="group--south"' in page


def test_two_groups_of_one_area_are_counted_on_its_tile() -> None:
    (one,) = [tile for tile in tiles((NORTH, group("Far", areas=["scotland"]))) if tile.area == "scotland"]

    assert (one.count, one.names, one.target) == ("2 groups", ("North", "Far"), "group--north")


def test_without_groups_there_is_one_sentence_and_nothing_empty(bare: Path) -> None:
    listed = part(bare / "index.html", "kit-groups")

    assert "No group is listed here yet." in words(listed)
    assert "<ul" not in listed


def test_a_region_has_no_list_of_groups(region: Path) -> None:
    assert part(region / "index.html", "kit-groups") == ""


def test_what_strangers_wrote_is_text_everywhere(hub: Path) -> None:
    for path in hub.rglob("*.html"):
        assert "<img src=x" not in path.read_text(encoding="utf-8")


def test_addresses_stay_in_their_attribute(hub: Path) -> None:
    told = part(hub / "round-1" / "talk.html", "kit-neighbours")

    assert 'href="https://north.example.net.uk/talk?a=1&amp;b=2"' in told


def test_a_session_says_how_others_ran_it(hub: Path) -> None:
    told = words(part(hub / "round-1" / "talk.html", "kit-neighbours"))

    assert told.startswith(f'How other groups ran this North Rewrote "{NASTY}". Why: {NASTY}')
    assert "Gave it 25 minutes. See their page : North, Gave it 25 minutes" in told
    assert part(hub / "round-1" / "quiet.html", "kit-neighbours") == ""


def test_up_to_three_changes_are_open_and_more_are_folded(hub: Path, region: Path) -> None:
    assert "<details" not in part(hub / "round-1" / "talk.html", "kit-neighbours")
    assert "<summary>4 changes by 2 groups</summary>" in part(region / "round-1" / "talk.html", "kit-neighbours")


def test_a_session_names_its_points_with_links_and_one_without_points_says_nothing(hub: Path) -> None:
    session = (hub / "round-1" / "talk.html").read_text(encoding="utf-8")

    assert '<a href="../standards.html#point-2">2 Point &lt;2&gt;</a>' in session
    assert "kit-points" not in (hub / "round-1" / "quiet.html").read_text(encoding="utf-8")


def test_a_round_names_the_points_that_it_covers(hub: Path) -> None:
    page = (hub / "round-1" / "index.html").read_text(encoding="utf-8")
    match = re.search(r'<p class="kit-points">.*?</p>', page, re.DOTALL)

    assert match
    assert words(match[0]) == "Covers points 2 and 3 of the Five & more."


def test_the_page_about_the_standard_shows_sessions_and_gaps_in_words(hub: Path) -> None:
    page = (hub / "standards.html").read_text(encoding="utf-8")
    rows = [words(row) for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)]

    assert rows == [
        "Point Sessions",
        "1 Point <1> not covered yet",
        "2 Point <2> Talk Meet",
        "3 Point <3> Talk Meet",
        "4 Point <4> In the standard: Do & <be> four not covered yet",
        "5 Point <5> not covered yet",
    ]
    assert "Not covered yet: 1 Point <1>, 4 Point <4>, 5 Point <5>." in words(page)
    assert 'href="https://five.example.org/"' in page


def test_the_picture_has_a_cell_for_each_point_and_dashed_ones_for_gaps(hub: Path) -> None:
    page = (hub / "standards.html").read_text(encoding="utf-8")
    match = re.search(r'<svg class="kit-points-picture".*?</svg>', page, re.DOTALL)

    assert match
    kinds = re.findall(r'<g class="kit-points-([a-z]+)">', match[0])
    assert kinds == ["none", "own", "own", "none", "none", "gap", "gap", "gap"]
    assert "<title id=" in match[0]
    assert "Meet: 2, 3. 2 of the 5 points have a session about them." in words(match[0])
    assert "Not covered yet</text>" in match[0]


def test_every_point_can_be_linked_to(hub: Path) -> None:
    page = (hub / "standards.html").read_text(encoding="utf-8")

    assert [f"point-{number}" for number in range(1, 6)] == re.findall(r'id="(point-\d)"', page)


def test_the_home_page_leads_to_it_and_without_a_standard_there_is_none(hub: Path, bare: Path) -> None:
    assert 'href="standards.html"' in (hub / "index.html").read_text(encoding="utf-8")
    assert not (bare / "standards.html").exists()
    assert "standards.html" not in "".join(path.read_text(encoding="utf-8") for path in bare.rglob("*.html"))


@pytest.mark.parametrize(
    ("url", "contact", "expected"),
    [
        ("https://north.example.org/", None, "all"),
        (None, "us@peers.example.org", "all"),
        ("https://notexample.org/", None, ""),
        ("https://example.org.uk/", "us@example.gov.uk", ""),
    ],
)
def test_invented_groups_are_known_by_addresses_that_nobody_can_own(
    url: str | None, contact: str | None, expected: str
) -> None:
    assert examples((group("One", url=url, contact=contact),)) == expected


def test_a_list_with_some_invented_groups_says_so() -> None:
    assert examples((NORTH, group("Made up", id="x", url="https://x.example.org/"))) == "some"


def test_the_facts_of_the_hub_do_not_repeat_those_of_its_groups(hub: Path) -> None:
    assert json.loads((hub / "group.json").read_bytes())["variations"] == []


# A corner of a table that names nothing is no heading, and those that name something stay headings.

PAGE = """\
# Tables

|         | Monday |
| ------- | ------ |
| Morning | scales |

:::{list-table}
:header-rows: 1
:stub-columns: 1

* -
  - Tuesday
* - Evening
  - rounds
:::
"""


def test_an_empty_corner_is_a_plain_cell_and_other_heads_stay(tmp_path: Path) -> None:
    found: list[Finding] = []
    write_into(tmp_path / "site", read(edition({"index.md": PAGE}), tmp_path / "reading", found))
    page = parsed(tmp_path / "site" / "index.html")
    heads = ["".join(one.itertext()).strip() for one in page.iter("th")]

    assert heads == ["Monday", "Tuesday", "Evening"]
    assert len(list(page.iter("td"))) == 5


# Pictures say their size, so that text does not jump while they load; what an author set stays stronger.

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30"/></svg>'
PAGE_OF_IMAGES = """\
# Pictures

![Wide](wide.png)

![Drawn](drawn.svg)

![Damaged](damaged.png)

```{image} wide.png
:alt: Half
:width: 50%
```

```{image} wide.png
:alt: High
:height: 10px
```
"""


def png(width: int, height: int) -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (width, height), "#1b4965").save(picture, "PNG")
    return picture.getvalue()


def test_each_picture_has_the_size_of_its_file_unless_its_author_set_a_height(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "index.md": PAGE_OF_IMAGES,
        "wide.png": png(60, 20),
        "drawn.svg": SVG,
        "damaged.png": b"\x89PNG damaged",
    }
    found: list[Finding] = []
    write_into(tmp_path / "site", read(edition(files), tmp_path / "reading", found))
    text = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    tags = {match[1]: match[0] for match in re.finditer(r'<img [^>]*alt="(\w+)"[^>]*>', text)}

    assert 'width="60" height="20"' in tags["Wide"]
    assert 'width="40" height="30"' in tags["Drawn"]
    assert 'width="60" height="20"' in tags["Half"]
    assert "width: 50%" in tags["Half"]
    assert "height=" not in tags["Damaged"] + tags["High"]
