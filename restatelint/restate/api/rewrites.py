"""How code is written for a later release of the SDK: what a name becomes, and which arguments it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.callee import arguments
from restatelint.golang.syntax import CALLS, field, named_children, text, unparenthesized
from restatelint.restate.api.advice import renames
from restatelint.restate.api.symbols import api
from restatelint.restate.repairs.written.statements import failing_return, statement_to_precede

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.api.advice import Rename
    from restatelint.restate.api.status import ApiStatus, Status

_LITERALS = frozenset({"int_literal", "float_literal"})


class Renamed(NamedTuple):
    """A name and what takes its place; ``argument`` is the one to convert, None if there is none."""

    status: Status
    rename: Rename
    name: Node
    argument: Node | None


class Raced(NamedTuple):
    """A call that waits for the first of some futures: ``whole``, for ``Select(ctx, ...).Select()``."""

    whole: Node
    arguments: list[Node]
    spread: bool
    first: str
    error: str
    fail: str


def renamed(statuses: ApiStatus, file: File, node: Node) -> Renamed | None:
    """Return the new name of a symbol that is gone or going, if there is one at the version of the file."""
    status = statuses.of(file, node)
    rename = renames().get(status.use.title) if status is not None else None
    if status is None or rename is None or status.state not in ("removed", "deprecated"):
        return None
    path = rename.package or status.use.path
    symbol = rename.name
    if status.use.owner:
        symbol = f"{renames()[status.use.title.rpartition('.')[0]].name}.{rename.name}"
    if not any(period.holds(status.version.numbers) for period in api().periods(path, symbol)):
        return None
    name = field(node, "field") or field(node, "name") or node
    return Renamed(status, rename, name, _to_convert(node, rename))


def _to_convert(node: Node, rename: Rename) -> Node | None:
    call = node.parent
    given = arguments(call) if rename.convert and call is not None and call.type in CALLS else []
    return given[0] if len(given) == 1 and given[0].type not in _LITERALS else None


def qualifier(node: Node) -> str:
    """Return the name of the package that a selector names, "" for anything else."""
    operand = field(node, "operand")
    return text(operand) if operand is not None and operand.type == "identifier" else ""


def terminal_arguments(statuses: ApiStatus, file: File, node: Node) -> tuple[Node, Node, Node | None] | None:
    """Return the call of the old TerminalError that a name is called in, its error, and its code or None."""
    status, call = statuses.of(file, node), node.parent
    if status is None or status.use.title != "restate.TerminalError" or not status.became or call is None:
        return None
    given = arguments(call)
    if _is_spread(call) or not 1 <= len(given) <= 2:
        return None
    inner = coded_arguments(statuses, file, given[0])
    if len(given) == 1 and inner is not None:
        return call, inner[0], inner[1]
    return call, given[0], given[1] if len(given) == 2 else None


def coded_arguments(statuses: ApiStatus, file: File, call: Node) -> tuple[Node, Node] | None:
    """Return the error and the code of a call of the old WithErrorCode, or None."""
    called = file.callee(call)
    status = statuses.of(file, called.expression) if called is not None else None
    given = arguments(call) if status is not None else []
    if status is None or status.use.title != "restate.WithErrorCode" or len(given) != 2:
        return None
    return (given[0], given[1]) if status.period is not None and len(status.period.takes) == 1 else None


def is_inside_terminal(call: Node) -> bool:
    """Whether a call is an argument of one of TerminalError, which is then rewritten with it."""
    outer = call.parent.parent if call.parent is not None else None
    function = field(outer, "function") if outer is not None and outer.type in CALLS else None
    return function is not None and text(function).rpartition(".")[2] == "TerminalError"


def only_argument(node: Node) -> tuple[Node, Node] | None:
    """Return the call that a name is called in, and its only argument."""
    call = node.parent
    given = arguments(call) if call is not None and call.type in CALLS else []
    return (call, given[0]) if call is not None and len(given) == 1 and not _is_spread(call) else None


def generated(statuses: ApiStatus, file: File, node: Node) -> tuple[Node, str, Node] | None:
    """Return the call ``Rand(ctx).UUID()``, the package it names, and its context; the same for Source."""
    status = statuses.of(file, node)
    operand = field(node, "operand")
    if status is None or status.use.owner != "Rand()" or operand is None:
        return None
    call, inner = node.parent, unparenthesized(operand)
    function = field(inner, "function") if inner.type in CALLS else None
    given = arguments(inner)
    if call is None or call.type not in CALLS or function is None or len(given) != 1:
        return None
    package = qualifier(function)
    return (call, package, given[0]) if package else None


def raced(program: Program, statuses: ApiStatus, file: File, node: Node) -> Raced | None:
    """Return the parts of ``Select(ctx, ...).Select()``, where it can stand before its statement."""
    status, call = statuses.of(file, node), node.parent
    if status is None or status.use.title != "restate.Select" or call is None or call.type not in CALLS:
        return None
    member = call.parent
    name = field(member, "field") if member is not None else None
    whole = member.parent if member is not None else None
    if name is None or text(name) != "Select" or whole is None or whole.type not in CALLS or arguments(whole):
        return None
    statement, function = statement_to_precede(whole), file.function_at(node.start_byte)
    if statement is None or function is None:
        return None
    # each call names two functions; several in one function are mended at once and need names of their own
    number = file.identifier_count("Select", function.node.start_byte, node.start_byte) // 2 + 1
    suffix = "" if number == 1 else str(number)
    first, error = f"first{suffix}", "err"
    end = statement.parent.end_byte if statement.parent is not None else statement.end_byte
    if file.identifier_count("err", statement.start_byte, end):
        error = f"waitErr{suffix}"  # what follows may declare err anew, and alone
    fail = failing_return(program, file, node.start_byte, error)
    start, end = function.node.start_byte, function.node.end_byte
    if (
        fail is None
        or file.identifier_count(first, start, end)
        or file.identifier_count(f"waitErr{suffix}", start, end)
    ):
        return None
    return Raced(whole, arguments(call), _is_spread(call), first, error, fail)


def is_chained_select(node: Node) -> bool:
    """Whether the selector that a call of Select gives is asked at once, by ``.Select()``."""
    call = node.parent
    member = call.parent if call is not None and call.type in CALLS else None
    return member is not None and member.type == "selector_expression"


def indexed(node: Node) -> tuple[Node, Node] | None:
    """Return the index expression that headers are indexed in, and the key; None if two values are taken."""
    whole = node.parent
    key = field(whole, "index") if whole is not None else None
    if whole is None or key is None or whole.parent is None:
        return None
    values = whole.parent
    statement = values.parent
    left = field(statement, "left") if statement is not None else None
    pairs = left is None or len(named_children(left)) == len(named_children(values))
    return (whole, key) if values.type != "expression_list" or (pairs and left != values) else None


def _is_spread(call: Node) -> bool:
    node = field(call, "arguments")
    return node is not None and any(child.type == "variadic_argument" for child in named_children(node))
