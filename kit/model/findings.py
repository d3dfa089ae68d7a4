"""Findings: what ``check`` reports, with one stable code for each kind of mistake."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """How much a finding matters: an error stops a build, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Code(Enum):
    """The stable code of each kind of finding, its level, and what it means.

    A code that begins ``unsafe-`` makes a command exit 3.
    """

    level: Level
    meaning: str

    def __init__(self, code: str, level: Level, meaning: str) -> None:
        self._value_ = code
        self.level = level
        self.meaning = meaning

    def __reduce_ex__(self, _: object) -> tuple[object, ...]:
        """Go from process to process by name: a value alone does not make one of these again."""
        return getattr, (Code, self.name)

    # Files and bytes
    UNREADABLE = ("unreadable", Level.ERROR, "A file cannot be read as UTF-8 text, or at all.")
    UNSAFE_PATH = ("unsafe-path", Level.ERROR, "A file or folder name breaks the path rule.")
    UNSAFE_SYMLINK = ("unsafe-symlink", Level.ERROR, "A file or folder is a symbolic link.")
    UNSAFE_SIZE = ("unsafe-size", Level.ERROR, "Something is over a size, depth or ratio limit.")
    UNSAFE_CHARACTER = ("unsafe-character", Level.ERROR, "Text holds control or bidirectional characters.")
    UNSEEN_CHARACTER = ("unseen-character", Level.ADVICE, "Words hold characters that nobody sees, and lose them.")
    UNKNOWN_FILE = ("unknown-file", Level.ERROR, "A file is of a kind that the kit does not use here.")
    MISSING_FILE = ("missing-file", Level.ERROR, "A file that must be there is not.")
    RESERVED_NAME = ("reserved-name", Level.ERROR, "A page or folder has a name that the build needs.")
    NEWLY_RESERVED = ("newly-reserved", Level.WARNING, "A region's page has a name that the build needs by now.")
    MAYBE_COPY = ("maybe-copy", Level.WARNING, "A file seems to be a copy that a service for syncing made.")
    NAME_CLASH = ("name-clash", Level.ERROR, "Two files have names that some systems cannot tell apart.")

    # TOML and front matter
    BAD_TOML = ("bad-toml", Level.ERROR, "A TOML file cannot be parsed.")
    BAD_JSON = ("bad-json", Level.ERROR, "A group's file of facts cannot be parsed as JSON.")
    UNTRUSTED_UID = ("untrusted-uid", Level.WARNING, "A group's file gives a meeting another group's calendar name.")
    BAD_YAML = ("bad-yaml", Level.ERROR, "Front matter cannot be parsed.")
    UNSAFE_YAML = ("unsafe-yaml", Level.ERROR, "Front matter uses anchors, aliases or tags.")
    UNSAFE_KEY = ("unsafe-key", Level.ERROR, "Front matter uses a key that configures the build.")
    NO_FRONT_MATTER = ("no-front-matter", Level.ERROR, "A session has no front matter.")
    UNKNOWN_KEY = ("unknown-key", Level.ERROR, "A key is not one that the kit knows.")
    MISSING_KEY = ("missing-key", Level.ERROR, "A key that must be there is not.")
    BAD_VALUE = ("bad-value", Level.ERROR, "A value is not of the kind that its key needs.")
    UNSAFE_VALUE = ("unsafe-value", Level.ERROR, "A value holds characters that could become markup.")
    NEWER_SCHEMA = ("newer-schema", Level.ERROR, "A file was written for a newer version of the kit.")

    # Markdown
    NO_TITLE = ("no-title", Level.ERROR, "A page has no # heading, or more than one.")
    UNKNOWN_DIRECTIVE = ("unknown-directive", Level.ERROR, "A directive is not one that the kit knows.")
    UNSAFE_DIRECTIVE = ("unsafe-directive", Level.ERROR, "A directive is known, and not allowed.")
    UNKNOWN_ROLE = ("unknown-role", Level.ERROR, "A role is not one that the kit knows.")
    UNSAFE_ROLE = ("unsafe-role", Level.ERROR, "A role is known, and not allowed.")
    UNKNOWN_OPTION = ("unknown-option", Level.ERROR, "A block has an option that it does not take.")
    UNNAMED_FENCE = ("unnamed-fence", Level.ERROR, "A ::: fence opens without a name in braces.")
    UNCLOSED_FENCE = ("unclosed-fence", Level.ERROR, "A fence is not closed.")
    NESTED_FENCE = ("nested-fence", Level.ERROR, "A fence stands inside another of the same length.")
    HEADING_IN_FENCE = ("heading-in-fence", Level.ERROR, "A heading stands inside a fence that cannot hold one.")
    UNSAFE_HTML = ("unsafe-html", Level.ERROR, "A page holds raw HTML.")
    UNSAFE_LINK = ("unsafe-link", Level.ERROR, "An address is not http, https, mailto or tel.")
    UNSAFE_PICTURE = (
        "unsafe-picture",
        Level.ERROR,
        "A picture is remote, outside the tree, or has ? or # in it.",
    )
    NO_ALT_TEXT = ("no-alt-text", Level.ERROR, "A picture has no alt text.")
    BROKEN_LINK = ("broken-link", Level.ERROR, "A link leads to no page, section or file.")
    BROKEN_PICTURE = ("broken-picture", Level.ERROR, "A picture is not in the tree, or cannot be read.")
    FACILITATOR_LEAK = ("facilitator-leak", Level.ERROR, "Facilitator notes hold what would show elsewhere.")
    UNKNOWN_VARIABLE = ("unknown-variable", Level.ERROR, "A variable is not declared.")
    BAD_VARIABLE = ("bad-variable", Level.ERROR, "Double braces hold more than a name, or stand where none can.")
    PAGE_SYNTAX = ("page-syntax", Level.ERROR, "A page holds something that cannot be built.")
    SKIPPED_HEADING = ("skipped-heading", Level.WARNING, "A heading skips a level.")
    SUSPECT_ANCHOR = ("suspect-anchor", Level.WARNING, "A target has the same name as another section.")

    # Agenda and timing
    UNKNOWN_SESSION = ("unknown-session", Level.ERROR, "An agenda names a session that does not exist.")
    BAD_AGENDA = ("bad-agenda", Level.ERROR, "An agenda item cannot be understood.")
    DUPLICATE_ID = ("duplicate-id", Level.ERROR, "Two things have the same id.")
    NO_MINUTES = ("no-minutes", Level.ERROR, "A session on an agenda says no minutes.")
    UNKNOWN_FORMAT = ("unknown-format", Level.ERROR, "A region picks a format that the round does not have.")
    UNKNOWN_ROUND = ("unknown-round", Level.WARNING, "A region's settings name a round that does not exist.")
    OVER_SLOT = ("over-slot", Level.WARNING, "The agenda is longer than the slot.")
    LATE_FOR_FIXED = ("late-for-fixed", Level.WARNING, "A fixed point is reached late.")
    MINUTES_MISMATCH = ("minutes-mismatch", Level.WARNING, "Minutes of a session and its activities differ.")
    BELOW_SHORTEST = ("below-shortest", Level.WARNING, "An item has fewer minutes than its shortest form.")
    SAME_TITLE = ("same-title", Level.WARNING, "Two sessions of one agenda have the same title.")
    ON_NO_AGENDA = ("on-no-agenda", Level.WARNING, "A session stands on no agenda.")
    OFF_AGENDA = ("off-agenda", Level.ADVICE, "A region has a session of upstream's on no agenda.")
    SESSION_NOT_THERE = (
        "session-not-there",
        Level.ADVICE,
        "region.toml says who leads a session, or where it is, that is not on the agenda.",
    )
    UNKNOWN_SITTING = ("unknown-sitting", Level.WARNING, "region.toml dates a sitting that the agenda does not have.")
    ROOM_WORDS = ("room-words", Level.ADVICE, "A session of an online round speaks of what only a room has.")
    LONG_STRETCH = ("long-stretch", Level.ADVICE, "A meeting goes on for more than 75 minutes without a break.")
    NO_WELCOME = ("no-welcome", Level.ADVICE, "An agenda has no welcome.")
    POINTS_NOWHERE = ("points-nowhere", Level.ADVICE, "A note points to something that its reader may not see.")
    COLOUR_ALONE = ("colour-alone", Level.ADVICE, "A page tells things apart by their colour alone.")
    NO_WAY_IN = (
        "no-way-in",
        Level.ADVICE,
        "An activity asks people to stand, write, read, listen or speak, and gives no other way to take part.",
    )
    TOO_MANY_TURNS = ("too-many-turns", Level.ADVICE, "The turns and writing of an activity need more minutes.")
    ODD_MINUTES = ("odd-minutes", Level.ADVICE, "An agenda item has minutes that are no step of 5.")
    MIXED_CONTRACTIONS = ("mixed-contractions", Level.ADVICE, 'Notes of one page have both "don\'t" and "do not".')
    UNSAID_TIME = ("unsaid-time", Level.ADVICE, "A clock time is not written as people say it.")
    LONG_SENTENCE = ("long-sentence", Level.ADVICE, "A sentence has more than 40 words.")
    HARD_TO_READ = ("hard-to-read", Level.ADVICE, "A page has long words and sentences throughout.")
    SOMEBODY = ("somebody", Level.ADVICE, 'A page of the hub says "somebody" where others say "someone".')
    BARE_LETTERS = ("bare-letters", Level.ADVICE, "An abbreviation is explained neither on its page nor in a glossary.")
    LONG_SAY = ("long-say", Level.ADVICE, "Words to say take longer than their part of the session.")
    UNKNOWN_ITEM = ("unknown-item", Level.WARNING, "A log names an item that the agenda does not have.")
    BAD_COUNTDOWN = ("bad-countdown", Level.ERROR, "A step of a countdown does not say when it is.")
    STEP_ON_DAY_OFF = ("step-on-day-off", Level.ADVICE, "A step of a countdown falls on a weekend or a bank holiday.")
    MEETING_ON_DAY_OFF = ("meeting-on-day-off", Level.WARNING, "A meeting is on a weekend or a bank holiday.")
    BEFORE_ELECTION = (
        "before-election",
        Level.ADVICE,
        "A meeting may be in a pre-election period.",
    )
    STEP_TWICE = ("step-twice", Level.ADVICE, "A countdown gives two dates for one thing.")

    # Region
    UNKNOWN_TARGET = ("unknown-target", Level.ERROR, "An override names a section that upstream does not have.")
    BAD_OVERRIDE = ("bad-override", Level.ERROR, "An override cannot be applied as it is written.")
    UPSTREAM_MISSING = ("upstream-missing", Level.ERROR, "The region's upstream folder is missing or incomplete.")
    UPSTREAM_CYCLE = ("upstream-cycle", Level.ERROR, "A region is among its own upstreams.")
    PRIVATE_FILE = ("private-file", Level.WARNING, "private.toml is in a hub, or would be handed on by Git.")
    UPSTREAM_EDITED = ("upstream-edited", Level.WARNING, "Someone edited a file of upstream/ by mistake.")
    NO_REGION_HOME = ("no-region-home", Level.WARNING, "A region asks for a home page that upstream does not have.")
    SPOILT_RECORD = ("spoilt-record", Level.WARNING, "A record under .kit cannot be used.")
    LEFT_OUT = ("left-out", Level.WARNING, "A replaced section leaves out blocks that upstream has there.")
    MEANT_LEFT_OUT = ("meant-left-out", Level.ADVICE, "A replaced section leaves out blocks, and says why.")
    DROPPED_LINK = (
        "dropped-link",
        Level.WARNING,
        "A link leads to a page that the region dropped, or into a block of another format.",
    )
    GAP = ("gap", Level.WARNING, "A blank that the region must fill in is still empty.")
    OPEN_QUESTION = ("open-question", Level.WARNING, "A page in review/ waits for a decision.")
    UNUSED_VARIABLE = ("unused-variable", Level.WARNING, "A variable is used on no page.")
    REVISION_DUE = (
        "revision-due",
        Level.WARNING,
        "A meeting changed, and its revision did not grow.",
    )
    LANGUAGE_MISSING = ("language-missing", Level.WARNING, "A language is named in which there is no page.")
    NO_PAGE_IN_LANGUAGE = (
        "no-page-in-language",
        Level.ERROR,
        "A tree made since regions have a home page of their own names a language in which there is no page.",
    )
    OTHER_SOURCE = ("other-source", Level.WARNING, "Regions of this hub would receive from another hub.")
    SCHEME_SHOWN = ("scheme-shown", Level.WARNING, "A value begins with mailto: or tel:, which people would read.")
    LOW_CONTRAST = ("low-contrast", Level.WARNING, "A brand colour is too light for text on white.")
    UNSEEN_PICTURE = ("unseen-picture", Level.WARNING, "Pictures cannot be looked at here, so they are left out.")
    UNKNOWN_COLOUR = ("unknown-colour", Level.WARNING, "A drawing names a colour that the brand does not have.")

    # Content
    BAD_MESSAGE = ("bad-message", Level.ERROR, "A message or countdown holds what plain text cannot show.")
    UNKNOWN_POINT = ("unknown-point", Level.ERROR, "A session names a point that the standard does not have.")
    BAD_MATERIAL = ("bad-material", Level.ERROR, "A line of materials cannot be understood.")
    LANGUAGE_PAGE = ("language-page", Level.ADVICE, "A page in another language is kept, and not built yet.")
    UNDRAWN_CHARACTER = ("undrawn-character", Level.WARNING, "A character has no glyph in the embedded fonts.")
    LONG_TITLE = ("long-title", Level.WARNING, "A title is too long for its slide, so its end is left off.")
    CUT_LINES = ("cut-lines", Level.WARNING, "Lines do not fit a slide, so the speaker notes hold them.")
    WIDE_TABLE = ("wide-table", Level.WARNING, "A table is too wide for a slide, so its rows became lists.")
    UNTITLED_SLIDE = ("untitled-slide", Level.ADVICE, "A slide without a title has that of another one.")
    UNUSABLE_DECK = ("unusable-deck", Level.ERROR, "A deck has no layout that slides can be made with.")
    DECK_FALLBACK = ("deck-fallback", Level.ADVICE, "A deck lacks layouts, so slides use others of it.")
    REVIEW_DUE = ("review-due", Level.ADVICE, "A page was last reviewed over 24 months ago.")
    DAY_AHEAD = (
        "day-ahead",
        Level.ADVICE,
        "A day on which something was reviewed, tested or written has not come yet.",
    )
    UNSOURCED_LINK = (
        "unsourced-link",
        Level.ADVICE,
        "A sentence with a year, a share or a sum links to a page that is in no file of facts.",
    )
    FACT_DUE = ("fact-due", Level.ADVICE, "A fact was last checked over 24 months before the hub's version.")
    STATEMENT_GAP = ("statement-gap", Level.ADVICE, "The accessibility statement is not complete.")
    STATEMENT_INHERITED = ("statement-inherited", Level.ADVICE, "A page about the site speaks of another group's site.")
    STATEMENT_OLD = ("statement-old", Level.ADVICE, "The accessibility statement is due for its yearly review.")
    VAGUE_LINK = ("vague-link", Level.ADVICE, "A link's text does not say where it leads.")
    EMPTY_LINK = ("empty-link", Level.WARNING, "A link has no words.")
    SAME_LINK_TEXT = ("same-link-text", Level.ADVICE, "The same words lead to two places on a page.")
    FILE_NAME_ALT = ("file-name-alt", Level.WARNING, "The alt text of a picture is the name of a file.")
    ALT_TEXT_STYLE = ("alt-text-style", Level.ADVICE, "An alt text is long, or says that it is a picture.")
    BOLD_HEADING = ("bold-heading", Level.ADVICE, "A bold paragraph stands where a heading should.")
    SIGNS_ONLY = ("signs-only", Level.ADVICE, "A heading or link is made of signs without words.")
    ALL_CAPITALS = ("all-capitals", Level.ADVICE, "A sentence is in capitals.")
    LOST_CELL = ("lost-cell", Level.WARNING, "A row has more cells than the head of its table, and nobody sees them.")
    LOST_LINE = ("lost-line", Level.WARNING, "A line begins with a sign by which nobody sees it.")
    TABLE_WITHOUT_HEAD = ("table-without-head", Level.ADVICE, "A table does not say what its columns hold.")
    STRAY_DEFINITION = ("stray-definition", Level.ADVICE, "A meaning stands under no term, or a term has no meaning.")
    ALMOST_MARKDOWN = ("almost-markdown", Level.WARNING, "Something looks like Markdown and is shown as typed.")
    MAYBE_MARKDOWN = ("maybe-markdown", Level.ADVICE, "Something may be meant as Markdown, and is shown as typed.")
    UNMARKED_LANGUAGE = ("unmarked-language", Level.ADVICE, "Words in Welsh or English are not marked as such.")

    # What an import tells, and a check never
    IMPORTED_LICENCE = ("imported-licence", Level.WARNING, "Whether imported material may be used is to be looked up.")
    IMPORTED_LEFT_OUT = ("imported-left-out", Level.WARNING, "Something of imported material is not in the draft.")
    IMPORTED_PICTURE = ("imported-picture", Level.WARNING, "A picture of imported material is missing, or its words.")
    IMPORTED_GUESS = ("imported-guess", Level.ADVICE, "Minutes, an order or a title of imported material are a guess.")
    IMPORTED_CHANGED = ("imported-changed", Level.ADVICE, "Something of imported material is written otherwise now.")

    @property
    def unsafe(self) -> bool:
        """Whether this code means a refusal (exit 3) rather than a mistake (exit 1)."""
        return str(self.value).startswith("unsafe-")


@dataclass(frozen=True)
class Finding:
    """One mistake or remark, in words for organisers.

    ``file`` is relative to the tree, with ``/``; ``line`` counts from 1 and is None for things without lines.
    ``message`` says what and why, as a sentence; ``hint`` says what to do, as a sentence.
    """

    code: Code
    file: str
    line: int | None
    message: str
    hint: str = ""

    @property
    def level(self) -> Level:
        """The level of this finding's code."""
        return self.code.level

    @property
    def place(self) -> str:
        """``file:line``, or only the file where there is no line."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


def has_errors(found: Iterable[Finding]) -> bool:
    """Whether any finding stops a build."""
    return any(finding.level is Level.ERROR for finding in found)
