"""Random settings, pictures, decks, archives and other groups' facts, for ``fuzz.py``."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

from fuzz_dice import LIVE, Dice, damaged, each
from fuzz_pages import ODD_ADDRESSES

from kit.model.edition import Brand
from kit.render.deck.design.branded import our_design
from tests.hostile.attacks import PLACEHOLDER_PICTURE
from tests.regions import HUB_TOML, REGION_TOML

GROUPS = Path(__file__).resolve().parent.parent / "docs" / "examples" / "groups"
SVG_SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

# Settings.

VALUES = (
    '""', '"x"', "1", "-1", "true", "[]", "{}", "2027-02-30", "2027-01-20", '"10:30"', "10:30:00", '"25:00"', "[1, 2]",
    f'"<script>{LIVE}</script>"', '"a\\nb"', '"\\u202e"', '"\\u2028"', '"#7a1f5c"', '"red"', '"../../secret.png"',
    '"https://x.example/"', f'"javascript:{LIVE}"', '["en", "cy"]', '"' + "x" * 300 + '"', "9" * 400, "1e400", "nan",
    '"ſtandard"', "'''\nx'''", "{a = {b = 1}}", '"é' + "\u0301" * 40 + '"',
)  # fmt: skip
KEYS = each(
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

ELEMENTS = each("rect circle path g text defs clipPath linearGradient title desc")
ODD_ELEMENTS = each(
    "use image style script foreignObject switch a animate set symbol filter feImage metadata html:iframe"
)
ATTRIBUTES = each("fill x y width height transform opacity stroke")
ODD_ATTRIBUTES = each("style href xlink:href onload onclick id class d font-family mask filter src begin to")


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
    known = sorted(GROUPS.glob("*.json"))
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
