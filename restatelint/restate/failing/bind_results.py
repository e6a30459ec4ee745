"""Results of ``server.Bind``: where one is compared with nil as if it were an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.syntax import field, unparenthesized
from restatelint.restate.definitions.server_calls import calls_server
from restatelint.restate.ends.reaching import reaching, values

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node


class BindResults:
    """Answers about comparisons over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def outcome(self, file: File, comparison: Node) -> str | None:
        """Return what a ``==`` or ``!=`` of nil and the result of Bind always is, None for any other.

        A name counts where it can hold nothing but such results.
        """
        left, operator, right = (field(comparison, name) for name in ("left", "operator", "right"))
        if left is None or operator is None or right is None:
            return None
        value = left if right.type == "nil" else right if left.type == "nil" else None
        if value is None or not self._is_bound(file, unparenthesized(value)):
            return None
        return "true" if operator.type == "!=" else "false"

    def _is_bound(self, file: File, value: Node) -> bool:
        if value.type != "identifier":
            return self._binds(file, value)
        definitions = reaching(file, value) or []
        given = [values(each) for each in definitions]
        return bool(given) and all(
            index < len(expressions) and self._binds(file, unparenthesized(expressions[index]))
            for expressions, index in given
        )

    def _binds(self, file: File, call: Node) -> bool:
        return calls_server(self._program, file, call, "Bind")


def may_bind(file: File) -> bool:
    """Whether the bytes of a file hold the name of Bind."""
    return b".Bind(" in file.source.data
