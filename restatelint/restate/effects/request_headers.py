"""Values that come from a header of an incoming HTTP request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.types import External
from restatelint.restate.services.values import Values

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.origins import Origins

_DEPTH = 6


class RequestHeaders:
    """Answers about expressions over a program."""

    def __init__(self, program: Program, origins: Origins) -> None:
        self._program = program
        self._origins = origins
        self._values = Values(program)

    def name(self, file: File, node: Node | None, depth: int = 0) -> str | None:
        """Return the constant name, in lower case, of the header whose value an expression is, or None.

        It may have been converted, or cut and trimmed by package strings, on the way.
        """
        made = self._origins.value(file, node)
        if made is None or depth > _DEPTH:
            return None
        if made.type == "index_expression":
            operand, index = field(made, "operand"), field(made, "index")
            if _is_header(operand):
                return self._text(file, index)
            return self.name(file, operand, depth + 1)
        if made.type == "type_conversion_expression":
            return self.name(file, field(made, "operand"), depth + 1)
        called, given = file.callee(made), arguments(made)
        if called is None or not given:
            return None
        if called.name in ("Get", "Values") and _is_header(called.operand):
            return self._text(file, given[0])
        target = self._program.calls.target(file, made)
        trims = isinstance(target, External) and target.path == "strings"
        converts = called.operand is None and called.name in ("string", "")
        return self.name(file, given[0], depth + 1) if trims or converts else None

    def _text(self, file: File, node: Node | None) -> str | None:
        found = self._values.text(file, node)
        return found.lower() if found is not None else None


def _is_header(node: Node | None) -> bool:
    """Whether an expression is the field ``Header`` of something."""
    if node is None or node.type != "selector_expression" or not named_children(node):
        return False
    name = field(node, "field")
    return name is not None and text(name) == "Header"
