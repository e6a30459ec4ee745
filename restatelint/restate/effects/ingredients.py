"""What an expression is made of: the calls behind it, through names, fields, parameters and helpers.

Whatever may be part of a value counts. It knows nothing of order or of branches, so it serves questions
that a few calls too many do no harm to, such as whether an answer hands on what it got. The one expression
that a name surely stands for is `Origins.value`, a constant is `Values.text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function, ValueDeclaration
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import CALLS, FUNCTIONS, enclosing, field, named_children, text
from restatelint.golang.types import Slice
from restatelint.golang.uses import calls_of, closure_calls, uses
from restatelint.restate.ends.reaching import reaching, values
from restatelint.restate.services.defined.returned import returned_expressions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts

_STEPS = 600  # how many nodes one question looks at
_REACHES = frozenset(
    {
        "argument_list",
        "index_expression",
        "parenthesized_expression",
        "selector_expression",
        "slice_expression",
        "unary_expression",
    }
)
_READERS = frozenset({"Read", "ReadAtLeast", "ReadFull"})

_Part = tuple["File", "Node"]


class Ingredients:
    """Answers about expressions over a program."""

    def __init__(self, program: Program, contexts: Contexts) -> None:
        self._program = program
        self._contexts = contexts

    def calls(self, file: File, node: Node, *, filled: bool = True) -> Iterator[_Part]:
        """Yield the calls that an expression may be made of, its own first, without those in closures.

        ``filled`` includes what a local is filled with after its declaration: by a field that is assigned,
        by a method, or by its address.
        """
        for inside, each in self.parts(file, node, filled=filled):
            if each.type in CALLS:
                yield inside, each

    def parts(self, file: File, node: Node, *, filled: bool = True, fields: bool = False) -> Iterator[_Part]:
        """Yield every expression that an expression may be made of, itself first.

        ``filled`` as for `calls`. ``fields`` includes what literals of the package give to such a field.
        """
        waiting: list[_Part] = [(file, node)]
        seen: set[tuple[str, str, int, int]] = set()  # a name alone in its element has the same range
        while waiting and len(seen) < _STEPS:
            inside, each = waiting.pop()
            key = (inside.source.location, each.type, each.start_byte, each.end_byte)
            if each.type in FUNCTIONS or key in seen:
                continue
            seen.add(key)
            self._program.budget.spend(1)
            yield inside, each
            if each.type in CALLS:
                waiting.extend(self._returned(inside, each))
            if each.type == "identifier":
                if self._contexts.of(inside, each) is not None:
                    continue  # what is done with a context is no part of a value
                waiting.extend(self._behind(inside, each, filled=filled))
            elif each.type == "field_identifier":
                waiting.extend(self._given(inside, text(each)) if fields else ())
            elif each.type == "keyed_element":
                waiting.extend((inside, part) for part in named_children(each)[1:])
            else:
                waiting.extend((inside, part) for part in reversed(named_children(each)))

    def _given(self, file: File, name: str) -> Iterator[_Part]:
        """Yield what a field of some name is given by literals of the package, whatever their type."""
        for each in self._program.package_of(file).files:
            for key in each.identifiers(name, 0, len(each.source.data)):
                element = key.parent.parent if key.parent is not None else None
                if (
                    element is not None
                    and element.type == "keyed_element"
                    and key.parent == element.children[0]
                ):
                    yield from ((each, part) for part in named_children(element)[1:])

    def _returned(self, file: File, call: Node) -> Iterator[_Part]:
        target = self._program.calls.target(file, call)
        if isinstance(target, Function):
            for index in range(len(target.results)):
                for each in returned_expressions(target, index):
                    yield target.file, each

    def _behind(self, file: File, name: Node, *, filled: bool) -> Iterator[_Part]:
        binding = binding_of(file, name)
        if binding is None:
            declaration = self._program.package_of(file).declaration(text(name), file)
            if isinstance(declaration, ValueDeclaration):
                given = field(declaration.node, "value")
                expressions = named_children(given) if given is not None else []
                if expressions:  # with one for several names each may get a part of it
                    yield declaration.file, expressions[min(declaration.index, len(expressions) - 1)]
            return
        if binding.kind is BindingKind.PARAMETER:
            yield from self._handed_in(file, binding)
        definitions = reaching(file, name)
        if definitions is None:
            definitions = [(binding.statement, binding.index), *binding.assigned]
        for definition in definitions:
            expressions, index = values(definition)
            if len(expressions) == 1:
                yield file, expressions[0]
            elif index < len(expressions):
                yield file, expressions[index]
        shared = isinstance(self._program.expressions.type(file, name), Slice)
        for use in uses(file, binding, binding.visible):
            call = _reader(file, use)
            if call is not None:
                yield file, call
            elif filled:
                yield from ((file, each) for each in _fillings(use, shared=shared))

    def _handed_in(self, file: File, binding: Binding) -> Iterator[_Part]:
        """Yield what a parameter is given, at each call of its function in the package."""
        owner = enclosing(binding.statement, FUNCTIONS)
        function = file.function_of(owner) if owner is not None else None
        if owner is None or function is None:
            return
        if owner.type == "func_literal":
            calls = [(file, call) for call in closure_calls(file, owner)]
        else:
            calls = calls_of(self._program, file, binding.statement)
        names = [parameter.name for parameter in function.parameters]
        index = names.index(binding.name) if binding.name in names else len(names)
        for inside, call in calls:
            given = arguments(call)
            if index < len(given):
                yield inside, given[index]


def _reader(file: File, use: Node) -> Node | None:
    """Return the call that reads into a slice where its name stands: ``rand.Read(b)``."""
    given = use.parent
    call = given.parent if given is not None and given.type == "argument_list" else None
    called = file.callee(call) if call is not None else None
    return call if called is not None and called.name in _READERS else None


def _fillings(use: Node, *, shared: bool) -> list[Node]:
    """Return what a use fills a local with: ``b`` in ``x.a = b``, ``x.Add(b)`` and ``f(&x).Put(b)``.

    ``shared`` is for a slice, which whoever is given it can fill: ``f(x, b)``.
    """
    found: list[Node] = []
    node, parent, by_address = use, use.parent, shared
    while parent is not None and (parent.type in CALLS or parent.type in _REACHES):
        if parent.type in CALLS:
            others = [each for each in arguments(parent) if not _holds(each, use)]
            if len(others) < len(arguments(parent)) and not by_address:
                return found
            found.extend(others)
        by_address = by_address or (parent.text or b"").startswith(b"&")
        node, parent = parent, parent.parent
    statement = parent.parent if parent is not None and parent.type == "expression_list" else None
    if statement is not None and statement.type == "assignment_statement" and node != use:
        right = field(statement, "right") if field(statement, "left") == parent else None
        found.extend(named_children(right) if right is not None else [])
    return found


def _holds(outer: Node, inner: Node) -> bool:
    return outer.start_byte <= inner.start_byte < outer.end_byte
