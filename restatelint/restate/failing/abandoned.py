"""Calls that lose a race against a timer and go on with nobody waiting for them or cancelling them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import FUNCTIONS, LOOPS, enclosing, field, named_children, text
from restatelint.golang.types import Named
from restatelint.golang.uses import uses
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

_TIMER = "AfterFuture"
_CALL = "ResponseFuture"
_Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AbandonedCall:
    """A call that goes on when a timer wins: the names of both futures."""

    call: str
    timer: str


def abandoned(program: Program, file: File, call: Node) -> AbandonedCall | None:
    """Return the call that a ``WaitFirst`` leaves running when its timer wins, or None.

    None where the code of that case is not found, and where anything but the other cases uses the call's
    future: to await it, to ask for its identifier, to hand it on.
    """
    called = file.callee(call)
    if called is None or called.name != "WaitFirst":
        return None
    operation = sdk().operation(program.calls.target(file, call))
    if operation is None or operation.receiver:
        return None
    futures = [each for each in arguments(call)[1:] if each.type == "identifier"]
    timer = next((each for each in futures if _is(program, file, each, _TIMER)), None)
    timed = binding_of(file, timer) if timer is not None else None
    result = _result(file, call)
    if timer is None or timed is None or result is None:
        return None
    for name in futures:
        future = binding_of(file, name)
        if future is None or future.kind is not BindingKind.VARIABLE or not _is(program, file, name, _CALL):
            continue
        found = _timer_case(file, result, timed, call.end_byte)
        if found is None:
            return None
        whole, case = found
        leaves = _leaves(case)
        if not leaves and _is_looped(call):
            return None  # the next round waits for it again
        others = [(whole.start_byte, case.start_byte), (case.end_byte, whole.end_byte)]
        if leaves:
            function = file.function_at(call.start_byte)
            others.append(
                (whole.end_byte, function.node.end_byte if function is not None else whole.end_byte)
            )
        if not any(_keeps(use, call, others) for use in uses(file, future, future.visible)):
            return AbandonedCall(text(name), text(timer))
    return None


def _is(program: Program, file: File, name: Node, wanted: str) -> bool:
    type_ = program.expressions.type(file, name)
    return isinstance(type_, Named) and is_sdk(type_.path) and type_.name == wanted


def _result(file: File, call: Node) -> Binding | None:
    """Return the name that is given the future which came first."""
    values = call.parent
    statement = values.parent if values is not None else None
    left = field(statement, "left") if statement is not None else None
    names = named_children(left) if left is not None else []
    return binding_of(file, names[0]) if names and names[0].type == "identifier" else None


def _timer_case(file: File, result: Binding, timer: Binding, after: int) -> tuple[Node, Node] | None:
    """Return the statement that looks at which future came first, and its part for the timer."""
    for use in uses(file, result, after):
        parent = use.parent
        if parent is None:
            continue
        if parent.type == "expression_switch_statement" and field(parent, "value") == use:
            case = _case(file, parent, timer)
            return (parent, case) if case is not None else None
        branch = parent.parent
        if parent.type != "binary_expression" or branch is None or branch.type != "if_statement":
            continue
        operator, consequence = field(parent, "operator"), field(branch, "consequence")
        if operator is None or operator.type != "==" or consequence is None:
            continue
        if any(_means(file, each, timer) for each in named_children(parent)):
            return branch, consequence
        alternative = field(branch, "alternative")
        if alternative is not None and alternative.type == "block":
            return branch, alternative
    return None


def _case(file: File, switch: Node, timer: Binding) -> Node | None:
    """Return the case of a timer, or the default one if it has none of its own."""
    default: Node | None = None
    for case in named_children(switch):
        if case.type == "default_case":
            default = case
        value = field(case, "value") if case.type == "expression_case" else None
        if value is not None and any(_means(file, each, timer) for each in named_children(value)):
            return case
    return default


def _means(file: File, node: Node, binding: Binding) -> bool:
    return node.type == "identifier" and binding_of(file, node) is binding


def _leaves(case: Node) -> bool:
    """Whether a case or block ends in a return."""
    children = named_children(case)
    while children and children[-1].type in ("statement_list", "block"):
        children = named_children(children[-1])
    return bool(children) and children[-1].type == "return_statement"


def _is_looped(call: Node) -> bool:
    """Whether a call stands in a loop of its function."""
    loop = enclosing(call, LOOPS | FUNCTIONS)
    return loop is not None and loop.type in LOOPS


def _keeps(use: Node, wait: Node, others: list[_Range]) -> bool:
    """Whether a use of a future, not in the ranges of the other cases, may do something about the call."""
    byte = use.start_byte
    if wait.start_byte <= byte < wait.end_byte or _is_compared(use):
        return False
    return not any(start <= byte < end for start, end in others)


def _is_compared(use: Node) -> bool:
    parent = use.parent
    if parent is None:
        return False
    if parent.type == "expression_list" and parent.parent is not None:
        return parent.parent.type == "expression_case"
    return parent.type == "binary_expression"
