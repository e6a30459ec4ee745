"""Begin a rule: its directory and its fixtures, which fail the tests until they are written.

Usage: ``python -m scripts.new_rule FAMILY/RULE``.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from restatelint.engine.load import RESERVED
from restatelint.engine.toml import KEBAB, did_you_mean
from tests.harness.fixtures import ROOT, rules
from tests.harness.hygiene import HEADINGS, next_step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_KEYWORDS = (
    "break case chan const continue default defer else fallthrough for func go goto if import interface "
    "map package range return select struct switch type var"
)
_RULE = """\
title      = "REPLACE THIS: the defect, in a few words"
message    = "{{call}} REPLACE THIS: what is wrong with it, in one sentence without a full stop"
help       = "REPLACE THIS: what to write instead"
where      = "replayed"
severity   = "warning"
confidence = "high"
preset     = "default"
since      = "{version}"
references = ["https://docs.restate.dev/develop/go/durable-steps"]
"""
_QUERY = """\
; REPLACE THIS: the shape in literals, then what it must mean, the cheap questions first
((call_expression) @report @call
  (#calls? @call "example.com/replace.This"))
"""
_BAD = """\
// Package {package} REPLACE THIS: says what the handlers here do.
package {package}

import (
	restate "github.com/restatedev/sdk-go"
)

// Orders is a virtual object, keyed by the order's number.
type Orders struct{{}}

// Place REPLACE THIS: what a sensible person would write.
func (Orders) Place(ctx restate.ObjectContext) error {{
	restate.Set(ctx, "placed", true)
	return nil
}}
"""
_GOOD = """\
package {package}

import (
	restate "github.com/restatedev/sdk-go"
)

// MendedOrders is Orders as it should be.
type MendedOrders struct{{}}

// Place REPLACE THIS: the same, and right.
func (MendedOrders) Place(ctx restate.ObjectContext) error {{
	restate.Set(ctx, "placed", true)
	return nil
}}
"""
_GENERATED = {"Example": "example", "Use instead": "use-instead", "Limits": "limits"}


class WrongNameError(Exception):
    """A name that no new rule can have; the message says why."""


def begin(root: Path, name: str, taken: Sequence[str] = ()) -> tuple[Path, ...]:
    """Write the files of a new rule below ``root`` and return them, or raise a WrongNameError.

    ``taken`` are the names that rules and families have.
    """
    family, _, rule = name.partition("/")
    for part in (family, rule):
        if not re.search(KEBAB.pattern, part) or part in RESERVED:
            message = f"`{name}` is no name for a rule, expected family/rule, each {KEBAB.words}"
            raise WrongNameError(message)
    if rule in taken or family == rule:
        message = f"the name `{rule}` is taken by a rule or family"
        raise WrongNameError(message)
    about = {"package": package_name(rule), "version": _version()}
    files = {
        root / "rules" / family / rule / "rule.toml": _RULE.format(**about),
        root / "rules" / family / rule / "query.scm": _QUERY,
        root / "rules" / family / rule / "README.md": _page(rule),
        root / "fixtures" / family / rule / "bad.go": _BAD.format(**about),
        root / "fixtures" / family / rule / "good.go": _GOOD.format(**about),
    }
    there = [path for path in files if path.exists()]
    if there:
        message = f"{there[0].relative_to(root).as_posix()} is there already"
        raise WrongNameError(message)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tuple(files)


def package_name(rule: str) -> str:
    """Return what the Go package of a rule's fixtures is called."""
    name = rule.replace("-", "")
    return f"{name}rule" if name in _KEYWORDS.split() else name


def _page(rule: str) -> str:
    parts = [f"# {rule}\n"]
    for heading in HEADINGS:
        body = "REPLACE THIS\n"
        if name := _GENERATED.get(heading):
            body = f"<!-- begin generated: {name} -->\n<!-- end generated: {name} -->\n"
        if heading == "Why is this bad":
            body += "\n<!-- begin generated: proof -->\n<!-- end generated: proof -->\n"
        parts.append(f"## {heading}\n\n{body}")
    return "\n".join(parts)


def _version() -> str:
    found = re.search(r'^version = "([0-9.]+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert found is not None
    return found[1]


def main(arguments: Sequence[str]) -> int:
    """Write the files of the rule that the arguments name and say what is next; 2 for a wrong name."""
    if len(arguments) != 1:
        print("usage: python -m scripts.new_rule FAMILY/RULE", file=sys.stderr)
        return 2
    known = rules()
    families = sorted({rule.family for rule in known})
    taken = [*families, *(each for rule in known for each in (rule.id, *rule.formerly))]
    try:
        made = begin(ROOT, arguments[0], taken)
    except WrongNameError as error:
        print(error, file=sys.stderr)
        return 2
    for path in made:
        print(f"wrote {path.relative_to(ROOT).as_posix()}")
    family = arguments[0].partition("/")[0]
    if family not in families:
        print(f"the family `{family}` is new{did_you_mean(family, families)}")
    (rule,) = (each for each in rules(str(ROOT / "rules")) if f"{each.family}/{each.id}" == arguments[0])
    print(f"next: {next_step(rule, ROOT / 'fixtures')}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
