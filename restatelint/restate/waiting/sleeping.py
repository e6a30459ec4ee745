"""Sleeping in exclusive handlers: where a virtual object's key is held, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import FUNCTIONS, LOOPS, ancestors
from restatelint.restate.effects.effect_summaries import SLEEP, Witness
from restatelint.restate.sdk import ContextKind, sdk
from restatelint.restate.waiting.durations import constant_duration

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.origins import Origins
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.regions.regions import Regions


@dataclass(frozen=True, slots=True)
class ExclusiveSleep:
    """A sleep that holds a key; ``nanoseconds`` is None when the duration is not constant."""

    witness: Witness
    nanoseconds: int | None


def exclusive_sleep(
    program: Program,
    regions: Regions,
    reach: Reach,
    origins: Origins,
    file: File,
    call: Node,
    threshold: int,
) -> ExclusiveSleep | None:
    """Return the sleep that a call makes while it holds the key of a virtual object, or None.

    The call stands in a function with an ``ObjectContext``, and no function further down the chain has
    one of its own. A constant sleep under ``threshold`` nanoseconds counts only in a loop.
    """
    region = regions.at(file, call.start_byte)
    if region is None or region.context is not ContextKind.OBJECT:
        return None
    witness = next((w for w in reach.effects(file, call) if w.effect == SLEEP), None)
    if witness is None:
        return None
    for link in witness.links[1:]:
        inner = regions.at(link.file, link.node.start_byte)
        if inner is not None and inner.context is ContextKind.OBJECT:
            return None
    last = witness.links[-1]
    if last.title == "AfterFuture.Done" and _is_waited(program, last.file, last.node):
        return None
    nanoseconds = _duration(program, origins, last.file, last.node)
    looped = any(_in_loop(link.node) for link in witness.links)
    if nanoseconds is not None and nanoseconds < threshold and not looped:
        return None
    return ExclusiveSleep(witness, nanoseconds)


def _duration(program: Program, origins: Origins, file: File, call: Node) -> int | None:
    called = callee(call)
    if called is not None and called.name == "Done":
        made = origins.value(file, called.operand)
        if made is None:
            return None
        call = made
    given = arguments(call)
    return constant_duration(program, file, given[1]) if len(given) > 1 else None


def _is_waited(program: Program, file: File, call: Node) -> bool:
    """Whether the timer is one of several futures that a Wait looks at: it need not be what is slept."""
    called = callee(call)
    timer = called.operand if called is not None else None
    if timer is None or timer.type != "identifier":
        return False
    binding = binding_of(file, timer)
    top = file.top_level_at(call.start_byte)
    if binding is None or top is None:
        return False
    for other in file.calls_in(top.start_byte, top.end_byte):
        operation = sdk().operation(program.calls.target(file, other))
        if operation is not None and operation.group == "wait":
            for argument in arguments(other):
                if argument.type == "identifier" and binding_of(file, argument) is binding:
                    return True
    return False


def _in_loop(node: Node) -> bool:
    for parent in ancestors(node):
        if parent.type in LOOPS:
            return True
        if parent.type in FUNCTIONS:
            return False
    return False
