"""Names that a repair gives: to values, errors and blocks, so that they mean nothing else around them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

from restatelint.golang.declarations import Function
from restatelint.golang.scope import binding_at
from restatelint.golang.syntax import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_LABEL = re.compile(r"\bWithName\(\s{0,99}([\"`])([^\"`\n]{0,200})\1")


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
    if not file.identifier_count("err", statement.start_byte, end):
        return "err"
    return _first_free(file, statement, ("runErr", "runErr2", "runErr3"))


def free_name(file: File, call: Node, usual: str) -> str | None:
    """Return a name for the value of a call: the usual one, or that with a number; None if all are taken."""
    return _first_free(file, call, (usual, *(f"{usual}{number}" for number in range(2, 10))))


def _first_free(file: File, node: Node, names: tuple[str, ...]) -> str | None:
    """Return the first name that stands nowhere in the declaration around a node, or None."""
    top = file.top_level_at(node.start_byte)
    start, end = (top.start_byte, top.end_byte) if top is not None else (node.start_byte, node.end_byte)
    return next((name for name in names if not file.identifier_count(name, start, end)), None)


def label_of(program: Program, file: File, call: Node, usual: str = "") -> str:
    """Return a name for the block around a call: the usual one or the function's, with a number if need be.

    No other block of the function has it, nor any in a function of the module that is called there.
    """
    called = file.callee(call)
    usual = usual or (called.name if called is not None else "") or "run"
    top = file.top_level_at(call.start_byte)
    taken = _labels_around(program, file, top) if top is not None else frozenset[str]()
    return next(each for each in _numbered(usual) if each not in taken)


@lru_cache(maxsize=16)
def _labels_around(program: Program, file: File, top: Node) -> frozenset[str]:
    """Return the names of blocks in a declaration and in what it calls; kept, since each call in it asks."""
    called = {
        id(target.node): target.node
        for each in file.calls_in(top.start_byte, top.end_byte)
        if isinstance(target := program.calls.target(file, each), Function)
    }
    return frozenset[str]().union(*(_labels(text(each)) for each in (top, *called.values())))


def _labels(code: str) -> set[str]:
    return {match[2] for match in _LABEL.finditer(code)} if "WithName" in code else set()


def _numbered(usual: str) -> Iterator[str]:
    yield usual
    for number in count(2):
        yield f"{usual} {number}"


def is_used_around(file: File, statement: Node, name: str) -> bool:
    """Whether a name stands in a declaration outside of a statement."""
    top = file.top_level_at(statement.start_byte)
    if top is None:
        return True
    inside = file.identifier_count(name, statement.start_byte, statement.end_byte)
    return file.identifier_count(name, top.start_byte, top.end_byte) > inside
