"""A run of words as a paragraph of house style: a sentence a line, and bullets that were typed as a list. Pure."""

from __future__ import annotations

import re

from kit.franchise.importing import escape

_SENTENCE = re.compile(r"(?<=[a-z0-9)”’][.!?])[ ](?=[A-Z“])")
_BULLET = re.compile(r"[•◦▪▫‣⁃●○■□➢➤►▶❖∙\uf0b7\uf0a7\uf0d8\uf076☐]\s*|·\s+|[–]\s+(?=\w)")


def paragraph(text: str, reflow: bool) -> list[str]:
    """Return the blocks that the Markdown ``text`` makes: mostly one paragraph, none where it is empty.

    With ``reflow``, or where all stands on one line, each sentence gets a line of its own.
    """
    text = re.sub(r"[ \t]*\n[ \t\n]*", "\n", text).strip("\n ")
    while text.endswith("\\") and not text.endswith("\\\\"):
        text = text[:-1].rstrip("\n ")
    if not text:
        return []
    lines = [one.strip() for one in text.split("\n") if one.strip(" \\")]
    if any(_BULLET.match(one) for one in lines):
        return typed_list(lines)
    return [_lines("\n".join(lines), reflow)] if lines else []


def _lines(text: str, reflow: bool) -> str:
    text = _SENTENCE.sub("\n", text) if reflow or "\n" not in text else text
    return "\n".join(one if re.match(r"\[[ x]\] ", one) else escape.line_start(one) for one in text.split("\n"))


def typed_list(lines: list[str]) -> list[str]:
    """Return lines of which some begin with a typed bullet as paragraphs and lists."""
    out: list[str] = []
    for one in lines:
        found = _BULLET.match(one)
        text = one[found.end() :] if found else one
        text = text[:-1] if text.endswith("\\") else text
        if found and out and out[-1].startswith("- "):
            out[-1] += f"\n- {escape.line_start(text)}"
        elif found:
            out.append(f"- {escape.line_start(text)}")
        elif out and out[-1].startswith("- "):
            out[-1] += f"\n  {escape.line_start(text)}"
        else:
            out.append(escape.line_start(text))
    return [one for one in out if one.strip()]
