"""What compensations do outside: without Run, or in a way that a second attempt does again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import enclosing, field, root_of, string_value
from restatelint.golang.types import Named, pointed
from restatelint.golang.uses import uses
from restatelint.restate.links import Link
from restatelint.restate.regions.regions import RegionKind

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.compensations.compensations import Compensations, Registration
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.regions.regions import Regions

_OUTSIDE = frozenset({"network", "database", "process-start", "file-write"})
_KEYS = frozenset({"unique-id", "random"})
_SET = re.compile(r"\bset\b", re.IGNORECASE)
_ASSIGNED = re.compile(r"\b(\w+)\s*=\s*(?=(\w+)\s*[-+*])")


@dataclass(frozen=True, slots=True)
class BadCompensation:
    """What is wrong with a compensation, in words, and the chain to the call that does it."""

    words: str
    links: tuple[Link, ...]


class CompensationEffects:
    """Answers about the effects of compensations over a program."""

    def __init__(
        self, program: Program, compensations: Compensations, regions: Regions, reach: Reach
    ) -> None:
        self._program = program
        self._compensations = compensations
        self._regions = regions
        self._reach = reach

    def bad(self, file: File, call: Node) -> BadCompensation | None:
        """Return what is wrong with the compensation that a call registers, or None.

        One that is called inside a Run later may do anything outside; a key that is made anew, or a value
        changed by an amount, is wrong there too.
        """
        made = self._compensations.registration(file, call)
        body = made.function.body if made is not None else None
        if made is None or body is None:
            return None
        inside = made.function.file
        at_once: BadCompensation | None = None
        relative: BadCompensation | None = None
        keys: dict[int, Link] = {}  # by where the Run starts that makes one
        outside: set[int] = set()
        for each in inside.calls_in(body.start_byte, body.end_byte):
            effects = self._reach.effects(inside, each)
            if not effects:
                continue
            effect, links = effects[0].effect, effects[0].links
            region = self._regions.at(inside, each.start_byte)
            run = region.start if region is not None and region.kind is RegionKind.RUN else None
            if effect in _KEYS and run is not None:
                keys.setdefault(run, Link(inside, each, effects[0].cause))
            if effect not in _OUTSIDE:
                continue
            if run is not None:
                outside.add(run)
            elif at_once is None:
                at_once = BadCompensation(f"calls {effects[0].cause} outside Run", links)
            if relative is None and effect == "database" and self._is_relative(links[-1].node):
                relative = BadCompensation("changes a value by an amount, again at each attempt", links)
        for run, key in keys.items():
            if run in outside:
                return BadCompensation(f"makes a new key with {key.title} at each attempt", (key,))
        if at_once is not None and not self._is_run_later(file, made):
            return at_once
        return relative

    def _is_relative(self, call: Node) -> bool:
        strings = (string_value(each) for each in arguments(call))
        return any(each is not None and _changes_by_an_amount(each) for each in strings)

    def _is_run_later(self, file: File, made: Registration) -> bool:
        """Whether what calls a compensation stands in a Run, or cannot be found."""
        region = self._regions.of_function(made.function)
        if region is not None and region.kind is RegionKind.RUN:
            return True
        if made.by_method:
            return self._runs_by_itself(file, made)
        binding = binding_of(file, made.holder) if made.holder.type == "identifier" else None
        if binding is None or binding.kind is not BindingKind.VARIABLE:
            return True
        for use in uses(file, binding, 0):
            for call in self._calls(file, use):
                at = self._regions.at(file, call.start_byte)
                if at is not None and at.kind is RegionKind.RUN:
                    return True
        return False

    def _calls(self, file: File, use: Node) -> list[Node]:
        """Return the calls of an element of a slice that is used at a name: in a range, or by its index."""
        parent = use.parent
        while parent is not None and parent.type in ("argument_list", "call_expression"):
            parent = parent.parent
        if parent is None:
            return []
        if parent.type == "index_expression":
            function = parent.parent
            return [function] if function is not None and callee(function) is not None else []
        loop = enclosing(parent, {"for_statement"}) if parent.type == "range_clause" else None
        names = field(parent, "left") if parent.type == "range_clause" else None
        name = names.named_children[-1] if names is not None and names.named_children else None
        binding = binding_of(file, name) if name is not None and name.type == "identifier" else None
        if loop is None or binding is None:
            return []
        found = []
        for each in uses(file, binding, binding.visible):
            call = each.parent
            while call is not None and call.type == "selector_expression":
                call = call.parent
            if call is not None and callee(call) is not None and root_of(call.children[0]) == each:
                found.append(call)
        return found

    def _runs_by_itself(self, file: File, made: Registration) -> bool:
        """Whether the type that keeps a compensation may call it inside Run, or is not at hand."""
        type_ = pointed(self._program.expressions.type(file, made.holder))
        declaration = self._program.typenames.declaration(type_)
        if not isinstance(type_, Named) or declaration is None:
            return True
        methods = self._program.package_of(declaration.file).methods_of(declaration.name)
        return any(self._has_run(method) for method in methods.values())

    def _has_run(self, method: Function) -> bool:
        regions = self._regions.of(method.file).all
        start, end = method.node.start_byte, method.node.end_byte
        return any(each.kind is RegionKind.RUN and start <= each.start < end for each in regions)


def _changes_by_an_amount(statement: str) -> bool:
    """Whether a text is SQL like ``SET balance = balance + ?``, which changes more each time it runs."""
    begin = _SET.search(statement)
    assigned = _ASSIGNED.finditer(statement, begin.end()) if begin is not None else ()
    return any(each[1].casefold() == each[2].casefold() for each in assigned)
