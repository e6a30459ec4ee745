"""What a piece of Go lacks to be a file: which parts are statements, and which packages it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.syntax import CALLS, captures, compiled, field, named_children, text, unparenthesized

if TYPE_CHECKING:
    from tree_sitter import Node, Query

_FUNCTIONS = frozenset({"function_declaration", "method_declaration"})
_NEVER_WRAPPED = _FUNCTIONS | {"package_clause", "import_declaration"}
_NEVER_ALONE = frozenset({"var_declaration", "const_declaration", "type_declaration", "comment"})
_QUALIFIERS = compiled(
    """
    (selector_expression operand: (identifier) @name)
    (qualified_type package: (package_identifier) @name)
    """
)
_NAMES = compiled(
    """
    [(parameter_declaration name: (identifier) @name)
     (variadic_parameter_declaration name: (identifier) @name)
     (var_spec name: (identifier) @name)
     (const_spec name: (identifier) @name)
     (function_declaration name: (identifier) @name)
     (type_spec name: (type_identifier) @name)
     (type_alias name: (type_identifier) @name)
     (short_var_declaration left: (expression_list (identifier) @name))
     (range_clause left: (expression_list (identifier) @name))
     (receive_statement left: (expression_list (identifier) @name))
     (type_switch_statement alias: (expression_list (identifier) @name))]
    """
)
_STATEMENTS = compiled("(expression_statement) @statement")
_DECLARED = compiled("[(function_declaration) (method_declaration)] @function")


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
    return _texts(root, _QUALIFIERS) - declared_names(root)


def declared_names(root: Node) -> frozenset[str]:
    """Return every name that a text declares anywhere, those of methods and fields apart."""
    return _texts(root, _NAMES)


def first_gap(root: Node) -> Node | None:
    """Return the first place that shows that a text is not whole Go, or None.

    It is what the parser could not read or had to think up; a function without a body; or a statement
    that only names something, like the beginning of a word.
    """
    gap = _broken(root)
    gaps = [gap] if gap is not None else []
    gaps.extend(
        node
        for node in captures(_DECLARED, root, 0, root.end_byte).get("function", [])
        if field(node, "body") is None
    )
    gaps.extend(
        node
        for node in captures(_STATEMENTS, root, 0, root.end_byte).get("statement", [])
        if not _does_something(node)
    )
    return min(gaps, key=lambda node: node.start_byte, default=None)


def _broken(root: Node) -> Node | None:
    if not root.has_error:
        return None
    cursor = root.walk()
    while True:
        node = cursor.node
        assert node is not None
        if node.is_error or node.is_missing:
            return node
        if node.has_error and cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return root


def _does_something(statement: Node) -> bool:
    expression = next(iter(named_children(statement)), None)
    if expression is None:
        return False
    expression = unparenthesized(expression)
    return expression.type in CALLS or (
        expression.type == "unary_expression" and text(expression).startswith("<-")
    )


def _texts(root: Node, query: Query) -> frozenset[str]:
    return frozenset(text(node) for node in captures(query, root, 0, root.end_byte).get("name", []))
