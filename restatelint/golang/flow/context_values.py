"""What the code of a package puts into a context under a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.syntax import field, text
from restatelint.golang.types import External

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_SET = External("context", "WithValue")


def kept_in_context(program: Program, file: File, assertion: Node) -> list[tuple[File, Node]]:
    """Return what ``context.WithValue`` gives to the key that ``ctx.Value(key).(T)`` asks for.

    Keys are the same where they are spelled alike in one package; [] for other assertions.
    """
    asked = field(assertion, "operand")
    called = file.callee(asked) if asked is not None else None
    key = arguments(asked) if asked is not None and called is not None else []
    if called is None or called.name != "Value" or called.operand is None or len(key) != 1:
        return []
    found: list[tuple[File, Node]] = []
    for each in program.package_of(file).files:
        if b"WithValue" not in each.source.data:
            continue
        for call in each.calls:
            setter = each.callee(call)
            if setter is None or setter.name != "WithValue" or program.calls.target(each, call) != _SET:
                continue
            given = arguments(call)
            if len(given) == 3 and text(given[1]) == text(key[0]):
                found.append((each, given[2]))
    return found
