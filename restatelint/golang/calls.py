"""What a call calls: a function of the code at hand, a foreign name, or unknown (None)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.declarations import Function, ValueDeclaration
from restatelint.golang.flow.callers import given_to
from restatelint.golang.flow.context_values import kept_in_context
from restatelint.golang.flow.fields import given_to_field
from restatelint.golang.scope import BindingKind, binding_of, scopes_of
from restatelint.golang.syntax import CALLS, field, named_children, text, unparenthesized
from restatelint.golang.types import External, Literal, Named, pointed

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type

_DEPTH = 12  # how many names of function values are followed


class Calls:
    """Targets of calls over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._fields: dict[tuple[Type, str], Function | External | None] = {}

    def import_path(self, file: File, node: Node) -> str | None:
        """Return the import path that an expression names as a package, None if it is anything else."""
        if node.type not in ("identifier", "package_identifier"):
            return None
        path = self._program.import_path(file, text(node))
        return path if path is not None and binding_of(file, node) is None else None

    def target(self, file: File, call: Node) -> Function | External | None:
        """Return what a call node calls; None for built-ins, conversions and whatever is unknown."""
        known = file.targets
        key = call.id
        if key in known:
            return known[key]
        file.budget.spend(1)
        known[key] = None  # a call that leads to itself is unknown
        called = file.callee(call)
        if called is None:
            return None
        operand = called.operand
        if operand is None or operand.type not in ("identifier", "package_identifier"):
            found = self.function(file, called.expression)
        elif text(operand) in scopes_of(file).names:
            found = self._selected(file, called.expression)
        else:
            # the same text means the same function wherever no local name comes in between
            spelled = called.expression.text or b""
            if spelled not in file.named_targets:
                file.named_targets[spelled] = self._selected(file, called.expression)
            found = file.named_targets[spelled]
        known[key] = found
        return found

    def function(self, file: File, node: Node, depth: int = 0) -> Function | External | None:
        """Return the function that an expression stands for: a name, a method value, a literal.

        A call stands for the literal it returns, when its body returns one.
        """
        node = unparenthesized(node)
        if depth > _DEPTH:
            return None
        if node.type == "func_literal":
            return Function(file, node, "")
        if node.type in ("identifier", "type_identifier"):
            return self._plain(file, node, depth)
        if node.type in ("selector_expression", "qualified_type"):
            return self._selected(file, node, depth)
        if node.type == "index_expression":
            operand = field(node, "operand")
            return self.function(file, operand, depth + 1) if operand is not None else None
        if node.type in CALLS:
            return self._returned(file, node, depth)
        if node.type == "type_assertion_expression":
            given = kept_in_context(self._program, file, node)
            return self._given(*given[0], depth) if len(given) == 1 else None
        return None

    def _plain(self, file: File, node: Node, depth: int) -> Function | External | None:
        binding = binding_of(file, node)
        if binding is not None:
            if binding.kind is not BindingKind.VARIABLE:
                return None
            values = [*_values(binding.statement, binding.index)]
            for statement, index in binding.assigned:
                values.extend(_values(statement, index))
            return self.function(file, values[0], depth + 1) if len(values) == 1 else None
        name = text(node)
        package = self._program.package_of(file)
        declaration = package.declaration(name, file)
        if isinstance(declaration, Function):
            return declaration
        if isinstance(declaration, ValueDeclaration):
            return self._kept(declaration, depth)
        if declaration is not None:
            return None
        for path in file.imports.dots:
            imported = self._program.imported(file, path)
            if imported is None:
                external = External(path, name)
                if self._program.library.knows(external):
                    return external
            else:
                dotted = imported.declaration(name)
                if isinstance(dotted, Function):
                    return dotted
        return None

    def _kept(self, variable: ValueDeclaration, depth: int) -> Function | External | None:
        """Return the function that a package variable begins as.

        One that another file or a test may set is still what it starts as in production.
        """
        values = [*_values(variable.node, variable.index)]
        return self.function(variable.file, values[0], depth + 1) if values else None

    def _selected(self, file: File, node: Node, depth: int = 0) -> Function | External | None:
        first, last = ("package", "name") if node.type == "qualified_type" else ("operand", "field")
        operand, name_node = field(node, first), field(node, last)
        if operand is None or name_node is None:
            return None
        name = text(name_node)
        path = self.import_path(file, operand)
        if path is not None:
            package = self._program.imported(file, path)
            if package is None:
                return External(path, name)
            declaration = package.declaration(name)
            if isinstance(declaration, ValueDeclaration):
                return self._kept(declaration, depth)
            return declaration if isinstance(declaration, Function) else None
        owner = self._program.expressions.type(file, operand)
        if owner is None:
            owner = self._program.typenames.type(file, operand)  # a method expression: T.Method
        if isinstance(pointed(owner), Named):
            if self._program.members.field(owner, name) is not None:
                return self._in_field(file, node, owner, name, depth)
            return self._program.members.method(owner, name, file)
        if isinstance(pointed(owner), Literal):
            return self._in_field(file, node, None, name, depth)
        return None

    def _in_field(
        self, file: File, node: Node, owner: Type | None, name: str, depth: int
    ) -> Function | External | None:
        """Return the function that a field holds: what its struct was written with, or what all give it."""
        source = self._program.flow.source(file, node)
        if source != node:
            return self.function(file, source, depth + 1)
        if owner is None:
            return None
        key = (owner, name)
        if key not in self._fields:
            self._fields[key] = None  # one that holds what it is called for is unknown
            given = given_to_field(self._program, owner, name)
            self._fields[key] = self._given(*given[0], depth) if len(given) == 1 else None
        return self._fields[key]

    def _given(self, file: File, value: Node, depth: int) -> Function | External | None:
        """Return the function that an expression stands for, that of a parameter if all calls give one."""
        binding = binding_of(file, value) if value.type == "identifier" else None
        if binding is None or binding.kind is not BindingKind.PARAMETER or depth > _DEPTH:
            return self.function(file, value, depth + 1)
        given = given_to(self._program, file, binding)
        return self._given(*given[0], depth + 1) if len(given) == 1 else None

    def _returned(self, file: File, call: Node, depth: int) -> Function | External | None:
        maker = self.target(file, call)
        if not isinstance(maker, Function) or maker.body is None:
            return None
        body = maker.body
        returned: list[Node] = []
        for statement in maker.file.nodes("return", body.start_byte, body.end_byte):
            values = named_children(statement)
            expressions = named_children(values[0]) if values else []
            if len(expressions) == 1 and _owner_is(statement, maker.node):
                returned.append(expressions[0])
        if len(returned) != 1:
            return None
        return self.function(maker.file, returned[0], depth + 1)


def _owner_is(statement: Node, function: Node) -> bool:
    parent = statement.parent
    while parent is not None:
        if parent.type in ("func_literal", "function_declaration", "method_declaration"):
            return parent == function
        parent = parent.parent
    return False


def _values(statement: Node, index: int) -> list[Node]:
    """Return the expression that a statement gives the name at an index, if it stands alone."""
    values = field(statement, "right") or field(statement, "value")
    if values is None:
        return []
    expressions = named_children(values) if values.type == "expression_list" else [values]
    if len(expressions) == 1 or index >= len(expressions):
        return expressions[:1]
    return [expressions[index]]
