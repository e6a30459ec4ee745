"""Definitions built call by call: `restate.NewObject(name).Handler(name, ...)`, generated servers too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.site import Site
from restatelint.golang.syntax import field
from restatelint.restate.services.defined.methods import method_set
from restatelint.restate.services.defined.registered import CONSTRUCTORS, MAKERS, Code, Registered, maker_of
from restatelint.restate.services.model import Definition, Handler

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.services.values import Values

_ADDING = ("Handler", "ConfigureHandler")
_ADDED = tuple(f"{name}(" for name in _ADDING)
_Key = tuple[str, int]


@dataclass(frozen=True)
class Built:
    """Definitions, and whether a handler was added to something that could not be traced.

    ``configured`` holds the calls of ConfigureHandler on other definitions, by where those are made: the
    location, and the byte that the call of Reflect ends at.
    """

    definitions: tuple[Definition, ...]
    traced: bool
    configured: Mapping[tuple[str, int], tuple[Site, ...]]


class _Maker(NamedTuple):
    """A function that makes definitions, each with the code of its handlers."""

    name: str
    made: list[tuple[Definition, tuple[Code, ...]]]


class Builder:
    """Puts definitions together from the calls in some files."""

    def __init__(self, program: Program, values: Values, registered: Registered) -> None:
        self._program = program
        self._values = values
        self._registered = registered

    def built(self, files: Sequence[File]) -> Built:
        """Return what is defined in some files.

        A definition made for whatever it is handed, as generated code makes it, is given once for each
        call of its maker.
        """
        begun: dict[_Key, Site] = {}
        added: dict[_Key, list[Site]] = {}
        traced = True
        for file in files:
            for call in file.calls if file.says(*MAKERS, *_ADDED) else ():
                called = file.callee(call)
                name = called.name if called is not None else ""
                if name in MAKERS and self._registered.sdk_name(file, call) in MAKERS:
                    begun[_key(file, call)] = Site(file, call)
                elif name in _ADDING and called is not None and called.operand:
                    beginning = self._registered.beginning(file, called.operand)
                    if beginning is not None:
                        added.setdefault(_key(*beginning), []).append(Site(file, call))
                    elif name == "Handler" and self._adds_handler(file, call):
                        traced = False
        found: list[Definition] = []
        makers: dict[_Key, _Maker] = {}
        for key, start_call in begun.items():
            definition, codes = self._definition(start_call, added.get(key, []))
            open_ended = definition.name is None or any(code.parameter for code in codes)
            maker = maker_of(start_call.file, start_call.node) if open_ended else None
            if maker is None:
                found.append(definition)
            else:
                makers.setdefault(maker.key, _Maker(maker.name, [])).made.append((definition, codes))
        found.extend(self._made(files, makers))
        configured = {
            key: tuple(each for each in calls if each.file.source.location == key[0])
            for key, calls in added.items()
            if key not in begun
        }
        return Built(tuple(found), traced, configured)

    def _adds_handler(self, file: File, call: Node) -> bool:
        given = arguments(call)
        return len(given) == 2 and self._registered.sdk_name(file, given[1]) in CONSTRUCTORS

    def _definition(self, beginning: Site, added: list[Site]) -> tuple[Definition, tuple[Code, ...]]:
        file, call = beginning.file, beginning.node
        given = arguments(call)
        handlers: list[Handler] = []
        codes: list[Code] = []
        configured: list[Site] = []
        # the calls of a chain start at the same byte, the last one first
        for each in sorted(added, key=lambda each: (each.file.source.location, each.end)):
            where, adding = each.file, each.node
            called = where.callee(adding)
            if called is not None and called.name == "ConfigureHandler":
                configured.append(each)
                continue
            what = arguments(adding)
            code = self._registered.code(where, what[1] if len(what) > 1 else None)
            name = self._values.text(where, what[0]) if what else None
            node = field(called.expression, "field") if called is not None else None
            handlers.append(
                Handler(
                    name,
                    code.kind,
                    code.function,
                    code.input,
                    code.output,
                    where,
                    node or adding,
                    code.options,
                )
            )
            codes.append(code)
        definition = Definition(
            self._values.text(file, given[0]) if given else None,
            MAKERS[self._registered.sdk_name(file, call)],
            tuple(handlers),
            all(handler.name is not None for handler in handlers),
            file,
            call,
            tuple(Site(file, each) for each in given[1:]),
            tuple(configured),
        )
        return definition, tuple(codes)

    def _made(self, files: Sequence[File], makers: Mapping[_Key, _Maker]) -> list[Definition]:
        """Return the definitions of makers, once for each call of one; as they stand if nobody calls it."""
        found: list[Definition] = []
        called_makers: set[_Key] = set()
        names = {maker.name for maker in makers.values()}
        for file in files:
            for call in file.calls if file.says(*names) else ():
                called = file.callee(call)
                if called is None or called.name not in names:
                    continue
                target = self._program.calls.target(file, call)
                if not isinstance(target, Function) or target.key not in makers:
                    continue
                called_makers.add(target.key)
                found.extend(
                    self._filled(file, call, target, definition, codes)
                    for definition, codes in makers[target.key].made
                )
        for key, maker in makers.items():
            if key not in called_makers:
                found.extend(definition for definition, _ in maker.made)
        return found

    def _filled(
        self, file: File, call: Node, maker: Function, definition: Definition, codes: tuple[Code, ...]
    ) -> Definition:
        given = dict(zip((each.name for each in maker.parameters), arguments(call), strict=False))
        handlers = []
        for handler, code in zip(definition.handlers, codes, strict=True):
            argument = given.get(code.parameter)
            type_ = self._program.expressions.type(file, argument)
            bound = method_set(self._program, type_).get(code.method)
            if bound is None:
                handlers.append(handler)
            else:
                takes, gives = self._registered.types(bound.function)
                handlers.append(replace(handler, function=bound.function, input=takes, output=gives))
        frame = self._values.frame(file, call, maker, None)
        name = definition.name or self._values.text(
            definition.file, next(iter(arguments(definition.node)), None), frame
        )
        return replace(definition, name=name, handlers=tuple(handlers), file=file, node=call)


def _key(file: File, node: Node) -> _Key:
    # calls of a chain share their first byte, so the last one tells them apart
    return file.source.location, node.end_byte
