"""One editor's session: its texts, its wishes, and what it is told without having asked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

import click
from lsprotocol import types
from pygls import uris

from restatelint.cli.lsp.actions import Actions
from restatelint.cli.lsp.asking import Asking
from restatelint.cli.lsp.client import Client
from restatelint.cli.lsp.convert import diagnostics, unchecked, uri_of
from restatelint.cli.lsp.folders import Folders, path_of
from restatelint.cli.lsp.wishes import Wishes, wishes_of
from restatelint.cli.lsp.workspace import location_of
from restatelint.engine.finding import NoteKind
from restatelint.engine.toml import DataError
from restatelint.source.position import encoded

if TYPE_CHECKING:
    from collections.abc import Callable

    from pygls.lsp.server import LanguageServer

    from restatelint.cli.lsp.checked import Checked
    from restatelint.cli.lsp.workspace import Workspace
    from restatelint.golang.budget import Budget

_Answer = TypeVar("_Answer")
_FIRST = "restatelint-first"
_IDLE_SECONDS = 0.3
"""How long nothing must happen before all that depends on an edit is asked about."""


class Session:
    """Answers for a client. All that asks the engine is done in one thread, in the order it was asked for."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self.client = Client(server)
        self._asking = Asking()
        self._telling: asyncio.Task[None] | None = None
        self._is_first = True
        self._uris: dict[str, str] = {}
        self.wishes = Wishes()
        self.folders = Folders(self.wishes.request)

    def begin(self, params: types.InitializeParams) -> None:
        """Learn where the code is, and what the client wishes."""
        given = [each.uri for each in params.workspace_folders or ()] or [params.root_uri or ""]
        self.wishes = wishes_of(params.initialization_options)
        self.folders = Folders(self.wishes.request, map(path_of, given))

    def location(self, uri: str) -> str:
        """Return the location of a document; one that is no file has its address for one."""
        path = uris.to_fs_path(uri) if uri.startswith("file:") else None
        return location_of(path) if path else uri

    def workspace(self, uri: str) -> Workspace:
        """Return the workspace that a document is in."""
        return self.folders.of(self.location(uri))

    def version(self, uri: str) -> int | None:
        """Return the version of an open document."""
        return self._server.workspace.get_text_document(uri).version

    async def take(self, uri: str) -> None:
        """Take the text of a document as it is now."""
        location, data = self.location(uri), encoded(self._server.workspace.get_text_document(uri).source)
        self._uris[location] = uri
        await self.ask(lambda: self.folders.put(location, data))

    async def close(self, uri: str) -> None:
        """Forget the text of a document: what is on disk counts again."""
        location = self.location(uri)
        self._uris.pop(location, None)
        await self.ask(lambda: self.folders.close(location))

    def actions(self, uri: str) -> Actions:
        """Return what offers changes of a document."""
        location = self.location(uri)
        return Actions(
            self.folders.of(location), self.client.encoding, lambda path: self.folders.locate(path, location)
        )

    async def ask(self, question: Callable[[], _Answer]) -> _Answer:
        """Return an answer of the engine; a question that is cancelled is not asked, or ended."""

        def answer(budget: Budget) -> _Answer:
            self.folders.give(budget)
            return question()

        return await self._asking.ask(answer)

    async def between(self, work: Callable[[], _Answer]) -> _Answer:
        """Return what some long work gives, begun again where questions about single documents end it."""

        def answer(budget: Budget) -> list[_Answer]:
            self.folders.give(budget)
            return [work()]

        while (found := await self._asking.between(answer)) is None:
            await asyncio.sleep(_IDLE_SECONDS)
        return found[0]

    async def checked(self, uri: str) -> Checked | None:
        """Return what is found in a document; of settings that cannot be used the client is told, once."""
        location = self.location(uri)
        is_first, self._is_first = self._is_first, False
        is_shown = is_first and await self.client.begin_progress(_FIRST, "restatelint reads the module")
        try:
            found = await self.ask(lambda: self.folders.of(location).checked(location))
        except (DataError, click.BadParameter) as error:
            self._complain(error)
            return None
        finally:
            if is_first:
                self._asking.set_aside()
            if is_shown:
                self.client.end_progress(_FIRST)
        self.client.complain("")
        for note in found.report.notes if found is not None else ():
            if note.kind is NoteKind.INTERNAL_ERROR:
                self.client.log(f"{note.path}: {note.message}")
        return found

    async def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """Return the diagnostics of a document, as soon as they can be told."""
        found = await self.checked(uri)
        self._tell_later()
        return self._diagnostics(found, uri)

    async def everywhere(self) -> dict[str, list[types.Diagnostic]]:
        """Return the diagnostics of every file that is not open, if that is wished; by their addresses."""
        if not self.wishes.everywhere:
            return {}
        found = await self.between(self.folders.everywhere)
        by_address = {uri_of(location): each for location, each in found.items()}
        return {uri: self._diagnostics(each, uri) for uri, each in by_address.items()}

    async def changed(self, uri: str = "", *, elsewhere: bool) -> None:
        """Have the client's view of every open document renewed, that of one before all others.

        A client that pulls asks about what it shows by itself; it is told only if something changed
        ``elsewhere``: on disk, in the settings, or what is open.
        """
        if self._telling is not None:
            self._telling.cancel()
            self._telling = None
        if self.client.pulls:
            if elsewhere:
                self.client.refresh()
        elif uri:
            await self._publish(self.location(uri))
        self._tell_later()

    async def wish(self, settings: object) -> None:
        """Take other wishes of the client."""
        self.wishes = wishes_of(settings)
        await self.ask(lambda: self.folders.reload(self.wishes.request))

    async def ask_wishes(self) -> None:
        """Ask the client for its wishes, if it can be asked."""
        wishes = await self.client.wishes()
        if wishes:
            await self.wish(wishes)

    def _diagnostics(self, found: Checked | None, uri: str) -> list[types.Diagnostic]:
        if found is None:
            return [unchecked(self.client.complaint)] if self.client.complaint else []
        location = self.location(uri)
        return diagnostics(found, self.client.encoding, lambda path: self.folders.locate(path, location))

    def _tell_later(self) -> None:
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        """When nothing happens for a while, ask every rule about every open text, and tell what differs."""
        while not self.folders.is_settled():
            await asyncio.sleep(_IDLE_SECONDS)

            def settle(budget: Budget) -> list[str]:
                self.folders.give(budget)
                return self.folders.settle()

            try:
                different = await self._asking.between(settle)
            except (DataError, click.BadParameter) as error:
                self._complain(error)
                return
            if different is not None:
                await self._tell_of(different)
                return

    async def _tell_of(self, different: list[str]) -> None:
        if not self.client.pulls:
            for location in different:
                await self._publish(location)
        elif different:
            self.client.refresh()

    async def _publish(self, location: str) -> None:
        uri = self._uris.get(location)
        if uri is None:
            return
        version = self.version(uri)
        found = await self.checked(uri)
        if location in self._uris and self.version(uri) == version:
            self._server.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, self._diagnostics(found, uri), version=version)
            )

    def _complain(self, error: DataError | click.BadParameter) -> None:
        self.client.complain(str(error) if isinstance(error, DataError) else error.format_message())
