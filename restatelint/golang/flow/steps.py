"""One step back from an expression to what it gets its value from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function, ValueDeclaration
from restatelint.golang.flow.composites import KEY, LITERALS, composed
from restatelint.golang.flow.definitions import ELEMENT, Form, shortened
from restatelint.golang.flow.expr import FILLED, UNKNOWN, Expr, Shape, Step, plain
from restatelint.golang.flow.reaching import POINTED
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import CALLS, field, named_children, text

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.flow.definitions import Definition
    from restatelint.golang.flow.reaching import Reaching
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

_NAMES = frozenset({"identifier", "package_identifier"})
_STATEMENTS = frozenset({"assignment_statement", "inc_statement", "dec_statement"})


class Steps:
    """Steps back over a program. ``weak`` are the unsure definitions of a name that count."""

    def __init__(self, program: Program, reaching: Reaching, weak: frozenset[Form] = POINTED) -> None:
        self._program = program
        self._reaching = reaching
        self._weak = weak

    def of(self, at: Expr) -> Step:
        """Return what a value comes from."""
        at = plain(at)
        node, kind = at.node, at.node.type
        if kind in CALLS:
            return self._call(at)
        if at.place == FILLED:
            return UNKNOWN
        if kind in _NAMES:
            return self._name(at)
        if kind in LITERALS:
            return composed(self._program, at)
        if kind in _STATEMENTS:
            return _made(at, field(node, "left") or named_children(node)[0], field(node, "right"))
        return self._operation(at)

    def _operation(self, at: Expr) -> Step:
        node, kind = at.node, at.node.type
        operand = field(node, "operand")
        if kind == "selector_expression" and operand is not None:
            return self._selected(at, operand)
        if kind == "binary_expression":
            return _made(at, field(node, "left"), field(node, "right"))
        if operand is None or at.place != 0:
            return UNKNOWN  # the second result of an assertion, an entry or a channel says if there is one
        if kind == "index_expression":
            return _alike(at, operand, (ELEMENT, *at.path))
        if kind in ("slice_expression", "type_assertion_expression"):
            return _alike(at, operand, at.path)
        if kind == "unary_expression":
            operator = field(node, "operator")
            sign = operator.type if operator is not None else ""
            if sign == "<-":
                return UNKNOWN
            return _alike(at, operand, at.path) if sign in ("&", "*") else _made(at, operand)
        return UNKNOWN

    def _selected(self, at: Expr, operand: Node) -> Step:
        name = field(at.node, "field")
        if name is None:
            return UNKNOWN
        path = self._program.calls.import_path(at.file, operand)
        if path is None:
            return _alike(at, operand, (text(name), *at.path))
        package = self._program.imported(at.file, path)
        return self._declared(at, package.declaration(text(name)) if package is not None else None)

    def _name(self, at: Expr) -> Step:
        binding = binding_of(at.file, at.node)
        if binding is None:
            return self._declared(at, self._program.package_of(at.file).declaration(text(at.node), at.file))
        found = self._reaching.of(at.file, at.node, at.path, self._weak)
        return self.from_definitions(at, binding, found)

    def at_return(self, at: Expr, binding: Binding) -> Step:
        """Return what a named result comes from at a bare return, the node of ``at``."""
        found = self._reaching.at(at.file, binding, at.node.start_byte, at.path, self._weak)
        return self.from_definitions(at, binding, found)

    def from_definitions(
        self, at: Expr, binding: Binding, definitions: tuple[Definition, ...] | None
    ) -> Step:
        """Return the step that the definitions of a name, asked at a place, are."""
        parts: list[Expr] = []
        zero, parameter = False, None
        for each in reversed(definitions or ()):  # the last one is the nearest
            if each.form is Form.PARAMETER:
                parameter = binding
            elif each.form is Form.ZERO:
                zero = True
            else:
                part = _given(at.file, at.path, each)
                if part is None:
                    return UNKNOWN
                parts.append(part)
        if not definitions:
            return UNKNOWN
        return Step(Shape.ALIKE, tuple(parts), zero, parameter, binding)

    def _declared(self, at: Expr, declaration: object) -> Step:
        """Return what a variable or constant of a package is declared with."""
        if not isinstance(declaration, ValueDeclaration):
            return UNKNOWN
        value = field(declaration.node, "value")
        given = named_children(value) if value is not None else []
        file, index = declaration.file, declaration.index
        if not given:
            return UNKNOWN if declaration.constant else Step(Shape.ALIKE, zero=True)
        if len(given) == 1:
            return Step(Shape.ALIKE, (Expr(file, given[0], index, at.path),))
        return Step(Shape.ALIKE, (Expr(file, given[index], 0, at.path),)) if index < len(given) else UNKNOWN

    def _call(self, at: Expr) -> Step:
        called, given = at.file.callee(at.node), arguments(at.node)
        target = self._program.calls.target(at.file, at.node)
        parts = tuple(Expr(at.file, each) for each in given)
        if isinstance(target, Function):
            return Step(Shape.CALLED, parts, target=target)
        function = field(at.node, "function") or field(at.node, "type")
        if target is None and called is not None and called.operand is None:
            if called.name == "append" and given and binding_of(at.file, called.expression) is None:
                return _appended(at, given)
            if called.name in ("new", "make"):
                return Step(Shape.ALIKE, zero=True)
        if target is None and len(given) == 1 and self._is_type(at.file, function):
            return Step(Shape.ALIKE, (Expr(at.file, given[0], 0, at.path),))
        operand = called.operand if called is not None else None
        if operand is not None and self._program.calls.import_path(at.file, operand) is None:
            parts = (Expr(at.file, operand), *parts)
        return Step(Shape.FOREIGN, parts, target=target)

    def _is_type(self, file: File, function: Node | None) -> bool:
        """Whether what is called is a type, so that the call converts."""
        return function is not None and self._program.typenames.type(file, function) is not None


def _given(file: File, path: tuple[str, ...], definition: Definition) -> Expr | None:
    """Return what a definition gives at a path, None where it cannot be told."""
    value, form = definition.value, definition.form
    if value is None and form is not Form.UPDATED:
        return None
    if form is Form.UPDATED:
        statement = definition.node.parent
        while statement is not None and statement.type not in _STATEMENTS:
            statement = statement.parent
        return Expr(file, statement) if statement is not None else None
    if value is None:
        return None
    if form is Form.PART:
        return Expr(file, value, definition.index, path[len(definition.path) :])
    if form is Form.RANGE:
        step = KEY if definition.index == 0 else ELEMENT
        return Expr(file, value, 0, shortened((step, *path)))
    if form in (Form.FILLED, Form.SHARED, Form.ASKED):
        return Expr(file, value, FILLED, path)
    if form is Form.ALIASED:
        return None
    return Expr(file, value, definition.index, path)


def _appended(at: Expr, given: list[Node]) -> Step:
    if not at.path:
        return Step(Shape.MADE, tuple(Expr(at.file, each) for each in given))
    spread = {each.named_children[0] for each in _arguments_of(at.node) if each.type == "variadic_argument"}
    parts = [Expr(at.file, given[0], 0, at.path)]
    parts.extend(Expr(at.file, each, 0, at.path if each in spread else at.path[1:]) for each in given[1:])
    return Step(Shape.ALIKE, tuple(parts))


def _arguments_of(call: Node) -> list[Node]:
    given = field(call, "arguments")
    return named_children(given) if given is not None else []


def _alike(at: Expr, node: Node, path: tuple[str, ...]) -> Step:
    return Step(Shape.ALIKE, (Expr(at.file, node, 0, shortened(path)),))


def _made(at: Expr, *nodes: Node | None) -> Step:
    return Step(Shape.MADE, tuple(Expr(at.file, each) for each in nodes if each is not None))
