"""What becomes of the results of a call: which statement takes them, and under which names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.syntax import field, named_children, text

if TYPE_CHECKING:
    from restatelint.golang.tree import Node


def taking_statement(call: Node) -> str:
    """Return the type of the statement that takes the results of a call alone, or ""."""
    list_ = call.parent
    statement = list_.parent if list_ is not None and list_.type == "expression_list" else None
    return statement.type if statement is not None else ""


def bound_names(call: Node) -> list[Node] | None:
    """Return the names that the results of a call get, [] where they are returned; None for anything else."""
    list_ = call.parent
    if list_ is None or list_.type != "expression_list" or len(named_children(list_)) != 1:
        return None
    statement = list_.parent
    if statement is None:
        return None
    if statement.type == "return_statement":
        return []
    if statement.type not in ("short_var_declaration", "assignment_statement"):
        return None
    left = field(statement, "left")
    names = named_children(left) if left is not None and field(statement, "right") == list_ else []
    operator = field(statement, "operator")
    if operator is not None and operator.type != "=":
        return None
    return names if names and all(each.type == "identifier" for each in names) else None


def named_alone(statement: Node, call: Node) -> Node | None:
    """Return the name that a statement gives the value of a call and nothing else, or None."""
    list_, bound = call.parent, bound_names(call)
    if list_ is None or list_.parent != statement or statement.type != "short_var_declaration":
        return None
    return bound[0] if bound and len(bound) == 1 and text(bound[0]) != "_" else None


def is_nested(call: Node) -> bool:
    """Whether a call is part of a larger expression, or one of several."""
    parent = call.parent
    return parent is None or parent.type != "expression_list" or len(named_children(parent)) != 1
