"""One search for the ends of a value: step by step from an expression to what stands around it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from restatelint.golang.callee import argument_index
from restatelint.golang.declarations import Function
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.shown import shown
from restatelint.golang.syntax import FUNCTIONS, enclosing, field, named_children, parameters, text
from restatelint.golang.types import ERROR
from restatelint.golang.uses import (
    calls_of,
    closure_calls,
    given_as,
    handed_calls,
    points_at,
    uses,
    uses_of_field,
)
from restatelint.restate.ends.ends import End, EndKind
from restatelint.restate.ends.holding import THROUGH, At, given_by, made_of, reads_field, selected
from restatelint.restate.ends.writes import written
from restatelint.restate.errors.makers import makes, wraps_first
from restatelint.restate.links import Link
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.runs.channels import is_private

if TYPE_CHECKING:
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node
    from restatelint.restate.ends.branches import Branches
    from restatelint.restate.ends.passing import Passed, Passing
    from restatelint.restate.regions.regions import Regions

_GIVING = frozenset({"short_var_declaration", "assignment_statement"})
_STEPS = 400  # how many places are looked at for one value
_CALLS = 8  # how deep calls are followed
_FOLLOWED = 24  # how many steps a value may have made when its callers are looked for


class Walk:
    """One search: places still to look at, ends found."""

    def __init__(self, program: Program, passing: Passing, regions: Regions, branches: Branches) -> None:
        self._program = program
        self._passing = passing
        self._regions = regions
        self._branches = branches
        self._waiting: list[At] = []
        self._seen: set[tuple[object, ...]] = set()
        self._found: list[End] = []

    def ends(self, start: At) -> list[End]:
        """Return every end of a value."""
        self._waiting.append(start)
        return self._run()

    def name_ends(self, start: At, binding: Binding, after: int) -> list[End]:
        """Return every end of what a name holds after a byte offset; ``start`` is where it comes from."""
        for use in uses(start.file, binding, after):
            self._use(start.onward(use), binding)
        return self._run()

    def _run(self) -> list[End]:
        while self._waiting and len(self._seen) < _STEPS:
            at = self._waiting.pop()
            key = (at.file.source.location, at.node.id, len(at.frames), at.fields, at.result)
            if key not in self._seen:
                self._seen.add(key)
                self._program.budget.spend(1)
                replayed = at.replayed or self._regions.at(at.file, at.node.start_byte) is not None
                self._step(replace(at, replayed=replayed))
        return self._found

    def _end(self, kind: EndKind, phrase: str, at: At, *more: Link) -> None:
        self._found.append(End(kind, phrase, (*at.steps, *more)))

    def _is_contained(self, at: At) -> bool:
        """Whether only helpers that are not replayed themselves have had a value: they may keep it."""
        return bool(at.frames) and not at.replayed

    def _go(self, at: At | None) -> None:
        if at is not None:
            self._waiting.append(at)

    def _on(self, at: At, node: Node, *more: Link) -> None:
        self._waiting.append(at.onward(node, *more))

    def _step(self, at: At) -> None:
        parent = at.node.parent
        if parent is None:
            return
        result, at = at.result, replace(at, result=-1)
        kind = parent.type
        if kind in THROUGH:
            self._go(made_of(at, parent))
        elif kind == "selector_expression":
            outer = parent.parent
            called = outer is not None and at.file.callee(outer) if outer is not None else None
            if outer is not None and called and called.expression == parent:
                self._passed(at, outer, self._passing.receiver(at.file, outer))
            else:
                self._go(selected(at, parent))
        elif kind == "argument_list" and parent.parent is not None:
            index = argument_index(parent.parent, at.node)
            self._passed(at, parent.parent, self._passing.argument(at.file, parent.parent, index))
        elif kind == "type_conversion_expression":
            self._on(at, parent)
        elif kind == "expression_list":
            self._listed(at, parent, result)
        elif kind in ("return_statement",):
            self._returned(at)
        elif kind in ("var_spec", "const_spec"):
            self._assigned(at, parent, 0)
        else:
            self._controls(at, at.node, parent)

    def _listed(self, at: At, values: Node, result: int) -> None:
        """Go on from a value in a list; ``result`` is which of its call's results it is."""
        statement = values.parent
        if statement is None:
            return
        expressions = named_children(values)
        index = next((i for i, each in enumerate(expressions) if each == at.node), 0)
        if statement.type == "return_statement":
            self._returned(at, result=index if len(expressions) > 1 else result)
        elif statement.type in ("short_var_declaration", "assignment_statement", "var_spec"):
            self._assigned(at, statement, index if len(expressions) > 1 else -1, result)
        else:
            self._controls(at, values, statement)

    def _controls(self, at: At, node: Node, statement: Node) -> None:
        """End a value in a condition, a range, or nowhere."""
        if statement.type == "range_clause":
            names = named_children(left) if (left := field(statement, "left")) else []
            for name in names[1:] if at.fields else names:
                if name.type == "identifier":
                    self._name(at, name, statement.end_byte)
            if at.fields:
                return  # no field says how many there are
        if statement.type == "type_switch_statement" and (alias := field(statement, "alias")) is not None:
            for name in alias.named_children:
                self._name(at, name, node.end_byte)
        decision = self._branches.decision(at.file, node, statement)
        channel = field(statement, "channel") if statement.type == "send_statement" else None
        if channel is not None and is_private(at.file, statement):
            self._name(at, channel, statement.end_byte)
            return
        if statement.type == "send_statement":
            self._end(EndKind.UNKNOWN, "goes into a channel", at)
            return
        if decision is None:
            return  # a value that nothing is done with has no end
        if decision.operation is not None:
            link = decision.operation
            step = Link(at.file, node, link.title, f"decides whether {link.title} runs")
            phrase = f"decides whether {link.title} at line {link.line} runs"
            self._end(EndKind.DECIDES, phrase, at, step, link)
            return
        for name in decision.sets:
            step = Link(at.file, node, text(name), f"decides what is assigned to {text(name)}")
            self._name(replace(at.onward(node, step), fields=()), name, decision.end)
        is_helper = bool(at.frames) and self._regions.at(at.file, node.start_byte) is None
        if decision.returns or (is_helper and not decision.sets):
            # what a function decides by it shows in what it gives back
            self._returned(at, "decides only what is returned")
        elif not decision.sets:
            self._end(EndKind.UNUSED, "decides only about code without operations", at)

    def _assigned(self, at: At, statement: Node, index: int, result: int = -1) -> None:
        left = field(statement, "left")
        if left is None:
            targets = [n for n in statement.children_by_field_name("name") if n.is_named]
        else:
            targets = named_children(left) if left.type == "expression_list" else [left]
        if index >= 0:
            targets = targets[index : index + 1]
        elif 0 <= result < len(targets):
            targets = targets[result : result + 1]
        elif len(targets) > 1:  # all results of a call, but not the error
            targets = [t for t in targets if "err" not in text(t).lower()] or targets[:1]
        for target in targets:
            self._target(at, target, statement.end_byte)

    def _target(self, at: At, target: Node, after: int, *, inside: bool = False) -> None:
        """Go on with what a value is put into; ``inside`` says that it goes into what is there already."""
        write = written(target)
        if write is None or text(write.base) == "_":
            return
        path = text(target) if target.type == "selector_expression" else ""
        inside = inside or write.base != target
        self._name(replace(at, fields=(*write.fields, *at.fields)), write.base, after, path, inside=inside)

    def _name(self, at: At, name: Node, after: int, path: str = "", *, inside: bool = False) -> None:
        """Go on with the uses of a name; ``path`` narrows them to one field of what it holds."""
        binding = binding_of(at.file, name)
        if binding is None:
            self._end(EndKind.UNUSED, f"is kept in {shown(name)}, outside the invocation", at)
            return
        step = Link(at.file, name, shown(name), f"assigned to {path or text(name)}")
        at = at.onward(at.node, step)
        if binding.kind is BindingKind.PARAMETER:
            parent = binding.statement.parent
            function = parent.parent if parent is not None else None
            if function is not None and parent == field(function, "result"):
                results = [each.identifier for each in parameters(parent)]
                result = results.index(binding.identifier) if len(results) > 1 else -1
                self._returned(at.onward(binding.identifier), result=result)
            elif inside and at.frames:
                self._written_back(at, binding)
        pointed = points_at(at.file, binding.identifier) if inside else None
        if pointed is not None:
            self._name(at, pointed, after)
        read = uses_of_field(at.file, binding, after, path) if path else uses(at.file, binding, after)
        for use in read:
            self._use(at.onward(use), binding)

    def _use(self, at: At, binding: Binding) -> None:
        if not reads_field(at):
            return
        region = self._regions.at(at.file, at.node.start_byte)
        if region is not None and region.kind is RegionKind.RUN and binding.outside(region.function.node):
            step = Link(at.file, at.node, binding.name, "captured by a Run")
            self._end(EndKind.RUN, f"is captured by the Run at line {step.line}", at, step)
        else:
            self._on(at, at.node)

    def _written_back(self, at: At, binding: Binding) -> None:
        """Go on where a field of what a caller handed over was written: with the caller's own name."""
        file, call = at.frames[-1]
        target = self._program.calls.target(file, call)
        argument = given_as(file, call, target, binding.name) if isinstance(target, Function) else None
        write = written(argument) if argument is not None else None
        if write is None:
            return
        fields = (*write.fields, *at.fields)
        outside = replace(at, file=file, node=call, frames=at.frames[:-1], fields=fields)
        holder = binding_of(file, write.base)
        if holder is not None and holder.kind is BindingKind.PARAMETER and not outside.frames:
            self._end(EndKind.UNUSED, f"is kept in {shown(write.base)}", outside)
        self._name(outside, write.base, call.end_byte)

    def _passed(self, at: At, call: Node, passed: Passed) -> None:
        """Go on from a value that a call takes."""
        if passed.end is not None:
            logs = passed.end is EndKind.LOGGED and self._is_contained(at)
            kind = EndKind.CONTAINED if logs else passed.end
            self._end(kind, passed.phrase, at, *([passed.link] if passed.link is not None else []))
        if passed.callee is not None:
            self._into(at, call, passed.callee, passed.parameter)
        if passed.into is not None:
            self._target(at, passed.into, call.end_byte, inside=True)
        if passed.through and not self._gives_error(at, call):
            self._go(given_by(at, call))

    def _gives_error(self, at: At, call: Node) -> bool:
        """Whether a call gives an error alone, that tells how it went and is not made of what it takes."""
        target, called = self._program.calls.target(at.file, call), at.file.callee(call)
        converts = called is not None and self._program.typenames.type(at.file, called.expression) is not None
        if converts or makes(target) or wraps_first(target):
            return False
        type_ = self._program.expressions.type(at.file, call)
        statement = call.parent.parent if call.parent is not None else None
        if type_ is not None or statement is None or statement.type not in _GIVING:
            return type_ == ERROR
        left = field(statement, "left")
        names = named_children(left) if left is not None else []
        return len(names) == 1 and "err" in text(names[0]).lower()

    def _into(self, at: At, call: Node, target: Function, parameter: Node | None) -> None:
        """Go on inside a function of the code at hand, with the value in a parameter."""
        if parameter is None or len(at.frames) >= _CALLS:
            return
        binding = binding_of(target.file, parameter)
        if binding is None:
            return
        step = Link(at.file, call, target.title, f"passed to {target.title}")
        frames = (*at.frames, (at.file, call))
        inner = replace(at, file=target.file, node=parameter, steps=(*at.steps, step), frames=frames)
        for use in uses(target.file, binding, binding.visible):
            self._use(inner.onward(use), binding)

    def _returned(self, at: At, phrase: str = "is only returned", *, result: int = -1) -> None:
        if at.frames:
            file, call = at.frames[-1]
            self._waiting.append(replace(at, file=file, node=call, frames=at.frames[:-1], result=result))
            return
        function = enclosing(at.node, FUNCTIONS)
        region = self._regions.at(at.file, at.node.start_byte)
        is_handler = region is not None and region.own and region.function.node == function
        if function is not None and function.type == "func_literal" and not is_handler:
            calls = closure_calls(at.file, function)
            for call in calls:
                self._on(at, call)
            handed = handed_calls(self._program, at.file, function) if not calls else []
            for target, outside, call in handed if len(at.frames) < _CALLS else ():
                frames = (*at.frames, outside)
                self._waiting.append(replace(at, file=target.file, node=call, frames=frames))
            if not calls and not handed:
                self._end(EndKind.UNKNOWN, "is returned by a closure", at)
            return
        is_literal = function is not None and function.type == "func_literal"
        near = not is_literal and len(at.steps) <= _FOLLOWED
        callers = calls_of(self._program, at.file, at.node) if near else []
        for file, call in callers:
            self._waiting.append(replace(at, file=file, node=call, frames=(), result=result))
        if not callers:
            self._end(EndKind.RETURNED, phrase, at)
