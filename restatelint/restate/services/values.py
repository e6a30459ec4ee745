"""What expressions are worth, followed through constants, locals, parameters, fields and makers.

Knows what the SDK makes a client of; what is done with one is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function, ValueDeclaration
from restatelint.golang.scope import Binding, BindingKind, binding_of
from restatelint.golang.syntax import (
    FUNCTIONS,
    enclosing,
    field,
    named_children,
    string_value,
    text,
    unparenthesized,
)
from restatelint.golang.types import External
from restatelint.restate.sdk import is_sdk
from restatelint.restate.services.defined.returned import returned_expressions
from restatelint.restate.services.model import ServiceKind
from restatelint.restate.services.value import Client, Frame, OwnKey, Struct, Text, Truth

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.services.value import Value

_DEPTH = 24
_STEPS = 400  # how many expressions one question looks at: makers of makers would take exponential time
_CLIENTS = {
    "Service": ServiceKind.SERVICE,
    "Object": ServiceKind.OBJECT,
    "Workflow": ServiceKind.WORKFLOW,
}


class Values:
    """Values of expressions over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._left = _STEPS
        self._assigned: dict[tuple[str, str], bool] = {}

    def text(self, file: File, node: Node | None, frame: Frame | None = None) -> str | None:
        """Return the constant string that an expression is, or None."""
        value = self.of(file, node, frame)
        return value.value if isinstance(value, Text) else None

    def of(self, file: File, node: Node | None, frame: Frame | None = None, depth: int = 0) -> Value | None:
        """Return the value of an expression in a call of the frame's function."""
        if depth == 0:
            self._left = _STEPS
        self._left -= 1
        if node is None or depth > _DEPTH or self._left < 0:
            return None
        node = unparenthesized(node)
        kind, depth = node.type, depth + 1
        if kind in ("interpreted_string_literal", "raw_string_literal"):
            constant = string_value(node)
            return Text(constant) if constant is not None else None
        if kind in ("true", "false"):
            return Truth(kind == "true")
        if kind == "identifier":
            return self._identifier(file, node, frame, depth)
        if kind == "selector_expression":
            return self._selector(file, node, frame, depth)
        if kind in ("call_expression", "type_conversion_expression"):
            return self._call(file, node, frame, depth, 0)
        if kind == "composite_literal":
            return self._struct(file, node, frame, depth)
        if kind == "unary_expression":
            operator = field(node, "operator")
            followed = operator is not None and operator.type in ("&", "*")
            return self.of(file, field(node, "operand"), frame, depth) if followed else None
        if kind == "binary_expression":
            left = self.of(file, field(node, "left"), frame, depth)
            right = self.of(file, field(node, "right"), frame, depth) if isinstance(left, Text) else None
            operator = field(node, "operator")
            if isinstance(left, Text) and isinstance(right, Text) and operator and operator.type == "+":
                return Text(left.value + right.value)
        return None

    def frame(self, file: File, call: Node, target: Function, frame: Frame | None, depth: int = 0) -> Frame:
        """Return the frame of a function that is called, with what the caller's frame tells of it."""
        values: dict[str, Value | None] = {}
        given = arguments(call)
        for index, parameter in enumerate(target.parameters):
            if parameter.name and not parameter.variadic and index < len(given):
                values[parameter.name] = self.of(file, given[index], frame, depth)
        receiver, called = target.receiver_parameter, file.callee(call)
        if receiver is not None and receiver.name and called is not None and called.operand is not None:
            values[receiver.name] = self.of(file, called.operand, frame, depth)
        return Frame(target, values)

    def _identifier(self, file: File, node: Node, frame: Frame | None, depth: int) -> Value | None:
        binding = binding_of(file, node)
        if binding is not None:
            return self._local(file, binding, frame, depth)
        declaration = self._program.package_of(file).declaration(text(node), file)
        if declaration is None:
            for path in file.imports.dots:
                package = self._program.imported(file, path)
                declaration = package.declaration(text(node)) if package is not None else None
        return self._declared(declaration, depth)

    def _local(self, file: File, binding: Binding, frame: Frame | None, depth: int) -> Value | None:
        if binding.kind is BindingKind.PARAMETER:
            owner = enclosing(binding.statement, FUNCTIONS)
            if frame is None or binding.assigned or owner != frame.function.node:
                return None
            return frame.values.get(binding.name)
        if binding.assigned or binding.kind not in (BindingKind.VARIABLE, BindingKind.CONSTANT):
            return None
        values = field(binding.statement, "right") or field(binding.statement, "value")
        value = self._listed(file, values, binding.index, frame, depth)
        if isinstance(value, Struct) and self._is_changed(file, binding):
            return None
        return value

    def _listed(
        self, file: File, values: Node | None, index: int, frame: Frame | None, depth: int
    ) -> Value | None:
        expressions = named_children(values) if values is not None else []
        if len(expressions) == 1 and expressions[0].type == "call_expression":
            return self._call(file, expressions[0], frame, depth, index)
        return self.of(file, expressions[index], frame, depth) if index < len(expressions) else None

    def _is_changed(self, file: File, binding: Binding) -> bool:
        """Whether a field of a local is assigned."""
        for node in file.nodes("assignment", binding.start, binding.end):
            left = field(node, "left")
            if left is not None and any(
                text(each).startswith(binding.name + ".") for each in named_children(left)
            ):
                return True
        return False

    def _declared(self, declaration: object, depth: int) -> Value | None:
        if not isinstance(declaration, ValueDeclaration):
            return None
        if not declaration.constant and self._is_assigned(declaration):
            return None
        values = field(declaration.node, "value")
        return self._listed(declaration.file, values, declaration.index, None, depth)

    def _is_assigned(self, declaration: ValueDeclaration) -> bool:
        key = (declaration.file.source.location, declaration.name)
        if key not in self._assigned:
            self._assigned[key] = self._finds_assignment(declaration)
        return self._assigned[key]

    def _finds_assignment(self, declaration: ValueDeclaration) -> bool:
        for file in self._program.package_of(declaration.file).files:
            for node in file.nodes("assignment") if file.says(declaration.name) else ():
                left = field(node, "left")
                if left is not None and any(text(each) == declaration.name for each in named_children(left)):
                    return True
        return False

    def _selector(self, file: File, node: Node, frame: Frame | None, depth: int) -> Value | None:
        operand, name = field(node, "operand"), field(node, "field")
        if operand is None or name is None:
            return None
        path = self._program.calls.import_path(file, operand)
        if path is not None:
            package = self._program.imported(file, path)
            return self._declared(package.declaration(text(name)), depth) if package is not None else None
        owner = self.of(file, operand, frame, depth)
        return dict(owner.fields).get(text(name)) if isinstance(owner, Struct) else None

    def _struct(self, file: File, node: Node, frame: Frame | None, depth: int) -> Value | None:
        body = field(node, "body")
        type_ = self._program.expressions.type(file, node)
        fields = self._program.members.fields(type_)
        found: list[tuple[str, Value | None]] = []
        for index, element in enumerate(named_children(body) if body is not None else []):
            parts = [named_children(each)[0] for each in _halves(element) if named_children(each)]
            if len(parts) == 2:
                found.append((text(parts[0]), self.of(file, parts[1], frame, depth)))
            elif len(parts) == 1 and index < len(fields):
                found.append((fields[index].name, self.of(file, parts[0], frame, depth)))
        return Struct(type_, tuple(found))

    def _call(self, file: File, node: Node, frame: Frame | None, depth: int, index: int) -> Value | None:
        target = self._program.calls.target(file, node) or self._method(file, node, frame, depth)
        given = arguments(node)
        if isinstance(target, External):
            return self._of_sdk(file, node, target, frame, depth) if is_sdk(target.path) else None
        if isinstance(target, Function):
            inner = self.frame(file, node, target, frame, depth)
            found = {self.of(target.file, each, inner, depth) for each in returned_expressions(target, index)}
            return found.pop() if len(found) == 1 else None
        if len(given) == 1 and index == 0 and self._is_conversion(file, node):
            return self.of(file, given[0], frame, depth)
        return None

    def _method(self, file: File, node: Node, frame: Frame | None, depth: int) -> Function | None:
        """Return the method that a call through an interface means when the struct behind it is known."""
        called = file.callee(node)
        owner = self.of(file, called.operand, frame, depth) if called is not None else None
        if called is None or not isinstance(owner, Struct):
            return None
        method = self._program.members.method(owner.type, called.name, file)
        return method if isinstance(method, Function) else None

    def _is_conversion(self, file: File, node: Node) -> bool:
        called = file.callee(node)
        type_node = called.expression if called is not None else field(node, "type")
        return self._program.typenames.type(file, type_node) is not None

    def _of_sdk(
        self, file: File, node: Node, target: External, frame: Frame | None, depth: int
    ) -> Value | None:
        given = arguments(node)
        if target.receiver:
            return None
        if target.name == "Key":
            return OwnKey()
        if target.name == "WithRequestType":
            return self.of(file, given[0], frame, depth) if given else None
        kind = _CLIENTS.get(target.name.removesuffix("Send"))
        expected = 3 if kind is ServiceKind.SERVICE else 4
        if kind is None or len(given) < expected:
            return None
        keyed = given[2] if expected == 4 else None
        called = file.callee(node)
        written = called.type_arguments if called is not None else ()
        return Client(
            kind,
            self.of(file, given[1], frame, depth),
            self.of(file, keyed, frame, depth),
            self.of(file, given[expected - 1], frame, depth),
            file,
            node,
            self._program.typenames.type(file, written[0]) if written else None,
        )


def _halves(element: Node) -> list[Node]:
    """Return the key and value of an element of a composite literal, or the value alone."""
    return named_children(element) if element.type == "keyed_element" else [element]
