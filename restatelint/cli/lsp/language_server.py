"""The requests of the language server protocol, each led to what answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from restatelint import __version__
from restatelint.cli.lsp import pages
from restatelint.cli.lsp.actions import FIX_ALL
from restatelint.cli.lsp.convert import SOURCE
from restatelint.cli.lsp.session import Session
from restatelint.cli.lsp.wishes import HINTS, LENSES

if TYPE_CHECKING:
    from collections.abc import Sequence

_ACTIONS = types.CodeActionOptions(
    code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True
)
_PULLING = types.DiagnosticOptions(
    inter_file_dependencies=True, workspace_diagnostics=False, identifier=SOURCE
)


def language_server() -> LanguageServer:
    """Return a server that is ready to be started."""
    server = LanguageServer("restatelint", __version__)
    session = Session(server)
    _documents(server, session)
    _questions(server, session)
    return server


def _documents(server: LanguageServer, session: Session) -> None:
    @server.feature(types.INITIALIZE)
    def begin(params: types.InitializeParams) -> None:
        session.begin(params)

    @server.feature(types.INITIALIZED)
    def ready(_: types.InitializedParams) -> None:
        session.watch()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        session.take(params.text_document.uri)
        await session.changed(elsewhere=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        session.take(params.text_document.uri)
        await session.changed(elsewhere=False)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(_: types.DidSaveTextDocumentParams) -> None:
        await session.changed(elsewhere=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        session.workspace.close(session.location(uri))
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        await session.changed(elsewhere=True)

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def wished(params: types.DidChangeConfigurationParams) -> None:
        session.wish(params.settings)
        await session.changed(elsewhere=True)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def written(_: types.DidChangeWatchedFilesParams) -> None:
        session.workspace.reload()
        await session.changed(elsewhere=True)


def _questions(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, _PULLING)
    async def pull(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        found = await session.diagnostics(params.text_document.uri)
        result = _result_id(found)
        if params.previous_result_id == result:
            return types.RelatedUnchangedDocumentDiagnosticReport(result)
        return types.RelatedFullDocumentDiagnosticReport(found, result_id=result)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, _ACTIONS)
    async def offer(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        checked = await session.checked(uri)
        if checked is None:
            return []
        location, version = session.location(uri), session.version(uri)
        return await session.ask(lambda: session.actions.offered(location, checked, version, params))

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        if action.kind == FIX_ALL and isinstance(action.data, dict):
            uri = str(action.data.get("uri"))
            location, version = session.location(uri), session.version(uri)
            action.edit = await session.ask(lambda: session.actions.fix_all(location, version))
        return action

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def explain(params: types.HoverParams) -> types.Hover | None:
        checked = await session.checked(params.text_document.uri)
        if checked is None:
            return None
        return pages.hover(checked, session.workspace.rules(), params.position, session.encoding)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def link(params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        checked = await session.checked(params.text_document.uri)
        if checked is None:
            return []
        return pages.links(checked.source, session.workspace.rules(), session.encoding)

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def hint(params: types.InlayHintParams) -> list[types.InlayHint]:
        uri = params.text_document.uri
        checked = await session.checked(uri) if session.wishes.regions == HINTS else None
        if checked is None:
            return []
        regions = await session.ask(lambda: session.workspace.regions(session.location(uri)))
        found = pages.hints(checked.source, regions, session.encoding)
        wanted = params.range
        return [each for each in found if wanted.start.line <= each.position.line <= wanted.end.line]

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def lens(params: types.CodeLensParams) -> list[types.CodeLens]:
        uri = params.text_document.uri
        checked = await session.checked(uri) if session.wishes.regions == LENSES else None
        if checked is None:
            return []
        regions = await session.ask(lambda: session.workspace.regions(session.location(uri)))
        return pages.lenses(checked.source, regions, session.encoding)


def _result_id(found: Sequence[types.Diagnostic]) -> str:
    """Return what two answers have in common that say the same."""
    import hashlib

    return hashlib.sha256(repr(found).encode("utf-8", "backslashreplace")).hexdigest()[:16]
