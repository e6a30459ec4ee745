"""What a deferred call runs: the function, or the closure that a helper made for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.declarations import Function
from restatelint.golang.flow.callers import given_to
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import (
    CALLS,
    FUNCTIONS,
    enclosing,
    field,
    named_children,
    text,
    unparenthesized,
)
from restatelint.restate.ends.reaching import values

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node


def deferred_call(statement: Node) -> Node | None:
    """Return the call that a ``defer`` puts off."""
    calls = named_children(statement)
    return unparenthesized(calls[0]) if len(calls) == 1 else None


def run_by(program: Program, file: File, call: Node) -> Function | None:
    """Return the only function of the code at hand that a call runs, or None; see `all_run_by`."""
    found = all_run_by(program, file, call)
    return found[0] if len(found) == 1 else None


def all_run_by(program: Program, file: File, call: Node) -> list[Function]:
    """Return the functions of the code at hand of which a call runs one.

    Further than `Calls.target` it follows the closures that a helper returns, beside other results too, and
    what callers give a parameter that is called.
    """
    target = program.calls.target(file, call)
    if target is not None:
        return [target] if isinstance(target, Function) else []
    function = field(call, "function")
    function = unparenthesized(function) if function is not None else None
    if function is None:
        return []
    if function.type in CALLS:
        return _made(program, file, function, 0)
    binding = binding_of(file, function) if function.type == "identifier" else None
    if binding is not None and binding.kind is BindingKind.PARAMETER:
        given = given_to(program, file, binding)
        found = [program.calls.function(inside, each) for inside, each in given]
        return [each for each in found if isinstance(each, Function)]
    if binding is None or binding.kind is not BindingKind.VARIABLE or binding.assigned:
        return []
    expressions, index = values((binding.statement, binding.index))
    if len(expressions) == 1 and expressions[0].type in CALLS:
        return _made(program, file, expressions[0], index)
    return []


def _made(program: Program, file: File, call: Node, index: int) -> list[Function]:
    """Return the literals of which the function a call calls returns one at a place of its results."""
    maker = program.calls.target(file, call)
    if not isinstance(maker, Function) or maker.body is None:
        return []
    found: list[Node] = []
    for statement in maker.file.nodes("return", maker.body.start_byte, maker.body.end_byte):
        lists = named_children(statement)
        expressions = named_children(lists[0]) if lists else []
        if enclosing(statement, FUNCTIONS) == maker.node and index < len(expressions):
            found.append(unparenthesized(expressions[index]))
    return [Function(maker.file, each, "") for each in found if each.type == "func_literal"]


def collected(program: Program, file: File, call: Node) -> list[Function]:
    """Return the closures that were appended to the slice a call takes its function from.

    ``for _, undo := range slices.Backward(undos) { undo() }`` and ``undos[i]()`` run what
    ``undos = append(undos, func() ...)`` collected, or what a helper returned for it.
    """
    function = field(call, "function")
    source: Node | None = None
    if function is not None and function.type == "index_expression":
        source = field(function, "operand")
    elif function is not None and function.type == "identifier":
        binding = binding_of(file, function)
        if binding is None or binding.assigned:
            return []
        if binding.kind is BindingKind.RANGE and binding.index == 1:
            source = field(binding.statement, "right")
        elif binding.kind is BindingKind.VARIABLE:
            expressions, _ = values((binding.statement, binding.index))
            if len(expressions) == 1 and expressions[0].type == "index_expression":
                source = field(expressions[0], "operand")
    if source is not None and callee(source) is not None:
        given = arguments(source)
        source = given[0] if len(given) == 1 else None
    binding = binding_of(file, source) if source is not None and source.type == "identifier" else None
    if binding is None:
        return []
    found: list[Function] = []
    for definition in binding.assigned:
        expressions, _ = values(definition)
        if len(expressions) == 1 and _is_append(expressions[0]):
            for each in arguments(expressions[0])[1:]:
                if each.type == "func_literal":
                    found.append(Function(file, each, ""))
                elif each.type in CALLS:
                    found.extend(_made(program, file, each, 0))
    return found


def _is_append(node: Node) -> bool:
    called = callee(node)
    return called is not None and called.operand is None and text(called.expression) == "append"
