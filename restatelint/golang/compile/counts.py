"""How many values there are where Go wants how many: arguments, assignments and results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.compile.fault import Fault
from restatelint.golang.compile.types import Signature, Tuple
from restatelint.golang.compile.world import Universal
from restatelint.golang.shown import shown
from restatelint.golang.syntax import (
    CALLS,
    FUNCTIONS,
    enclosing,
    field,
    named_children,
    parameters,
    text,
    unparenthesized,
)
from restatelint.golang.tree import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.compile.typing import Typing
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

ARGUMENTS = "argument-count"
ASSIGNMENT = "assignment-count"
RESULTS = "result-count"
_ASSIGNMENTS = kinds("assignment_statement", "short_var_declaration", "var_spec")
_RETURNS = kinds("return_statement")
# what gives, besides its value, whether there is one
_WITH_OK = frozenset({"index_expression", "type_assertion_expression", "unary_expression"})


def wrong_assignments(typing: Typing, file: File) -> Iterator[Fault]:
    """Yield the assignments and declarations of more or fewer names than there are values."""
    for node in file.tree.root.descendants(_ASSIGNMENTS):
        left, right = field(node, "left"), field(node, "right") or field(node, "value")
        if right is None:
            continue
        names = node.children_by_field_name("name") if left is None else named_children(left)
        wanted = len([each for each in names if each.is_named and each.type != "comment"])
        values = named_children(right) if right.type == "expression_list" else [right]
        if len(values) == 1 and wanted == 2 and _gives_ok(values[0]):
            continue
        given = _given(typing, file, values, wanted)
        if given is not None and given != wanted:
            message = f"{_counted(wanted, 'variable')} but {_source(values, given)}"
            yield Fault(ASSIGNMENT, node, message, "name each value, with `_` for what is not used")


def wrong_returns(typing: Typing, file: File) -> Iterator[Fault]:
    """Yield the returns of more or fewer values than the function has results."""
    for node in file.tree.root.descendants(_RETURNS):
        function = enclosing(node, FUNCTIONS)
        if function is None:
            continue
        results = parameters(field(function, "result"))
        inner = named_children(node)
        values = named_children(inner[0]) if inner and inner[0].type == "expression_list" else inner
        if not values:
            if results and not results[0].name:
                message = f"return without the {_counted(len(results), 'value')} that the function gives"
                yield Fault(RESULTS, node, message, "return a value for each result")
            continue
        given = _given(typing, file, values, len(results))
        if given is not None and given != len(results):
            message = f"return of {_counted(given, 'value')} where the function gives {_listed(results)}"
            yield Fault(RESULTS, node, message, "return a value for each result, in their order")


def wrong_arguments(typing: Typing, file: File) -> Iterator[Fault]:
    """Yield the calls of functions at hand, and of Go's own, with too few or too many arguments."""
    for call in file.calls:
        called = file.callee(call)
        if called is None or call.type != "call_expression":
            continue
        callee = field(call, "function")
        if callee is None or typing.types.is_type(file, callee):
            continue
        signature = typing.types.underlying(typing.type(file, called.expression))
        if not isinstance(signature, Signature):
            continue
        passed = arguments(call)
        given = _passed(typing, file, passed)
        least = len(signature.parameters) - signature.variadic
        if given is None or _fits(call, given, least, variadic=signature.variadic):
            continue
        wanted = f"at least {least}" if signature.variadic else str(least)
        message = f"`{shown(called.expression, 40)}` takes {wanted} {_noun(least, 'argument')}, got {given}"
        yield Fault(ARGUMENTS, call, message, "pass what its parameters say, in their order")


def misplaced_results(typing: Typing, file: File) -> Iterator[Fault]:
    """Yield the calls that give none or several values where one is wanted."""
    for call in file.calls:
        if _wants_one(call):
            type_ = typing.type(file, call)
            if isinstance(type_, Tuple):
                given = (
                    f"gives {_counted(len(type_.elements), 'value')}" if type_.elements else "gives no value"
                )
                message = f"`{shown(call, 40)}` {given} where one is wanted"
                yield Fault(RESULTS, call, message, "assign what it gives to names first")


def _fits(call: Node, given: int, least: int, *, variadic: bool) -> bool:
    listed = field(call, "arguments")
    spread = listed is not None and any(each.type == "variadic_argument" for each in named_children(listed))
    if spread:
        return variadic and given == least + 1
    return given >= least if variadic else given == least


def _passed(typing: Typing, file: File, values: list[Node]) -> int | None:
    """Return how many arguments a call gets: a single call may give several."""
    if len(values) != 1 or unparenthesized(values[0]).type not in CALLS:
        return len(values)
    type_ = typing.type(file, values[0])
    if isinstance(type_, Tuple):
        return len(type_.elements)
    return 1 if type_ is not None else None


def _given(typing: Typing, file: File, values: list[Node], wanted: int) -> int | None:
    """Return how many values an expression list gives, None if it cannot be told."""
    if len(values) != 1:
        return len(values)
    value = unparenthesized(values[0])
    if value.type not in CALLS:
        return 1
    type_ = typing.type(file, value)
    if isinstance(type_, Tuple):
        return len(type_.elements)
    if type_ is not None:
        return 1
    return None if not _is_one(typing, file, value) else (1 if wanted else None)


def _is_one(typing: Typing, file: File, call: Node) -> bool:
    """Whether a call of unknown type gives one value: a conversion does, and most built-in functions."""
    called = file.callee(call)
    if called is None:
        return True
    if called.operand is not None or not called.name:
        return False
    meaning = typing.world.meaning(file, called.expression)
    return isinstance(meaning, Universal) and meaning.name in (
        "make",
        "new",
        "append",
        "len",
        "cap",
        "min",
        "max",
    )


def _gives_ok(value: Node) -> bool:
    value = unparenthesized(value)
    return value.type in _WITH_OK and (value.type != "unary_expression" or text(value).startswith("<-"))


def _wants_one(call: Node) -> bool:
    """Whether a call stands where one value is wanted, and not where all that it gives are taken."""
    node, parent = call, call.parent
    while parent is not None and parent.type == "parenthesized_expression":
        node, parent = parent, parent.parent
    if parent is None:
        return False
    kind = parent.type
    if kind == "argument_list":
        return len(named_children(parent)) > 1
    if kind == "expression_list":
        return len(named_children(parent)) > 1
    if kind in ("binary_expression", "unary_expression", "index_expression", "literal_element"):
        return True
    if kind == "selector_expression":
        return field(parent, "operand") is node
    return kind == "if_statement" and field(parent, "condition") is node


def _source(values: list[Node], given: int) -> str:
    if len(values) == 1 and unparenthesized(values[0]).type in CALLS:
        return f"`{shown(values[0], 40)}` gives {_counted(given, 'value')}"
    return _counted(given, "value")


def _listed(results: tuple[object, ...]) -> str:
    return _counted(len(results), "result") if results else "no result"


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {_noun(number, noun)}"


def _noun(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"
