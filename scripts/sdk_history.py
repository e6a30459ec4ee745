"""Checks the code of every release of the SDK by that release: it cannot use what it lacks.

Root, server, ingress and the other packages, the examples and the services for tests are searched for
names that were removed, came later or never were, for wrong arguments and for wrong imports. Any finding
is a fault of the rules. Needs Go and a network; --source names a clone of the SDK, which has what the
proxy refuses and, in later releases, the examples.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from restatelint.engine.build import findings_of
from restatelint.engine.load import built_in_rules_directory, load_rules
from restatelint.engine.predicates import FILLS, SIGNATURES
from restatelint.engine.search import Search
from restatelint.golang.tree import kinds
from restatelint.restate.facts import Facts
from restatelint.restate.library import knowledge
from restatelint.source.tree import DiskTree
from scripts.sdk_api import PATH, known_releases
from scripts.sdk_checkouts import CheckoutError, checkout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from restatelint.engine.rule import Rule
    from restatelint.golang.file import File

RULES = frozenset({"removed-api", "unknown-api", "wrong-arity", "moved-import"})
_NAMES = kinds("selector_expression", "qualified_type", "type_identifier")


class Judged(NamedTuple):
    """What was looked at in one release, and what was found: a line for each finding, or for a failure."""

    files: int
    symbols: int
    problems: list[str]


def judged(directory: Path, version: str, rules: Sequence[Rule]) -> Judged:
    """Return what the rules say of all code below a directory when it is for a version of the SDK."""
    tree = DiskTree(str(directory))
    facts = Facts(tree, knowledge(), sdk_version=version)
    search = Search(rules)
    files = symbols = 0
    problems: list[str] = []
    for file in _files(tree, facts):
        files += 1
        names = file.root.descendants(_NAMES)
        symbols += sum(facts.api.status(file, name) is not None for name in names)
        problems.extend(
            f"{version} {each.place.path}:{each.place.start.line}: {each.rule}: {each.message}"
            for each in findings_of(file, search.matches(file, facts, _raise))
        )
    return Judged(files, symbols, problems)


def _files(tree: DiskTree, facts: Facts) -> Iterator[File]:
    top = Path(tree.root)
    for path in sorted(top.rglob("*.go")):
        source = tree.location(str(path))
        file = facts.program.file(source)
        if file is not None:
            yield file


def _raise(rule: Rule, error: Exception) -> None:
    raise RuntimeError(rule.id) from error


def main(arguments: Sequence[str]) -> int:
    """Check every release of the root module and print what was checked; 1 when anything is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, help="a clone of the SDK")
    clone: Path | None = parser.parse_args(arguments).source
    on = [rule for rule in load_rules(built_in_rules_directory(), SIGNATURES, FILLS) if rule.id in RULES]
    problems: list[str] = []
    refused = files = symbols = 0
    for version in known_releases()[PATH]:
        try:
            with checkout(PATH, f"v{version}", clone, whole=True) as directory:
                found = judged(directory, version, on)
        except CheckoutError as error:
            refused += 1
            print(f"v{version} was not checked: {error}")
            continue
        files += found.files
        symbols += found.symbols
        problems.extend(found.problems)
        print(f"v{version}: {found.files} files, {found.symbols} symbols, {len(found.problems)} findings")
    print(f"checked {files} files and {symbols} symbols, {len(problems)} findings, {refused} not checked")
    print("\n".join(problems))
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
