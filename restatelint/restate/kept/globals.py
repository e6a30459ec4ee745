"""Package variables that change while handlers run: which they are, and where replayed code uses them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.budget import Answers
from restatelint.golang.declarations import Function, ValueDeclaration
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import enclosing, field, named_children, text
from restatelint.golang.uses import calls_of
from restatelint.restate.effects.data_types import is_data
from restatelint.restate.ends.access import access, is_made_once
from restatelint.restate.links import Link
from restatelint.restate.regions.regions import RegionKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from restatelint.golang.file import File
    from restatelint.golang.package import Package
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.ends.access import Access
    from restatelint.restate.regions.regions import Regions

_LITERALS = frozenset({"float_literal", "rune_literal", "imaginary_literal"})
# how functions are called that run before the handlers do, when nobody is seen to call them
_SET_UP = re.compile(
    r"(?:main|init|[Nn]ew|[Mm]ust|[Mm]ake|[Ii]nit(?:ialize|ialise)?|[Ss]et(?:up)?|[Cc]onfigure|[Rr]egister"
    r"|[Ll]oad|[Uu]se|[Ww]ith|[Rr]eset|[Oo]pen|[Cc]onnect|[Ss]tart|[Bb]oot(?:strap)?|[Pp]arse)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class GlobalUse:
    """A use of a package variable that matters; ``writer`` is a write that makes a read matter.

    Of a write, ``accesses`` are all uses of the same by the function, in order.
    """

    writes: bool
    writer: Link | None = None
    accesses: tuple[Access, ...] = ()


@dataclass(frozen=True, slots=True)
class _Site:
    file: File
    node: Node
    access: Access


class Globals:
    """Answers about package variables over a program."""

    def __init__(self, program: Program, regions: Regions) -> None:
        self._program = program
        self._regions = regions
        self._changing = Answers["dict[str, Link | None]"](program.budget, {})
        self._set_up = Answers[bool](program.budget, True)  # recursion adds nothing

    def use(self, file: File, node: Node) -> GlobalUse | None:
        """Return the use of a package variable that a name in replayed code is, or None if it is harmless.

        ``node`` is a plain name, or one behind the name of a package. A function has one such use of a
        variable: the first that writes it, else the first that reads it.
        """
        found = self._found(file, node)
        if found is None:
            return None
        package, name = found
        sites = self._sites(file, node)
        told = [site for site in sites if not (site.access.writes and site.access.unread)]
        writes = [site for site in told if site.access.writes]
        chosen = (writes or told)[:1]
        if not chosen or chosen[0].node != node:
            return None
        if writes:
            path = chosen[0].access.path
            same = tuple(site.access for site in told if site.access.path == path)
            return GlobalUse(writes=True, accesses=same)
        writer = self._data(package)[name]
        return GlobalUse(writes=False, writer=writer) if writer is not None else None

    def names(self, file: File) -> Collection[str]:
        """Return the names of the variables of a file's package that hold data."""
        return self._data(self._program.package_of(file))

    def can_be(self, file: File, node: Node) -> bool:
        """Whether a name may be that of a changing package variable; quick, and wrong only towards yes."""
        if node.type != "selector_expression":
            return text(node) in self._data(self._program.package_of(file))
        operand = field(node, "operand")
        path = self._program.import_path(file, text(operand)) if operand is not None else None
        return path is not None and self._program.imported(file, path) is not None

    def declared(self, file: File, node: Node) -> ValueDeclaration | None:
        """Return the package variable that a name, or one behind the name of a package, stands for."""
        if node.type == "selector_expression":
            operand, name = field(node, "operand"), field(node, "field")
            if operand is None or name is None or operand.type != "identifier":
                return None
            path = self._program.calls.import_path(file, operand)
            package = self._program.imported(file, path) if path is not None else None
            found = package.declaration(text(name)) if package is not None else None
        else:
            if binding_of(file, node) is not None or _is_key(node):
                return None
            found = self._program.package_of(file).declaration(text(node), file)
        if not isinstance(found, ValueDeclaration) or found.constant or found.name == "_":
            return None
        return found

    def _found(self, file: File, node: Node) -> tuple[Package, str] | None:
        if node.type == "selector_expression":
            declared = self.declared(file, node)
            if declared is None:
                return None
            package = self._program.package_of(declared.file)
            return (package, declared.name) if declared.name in self._data(package) else None
        package = self._program.package_of(file)
        data = self._data(package)
        if not data or text(node) not in data or self.declared(file, node) is None:
            return None
        return package, text(node)

    def _data(self, package: Package) -> dict[str, Link | None]:
        """Return the variables of a package that hold data, each with a write that happens while it runs."""
        key = (package.directory, package.files[0].package_name if package.files else "")
        return self._changing.of(key, lambda: self._found_data(package))

    def _found_data(self, package: Package) -> dict[str, Link | None]:
        return {
            value.name: self._writer(package, value)
            for value in package.values
            if not value.constant and self._holds_data(value)
        }

    def _holds_data(self, value: ValueDeclaration) -> bool:
        given = field(value.node, "value")
        values = named_children(given) if given is not None else []
        if value.index < len(values) and values[value.index].type in _LITERALS:
            return True
        return is_data(self._program, self._program.expressions.value(value))

    def _writer(self, package: Package, value: ValueDeclaration) -> Link | None:
        for file in package.files:
            for node in file.identifiers(value.name, 0, file.root.end_byte):
                if node.type != "identifier" or self.declared(file, node) is not value:
                    continue
                used = access(self._program, file, node)
                if used.writes and self._is_late(file, node, used):
                    top = file.enclosing_title(node.start_byte)
                    return Link(file, used.whole, top, f"{top} writes {value.name}")
        return None

    def _is_late(self, file: File, node: Node, used: Access) -> bool:
        """Whether a write may happen while handlers run: not just at the start of the program."""
        if is_made_once(self._program, file, node, used.path):
            return False
        return self._runs_late(file, node)

    def _runs_late(self, file: File, node: Node) -> bool:
        if self._regions.at(file, node.start_byte) is not None:
            return True
        if enclosing(node, {"go_statement"}) is not None:
            return True
        top = file.top_level_at(node.start_byte)
        function = file.function_of(top) if top is not None else None
        return function is not None and not self._is_set_up(function)

    def _is_set_up(self, function: Function) -> bool:
        """Whether a function is only seen to run at the start: from main, init or a constructor."""
        return self._set_up.of(function.key, lambda: self._found_set_up(function))

    def _found_set_up(self, function: Function) -> bool:
        callers = calls_of(self._program, function.file, function.node.children[0])
        if callers:
            return not any(self._runs_late(file, call) for file, call in callers)
        return _SET_UP.match(function.name) is not None

    def _sites(self, file: File, node: Node) -> list[_Site]:
        """Return the uses of a variable in the replayed code of the function that a name stands in."""
        top = file.top_level_at(node.start_byte)
        if top is None:
            return []
        name = field(node, "field") if node.type == "selector_expression" else node
        found = []
        for each in file.identifiers(text(name or node), top.start_byte, top.end_byte):
            same: Node | None = each
            if node.type == "selector_expression":
                same = each.parent
                if same is None or same.type != node.type or text(same) != text(node):
                    continue
            elif each.type != "identifier":
                continue
            region = self._regions.at(file, each.start_byte)
            if same is None or region is None or region.kind is not RegionKind.REPLAYED:
                continue
            if self.declared(file, same) is None:
                continue
            used = access(self._program, file, same)
            if not (used.writes and is_made_once(self._program, file, same, used.path)):
                found.append(_Site(file, same, used))
        return found


def _is_key(node: Node) -> bool:
    """Whether a name is the field in ``T{name: value}``; a map's key may be taken for one."""
    element = node.parent
    pair = element.parent if element is not None and element.type == "literal_element" else None
    return pair is not None and pair.type == "keyed_element" and pair.named_children[0] == element
