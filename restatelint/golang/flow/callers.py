"""What the calls of a function give its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.scope import binding_of
from restatelint.golang.uses import calls_of, closure_calls

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node


def given_to(program: Program, file: File, parameter: Binding) -> list[tuple[File, Node]]:
    """Return what a parameter or receiver is given by the calls of its function in the package."""
    function = file.function_at(parameter.identifier.start_byte)
    if function is None:
        return []
    if function.node.type == "func_literal":
        calls = [(file, call) for call in closure_calls(file, function.node)]
    else:
        calls = calls_of(program, file, parameter.statement)
    bindings = [
        binding_of(file, each.identifier) if each.identifier is not None else None
        for each in function.parameters
    ]
    found: list[tuple[File, Node]] = []
    for inside, call in calls:
        given, called = arguments(call), inside.callee(call)
        if parameter in bindings:
            index = bindings.index(parameter)
            found.extend((inside, each) for each in given[index : index + 1])
        elif called is not None and called.operand is not None:
            found.append((inside, called.operand))
    return found
