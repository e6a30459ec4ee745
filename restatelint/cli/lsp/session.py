"""One editor's session: its texts, its wishes, and the single thread in which its questions are answered."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import click
from lsprotocol import types
from pygls import uris

from restatelint.cli.lsp.actions import Actions
from restatelint.cli.lsp.convert import diagnostics, uri_of
from restatelint.cli.lsp.wishes import Wishes, wishes_of
from restatelint.cli.lsp.workspace import Workspace, location_of
from restatelint.engine.finding import NoteKind
from restatelint.engine.toml import DataError
from restatelint.source.position import encoded

if TYPE_CHECKING:
    from collections.abc import Callable

    from pygls.lsp.server import LanguageServer

    from restatelint.cli.lsp.workspace import Checked

_Answer = TypeVar("_Answer")
_FIRST = "restatelint-first"
_WATCHED = ("**/*.go", "**/go.mod", "**/restatelint.toml", "**/.restatelint.toml", "**/pyproject.toml")


class Session:
    """Answers for a client. All that asks the engine is done in one thread, in the order it was asked for."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
        self._root = "/"
        self._pushing: asyncio.Task[None] | None = None
        self._is_first = True
        self._complaint = ""
        self.wishes = Wishes()
        self.workspace = Workspace(self._root, self.wishes.request)

    @property
    def encoding(self) -> str:
        """The unit of positions that the client agreed to."""
        agreed = self._server.workspace.position_encoding
        return types.PositionEncodingKind(agreed or types.PositionEncodingKind.Utf16).value

    @property
    def actions(self) -> Actions:
        """What offers changes."""
        return Actions(self.workspace, self.encoding, self.locate)

    def begin(self, params: types.InitializeParams) -> None:
        """Learn where the code is, and what the client wishes."""
        folder = params.workspace_folders[0].uri if params.workspace_folders else params.root_uri
        self._root = location_of(uris.to_fs_path(folder or "") or ".")
        self.wishes = wishes_of(params.initialization_options)
        self.workspace = Workspace(self._root, self.wishes.request)

    def locate(self, path: str) -> str:
        """Return the location of a path that findings show, which is relative to the workspace."""
        return location_of(path if path.startswith("/") else f"{self._root}/{path}")

    def location(self, uri: str) -> str:
        """Return the location of a document; one that is no file has its address for one."""
        path = uris.to_fs_path(uri) if uri.startswith("file:") else None
        return location_of(path) if path else uri

    def version(self, uri: str) -> int | None:
        """Return the version of an open document."""
        return self._server.workspace.get_text_document(uri).version

    def take(self, uri: str) -> None:
        """Take the text of a document as it is now."""
        text = self._server.workspace.get_text_document(uri).source
        self.workspace.put(self.location(uri), encoded(text))

    async def ask(self, question: Callable[[], _Answer]) -> _Answer:
        """Return an answer of the engine; a question that is cancelled while it waits is never asked."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, question)

    async def checked(self, uri: str) -> Checked | None:
        """Return what is found in a document; of settings that cannot be used the client is told, once."""
        location = self.location(uri)
        token = await self._progress() if self._is_first else None
        try:
            found = await self.ask(lambda: self.workspace.checked(location))
        except (DataError, click.BadParameter) as error:
            self._complain(str(error) if isinstance(error, DataError) else error.format_message())
            return None
        finally:
            if token is not None:
                self._server.work_done_progress.end(token, types.WorkDoneProgressEnd())
        self._complaint = ""
        for note in found.report.notes if found is not None else ():
            if note.kind is NoteKind.INTERNAL_ERROR:
                self._log(f"{note.path}: {note.message}")
        return found

    async def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """Return the diagnostics of a document."""
        found = await self.checked(uri)
        return diagnostics(found, self.encoding, self.locate) if found is not None else []

    async def changed(self, *, elsewhere: bool) -> None:
        """Have the client's view of every open document renewed.

        A client that pulls asks about what it shows by itself; it is told only if something changed
        ``elsewhere``: on disk, in the settings, or what is open.
        """
        capabilities = self._server.client_capabilities
        document, workspace = capabilities.text_document, capabilities.workspace
        if document is not None and document.diagnostic is not None:
            refresh = workspace.diagnostics if workspace is not None else None
            if elsewhere and refresh is not None and refresh.refresh_support:
                self._server.workspace_diagnostic_refresh(None)
            return
        if self._pushing is not None:
            self._pushing.cancel()
        self._pushing = asyncio.create_task(self._push())

    def wish(self, settings: object) -> None:
        """Take other wishes of the client."""
        self.wishes = wishes_of(settings)
        self.workspace.reload(self.wishes.request)

    def watch(self) -> None:
        """Ask the client to tell of files that change on disk, if it can."""
        workspace = self._server.client_capabilities.workspace
        files = workspace.did_change_watched_files if workspace is not None else None
        if files is None or not files.dynamic_registration:
            return
        watchers = [types.FileSystemWatcher(each) for each in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        self._server.client_register_capability(types.RegistrationParams([registration]))

    async def _push(self) -> None:
        for location in self.workspace.open:
            uri = uri_of(location)
            version = self.version(uri)
            found = await self.diagnostics(uri)
            self._server.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, found, version=version)
            )

    async def _progress(self) -> str | None:
        """Say that the module is read for the first time; return the progress, if the client shows it."""
        self._is_first = False
        window = self._server.client_capabilities.window
        if window is None or not window.work_done_progress:
            return None
        token = _FIRST
        await self._server.work_done_progress.create_async(token)
        self._server.work_done_progress.begin(
            token, types.WorkDoneProgressBegin("restatelint reads the module")
        )
        return token

    def _complain(self, message: str) -> None:
        if message != self._complaint:
            self._complaint = message
            text = f"restatelint: {message}"
            self._server.window_show_message(types.ShowMessageParams(types.MessageType.Error, text))

    def _log(self, message: str) -> None:
        self._server.window_log_message(types.LogMessageParams(types.MessageType.Error, message))
