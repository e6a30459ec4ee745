"""Writes to captured names: what a Run sets outside itself, and a replay, which skips it, does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import FUNCTIONS, LOOPS, ancestors, enclosing, field, named_children, text
from restatelint.golang.uses import uses
from restatelint.restate.compensations.deferred import collected
from restatelint.restate.ends.ends import End, EndKind, worst
from restatelint.restate.ends.writes import Write, sees, write_of, written
from restatelint.restate.regions.regions import RegionKind

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node
    from restatelint.restate.ends.flow import Flow
    from restatelint.restate.links import Link
    from restatelint.restate.regions.performs import Performs
    from restatelint.restate.regions.regions import Region, Regions


@dataclass(frozen=True, slots=True)
class CapturedWrite:
    """A write inside Run to what stands outside.

    ``name`` is what is written, as in the code. ``read`` is the first place that reads it after the
    block, and ``end`` where what is read there ends.
    """

    name: str
    read: Node
    end: End


class Captures:
    """Answers about captured names over a program."""

    def __init__(self, program: Program, regions: Regions, flow: Flow, performs: Performs) -> None:
        self._program = program
        self._performs = performs
        self._bodies = program.flow.bodies
        self._regions = regions
        self._flow = flow

    def write(self, file: File, target: Node) -> CapturedWrite | None:
        """Return the write that an expression inside Run stands for, if what it sets is read after it.

        None where the block is not seen to be handed to Run in replayed code, and for all but the first
        write of a block to the same name.
        """
        write = written(target)
        if write is None or write_of(write.base) != write:
            return None
        region = self._regions.at(file, target.start_byte)
        if region is None or region.kind is not RegionKind.RUN or region.function.file is not file:
            return None
        binding = binding_of(file, write.base)
        if binding is None or not binding.outside(region.function.node) or not self._runs_here(file, region):
            return None
        if self._is_said(file, write, binding, region):
            return None
        found = self._reads(file, write, binding, region)
        ends = [(read, end) for read in found if (end := self._end(file, read, binding, write)) is not None]
        if _is_receiver(binding):  # what only other blocks read may be filled by each of them: a cache
            ends = [(read, end) for read, end in ends if end.kind is not EndKind.RUN]
        end = worst([each for _, each in ends])
        if end is None:
            return None
        return CapturedWrite(text(target), next(read for read, each in ends if each is end), end)

    def _runs_here(self, file: File, region: Region) -> bool:
        """Whether the block is handed to Run by replayed code of the function that it stands in."""
        call = region.call
        if call is None or file.top_level_at(call.start_byte) != file.top_level_at(region.start):
            return False
        around = self._regions.at(file, call.start_byte)
        return around is not None and around.kind is RegionKind.REPLAYED

    def _is_said(self, file: File, write: Write, binding: Binding, region: Region) -> bool:
        """Whether the block has written the same before."""
        for node in file.identifiers(binding.name, region.start, write.base.start_byte):
            before = write_of(node)
            if before is not None and before.path == write.path and binding_of(file, node) is binding:
                return True
        return False

    def _reads(self, file: File, write: Write, binding: Binding, region: Region) -> list[Node]:
        call = region.call
        if call is None:
            return []
        owner = _owner(call, binding)
        start, end = call.end_byte, binding.end
        if owner is not None:  # a closure that runs some other time: only the rest of it is sure to follow
            end = owner.end_byte
        for loop in ancestors(call):
            if loop.type in FUNCTIONS or not binding.outside(loop):
                break
            if loop.type in LOOPS:
                start = loop.start_byte  # the next round reads what this one wrote
        own = region.function.node
        narrow = _is_receiver(binding)  # methods of the handler's own receiver do all sorts of things
        found: list[Node] = []
        earlier = [each for each in uses(file, binding, 0) if self._runs_later(file, each, binding, start)]
        for use in (*uses(file, binding, start), *earlier):
            inside = own.start_byte <= use.start_byte < own.end_byte
            if inside or use.start_byte >= end or _is_key(use) or not sees(use, write.path, narrow=narrow):
                continue
            if not _is_set_before(file, use, binding, write.path, call, start) and not _fails(use):
                found.append(use)
        bare = _bare_return(file, binding, write.path, call, start)
        if bare is not None:
            found.append(bare)
        return found

    def _runs_later(self, file: File, use: Node, binding: Binding, start: int) -> bool:
        """Whether a use before a byte offset stands in a closure that runs behind it: called, or deferred."""
        body = self._bodies.at(file, use.start_byte)
        while use.start_byte < start and body is not None and binding.outside(body.node):
            sites = self._bodies.sites(body)
            if sites is None and self._bodies.is_deferred(body) and body.node.end_byte <= start:
                return True
            if any(site.start_byte >= start for site in sites or ()):
                return True
            body = body.outer
        return False

    def _end(self, file: File, read: Node, binding: Binding, write: Write) -> End | None:
        region = self._regions.at(file, read.start_byte)
        if region is not None and region.kind is RegionKind.RUN and binding.outside(region.function.node):
            return End(EndKind.RUN, "", ())
        if read.type == "return_statement":
            return End(EndKind.RETURNED, "", ())
        undone = self._operation_of(file, read)
        if undone is not None:
            phrase = f"decides whether {undone.title} at line {undone.line} runs"
            return End(EndKind.DECIDES, phrase, (undone,))
        return self._flow.field_end(file, read, write.fields)

    def _operation_of(self, file: File, read: Node) -> Link | None:
        """Return the operation in the functions of a slice that a loop calls one by one, or None."""
        clause = enclosing(read, FUNCTIONS | {"range_clause"})
        body = field(clause.parent, "body") if clause is not None and clause.parent is not None else None
        if clause is None or clause.type != "range_clause" or body is None:
            return None
        for call in file.calls_in(body.start_byte, body.end_byte):
            for each in collected(self._program, file, call):
                inner = each.body
                found = self._performs.first(file, inner.start_byte, inner.end_byte) if inner else None
                if found is not None:
                    return found
        return None


def _is_receiver(binding: Binding) -> bool:
    if binding.kind is not BindingKind.PARAMETER:
        return False
    given = binding.statement.parent
    method = given.parent if given is not None else None
    return method is not None and method.type == "method_declaration" and field(method, "receiver") == given


def _is_key(use: Node) -> bool:
    """Whether a name is the field in ``T{name: value}``."""
    element = use.parent
    pair = element.parent if element is not None and element.type == "literal_element" else None
    if pair is None or pair.type != "keyed_element" or pair.named_children[0] != element:
        return False
    literal = enclosing(pair, {"composite_literal"})
    type_ = field(literal, "type") if literal is not None else None
    return type_ is None or type_.type != "map_type"


def _owner(call: Node, binding: Binding) -> Node | None:
    """Return the closure that a Run call stands in when a name comes from outside it and it is only kept."""
    for function in ancestors(call):
        if function.type in FUNCTIONS:
            if not binding.outside(function):
                return None
            if not _is_called_at_once(function):
                return function
    return None


def _is_called_at_once(literal: Node) -> bool:
    parent = literal.parent
    if parent is not None and parent.type == "parenthesized_expression":
        literal, parent = parent, parent.parent
    return parent is not None and parent.type == "call_expression" and field(parent, "function") == literal


def _is_set_before(file: File, use: Node, binding: Binding, path: str, call: Node, start: int) -> bool:
    """Whether what was written is surely given another value between the block and a use of it."""
    if use.start_byte >= call.end_byte:
        start = call.end_byte
    whole = [statement for statement, _ in binding.assigned]
    for statement in [*whole, *file.nodes("assignment", binding.visible, use.start_byte)]:
        holds_call = statement.start_byte <= call.start_byte < statement.end_byte
        block = statement.parent
        if block is None or not (holds_call or statement.start_byte >= start):
            continue
        # a block that holds the call runs on after it, or the use is not reached
        goes_on = block.start_byte <= call.start_byte < block.end_byte or use.end_byte <= block.end_byte
        if statement.end_byte > use.start_byte or not goes_on:
            continue
        function = enclosing(statement, FUNCTIONS)
        here = function is not None and function.start_byte <= call.start_byte < function.end_byte
        if here and _sets(statement, {binding.name, path}):
            return True
    return False


def _sets(statement: Node, paths: set[str]) -> bool:
    """Whether a statement gives one of some names or fields a new value that is not made of the old one."""
    operator, left = field(statement, "operator"), field(statement, "left")
    if left is None or (operator is not None and operator.type != "="):
        return False
    return any(text(each) in paths for each in named_children(left))


def _bare_return(file: File, binding: Binding, path: str, call: Node, start: int) -> Node | None:
    """Return the first ``return`` without values that gives back a named result, or None."""
    given = binding.statement.parent
    function = given.parent if given is not None else None
    if binding.kind is not BindingKind.PARAMETER or function is None or field(function, "result") != given:
        return None
    for statement in file.nodes("return", start, function.end_byte):
        bare = not named_children(statement) and enclosing(statement, FUNCTIONS) == function
        if not bare or _fails(statement):
            continue
        if not _is_set_before(file, statement, binding, path, call, start):
            return statement
    return None


def _fails(read: Node) -> bool:
    """Whether a read only goes with an error: ``if err != nil { return receipt, err }``."""
    statement = read if read.type == "return_statement" else enclosing(read, FUNCTIONS | {"return_statement"})
    if statement is None or statement.type != "return_statement":
        return False
    branch = enclosing(statement, FUNCTIONS | {"if_statement"})
    condition = field(branch, "condition") if branch is not None else None
    if condition is None or not text(condition).endswith("!= nil"):
        return False
    values = [value for each in named_children(statement) for value in named_children(each)]
    return not values or text(values[-1]) != "nil"
