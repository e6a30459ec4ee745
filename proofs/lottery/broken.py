"""Breaks rules on purpose, to see whether anybody notices."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from restatelint.engine.load import built_in_rules_directory, load_rules
from restatelint.engine.predicates import FILLS, SIGNATURES
from restatelint.engine.toml import DataError

if TYPE_CHECKING:
    from restatelint import Rule


class UnknownPredicateError(Exception):
    """There is no such rule, or its query has no such predicate: what was meant."""


def broken_rules(what: str) -> tuple[Rule, ...]:
    """Return all rules, with one predicate of one broken; ``what`` is ``RULE/PREDICATE=no`` or ``=yes``.

    Wherever the rule's query asks it, the answer is then no, or yes. Raises an UnknownPredicateError.
    """
    parts = re.fullmatch(r"([a-z-]+)/([a-z-]+)=(yes|no)", what)
    if parts is None:
        message = f"{what} is not of the form RULE/PREDICATE=no or RULE/PREDICATE=yes"
        raise UnknownPredicateError(message)
    rule, predicate, answer = parts.groups()
    with tempfile.TemporaryDirectory(prefix="restatelint-broken-") as folder:
        copy = Path(folder, "rules")
        shutil.copytree(built_in_rules_directory(), copy)
        queries = list(copy.glob(f"*/{rule}/query.scm"))
        if len(queries) != 1:
            message = f"there is no rule {rule}"
            raise UnknownPredicateError(message)
        text = queries[0].read_text(encoding="utf-8")
        clause = re.compile(rf"\(#{re.escape(predicate)}\?[^()]*\)")
        broken, count = clause.subn("" if answer == "yes" else r'\g<0> (#eq? @report "")', text)
        if not count:
            message = f"the query of {rule} does not ask #{predicate}?"
            raise UnknownPredicateError(message)
        queries[0].write_text(broken, encoding="utf-8")
        try:
            return load_rules(str(copy), SIGNATURES, FILLS)
        except DataError as error:
            message = f"{what}: {error.args[-1] if error.args else error}; answer no instead"
            raise UnknownPredicateError(message) from error
