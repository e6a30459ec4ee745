"""Calls of the SDK with arguments that the function does not take: too few, too many, of another kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.elision import elides
from restatelint.golang.syntax import CALLS, field, named_children
from restatelint.golang.types import Tuple
from restatelint.restate.api.advice import replacement
from restatelint.restate.api.symbols import api
from restatelint.restate.api.uses import use_of

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.api.status import ApiStatus, Status
    from restatelint.restate.api.symbols import Period

_NO_CONTEXT = frozenset(
    {"func_literal", "interpreted_string_literal", "raw_string_literal", "int_literal", "float_literal"}
)


@dataclass(frozen=True, slots=True)
class WrongCall:
    """A call with the wrong arguments: ``problem`` and ``advice`` are words for people."""

    status: Status
    problem: str
    advice: str


def wrong_call(program: Program, statuses: ApiStatus, file: File, call: Node) -> WrongCall | None:
    """Return what is wrong with the arguments of a call of the SDK, or None."""
    called = file.callee(call)
    if called is None or not called.name[:1].isupper():
        return None
    status = statuses.of(file, called.expression)
    if status is None or status.period is None or status.period.kind not in ("func", "method"):
        return None
    period, title = status.period, status.use.title
    given = len(called.type_arguments)
    if given > period.types:
        problem = f"{title} takes {_counted(period.types, 'type argument')}, got {given}"
        return WrongCall(status, problem, f"leave out {'one' if given - period.types == 1 else 'some'}")
    problem = _wrong_arguments(program, file, call, period)
    if problem and (status.version.known or not _ever_fitted(program, file, call, status)):
        shown = f"{title} takes ({', '.join(period.takes)}), {problem}"
        return WrongCall(status, shown, _advice(program, file, call, status))
    return _wrong_option(program, statuses, file, call, status)


def _wrong_arguments(program: Program, file: File, call: Node, period: Period) -> str:
    """Return what is wrong with the number of arguments and with the first, "" if nothing is."""
    passed = arguments(call)
    given = field(call, "arguments")
    if given is not None and elides(file, given.start_byte, given.end_byte):
        return ""
    variadic = bool(period.takes) and period.takes[-1].endswith("...")
    least = len(period.takes) - variadic
    if period.context and passed and passed[0].type in _NO_CONTEXT:
        return "got no context first"
    if len(passed) == 1 and least != 1 and _gives_several(program, file, passed[0]):
        return ""
    if len(passed) < least or (len(passed) != least + 1 and _spreads(call)):
        return f"got {_counted(len(passed), 'argument')}"
    if len(passed) > least and not variadic:
        return f"got {_counted(len(passed), 'argument')}"
    return ""


def _spreads(call: Node) -> bool:
    node = field(call, "arguments")
    return node is not None and any(child.type == "variadic_argument" for child in named_children(node))


def _gives_several(program: Program, file: File, argument: Node) -> bool:
    """Whether an argument may be a call with several results, which are then the arguments."""
    if argument.type not in CALLS:
        return False
    type_ = program.expressions.type(file, argument)
    return type_ is None or isinstance(type_, Tuple)


def _ever_fitted(program: Program, file: File, call: Node, status: Status) -> bool:
    periods = api().periods(status.use.path, status.use.symbol)
    return any(
        not _wrong_arguments(program, file, call, each) for each in periods if each.kind in ("func", "method")
    )


def _advice(program: Program, file: File, call: Node, status: Status) -> str:
    for each in reversed(api().periods(status.use.path, status.use.symbol)):
        if each != status.period and each.kind in ("func", "method"):
            if _wrong_arguments(program, file, call, each):
                continue
            if each.until and status.period is not None and each.since < status.period.since:
                use = status.use
                meant = replacement(use.path, use.symbol, use.title, status.version.numbers)
                return f"it took ({', '.join(each.takes)}) until v{each.until}" + (
                    f"; use {meant}" if meant else ""
                )
            return f"it takes ({', '.join(each.takes)}) since v{each.since}"
    return "see its documentation for what each of them is"


def _wrong_option(
    program: Program, statuses: ApiStatus, file: File, call: Node, status: Status
) -> WrongCall | None:
    period = status.period
    if period is None or not period.options:
        return None
    for argument in arguments(call)[len(period.takes) - 1 :]:
        called = file.callee(argument)
        named = called.expression if called is not None else argument
        if use_of(program, file, named) is None:
            continue
        option = statuses.of(file, named)
        if option is None or option.period is None or not option.period.option:
            continue
        if period.options not in option.period.option:
            families = ", ".join(option.period.option)
            problem = f"{option.use.title} is no option of {status.use.title}, which takes {period.options}"
            return WrongCall(status, problem, f"it is one where the parameter is {families}")
    return None


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
