"""What the source keeps for those who lead stays with them, or is told where it cannot."""

from __future__ import annotations

import re

import pytest

from kit.model.findings import Code
from tests.franchise.importing.test_odd_material import draft, text_of, wrong

KEPT = {
    "details": '<details class="instructor"><summary>SECRET</summary>SECRET</details>',
    "details by their title": "<details><summary>Notes for the facilitator</summary>SECRET</details>",
    "a box of Sphinx": '<div class="admonition instructor-note"><p>Note</p><p>SECRET</p></div>',
    "a box by its title": '<div class="note" title="Trainer notes">SECRET</div>',
    "a list": '<ul class="instructor"><li>SECRET</li></ul>',
    "a table": '<table class="instructor"><tr><td>a</td><td>SECRET</td></tr></table>',
    "code": '<pre class="instructor">SECRET</pre>',
    "a box by a name of a site's own": '<div class="teacher-notes">SECRET</div>',
    "a box of our name": '<div class="facilitators">SECRET</div>',
    "a part that is for them only": '<section class="Trainer_Only"><p>SECRET</p></section>',
    "an item": '<ul><li class="instructor">SECRET</li><li>b</li></ul>',
    "a meaning": '<dl><dt>a</dt><dd class="instructor">SECRET</dd></dl>',
    "a part of the page": '<main class="instructor">SECRET</main>',
}
TOLD = {
    "words": '<p>Go <span class="instructor">SECRET</span></p>',
    "a cell": '<table><tr><td class="instructor">SECRET</td><td>b</td></tr></table>',
    "a heading": '<h2 class="instructor">SECRET</h2><p>Go</p>',
    "a paragraph by how it begins": "<p><b>Facilitator note:</b> SECRET</p>",
}
KEPT_MARKDOWN = {
    "a list of kramdown": "- SECRET\n- b\n{: .instructor}",
    "an alert": "> [!NOTE] Facilitator notes\n> SECRET",
    "a fence of two names": "::: {.callout-note .instructor}\nSECRET\n:::",
    "a note of MkDocs": '!!! note "Notes for instructors"\n    SECRET',
}


def shown(text: str) -> str:
    return re.sub(r"(?ms)^ *(?:[-:] )?(:{3,})\{facilitator\}.*?^ *\1$", "", text)


@pytest.mark.parametrize("name", [*KEPT, *KEPT_MARKDOWN])
def test_what_is_for_those_who_lead_is_seen_by_them_alone(name: str) -> None:
    files: dict[str, str | bytes] = (
        {"a.html": f"<h1>A</h1><p>Hello.</p>{KEPT[name]}"}
        if name in KEPT
        else {"a.md": f"# A\n\n{KEPT_MARKDOWN[name]}\n"}
    )
    made = draft(files)

    assert "SECRET" in text_of(made)
    assert "SECRET" not in shown(text_of(made))
    assert wrong(made) == []


@pytest.mark.parametrize("name", TOLD)
def test_what_cannot_be_kept_from_the_others_is_told(name: str) -> None:
    made = draft({"a.html": f"<h1>A</h1>\n{TOLD[name]}"})

    assert "SECRET" in text_of(made)
    assert [one.line for one in made.found if one.code is Code.IMPORTED_GUESS and "everybody" in one.message] == [2]
