"""The predicates of queries, a module for each theme; each docstring there is the reference entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates import (
    api,
    blocks,
    contexts,
    courses,
    effects,
    errors,
    failures,
    fixes,
    handlers,
    maps,
    migration,
    names,
    objects,
    operations,
    parts,
    possible,
    run,
    services,
    state,
    targets,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition
    from restatelint.engine.query import Signature

PREDICATES: Mapping[str, Definition] = {
    **api.DEFINITIONS,
    **blocks.DEFINITIONS,
    **contexts.DEFINITIONS,
    **courses.DEFINITIONS,
    **effects.DEFINITIONS,
    **errors.DEFINITIONS,
    **failures.DEFINITIONS,
    **fixes.DEFINITIONS,
    **handlers.DEFINITIONS,
    **maps.DEFINITIONS,
    **migration.DEFINITIONS,
    **names.DEFINITIONS,
    **objects.DEFINITIONS,
    **operations.DEFINITIONS,
    **parts.DEFINITIONS,
    **possible.DEFINITIONS,
    **run.DEFINITIONS,
    **services.DEFINITIONS,
    **state.DEFINITIONS,
    **targets.DEFINITIONS,
    **values.DEFINITIONS,
}
SIGNATURES: Mapping[str, Signature] = {name: each.signature for name, each in PREDICATES.items()}
FILLS: Mapping[str, frozenset[str]] = {name: each.fills for name, each in PREDICATES.items()}
