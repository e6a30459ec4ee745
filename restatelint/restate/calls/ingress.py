"""Calls that go through the server's ingress, although a handler can call other handlers itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import ValueDeclaration
from restatelint.golang.imports import unversioned
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.tree import kinds
from restatelint.golang.types import External
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.origins import Origins
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.links import Link
    from restatelint.restate.regions.regions import Regions

_INGRESS = f"{PATH}/ingress"
_TEXTS = kinds("interpreted_string_literal", "raw_string_literal")
_NAMES = kinds("identifier", "field_identifier")
# no name of a host is longer
_ADDRESS = re.compile(r"^[\"`]https?://([\w.-]{1,253}):8080(/|[\"`]|$)")
_HERE = frozenset({"localhost", "127.0.0.1"})
_NAME = re.compile(r"ingress", re.IGNORECASE)
_STEPS = 5  # how many names an address is followed through
_MARKS = (b"ngress", b"NGRESS", b":8080")


class IngressCall(NamedTuple):
    """A call through the ingress.

    ``links`` is the chain from the call to the client's method. ``sure`` is False where only the name of
    an address tells. ``in_run`` says that it stands in Run.
    """

    links: tuple[Link, ...]
    sure: bool
    in_run: bool


def may_use_ingress(file: File) -> bool:
    """Whether the bytes of a file hold anything that an ingress goes by."""
    return any(mark in file.source.data for mark in _MARKS)


class Ingress:
    """Answers about calls through the ingress over a program."""

    def __init__(self, program: Program, regions: Regions, reach: Reach, origins: Origins) -> None:
        self._program = program
        self._regions = regions
        self._reach = reach
        self._origins = origins

    def call(self, file: File, call: Node) -> IngressCall | None:
        """Return what a call in a handler or in Run sends through the ingress, itself or by helpers."""
        region = self._regions.at(file, call.start_byte)
        if region is None:
            return None
        for witness in self._reach.effects(file, call):
            if witness.effect != "network":
                continue
            last = witness.links[-1]
            target = self._program.calls.target(last.file, last.node)
            if not isinstance(target, External):
                return None
            in_run = region.kind is RegionKind.RUN
            if unversioned(target.path) == _INGRESS:
                return IngressCall(witness.links, True, in_run)
            if target.path == "net/http":
                sure = self._sure_address(last.file, last.node)
                # what only a name tells is the network's matter where that is reported anyway
                told = sure is not None and (sure or in_run)
                return IngressCall(witness.links, bool(sure), in_run) if told else None
        return None

    def _sure_address(self, file: File, call: Node, depth: int = 0) -> bool | None:
        """Return whether what a call of net/http is given is an ingress for sure; None if it is none."""
        for argument in arguments(call):
            found = self._address(file, argument, depth)
            if found is not None:
                return found
        return None

    def _address(self, file: File, node: Node, depth: int) -> bool | None:
        if depth > _STEPS:
            return None
        made = self._origins.value(file, node)
        if made is not None and made != node:
            found = self._address(file, made, depth + 1)
            if found is not None:
                return found
        target = self._program.calls.target(file, node) if file.callee(node) is not None else None
        if isinstance(target, External) and target.path == "net/http":
            return self._sure_address(file, node, depth + 1)  # http.NewRequest
        if any(_is_ingress(text(each)) for each in node.descendants(_TEXTS)):
            return True
        for name in node.descendants(_NAMES):
            value = self._value(file, name)
            if value is not None and _is_ingress(text(value)):
                return True
            if _NAME.search(text(name)):
                return False
        return None

    def _value(self, file: File, name: Node) -> Node | None:
        """Return what a package constant or variable, or a local name, is declared with."""
        if name.type != "identifier":
            return None
        made = self._origins.value(file, name)
        if made is not None and made != name:
            return made
        declaration = self._program.package_of(file).declaration(text(name), file)
        if not isinstance(declaration, ValueDeclaration):
            return None
        values = field(declaration.node, "value")
        expressions = named_children(values) if values is not None else []
        return expressions[declaration.index] if declaration.index < len(expressions) else None


def _is_ingress(literal: str) -> bool:
    """Whether a text in quotes begins with the address of an ingress."""
    match = _ADDRESS.match(literal)
    return match is not None and (match[1] in _HERE or "restate" in match[1])
