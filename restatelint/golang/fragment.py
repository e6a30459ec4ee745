"""What a piece of Go lacks to be a file: which parts are statements, and which packages it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang import syntax
from restatelint.golang.syntax import CALLS, field, named_children, text, unparenthesized
from restatelint.golang.tree import kinds

if TYPE_CHECKING:
    from restatelint.golang.tree import Node

_FUNCTIONS = frozenset({"function_declaration", "method_declaration"})
_NEVER_WRAPPED = _FUNCTIONS | {"package_clause", "import_declaration"}
_NEVER_ALONE = frozenset({"var_declaration", "const_declaration", "type_declaration", "comment"})
_STATEMENTS = kinds("expression_statement")
_DECLARED = kinds("function_declaration", "method_declaration")
# what declares names, and the field that these are in
_NAMING = {
    "const_spec": "name",
    "function_declaration": "name",
    "parameter_declaration": "name",
    "range_clause": "left",
    "receive_statement": "left",
    "short_var_declaration": "left",
    "type_alias": "name",
    "type_spec": "name",
    "type_switch_statement": "alias",
    "var_spec": "name",
    "variadic_parameter_declaration": "name",
}
_DECLARING = kinds(*_NAMING)
_NAMES = frozenset({"identifier", "type_identifier"})


def package_clause(root: Node) -> Node | None:
    """Return what says which package a file is of, or None."""
    return next((child for child in root.named_children if child.type == "package_clause"), None)


def statement_runs(root: Node) -> list[tuple[int, int]]:
    """Return the byte ranges at the top level that hold statements, so that they belong in a function.

    Each is as long as it can be without a function, an import or a package clause in it. Declarations of
    variables and types are part of a run only if a statement stands beside them.
    """
    has_functions = any(child.type in _FUNCTIONS for child in root.named_children)
    runs: list[tuple[int, int]] = []
    run: list[Node] = []
    for child in (*root.children, None):
        broken_file = child is not None and child.type == "ERROR" and has_functions
        if child is not None and child.is_named and child.type not in _NEVER_WRAPPED and not broken_file:
            run.append(child)
        elif child is None or child.is_named:
            if any(each.type not in _NEVER_ALONE for each in run):
                runs.append((run[0].start_byte, run[-1].end_byte))
            run = []
    return runs


def qualifiers(root: Node) -> frozenset[str]:
    """Return the names before a dot that nothing in the text declares: packages, most likely."""
    return frozenset(map(text, syntax.qualifiers(root))) - declared_names(root)


def declared_names(root: Node) -> frozenset[str]:
    """Return every name that a text declares anywhere, those of methods and fields apart."""
    found: set[str] = set()
    for each in root.descendants(_DECLARING):
        for name in each.children_by_field_name(_NAMING[each.type]):
            listed = name.named_children if name.type == "expression_list" else [name]
            found.update(text(one) for one in listed if one.type in _NAMES)
    return frozenset(found)


def first_gap(root: Node) -> Node | None:
    """Return the first place that shows that a text is not whole Go, or None.

    It is what the parser could not read or had to think up; a function without a body; or a statement
    that only names something, like the beginning of a word.
    """
    gap = _broken(root)
    gaps = [gap] if gap is not None else []
    gaps.extend(node for node in root.descendants(_DECLARED) if field(node, "body") is None)
    gaps.extend(node for node in root.descendants(_STATEMENTS) if not _does_something(node))
    return min(gaps, key=lambda node: node.start_byte, default=None)


def _broken(root: Node) -> Node | None:
    tree = root.tree
    return tree.first_error(0, tree.lasts[0]) or root if tree.has_error else None


def _does_something(statement: Node) -> bool:
    expression = next(iter(named_children(statement)), None)
    if expression is None:
        return False
    expression = unparenthesized(expression)
    return expression.type in CALLS or (
        expression.type == "unary_expression" and text(expression).startswith("<-")
    )
