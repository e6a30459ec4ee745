"""The receivers of handlers: which types are services, and what handlers write to their fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.declarations import Function, type_name
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import field, parameters, text
from restatelint.golang.tree import kinds
from restatelint.golang.types import External, Map, Pointer, Slice
from restatelint.golang.uses import calls_of
from restatelint.restate.ends.access import access, is_made_once
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.sdk import is_sdk
from restatelint.source.position import encoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.file import File
    from restatelint.golang.package import Package
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.ends.access import Access
    from restatelint.restate.regions.regions import Regions

_LITERALS = kinds("composite_literal")


@dataclass(frozen=True, slots=True)
class ReceiverWrite:
    """A write to a field of a service; ``path`` is the field as in the code."""

    path: str
    access: Access


class Receivers:
    """Answers about receivers over a program."""

    def __init__(self, program: Program, regions: Regions) -> None:
        self._program = program
        self._regions = regions
        self._names: dict[tuple[str, int], str] = {}
        self._services: dict[tuple[str, str, str], bool] = {}

    def names(self, file: File) -> frozenset[str]:
        """Return the names that the methods of a file give their receivers."""
        receivers = (
            each.receiver_parameter
            for each in file.declarations
            if isinstance(each, Function) and each.receiver_parameter is not None
        )
        return frozenset(each.name for each in receivers if each is not None and each.name)

    def can_be(self, file: File, selector: Node) -> bool:
        """Whether a selector may be on the receiver of the method it stands in; quick."""
        operand, top = field(selector, "operand"), file.top_level_at(selector.start_byte)
        if operand is None or top is None or top.type != "method_declaration":
            return False
        key = (file.source.location, top.start_byte)
        if key not in self._names:
            receiver = next(iter(parameters(field(top, "receiver"))), None)
            self._names[key] = receiver.name if receiver is not None else ""
        return text(operand) == self._names[key]

    def write(self, file: File, selector: Node) -> ReceiverWrite | None:
        """Return the write to a field of a service that a selector on its receiver is part of, or None.

        ``selector`` is ``s.field``. What is made once counts as no write, and neither does a write to a
        copy: the field of a receiver that is no pointer.
        """
        method = self._method(file, selector)
        if method is None:
            return None
        used = access(self._program, file, selector)
        if not used.writes or used.counts or not self._outlives(file, method, selector, used):
            return None
        if is_made_once(self._program, file, selector, used.path) or not self._is_service(method):
            return None
        return ReceiverWrite(used.path, used)

    def is_first(self, file: File, selector: Node, found: ReceiverWrite) -> bool:
        """Whether a write is the first to its field in the replayed code of its method."""
        top, name = file.top_level_at(selector.start_byte), field(selector, "field")
        if top is None or name is None:
            return True
        for each in file.identifiers(text(name), top.start_byte, selector.start_byte):
            before = each.parent
            region = self._regions.at(file, each.start_byte)
            if before is None or region is None or region.kind is not RegionKind.REPLAYED:
                continue
            earlier = self.write(file, before) if before.type == "selector_expression" else None
            if earlier is not None and earlier.path == found.path:
                return False
        return True

    def accesses(self, file: File, selector: Node, found: ReceiverWrite) -> list[Access]:
        """Return all uses of a written field in the replayed code of its method, in order."""
        top, name = file.top_level_at(selector.start_byte), field(selector, "field")
        if top is None or name is None:
            return []
        uses: list[Access] = []
        for each in file.identifiers(text(name), top.start_byte, top.end_byte):
            other = each.parent
            region = self._regions.at(file, each.start_byte)
            if other is None or other.type != "selector_expression" or field(other, "field") != each:
                continue
            if region is None or region.kind is not RegionKind.REPLAYED or not self.can_be(file, other):
                continue
            used = access(self._program, file, other)
            if used.path == found.path:
                uses.append(used)
        return uses

    def is_of_invocation(self, file: File, name: Node) -> bool:
        """Whether a name is the receiver of a method whose type is made by replayed code, for itself."""
        top = file.top_level_at(name.start_byte)
        if top is None or top.type != "method_declaration":
            return False
        binding, receiver = binding_of(file, name), next(iter(parameters(field(top, "receiver"))), None)
        if binding is None or receiver is None or binding.identifier != receiver.identifier:
            return False
        return self._is_made_by_handlers(self._program.package_of(file), type_name(receiver.type))

    def _method(self, file: File, selector: Node) -> Function | None:
        """Return the method whose receiver a selector selects from, or None."""
        operand = field(selector, "operand")
        top = file.top_level_at(selector.start_byte)
        if operand is None or operand.type != "identifier" or top is None or top.type != "method_declaration":
            return None
        receiver = next(iter(parameters(field(top, "receiver"))), None)
        if receiver is None or receiver.name != text(operand):
            return None
        binding = binding_of(file, operand)
        if binding is None or binding.kind is not BindingKind.PARAMETER:
            return None
        if binding.identifier != receiver.identifier:
            return None
        return Function(file, top, text(field(top, "name") or top), type_name(receiver.type))

    def _outlives(self, file: File, method: Function, selector: Node, used: Access) -> bool:
        """Whether a write is seen after the method: through a pointer, a map or a slice."""
        receiver = method.receiver_parameter
        if receiver is not None and receiver.type.type == "pointer_type":
            return True
        node: Node | None = selector
        while node is not None:
            type_ = self._program.typenames.underlying(self._program.expressions.type(file, node))
            outer = node.parent
            deeper = outer is not None and node != used.whole
            if isinstance(type_, Map | Slice) and (deeper or not used.values):
                return True
            if isinstance(type_, Pointer) and (deeper or outer is None or outer.type != "expression_list"):
                return True
            if node == used.whole:
                break
            node = outer
        return False

    def _is_service(self, method: Function) -> bool:
        """Whether the receiver's type has handlers, and is not made anew by replayed code."""
        package = self._program.package_of(method.file)
        key = (package.directory, method.file.package_name, method.receiver)
        if key not in self._services:
            own = package.methods_of(method.receiver).values()
            handles = any(self._is_handler(each) for each in own)
            self._services[key] = handles and not self._is_made_by_handlers(package, method.receiver)
        return self._services[key]

    def _is_handler(self, method: Function) -> bool:
        region = self._regions.of_function(method)
        if region is None or not region.own or region.kind is not RegionKind.REPLAYED:
            return False
        if len(method.parameters) > 2 or len(method.results) > 2:
            return False
        return method.name[:1].isupper() or self._is_registered(method)

    def _is_registered(self, method: Function) -> bool:
        """Whether a method value is made a handler: ``restate.NewServiceHandler(s.greet)``."""
        for file in self._program.package_of(method.file).files:
            for name in file.identifiers(method.name, 0, file.root.end_byte):
                selector = name.parent
                given = selector.parent if selector is not None else None
                call = given.parent if given is not None and given.type == "argument_list" else None
                target = self._program.calls.target(file, call) if call is not None else None
                if isinstance(target, External) and is_sdk(target.path) and target.name.endswith("Handler"):
                    return True
        return False

    def _is_made_by_handlers(self, package: Package, name: str) -> bool:
        for file in package.files:
            types = [field(each, "type") for each in file.root.descendants(_LITERALS)]
            made = [each for each in types if each is not None and _is_named(each, name)]
            made += [each for each in file.calls if _is_new(each, name)]
            for each in made:
                if self._regions.at(file, each.start_byte) is not None:
                    return True
                for caller, call in (
                    *calls_of(self._program, file, each),
                    *self._calls_elsewhere(file, each),
                ):
                    if self._regions.at(caller, call.start_byte) is not None:
                        return True
        return False

    def _calls_elsewhere(self, file: File, inside: Node) -> Iterator[tuple[File, Node]]:
        """Yield the calls, in other packages, of the exported function that a node stands in."""
        function = file.function_at(inside.start_byte)
        if function is None or not function.name[:1].isupper() or function.receiver:
            return
        spelled = f"{file.package_name}.{function.name}"
        for package in self._program.packages_that_say(file, encoded(spelled)):
            for each in package.files:
                for call in each.calls if each.says(spelled) else ():
                    target = self._program.calls.target(each, call)
                    if isinstance(target, Function) and target.key == function.key:
                        yield each, call


def _is_new(call: Node, name: str) -> bool:
    called = callee(call)
    return (
        called is not None
        and called.operand is None
        and called.name == "new"
        and [text(each) for each in arguments(call)] == [name]
    )


def _is_named(type_: Node, name: str) -> bool:
    return type_.type == "type_identifier" and text(type_) == name
