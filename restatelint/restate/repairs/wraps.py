"""How a new error can wrap the one it was made of: ``%w`` in the place of the verb that showed it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.syntax import field, text

if TYPE_CHECKING:
    from restatelint.golang.tree import Node

_VERB = re.compile(r"%(?:%|[-+# 0]{0,8}[0-9]{0,6}(?:\.[0-9]{0,6})?([a-zA-Z])|(.))", re.DOTALL)


def wrapping_arguments(call: Node, error: str) -> str | None:
    """Return the arguments of a ``fmt.Errorf`` that wraps an error it only showed, None if unsure.

    ``error`` is the error's expression as it is written there.
    """
    given = arguments(call)
    if len(given) < 2 or given[0].type != "interpreted_string_literal":
        return None
    shown = [index for index, each in enumerate(given[1:]) if text(said_by(each)) == error]
    verbs = [match for match in _VERB.finditer(text(given[0])) if match[0] != "%%"]
    if len(shown) != 1 or len(verbs) != len(given) - 1 or any(match[1] is None for match in verbs):
        return None
    verb = verbs[shown[0]]
    if verb[0] not in ("%v", "%s", "%+v"):
        return None
    format_ = text(given[0])
    list_, argument = field(call, "arguments"), given[1:][shown[0]]
    if list_ is None:
        return None
    start = list_.start_byte
    data = (list_.text or b"").decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape")
    edits = [
        (
            given[0].start_byte - start,
            given[0].end_byte - start,
            format_[: verb.start()] + "%w" + format_[verb.end() :],
        ),
        (argument.start_byte - start, argument.end_byte - start, error),
    ]
    for first, last, new in reversed(edits):
        data = data[:first] + new.encode("utf-8", "surrogateescape") + data[last:]
    return data.decode("utf-8", "surrogateescape")


def said_by(node: Node) -> Node:
    """Return ``err`` for ``err.Error()``, anything else as it is."""
    called = callee(node)
    if called is not None and called.name == "Error" and called.operand is not None and not arguments(node):
        return called.operand
    return node
