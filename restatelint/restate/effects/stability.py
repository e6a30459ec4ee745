"""Values that every attempt of an invocation finds alike: of input, state, keys and journaled results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.golang.budget import Answers
from restatelint.golang.callee import arguments, callee
from restatelint.golang.declarations import Function, TypeDeclaration, ValueDeclaration
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import ancestors, field, named_children, text
from restatelint.golang.types import Chan, External, pointed
from restatelint.restate.contexts.owners import Owners
from restatelint.restate.effects.pure import is_pure_foreign, is_sentinel
from restatelint.restate.ends.reaching import values
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.library import Knowledge
    from restatelint.restate.regions.regions import Regions

_DEPTH = 30
_LONGEST = 20_000  # bytes of a function that is still looked at
_CHANGING = frozenset({"go_statement", "select_statement", "send_statement", "receive_statement"})
_TYPES = re.compile(
    r"(?:_type|type_identifier|type_arguments|type_parameter_list|field_identifier|label_name)$"
)
_PATHS = frozenset(
    {"selector_expression", "index_expression", "slice_expression", "parenthesized_expression"}
)
_VALUE_METHODS = frozenset({"Error", "String"})
_HARMLESS = frozenset({"log", "metric"})


class Stability:
    """Answers about values over a program; what is not known is not stable."""

    def __init__(self, program: Program, knowledge: Knowledge, contexts: Contexts, regions: Regions) -> None:
        self._program = program
        self._regions = regions
        self._knowledge = knowledge
        self._contexts = contexts
        self._owners = Owners(program, contexts)
        # what is made of itself is as stable as what it is made of
        self._names = Answers[bool](program.budget, True)
        self._functions = Answers[bool](program.budget, True)
        self._depth = 0

    def is_stable(self, file: File, node: Node) -> bool:
        """Whether an expression, or all of a piece of code, gives the same in every attempt."""
        if self._depth > _DEPTH:
            return False
        self._depth += 1
        try:
            return self._part(file, node)
        finally:
            self._depth -= 1

    def _part(self, file: File, node: Node) -> bool:
        kind = node.type
        if kind in _CHANGING or kind == "ERROR":
            return False
        if kind == "comment" or _TYPES.search(kind):
            return True
        if kind == "unary_expression" and (operator := field(node, "operator")) and operator.type == "<-":
            return False
        if kind in ("identifier", "package_identifier"):
            return self._name(file, node)
        if kind == "selector_expression":
            return self._selector(file, node)
        if callee(node) is not None:
            return self._call(file, node)
        inner = named_children(node)
        if kind == "keyed_element":
            inner = inner[-1:]  # the key may be the name of a field
        return all(self.is_stable(file, each) for each in inner)

    def _name(self, file: File, node: Node, only: str = "") -> bool:
        """Whether a name is stable, or one field of what it holds alone."""
        binding = binding_of(file, node)
        if binding is None:
            return self._declared(self._program.package_of(file).declaration(text(node), file))
        variable = binding.kind not in (BindingKind.CONSTANT, BindingKind.TYPE)
        used, declared = (
            self._regions.at(file, each.start_byte) is not None for each in (node, binding.identifier)
        )
        if variable and used and not declared:
            return False  # what encloses a handler belongs to the process
        key = (file.source.location, binding.identifier.start_byte, only)
        return self._names.of(key, lambda: self._bound(file, binding, only))

    def _declared(self, declaration: object) -> bool:
        """Whether a name of a package means the same in every process: a constant, a function, a sentinel."""
        if not isinstance(declaration, ValueDeclaration):
            return declaration is None or isinstance(declaration, Function | TypeDeclaration)
        if declaration.constant:
            return True
        value = field(declaration.node, "value")
        made = named_children(value)[0] if value is not None and named_children(value) else None
        return made is not None and is_sentinel(self._program.calls.target(declaration.file, made))

    def _bound(self, file: File, binding: Binding, only: str) -> bool:
        kind, statement = binding.kind, binding.statement
        if kind in (BindingKind.CONSTANT, BindingKind.TYPE):
            return True
        if kind is BindingKind.RECEIVE:
            return False
        if kind is BindingKind.TYPE_SWITCH:
            value = field(statement, "value")
            return value is not None and self.is_stable(file, value)
        if kind is BindingKind.RANGE:
            right = field(statement, "right")
            if right is None or isinstance(pointed(self._program.expressions.type(file, right)), Chan):
                return False
            return self.is_stable(file, right)
        if kind is BindingKind.PARAMETER and self._owners.is_service(file, statement):
            return False
        given = [(statement, binding.index)] if kind is BindingKind.VARIABLE else []
        for definition in (*given, *binding.assigned):
            expressions, index = values(definition)
            if len(expressions) > 1:
                expressions = expressions[index : index + 1]
            if self._is_captured(file, binding, definition[0]):
                return False
            if not all(self.is_stable(file, each) for each in expressions):
                return False
        found = file.identifiers(binding.name, binding.start, binding.end)
        uses = (each for each in found if each.type == "identifier" and binding_of(file, each) is binding)
        return all(_sets_other_field(use, only) or self._keeps(file, use, binding) for use in uses)

    def _is_captured(self, file: File, binding: Binding, statement: Node) -> bool:
        """Whether a statement writes a name inside Run that comes from outside it: a replay does not."""
        region = self._regions.at(file, statement.start_byte)
        run = region is not None and region.kind is RegionKind.RUN
        return run and region is not None and binding.outside(region.function.node)

    def _keeps(self, file: File, use: Node, binding: Binding) -> bool:
        """Whether a use of a name leaves what it holds as stable as it was.

        A call that is given its address may fill it, as may a method that is called for nothing else.
        """
        node, taken = use, False
        for parent in ancestors(use):
            operator = field(parent, "operator") if parent.type == "unary_expression" else None
            if parent.type in _PATHS or operator is not None:
                taken = taken or (operator is not None and operator.type == "&")
                node = parent
                continue
            if parent.type == "argument_list" and taken and parent.parent is not None:
                return self.is_stable(file, parent.parent)
            called = callee(parent)
            if called is not None and called.expression == node and node != use:
                outer = parent.parent
                return outer is None or outer.type != "expression_statement" or self.is_stable(file, parent)
            if parent.type in ("inc_statement", "dec_statement"):
                return not self._is_captured(file, binding, parent)
            statement = parent.parent if parent.type == "expression_list" else None
            if statement is not None and statement.type == "assignment_statement" and node != use:
                right = field(statement, "right")
                changed = field(statement, "left") == parent
                return not changed or right is None or self.is_stable(file, right)
            return True
        return True

    def _selector(self, file: File, node: Node) -> bool:
        operand, name = field(node, "operand"), field(node, "field")
        if operand is None or name is None:
            return False
        path = self._program.calls.import_path(file, operand)
        if path is None:
            if operand.type == "identifier" and text(name) != "AttemptHeaders":
                return self._name(file, operand, text(name))
            return text(name) != "AttemptHeaders" and self.is_stable(file, operand)
        package = self._program.imported(file, path)
        if package is None:
            return path != "os"
        return self._declared(package.declaration(text(name)))

    def _call(self, file: File, call: Node) -> bool:
        called = file.callee(call)
        if called is None:
            return False
        target = self._program.calls.target(file, call)
        given = [each for each in arguments(call) if self._contexts.of(file, each) is None]
        if isinstance(target, External):
            return self._foreign(file, called.operand, given, target)
        if isinstance(target, Function):
            if not self.is_pure(target) or not all(self.is_stable(file, each) for each in given):
                return False
            receiver = target.receiver_parameter
            if receiver is None or called.operand is None or self._owners.is_of_service(target):
                return True  # a method of a service that is pure does not look at the service
            return self.is_stable(file, called.operand)
        if called.operand is not None:
            known = called.name in _VALUE_METHODS and not given
            return (known or self._is_type(file, called.expression)) and self.is_stable(file, called.operand)
        expression = called.expression
        plain = expression.type == "identifier" and binding_of(file, expression) is None
        plain = (
            plain
            and called.name != "recover"
            and self._program.package_of(file).declaration(called.name, file) is None
        )
        if not plain and not self._is_type(file, expression):
            return False
        return all(self.is_stable(file, each) for each in given)

    def _is_type(self, file: File, node: Node) -> bool:
        return self._program.typenames.type(file, node) is not None

    def _foreign(self, file: File, operand: Node | None, given: list[Node], target: External) -> bool:
        if is_sdk(target.path):
            if sdk().operation(target) is not None:
                return True
            if target.receiver in sdk().contexts:
                return target.name == "Request"
        elif set(self._knowledge.effects(target)) - _HARMLESS:
            return False
        elif not target.receiver:
            return is_pure_foreign(target) and all(self.is_stable(file, each) for each in given)
        owner = operand if target.receiver else None
        return all(self.is_stable(file, each) for each in (*given, *([owner] if owner is not None else [])))

    def is_pure(self, function: Function) -> bool:
        """Whether a function of the code at hand gives the same for the same arguments in every attempt."""
        return self._functions.of(function.key, lambda: self._is_pure(function))

    def _is_pure(self, function: Function) -> bool:
        body = function.body
        return (
            body is not None
            and body.end_byte - body.start_byte < _LONGEST
            and not any(
                self._owners.is_outer_context(function.file, each.type) for each in function.parameters
            )
            and self.is_stable(function.file, body)
        )


def _sets_other_field(use: Node, only: str) -> bool:
    """Whether a use of a name assigns a field of what it holds that is not the one asked about."""
    target, inner = use.parent, use
    if not only or target is None or target.type != "selector_expression":
        return False
    name = field(target, "field")
    while target is not None and target.type in _PATHS and field(target, "operand") == inner:
        inner, target = target, target.parent
    statement = target.parent if target is not None and target.type == "expression_list" else None
    if statement is None or statement.type != "assignment_statement" or name is None:
        return False
    return field(statement, "left") == target and text(name) != only
