"""What stands behind a registration: the call that its definition began with, and a handler's code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function, ValueDeclaration
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.site import Site
from restatelint.golang.syntax import FUNCTIONS, enclosing, field, named_children, text, unparenthesized
from restatelint.golang.types import External, Literal, Type
from restatelint.restate.sdk import is_sdk
from restatelint.restate.services.defined.returned import returned_expressions
from restatelint.restate.services.defined.signatures import input_type, output_type
from restatelint.restate.services.model import HandlerKind, ServiceKind

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

MAKERS = {
    "NewService": ServiceKind.SERVICE,
    "NewObject": ServiceKind.OBJECT,
    "NewWorkflow": ServiceKind.WORKFLOW,
}
"""What begins a definition that handlers are added to."""

CONSTRUCTORS = {
    "NewServiceHandler": HandlerKind.SERVICE,
    "NewObjectHandler": HandlerKind.EXCLUSIVE,
    "NewObjectSharedHandler": HandlerKind.SHARED,
    "NewWorkflowHandler": HandlerKind.WORKFLOW,
    "NewWorkflowSharedHandler": HandlerKind.WORKFLOW_SHARED,
}
"""What makes a handler of a function."""

_ADDING = frozenset({"Handler", "ConfigureHandler"})
_DEPTH = 60  # a chain has a step for every handler


@dataclass(frozen=True)
class Code:
    """The code of a handler as it is registered.

    ``parameter`` is the name of the parameter of the enclosing function whose method it is, where that is
    of an interface type, as in generated code: whoever calls the function says which code it is.
    """

    kind: HandlerKind | None
    function: Function | None
    input: Type | None
    output: Type | None
    options: tuple[Site, ...]
    parameter: str = ""
    method: str = ""


class Registered:
    """Answers about registrations over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def sdk_name(self, file: File, call: Node) -> str:
        """Return the name of the SDK's function that a call calls, "" if it is anything else."""
        target = self._program.calls.target(file, call)
        own = isinstance(target, External) and is_sdk(target.path) and not target.receiver
        return target.name if own and isinstance(target, External) else ""

    def beginning(self, file: File, node: Node | None, depth: int = 0) -> tuple[File, Node] | None:
        """Return the call of NewService, Reflect and so on that a definition began with, or None."""
        if node is None or depth > _DEPTH:
            return None
        node = unparenthesized(node)
        if node.type == "identifier":
            where = self._origin(file, node)
            return self.beginning(*where, depth + 1) if where is not None else None
        called = file.callee(node)
        if called is None:
            return None
        name = self.sdk_name(file, node)
        if name in MAKERS or name == "Reflect":
            return file, node
        if called.name in _ADDING and called.operand is not None:
            return self.beginning(file, called.operand, depth + 1)
        target = self._program.calls.target(file, node)
        if isinstance(target, Function):
            returned = returned_expressions(target)
            return self.beginning(target.file, returned[0], depth + 1) if len(returned) == 1 else None
        return None

    def _origin(self, file: File, name: Node) -> tuple[File, Node] | None:
        """Return the expression that a name got its first value from."""
        binding = binding_of(file, name)
        if binding is not None:
            if binding.kind is not BindingKind.VARIABLE:
                return None
            values = field(binding.statement, "right") or field(binding.statement, "value")
            return _only(file, values, binding.index)
        declaration = self._program.package_of(file).declaration(text(name), file)
        if not isinstance(declaration, ValueDeclaration):
            return None
        return _only(declaration.file, field(declaration.node, "value"), declaration.index)

    def code(self, file: File, node: Node | None, depth: int = 0) -> Code:
        """Return the code of a handler from what is handed to ``Handler``."""
        unknown = Code(None, None, None, None, ())
        if node is None or depth > _DEPTH:
            return unknown
        node = unparenthesized(node)
        if node.type == "identifier":
            where = self._origin(file, node)
            return self.code(*where, depth + 1) if where is not None else unknown
        kind = CONSTRUCTORS.get(self.sdk_name(file, node))
        given = arguments(node)
        if kind is not None and given:
            return self._constructed(file, node, kind, given)
        target = self._program.calls.target(file, node) if file.callee(node) is not None else None
        if isinstance(target, Function):
            returned = returned_expressions(target)
            if len(returned) == 1:
                return self.code(target.file, returned[0], depth + 1)
        return unknown

    def _constructed(self, file: File, node: Node, kind: HandlerKind, given: list[Node]) -> Code:
        options = tuple(Site(file, each) for each in given[1:])
        through = self._through_parameter(file, given[0])
        if through is not None:
            parameter, method, signature = through
            takes, gives = self.types(signature)
            return Code(kind, None, takes, gives, options, parameter, method)
        function = self._program.calls.function(file, given[0])
        if not isinstance(function, Function):
            called = file.callee(node)
            written = called.type_arguments if called is not None else ()
            types = [self._program.typenames.type(file, each) for each in written]
            known = types if len(types) == 2 else [None, None]
            return Code(kind, None, known[0], known[1], options)
        takes, gives = self.types(function)
        return Code(kind, function, takes, gives, options)

    def types(self, function: Function | None) -> tuple[Type | None, Type | None]:
        """Return what a handler takes and gives."""
        if function is None:
            return None, None
        return input_type(self._program, function), output_type(self._program, function)

    def _through_parameter(self, file: File, node: Node) -> tuple[str, str, Function | None] | None:
        """Return the parameter, the method and its signature of ``parameter.Method`` of an interface."""
        operand, name = field(node, "operand"), field(node, "field")
        if node.type != "selector_expression" or operand is None or name is None:
            return None
        binding = binding_of(file, operand) if operand.type == "identifier" else None
        if binding is None or binding.kind is not BindingKind.PARAMETER:
            return None
        type_ = self._program.typenames.underlying(self._program.expressions.type(file, operand))
        if not isinstance(type_, Literal) or type_.form != "interface_type":
            return None
        for element in named_children(type_.node):
            method = field(element, "name")
            if method is not None and text(method) == text(name):
                return binding.name, text(name), Function(type_.file, element, text(name))
        return binding.name, text(name), None


def maker_of(file: File, call: Node) -> Function | None:
    """Return the declared function that a definition is made in."""
    node = enclosing(call, FUNCTIONS - {"func_literal"})
    if node is None:
        return None
    return file.function_of(node)


def _only(file: File, values: Node | None, index: int) -> tuple[File, Node] | None:
    expressions = named_children(values) if values is not None else []
    return (file, expressions[index]) if index < len(expressions) else None
