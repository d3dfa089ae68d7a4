"""Rules on settings: gaps, colours, the files that a brand names, points, reviews."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kit.check.blocks import did_you_mean, nearest
from kit.check.languages import is_known_language
from kit.facilitate.built import SHOWN_BY_THE_KIT, gaps
from kit.model.colour import TEXT_RATIO, contrast, passing
from kit.model.edition import Edition, Standard
from kit.model.findings import Code, Finding
from kit.model.page import Page
from kit.model.schema import SessionMeta
from kit.source.settings.toml import line_of
from kit.source.tree.paths import DECK_SUFFIXES, PICTURE_SUFFIXES, shown

_SCHEME = re.compile(r"\s*(mailto:|(?:tel|sms):(?=[+(/\d]))(?://)?([^?]*)", re.IGNORECASE)
MAX_LOGO = 500_000  # bytes: every page loads it, and a phone on the move should have it in a second or two


def check_settings(edition: Edition) -> Iterator[Finding]:
    """Yield what is wrong with variables, languages and brand. A gap is a finding in a region; hubs leave them open."""
    if edition.is_region:
        yield from _gaps(edition)
    yield from _unused(edition)
    yield from _schemes(edition)
    yield from _languages(edition)
    yield from _contrast(edition)
    yield from _brand_files(edition)


def _gaps(edition: Edition) -> Iterator[Finding]:
    for name in gaps(edition):
        message = f"{name} is still empty, so pages show “to be confirmed” in its place."
        hint = f"Fill in {name} under [variables]."
        yield Finding(Code.GAP, edition.settings_file, _line(edition, "variables", name), message, hint)


def _unused(edition: Edition) -> Iterator[Finding]:
    """Yield the variables that are set here, that upstream does not declare, and that no page shows."""
    used = {variable.target for page in edition.pages.values() for variable in page.variables} | SHOWN_BY_THE_KIT
    known = used | edition.inherited_variables | edition.variables.keys()
    for name in edition.variables:
        line = edition.settings_lines.get(("variables", name))
        if line is None or name in used or name in edition.inherited_variables:
            continue
        message = f"{name} is used on no page, so its value shows nowhere."
        near = nearest(name, (one for one in known if one != name))
        hint = f"Did you mean {near}?" if near else f"Use it on a page as {{{{ {name} }}}}, or delete the line."
        yield Finding(Code.UNUSED_VARIABLE, edition.settings_file, line, message, hint)


def _schemes(edition: Edition) -> Iterator[Finding]:
    """Yield the values that begin as the addresses of links to mail and telephones do, which pages make themselves."""
    values = {("variables", name): value for name, value in edition.variables.items()}
    values |= {
        ("accessibility", "contact"): edition.statement.contact,
        ("accessibility", "phone"): edition.statement.phone,
        ("privacy", "contact"): edition.privacy.contact,
    }
    for path, value in values.items():
        if found := _SCHEME.match(value):
            message = f'{path[1]} begins with "{found[1]}", which people would read on pages and in messages.'
            hint = f'Write the address alone, and pages make a link of it: {path[1]} = "{found[2].strip()}"'
            yield Finding(Code.SCHEME_SHOWN, edition.settings_file, _line(edition, *path), message, hint)


def _languages(edition: Edition) -> Iterator[Finding]:
    for place, tag in enumerate(edition.languages):
        line = edition.settings_lines.get(("languages", place)) or _line(edition, "languages")
        if not is_known_language(tag):
            message = f'languages has "{tag}", which is no language, so screen readers would not know how to speak.'
            hint = 'Write the language\'s code of two letters: "en" for English, "cy" for Welsh.'
            yield Finding(Code.BAD_VALUE, edition.settings_file, line, message, hint)
        elif (first := tag.partition("-")[0]) != edition.language.partition("-")[0] and not _has_page(edition, first):
            message = f'languages has "{tag}", and there is no page in it; pages are marked as {edition.language}.'
            hint = f"Write a page in it, such as index.{first}.md, or take it out of languages."
            code = Code.NO_PAGE_IN_LANGUAGE if edition.knows_region_home else Code.LANGUAGE_MISSING
            yield Finding(code, edition.settings_file, line, message, hint)


def _has_page(edition: Edition, language: str) -> bool:
    return any(path.endswith(f".{language}.md") for path in edition.tree.files)


def _contrast(edition: Edition) -> Iterator[Finding]:
    for name in ("primary", "accent"):
        colour = getattr(edition.brand, name)
        ratio = contrast(colour, "#ffffff")
        if ratio < TEXT_RATIO:
            shade = passing(colour)
            yield Finding(
                Code.LOW_CONTRAST,
                edition.settings_file,
                _line(edition, "brand", name),
                f"The {name} colour {colour} has a contrast of {ratio:.2f}:1 on white, and text needs {TEXT_RATIO}:1.",
                f"Text and buttons will use {shade}, the nearest shade that passes; you may write that instead. "
                "The page brand.html of your site shows what is used, on light and on dark pages.",
            )


def _line(edition: Edition, *path: str) -> int:
    """The line of a setting, of the table that should hold it where it is not set here, or the first."""
    return line_of(edition.settings_lines, path) or 1


def _brand_files(edition: Edition) -> Iterator[Finding]:
    brand = edition.brand
    for key, path, suffixes in (("logo", brand.logo, PICTURE_SUFFIXES), ("deck", brand.deck, DECK_SUFFIXES)):
        if not path:
            continue
        line = _line(edition, "brand", key)
        if not path.lower().endswith(tuple(suffixes)):
            message = f"brand.{key} names {path}, which is not a file of the right kind."
            yield Finding(Code.BAD_VALUE, edition.settings_file, line, message, f"Use one of {', '.join(suffixes)}.")
        elif path not in edition.tree.files:
            message = f"brand.{key} names {path}, and there is no such file."
            yield Finding(Code.MISSING_FILE, edition.settings_file, line, message, _where(edition, path))
    if (size := len(edition.tree.files.get(brand.logo, b""))) > MAX_LOGO:
        message = f"The logo has {size / 1_000_000:.1f} MB, and every page loads it, so it may have 0.5 MB at most."
        hint = "Save it as SVG, or as a PNG some 400 pixels wide."
        yield Finding(Code.BAD_VALUE, edition.settings_file, _line(edition, "brand", "logo"), message, hint)
    if brand.logo and not brand.logo_alt.strip():
        line = _line(edition, "brand", "logo")
        message = "The logo has no alt text, so people who cannot see it do not learn whose site it is."
        yield Finding(
            Code.NO_ALT_TEXT,
            edition.settings_file,
            line,
            message,
            'Write logo_alt under [brand], such as logo_alt = "Westshire Peer Group".',
        )


def _where(edition: Edition, path: str) -> str:
    path = path.removeprefix("files/")
    if path in edition.tree.files:
        return f'Write "{path}", without files/ before it.'
    if edition.is_region:
        return f'Put the file at files/{path} and write "{path}" here.'
    return f"Put the file at {path}, or correct the path."


def check_points(edition: Edition) -> Iterator[Finding]:
    """Yield every standard that a session names and nobody knows, and every point that its standard does not have."""
    for page in edition.pages.values():
        said = page.meta.standard if isinstance(page.meta, SessionMeta) else {}
        for name, numbers in said.items():
            yield from _of_standard(edition, page, name, numbers)


def _of_standard(edition: Edition, page: Page, name: str, numbers: Sequence[int]) -> Iterator[Finding]:
    """Yield what is wrong with the points of the standard called ``name`` that a page says it covers."""
    at: tuple[str, ...] = ("standard", name) if name else ("standard",)
    standard = edition.standards.get(name or edition.points_of)
    if name and standard is None:
        message = f'The page names points of the standard "{shown(name)}", and there is none of that name.'
        hint = did_you_mean(name, edition.standards, f"Write one of these: {', '.join(edition.standards) or 'none'}.")
        yield Finding(Code.UNKNOWN_POINT, page.path, page.meta_lines.get(at), message, hint)
        return
    known = standard.numbers if standard else frozenset()
    for place, number in enumerate(numbers):
        if number not in known:
            line = page.meta_lines.get((*at, place)) or page.meta_lines.get(at)
            yield Finding(Code.UNKNOWN_POINT, page.path, line, _no_point(standard, number), _points(known))


def _no_point(standard: Standard | None, number: int) -> str:
    if standard is None:
        return f"The page names point {number}, and hub.toml names no standard."
    return f"{standard.name} has no point {number}."


def _points(known: Iterable[int]) -> str:
    numbers = sorted(known)
    if numbers:
        return f"Its points run from {numbers[0]} to {numbers[-1]}."
    return "Set standard in hub.toml, or take the line out."
