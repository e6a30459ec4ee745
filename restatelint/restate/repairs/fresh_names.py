"""Names that a repair gives: to values, errors and blocks, so that they mean nothing else around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.scope import binding_at
from restatelint.golang.syntax import text

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node


def free_error(file: File, statement: Node) -> str | None:
    """Return a name for an error that nothing in the rest of the block gives another type."""
    block = statement.parent
    end = block.end_byte if block is not None else statement.end_byte
    binding = binding_at(file, "err", statement.start_byte)
    if binding is not None and block is not None:
        function = file.function_at(statement.start_byte)
        body = function.body if function is not None else None
        is_body = body is not None and body == block.parent and function is not None
        start = function.node.start_byte if is_body and function is not None else block.start_byte
        if binding.start >= start and binding.visible <= statement.start_byte:
            return "err"
    if not file.identifiers("err", statement.start_byte, end):
        return "err"
    return _first_free(file, statement, ("runErr", "runErr2", "runErr3"))


def free_name(file: File, call: Node, usual: str) -> str | None:
    """Return a name for the value of a call: the usual one, or that with a number; None if all are taken."""
    return _first_free(file, call, (usual, *(f"{usual}{number}" for number in range(2, 10))))


def _first_free(file: File, node: Node, names: tuple[str, ...]) -> str | None:
    """Return the first name that stands nowhere in the declaration around a node, or None."""
    top = file.top_level_at(node.start_byte)
    start, end = (top.start_byte, top.end_byte) if top is not None else (node.start_byte, node.end_byte)
    return next((name for name in names if not file.identifiers(name, start, end)), None)


def label_of(file: File, call: Node, name: str) -> str:
    """Return a name for the block that no other block of the function has."""
    called = file.callee(call)
    usual = name or (called.name if called is not None else "") or "run"
    top = file.top_level_at(call.start_byte)
    content = text(top) if top is not None else ""
    candidates = [usual, *(f"{usual} {number}" for number in range(2, 20))]
    return next((each for each in candidates if f'WithName("{each}")' not in content), usual)


def is_used_around(file: File, statement: Node, name: str) -> bool:
    """Whether a name stands in a declaration outside of a statement."""
    top = file.top_level_at(statement.start_byte)
    if top is None:
        return True
    inside = file.identifiers(name, statement.start_byte, statement.end_byte)
    return len(file.identifiers(name, top.start_byte, top.end_byte)) > len(inside)
