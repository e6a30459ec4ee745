"""The codecs of clients and handlers, as far as their options say; None is a codec that cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.callee import arguments
from restatelint.golang.site import Site
from restatelint.golang.syntax import field, string_value, text
from restatelint.golang.types import External
from restatelint.restate.sdk import is_sdk
from restatelint.restate.services.defined.signatures import VOID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.calls.named_targets import NamedTargets
    from restatelint.restate.services.model import Call, Handler
    from restatelint.restate.services.services import Services, Target

_SHORT = {
    "WithJSON": "JSON",
    "WithProto": "protobuf",
    "WithProtoJSON": "JSON",
    "WithBinary": "binary",
}
_CODECS = {
    "JSONCodec": "JSON",
    "ProtoCodec": "protobuf",
    "ProtoJSONCodec": "JSON",
    "BinaryCodec": "binary",
}
_SIDES = {"WithCodec": (True, True), "WithInputCodec": (True, False), "WithOutputCodec": (False, True)}
_PLAIN = ("JSON", "JSON")

Pair = tuple["str | None", "str | None"]
"""The codec of the input and that of the output."""


class CodecMismatch(NamedTuple):
    """A client that writes or reads otherwise than its handler: in words."""

    target: str
    side: str
    client: str
    handler: str


class Codecs:
    """Answers about codecs over a program."""

    def __init__(self, program: Program, services: Callable[[File], Services], targets: NamedTargets) -> None:
        self._program = program
        self._services = services
        self._targets = targets

    def are_plain(self, call: Call, target: Target) -> bool:
        """Whether both a call and its handler are certain to use the default codec."""
        options = _client_options(call)
        if options is None or target.handler is None:
            return False
        given = (*options, *target.definition.options, *_handler_options(target))
        return all(self._says_nothing(each) for each in given)

    def mismatch(self, file: File, node: Node) -> CodecMismatch | None:
        """Return where the codec of a client is not that of the handler it names, or None."""
        call = self._targets.call(file, node)
        if call is None:
            return None
        services = self._services(file)
        found: list[CodecMismatch] = []
        options = _client_options(call)
        for target in services.targets(call):
            if target.handler is None or options is None:
                return None
            own = self._pair(options, _PLAIN)
            base = self._pair(target.definition.options, _PLAIN)
            theirs = self._pair(_handler_options(target), base)
            differing = _differing(call, target.handler, own, theirs)
            if differing is None:
                return None
            title = f"{target.definition.name}/{target.handler.name}"
            found.append(CodecMismatch(title, *differing))
        return found[0] if found else None

    def _pair(self, options: Iterable[Site], base: Pair) -> Pair:
        """Return the codecs that options give, the last one counting, in place of those of a base."""
        input_, output = base
        for option in options:
            name, codec = self._codec(option.file, option.node)
            takes, gives = _SIDES.get(name, (True, True))
            if codec == "":
                continue
            input_ = codec if takes else input_
            output = codec if gives else output
        return input_, output

    def _codec(self, file: File, option: Node) -> tuple[str, str | None]:
        """Return the name of an option and its codec: "" if it gives none, None if that cannot be told."""
        if file.callee(option) is not None:
            target = self._program.calls.target(file, option)
            if not isinstance(target, External) or not is_sdk(target.path):
                return "", None
            if target.name not in _SIDES:
                return target.name, ""
            given = arguments(option)
            return target.name, _CODECS.get(_last(given[0])) if given else None
        if option.type == "selector_expression":
            operand = field(option, "operand")
            path = self._program.calls.import_path(file, operand) if operand is not None else None
            if path is not None and is_sdk(path):
                return _last(option), _SHORT.get(_last(option))
        return "", None

    def _says_nothing(self, option: Site) -> bool:
        _, codec = self._codec(option.file, option.node)
        return codec == ""


def _differing(call: Call, handler: Handler, own: Pair, theirs: Pair) -> tuple[str, str, str] | None:
    """Return the side on which two codecs differ, and what they are; what is nothing is not encoded."""
    sends_only = call.client is not None and _is_send(call.client.file, call.client.node)
    sides = (("input", handler.input), ("output", VOID if sends_only else handler.output))
    for (side, type_), one, other in zip(sides, own, theirs, strict=True):
        if type_ != VOID and one is not None and other is not None and one != other:
            return side, one, other
    return None


def _is_send(file: File, client: Node) -> bool:
    called = file.callee(client)
    return called is not None and called.name.endswith("Send")


def _last(node: Node) -> str:
    """Return the last name of a selector, or a name."""
    name = field(node, "field") if node.type == "selector_expression" else node
    return text(name) if name is not None else ""


def _client_options(call: Call) -> list[Site] | None:
    """Return the options given where a client is made, None where that is not known."""
    if call.client is None or call.to is None:
        return None
    file, node = call.client.file, call.client.node
    called = file.callee(node)
    count = 3 if called is not None and called.name.startswith("Service") else 4
    return [Site(file, each) for each in arguments(node)[count:]]


def _handler_options(target: Target) -> list[Site]:
    """Return the options of a handler, at its registration and from ConfigureHandler."""
    handler = target.handler
    if handler is None:
        return []
    found = [*handler.options]
    for call in target.definition.configured:
        given = arguments(call.node)
        if given and string_value(given[0]) in (None, handler.name):
            found.extend(Site(call.file, each) for each in given[1:])
    return found
