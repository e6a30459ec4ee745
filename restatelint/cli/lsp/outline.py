"""Services and handlers as an editor shows them: symbols, and the way between a call and its handler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from restatelint.cli.lsp.convert import uri_of
from restatelint.restate.services.graph import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pygls.lsp.server import LanguageServer

    from restatelint.cli.lsp.session import Session
    from restatelint.restate.services.graph import Graph, GraphHandler


def add_outline(server: LanguageServer, session: Session) -> None:
    """Have a server answer about the services of its folders, in all of a module."""

    async def graph(uri: str) -> Graph:
        return await session.between(session.workspace(uri).graph)

    def place(uri: str, spot: Spot) -> types.Location:
        address = uri_of(session.folders.locate(spot.path, session.location(uri)))
        start = types.Position(spot.line - 1, 0)
        return types.Location(address, types.Range(start, start))

    def is_at(uri: str, spot: Spot, at: types.Position) -> bool:
        path = session.folders.locate(spot.path, session.location(uri))
        return spot.line - 1 == at.line and path == session.location(uri)

    @server.feature(types.WORKSPACE_SYMBOL)
    async def symbols(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        found: list[types.WorkspaceSymbol] = []
        for workspace in session.folders.all:
            uri = uri_of(f"{workspace.root}/go.mod")
            each = await session.between(workspace.graph)
            found.extend(
                types.WorkspaceSymbol(place(uri, spot), title, kind, container_name=container or None)
                for title, kind, container, spot in _named(each)
                if params.query.lower() in title.lower()
            )
        return found

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> list[types.Location]:
        uri, shown = params.text_document.uri, await graph(params.text_document.uri)
        spots = [
            _code(handler)
            for call in shown.calls
            if is_at(uri, call.spot, params.position)
            for handler in _targets(shown, call.targets)
        ]
        return [place(uri, spot) for spot in dict.fromkeys(spots)]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def references(params: types.ReferenceParams) -> list[types.Location]:
        uri, shown = params.text_document.uri, await graph(params.text_document.uri)
        wanted = {
            (index, number)
            for index, service in enumerate(shown.services)
            for number, handler in enumerate(service.handlers)
            if is_at(uri, _code(handler), params.position)
        }
        spots = [call.spot for call in shown.calls if wanted & {*call.targets}]
        return [place(uri, spot) for spot in dict.fromkeys(spots)]


def _named(graph: Graph) -> Iterator[tuple[str, types.SymbolKind, str, Spot]]:
    for service in graph.services:
        if service.name:
            yield service.name, types.SymbolKind.Interface, service.module, service.spot
        for handler in service.handlers:
            if handler.name:
                title = f"{service.name}/{handler.name}"
                yield title, types.SymbolKind.Method, service.name, _code(handler)


def _code(handler: GraphHandler) -> Spot:
    """Return where a handler's code stands, or where it is registered if its code is not known."""
    if not handler.code:
        return handler.spot
    return Spot(handler.name, handler.code[0].path, handler.code[0].first)


def _targets(graph: Graph, targets: tuple[tuple[int, int | None], ...]) -> list[GraphHandler]:
    return [graph.services[index].handlers[number] for index, number in targets if number is not None]
