"""The static type of an expression, as far as it can be told without a compiler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function, ValueDeclaration
from restatelint.golang.scope import Binding, BindingKind, binding_of, scopes_of
from restatelint.golang.syntax import field, named_children, text, unparenthesized
from restatelint.golang.types import (
    BOOLEAN,
    STRING,
    Chan,
    External,
    Literal,
    Map,
    Named,
    Pointer,
    Slice,
    Tuple,
    element,
    pointed,
)

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type

_DEPTH = 40  # how many steps one question may take
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "&&", "||"})
_INTEGER = Named("", "int")


class Expressions:
    """Types of expressions over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._depth = 0

    def type(self, file: File, node: Node | None) -> Type | None:
        """Return the type of an expression, or None when it cannot be told."""
        if node is None or self._depth > _DEPTH:
            return None
        known, key = file.expressions, node.id
        if key in known:
            return known[key]
        file.budget.spend(1)
        known[key] = None  # what asks for itself on the way is unknown
        self._depth += 1
        try:
            found = known[key] = self._type(file, unparenthesized(node))
        finally:
            self._depth -= 1
        return found

    def _type(self, file: File, node: Node) -> Type | None:
        kind = node.type
        if kind in ("identifier", "package_identifier"):
            return self._identifier(file, node)
        if kind == "selector_expression":
            return self._selector(file, node)
        if kind in ("call_expression", "type_conversion_expression"):
            return self._call(file, node)
        if kind == "composite_literal":
            return self._program.typenames.type(file, field(node, "type"))
        if kind == "unary_expression":
            return self._unary(file, node)
        if kind == "index_expression":
            return self._element(self.type(file, field(node, "operand")))
        if kind == "slice_expression":
            return self.type(file, field(node, "operand"))
        if kind == "type_assertion_expression":
            return self._program.typenames.type(file, field(node, "type"))
        if kind == "func_literal":
            return Literal(file, node, node.type)
        if kind in ("interpreted_string_literal", "raw_string_literal"):
            return STRING
        if kind in ("true", "false"):
            return BOOLEAN
        if kind == "int_literal":
            return _INTEGER
        if kind == "binary_expression":
            operator = field(node, "operator")
            if operator is not None and operator.type in _COMPARISONS:
                return BOOLEAN
            left = self.type(file, field(node, "left"))
            return self.type(file, field(node, "right")) if left in (None, _INTEGER) else left
        return None

    def _identifier(self, file: File, node: Node) -> Type | None:
        binding = binding_of(file, node)
        if binding is not None:
            return None if self._is_field_name(file, node) else self.binding(file, binding, node)
        declaration = self._program.package_of(file).declaration(text(node), file)
        if isinstance(declaration, ValueDeclaration):
            return self.value(declaration)
        if isinstance(declaration, Function):
            return Literal(declaration.file, declaration.node, declaration.node.type)
        return None

    def _is_field_name(self, file: File, node: Node) -> bool:
        """Whether an identifier is the key of a struct literal: a field's name, and no use of a variable."""
        element_node = node.parent
        keyed = element_node.parent if element_node is not None else None
        if element_node is None or keyed is None or keyed.type != "keyed_element":
            return False
        if field(keyed, "key") != element_node:
            return False
        literal = keyed.parent.parent if keyed.parent is not None else None
        type_ = self._program.typenames.type(file, field(literal, "type")) if literal is not None else None
        return not isinstance(self._program.typenames.underlying(type_), Map | Slice)

    def value(self, declaration: ValueDeclaration) -> Type | None:
        """Return the type of a package variable or constant."""
        type_node = field(declaration.node, "type")
        if type_node is not None:
            return self._program.typenames.type(declaration.file, type_node)
        return self._of_list(declaration.file, field(declaration.node, "value"), declaration.index)

    def binding(self, file: File, binding: Binding, use: Node) -> Type | None:
        """Return the type of a local name at one of its uses."""
        known = scopes_of(file).types
        if binding in known:
            return known[binding]
        found = self._binding(file, binding, use)
        # what was found on the way to something else may lack what that asks for
        if found is not None and self._depth <= 1 and binding.kind is not BindingKind.TYPE_SWITCH:
            known[binding] = found
        return found

    def _binding(self, file: File, binding: Binding, use: Node) -> Type | None:
        statement, kind = binding.statement, binding.kind
        if kind is BindingKind.PARAMETER:
            type_ = self._program.typenames.type(file, field(statement, "type"))
            variadic = statement.type == "variadic_parameter_declaration"
            return Slice(type_) if variadic else type_
        if kind in (BindingKind.VARIABLE, BindingKind.CONSTANT):
            type_node = field(statement, "type")
            if type_node is not None:
                return self._program.typenames.type(file, type_node)
            value = field(statement, "value") or field(statement, "right")
            return self._of_list(file, value, binding.index)
        if kind is BindingKind.RANGE:
            return self._ranged(self.type(file, field(statement, "right")), binding.index)
        if kind is BindingKind.RECEIVE:
            return element(self.type(file, field(statement, "right")), binding.index)
        if kind is BindingKind.TYPE_SWITCH:
            return self._switched(file, statement, use)
        return None

    def _of_list(self, file: File, values: Node | None, index: int) -> Type | None:
        expressions = named_children(values) if values is not None else []
        if len(expressions) == 1:
            return element(self.type(file, expressions[0]), index)
        return self.type(file, expressions[index]) if index < len(expressions) else None

    def _switched(self, file: File, switch: Node, use: Node) -> Type | None:
        case = use.parent
        while case is not None and not (case.type == "type_case" and case.parent == switch):
            case = case.parent
        types = case.children_by_field_name("type") if case is not None else []
        types = [each for each in types if each.is_named]
        if len(types) == 1:
            return self._program.typenames.type(file, types[0])
        return self.type(file, field(switch, "value"))

    def _selector(self, file: File, node: Node) -> Type | None:
        operand, name = field(node, "operand"), field(node, "field")
        if operand is None or name is None:
            return None
        path = self._program.calls.import_path(file, operand)
        if path is None:
            return self._program.members.field(self.type(file, operand), text(name))
        package = self._program.imported(file, path)
        if package is None:
            return self._program.library.variable(path, text(name))
        declaration = package.declaration(text(name))
        return self.value(declaration) if isinstance(declaration, ValueDeclaration) else None

    def _unary(self, file: File, node: Node) -> Type | None:
        operator, operand = field(node, "operator"), field(node, "operand")
        type_ = self.type(file, operand)
        if operator is None:
            return None
        if operator.type == "&":
            return Pointer(type_) if type_ is not None else None
        if operator.type == "*":
            return type_.element if isinstance(type_, Pointer) else None
        if operator.type == "<-":
            type_ = self._program.typenames.underlying(type_)
            return type_.element if isinstance(type_, Chan) else None
        return BOOLEAN if operator.type == "!" else type_

    def _element(self, type_: Type | None) -> Type | None:
        type_ = self._program.typenames.underlying(pointed(type_))
        return type_.element if isinstance(type_, Slice | Map) else None

    def _ranged(self, type_: Type | None, index: int) -> Type | None:
        type_ = self._program.typenames.underlying(pointed(type_))
        if isinstance(type_, Map):
            return type_.key if index == 0 else type_.element
        if isinstance(type_, Slice):
            return _INTEGER if index == 0 else type_.element
        if isinstance(type_, Chan):
            return type_.element
        return _INTEGER if type_ == _INTEGER else None

    def _call(self, file: File, node: Node) -> Type | None:
        called = file.callee(node)
        if called is None:
            return self._program.typenames.type(file, field(node, "type"))
        if called.operand is None and binding_of(file, called.expression) is None:
            built_in = self._built_in(file, node, called.name)
            if built_in is not None:
                return built_in
        target = self._program.calls.target(file, node)
        given = tuple(self._program.typenames.type(file, each) for each in called.type_arguments)
        if isinstance(target, External):
            same = self._program.library.gives_argument(target)
            if same is not None and not given:
                passed = arguments(node)
                return self.type(file, passed[same]) if same < len(passed) else None
            return self._program.library.result(target, given or self._inferred(file, node, target))
        if target is None:
            return self._program.typenames.type(file, called.expression)  # a conversion, if a type
        return self.results(target, given)

    def _inferred(self, file: File, call: Node, target: External) -> tuple[Type | None, ...]:
        """Return the type arguments that a call of a foreign generic function does not write out."""
        if target.receiver:
            called = file.callee(call)
            owner = pointed(self.type(file, called.operand)) if called is not None else None
            return owner.arguments if isinstance(owner, Named) else ()
        index, passed = self._program.library.infers(target), arguments(call)
        if index is None or index >= len(passed):
            return ()
        function = self._program.calls.function(file, passed[index])
        if isinstance(function, External) or function is None:
            return ()
        return (element(self.results(function), 0),)

    def results(self, function: Function, given: tuple[Type | None, ...] = ()) -> Type | None:
        """Return what a function of the code at hand gives, with its type arguments where written."""
        names = function.type_parameters
        parameters = {name: given[i] if i < len(given) else None for i, name in enumerate(names)}
        types = [
            self._program.typenames.type(function.file, result.type, parameters)
            for result in function.results
        ]
        return types[0] if len(types) == 1 else Tuple(tuple(types))

    def _built_in(self, file: File, node: Node, name: str) -> Type | None:
        arguments = field(node, "arguments")
        first = named_children(arguments)[0] if arguments is not None and arguments.named_children else None
        if name == "make":
            return self._program.typenames.type(file, first)
        if name == "new":
            return Pointer(self._program.typenames.type(file, first))
        if name in ("append", "min", "max"):
            return self.type(file, first)
        return _INTEGER if name in ("len", "cap", "copy") else None
