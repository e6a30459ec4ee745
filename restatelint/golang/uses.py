"""Where names are used: the reads of a local name, and the calls of a function."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.scope import binding_of, scopes_of
from restatelint.golang.syntax import CALLS, field, text

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node


def uses(file: File, binding: Binding, after: int, before: int | None = None) -> list[Node]:
    """Return the identifiers that read a local name from a byte offset on, or up to another, in order."""
    known = scopes_of(file).reads
    if binding not in known:
        known[binding] = [
            node
            for node in file.identifiers(binding.name, binding.start, binding.end)
            if node.type == "identifier"
            and not _is_assigned(node)
            and node != binding.identifier
            and binding_of(file, node) is binding
        ]
    found = known[binding]
    first = bisect_left(found, after, key=_start) if after > binding.start else 0
    last = bisect_left(found, before, key=_start) if before is not None else len(found)
    found = found[first:last]
    file.budget.spend(1 + len(found))
    return found


def uses_of_field(file: File, binding: Binding, after: int, path: str) -> list[Node]:
    """Return the identifiers that can read one field of what a local name holds from a byte offset on."""
    known = scopes_of(file).field_reads
    if binding not in known:
        groups = known[binding] = {}
        for use in uses(file, binding, binding.start):
            groups.setdefault(_first_field(use), []).append(use)
    groups, name = known[binding], "".join(path.split(".")[1:2])
    found = [use for each in {"", name} for use in groups.get(each, ()) if use.start_byte >= after]
    file.budget.spend(1 + len(found))
    return sorted((use for use in found if reads(use, path)), key=_start)


def _first_field(use: Node) -> str:
    """Return the field that a use of a name selects, "" if it uses the whole or calls a method."""
    parent = use.parent
    if parent is None or parent.type != "selector_expression" or parent.parent is None:
        return ""
    called = parent.parent.type == "call_expression" and field(parent.parent, "function") == parent
    name = field(parent, "field")
    return text(name) if name is not None and not called and field(parent, "operand") == use else ""


def _start(node: Node) -> int:
    return node.start_byte


def calls_of(program: Program, file: File, inside: Node) -> list[tuple[File, Node]]:
    """Return the calls, in the package, of the top-level function that a node stands in."""
    top = file.top_level_at(inside.start_byte)
    name = field(top, "name") if top is not None else None
    if top is None or name is None:
        return []
    found: list[tuple[File, Node]] = []
    for each in program.package_of(file).files:
        for node in each.identifiers(text(name), 0, each.root.end_byte):
            call = _call_of(node)
            target = program.calls.target(each, call) if call is not None else None
            if call is not None and isinstance(target, Function) and target.node == top:
                found.append((each, call))
    return found


def given_as(file: File, call: Node, target: Function, name: str) -> Node | None:
    """Return what a call of a function gives as its parameter or receiver of a name, or None."""
    given, called = arguments(call), file.callee(call)
    for parameter, argument in zip(target.parameters, given, strict=False):
        if parameter.name == name:
            return argument
    receiver = target.receiver_parameter
    is_receiver = receiver is not None and receiver.name == name
    return called.operand if called is not None and is_receiver else None


def closure_calls(file: File, literal: Node) -> list[Node]:
    """Return the calls of a function literal: on the spot, or by the local name it is given."""
    parent = literal.parent
    while parent is not None and parent.type == "parenthesized_expression":
        parent = parent.parent
    if parent is not None and parent.type == "call_expression":
        return [parent]
    statement = parent.parent if parent is not None and parent.type == "expression_list" else None
    left = field(statement, "left") if statement is not None else None
    names = left.named_children if left is not None else []
    binding = binding_of(file, names[0]) if len(names) == 1 and names[0].type == "identifier" else None
    if binding is None or statement is None:
        return []
    calls = [_call_of(use) for use in uses(file, binding, statement.end_byte)]
    return [call for call in calls if call is not None]


def handed_calls(
    program: Program, file: File, literal: Node
) -> list[tuple[Function, tuple[File, Node], Node]]:
    """Return where the function that a literal is handed to calls it: with it, by which call, and where."""
    given = literal.parent
    call = given.parent if given is not None and given.type == "argument_list" else None
    target = program.calls.target(file, call) if call is not None else None
    if call is None or not isinstance(target, Function):
        return []
    found = []
    for parameter, argument in zip(target.parameters, arguments(call), strict=False):
        name = parameter.identifier
        binding = binding_of(target.file, name) if name is not None and argument == literal else None
        for use in uses(target.file, binding, binding.visible) if binding is not None else ():
            called = _call_of(use)
            if called is not None and field(called, "function") == use:
                found.append((target, (file, call), called))
    return found


def points_at(file: File, name: Node) -> Node | None:
    """Return the local name that a pointer of a name was made to point at where it was declared, or None."""
    binding = binding_of(file, name)
    right = field(binding.statement, "right") if binding is not None else None
    values = right.named_children if right is not None else []
    if len(values) != 1 or values[0].type != "unary_expression" or text(values[0])[:1] != "&":
        return None
    at = field(values[0], "operand")
    return at if at is not None and at.type == "identifier" else None


def _call_of(name: Node) -> Node | None:
    """Return the call that a name is called in, with type arguments or without, or None."""
    node, parent = name, name.parent
    if parent is not None and parent.type in ("qualified_type", "selector_expression"):
        node, parent = parent, parent.parent
    if parent is not None and (parent.type == "generic_type" or field(parent, "operand") == node):
        parent = parent.parent if parent.type in ("generic_type", "index_expression") else None
    return parent if parent is not None and parent.type in CALLS else None


def _is_assigned(node: Node) -> bool:
    """Whether a name stands alone on the left of an assignment, so that it is written and not read."""
    parent = node.parent
    if parent is None or parent.type != "expression_list" or parent.parent is None:
        return False
    statement = parent.parent
    kinds = ("assignment_statement", "short_var_declaration")
    return statement.type in kinds and field(statement, "left") == parent


def reads(use: Node, path: str) -> bool:
    """Whether a use of a name can read one field of it: the field itself, or the whole."""
    parent = use.parent
    if parent is None or parent.type != "selector_expression" or parent.parent is None:
        return True
    if parent.parent.type == "call_expression" and field(parent.parent, "function") == parent:
        return True  # a method sees every field
    whole = text(parent)
    return path == whole or path.startswith(whole + ".") or whole.startswith(path + ".")
