"""Texts that differ from process to process: stack traces, and what fmt prints of pointers and errors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.syntax import string_value
from restatelint.golang.types import ERROR, Chan, External, Literal, Pointer
from restatelint.restate.ends.ends import EndKind

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type
    from restatelint.restate.ends.ends import End
    from restatelint.restate.ends.flow import Flow

_VERB = re.compile(r"%(?:%|([-+# 0]{0,8})(?:\d{1,6}|\*)?(?:\.(?:\d{1,6}|\*))?([a-zA-Z]))")
_PLAIN = frozenset({"Sprint", "Sprintln"})
PRINTS = frozenset({"Stack", "Sprintf", *_PLAIN})
"""The names of the functions whose text may differ."""
_SHOWN = frozenset({"String", "Error", "Format", "GoString"})
_TELLING = (b"Stack", b"Sprint")


def may_print_pointers(file: File) -> bool:
    """Whether the bytes of a file hold a name of what is looked for here."""
    return any(name in file.source.data for name in _TELLING)


class Payloads:
    """Answers about texts over a program."""

    def __init__(self, program: Program, flow: Flow) -> None:
        self._program = program
        self._flow = flow

    def unstable(self, file: File, call: Node) -> tuple[str, End] | None:
        """Return what makes the text that a call gives unstable, and where it is journaled; or None."""
        called = file.callee(call)
        if called is None or called.name not in PRINTS:
            return None
        target = self._program.calls.target(file, call)
        if not isinstance(target, External) or target.receiver:
            return None
        cause = self._cause(file, call, target)
        if cause is None:
            return None
        end = self._flow.value_end(file, call)
        return (cause, end) if end.kind is EndKind.JOURNALED else None

    def _cause(self, file: File, call: Node, target: External) -> str | None:
        given = arguments(call)
        if (target.path, target.name) == ("runtime/debug", "Stack"):
            return "a stack trace"
        if target.path != "fmt":
            return None
        if target.name in _PLAIN:
            printed = [("v", "", each) for each in given]
        else:
            format_ = string_value(given[0]) if given else None
            if format_ is None or "*" in format_ or "%[" in format_:
                return None
            verbs = [match for match in _VERB.finditer(format_) if match[2]]
            printed = [(match[2], match[1], each) for match, each in zip(verbs, given[1:], strict=False)]
        causes = (self._of(file, verb, flags, each) for verb, flags, each in printed)
        return next((cause for cause in causes if cause is not None), None)

    def _of(self, file: File, verb: str, flags: str, value: Node) -> str | None:
        if verb == "p":
            return "the address that %p prints"
        if verb not in ("v", "s", "x", "d"):
            return None
        type_ = self._program.expressions.type(file, value)
        if type_ == ERROR:
            return "the stack trace that %+v prints of some errors" if verb == "v" and "+" in flags else None
        return "the address of a pointer" if self._prints_address(type_) else None

    def _prints_address(self, type_: Type | None) -> bool:
        """Whether fmt prints an address: of a pointer to no struct, or of one in a field of a struct."""
        if type_ is None or self._has_text(type_):
            return False
        if isinstance(type_, Pointer):
            if type_.element is None or self._has_text(type_.element):
                return False
            members = self._program.members.fields(type_.element)
            underlying = self._program.typenames.underlying(type_.element)
            is_struct = isinstance(underlying, Literal) and underlying.form == "struct_type"
            if not is_struct:
                return underlying is not None and not isinstance(underlying, Literal)
        else:
            members = self._program.members.fields(type_)
        return any(
            isinstance(each.type, Pointer | Chan) and not self._has_text(each.type) for each in members
        )

    def _has_text(self, type_: Type) -> bool:
        """Whether a type has a method by which fmt prints it; a foreign type may have one."""
        return any(self._program.members.method(type_, name, None) is not None for name in _SHOWN)
