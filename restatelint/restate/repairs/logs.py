"""What a call that prints would say to a logger: a message, made of the format and the arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.callee import arguments
from restatelint.golang.syntax import field, named_children, string_value, text
from restatelint.golang.types import External
from restatelint.restate.repairs.written.layout import tightened

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

# whether the first argument is a format, by function
_PRINTERS = {
    ("fmt", "Print"): False,
    ("fmt", "Printf"): True,
    ("fmt", "Println"): False,
    ("log", "Print"): False,
    ("log", "Printf"): True,
    ("log", "Println"): False,
}


class Message(NamedTuple):
    """The expression of a message, and whether package fmt makes it."""

    expression: str
    formatted: bool


def message_of(program: Program, file: File, call: Node) -> Message | None:
    """Return what a statement that prints says, None for any other call."""
    target = program.calls.target(file, call)
    if not isinstance(target, External) or target.receiver:
        return None
    is_format = _PRINTERS.get((target.path, target.name))
    given = arguments(call)
    statement = call.parent
    if is_format is None or not given or statement is None or statement.type != "expression_statement":
        return None
    list_ = field(call, "arguments")
    if list_ is None or any(child.type == "variadic_argument" for child in named_children(list_)):
        return None
    if is_format:
        return _of_format(given)
    parts = [string_value(each) for each in given]
    if target.name == "Print" and len(given) > 1:
        return None
    if all(part is not None for part in parts):
        return Message(f'"{" ".join(part or "" for part in parts)}"', False) if _are_plain(given) else None
    if len(given) == 1:
        return Message(f"fmt.Sprint({text(given[0])})", True)
    if any(part is not None and "%" in part for part in parts) or not _are_plain(given):
        return None
    values = [tightened(each) for each, part in zip(given, parts, strict=True) if part is None]
    if any(value is None for value in values):
        return None
    words = " ".join("%v" if part is None else part for part in parts)
    return Message(f'fmt.Sprintf("{words}", {", ".join(value or "" for value in values)})', True)


def _of_format(given: list[Node]) -> Message | None:
    format_, *rest = given
    if format_.type != "interpreted_string_literal":
        return None
    words = text(format_)
    words = words[:-3] + '"' if words.endswith('\\n"') and not words.endswith('\\\\n"') else words
    if not rest:
        return None if "%" in words else Message(words, False)
    return Message(f"fmt.Sprintf({', '.join([words, *(text(each) for each in rest)])})", True)


def _are_plain(given: list[Node]) -> bool:
    """Whether strings among some arguments can be joined as they are written."""
    strings = [each for each in given if string_value(each) is not None]
    return all(each.type == "interpreted_string_literal" for each in strings)
