"""``review/whats-new.md``: what the last update brought, one below the other and marked in words. Pure.

It reads the same in Notepad and on GitHub. It asks nothing, and the next update that brings something replaces it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kit.franchise.merge.words import marked
from kit.franchise.update.asking import keep_words
from kit.franchise.update.brought import Brought, PageNews, Part
from kit.franchise.update.draft import Draft, News
from kit.franchise.update.review import WHATS_NEW, is_sealed, quoted, read_text, sealed
from kit.model.amounts import amount

_HEAD = """\
# What is new in version {version}

This page asks nothing: it shows what your last update brought, and the next one replaces it.
Changes are marked: [was: … | now: …], [added: …], [taken out: …].
Seal: """


def write_whats_new(draft: Draft, new: Brought, version: str) -> None:
    """Put the page in the place of the last one; words that somebody wrote on that are kept, and told."""
    before = draft.files.pop(WHATS_NEW, None)
    if before is not None and not is_sealed(text := read_text(before)):
        kept = keep_words(draft.files, WHATS_NEW, text)
        draft.tell(News.TOLD, f"Somebody wrote on {WHATS_NEW}; the page as it was is kept in {kept}.")
    page = "\n\n".join([_HEAD.format(version=version), *news_lines(new)]) + "\n"
    draft.files[WHATS_NEW] = sealed(page).encode()


def news_lines(new: Brought) -> Iterator[str]:
    """Yield what is new as paragraphs of Markdown."""
    for name, title in new.rounds.items():
        pages = [one for one in new.pages if one.kind == "new" and one.name.startswith(f"{name}/")]
        yield f"## A new round: {title}"
        yield "\n".join(f"- “{one.title}”: `upstream/{one.name}.md`" for one in pages)
    for page in new.pages:
        if page.kind != "new" or page.name.partition("/")[0] not in new.rounds:
            yield from page_lines(page)
    if new.files:
        yield "## Pictures and other files\n\n" + "\n".join(f"- `{path}`" for path in new.files)


def page_lines(page: PageNews) -> Iterator[str]:
    """Yield what is new on one page as paragraphs of Markdown."""
    yield f"## {page.title}"
    told = {
        "new": f"A new page: `upstream/{page.name}.md`.",
        "gone": f"Upstream gave up `{page.name}`.",
        "changed": f"`{page.name}`: {counted(page)}.",
    }
    yield f"{told[page.kind]}\n{page.yours}".strip()
    for part in page.parts:
        yield f"### {part.title or 'At the top of the page'}"
        yield from filter(None, (part.yours, *_shown(part)))


def _shown(part: Part) -> Iterator[str]:
    if part.was and part.now:
        yield f"It said:\n\n{quoted(part.was)}"
        yield f"Upstream says now:\n\n{quoted(marked(part.was, part.now))}"
    elif part.now:
        yield f"New:\n\n{quoted(part.now)}"
    elif part.was:
        yield f"Taken out:\n\n{quoted(part.was)}"
    else:
        yield "Its parts stand in another order now."


def counted(page: PageNews) -> str:
    """Return how much of a page changed, such as "3 sentences in 2 sections"."""
    sections = [part for part in page.parts if part.title]
    words = sum(part.sentences for part in sections)
    parts = [f"{amount(words, 'sentence')} in {amount(len(sections), 'section')}"] if words else []
    parts += ["another order of its parts"] if sections and not words else []
    parts += ["the lines at its top"] if len(sections) < len(page.parts) else []
    return " and ".join(parts)
