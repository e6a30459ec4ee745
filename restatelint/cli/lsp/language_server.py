"""The language server, and what tells it of documents, folders and settings; `questions` has the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from restatelint import __version__
from restatelint.cli.lsp.folders import path_of
from restatelint.cli.lsp.outline import add_outline
from restatelint.cli.lsp.questions import add_questions
from restatelint.cli.lsp.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

_GO = types.FileOperationRegistrationOptions(
    [types.FileOperationFilter(types.FileOperationPattern("**/*.go"), scheme="file")]
)


def language_server() -> LanguageServer:
    """Return a server that is ready to be started."""
    server = LanguageServer("restatelint", __version__)
    session = Session(server)
    _add_documents(server, session)
    _add_surroundings(server, session)
    add_questions(server, session)
    add_outline(server, session)
    return server


def _add_documents(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        await session.take(params.text_document.uri)
        await session.changed(params.text_document.uri, elsewhere=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        await session.take(params.text_document.uri)
        await session.changed(params.text_document.uri, elsewhere=False)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        await session.ask(session.folders.look_again)
        await session.changed(params.text_document.uri, elsewhere=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        await session.close(uri)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        await session.changed(elsewhere=True)


def _add_surroundings(server: LanguageServer, session: Session) -> None:
    @server.feature(types.INITIALIZE)
    def begin(params: types.InitializeParams) -> None:
        session.begin(params)

    @server.feature(types.INITIALIZED)
    async def ready(_: types.InitializedParams) -> None:
        session.client.watch()
        await session.ask_wishes()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def wished(params: types.DidChangeConfigurationParams) -> None:
        if params.settings is None:  # the client wants to be asked
            await session.ask_wishes()
        else:
            await session.wish(params.settings)
        session.client.refresh_regions()
        await session.changed(elsewhere=True)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def written(params: types.DidChangeWatchedFilesParams) -> None:
        await _look_again(session, [each.uri for each in params.changes])

    @server.feature(types.WORKSPACE_DID_CREATE_FILES, _GO)
    async def created(params: types.CreateFilesParams) -> None:
        await _look_again(session, [each.uri for each in params.files])

    @server.feature(types.WORKSPACE_DID_RENAME_FILES, _GO)
    async def renamed(params: types.RenameFilesParams) -> None:
        await _look_again(session, [each.new_uri for each in params.files])

    @server.feature(types.WORKSPACE_DID_DELETE_FILES, _GO)
    async def deleted(params: types.DeleteFilesParams) -> None:
        await _look_again(session, [each.uri for each in params.files])

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def moved(params: types.DidChangeWorkspaceFoldersParams) -> None:
        closed = [path_of(each.uri) for each in params.event.removed]
        added = [path_of(each.uri) for each in params.event.added]
        await session.ask(lambda: session.folders.become(closed, added))
        await session.changed(elsewhere=True)


async def _look_again(session: Session, uris: Sequence[str]) -> None:
    """Have what changed on disk seen; settings and rules are read anew if it is more than Go."""
    is_go = all(each.endswith(".go") for each in uris)
    await session.ask(session.folders.look_again if is_go else session.folders.reload)
    await session.changed(elsewhere=True)
