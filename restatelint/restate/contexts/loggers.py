"""Fields that hold the logger of a handler's context, which says nothing twice on replay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.flow.fields import given_to_field
from restatelint.golang.syntax import field, text
from restatelint.golang.types import Named, pointed
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_LOGGER = Named(PATH, "ReplayLogger")


def holds_context_logger(program: Program, file: File, logger: Node) -> bool:
    """Whether a field is only ever filled from ``ctx.Log()``, by literals and assignments of the package.

    ``logger`` is the selector of the field; other expressions are none.
    """
    name = field(logger, "field") if logger.type == "selector_expression" else None
    if name is None:
        return False
    owner = program.expressions.type(file, field(logger, "operand"))
    given = given_to_field(program, owner, text(name))
    return bool(given) and all(pointed(program.expressions.type(*each)) == _LOGGER for each in given)
