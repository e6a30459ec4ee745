"""Whose a finding is: the services and handlers in whose code it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restatelint.engine.finding import Finding
    from restatelint.restate.services.graph import Extent, Graph

    Owner = tuple[int, int | None]


class Owners:
    """The handlers of a graph by the lines of their code."""

    def __init__(self, graph: Graph) -> None:
        self._extents: dict[str, list[tuple[Extent, Owner]]] = {}
        self._definitions: dict[tuple[str, int], list[Owner]] = {}
        for index, service in enumerate(graph.services):
            self._definitions.setdefault((service.spot.path, service.spot.line), []).append((index, None))
            for number, handler in enumerate(service.handlers):
                for extent in handler.code:
                    self._extents.setdefault(extent.path, []).append((extent, (index, number)))

    def of(self, finding: Finding) -> tuple[Owner, ...]:
        """Return the service and the handler, by their indices, of everything that runs a finding's line.

        A helper may have many. The handler is None where the service itself is defined there; what neither
        is nor is run by a handler has none.
        """
        path, line = finding.place.path, finding.place.start.line
        running = (
            owner for extent, owner in self._extents.get(path, ()) if extent.first <= line <= extent.last
        )
        found = tuple(dict.fromkeys(running))
        return found or tuple(self._definitions.get((path, line), ()))
