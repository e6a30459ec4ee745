"""Values of a type that their place does not take: arguments, results, variables, fields and operands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.compile.assignable import surely_not
from restatelint.golang.compile.fault import Fault
from restatelint.golang.compile.types import Basic, Signature, described
from restatelint.golang.shown import shown
from restatelint.golang.syntax import FUNCTIONS, enclosing, field, named_children, parameters, text
from restatelint.golang.tree import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.compile.types import Type
    from restatelint.golang.compile.typing import Typing
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

KIND = "type-mismatch"
_PLACES = kinds(
    "return_statement", "assignment_statement", "var_spec", "composite_literal", "binary_expression"
)
_SHIFTS = frozenset({"<<", ">>"})


def mismatches(typing: Typing, file: File) -> Iterator[Fault]:
    """Yield the values whose type is surely not the one that is wanted."""
    for node in file.tree.root.descendants(_PLACES):
        yield from _AT[node.type](typing, file, node)
    for call in file.calls:
        yield from _arguments(typing, file, call)


def _wrong(typing: Typing, file: File, value: Node, wanted: Type | None, where: str) -> Iterator[Fault]:
    given = typing.type(file, value)
    if surely_not(typing.types, given, wanted):
        message = f"`{shown(value, 40)}` is {_said(given)}, and {where} is {_said(wanted)}"
        yield Fault(KIND, value, message, f"give a value of type {described(wanted)}, or convert this one")


def _returned(typing: Typing, file: File, node: Node) -> Iterator[Fault]:
    function = enclosing(node, FUNCTIONS)
    inner = named_children(node)
    if function is None or not inner:
        return
    results = parameters(field(function, "result"))
    values = named_children(inner[0]) if inner[0].type == "expression_list" else inner
    if len(values) == len(results):
        for value, result in zip(values, results, strict=True):
            yield from _wrong(typing, file, value, typing.types.type(file, result.type), "the result")


def _assigned(typing: Typing, file: File, node: Node) -> Iterator[Fault]:
    operator, left, right = field(node, "operator"), field(node, "left"), field(node, "right")
    if operator is None or operator.type != "=" or left is None or right is None:
        return
    names, values = named_children(left), named_children(right)
    if len(names) == len(values):
        for name, value in zip(names, values, strict=True):
            if text(name) != "_":
                yield from _wrong(typing, file, value, typing.type(file, name), f"`{shown(name, 30)}`")


def _declared(typing: Typing, file: File, node: Node) -> Iterator[Fault]:
    written, value = field(node, "type"), field(node, "value")
    if written is None or value is None:
        return
    names = [each for each in node.children_by_field_name("name") if each.is_named]
    values = named_children(value) if value.type == "expression_list" else [value]
    if len(names) == len(values):
        wanted = typing.types.type(file, written)
        for name, each in zip(names, values, strict=True):
            yield from _wrong(typing, file, each, wanted, f"`{text(name)}`")


def _literal(typing: Typing, file: File, node: Node) -> Iterator[Fault]:
    fields = typing.members.fields(typing.types.type(file, field(node, "type")))
    body = field(node, "body")
    known = dict(fields or ())
    for each in named_children(body) if body is not None and fields is not None else ():
        if each.type != "keyed_element":
            continue
        key, value = field(each, "key"), field(each, "value")
        name = text(key) if key is not None else ""
        inner = named_children(value) if value is not None else []
        if name in known and inner and inner[0].type != "literal_value":
            yield from _wrong(typing, file, inner[0], known[name], f"the field `{name}`")


def _operands(typing: Typing, file: File, node: Node) -> Iterator[Fault]:
    operator = field(node, "operator")
    if operator is None or operator.type in _SHIFTS:
        return
    left, right = typing.type(file, field(node, "left")), typing.type(file, field(node, "right"))
    if surely_not(typing.types, left, right) and surely_not(typing.types, right, left):
        if isinstance(left, Basic) and isinstance(right, Basic) and left.untyped and right.untyped:
            return
        message = f"`{shown(node, 40)}` has {_said(left)} and {_said(right)} for its operands"
        yield Fault(KIND, node, message, "convert one of them to the type of the other")


def _arguments(typing: Typing, file: File, call: Node) -> Iterator[Fault]:
    called = file.callee(call)
    callee = field(call, "function")
    if called is None or callee is None or called.type_arguments or typing.types.is_type(file, callee):
        return
    signature = typing.types.underlying(typing.type(file, called.expression))
    passed = arguments(call)
    if not isinstance(signature, Signature) or signature.generic:
        return
    listed = field(call, "arguments")
    if listed is not None and any(each.type == "variadic_argument" for each in named_children(listed)):
        passed = passed[:-1]
    count = len(signature.parameters)
    if len(passed) < count - 1:
        return
    for index, each in enumerate(passed):
        if index < count or signature.variadic:
            wanted = signature.parameters[min(index, count - 1)]
            yield from _wrong(
                typing, file, each, wanted, f"argument {index + 1} of `{shown(called.expression, 30)}`"
            )


def _said(type_: Type | None) -> str:
    if isinstance(type_, Basic) and type_.untyped:
        name = type_.name.removeprefix("untyped ")
        return "nil" if name == "nil" else f"a constant of kind {name}"
    return f"of type {described(type_)}"


_AT = {
    "return_statement": _returned,
    "assignment_statement": _assigned,
    "var_spec": _declared,
    "composite_literal": _literal,
    "binary_expression": _operands,
}
