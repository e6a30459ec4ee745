"""`restatelint rule test`: whether rules of one's own find what the comments of their fixtures say."""

from __future__ import annotations

import click


@click.command()
@click.argument("directories", nargs=-1, metavar="[DIR]...")
@click.option("--accept", is_flag=True, help="Write the comments as the rules report now; read the diff.")
def rule_test(directories: tuple[str, ...], accept: bool) -> int:
    """Test the rules below DIR on the Go files that stand in their directories.

    DIR is a directory of rules or a rule's own; without one, the directories that the settings name. A
    comment `// want RULE: "MESSAGE"` stands where a finding must be, `// missed RULE: REASON` where there
    should be one, `// wrong RULE: REASON` where there should be none. Exit codes: 0 all is as expected, 1 it
    is not, 2 a mistake in a rule.
    """
    from restatelint.cli.outcome import Outcome
    from restatelint.cli.output import say
    from restatelint.cli.testing_rules import accepted_files, tested
    from restatelint.report.display import visible
    from restatelint.report.summary import counted

    if accept:
        for path in accepted_files(directories):
            click.echo(f"wrote {visible(path)}")
    result = tested(directories)
    for line in result.differences:
        for each in line.split("\n"):
            click.echo(visible(each).replace("␉", "\t"))
    tested_on = f"{counted(result.rules, 'rule')} on {counted(result.files, 'file')}"
    wrong = counted(len(result.differences), "difference") if result.differences else "all as expected"
    say(f"{tested_on}, {counted(result.findings, 'finding')}: {wrong}")
    if not result.rules:
        say("nothing to test: name a directory of rules, or have the settings name one")
        return Outcome.NOTHING
    return Outcome.FINDINGS if result.differences else Outcome.CLEAN
