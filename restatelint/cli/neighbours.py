"""What people of other linters call our options, so that a wrong name is answered with the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.toml import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CALLED: Mapping[str, str] = {
    "--rule": "--select",
    "--rules": "--select",
    "--enable": "--extend-select",
    "--enable-only": "--select",
    "--disable": "--ignore",
    "--skip": "--ignore",
    "--exclude-rule": "--ignore",
    "--new": "--diff-base",
    "--new-from-rev": "--diff-base",
    "--new-from-merge-base": "--diff-base",
    "--new-from-patch": "--diff-from-patch",
    "--baseline-commit": "--diff-base",
    "--since": "--diff-base",
    "--update-baseline": "--write-baseline",
    "--generate-baseline": "--write-baseline",
    "--severity": "--min-severity",
    "--confidence": "--min-confidence",
    "--output-format": "--format",
    "--output-file": "--output",
    "--out-format": "--format",
    "--json": "--format",
    "--sarif": "--format",
    "--reporter": "--format",
    "--autofix": "--fix",
    "--fix-only": "--fix",
    "--dry-run": "--diff",
    "--add-noqa": "--add-ignore",
    "--no-color": "--color",
    "--no-config": "--isolated",
    "--concurrency": "--jobs",
    "--threads": "--jobs",
    "--stdin-filepath": "--stdin-filename",
    "--suppress-all": "--add-ignore",
}
"""Options of ruff, zizmor, golangci-lint, semgrep, ast-grep, staticcheck and eslint, and ours."""

_VALUES: Mapping[str, str] = {
    "--json": "--format json",
    "--sarif": "--format sarif",
    "--no-color": "--color never",
}
_FLAGS: Mapping[str, str] = {
    "--diff": "it prints what --fix would change, --diff-base REV reports only what is new",
    "--fix": "--select NAME chooses the rules whose fixes are made",
}
"""Options without a value that are often given one, and what does what is meant."""


def option_hint(name: str, known: Iterable[str]) -> str:
    """Return `` (did you mean `--select`?)`` for an option that there is not, or ""."""
    options = tuple(known)
    meant = _CALLED.get(name, "")
    if meant in options:
        return f" (did you mean `{_VALUES.get(name, meant)}`?)"
    return did_you_mean(name, options)


def flag_hint(name: str) -> str:
    """Return words about an option that takes no value and was given one, or ""."""
    return f"; {_FLAGS[name]}" if name in _FLAGS else ""
