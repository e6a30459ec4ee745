"""Which calls run a function inside Run: those of the SDK, of frameworks, and of wrappers at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.syntax import text
from restatelint.golang.types import External

if TYPE_CHECKING:
    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.golang.package import Package
    from restatelint.golang.program import Program
    from restatelint.restate.library import Knowledge


class RunCalls:
    """The calls of a program that hand a function to Run."""

    def __init__(self, program: Program, knowledge: Knowledge) -> None:
        self._program = program
        self._knowledge = knowledge
        self._names: dict[str, frozenset[str]] = {}
        self._wrappers: dict[tuple[str, int], bool] = {}

    def possible(self, file: File) -> list[Node]:
        """Return the calls of a file that can hand a function to Run, by what they are given or by name."""
        found = {}
        for function in file.functions:
            parent = function.node.parent if function.node.type == "func_literal" else None
            call = parent.parent if parent is not None and parent.type == "argument_list" else None
            if call is not None:
                found[call.start_byte, call.end_byte] = call
        names = self._run_names(self._program.package_of(file))
        for call in file.calls:
            called = file.callee(call)
            if called is not None and called.name in names:
                found[call.start_byte, call.end_byte] = call
        return [found[key] for key in sorted(found)]

    def _run_names(self, package: Package) -> frozenset[str]:
        """Return the names of what is known to run a function, and of functions that may."""
        if package.directory not in self._names:
            takes = {
                each.name
                for file in package.files
                for each in file.declarations
                if isinstance(each, Function)
                and any(parameter.type.type == "function_type" for parameter in each.parameters)
            }
            self._names[package.directory] = self._knowledge.run_names() | takes
        return self._names[package.directory]

    def is_run(self, file: File, call: Node) -> bool:
        """Whether a call runs the function it is given inside Run."""
        called = file.callee(call)
        if called is None or not called.name:
            return False
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            return self._knowledge.is_run(target)
        return isinstance(target, Function) and self._is_wrapper(target)

    def _is_wrapper(self, function: Function) -> bool:
        """Whether a function hands one of its own function parameters to Run, or settings say so."""
        if function.key not in self._wrappers:
            self._wrappers[function.key] = False  # a wrapper of itself wraps nothing
            self._wrappers[function.key] = self._named_wrapper(function) or self._hands_on(function)
        return self._wrappers[function.key]

    def _named_wrapper(self, function: Function) -> bool:
        path = self._program.package_of(function.file).path
        return self._knowledge.is_run(External(path, function.name, function.receiver))

    def _hands_on(self, function: Function) -> bool:
        names = {
            parameter.name
            for parameter in function.parameters
            if parameter.name and parameter.type.type == "function_type"
        }
        body = function.body
        if not names or body is None:
            return False
        for call in function.file.calls_in(body.start_byte, body.end_byte):
            if not self.is_run(function.file, call):
                continue
            for argument in arguments(call):
                if text(argument) in names:
                    return True
                if argument.type == "func_literal" and any(
                    text(inner_callee.expression) in names
                    for inner in function.file.calls_in(argument.start_byte, argument.end_byte)
                    if (inner_callee := function.file.callee(inner)) is not None
                ):
                    return True
        return False
