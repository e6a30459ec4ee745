"""The nodes of a file by kind, in order: one pass over its tree gives everything that facts start from."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from restatelint.golang.syntax import captures, compiled

if TYPE_CHECKING:
    from tree_sitter import Node

_INDEX = compiled(
    """
    [(call_expression) (type_conversion_expression)] @call
    [(function_declaration) (method_declaration) (func_literal)] @function
    (go_statement) @go
    (return_statement) @return
    (return_statement (expression_list (_) @returned .))
    [(parameter_declaration) (variadic_parameter_declaration)] @parameter
    (type_parameter_declaration) @type
    (short_var_declaration) @short
    (var_spec) @var
    (const_spec) @const
    (range_clause) @range
    (type_switch_statement) @switch
    (receive_statement) @receive
    [(type_spec) (type_alias)] @type
    (assignment_statement) @assignment
    (defer_statement) @defer
    (for_statement) @for
    (select_statement) @select
    (send_statement) @send
    (type_assertion_expression) @assertion
    (binary_expression operator: ["==" "!="]) @equality
    (binary_expression left: (identifier) operator: ["==" "!="] right: (nil)) @nil
    (import_spec) @import
    (method_declaration name: (field_identifier) @method)
    """
)


class Index:
    """The nodes of one tree.

    Kinds: ``call``, ``function``, ``go``, ``return``, ``assignment``, ``defer``, ``for``, ``select``,
    ``send``, ``assertion``, ``equality``, ``import``; ``nil`` for comparisons of a name with nil,
    ``returned`` for the last value of a return, ``method`` for the names of declared methods; and what
    declares local names: ``parameter``, ``type``, ``short``, ``var``, ``const``, ``range``, ``switch``,
    ``receive``.
    """

    def __init__(self, root: Node) -> None:
        self._kinds: dict[str, tuple[list[int], list[Node]]] = {}
        for kind, nodes in captures(_INDEX, root, 0, root.end_byte).items():
            self._kinds[kind] = ([node.start_byte for node in nodes], nodes)

    def nodes(self, kind: str, start: int, end: int | None) -> list[Node]:
        """Return the nodes of a kind that start in a byte range, in order, the outer one first."""
        starts, nodes = self._kinds.get(kind, ((), []))
        if end is None:
            return nodes
        return nodes[bisect_left(starts, start) : bisect_left(starts, end)]
