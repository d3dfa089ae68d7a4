"""Running a verb: whatever happens ends as sentences, an exit code, and the name of the next command."""

from __future__ import annotations

import re
from collections.abc import Sequence
from errno import EDQUOT, EFBIG, ENOSPC

import click
from click.exceptions import NoArgsIsHelpError

from kit.cli import cli
from kit.cli.common import Session, command_line, next_command, plain_console, say
from kit.model.errors import FindingsError, KitError, WrongUsage
from kit.model.findings import Level

INTERRUPTED = 130  # as shells say it: 128 and the number of the signal
TROUBLE = 4
MOST_NAMED = 12  # names in one sentence


def run(arguments: Sequence[str]) -> int:
    """Run ``peerkit`` with ``arguments`` and return its exit code; no error gets out of it."""
    plain_console()
    session = Session()
    try:
        code = cli.main(list(arguments), prog_name="peerkit", standalone_mode=False, obj=session)
    except (Exception, KeyboardInterrupt) as error:
        if "--debug" in arguments:
            import traceback

            traceback.print_exception(error)
        return _ended_by(error, session, arguments)
    return int(code or 0)


def _ended_by(error: BaseException, session: Session, arguments: Sequence[str]) -> int:
    """Show why a command ended, in sentences, and return its exit code."""
    again = command_line("peerkit", *arguments)
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return _end("Stopped. Nothing was left half-done.", "", again, INTERRUPTED)
    if isinstance(error, NoArgsIsHelpError):
        error.show()
        return error.exit_code
    if isinstance(error, click.ClickException):
        return _wrong_usage(error)
    if isinstance(error, FindingsError):
        return _content_errors(error, session.command("check") if error.in_tree else again)
    if isinstance(error, KitError):
        return _end(error.message, error.hint, _following(error, session, arguments), error.exit_code)
    return _end(*_unforeseen(error, again, "--debug" in arguments), TROUBLE)


_COMMAND = re.compile(r": peerkit ([a-z][a-z -]*)\Z")  # at the end of a hint, with nothing to be filled in


def _following(error: KitError, session: Session, arguments: Sequence[str]) -> str:
    """Return the next command after an error: the one that mends it, or the same again without what cannot work."""
    if isinstance(error, WrongUsage):
        return command_line("peerkit", *_verb(arguments), "--help")
    if (named := _COMMAND.search(error.hint)) is not None:
        return session.command(*named[1].split())
    return command_line("peerkit", *_without(error.option, arguments))


def _without(option: str, arguments: Sequence[str]) -> list[str]:
    """Return ``arguments`` without ``option`` and its value, written ``--to 1`` or ``--to=1``."""
    at = list(arguments).index(option) if option in arguments else len(arguments)
    left = [*arguments[:at], *arguments[at + 2 :]]
    return [one for one in left if not (option and one.startswith(f"{option}="))]


def _end(message: str, hint: str, following: str, code: int) -> int:
    say(message if code == INTERRUPTED else f"Error: {message}", fg=None if code == INTERRUPTED else "red")
    if hint:
        say(hint)
    next_command(following)
    return code


def _verb(arguments: Sequence[str]) -> list[str]:
    from kit.cli import VERBS

    return [word for word in arguments if word in VERBS][:1]


def _wrong_usage(error: click.ClickException) -> int:
    context = getattr(error, "ctx", None)
    if context is not None:
        for line in context.get_usage().splitlines():
            say(line)
    message, hint = in_our_words(error.format_message())
    if isinstance(error, click.MissingParameter) and context is not None and (known := _known(error, context)):
        hint = f"It is one of {', '.join(known)}."
    if getattr(error, "option_name", None) == "-C":
        hint = "-C stands before the verb: peerkit -C DIR VERB."
    path = context.command_path if context is not None else "peerkit"
    return _end(message, hint, f"{path} --help", error.exit_code)


def _known(error: click.MissingParameter, context: click.Context) -> list[str]:
    """Return all that may stand where an argument is missing, as the Tab key completes it; nothing if that is much."""
    one = error.param
    if not isinstance(one, click.Argument):
        return []
    known = [item.value for item in one.shell_complete(context, "") if item.type == "plain"]
    return known if len(known) <= MOST_NAMED and not any(name.endswith("/") for name in known) else []


_SPARE = re.compile(r"Got unexpected extra arguments? \((.*)\)\Z", re.DOTALL)


def in_our_words(message: str) -> tuple[str, str]:
    """Return a message of click's as people say it, and what to do, "" where click's own words are enough."""
    if (spare := _SPARE.match(message)) is not None:
        if spare[1].startswith(("–", "—")):
            option = spare[1].split()[0].lstrip("–—-")
            return f"{spare[1].split()[0]} begins with a long dash, as Word makes it.", f"Type two hyphens: --{option}"
        hint = 'A name of several words stands in straight quotes, such as "Midlands Peer Group".'
        return f"These words are more than the verb can use: {spare[1]}.", hint
    return message.replace("is not a valid integer range.", "is not a whole number."), ""


def _content_errors(error: FindingsError, following: str) -> int:
    from kit.cli.common import counted, show_findings

    to_mend = [one for one in error.findings if one.level is not Level.ADVICE]  # check --strict shows that
    show_findings(to_mend)
    say(f"{counted(to_mend)}. {error.message}")
    next_command(following)
    return error.exit_code


def _unforeseen(error: BaseException, again: str, debug: bool) -> tuple[str, str, str]:
    """Return what to say, what to do and the next command, for an error that no part of the kit has put in words."""
    if isinstance(error, OSError) and error.errno in (ENOSPC, EDQUOT, EFBIG):
        message = f"There is no room for {error.filename or 'a file that the kit needs for a while'}."
        return message, "Make room on the disk and in the folder for temporary files, then run it again.", again
    if isinstance(error, OSError):
        message = f"{error.filename or 'A file or folder'} could not be used: {error.strerror or error}."
        return message, "See that it is there, is not open in another program, and that you may write in it.", again
    if isinstance(error, MemoryError):
        return "The computer ran out of memory.", "Close other programs, then run the command again.", again
    message = f"The kit itself made a mistake, and it is not yours ({type(error).__name__}: {error})."
    hint = "Please report it with the technical details" + (" above." if debug else ", which the next command shows.")
    return message, hint, again if debug else f"{again} --debug"
