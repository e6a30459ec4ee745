"""Says where the time of a check goes, by timing functions of the linter from outside.

Which functions stand for which part is written here and nowhere in the linter.
"""

from __future__ import annotations

import time
from functools import cached_property, wraps
from importlib import import_module
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

# what stands for a part: "module:function" or "module:Class.method", below restatelint
PARTS = {
    "parse": ("golang.tree:_parsed",),
    "flatten": ("golang.tree:Tree._flattened",),
    "queries of rules": ("golang.tree:Tree.run",),
    "index": ("golang.index:Index._found",),
    "declarations": (
        "golang.file:File.declarations",
        "golang.file:File.functions",
        "golang.file:File.imports",
        "golang.program:Program._package_of",
    ),
    "scopes": ("golang.scope:FileScopes.__init__", "golang.scope:Scopes.lookup"),
    "words in the text": ("golang.file:File.identifiers",),
    "types": ("golang.expressions:Expressions.type", "golang.typenames:TypeNames.type"),
    "targets of calls": ("golang.calls:Calls.target", "golang.members:Members.method"),
    "regions": ("restate.regions:Regions.of",),
    "effects": ("restate.reach:Reach.effects", "restate.reach:Reach.direct"),
    "flow of values": ("restate.flow:Flow.end", "restate.flow:Flow.value_end", "restate.flow:Flow.decided"),
    "map order": ("restate.maporder:MapOrders.of_loop", "restate.maporder:MapOrders.of_call"),
    "services": (
        "restate.services.module_services:ModuleServices.of",
        "restate.services.defined:Definer.found",
        "restate.services.services:Services.calls",
        "restate.services.services:Services.reached",
    ),
    "names of the API": ("restate.api_status:ApiStatus.of",),
    "contexts": ("restate.contexts:Contexts.parameter", "restate.contexts:Contexts.of"),
    "journaled errors": ("restate.journaled:JournalErrors.of_call", "restate.journaled:JournalErrors.of"),
    "compiling queries": ("engine.places:Places.__init__", "engine.places:Places._merged"),
    "go.mod": ("engine.check:_Run._in_module", "golang.module:Modules.nearest"),
    "findings and fixes": ("engine.check:_Run._in_file",),
}
_WHERE = ("file", "replayed", "run", "module")


class Stopwatch:
    """Seconds by part; a part that calls another stands still meanwhile."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._running = ["everything else"]
        self._since = time.perf_counter()

    def begin(self, part: str) -> None:
        """Let a part run."""
        self._count()
        self._running.append(part)

    def end(self) -> None:
        """Go back to the part that ran before."""
        self._count()
        self._running.pop()

    def _count(self) -> None:
        now = time.perf_counter()
        part = self._running[-1]
        self.seconds[part] = self.seconds.get(part, 0.0) + now - self._since
        self._since = now

    def timed(self, part: str, function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
        """Return a function that does the same while a part runs."""

        @wraps(function)
        def run(*given: _Given.args, **named: _Given.kwargs) -> _Made:
            self.begin(part)
            try:
                return function(*given, **named)
            finally:
                self.end()

        return run

    def watch(self) -> None:
        """Time the parts from now on, in this process."""
        for part, places in PARTS.items():
            for place in places:
                module, _, path = place.partition(":")
                self._replace(part, import_module(f"restatelint.{module}"), path)
        self._watch_search()

    def _replace(self, part: str, owner: object, path: str) -> None:
        *classes, name = path.split(".")
        for each in classes:
            owner = getattr(owner, each)
        found = vars(owner)[name]
        if isinstance(found, cached_property):
            found.func = self.timed(part, found.func)
        elif isinstance(found, property):
            raise TypeError(f"{path} is a property, which would be put aside; time what it asks")
        else:
            setattr(owner, name, self.timed(part, found))

    def _watch_search(self) -> None:
        """Time what rules are asked by the kind of place they are for."""
        from restatelint.engine import places, search

        for each in (places.IndexPlace, places.WordPlace, places.QueryPlace):
            kind = "queries" if each is places.QueryPlace else "index and words"
            found = vars(each)["found"]
            setattr(each, found.__name__, self._stepwise(kind, found))
        answers, cases, ranged = (vars(search)[name] for name in ("_answers", "_cases", "_ranged"))
        asked = {where: self.timed(f"rules, {where}", answers) for where in (*_WHERE, "")}

        def by_place(case: object, *rest: object) -> object:
            where = getattr(getattr(getattr(case, "rule", None), "where", None), "value", "")
            return asked.get(where, answers)(case, *rest)

        vars(search)["_cases"] = self.timed("which rules to ask", cases)
        vars(search)["_answers"] = by_place
        vars(search)["_ranged"] = self._stepwise("looking at nodes", ranged)

    def _stepwise(
        self, part: str, made: Callable[_Given, Iterator[object]]
    ) -> Callable[_Given, Iterator[object]]:
        """Return a generator function whose steps are timed, by the kind of place if it belongs to one."""

        def steps(*given: _Given.args, **named: _Given.kwargs) -> Iterator[object]:
            where = getattr(getattr(given[0], "where", None), "value", "")
            following = iter(made(*given, **named))
            step = self.timed(f"{part}, {where}" if where else part, lambda: next(following, None))
            while (each := step()) is not None:
                yield each

        return steps
