"""Words for what is no Go: what the parser met, and what it expected there, as far as it knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.golang.tree import Node, Stuck

UNKNOWN = "this is not valid Go"
"""What is said where the parser does not know more."""

_SHORT = re.compile(r"\w{1,30}|[!-/:-@\[-`{-~]{1,3}", re.ASCII)
_FEW = 4
_NAMES: Mapping[str, str] = {
    "identifier": "a name",
    "package_identifier": "a name",
    "field_identifier": "a name",
    "type_identifier": "a type",
    "\n": "the end of the line",
    "\x00": "the end of the line",
}
# what can begin a part of Go tells which part the parser was to read; the largest first
_PARTS: tuple[tuple[str, str], ...] = (
    ("_statement", "a statement"),
    ("_expression", "an expression"),
    ("_type", "a type"),
    ("_simple_type", "a type"),
)
_CLOSED_BY: Mapping[str, str] = {
    "argument_list": ")",
    "parameter_list": ")",
    "special_argument_list": ")",
    "literal_value": "}",
    "type_arguments": "]",
}


def mistake(node: Node) -> str:
    """Return what is wrong with a node that is no Go or is missing, in a few words."""
    if node.is_missing:
        return f"expected {_named(node.type)}"
    stuck = node.tree.stuck.get(node.id)
    if stuck is None:
        return UNKNOWN
    expected = _expected(node, stuck)
    if not expected:
        return UNKNOWN
    met = node.tree.data[stuck.start : stuck.end].decode("utf-8", "replace")
    # a string or a comment would put somebody else's sentences into ours
    return f"unexpected `{met}`, expected {expected}" if _SHORT.fullmatch(met) else f"expected {expected}"


def _expected(node: Node, stuck: Stuck) -> str:
    parts = [words for kind, words in _PARTS if kind in stuck.expected]
    if parts:
        return parts[0]
    words = sorted(each for each in stuck.expected if _is_word(each))
    if len(words) <= _FEW:
        return _joined([_named(each) for each in words])
    # behind an expression any operator may follow: only what ends it or goes on with the list is of use
    closing = _CLOSED_BY.get(node.parent.type if node.parent is not None else "", "")
    if closing and {",", closing} <= stuck.expected:
        return _joined([_named(","), _named(closing)])
    return ""


def _is_word(kind: str) -> bool:
    """Whether a kind is one word or sign of Go, and not something that is made of several."""
    if kind in _NAMES or (kind.isalpha() and kind.islower()):
        return kind != "comment"
    return _SHORT.fullmatch(kind) is not None and not kind[:1].isalpha() and not kind.startswith("_")


def _named(kind: str) -> str:
    return _NAMES.get(kind, f"`{kind}`")


def _joined(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
