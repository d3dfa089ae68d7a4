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
    "words": '<p>Go <span class="instructor">SECRET</span></p>',
    "a cell": '<table><tr><td class="instructor">SECRET</td><td>b</td></tr><tr><td>PUBLIC</td></tr></table>',
    "a row": '<table><tr><td>a</td><td>b</td></tr><tr id="trainer-notes"><td>SECRET</td><td>SECRET</td></tr></table>',
    "a heading": '<h2 class="instructor">SECRET</h2><p>SECRET</p><h3>SECRET</h3><h2>Then</h2><p>PUBLIC</p>',
    "words in a heading": '<h2>Go <span class="instructor">SECRET</span></h2><p>PUBLIC</p>',
    "a term": '<dl><dt class="instructor">SECRET</dt><dd>SECRET</dd><dt>a</dt><dd>PUBLIC</dd></dl>',
    "what a term means": "<dl><dt>Facilitator notes</dt><dd>SECRET</dd><dt>a</dt><dd>PUBLIC</dd></dl>",
    "a picture": '<p>Go <img class="instructor" src="x.png" alt="SECRET"></p>',
    "a part by its id": '<div id="instructor-notes"><p>SECRET</p></div>',
    "an id of a site's own": '<div id="slide__speakerNotes2"><p>SECRET</p></div>',
    "a heading by its id": '<h2 id="instructor-notes">Behind it</h2><p>SECRET</p><h2>b</h2>',
    "a part by its audience": '<div data-audience="instructor"><p>SECRET</p></div>',
    "a part by its label": '<section aria-label="Notes for facilitators"><p>SECRET</p></section>',
    "notes of reveal.js": '<section><h2>Go</h2><aside class="notes">SECRET</aside></section>',
    "notes of reveal.js in an attribute": '<section data-notes="SECRET"><h2>Go</h2><p>PUBLIC</p></section>',
    "an instructor note of the Carpentries": '<aside class="instructor-note accordion" id="accordionInstructor1">'
    '<button><h3 class="accordion-header">Instructor Note</h3></button><div><p>SECRET</p></div></aside>',
    "a paragraph by how it begins": "<p><b>Facilitator note:</b> SECRET</p><p>PUBLIC</p>",
    "a line by how it begins": "<p>PUBLIC<br>Facilitators: SECRET</p>",
    "a sentence by how it begins": "<p>PUBLIC words. Facilitator note: SECRET words. SECRET too.</p>",
    "an item by how it begins": "<ul><li>PUBLIC</li><li>[Trainer note: SECRET]</li></ul>",
    "words in a cell by how they begin": "<table><tr><td>a</td><td>PUBLIC<p>Trainer: SECRET</p></td></tr></table>",
    "a column by its head": "<table><tr><th>When</th><th>What</th><th>Facilitator notes</th></tr>"
    "<tr><td>9:00</td><td>PUBLIC</td><td>SECRET</td></tr></table>",
    "a row by its head": "<table><tr><th>Time</th><td>PUBLIC</td></tr>"
    "<tr><th>Trainer notes</th><td>SECRET</td></tr></table>",
    "a column of who says what": "<table><tr><th>Pupils</th><th>Teacher</th></tr><tr><td>PUBLIC</td>"
    "<td>SECRET asks for what they think of it now</td></tr></table>",
    "what stands below a bold line": "<p><b>Notes for facilitators</b></p><p>SECRET</p><ul><li>SECRET</li></ul>"
    "<p><b>For all</b></p><p>PUBLIC</p>",
    "a list that is announced": "<p>Note for the facilitator:</p><ul><li>SECRET</li></ul><h2>Go</h2><p>PUBLIC</p>",
    "a heading in a box": '<div class="note"><p>PUBLIC</p><h3>Facilitators</h3><p>SECRET</p></div>',
    "a heading in a quote": "<blockquote><h3>Teaching notes</h3><p>SECRET</p></blockquote>",
    "a heading that names a part": "<h2>Warm-up: notes for trainers</h2><p>SECRET</p>",
    "a heading that says to whom it is": "<h2>For the facilitator: timing</h2><p>SECRET</p>",
    "a heading of how to lead": "<h2>Facilitating this session</h2><p>SECRET</p><h2>Then</h2><p>PUBLIC</p>",
    "a cell of a notebook by its kind": '<div data-slide-type="notes"><p>SECRET</p></div>',
    "a cell of a notebook by its tag": '<div class="celltag_instructor">SECRET</div>',
    "a column of who does what": "<table><tr><th>When</th><th>Facilitator does</th></tr><tr><td>PUBLIC</td>"
    "<td>SECRET and tells all of them why</td></tr></table>",
    "a heading of one word": "<h2>Facilitators:</h2><p>SECRET</p><h2>Then</h2><p>PUBLIC</p>",
}
DECK = "## One\n\nPUBLIC\n\n%s\n\n---\n\n## Two\n\nPUBLIC\n\n---\n\n## Three\n\nPUBLIC"
KEPT_MARKDOWN = {
    "a list of kramdown": "- SECRET\n- b\n{: .instructor}",
    "a heading of kramdown": "## Go {: .instructor}\n\nSECRET\n\n## Then\n\nPUBLIC",
    "words of kramdown": "Go *SECRET*{: .instructor} PUBLIC",
    "a heading of pandoc": "## Go {#x .instructor}\n\nSECRET\n\n## Then\n\nPUBLIC",
    "words of pandoc": "Go [SECRET]{.instructor} PUBLIC",
    "an alert": "> [!NOTE] Facilitator notes\n> SECRET",
    "a fence of two names": "::: {.callout-note .instructor}\nSECRET\n:::",
    "a fence of Quarto": '::: {.content-visible when-profile="instructor"}\nSECRET\n:::',
    "a note of MkDocs": '!!! note "Notes for instructors"\n    SECRET',
    "a tab of MkDocs": '=== "Learner"\n\n    PUBLIC\n\n=== "Instructor"\n\n    SECRET',
    "a fence by its id": "::: {#instructor-notes}\nSECRET\n:::",
    "a condition of Jekyll": "PUBLIC\n\n{% if page.audience == 'instructor' %}\nSECRET\n{% endif %}\n\nPUBLIC",
    "brackets within a sentence": "Go on [Facilitator: SECRET.] and PUBLIC (note for trainers: SECRET) too.",
    "what the facilitator says": "Facilitator says: SECRET",
    "a note of Docusaurus": ":::note[Instructor note]\nSECRET\n:::",
    "notes of remark": DECK % "???\n\nSECRET\n\n* SECRET",
    "notes of reveal.js": DECK % "Note: SECRET\n\n- SECRET",
    "notes of Deckset": DECK % "^ SECRET\n^ SECRET",
    "a condition of MyST": "```{only} instructor\nSECRET\n```",
    "a condition of Sphinx": "PUBLIC\n\n.. only:: instructor\n\n   SECRET\n\n   SECRET\n\nPUBLIC",
    "a setting of Sphinx": ".. ifconfig:: audience == 'instructor'\n\n   SECRET\n",
    "a note of Sphinx": ".. admonition:: Instructor note\n   :class: tip\n\n   SECRET\n\nPUBLIC",
    "a notebook": 'PUBLIC\n\n+++ {"slideshow": {"slide_type": "notes"}}\n\nSECRET\n\n+++\n\nPUBLIC',
    "a notebook of Jupytext": 'PUBLIC\n\n<!-- #region slideshow={"slide_type": "notes"} -->\nSECRET\n'
    "<!-- #endregion -->\n\nPUBLIC",
    "a paragraph by how it begins": "**Trainer note.** SECRET\n\nPUBLIC",
    "a numbered item": "1. PUBLIC\n2. Facilitator: SECRET",
    "an item with more": "- PUBLIC\n- **Note for facilitators**\n\n  SECRET",
    "a quote": "> **Facilitator note:** SECRET",
    "what a term means": "Facilitators\n: SECRET",
    "a column": "| What | Notes for trainers |\n| --- | --- |\n| PUBLIC | SECRET |",
}
PUBLIC = {
    "people who teach": "We thank facilitators: they gave their time.",
    "who is meant": "Facilitators and learners meet at nine.",
    "a note in a lesson": "## One\n\nNote: bring a pen.\n\n---\n\n## Two\n\nBring it.",
    "a link to notes": "[Facilitator notes](https://example.org/): see there.",
    "names in a table": "| Time | Facilitator |\n| --- | --- |\n| 9:00 | Ann Smith |",
    "a list of what is there": "- Slides\n- Facilitator guide\n- Pens",
    "a sentence about notes": "Facilitator notes, and what they say, are seen by few.",
    "brackets of all": "Go on (facilitators know when) ![Facilitator: Ann](a.png)",
    "an unusual heading": "## Teachers who leave\n\nMany do.",
}


def shown(text: str) -> str:
    return re.sub(r"(?ms)^[ >]*(?:[-:] |\d+\. )?(:{3,})\{facilitator\}.*?^[ >]*\1$", "", text)


SOURCES = {f"{name} of a web page": f"<h1>A</h1><p>Hello.</p>{text}" for name, text in KEPT.items()} | {
    name: f"# A\n\n{text}\n" for name, text in KEPT_MARKDOWN.items()
}


@pytest.mark.parametrize("name", SOURCES)
def test_what_is_for_those_who_lead_is_seen_by_them_alone(name: str) -> None:
    source = SOURCES[name]
    made = draft({"a.html" if source.startswith("<h1>") else "a.md": source})

    assert text_of(made).count("SECRET") == source.count("SECRET")
    assert "SECRET" not in shown(text_of(made))
    assert shown(text_of(made)).count("PUBLIC") == source.count("PUBLIC")
    assert wrong(made) == []


@pytest.mark.parametrize("name", PUBLIC)
def test_what_only_speaks_of_those_who_lead_stays_for_all(name: str) -> None:
    made = draft({"a.md": f"# A\n\n{PUBLIC[name]}\n"})

    assert "{facilitator}" not in text_of(made)


def test_what_became_a_note_by_its_words_is_told_with_its_line() -> None:
    made = draft(
        {"a.html": "<h1>A</h1>\n<p>Go.</p>\n<p>Facilitators: Hand out pens.</p>\n<h2>Trainer notes</h2>\n<p>B.</p>"}
    )

    assert [(one.line, one.message) for one in made.found if "notes for facilitators" in one.message] == [
        (3, '"Facilitators: Hand out pens." became notes for facilitators.'),
        (4, '"Trainer notes" became notes for facilitators.'),
    ]


def test_a_link_is_told_by_its_words() -> None:
    made = draft({"a.md": "# A\n\nFacilitators: [look](https://example.org/) twice.\n"})

    assert '"Facilitators: look twice." became notes for facilitators.' in [one.message for one in made.found]


def test_a_title_that_the_source_keeps_for_those_who_lead_is_told() -> None:
    made = draft({"a.html": '<h1>A</h1>\n<h1 class="instructor">SECRET</h1><p>Go</p>'})

    assert [one.line for one in made.found if one.code is Code.IMPORTED_GUESS and "everybody" in one.message] == [2]


def test_the_first_of_several_titles_is_no_plan_for_all_where_it_is_for_those_who_lead() -> None:
    made = draft({"plan.txt": "Plan\n\nFACILITATOR NOTES\n=================\n\nSECRET\n\nNEXT\n====\n\nPUBLIC\n"})

    assert text_of(made).count("SECRET") == 1
    assert "SECRET" not in shown(text_of(made))
    assert "PUBLIC" in shown(text_of(made))


def test_a_remark_of_obsidian_is_told_and_shown_to_nobody() -> None:
    made = draft({"a.md": "# A\n\nGo %%SECRET%% on, 5 %% or 6 %.\n"})

    assert "SECRET" not in text_of(made)
    assert [one.line for one in made.found if "SECRET" in one.message] == [3]
