"""Handler contexts that are handed to code that is not at hand, outside Run; what is known to be harmless."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from restatelint.golang.budget import Answers
from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.imports import unversioned
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import text
from restatelint.golang.types import External, Named
from restatelint.restate.links import Link, onto

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.effects.origins import Origins
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.library import Knowledge
    from restatelint.restate.regions.regions import Regions

_DEPTH = 6  # how many helpers deep a context is followed
_PLAIN = Named("context", "Context")
_MAKES = re.compile(r"New[A-Z]")
"""A method that makes something with a context asks for it somewhere; a function only puts it together."""
_ASKS = frozenset({"type_assertion_expression", "type_switch_statement"})


@dataclass(frozen=True, slots=True)
class _Harmless:
    """What data/strange.toml says."""

    packages: tuple[str, ...]
    named: frozenset[str]
    names: re.Pattern[str]
    types: tuple[str, ...]

    def covers(self, target: External) -> bool:
        """Whether a foreign function is known, by where it is or what it is called, to do nothing."""
        path = unversioned(target.path)
        if path.startswith(self.packages) or path.rpartition("/")[2] in self.named:
            return True
        if target.receiver and _MAKES.match(target.name):
            return False
        return target.receiver.endswith(self.types) or self.names.search(target.name) is not None


@cache
def _harmless() -> _Harmless:
    source = files("restatelint.restate").joinpath("data/strange.toml").read_text("utf-8")
    data: Mapping[str, list[str]] = tomllib.loads(source)
    begins, ends, exactly = ("|".join(data[each]) for each in ("begins", "ends", "exactly"))
    names = re.compile(rf"^(?:{begins})(?![a-z])|(?:{ends})$|^(?:{exactly})$")
    return _Harmless(tuple(data["packages"]), frozenset(data["named"]), names, tuple(data["types"]))


class Strangers:
    """Answers about contexts that are handed on over a program."""

    def __init__(
        self,
        program: Program,
        knowledge: Knowledge,
        contexts: Contexts,
        regions: Regions,
        reach: Reach,
        origins: Origins,
    ) -> None:
        self._program = program
        self._knowledge = knowledge
        self._contexts = contexts
        self._regions = regions
        self._reach = reach
        self._origins = origins
        self._found = Answers[tuple[Link, ...]](program.budget, ())  # recursion adds nothing

    def strange(self, file: File, call: Node) -> tuple[Link, ...]:
        """Return the calls by which a handler context gets into a foreign function nothing is known of.

        () if the call hands on no handler context, if what it does is known, or if it has an effect.
        """
        target = self._program.calls.target(file, call)
        if target is None or (isinstance(target, External) and not self._is_strange(file, target)):
            return ()
        given = arguments(call)
        if not given or not self._has_context(file, given[0]) or self._reach.effects(file, call):
            return ()
        return self._beyond(file, call, 0)

    def is_over(self, file: File, call: Node) -> bool:
        """Whether a call makes something of a handler context: given as it is, or with values added."""
        return any(self._has_context(file, self._origins.value(file, each)) for each in arguments(call))

    def _has_context(self, file: File, node: Node | None) -> bool:
        if node is None:
            return False
        kind = self._contexts.of(file, node)
        if kind is not None:
            return kind.replayed
        called = file.callee(node)
        if called is None or called.name != "WithValue":
            return False
        target = self._program.calls.target(file, node)
        return target == External("context", "WithValue") and self.is_over(file, node)

    def _beyond(self, file: File, call: Node, depth: int) -> tuple[Link, ...]:
        """Return the calls by which the first argument of a call gets into a strange function."""
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            return (Link(file, call, target.title),) if self._is_strange(file, target) else ()
        if not isinstance(target, Function):
            return ()
        inner = self._inside(target, depth)
        return onto(Link(file, call, target.title), inner) if inner else ()

    def _is_strange(self, file: File, target: External) -> bool:
        path = unversioned(target.path)
        if "." not in path.partition("/")[0]:
            return False  # the standard library
        if path in self._knowledge.packages or path.startswith(self._knowledge.prefixes):
            return False
        owner = f"{target.receiver}." if target.receiver else ""
        names = (f"{path}.{owner}{target.name}", f"{path}.*")
        if any(name in self._knowledge.removed for name in names) or path in self._knowledge.run_functions:
            return False
        module = self._program.modules.nearest(file.source.directory)
        if module is not None and module.path and f"{target.path}/".startswith(f"{module.path}/"):
            return False  # of the module itself, but not at hand: generated, perhaps
        return not _harmless().covers(target)

    def _inside(self, function: Function, depth: int) -> tuple[Link, ...]:
        """Return how the first parameter of a plain function gets into a strange function."""
        if depth >= _DEPTH:
            return ()
        return self._found.of(function.key, lambda: self._followed(function, depth))

    def _followed(self, function: Function, depth: int) -> tuple[Link, ...]:
        file, body = function.file, function.body
        parameter = next(iter(function.parameters), None)
        if parameter is None or parameter.identifier is None or body is None:
            return ()
        binding = binding_of(file, parameter.identifier)
        if binding is None or self._program.typenames.type(file, parameter.type) != _PLAIN:
            return ()
        if _is_asked_for_its_kind(file, binding):
            return ()
        best: tuple[Link, ...] = ()
        for call in file.calls_in(body.start_byte, body.end_byte):
            first = next(iter(arguments(call)), None)
            if first is None or text(first) != parameter.name or binding_of(file, first) is not binding:
                continue
            if self._regions.at(file, call.start_byte) is not None:
                continue
            found = self._beyond(file, call, depth + 1)
            if found and (not best or len(found) < len(best)):
                best = found
        return best


def _is_asked_for_its_kind(file: File, binding: Binding) -> bool:
    """Whether a parameter is asserted to another type: the code after that is not for handlers."""
    for node in file.identifiers(binding.name, binding.start, binding.end):
        parent = node.parent
        if parent is not None and parent.type in _ASKS and binding_of(file, node) is binding:
            return True
    return False
