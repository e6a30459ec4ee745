"""Which calls run a function inside Run: those of the SDK, of frameworks, and of wrappers at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.budget import Answers
from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.types import External

if TYPE_CHECKING:
    from collections.abc import Container

    from restatelint.golang.file import File
    from restatelint.golang.package import Package
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.library import Knowledge


class RunCalls:
    """The calls of a program that hand a function to Run."""

    def __init__(self, program: Program, knowledge: Knowledge) -> None:
        self._program = program
        self._knowledge = knowledge
        self._names: dict[str, frozenset[str]] = {}
        # a wrapper of itself wraps nothing
        self._wrappers = Answers[frozenset[int]](program.budget, frozenset())

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
        """Whether a call runs a function that it is given inside Run."""
        return bool(self._handed(file, call, len(arguments(call))))

    def handed(self, file: File, call: Node) -> list[Node]:
        """Return the arguments of a call that run inside Run if they are functions, or lists of such."""
        given = arguments(call)
        chosen = self._handed(file, call, len(given))
        found = [each for index, each in enumerate(given) if index in chosen]
        return [part for each in found for part in (each, *self._listed(file, each))]

    def _listed(self, file: File, argument: Node) -> list[Node]:
        """Return the literals in a list of functions that an argument is, there or in a local name."""
        if argument.type not in ("identifier", "composite_literal"):
            return []
        body = field(self._program.flow.source(file, argument), "body")
        elements = named_children(body) if body is not None and body.type == "literal_value" else []
        inner = [each for element in elements for each in (element, *named_children(element)[:1])]
        return [each for each in inner if each.type == "func_literal"]

    def _handed(self, file: File, call: Node, count: int) -> Container[int]:
        """Return the 0-based indices of the arguments that run inside Run."""
        called = file.callee(call)
        if called is None or not called.name:
            return ()
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            return range(count or 1) if self._knowledge.is_run(target) else ()
        return self._wrapped(target) if isinstance(target, Function) else ()

    def _wrapped(self, function: Function) -> frozenset[int]:
        """Return the 0-based indices of the parameters that a function hands to Run, or settings say so."""
        return self._wrappers.of(function.key, lambda: self._found(function))

    def _found(self, function: Function) -> frozenset[int]:
        if self._named_wrapper(function):
            return frozenset(range(len(function.parameters)))
        return self._handed_on(function)

    def _named_wrapper(self, function: Function) -> bool:
        path = self._program.package_of(function.file).path
        return self._knowledge.is_run(External(path, function.name, function.receiver))

    def _handed_on(self, function: Function) -> frozenset[int]:
        file, body = function.file, function.body
        indices = {
            parameter.name: index
            for index, parameter in enumerate(function.parameters)
            if parameter.name and parameter.type.type == "function_type"
        }
        if not indices or body is None:
            return frozenset()
        names: set[str] = set()
        for call in file.calls_in(body.start_byte, body.end_byte):
            for argument in self.handed(file, call):
                names.add(text(argument))
                if argument.type == "func_literal":
                    inner = file.calls_in(argument.start_byte, argument.end_byte)
                    names.update(text(called.expression) for each in inner if (called := file.callee(each)))
        return frozenset(index for name, index in indices.items() if name in names)
