"""Random files as a careless or hostile stranger might send them, for ``fuzz.py``: the same for the same ``Random``.

Half of each is made from a grammar of what the kit's readers know, half is a good file that was damaged.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import TypeVar

from kit.model.edition import Brand
from kit.render.deck.design.branded import our_design
from tests.hostile.attacks import PLACEHOLDER_PICTURE, read_attacks
from tests.regions import HUB_TOML, REGION_TOML

ROOT = Path(__file__).resolve().parent.parent
NOTE = "zephyrnote"  # stands in facilitators' notes alone, so it may reach few files
LIVE = "alert(666)"  # what a script would run
SVG_SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

T = TypeVar("T")


class Dice(Random):
    """Dice that throw something odd with the probability ``wild``: at 0 the files are good, at 1 hardly readable."""

    wild = 0.5

    def odd(self) -> bool:
        """Whether something odd comes now."""
        return self.random() < self.wild

    def pick(self, good: Sequence[T], odd: Sequence[T]) -> T:
        """Return one of the good ones, or of the odd ones."""
        return self.choice(odd if self.odd() else good)


def _each(names: str) -> list[str]:
    return names.split()


# Pages.

DIRECTIVES = _each("activity facilitator slide handout note tip warning seealso dropdown epigraph")
ODD_DIRECTIVES = _each(
    "lang admonition image figure table list-table code-block rubric glossary grid grid-item grid-item-card card "
    "card-header card-footer tab-set tab-item button-link button-ref eval-rst raw include toctree literalinclude "
    "csv-table math meta download only figure-md substitution py:class container sidebar parsed-literal unheard-of"
)
OPTIONS = _each(
    "minutes shortest grouping class name alt width height img-top img-background link link-type target file url "
    "header-rows widths columns open loading for in instead sorted color"
)
ROLES = _each("kbd sup sub abbr")
ODD_ROLES = _each("ref doc term lang download raw eval math numref option any py:func bdg-primary")
ADDRESSES = _each(
    "/round-1/next-steps.md /round-1/next-steps.md#next-steps https://example.org/a?b=c&d#e mailto:a@b.example tel:+44"
)
ODD_ADDRESSES = _each(
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


# Settings.

VALUES = (
    '""', '"x"', "1", "-1", "true", "[]", "{}", "2027-02-30", "2027-01-20", '"10:30"', "10:30:00", '"25:00"', "[1, 2]",
    f'"<script>{LIVE}</script>"', '"a\\nb"', '"\\u202e"', '"\\u2028"', '"#7a1f5c"', '"red"', '"../../secret.png"',
    '"https://x.example/"', f'"javascript:{LIVE}"', '["en", "cy"]', '"' + "x" * 300 + '"', "9" * 400, "1e400", "nan",
    '"ſtandard"', "'''\nx'''", "{a = {b = 1}}", '"é' + "\u0301" * 40 + '"',
)  # fmt: skip
KEYS = _each(
    "schema id name version licence languages timezone url standard areas variables.venue variables.contact "
    "variables.x brand.primary brand.accent brand.logo brand.deck brand.x upstream.source upstream.version "
    "upstream.tree round.round-1.date round.round-1.start round.round-1.heads round.round-1.table_size "
    "round.round-1.format round.round-1.drop round.round-1.leads round.round-1.show round.round-9.date x.y "
    "accessibility.contact privacy.contact publish_run_sheet home repository"
)
OPERATIONS = (
    'item = "how-ready"\nminutes = 40', 'drop = "arrive"', 'move = "arrive"\nafter = "how-ready"',
    'add = "tea"\nbreak = "Tea"\nminutes = 10\nafter = "arrive"', 'add = "own"\nafter = "nowhere"', "minutes = 4",
    'item = "arrive"\nat = "11:00"', 'move = "x"\nbefore = "x"',
)  # fmt: skip


def settings(random: Dice, base: str) -> bytes:
    """Return a settings file: lines of ``base`` changed, taken out and added."""
    lines = base.splitlines()
    for _ in range(random.randint(1, 4) if random.odd() else 0):
        at = random.randrange(len(lines) + 1)
        change = random.random()
        if change < 0.3 and at < len(lines):
            del lines[at]
        elif change < 0.6 and at < len(lines) and "=" in lines[at]:
            lines[at] = f"{lines[at].partition('=')[0]}= {random.choice(VALUES)}"
        elif change < 0.9:
            lines.insert(at, f"{random.choice(KEYS)} = {random.choice(VALUES)}")
        else:
            lines += ["[[round.round-1.agenda]]", *random.choice(OPERATIONS).splitlines()]
    data = ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")
    return damaged(random, data) if random.odd() and random.random() < 0.2 else data


def hub_toml(random: Dice) -> bytes:
    """Return a hub's settings."""
    return settings(random, HUB_TOML)


def region_toml(random: Dice) -> bytes:
    """Return a region's settings."""
    return settings(random, REGION_TOML)


def page_toml(random: Dice) -> bytes:
    """Return a page.toml."""
    return settings(random, 'why = "Ours."\norder = ["score-yourselves"]\n\n[set]\nminutes = 30\n')


# Pictures.

ELEMENTS = _each("rect circle path g text defs clipPath linearGradient title desc")
ODD_ELEMENTS = _each(
    "use image style script foreignObject switch a animate set symbol filter feImage metadata html:iframe"
)
ATTRIBUTES = _each("fill x y width height transform opacity stroke")
ODD_ATTRIBUTES = _each("style href xlink:href onload onclick id class d font-family mask filter src begin to")


def svg(random: Dice) -> bytes:
    """Return a drawing."""
    made = f"<svg {SVG_SPACES} viewBox='0 0 10 10'>{_elements(random, 0)}</svg>"
    odd = ('<!DOCTYPE svg [<!ENTITY a "b">]>', "\ufeff", "<?xml-stylesheet?>")
    start = random.pick(("", "<?xml version='1.0'?>"), odd)
    data = (start + made).encode()
    return damaged(random, data) if random.odd() and random.random() < 0.3 else data


def _elements(random: Dice, depth: int) -> str:
    made = ""
    for _ in range(random.randint(1, 4)):
        name = random.pick(ELEMENTS, ODD_ELEMENTS)
        odd_values = (*ODD_ADDRESSES, "#x", "url(#x)", f"url(javascript:{LIVE})", "red", LIVE, "&a;", "9" * 40, "1e9")
        keys = random.sample(random.pick((ATTRIBUTES,), (ODD_ATTRIBUTES,)), random.randint(0, 3))
        values = {key: random.pick(("red", "1", "url(#x)"), odd_values).replace("<", "&lt;") for key in keys}
        given = " ".join(f'{key}="{value}"' for key, value in values.items())
        text = random.pick(("", "words"), (LIVE, "&a;"))
        inner = _elements(random, depth + 1) if depth < 4 and random.random() < 0.5 else text
        made += f"<{name} {given}>{inner}</{name}>"
    return made


def picture(random: Dice) -> bytes:
    """Return a picture of dots, with something behind it or damaged."""
    made = PLACEHOLDER_PICTURE + random.pick((b"", b"behind it"), (PLACEHOLDER_PICTURE * 50,))
    return damaged(random, made) if random.odd() else made


# Decks, archives and other groups' facts.

PARTS = (
    "ppt/vbaProject.bin", "ppt/embeddings/x.bin", "ppt/slideMasters/slideMaster1.bin", "customXml/item1.xml",
    "../x.xml", "/etc/x", "ppt\\media\\x.png",
    "ppt/media/x.svg", "[Content_Types].xml", "word/document.xml", "C:/x", "a" * 300,
)  # fmt: skip


def deck(random: Dice) -> bytes:
    """Return our own design as a file, with parts changed, added, renamed and damaged."""
    with zipfile.ZipFile(io.BytesIO(our_design(Brand(), "en-GB"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(random.randint(1, 3) if random.odd() else 0):
        name, how = random.choice(sorted(parts)), random.random()
        if how < 0.35:
            parts[name] = _other_xml(random, parts[name])
        elif how < 0.5:
            parts[name] = damaged(random, parts[name])
        elif how < 0.65:
            del parts[name]
        elif how < 0.8:
            parts[random.choice(PARTS)] = random.choice((b"", b"<x/>", PLACEHOLDER_PICTURE, b"A" * 100_000))
        else:
            parts[name.replace(".xml", random.choice((".bin", ".XML", "")))] = parts.pop(name)
    return zipped(random, parts)


def _other_xml(random: Dice, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    changes = (
        lambda: '<!DOCTYPE x [<!ENTITY y "z">]>' + text,
        lambda: text.replace('Target="', 'TargetMode="External" Target="https://evil.example/', 1),
        lambda: text.replace("type=", "kind=", 1),
        lambda: text.replace('cx="', 'cx="9999999999', 1),
        lambda: text.replace('id="', 'id="x', 1),
        lambda: text.replace("slideLayout", "slideMaster", 1),
        lambda: text.replace("<a:", "<a:a:", 1),
        lambda: text[: len(text) // 2],
        lambda: text.replace(">", ">" + "<a>" * 200, 1),
    )
    return random.choice(changes)().encode()


def zipped(random: Dice, parts: dict[str, bytes]) -> bytes:
    """Return an archive of ``parts``, packed in any way, perhaps damaged."""
    stream = io.BytesIO()
    method = random.pick((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED), (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo("x", (2026, 1, 1, 0, 0, 0))
            info.filename, info.compress_type = name, method
            info.external_attr = random.pick((0o644,), (0o120777, 0o10644)) << 16
            archive.writestr(info, data)
    return damaged(random, stream.getvalue()) if random.odd() else stream.getvalue()


def source(random: Dice, files: dict[str, bytes]) -> bytes:
    """Return a hub as an archive, as ``fork --from`` takes it."""
    folder = random.choice(("", "hub/", "sessions/"))
    parts = {f"{folder}{path}": data for path, data in files.items()}
    if random.odd():
        parts[random.choice(("../x", "/x", "round-1/COM1.md", "round-1/é.md", "round-1/a:b.md", *PARTS))] = b"x"
    return zipped(random, parts)


def group(random: Dice) -> bytes:
    """Return another group's facts."""
    known = sorted((ROOT / "docs" / "examples" / "groups").glob("*.json"))
    facts = json.loads(random.choice(known).read_text(encoding="utf-8"))
    for _ in range(random.randint(1, 4) if random.odd() else 1):
        _change(random, facts)
    data = json.dumps(facts, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")
    return damaged(random, data) if random.random() < 0.2 else data


def _change(random: Dice, facts: object) -> None:
    """Change one value at a random depth."""
    values: Sequence[object] = (
        None, "", -1, 10**30, True, [], {}, "x" * 5000, f"<script>{LIVE}</script>", f"javascript:{LIVE}",
        "\u202e", "\ud800", "a\r\nATTACH:file:///etc/passwd", "2027-02-30", [[[[]]]],
    )  # fmt: skip
    while isinstance(facts, dict | list) and facts:
        key = random.choice(sorted(facts)) if isinstance(facts, dict) else random.randrange(len(facts))
        inner = facts[key]
        if not isinstance(inner, dict | list) or not inner or random.random() < 0.4:
            facts[key] = random.choice(values)
            return
        facts = inner


# Damage to any file.


def damaged(random: Dice, data: bytes) -> bytes:
    """Return ``data`` cut off, with bytes changed, doubled, taken out or put in."""
    made = bytearray(data)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(made) + 1)
        until = min(len(made), at + random.choice((1, 1, 4, 40)))
        how = random.randrange(5)
        if how == 0 and at < len(made):
            made[at] = random.randrange(256)
        elif how == 1:
            made[at:at] = made[at:until]
        elif how == 2:
            del made[at:until]
        elif how == 3:
            made[at:at] = random.choice(
                (b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\r", b"\n---\n", b":::", b"\xe2\x80\xae")
            )
        elif random.random() < 0.2:
            del made[at:]
    return bytes(made)
