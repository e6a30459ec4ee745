"""The nodes of a file by kind, in order: everything that facts start from."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from restatelint.golang.tree import field, kinds

if TYPE_CHECKING:
    from restatelint.golang.tree import Node, Tree

_KINDS = {
    "call": kinds("call_expression", "type_conversion_expression"),
    "function": kinds("function_declaration", "method_declaration", "func_literal"),
    "go": kinds("go_statement"),
    "return": kinds("return_statement"),
    "parameter": kinds("parameter_declaration", "variadic_parameter_declaration"),
    "short": kinds("short_var_declaration"),
    "var": kinds("var_spec"),
    "const": kinds("const_spec"),
    "range": kinds("range_clause"),
    "switch": kinds("type_switch_statement"),
    "receive": kinds("receive_statement"),
    "type": kinds("type_spec", "type_alias", "type_parameter_declaration"),
    "assignment": kinds("assignment_statement"),
    "defer": kinds("defer_statement"),
    "for": kinds("for_statement"),
    "select": kinds("select_statement"),
    "send": kinds("send_statement"),
    "assertion": kinds("type_assertion_expression"),
    "import": kinds("import_spec"),
    "equality": kinds("binary_expression"),
    "nil": kinds("binary_expression"),
    "returned": kinds("return_statement"),
    "method": kinds("method_declaration"),
}


class Index:
    """The nodes of one tree.

    Kinds: ``call``, ``function``, ``go``, ``return``, ``assignment``, ``defer``, ``for``, ``select``,
    ``send``, ``assertion``, ``equality``, ``import``; ``nil`` for comparisons of a name with nil,
    ``returned`` for the last value of a return, ``method`` for the names of declared methods; and what
    declares local names: ``parameter``, ``type``, ``short``, ``var``, ``const``, ``range``, ``switch``,
    ``receive``.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._kinds: dict[str, tuple[list[int], list[Node]]] = {}

    def nodes(self, kind: str, start: int, end: int | None) -> list[Node]:
        """Return the nodes of a kind that start in a byte range, in order, the outer one first."""
        known = self._kinds.get(kind)
        if known is None:
            found = self._found(kind)
            known = self._kinds[kind] = ([node.start_byte for node in found], found)
        starts, nodes = known
        if end is None:
            return nodes
        return nodes[bisect_left(starts, start) : bisect_left(starts, end)]

    def _found(self, kind: str) -> list[Node]:
        nodes = self._tree.root.descendants(_KINDS[kind])
        if kind == "equality":
            return [node for node in nodes if _operator(node) in ("==", "!=")]
        if kind == "nil":
            return [node for node in nodes if _operator(node) in ("==", "!=") and _with_nil(node)]
        if kind == "returned":
            return [last for node in nodes if (last := _last_returned(node)) is not None]
        if kind == "method":
            return [name for node in nodes if (name := field(node, "name")) is not None]
        return nodes


def _operator(node: Node) -> str:
    operator = field(node, "operator")
    return operator.type if operator is not None else ""


def _with_nil(node: Node) -> bool:
    left, right = field(node, "left"), field(node, "right")
    return left is not None and left.type == "identifier" and right is not None and right.type == "nil"


def _last_returned(node: Node) -> Node | None:
    for given in node.named_children:
        if given.type == "expression_list":
            return next((each for each in reversed(given.named_children) if each.type != "comment"), None)
    return None
