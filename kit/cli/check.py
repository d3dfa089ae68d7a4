"""``peerkit check``: every mistake in the tree, each with its place and what to do."""

from __future__ import annotations

import click

from kit.cli.common import Session, name_of, next_command, say, show_json
from kit.cli.help import verb


@verb(
    "Report every mistake at once, with its file and line, why it matters and what to do. Nothing is changed.\n\n"
    "Errors stop a build; warnings do not, and still need a look; advice is shown and counts with --strict only.",
    "peerkit check",
    "peerkit -C ../midlands check --strict",
    "peerkit check --json",
)
@click.option("--strict", is_flag=True, help="Show advice, and let it count too.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_context
def command(context: click.Context, strict: bool, as_json: bool) -> None:
    """Exit 0 if there is nothing to mend, 1 for findings, 3 if any of them is unsafe."""
    import datetime

    from kit.app.check import check
    from kit.cli.common import counted, findings_json, show_findings
    from kit.model.findings import Level

    session = context.ensure_object(Session)
    root = session.root()
    everything = check(root, datetime.date.today()).findings
    findings = [one for one in everything if strict or one.level is not Level.ADVICE]
    if as_json:
        show_json(findings_json(findings))
    else:
        show_findings(findings)
    more = len(everything) - len(findings)
    say(f"{name_of(root)}: {counted(findings)}.{_mend(len(findings))}")
    if more:
        say(f"There is advice too ({more}): check --strict shows it.")
    again = ["check", "--strict"] if strict else ["check"]
    next_command(session.command(*(again if findings else ["build"])))
    if any(one.code.unsafe for one in findings):
        context.exit(3)
    context.exit(1 if findings else 0)


def _mend(number: int) -> str:
    return f" Mend {'it' if number == 1 else 'these'}, then check again." if number else ""
