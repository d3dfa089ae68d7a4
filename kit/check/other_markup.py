"""Signs of markup that other programs read, such as MkDocs, Hugo, Pandoc and wikis, and that is shown as typed here."""

from __future__ import annotations

import re

from kit.check.signs import Sign, like, say
from kit.model.blocks import BLOCKS

_OPTIONS = frozenset().union(*(one.options for one in BLOCKS.values()))
_BOX = "Write :::{note} on a line above the words, and ::: on a line below them."

OTHER_AT_START = (
    Sign(
        re.compile(r"^(?:!!!|\?\?\?\+?) [a-z]{3}"),
        like("a box", "three such signs are read by another program"),
        say(_BOX),
    ),
    Sign(
        re.compile(r"^\.\. [A-Za-z][\w-]*::"),
        like("a block", "two dots are read by another program"),
        say("Blocks begin with three colons here, such as :::{note}, and end with ::: on a line of its own."),
    ),
    Sign(
        re.compile(r"^\[TOC\]$|^\[\[_?TOC_?\]\]$", re.IGNORECASE),
        like("the place for a list of contents", "pages have one beside them without it"),
        say("Delete the line."),
    ),
    Sign(
        re.compile(r"^\\(?:newpage|pagebreak|clearpage)\b"),
        like("the end of a printed page", "another program reads that"),
        say("Delete the line: handouts and run sheets turn their pages where it is best."),
    ),
)
OTHER_ANYWHERE = (
    Sign(
        re.compile(r"(?P<bang>!?)\[\[(?P<name>[^\[\]\n]{1,200})\]\]"),
        like("a link of a wiki", "Markdown has no double brackets"),
        say("Write [words](page.md), or ![What it shows](picture.png) for a picture."),
    ),
    Sign(
        re.compile(r"~~[^~\n]{1,200}~~|(?<!=)==[^=\n]{1,200}==(?!=)"),
        like("words struck through or marked", "that is no part of Markdown here"),
        say("Leave the signs out; make words **bold** if they matter."),
    ),
    Sign(
        re.compile(r"\{\s*#(?P<id>[^{}\s]{1,200})[^{}\n]{0,100}\}"),
        lambda _: "ends in a name for links that another program wrote, and it is shown as typed.",
        lambda found: (
            f"Delete {{#{found['id']}}}: a heading is its own address. To give it another, "
            "put a line such as (name)= above it."
        ),
    ),
    Sign(
        re.compile(r"\{(?::\s*)?(?:\.[\w-]+|[\w-]{1,40}=[^{}\s]{1,100})[^{}\n]{0,100}\}"),
        like("an instruction for another program", "no such braces are read here"),
        say("Delete the braces and what is in them; the guide lists what blocks can do."),
    ),
    Sign(
        re.compile(r"\{%[^%\n]{0,200}%\}"),
        like("an instruction for another program", "no such braces are read here"),
        say("Write the words themselves."),
    ),
    Sign(
        re.compile(r"(?<![\w:/`]):[a-z][a-z0-9:_-]{0,30}:(?=\0)"),
        like("a mark before words in backticks", "another program reads that"),
        say("Write [words](page.md) for a link, and `words` alone for what people are to type."),
    ),
    Sign(
        re.compile(r"(?<![\w:/`])(?P<name>:[a-z][a-z0-9_+-]{1,30}:)(?![\w:/`\0])"),
        lambda found: f"looks like a small picture and is shown as typed: none is drawn for {found['name']} here.",
        say("Leave it out, or paste the picture itself, such as 🎉."),
        unless=lambda found: found["name"].strip(":") in _OPTIONS,
    ),
    Sign(
        re.compile(r"\$\$[^$\n]{1,200}\$\$|(?<![\w$])\$(?!\s)[^$\n]{0,100}[\\^_=][^$\n]{0,100}(?<!\s)\$(?![\w$])"),
        like("a formula", "none is drawn here"),
        say("Write it in words, or show it as a picture with its words as alternative text."),
    ),
    Sign(
        re.compile(r"(?<=\w)~(?P<low>\w{1,4})~|(?<=\w)\^(?P<high>\w{1,4})\^"),
        like("a small letter below or above the line", "these signs are no part of Markdown here"),
        lambda found: f"Write {{sub}}`{found['low']}`" if found["low"] else f"Write {{sup}}`{found['high']}`",
    ),
)
