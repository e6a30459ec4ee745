"""The exact type of an expression, or None where it cannot be told without inference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.compile.members import Member, Members
from restatelint.golang.compile.names import Local
from restatelint.golang.compile.operators import applied, combined, element_of, sliced
from restatelint.golang.compile.ranges import ranged
from restatelint.golang.compile.type_expressions import TypeExpressions
from restatelint.golang.compile.types import (
    ANY,
    BOOLEAN,
    INT,
    NIL,
    Basic,
    Pointer,
    Signature,
    Slice,
    Tuple,
    defaulted,
    result_of,
)
from restatelint.golang.compile.world import Imported, Universal
from restatelint.golang.declarations import Function, ValueDeclaration
from restatelint.golang.syntax import CALLS, field, named_children, text, unparenthesized

if TYPE_CHECKING:
    from restatelint.golang.compile.foreign import Foreign
    from restatelint.golang.compile.types import Type
    from restatelint.golang.compile.world import World
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

_DEPTH = 60
_LITERALS = {
    "int_literal": Basic("untyped int"),
    "float_literal": Basic("untyped float"),
    "rune_literal": Basic("untyped rune"),
    "imaginary_literal": Basic("untyped imaginary"),
    "interpreted_string_literal": Basic("untyped string"),
    "raw_string_literal": Basic("untyped string"),
    "true": BOOLEAN,
    "false": BOOLEAN,
    "nil": NIL,
}
_WITH_OK = frozenset({"index_expression", "type_assertion_expression", "unary_expression"})
_COUNTS = frozenset({"len", "cap", "copy"})


class Typing:
    """Types of expressions over a program."""

    def __init__(self, world: World, foreign: Foreign) -> None:
        self.world = world
        self.types = TypeExpressions(world)
        self.members = Members(self.types)
        self._foreign = foreign
        self._known: dict[tuple[File, int], Type | None] = {}
        self._depth = 0

    def type(self, file: File, node: Node | None) -> Type | None:
        """Return the type of an expression; a call without results, or with several, has a Tuple."""
        if node is None or self._depth > _DEPTH:
            return None
        key = (file, node.id)
        if key not in self._known:
            file.budget.spend(1)
            self._known[key] = None  # what asks for itself on the way is unknown
            self._depth += 1
            try:
                self._known[key] = self._type(file, unparenthesized(node))
            finally:
                self._depth -= 1
        return self._known[key]

    def _type(self, file: File, node: Node) -> Type | None:
        kind = node.type
        if kind in _LITERALS:
            return _LITERALS[kind]
        if kind == "identifier":
            return self._identifier(file, node)
        if kind == "selector_expression":
            return self._selector(file, node)
        if kind in CALLS:
            return self._call(file, node)
        if kind in ("composite_literal", "type_assertion_expression"):
            return self.types.type(file, field(node, "type"))
        if kind == "func_literal":
            return self.types.signature(file, node)
        if kind == "unary_expression":
            return applied(self.types, node, self.type(file, field(node, "operand")))
        if kind == "binary_expression":
            return combined(node, self.type(file, field(node, "left")), self.type(file, field(node, "right")))
        if kind == "index_expression":
            return element_of(self.types, self.type(file, field(node, "operand")))
        if kind == "slice_expression":
            return sliced(self.types, self.type(file, field(node, "operand")))
        return None

    def _identifier(self, file: File, node: Node) -> Type | None:
        meaning = self.world.meaning(file, node)
        if isinstance(meaning, Local):
            return self.local(file, meaning, node)
        return self._declared(meaning)

    def _declared(self, meaning: object) -> Type | None:
        if isinstance(meaning, ValueDeclaration):
            return self._value(meaning)
        if isinstance(meaning, Function):
            return self.types.signature(meaning.file, meaning.node)
        return None

    def _value(self, declaration: ValueDeclaration) -> Type | None:
        written = field(declaration.node, "type")
        if written is not None:
            return self.types.type(declaration.file, written)
        value = field(declaration.node, "value")
        if declaration.constant and value is None:
            return self._repeated(declaration.file, declaration.node)
        found = self.of_list(declaration.file, value, declaration.index)
        return found if declaration.constant else defaulted(found)

    def _repeated(self, file: File, spec: Node) -> Type | None:
        """Return the type of a constant that repeats the specification before it."""
        before = spec.prev_named_sibling
        while before is not None and (before.type == "comment" or field(before, "value") is None):
            before = before.prev_named_sibling
        return self.types.type(file, field(before, "type")) if before is not None else None

    def local(self, file: File, local: Local, use: Node) -> Type | None:
        """Return the type of a local variable or constant where it is used."""
        statement = local.statement
        if local.kind == "parameter":
            type_ = self.types.type(file, field(statement, "type"))
            return Slice(type_) if statement.type == "variadic_parameter_declaration" else type_
        if local.kind == "case":
            return self._switched(file, statement, use)
        if local.kind not in ("variable", "constant"):
            return None
        if statement.type == "range_clause":
            return ranged(self.types, self.type(file, field(statement, "right")), local.index)
        written = field(statement, "type") if statement.type.endswith("_spec") else None
        if written is not None:
            return self.types.type(file, written)
        values = field(statement, "right") or field(statement, "value")
        if local.kind == "constant":
            return self.of_list(file, values, local.index) if values is not None else None
        return defaulted(self.of_list(file, values, local.index))

    def of_list(self, file: File, values: Node | None, index: int) -> Type | None:
        """Return the type of one of the values that some names are given."""
        if values is None:
            return None
        listed = named_children(values) if values.type == "expression_list" else [values]
        if index < len(listed) and len(listed) > 1:
            return self.type(file, listed[index])
        if len(listed) != 1:
            return None
        type_ = self.type(file, listed[0])
        if isinstance(type_, Tuple):
            return type_.elements[index] if index < len(type_.elements) else None
        if index == 1:  # whether there is an entry, a value, or an assertion holds
            return BOOLEAN if unparenthesized(listed[0]).type in _WITH_OK else None
        return type_ if index == 0 else None

    def _switched(self, file: File, switch: Node, use: Node) -> Type | None:
        case = use.parent
        while case is not None and case.parent is not switch:
            case = case.parent
        listed = case.children_by_field_name("type") if case is not None and case.type == "type_case" else []
        written = [each for each in listed if each.is_named and each.type != "comment"]
        if len(written) == 1:
            return self.types.type(file, written[0])
        return self.type(file, field(switch, "value"))

    def _selector(self, file: File, node: Node) -> Type | None:
        operand, name = field(node, "operand"), field(node, "field")
        if operand is None or name is None:
            return None
        if operand.type == "identifier":
            meaning = self.world.meaning(file, operand)
            if isinstance(meaning, Imported):
                package = self.world.imported(file, meaning.path)
                return self._declared(package.declaration(text(name))) if package is not None else None
        if self.types.is_type(file, operand):
            return None  # a method as a function of its receiver
        found = self.members.find(self.type(file, operand), text(name), file)
        return found.type if isinstance(found, Member) else None

    def _call(self, file: File, node: Node) -> Type | None:
        called = file.callee(node)
        if called is None:
            return self._converted(file, field(node, "type"))
        callee = field(node, "function") or field(node, "type")
        if callee is not None and self.types.is_type(file, callee):
            return self.types.type(file, callee)
        if called.operand is None and called.name:
            meaning = self.world.meaning(file, called.expression)
            if isinstance(meaning, Universal):
                return self._built_in(file, node, meaning.name)
        signature = self.types.underlying(self.type(file, called.expression))
        if isinstance(signature, Signature):
            if signature.generic and called.operand is None:
                return self._generic(file, node, signature)
            return result_of(signature)
        return self._foreign.result(self, file, node)

    def _converted(self, file: File, written: Node | None) -> Type | None:
        """Return what a conversion gives; the parser takes the star of `*T(x)`, what T points to, for T's."""
        if written is None or written.type != "pointer_type":
            return self.types.type(file, written)
        inner = named_children(written)
        pointer = self.types.type(file, inner[0]) if inner else None
        return pointer.element if isinstance(pointer, Pointer) else None

    def _generic(self, file: File, call: Node, signature: Signature) -> Type | None:
        """Return what a generic function gives, of which type arguments that are not written are unknown."""
        called = file.callee(call)
        meaning = self.world.meaning(file, called.expression) if called is not None else None
        if called is None or not isinstance(meaning, Function):
            return Tuple(signature.results) if len(signature.results) != 1 else None
        written = [self.types.type(file, each) for each in called.type_arguments]
        given = dict.fromkeys(signature.generic) | dict(zip(signature.generic, written, strict=False))
        return result_of(self.types.signature(meaning.file, meaning.node, given))

    def _built_in(self, file: File, node: Node, name: str) -> Type | None:
        passed = arguments(node)
        if name == "make":
            return self.types.type(file, passed[0]) if passed else None
        if name == "new":
            inner = self.types.type(file, passed[0]) if passed else None
            return Pointer(inner) if inner is not None else None
        if name == "append":
            return self.type(file, passed[0]) if passed else None
        if name in _COUNTS:
            return INT
        if name == "recover":
            return ANY
        return Tuple(()) if name in ("clear", "close", "delete", "panic", "print", "println") else None
