"""What a callee does with what it is handed: contexts it asks for their kind, functions it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import FUNCTIONS, field, named_children, text, unparenthesized
from restatelint.golang.types import Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts import Contexts
    from restatelint.restate.reach import Witness

_VALUES = frozenset({"identifier", "selector_expression"})


_Ranges = tuple[tuple[int, int], ...]


class Receiving:
    """Answers about the arguments of calls to functions of the code at hand."""

    def __init__(self, program: Program, contexts: Contexts) -> None:
        self._program = program
        self._contexts = contexts
        self._branches: dict[tuple[str, int, str], _Ranges] = {}

    def narrowed(
        self, file: File, call: Node, target: Function, summary: Mapping[str, Witness]
    ) -> Mapping[str, Witness]:
        """Return the effects of a call without those that a handler context keeps it from.

        A callee may assert its plain context to a Restate one and return from that branch, as generated
        clients do: what comes after runs only for other contexts.
        """
        if not summary:
            return summary
        unreached = self._restate_branch(file, call, target)
        if not unreached:
            return summary
        return {
            effect: witness
            for effect, witness in summary.items()
            if witness.links[0].file is not target.file
            or not any(start <= witness.links[0].node.start_byte < end for start, end in unreached)
        }

    def _restate_branch(self, file: File, call: Node, target: Function) -> _Ranges:
        """Return the byte ranges of a callee that a handler context of the call keeps from running."""
        for parameter, argument in zip(target.parameters, arguments(call), strict=False):
            kind = self._contexts.of(file, argument)
            if parameter.name and kind is not None and kind.replayed:
                unreached = self._branch(target, parameter.name)
                if unreached:
                    return unreached
        return ()

    def _branch(self, target: Function, name: str) -> _Ranges:
        key = (*target.key, name)
        if key not in self._branches:
            self._branches[key] = self._found_branch(target, name)
        return self._branches[key]

    def _found_branch(self, target: Function, name: str) -> _Ranges:
        body = target.body
        if body is None:
            return ()
        for statement in _statements(body):
            if statement.type == "if_statement":
                asked, consequence = field(statement, "initializer"), field(statement, "consequence")
                if asked is not None and consequence is not None and self._asserts(target.file, asked, name):
                    return ((statement.end_byte, body.end_byte),) if _returns(consequence) else ()
            if statement.type == "type_switch_statement":
                value = field(statement, "value")
                if value is not None and text(unparenthesized(value)) == name:
                    return self._other_cases(target.file, statement, body)
        return ()

    def _other_cases(self, file: File, switch: Node, body: Node) -> _Ranges:
        cases = [each for each in switch.named_children if each.type in ("type_case", "default_case")]
        restate = [case for case in cases if self._is_restate_case(file, case)]
        if not restate:
            return ()
        others = tuple((case.start_byte, case.end_byte) for case in cases if case not in restate)
        leaves = all(_returns(case) for case in restate)
        return (*others, (switch.end_byte, body.end_byte)) if leaves else others

    def _asserts(self, file: File, statement: Node, name: str) -> bool:
        right = field(statement, "right")
        values = named_children(right) if right is not None else []
        if len(values) != 1 or values[0].type != "type_assertion_expression":
            return False
        operand, type_node = field(values[0], "operand"), field(values[0], "type")
        if operand is None or type_node is None or text(operand) != name:
            return False
        kind = self._contexts.spelled(file, type_node)
        return kind is not None and kind.replayed

    def _is_restate_case(self, file: File, case: Node) -> bool:
        kinds = [self._contexts.spelled(file, each) for each in case.children_by_field_name("type")]
        return any(kind is not None and kind.replayed for kind in kinds)

    def called(self, call: Node, target: Function) -> list[tuple[Node, Node]]:
        """Return (argument, call in the callee) for each function that a call hands over by name."""
        found: list[tuple[Node, Node]] = []
        for parameter, argument in zip(target.parameters, arguments(call), strict=False):
            if argument.type not in _VALUES or parameter.identifier is None:
                continue
            type_ = self._program.typenames.underlying(
                self._program.typenames.type(target.file, parameter.type)
            )
            if not isinstance(type_, Literal) or type_.form != "function_type":
                continue
            binding = binding_of(target.file, parameter.identifier)
            body = target.body
            for inner in target.file.calls_in(body.start_byte, body.end_byte) if body is not None else ():
                callee = target.file.callee(inner)
                if callee is None or callee.operand is not None or callee.name != parameter.name:
                    continue
                if binding is not None and binding_of(target.file, callee.expression) is binding:
                    found.append((argument, inner))
                    break
        return found


def _statements(body: Node | None) -> list[Node]:
    lists = (
        [child for child in body.named_children if child.type == "statement_list"] if body is not None else []
    )
    return lists[0].named_children if lists else []


def _returns(block: Node) -> bool:
    """Whether every way through a block ends in a return, as far as its last statement tells."""
    children = [child for child in block.named_children if child.type != "comment"]
    while children and children[-1].type in ("statement_list", "block"):
        children = [child for child in children[-1].named_children if child.type != "comment"]
    return bool(children) and children[-1].type not in FUNCTIONS and children[-1].type == "return_statement"
