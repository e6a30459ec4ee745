"""The short ways in: every rule by one call, and one piece of Go text checked from memory."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from restatelint.engine.load import built_in_rules_directory
from restatelint.engine.load import load_rules as rules_below
from restatelint.engine.predicates import FILLS, SIGNATURES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restatelint.engine.finding import Report
    from restatelint.engine.rule import Rule
    from restatelint.engine.settings import Settings

_LOCATION = "source.go"


def load_rules(*directories: str) -> tuple[Rule, ...]:
    """Return the rules that come with restatelint and those of further directories, sorted by id.

    Raises a DataError, which names file and line, for a directory that holds no rules or wrong ones.
    """
    rules = _built_in()
    for directory in directories:
        rules = (*rules, *rules_below(directory, SIGNATURES, FILLS, beside=rules, own=True))
    return tuple(sorted(rules, key=lambda rule: rule.id))


@cache
def _built_in() -> tuple[Rule, ...]:
    # the rules' own tests have compiled their queries; compiling them here again costs a millisecond each
    return rules_below(built_in_rules_directory(), SIGNATURES, FILLS, trusted=True)


def check_source(
    data: bytes | str,
    *,
    path: str = "<stdin>",
    rules: Iterable[Rule] | None = None,
    settings: Settings | None = None,
    known: Iterable[Rule] = (),
    max_bytes: int = 4_000_000,
    suppressions: bool = False,
    generated: bool = True,
) -> Report:
    """Check one Go file that is not on disk and return what was found.

    ``path`` is a label and never opened. ``rules`` are those that are on, by default those of the
    settings; ``known`` all that a directive may name. Code from elsewhere may not silence its judge, so
    directives count only with ``suppressions``, and it is checked whether it says that it is generated
    or not. Raises DataError or UnknownNameError for a name in the settings that is no rule.
    """
    from restatelint.engine.check import check
    from restatelint.engine.chosen import chosen_rules
    from restatelint.engine.settings import Settings
    from restatelint.source.limits import Limits
    from restatelint.source.text import Source
    from restatelint.source.tree import MemoryTree

    given = Settings() if settings is None else settings
    every = tuple(known) or load_rules(*given.rule_directories)
    text = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    return check(
        [Source(path, f"/{_LOCATION}", text)],
        chosen_rules(given, every) if rules is None else tuple(rules),
        given,
        tree=MemoryTree({_LOCATION: text}),
        known=every,
        limits=Limits(max_file_bytes=max_bytes),
        suppressions=suppressions,
        generated=generated,
    )
