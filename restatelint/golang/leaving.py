"""Blocks that a function never goes on behind: on every way through them it returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.syntax import field, named_children

if TYPE_CHECKING:
    from restatelint.golang.tree import Node

_SWITCHES = frozenset({"expression_switch_statement", "type_switch_statement"})
_CASES = frozenset({"expression_case", "type_case", "default_case"})


def always_returns(node: Node | None) -> bool:
    """Whether a statement or block ends in a ``return``, whichever branch it takes."""
    if node is None:
        return False
    if node.type == "return_statement":
        return True
    if node.type in ("block", "statement_list"):
        inner = [each for each in named_children(node) if each.type != "comment"]
        return bool(inner) and always_returns(inner[-1])
    if node.type == "if_statement":
        return always_returns(field(node, "consequence")) and always_returns(field(node, "alternative"))
    if node.type in _SWITCHES:
        cases = [each for each in named_children(node) if each.type in _CASES]
        has_default = any(each.type == "default_case" for each in cases)
        return has_default and all(always_returns(_body(each)) for each in cases)
    return False


def _body(case: Node) -> Node | None:
    inner = [each for each in named_children(case) if each.type == "statement_list"]
    return inner[-1] if inner else None
