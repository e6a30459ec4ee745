"""Goroutines that Run starts and does not wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.elision import elides
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import field, root_of, text
from restatelint.golang.tree import kinds
from restatelint.golang.types import Chan, Named, pointed
from restatelint.restate.links import Link

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.regions.regions import Regions

_NAMES = kinds("identifier")
_RECEIVES = kinds("unary_expression")
_RANGES = kinds("range_clause")
_SIGNALS = kinds("send_statement")
_WAITING = ("Wait", "Join", "Shutdown")
_TELLING = frozenset({"close", "Done", "Signal", "Broadcast", "Unlock", "Release", "cancel"})
_SYNC = frozenset({"sync", "golang.org/x/sync/errgroup", "github.com/sourcegraph/conc"})


class Goroutines:
    """Answers about goroutines over a program."""

    def __init__(self, program: Program, regions: Regions, reach: Reach) -> None:
        self._program = program
        self._regions = regions
        self._reach = reach

    def outlives(self, file: File, node: Node) -> tuple[Link, ...]:
        """Return the way to a goroutine that a go statement or call in Run starts and Run does not await.

        The chain is empty when there is none. What a helper starts counts only when the goroutine has no
        means to tell that it is done: then nobody can wait for it.
        """
        region = self._regions.at(file, node.start_byte)
        if region is None or elides(file, region.start, region.end):
            return ()
        if node.type == "go_statement":
            awaited = self._awaited(file, node, region.start, region.end)
            return () if awaited else (Link(file, node, "go statement"),)
        if any(each.effect == "goroutine" for each in self._reach.direct(file, node)):
            awaited = self._awaited(file, node, region.start, region.end)
            return () if awaited else (Link(file, node, "goroutine"),)
        if not isinstance(self._program.calls.target(file, node), Function):
            return ()
        for witness in self._reach.effects(file, node):
            last = witness.links[-1]
            if witness.effect == "goroutine" and last.node.type == "go_statement":
                if self._tells(last.file, last.node) or self._awaited_where_it_starts(last):
                    return ()
                return witness.links
        return ()

    def _awaited_where_it_starts(self, link: Link) -> bool:
        holder = link.file.function_at(link.node.start_byte)
        if holder is None or holder.body is None:
            return True
        return self._awaited(link.file, link.node, holder.body.start_byte, holder.body.end_byte)

    def _awaited(self, file: File, node: Node, start: int, end: int) -> bool:
        """Whether code around a goroutine waits for something that the goroutine has too."""
        shared = {_identity(file, each) for each in node.descendants(_NAMES)}
        for each in self._waited(file, node, start, end):
            root = root_of(each)
            if root.type == "identifier" and _identity(file, root) in shared:
                return True
        return False

    def _waited(self, file: File, node: Node, start: int, end: int) -> list[Node]:
        """Return what code outside a node receives from, waits for, or hands to a function to wait for."""
        receives = file.tree.within(_RECEIVES, start, end)
        waited = [
            operand
            for each in receives
            if (operand := field(each, "operand")) is not None and text(each).startswith("<-")
        ]
        ranged = [field(each, "right") for each in file.tree.within(_RANGES, start, end)]
        waited += [each for each in ranged if each is not None and self._is_channel(file, each)]
        for call in file.calls_in(start, end):
            called = file.callee(call)
            if called is None or call == node:
                continue
            if called.operand is not None and called.name.startswith(_WAITING):
                waited.append(called.operand)
            elif called.name not in ("close", "len", "cap"):
                waited += [each for each in arguments(call) if self._tells_by(file, each)]
        return [each for each in waited if not node.start_byte <= each.start_byte < node.end_byte]

    def _tells(self, file: File, node: Node) -> bool:
        """Whether a goroutine has a way to say that it is done: a channel, a group, a lock."""
        targets = [node]
        for call in file.calls_in(node.start_byte, node.end_byte):
            target = self._program.calls.target(file, call)
            if any(self._tells_by(file, each) for each in arguments(call)):
                return True
            if isinstance(target, Function) and target.file is file:
                targets.append(target.node)
        for each in targets:
            if each.descendants(_SIGNALS):
                return True
            for call in file.calls_in(each.start_byte, each.end_byte):
                called = file.callee(call)
                if called is not None and called.name in _TELLING:
                    return True
        return False

    def _is_channel(self, file: File, node: Node) -> bool:
        return isinstance(
            self._program.typenames.underlying(self._program.expressions.type(file, node)), Chan
        )

    def _tells_by(self, file: File, node: Node) -> bool:
        """Whether an argument is a channel or something of package sync."""
        if node.type == "unary_expression":
            node = field(node, "operand") or node
        if node.type not in ("identifier", "selector_expression"):
            return False
        type_ = pointed(self._program.expressions.type(file, node))
        return self._is_channel(file, node) or (isinstance(type_, Named) and type_.path in _SYNC)


def _identity(file: File, name: Node) -> int | str:
    """Return what tells the things that names stand for apart: a local declaration, or the name."""
    binding = binding_of(file, name)
    return id(binding) if binding is not None else text(name)
