"""What ``tomllib`` says about a line that it cannot read, as a sentence for organisers with what to write (pure)."""

from __future__ import annotations

import calendar
import datetime
import re

from kit.model.findings import Code, Finding
from kit.source.tree.text import unusual_space

_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)\Z")
_QUOTES = 'Put text in straight quotes, such as name = "Midlands".'
_NAME = 'Names are of letters, digits, - and _, such as [round.round-1] or name = "Midlands"'
_TWICE = (
    "has a name in square brackets that stands further up already",
    "Delete this line, and move the lines below it up to the others of that name.",
)
# What tomllib's message holds, in order of looking, with what it means and what to do.
_MEANINGS = (
    ("Cannot overwrite", "gives a value for a second time", "Keep one of the two and delete the other."),
    ("Cannot declare", *_TWICE),
    ("Cannot mutate", "adds to a part that was ended further up", "Write all of its values in one place."),
    ("Cannot redefine", *_TWICE),
    ("Unescaped '\\'", "has a backslash inside double quotes", "Use / in paths, or single quotes around the text."),
    ("hex value", "has a backslash inside double quotes", "Use / in paths, or single quotes around the text."),
    ("Illegal character '\\n'", "has a quotation mark that is opened and never closed", "Close it on the same line."),
    ("Unterminated string", "has a quotation mark that is opened and never closed", "Close it with the same mark."),
    ("Expected '=' after a key", "has a name with no = after it", 'Write it like this: name = "Midlands"'),
    ("Expected newline or end", "goes on after its value has ended", "Give every value a line of its own."),
    ("Unclosed array", "has a [ that is not closed, or a comma missing", "Write lists as [1, 2, 3]."),
    ("Unclosed inline table", "has a { that is not closed, or a comma missing", 'Write {how-ready = "Sam"}.'),
    ("at the end of a table declaration", "has a table's name that is not closed", "Write it like this: [variables]"),
    ("at the end of an array declaration", "has a table's name that is not closed", "Write [[round.round-1.agenda]]."),
    ("Invalid date or datetime", "has a date that no calendar has", "Write dates like this: 2027-01-20"),
    ("Invalid initial character for a key", "has a name that begins with a character that no name has", _NAME),
    ("Invalid statement", "does not begin with a name", 'Write it like this: name = "Midlands"'),
    ("Invalid value", "has a value that is neither text in quotes, a number, a date, true nor false", _QUOTES),
)
_OTHER = ("cannot be understood as TOML", 'Write it as a name, an = and a value, such as name = "Midlands".')
_QUOTED = re.compile(r"\"[^\"\n]*+\"|'[^'\n]*+'")


def sentence(file: str, text: str, error: str) -> Finding:
    """Return the finding for ``error``, which tomllib raised about ``text``: its line counts from 1."""
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        message = "A line ends as on Macs of before 2001 (with a carriage return alone), which TOML does not know."
        hint = "Save it with the line ends of Windows or Unix; in Notepad++ choose Edit, then EOL Conversion."
        return Finding(Code.BAD_TOML, file, line, message, hint)
    place = _PLACE.search(error)
    last = text.rstrip("\n").count("\n") + 1
    line = (min(int(place[1]), last) if place[1] else last) if place else 1
    if space := unusual_space(_QUOTED.sub("", text.split("\n")[line - 1]).partition("#")[0]):
        message = f"This line holds {space} where a plain one must be."
        hint = "Delete the spaces of this line that stand outside quotes, and type them anew with the space bar alone."
        return Finding(Code.BAD_TOML, file, line, message, hint)
    meaning, hint = next(((said, todo) for sign, said, todo in _MEANINGS if sign in error), _OTHER)
    meaning, hint = _closer(text.split("\n")[:line], error) or (meaning, hint)
    meaning, hint = (meaning, hint) if len(meaning + hint) <= _MOST else _OTHER
    message = f"This line {meaning}."
    if date := _DATE.search(text.split("\n")[line - 1]):
        message, hint = _about_date(date, message, hint)
    elif _IN_WORDS.search(text.split("\n")[line - 1]):
        message, hint = _OTHER_FORM, "Write year, month and day: 2027-01-20"
    return Finding(Code.BAD_TOML, file, line, message, hint)


_MOST = 300  # characters: a hint that repeats more of a line than this says less
_VALUE = re.compile(r"""\s*+([\w-]++)\s*+=\s*+([^\s"'“”‘’\[\]{}#][^"'“”‘’\[\]{}#]{0,80}|#[0-9a-fA-F]{6}\b)""")
_COMMA = re.compile(r"[\w\"'],\s*+(#.*)?\Z")


def _closer(lines: list[str], error: str) -> tuple[str, str] | None:
    """Return what is wrong and what to do in the words of the last of ``lines``, or None where they do not tell."""
    last = lines[-1].strip()
    above = next((line.strip() for line in reversed(lines) if line.lstrip().startswith("[")), "")
    if "Cannot overwrite" in error and above.startswith("[["):
        hint = f"Keep one of the two; if you mean both, put {above} above the second, on a line of its own."
        return "gives a value for a second time", hint
    if last.replace(" ", "").startswith("[[["):
        name = last.partition("#")[0].strip("[] \t") or "round.round-1.agenda"
        return "has more than two square brackets", f"Write [[{name}]], or delete the line."
    if header := _header(last):
        return "has a name in brackets that are not square, or not a pair", f"Write {header}"
    if "end of a table declaration" in error and last.endswith("]"):
        return "has a space or another sign in its square brackets", "Write names as they are, such as [round.round-1]"
    if "declaration" in error and last.startswith("[") and "]" not in last:
        closed = "]]" if last.startswith("[[") else "]"
        return "has square brackets that are not closed", f"Write {last}{closed}"
    if any(sign in error for sign in _NO_LINE):
        return _marks(last) or _no_setting(last)
    if "Expected newline or end" in error:
        return _marks(last) or _goes_on(last)
    if "Invalid value" in error:
        return _marks(last) or _unquoted(last)
    return None


_NO_LINE = ("Expected '='", "Invalid statement", "Invalid initial character for a key", "declaration")
_SETTING = re.compile(r"([\w-]++)[ \t]*+=[ \t]*+(.++)")
# Signs that look like straight quotation marks, or that people take for them, where a value begins.
_OTHER_MARKS = "“”„‟‘’‚‛″′‶‵«»‹›＂`´"
_CURLY = frozenset("“”„‟‘’‚‛")
_MARKED = re.compile(f"=[^\"'#=]*?([{_OTHER_MARKS}])|^[^\"'#=]*?([{_OTHER_MARKS}])")


def _marks(line: str) -> tuple[str, str] | None:
    """Return what to say of a line whose text stands in other quotation marks than straight ones, or None."""
    if not (found := _MARKED.search(line)):
        return None
    mark = found[1] or found[2]
    what = "curly quotation marks" if mark in _CURLY else f"quotation marks of another kind ({mark})"
    setting = _SETTING.fullmatch(line)
    text = setting[2].strip(f"\"' \t{_OTHER_MARKS}") if setting else ""
    hint = f'Write {setting[1]} = "{text}"' if setting and text and not _MORE_MARKS.search(text) else _QUOTES
    return f"has {what}, which word processors put in", hint


_MORE_MARKS = re.compile(f'["\\\\{{\\[#{_OTHER_MARKS.replace("’", "")}]')  # ’ is also an apostrophe
_OTHER_BRACKETS = re.compile(
    r"([\[({]*+)[ \t]*+([A-Za-z][\w.-]*+)[ \t]*+([\])}]++)[ \t]*+(?:#.*)?|([({])[ \t]*+([\w.-]++)"
)
_COLON = re.compile(r"([\w-]++)[ \t]*+:[ \t]*+([^\s{\[].*+)")
_WORDS = re.compile(r"([\w-]++(?:[ \t]++[\w-]++)++)[ \t]*+=[ \t]*+(.++)")


def _header(line: str) -> str:
    """Return the name of a part as it is written, where ``line`` has it in other brackets; else ""."""
    named = _OTHER_BRACKETS.fullmatch(line)
    if named is None or (named[1] or "") + (named[3] or "") in ("[]", "[[]]"):
        return ""
    opened, name, closed = (named[1], named[2], named[3]) if named[2] else ("", named[5], "")
    pair = 2 if max(len(opened), len(closed)) > 1 or name.endswith(".agenda") else 1
    return f"{'[' * pair}{name}{']' * pair}"


_OTHER_REMARKS = ("//", ";", "--", "/*")


def _no_setting(line: str) -> tuple[str, str] | None:
    """Return what to say of a line that is no name, = and value, or None."""
    if line.startswith(_OTHER_REMARKS):
        return "has a remark that does not begin with #", f"Write # {line.lstrip('/;*- ')}"
    if line.endswith("{"):
        return "has a { that is not closed on the same line", 'Write all on one line: {how-ready = "Sam", plan = "Jo"}'
    if words := _WORDS.fullmatch(line):
        return "has a name of several words", f"Write {'_'.join(words[1].split())} = {words[2]}"
    if colon := _COLON.fullmatch(line):
        return "has a colon where an = must be", f"Write {colon[1]} = {_as_value(colon[2])}"
    if _IN_BRACES.search(line):
        return "has a colon where an = must be", "Write " + _IN_BRACES.sub(r"\1\2 = ", line)
    return None


_IN_BRACES = re.compile(r"([{,][ \t]*+)([\w-]++)[ \t]*+:[ \t]*+")
_TIME = re.compile(r"(\d{1,2}:\d{2})(?![\d:])")  # start = 09:30
_NUMBER = re.compile(r"\d{1,4}")
_REMARK = re.compile(r"""(\d++|"[^"]*+"|'[^']*+'|true|false)[ \t]*+//[ \t]*+(.*+)""")
_NUMBER_AND_WORDS = re.compile(r"(\d{1,4}) ?([^\W\d_][^\"'=\[\]{}#]*+)")
_RANGE = re.compile(r"(\d{1,4}) ?(?:-|–|to) ?(\d{1,4})")
_DIGITS = re.compile(r"\+?\d[\d ()-]*+")
_SIGNS = re.compile(r"[\"'=\[\]{}\\]")
_DATE_AND_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T \t]++(\d{1,2}:\d\d)")


def _goes_on(line: str) -> tuple[str, str] | None:
    """Return what to say of a line that has more behind its value, or None."""
    setting = _SETTING.fullmatch(line)
    key, value = setting.groups() if setting else ("", "")
    if _COMMA.search(line):
        return "ends in a comma", "Delete the comma."
    if re.search(r";[ \t]*+(?:#.*)?\Z", line):
        return "ends in a semicolon", "Delete the semicolon."
    if remark := _REMARK.fullmatch(value):
        return (
            "has a remark that does not begin with #",
            f"Write {key} = {remark[1]}  # {remark[2].partition('#')[0].strip()}",
        )
    if line.partition("#")[0].count('"') > 2:
        return "has quotation marks inside a text in quotation marks", "Write single ones inside: \"The 'Old' Hall\""
    if value.startswith("''") and (text := value.strip("' ")) and "'" not in text:
        return "has two single quotation marks in place of a double one", f'Write {key} = "{text}"'
    if both := _DATE_AND_TIME.fullmatch(value):
        hint = f'Write {key} = {both[1]} and, on a line of its own, start = "{both[2]:0>5}"'
        return "has a time behind its date", hint
    return _number(key, value.partition("#")[0].strip())


def _number(key: str, value: str) -> tuple[str, str] | None:
    """Return what to say of a value that begins like a number, or None."""
    if time := _TIME.match(value):
        return "has a time without quotes", f'Write a time in quotes, as "{time[1]:0>5}"'
    if two := _RANGE.fullmatch(value):
        return "has two numbers for one", f"Write {key} = {two[2]}"
    if words := _NUMBER_AND_WORDS.fullmatch(value):
        hint = f'Write the number alone, {key} = {words[1]}, or, where words belong, {key} = "{value}"'
        return "has words behind its number", hint
    if _DIGITS.fullmatch(value) or (key and not _SIGNS.search(value)):
        return "has text without quotes", f'Write {key} = "{value}"'
    return None


_TRUTH = {"true": "true", "false": "false", "yes": "true", "no": "false", "on": "true", "off": "false"}
_COUNTED = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_NUMBERS = {word: number for number, word in enumerate(_COUNTED, 1)} | {"thirty": 30, "forty": 40, "fifty": 50}


def _unquoted(line: str) -> tuple[str, str] | None:
    """Return what to say of a value that is no value without quotation marks, or None."""
    if not (value := _VALUE.match(line)):
        return None
    key, text = value[1], value[2].strip()
    if text.lower() in ("true", "false"):
        return f"has {text} with a capital letter", f"Write {key} = {text.lower()}"
    if told := _TRUTH.get(text.lower()) or _NUMBERS.get(text.lower()):
        return f"has the word {text} without quotes", f'Write {key} = {told}, or, where words belong, {key} = "{text}"'
    return "has text without quotes", f'Write {key} = "{text}"'


def _as_value(text: str) -> str:
    """Return ``text``, which stands behind a colon, as a value of TOML."""
    said, space, remark = text.partition(" #")
    said = said.strip()
    plain = said[:1] in "\"'" or _NUMBER.fullmatch(said) or said in ("true", "false")
    return f"{said if plain else _quoted(said)}{space}{remark}"


def _quoted(text: str) -> str:
    return f'"{text}"' if not set(text) & set('"\\') else f"'{text}'"


# A date by itself: year first, as TOML has it, or day first, as people write it.
_DATE = re.compile(
    r"=[ \t]*+(?:[\[{][ \t]*+)?"
    r"((\d{4})[-/.–—‑](\d{1,2})[-/.–—‑](\d{1,2})|(\d{1,2})[-/.–—‑](\d{1,2})[-/.–—‑](\d{4}|\d{2}))(?![\d/.–—‑-])"
)
_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH = "|".join(name[:3] for name in _NAMES)
_IN_WORDS = re.compile(
    rf"=[ \t]*+\d{{1,2}}(?:st|nd|rd|th)?[ \t]++(?:of[ \t]++)?(?:{_MONTH})", re.IGNORECASE
)  # = 24 March 2027
_OTHER_FORM = "This line has a date in a form that the file cannot hold."


def _about_date(date: re.Match[str], message: str, hint: str) -> tuple[str, str]:
    """Return what is wrong with a date on the line, and how it is written."""
    year, month, day = (int(part) for part in (date.group(2, 3, 4) if date[2] else date.group(7, 6, 5)))
    year += 2000 if not date[2] and year < 100 else 0
    if nothing := _no_such_day(year, month, day):
        return f"There is no {nothing}.", "Write a day that the calendar has, as year, month and day: 2027-01-20"
    written = f"{year:04}-{month:02}-{day:02}"
    return (message, hint) if date[1] == written else (_OTHER_FORM, f"Write year, month and day: {written}")


def _no_such_day(year: int, month: int, day: int) -> str:
    """Return what the calendar has not, such as "30 February 2027", or "" for a day that it has."""
    if not 1 <= month <= len(_NAMES):
        return f"month {month}"
    if year < datetime.MINYEAR:
        return f"year {year}"
    there = 1 <= day <= calendar.monthrange(year, month)[1]
    return "" if there else f"{day} {_NAMES[month - 1]} {year}"
