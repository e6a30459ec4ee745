"""What the code of a package gives a field that no other package can set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.flow.definitions import is_field_key
from restatelint.golang.syntax import field, named_children, unparenthesized
from restatelint.golang.types import Named, pointed

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type


def given_to_field(program: Program, owner: Type | None, name: str) -> list[tuple[File, Node]]:
    """Return what literals and assignments give a field of a type of the code at hand, by its name.

    Returns [] for a field that other packages may set, since they are not looked at.
    """
    type_ = pointed(owner)
    declaration = program.typenames.declaration(type_)
    if not isinstance(type_, Named) or declaration is None or name[:1].isupper():
        return []
    found: list[tuple[File, Node]] = []
    for file in program.package_of(declaration.file).files:
        for node in file.identifiers(name, 0, len(file.source.data)):
            value = _in_literal(program, file, node, type_) or _assigned(program, file, node, type_)
            if value is not None:
                found.append((file, unparenthesized(value)))
    return found


def _in_literal(program: Program, file: File, name: Node, type_: Named) -> Node | None:
    pair = name.parent.parent if name.parent is not None else None
    if pair is None or not is_field_key(name):
        return None
    literal = pair.parent.parent if pair.parent is not None else None
    if literal is None or program.typenames.type(file, field(literal, "type")) != type_:
        return None
    value = field(pair, "value")
    inner = named_children(value) if value is not None else []
    return inner[0] if len(inner) == 1 else value


def _assigned(program: Program, file: File, name: Node, type_: Named) -> Node | None:
    target = name.parent
    if target is None or target.type != "selector_expression" or field(target, "field") != name:
        return None
    left = target.parent
    statement = left.parent if left is not None and left.type == "expression_list" else None
    if (
        left is None
        or statement is None
        or statement.type != "assignment_statement"
        or field(statement, "left") != left
    ):
        return None
    if pointed(program.expressions.type(file, field(target, "operand"))) != type_:
        return None
    right = field(statement, "right")
    targets, values = named_children(left), named_children(right) if right is not None else []
    return values[targets.index(target)] if len(values) == len(targets) else right
