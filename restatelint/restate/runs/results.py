"""Result types that the journal cannot keep: channels, functions, interfaces, and structs that hide all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.shown import shown
from restatelint.golang.syntax import named_children
from restatelint.golang.types import (
    ERROR,
    Chan,
    Literal,
    Map,
    Named,
    Pointer,
    Slice,
)
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type
    from restatelint.restate.sdk import Operation

_RUNS = frozenset({"Run", "RunAsync"})
GIVES = _RUNS | {
    "AttachInvocation",
    "Awakeable",
    "Object",
    "Promise",
    "Service",
    "Signal",
    "Workflow",
}
_CODECS = frozenset({"WithBinary", "WithCodec", "WithOutputCodec", "WithProto", "WithProtoJSON"})
_OWN_CODING = (
    "MarshalJSON",
    "MarshalText",
    "RestateMarshal",
    "RestateUnmarshal",
    "UnmarshalJSON",
    "UnmarshalText",
)
# well-known types of the standard library that write nothing of what they hold, or cannot be read back
_FOREIGN = {
    ("bufio", "Reader"): "a struct without exported fields",
    ("bufio", "Scanner"): "a struct without exported fields",
    ("bytes", "Buffer"): "a struct without exported fields",
    ("context", "Context"): "an interface",
    ("database/sql", "Row"): "a struct without exported fields",
    ("database/sql", "Rows"): "a struct without exported fields",
    ("io", "ReadCloser"): "an interface",
    ("io", "Reader"): "an interface",
    ("io", "Writer"): "an interface",
    ("net", "Conn"): "an interface",
    ("net/http", "Request"): "a struct that holds functions",
    ("net/http", "Response"): "a struct that holds functions",
    ("os", "File"): "a struct without exported fields",
    ("strings", "Builder"): "a struct without exported fields",
    ("strings", "Reader"): "a struct without exported fields",
}
_FUNCTIONS = frozenset({"function_type", "func_literal"})
_DEPTH = 4  # how many pointers, slices and maps are looked through


@dataclass(frozen=True, slots=True)
class UnserialisableResult:
    """An operation whose result cannot be kept.

    ``type`` is as it is written, ``why`` what it is or holds. ``unwritable`` says that a block gives it and
    no value of it can be written: a channel or a function itself, since a slice or map of them may be empty.
    """

    operation: Operation
    type: str
    why: str
    unwritable: bool


class Results:
    """Answers about the results of operations over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def unserialisable(self, file: File, call: Node) -> UnserialisableResult | None:
        """Return what is wrong with the result type of a Run, a call or an awakeable, or None.

        None where the type is not known, or where a codec is chosen at the call.
        """
        called = file.callee(call)
        if called is None or called.name not in GIVES:
            return None
        operation = sdk().operation(self._program.calls.target(file, call))
        if operation is None or operation.receiver or self._has_codec(file, call):
            return None
        found = self._result(file, call, called.type_arguments)
        if found is None:
            return None
        owner, spelled = found
        type_ = self._program.typenames.type(owner, spelled)
        why = self._why(type_, 0)
        if why is None:
            return None
        unwritable = called.name in _RUNS and self._is_unwritable(type_)
        return UnserialisableResult(operation, shown(spelled), why, unwritable)

    def _has_codec(self, file: File, call: Node) -> bool:
        for each in arguments(call):
            option = file.callee(each)
            if option is not None and option.name in _CODECS:
                return True
        given = call.child_by_field_name("arguments")
        return given is not None and any(each.type == "variadic_argument" for each in named_children(given))

    def _result(self, file: File, call: Node, written: tuple[Node, ...]) -> tuple[File, Node] | None:
        """Return the type expression of a result and the file it stands in."""
        if written:
            return file, written[0]
        given = arguments(call)
        called = file.callee(call)
        if called is None or called.name not in _RUNS or len(given) <= 1:
            return None
        function = self._program.calls.function(file, given[1])
        if not isinstance(function, Function) or not function.results:
            return None
        return function.file, function.results[0].type

    def _why(self, type_: Type | None, depth: int) -> str | None:
        """Return what a type is that the codec cannot write and read back, or None."""
        if depth > _DEPTH or (isinstance(type_, Named) and is_sdk(type_.path)):
            return None
        if type_ == ERROR:
            return "an interface"
        if isinstance(type_, Pointer | Slice | Map):
            return self._why(type_.element, depth + 1)
        if isinstance(type_, Named):
            if (type_.path, type_.name) in _FOREIGN:
                return _FOREIGN[type_.path, type_.name]
            if self._codes_itself(type_):
                return None
            underlying = self._program.typenames.underlying(type_)
            if underlying == type_:
                return None
            if isinstance(underlying, Literal) and underlying.form == "struct_type":
                return "a struct without exported fields" if self._hides_all(type_) else None
            return self._why(underlying, depth + 1)
        if isinstance(type_, Chan):
            return "a channel"
        if isinstance(type_, Literal):
            return self._literal(type_)
        return None

    def _is_unwritable(self, type_: Type | None) -> bool:
        underlying = self._program.typenames.underlying(type_) if isinstance(type_, Named) else type_
        if isinstance(underlying, Literal):
            return underlying.form in _FUNCTIONS
        return isinstance(underlying, Chan)

    def _literal(self, type_: Literal) -> str | None:
        if type_.form in _FUNCTIONS:
            return "a function"
        if type_.form == "interface_type":
            return "an interface" if named_children(type_.node) else None
        return "a struct without exported fields" if self._hides_all(type_) else None

    def _hides_all(self, type_: Type) -> bool:
        """Whether a struct has fields and none that another package could see; an embedded one may have."""
        fields = [each for each in self._program.members.fields(type_) if each.name != "_"]
        return bool(fields) and not any(each.embedded or each.name[:1].isupper() for each in fields)

    def _codes_itself(self, type_: Named) -> bool:
        return any(self._program.members.method(type_, name, None) is not None for name in _OWN_CODING)
