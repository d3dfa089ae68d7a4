"""``peerkit check``."""

from __future__ import annotations

import click

from kit.cli.common import Session, examples, next_command, no_input, say


@click.command(
    help=examples("peerkit check", "peerkit -C ../midlands check --strict", "peerkit check --json")
    + "\nReport every mistake at once, with its file and line, why it matters and what to do. Nothing is changed."
)
@click.option("--strict", is_flag=True, help="Let advice count too.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@no_input
@click.pass_context
def command(context: click.Context, strict: bool, as_json: bool) -> None:
    """Exit 0 if there is nothing to mend, 1 for findings, 3 if any of them is unsafe."""
    import datetime

    from kit.cli.report import counted, show_findings, show_json
    from kit.examine import check
    from kit.model.findings import Level

    session = context.ensure_object(Session)
    root = session.root()
    findings = check(root, datetime.date.today()).findings
    counting = [one for one in findings if strict or one.level is not Level.ADVICE]
    if as_json:
        show_json(findings)
    else:
        show_findings(findings)
        say(f"{root.name}: {counted(findings)}.")
        next_command("peerkit check (when you have mended these)" if counting else "peerkit build")
    if any(one.code.unsafe for one in findings):
        context.exit(3)
    context.exit(1 if counting else 0)
