"""What the client is told or asked without having asked itself, as far as it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

_WATCHED = ("**/*.go", "**/go.mod", "**/restatelint.toml", "**/.restatelint.toml", "**/pyproject.toml")


class Client:
    """The client of a server."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._complaint = ""
        self._logged: set[str] = set()

    @property
    def encoding(self) -> str:
        """The unit of positions that it agreed to."""
        agreed = self._server.workspace.position_encoding
        return types.PositionEncodingKind(agreed or types.PositionEncodingKind.Utf16).value

    @property
    def pulls(self) -> bool:
        """Whether it asks for diagnostics; else they are sent."""
        document = self._server.client_capabilities.text_document
        return document is not None and document.diagnostic is not None

    @property
    def _workspace(self) -> types.WorkspaceClientCapabilities:
        return self._server.client_capabilities.workspace or types.WorkspaceClientCapabilities()

    def refresh(self) -> None:
        """Have it ask again about all diagnostics that it shows."""
        diagnostics = self._workspace.diagnostics
        if diagnostics is not None and diagnostics.refresh_support:
            self._server.workspace_diagnostic_refresh(None)

    def refresh_regions(self) -> None:
        """Have it ask again about hints and lenses."""
        hints, lenses = self._workspace.inlay_hint, self._workspace.code_lens
        if hints is not None and hints.refresh_support:
            self._server.workspace_inlay_hint_refresh(None)
        if lenses is not None and lenses.refresh_support:
            self._server.workspace_code_lens_refresh(None)

    async def wishes(self) -> object:
        """Return what it has set for this tool, None if it cannot be asked or has set nothing."""
        if not self._workspace.configuration:
            return None
        item = types.ConfigurationItem(section="restatelint")
        answers = await self._server.workspace_configuration_async(types.ConfigurationParams([item]))
        return answers[0] if answers else None

    def watch(self) -> None:
        """Ask it to tell of files that change on disk."""
        files = self._workspace.did_change_watched_files
        if files is None or not files.dynamic_registration:
            return
        watchers = [types.FileSystemWatcher(each) for each in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        self._server.client_register_capability(types.RegistrationParams([registration]))

    async def begin_progress(self, token: str, title: str) -> bool:
        """Show that something takes its time; returns whether it is shown, and so has to be ended."""
        window = self._server.client_capabilities.window
        if window is None or not window.work_done_progress:
            return False
        await self._server.work_done_progress.create_async(token)
        self._server.work_done_progress.begin(token, types.WorkDoneProgressBegin(title))
        return True

    def end_progress(self, token: str) -> None:
        """Show that it is done."""
        self._server.work_done_progress.end(token, types.WorkDoneProgressEnd())

    @property
    def complaint(self) -> str:
        """What it was told last that keeps everything from being checked, "" while nothing does."""
        return self._complaint

    def complain(self, message: str) -> None:
        """Tell it what is wrong, once; with "" nothing is any more."""
        if message and message != self._complaint:
            text = f"restatelint: {message}"
            self._server.window_show_message(types.ShowMessageParams(types.MessageType.Error, text))
        self._complaint = message

    def log(self, message: str) -> None:
        """Tell it of a fault of this tool, once."""
        if message not in self._logged:
            self._logged.add(message)
            self._server.window_log_message(types.LogMessageParams(types.MessageType.Error, message))
