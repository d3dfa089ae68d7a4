"""Random pages, overrides and messages, for ``fuzz.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fuzz_dice import LIVE, NOTE, Dice, damaged, each

from tests.hostile.attacks import read_attacks

DIRECTIVES = each("activity facilitator slide handout note tip warning seealso dropdown epigraph")
ODD_DIRECTIVES = each(
    "lang admonition image figure table list-table code-block rubric glossary grid grid-item grid-item-card card "
    "card-header card-footer tab-set tab-item button-link button-ref eval-rst raw include toctree literalinclude "
    "csv-table math meta download only figure-md substitution py:class container sidebar parsed-literal unheard-of"
)
OPTIONS = each(
    "minutes shortest grouping class name alt width height img-top img-background link link-type target file url "
    "header-rows widths columns open loading for in instead sorted color"
)
ROLES = each("kbd sup sub abbr")
ODD_ROLES = each("ref doc term lang download raw eval math numref option any py:func bdg-primary")
ADDRESSES = each(
    "/round-1/next-steps.md /round-1/next-steps.md#next-steps https://example.org/a?b=c&d#e mailto:a@b.example tel:+44"
)
ODD_ADDRESSES = each(
    "a.png /a.png ../round-1/how-ready.md how-ready.md#score-yourselves #score-yourselves secret.png ../../secret.txt "
    "/a.png?/../round-1/how-ready.md a.png#x how-ready.md?x %2e%2e/secret.png file:///etc/passwd //evil.example/a.png "
    "https://evil.example/a.png javascript:alert(666) JaVaScRiPt:alert(666) data:text/html,<script>alert(666)</script> "
    "C:\\secret.png \\\\server\\secret.png a.png\u202e *.png hub.toml ../hub.toml region.toml"
)
# What is only text, however it looks, and so must come out as text.
INLINE = (
    "words",
    "more words",
    "**bold**",
    "*leaning*",
    "`code`",
    "{{ venue }}",
    "[ ]",
    "&amp;lt;b&amp;gt;",
    f"&lt;/title&gt;&lt;script&gt;{LIVE}&lt;/script&gt;",
    f"&quot; onmouseover=&quot;{LIVE}",
    f"`</title><script>{LIVE}</script>`",
    f"\\</title>\\<script>{LIVE}\\</script>",
    f"' onmouseover='{LIVE}",
    f'" onmouseover="{LIVE}',
    "]]&gt;",
    "${alert(666)}",
    "😀👩\u200d👩\u200d👧",
    "Ŵyl",
    "العربية",
    "1:05pm",
    "x" * 300,
)
ODD_INLINE = (
    f"<script>{LIVE}</script>",
    f"<img src=x onerror={LIVE}>",
    "<!-- a comment -->",
    "&#x202e;txt",
    "&#8203;",
    "\\",
    "**bold ** not",
    "*",
    "`",
    "``",
    "[^note]",
    "[link][label]",
    "{{ vennue }}",
    "{{",
    "}}",
    "{%x%}",
    "|substitution|",
    "~~gone~~",
    "$x$",
    "\u00a0",
    "\u00ad",
    "\u2028",
    "\u0000",
    "e" + "\u0301" * 40,
    "ﷺ",
    "x" * 3000,
    ":" * 2000,
    "[" * 800,
    "![" * 300,
    "*a " * 500,
    "___",
)
STARTS = ("", "", "- ", "1. ", "> ", "> [!TIP]\n> ", "- [ ] ")
ODD_STARTS = ("##", "# ", "#### ", "| ", "    ", "\t", ": ", "---", "+++", "•\u00a0", "1.", "=")


def session(random: Dice) -> bytes:
    """Return a session: made up, or a known attack."""
    known = [one.page for one in read_attacks() if one.page and len(one.page) < 20_000]
    if random.odd() and random.random() < 0.3:
        return _encoded(random, random.choice(known))
    sections = f"## Score yourselves\n\n{_body(random, 0)}\n## Why it matters\n\n{_body(random, 0)}"
    return _encoded(random, f"{_front_matter(random)}{_body(random, 0)}\n{sections}")


def home(random: Dice) -> bytes:
    """Return a home page."""
    return _encoded(random, f"# Title {_plain(random, 7)}\n\n{_body(random, 0)}")


def section(random: Dice) -> bytes:
    """Return a region's text for a section."""
    why = random.pick(("", "---\nwhy: Ours.\n---\n\n"), (_front_matter(random),))
    return _encoded(random, f"{why}## Score yourselves\n\n{_body(random, 0)}")


def message(random: Dice) -> bytes:
    """Return a message."""
    lines = "\n\n".join(_plain(random) for _ in range(random.randint(1, 4)))
    return _encoded(random, f"# Come {_plain(random, 7)}\n\n{lines}\n")


def prose(random: Dice) -> bytes:
    """Return a section's words alone."""
    lines = "\n\n".join(_line(random, 0) for _ in range(random.randint(1, 4)))
    return _encoded(random, random.pick((f"## Score yourselves\n\n{lines}\n",), (f"# A\n\n{_body(random, 0)}",)))


def _encoded(random: Dice, text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    return damaged(random, data) if random.odd() and random.random() < 0.5 else data


def _front_matter(random: Dice) -> str:
    fields = ["shortest: 12", "group_size: 5-8", 'materials: ["pens: 2 per person"]', "cut: 1"]
    odd = [
        f"id: {random.choice(['x', 'a b', '1.10', 'café', '~'])}",
        f"reviewed: {random.choice(['2026-06-01', '2026-13-01', 'never'])}",
        f"{random.choice(['myst', 'html_theme', 'orphan', 'why', 'agenda', 'tocdepth', 'x'])}: "
        + random.choice(["1", "[]", "{a: &b 1, c: *b}", "!!python/object:os.system x", "|\n  x", "'", '"\\u202e"']),
    ]
    picked = ["minutes: 20", *random.sample(fields, random.randint(0, 4)), *(one for one in odd if random.odd())]
    return "---\n" + "\n".join(picked) + f"\n---\n\n# Title {_plain(random, 7)} {_plain(random, 7)}\n\n"


def words(random: Dice) -> str:
    """Return a line of text with whatever may stand in one."""
    kinds: Sequence[Callable[[Dice], str]] = (_link, _role, _plain, _plain, _plain)
    return " ".join(random.choice(kinds)(random) for _ in range(random.randint(1, 6)))


def _plain(random: Dice, first: int = 0) -> str:
    return random.pick(INLINE[first:], ODD_INLINE)


def _link(random: Dice) -> str:
    if not random.odd():
        return f"[{random.choice(INLINE[:6])}]({random.choice(ADDRESSES)})"
    title, mark = random.choice(("", ' "t"', " (x")), random.choice(("", "!"))
    return f"{mark}[{_plain(random)}]({random.pick(ADDRESSES, ODD_ADDRESSES)}{title})"


def _role(random: Dice) -> str:
    if not random.odd():
        return f"{{{random.choice(ROLES)}}}`x`"
    return f"{{{random.choice(ODD_ROLES)}}}`{_plain(random)} <{random.choice(ODD_ADDRESSES)}>`"


def _body(random: Dice, depth: int) -> str:
    makers: Sequence[Callable[[Dice, int], str]] = (_line, _line, _line, _fence, _table, _notes)
    return "\n\n".join(random.choice(makers)(random, depth) for _ in range(random.randint(1, 4))) + "\n"


def _line(random: Dice, _: int) -> str:
    return random.pick(STARTS, ODD_STARTS) + words(random)


def _fence(random: Dice, depth: int) -> str:
    marker = ":" * (8 - depth) if not random.odd() else random.choice(":`~") * random.randint(2, 7)
    options = "".join(
        f":{random.choice(OPTIONS)}: {random.choice((*ODD_ADDRESSES, '20', '-1', '9' * 30, *INLINE[:8]))}\n"
        for _ in range(random.randint(1, 3))
        if random.odd()
    )
    inner = _body(random, depth + 1) if depth < 4 and random.random() < 0.4 else words(random) + "\n"
    end = "" if random.odd() and random.random() < 0.2 else marker
    return f"{marker}{{{random.pick(DIRECTIVES, ODD_DIRECTIVES)}}} {_plain(random, 7)}\n{options}\n{inner}\n{end}"


def _table(random: Dice, _: int) -> str:
    width = random.randint(1, 5)
    rows = ["| " + " | ".join(words(random) for _ in range(width)) + " |" for _ in range(random.randint(2, 4))]
    return "\n".join([rows[0], "|" + " --- |" * width, *rows[1:]])


def _notes(random: Dice, depth: int) -> str:
    marker = ":" * (8 - depth)
    return f"{marker}{{facilitator}} {random.choice(('', NOTE))}\n\n{NOTE} {words(random)}\n\n{marker}"
