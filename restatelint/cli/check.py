"""`restatelint check`: its options, and what they ask for."""

from __future__ import annotations

import click

from restatelint.cli.importing import importing
from restatelint.cli.options import STDIN, Seconds, as_setting, choice, output_files, split_names
from restatelint.cli.outcome import NEVER, Outcome
from restatelint.cli.request import Request
from restatelint.cli.together import check_together
from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.settings_keys import EXCLUDE, EXTEND_EXCLUDE, SDK_VERSION
from restatelint.report.formats import FORMATS

NO_REASON = "not looked at yet"
"""The reason in the directives of --add-ignore where none is given."""

_SEVERITIES = tuple(each.value for each in Severity)
_CONFIDENCES = tuple(each.value for each in Confidence)


@click.command(context_settings={"auto_envvar_prefix": "RESTATELINT"})
@click.argument("paths", nargs=-1, type=click.UNPROCESSED, metavar="[PATHS|-]...")
@choice("--format", FORMATS, "The form of the report on standard output.", "full")
@click.option(
    "--output",
    multiple=True,
    callback=output_files,
    metavar="FORMAT=PATH",
    help="Write the report to a file as well; may be repeated.",
)
@click.option("--stdin-filename", default="<stdin>", metavar="NAME", help="What to call standard input.")
@choice("--input", ("auto", "go", "markdown", "fragment"), "What standard input holds.", "auto")
@click.option("--merge-fences", is_flag=True, help="Take the Go fences of Markdown for one package.")
@click.option(
    "--select", multiple=True, metavar="NAME,...", help="Use these rules, families or presets and no others."
)
@click.option("--extend-select", multiple=True, metavar="NAME,...", help="Use these rules as well.")
@click.option("--ignore", multiple=True, metavar="NAME,...", help="Do not use these rules.")
@choice("--preset", ("default", "strict"), "The rules to start from.")
@click.option("--preview", is_flag=True, help="Use rules in preview where their family or preset is used.")
@choice("--min-severity", _SEVERITIES, "Leave out what is less severe.")
@choice("--min-confidence", _CONFIDENCES, "Leave out what is less sure.")
@choice("--fail-on", (*_SEVERITIES, NEVER), "The least severity that makes the exit code 1.", "warning")
@click.option("--exit-zero", is_flag=True, help="Findings do not fail the run: --fail-on never.")
@click.option("--no-suppressions", is_flag=True, help="Report what directives suppress.")
@click.option("--suppressions", is_flag=True, help="Let directives count in standard input, too.")
@click.option("--show-suppressed", is_flag=True, help="Show what is suppressed, marked as such.")
@click.option(
    "--sdk-version",
    type=as_setting(SDK_VERSION),
    metavar="VERSION",
    help="The SDK's version, instead of the nearest go.mod's.",
)
@click.option("--config", metavar="FILE", help="Use this settings file for every file.")
@click.option("--isolated", is_flag=True, help="Use no settings file.")
@click.option(
    "--exclude",
    type=as_setting(EXCLUDE),
    multiple=True,
    metavar="GLOB",
    help="Do not check these; replaces the settings'.",
)
@click.option(
    "--extend-exclude",
    type=as_setting(EXTEND_EXCLUDE),
    multiple=True,
    metavar="GLOB",
    help="Do not check these either.",
)
@click.option("--force-exclude", is_flag=True, help="Exclude even files that are named.")
@choice("--generated", ("strict", "off"), "Whether to leave generated files out (strict) or not.")
@click.option("--tests", is_flag=True, help="Check _test.go files as well.")
@click.option("--markdown", is_flag=True, help="Check the Go fences of Markdown in directories as well.")
@click.option("--max-file-bytes", type=click.IntRange(min=1), metavar="N", help="Do not check larger files.")
@click.option(
    "--timeout",
    type=Seconds(),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="How long standard input may take.",
)
@choice("--color", ("auto", "always", "never"), "Whether to colour the report.", "auto")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("--fix", is_flag=True, help="Make the fixes that are safe, and write the files.")
@click.option("--unsafe-fixes", is_flag=True, help="Make the unsafe fixes as well.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and write nothing.")
@click.option(
    "--add-ignore",
    metavar="[=REASON]",
    help="Write a directive that ignores it for everything that is found.",
)
@click.option("--diff-base", metavar="REV", help="Report only what changed since a revision brings.")
@click.option(
    "--diff-from-patch", metavar="FILE", help="Report only what a patch brings; - is standard input."
)
@click.option("--baseline", metavar="FILE", help="Report only what this file does not know.")
@click.option("--write-baseline", metavar="FILE", help="Write what is found to such a file.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes work, if not one a core."
)
@click.option("--no-cache", is_flag=True, help="Keep nothing for the next run, and use nothing of the last.")
@click.option("--cache-dir", metavar="DIR", help="Where to keep it, instead of the user's cache directory.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until interrupted.")
@click.option("--allow-empty", is_flag=True, help="Nothing to check is no failure.")
@click.option("--show-settings", metavar="FILE", help="Print the settings that hold for a file, and stop.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings only.")
@click.option("-v", "--verbose", is_flag=True, help="Say what was left out, and where a bug is.")
def check(
    paths: tuple[str, ...],
    format: str,  # noqa: A002 - click names the parameter after the option
    output: dict[str, str],
    stdin_filename: str,
    input: str,  # noqa: A002 - click names the parameter after the option
    merge_fences: bool,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    preset: str | None,
    preview: bool,
    min_severity: str | None,
    min_confidence: str | None,
    fail_on: str,
    exit_zero: bool,
    no_suppressions: bool,
    suppressions: bool,
    show_suppressed: bool,
    sdk_version: str | None,
    config: str | None,
    isolated: bool,
    exclude: tuple[str, ...],
    extend_exclude: tuple[str, ...],
    force_exclude: bool,
    generated: str | None,
    tests: bool,
    markdown: bool,
    max_file_bytes: int | None,
    timeout: float,
    color: str,
    statistics: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    add_ignore: str | None,
    diff_base: str | None,
    diff_from_patch: str | None,
    baseline: str | None,
    write_baseline: str | None,
    jobs: int | None,
    no_cache: bool,
    cache_dir: str | None,
    watch: bool,
    allow_empty: bool,
    show_settings: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Check Go files, those below directories, or with - standard input.

    A Markdown file that is named is checked by its Go fences.

    Exit codes: 0 nothing found, 1 findings, 2 wrong usage or a bug, 3 nothing to check, 4 something could
    not be checked and nothing was found.
    """
    if watch and paths == (STDIN,):
        message = "--watch is for files, and `-` is none"
        raise click.UsageError(message)
    if no_suppressions and suppressions:
        message = "--suppressions and --no-suppressions exclude each other"
        raise click.UsageError(message)
    request = Request(
        select=split_names(select),
        ignore=split_names(ignore),
        extend_select=split_names(extend_select),
        preset=preset,
        preview=preview,
        min_severity=min_severity,
        min_confidence=min_confidence,
        suppressions=False if no_suppressions else suppressions or None,
        sdk_version=sdk_version,
        config=config,
        isolated=isolated,
        exclude=exclude,
        extend_exclude=extend_exclude,
        force_exclude=force_exclude,
        generated=generated,
        tests=tests,
        markdown=markdown,
        max_file_bytes=max_file_bytes,
        shape=input,
        merge_fences=merge_fences,
        timeout=timeout,
        diff_base=diff_base,
        patch=diff_from_patch,
        baseline=baseline,
        write_baseline=write_baseline,
        cache=not no_cache,
        cache_directory=cache_dir or "",
        jobs=jobs or 0,
    )
    changing = [name for name, on in (("--fix", fix), ("--diff", diff), ("--add-ignore", add_ignore)) if on]
    check_together(request, paths, changing=changing, unsafe_fixes=unsafe_fixes, add_ignore=add_ignore)
    if show_settings is not None:
        from restatelint.cli.show_settings import print_settings

        print_settings(show_settings, request)
        return Outcome.CLEAN
    with importing():
        from restatelint.cli.checked import Wanted, checked

    wanted = Wanted(
        format=format,
        outputs=output,
        label=stdin_filename,
        fail_on=NEVER if exit_zero else fail_on,
        fix=fix,
        unsafe=unsafe_fixes,
        diff=diff,
        add_ignore=add_ignore,
        show_suppressed=show_suppressed,
        color=color,
        statistics=statistics,
        allow_empty=allow_empty,
        quiet=quiet,
        verbose=verbose,
    )
    if watch:
        from restatelint.cli.watch import watched

        watched(paths, lambda: checked(paths, request, wanted))
    return checked(paths, request, wanted)
