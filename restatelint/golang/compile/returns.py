"""Functions with results whose end can be reached: Go wants a statement there that does not go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.compile.fault import Fault
from restatelint.golang.compile.world import Universal
from restatelint.golang.syntax import field, named_children, text, unparenthesized
from restatelint.golang.tree import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.compile.typing import Typing
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

KIND = "missing-return"
_BREAKS = kinds("break_statement")
_BREAKABLE = frozenset(
    {"for_statement", "expression_switch_statement", "type_switch_statement", "select_statement"}
)
_CASES = frozenset({"expression_case", "type_case", "default_case", "communication_case"})


def missing_returns(typing: Typing, file: File) -> Iterator[Fault]:
    """Yield the functions that have results and may end without a return."""
    for function in file.functions:
        body = function.body
        if body is not None and function.results and not _list_ends(typing, file, _statements(body)):
            message = f"missing return at the end of `{function.title}`"
            yield Fault(
                KIND, body, message, "end it with a return, or with a panic where nothing can be returned"
            )


def _statements(block: Node) -> list[Node]:
    found: list[Node] = []
    for child in named_children(block):
        found += named_children(child) if child.type == "statement_list" else [child]
    return [each for each in found if each.type != "empty_statement"]


def _list_ends(typing: Typing, file: File, statements: list[Node]) -> bool:
    return bool(statements) and _ends(typing, file, statements[-1], "")


def _ends(typing: Typing, file: File, node: Node, label: str) -> bool:
    """Whether a statement is a terminating one, as the language defines it."""
    kind = node.type
    if kind in ("return_statement", "goto_statement"):
        return True
    if kind == "expression_statement":
        return _panics(typing, file, node)
    if kind == "block":
        return _list_ends(typing, file, _statements(node))
    if kind == "labeled_statement":
        inner = named_children(node)
        return len(inner) > 1 and _ends(typing, file, inner[-1], text(inner[0]))
    if kind == "if_statement":
        then, otherwise = field(node, "consequence"), field(node, "alternative")
        return (
            then is not None
            and otherwise is not None
            and _ends(typing, file, then, "")
            and _ends(typing, file, otherwise, "")
        )
    if kind == "for_statement":
        return _is_endless(node) and not _is_left(node, label)
    if kind in _BREAKABLE:
        return _cases_end(typing, file, node, label)
    return False


def _panics(typing: Typing, file: File, statement: Node) -> bool:
    inner = named_children(statement)
    call = unparenthesized(inner[0]) if inner else statement
    called = file.callee(call)
    return (
        called is not None
        and called.operand is None
        and called.name == "panic"
        and isinstance(typing.world.meaning(file, called.expression), Universal)
    )


def _is_endless(loop: Node) -> bool:
    for child in named_children(loop):
        if child.type == "for_clause":
            return field(child, "condition") is None
        if child.type != "block":
            return False
    return True


def _cases_end(typing: Typing, file: File, node: Node, label: str) -> bool:
    cases = [child for child in named_children(node) if child.type in _CASES]
    if node.type != "select_statement" and not any(case.type == "default_case" for case in cases):
        return False
    if _is_left(node, label):
        return False
    return all(_case_ends(typing, file, case) for case in cases)


def _case_ends(typing: Typing, file: File, case: Node) -> bool:
    statements = [
        each
        for child in named_children(case)
        if child.type == "statement_list"
        for each in named_children(child)
        if each.type != "empty_statement"
    ]
    if statements and statements[-1].type == "fallthrough_statement":
        return True
    return _list_ends(typing, file, statements)


def _is_left(node: Node, label: str) -> bool:
    """Whether a break leaves a loop, a switch or a select."""
    for each in node.descendants(_BREAKS):
        named = named_children(each)
        if named:
            if label and text(named[0]) == label:
                return True
            continue
        owner = each.parent
        while owner is not None and owner.type not in _BREAKABLE and owner.type != "func_literal":
            owner = owner.parent
        if owner is node:
            return True
    return False
