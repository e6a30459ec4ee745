"""What Run blocks do to the world outside: the calls a retry makes again, and identifiers they mint."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.declarations import Function
from restatelint.golang.imports import unversioned
from restatelint.golang.scope import binding_of
from restatelint.golang.shown import shown
from restatelint.golang.syntax import FUNCTIONS, ancestors, field, named_children
from restatelint.golang.types import External
from restatelint.golang.uses import uses
from restatelint.restate.effects.effect_summaries import Witness
from restatelint.restate.links import Link
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.runs.options import block_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.regions.regions import Regions
    from restatelint.restate.runs.options import RunOptions
    from restatelint.restate.waiting.timeouts import Timeouts

_OUTSIDE = frozenset({"network", "database", "process-start"})
_IDENTIFIERS = frozenset({"unique-id"})
_DEFINES = frozenset({"short_var_declaration", "assignment_statement", "var_spec"})
_HELPERS = 4  # how deep helpers that take the Run context are followed
_STEPS = 4  # how many names an identifier is followed through


class Minted(NamedTuple):
    """An identifier made in a block: the function that gives it, and the call there that uses it."""

    generator: str
    use: Link


class OutsideCalls:
    """Answers about Run blocks over a program; ``slow`` are functions that take long, by full name."""

    def __init__(
        self,
        program: Program,
        regions: Regions,
        reach: Reach,
        options: RunOptions,
        timeouts: Timeouts,
        slow: frozenset[str],
    ) -> None:
        self._program = program
        self._regions = regions
        self._reach = reach
        self._options = options
        self._timeouts = timeouts
        self._slow = frozenset(unversioned(name) for name in slow)
        self._models: frozenset[str] | None = None

    def unbounded_retry(self, file: File, call: Node) -> tuple[Link, ...]:
        """Return the way to a network call in the block of a Run without a bound on retries, or ()."""
        if not self._options.unbounded(file, call):
            return ()
        for witness in self._effects_inside(file, call):
            if witness.effect == "network":
                return witness.links
        return ()

    def slow(self, file: File, call: Node) -> tuple[Link, ...]:
        """Return the way to a slow call in the block of a Run, if the module never sets a timeout; or ()."""
        if not self._options.is_run(file, call):
            return ()
        links = self._slow_inside(file, call)
        return () if links and self._timeouts.are_set(file, call) else links

    def minted(self, file: File, call: Node) -> Minted | None:
        """Return the identifier that a call in Run makes and another call of the block sends, or None."""
        effects = self._reach.effects(file, call)
        if not effects or effects[0].effect not in _IDENTIFIERS:
            return None
        use = self._sent(file, call, 0)
        return Minted(effects[0].cause, use) if use is not None else None

    def _effects_inside(self, file: File, call: Node) -> Iterator[Witness]:
        block = block_of(self._program, file, call)
        if block is None or block.body is None:
            return
        for inside in block.file.calls_in(block.body.start_byte, block.body.end_byte):
            yield from self._effects(block.file, inside)

    def _effects(self, file: File, call: Node, depth: int = 0) -> Iterator[Witness]:
        """Yield the effects of a call in Run, those of helpers that take the Run context too."""
        yield from self._reach.effects(file, call)
        target = self._program.calls.target(file, call)
        if not isinstance(target, Function) or target.body is None or depth >= _HELPERS:
            return
        region = self._regions.of_function(target)
        if region is not None and region.kind is RegionKind.RUN:
            for inside in target.file.calls_in(target.body.start_byte, target.body.end_byte):
                for each in self._effects(target.file, inside, depth + 1):
                    link = Link(file, call, target.title)
                    yield Witness(each.effect, (link, *each.links), each.sure)

    def _slow_inside(self, file: File, call: Node) -> tuple[Link, ...]:
        for witness in self._effects_inside(file, call):
            last = witness.links[-1]
            target = self._program.calls.target(last.file, last.node)
            if witness.effect == "network" and isinstance(target, External) and self._asks_model(target):
                return witness.links
        return self._named_slow(file, call) if self._slow else ()

    def _named_slow(self, file: File, call: Node) -> tuple[Link, ...]:
        block = block_of(self._program, file, call)
        body = block.body if block is not None else None
        if block is None or body is None:
            return ()
        for inside in block.file.calls_in(body.start_byte, body.end_byte):
            target = self._program.calls.target(block.file, inside)
            if isinstance(target, Function):
                path = self._program.package_of(target.file).path
                target = External(path, target.name, target.receiver)
            if isinstance(target, External) and _full_name(target) in self._slow:
                return (Link(block.file, inside, target.title),)
        return ()

    def _asks_model(self, target: External) -> bool:
        if self._models is None:
            self._models = _model_packages()
        path = unversioned(target.path)
        return any(path == each or path.startswith(f"{each}/") for each in self._models)

    def _acts_outside(self, file: File, call: Node) -> bool:
        return any(each.effect in _OUTSIDE for each in self._effects(file, call))

    def _sent(self, file: File, value: Node, depth: int) -> Link | None:
        """Return the call with an outside effect that an expression's value is an argument of."""
        for parent in ancestors(value):
            if parent.type in FUNCTIONS:
                return None
            called = file.callee(parent)
            given = called is not None and not _within(called.expression, value)
            if called is not None and given and self._acts_outside(file, parent):
                return Link(file, parent, shown(called.expression), "sends it")
            if parent.type in _DEFINES:
                return self._sent_by_name(file, parent, value, depth)
        return None

    def _sent_by_name(self, file: File, statement: Node, value: Node, depth: int) -> Link | None:
        left = field(statement, "left") or field(statement, "name")
        names = [left] if left is not None and left.type == "identifier" else []
        if left is not None and left.type == "expression_list":
            names = named_children(left)
        if not names or names[0].type != "identifier" or depth >= _STEPS:
            return None
        binding = binding_of(file, names[0])
        region = self._regions.at(file, value.start_byte)
        if binding is None or region is None:
            return None
        for use in uses(file, binding, statement.end_byte):
            if self._regions.at(file, use.start_byte) is region:
                found = self._sent(file, use, depth + 1)
                if found is not None:
                    return found
        return None


def _within(outer: Node, inner: Node) -> bool:
    return outer.start_byte <= inner.start_byte < outer.end_byte


def _full_name(target: External) -> str:
    owner = f"{target.receiver}." if target.receiver else ""
    return f"{unversioned(target.path)}.{owner}{target.name}"


def _model_packages() -> frozenset[str]:
    """Return the import paths of the clients of language models that are known."""
    text = files("restatelint.restate").joinpath("data/effects/ai.toml").read_text("utf-8")
    headers = (line.split('"')[1] for line in text.splitlines() if line.startswith('["'))
    return frozenset(path.removesuffix("/...") for path in headers)
