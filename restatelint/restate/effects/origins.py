"""Where values come from, as far as it excuses a call: seeded generators, injected clocks, kept closures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.imports import unversioned
from restatelint.golang.scope import binding_of
from restatelint.golang.shown import shown
from restatelint.golang.syntax import FUNCTIONS, enclosing, root_of
from restatelint.golang.types import External, Literal, Named, described, pointed
from restatelint.restate.sdk import is_sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

# what only the method of a database or network client gives
_DRIVERS = {
    ("database/sql", "Result"): "database",
    ("database/sql", "Row"): "database",
    ("database/sql", "Rows"): "database",
    ("github.com/jackc/pgx", "Row"): "database",
    ("github.com/jackc/pgx", "Rows"): "database",
    ("github.com/jackc/pgx", "BatchResults"): "database",
    ("github.com/jackc/pgx/pgconn", "CommandTag"): "database",
    ("net/http", "Response"): "network",
}
_GENERATORS = frozenset({"math/rand", "golang.org/x/exp/rand"})


class Origins:
    """Answers about the values behind calls over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def value(self, file: File, node: Node | None) -> Node | None:
        """Return the expression that a local name got its only value from; other expressions as they are."""
        return self._program.flow.source(file, node) if node is not None else None

    def exempt(self, file: File, call: Node, target: External, effect: str) -> bool:
        """Whether a call with an effect by name has none here."""
        if effect == "random" and target.receiver and unversioned(target.path) in _GENERATORS:
            called = file.callee(call)
            return called is not None and not self._is_shared(file, called.operand)
        if effect == "wall-clock" and target.path == "time" and target.name in ("Since", "Until"):
            # the clock that the start came from is reported already
            origin = self.value(file, next(iter(arguments(call)), None))
            return origin is not None and self._is(file, origin, "time", "Now")
        return False

    def _is_shared(self, file: File, generator: Node | None) -> bool:
        """Whether a generator outlives the invocation: a package variable, or a field of a service.

        One that the invocation makes itself gives the same numbers for the same seed, and a seed that
        differs is reported where it is read; what is handed in is the caller's to answer for.
        """
        made = self.value(file, generator)
        if made is None:
            return False
        root = root_of(made)
        if root.type != "identifier":
            return False
        binding = binding_of(file, root)
        if binding is None:
            return self._program.calls.import_path(file, root) is None or made.type == "selector_expression"
        return made.type == "selector_expression" and self._is_service(file, root)

    def _is_service(self, file: File, name: Node) -> bool:
        """Whether a name holds a struct that has handlers: a method that takes a context first."""
        type_ = pointed(self._program.expressions.type(file, name))
        declaration = self._program.typenames.declaration(type_)
        if declaration is None:
            return False
        methods = self._program.package_of(declaration.file).methods_of(declaration.name)
        return any(
            method.parameters and self._is_context(method, method.parameters[0].type)
            for method in methods.values()
        )

    def _is_context(self, method: Function, type_node: Node) -> bool:
        type_ = self._program.typenames.type(method.file, type_node)
        return isinstance(type_, Named) and is_sdk(type_.path)

    def _is(self, file: File, node: Node, path: str, name: str) -> bool:
        target = self._program.calls.target(file, node)
        return isinstance(target, External) and (target.path, target.name) == (path, name)

    def replays_alike(self, file: File, generator: Node) -> bool:
        """Whether a generator comes from the invocation: ``restate.Rand`` or a ``restate.RandSource``."""
        made = self.value(file, generator)
        target = self._program.calls.target(file, made) if made is not None else None
        if made is None or not isinstance(target, External):
            return False
        if is_sdk(target.path):
            return target.name in ("Rand", "RandSource")
        if unversioned(target.path) != "math/rand":
            return False
        return any(self.replays_alike(file, each) for each in arguments(made))

    def injected_clock(self, file: File, call: Node) -> str | None:
        """Return how a call reads as that of a clock handed in: ``clock.Now()`` or a ``func() time.Time``."""
        called = file.callee(call)
        if called is None or arguments(call):
            return None
        if called.operand is not None and called.name == "Now":
            if self._program.calls.import_path(file, called.operand) is None:
                return shown(called.expression)
            return None
        type_ = self._program.expressions.type(file, called.expression)
        if not isinstance(type_, Literal) or type_.form != "function_type":
            return None
        function = Function(type_.file, type_.node, "")
        if function.parameters or len(function.results) != 1:
            return None
        result = self._program.expressions.results(function)
        return shown(called.expression) if result is not None and _is_time(result) else None

    def driver_call(self, file: File, call: Node) -> tuple[str, str] | None:
        """Return the effect, and the name, of a call through an interface that only drivers implement.

        Generated queries keep their database behind such an interface; what its methods give tells.
        """
        called = file.callee(call)
        if called is None or called.operand is None:
            return None
        owner = self._program.expressions.type(file, called.operand)
        method = self._program.members.interface_method(owner, called.name)
        if method is None:
            return None
        types = self._program.typenames
        for result in method.results:
            type_ = pointed(types.type(method.file, result.type))
            if isinstance(type_, Named):
                effect = _DRIVERS.get((unversioned(type_.path), type_.name))
                if effect is not None:
                    return effect, f"{described(pointed(owner))}.{called.name}"
        return None

    def runs_with(self, function: Function, call: Node) -> bool:
        """Whether a call runs when the function does: not from a literal that is only kept or returned."""
        literal = enclosing(call, FUNCTIONS)
        while literal is not None and literal != function.node:
            if literal.type != "func_literal" or not self._called(literal):
                return False
            literal = enclosing(literal, FUNCTIONS)
        return True

    def _called(self, literal: Node) -> bool:
        parent = literal.parent
        if parent is None:
            return False
        if parent.type == "argument_list":
            return True  # whoever takes a closure is taken to call it
        if parent.type == "parenthesized_expression":
            parent = parent.parent
        return parent is not None and parent.type == "call_expression"


def _is_time(type_: object) -> bool:
    return getattr(type_, "path", "") == "time" and getattr(type_, "name", "") == "Time"
