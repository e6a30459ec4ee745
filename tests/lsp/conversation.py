"""What an editor and the server say to each other: texts, capabilities, and one function a message."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pytest_lsp")

from lsprotocol import types
from pytest_lsp import ClientServerConfig, client_capabilities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pytest_lsp import LanguageClient

ORDERS = """package shop

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

type Orders struct{}

func (Orders) Place(ctx restate.ObjectContext) error {
	restate.Set(ctx, "🕰", stamp())
	restate.Sleep(ctx, time.Millisecond) //restatelint:ignore ignored-error it is short
	_, err := restate.Run(ctx, func(rc restate.RunContext) (int, error) { return 1, nil })
	return err
}
"""
CLOCK = 'package shop\n\nimport "time"\n\nfunc stamp() time.Time { return time.Now() }\n'
STILL = 'package shop\n\nimport "time"\n\nfunc stamp() time.Time { return time.Unix(0, 0) }\n'
SAFE = """package shop

import (
	"math/rand/v2"

	restate "github.com/restatedev/sdk-go"
)

func (Orders) Log(ctx restate.ObjectContext) error {
	restate.Set(ctx, "one", rand.IntN(6))
	return nil
}

func (Orders) Again(ctx restate.ObjectContext) error {
	restate.Set(ctx, "two", rand.IntN(6))
	return nil
}
"""
CONFIG = ClientServerConfig(server_command=[sys.executable, "-m", "restatelint", "server"])


REQUESTS = (
    types.CLIENT_REGISTER_CAPABILITY,
    types.WORKSPACE_INLAY_HINT_REFRESH,
    types.WORKSPACE_CODE_LENS_REFRESH,
)
"""What a server may ask of a client, and what of that it has asked is kept in ``asked``."""

BREAKING = """
import dataclasses
from restatelint.engine.predicates import PREDICATES
def broken(*_):
    raise RuntimeError("no such thing")
PREDICATES["effect"] = dataclasses.replace(PREDICATES["effect"], ask=broken)
import sys
sys.argv = ["restatelint", "server"]
from restatelint.cli.main import run
run()
"""
BROKEN = ClientServerConfig(server_command=[sys.executable, "-c", BREAKING])


def capabilities(encoding: str = "utf-16", *, pulls: bool = True) -> types.ClientCapabilities:
    given: types.ClientCapabilities = client_capabilities("visual-studio-code")
    given.general = types.GeneralClientCapabilities(
        position_encodings=[types.PositionEncodingKind(encoding), types.PositionEncodingKind.Utf16]
    )
    assert given.text_document is not None
    assert given.workspace is not None
    given.text_document.diagnostic = types.DiagnosticClientCapabilities() if pulls else None
    given.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    given.workspace.inlay_hint = types.InlayHintWorkspaceClientCapabilities(refresh_support=True)
    given.window = types.WindowClientCapabilities(work_done_progress=True)
    return given


def _taking(client: LanguageClient, method: str) -> Callable[[types.RegistrationParams | None], None]:
    # pygls would hand over the client itself as well if what is taken could be one
    def take(_: types.RegistrationParams | None) -> None:
        client.asked.append(method)

    return take


async def begun(
    client: LanguageClient, root: Path, encoding: str = "utf-16", *, pulls: bool = True, **wishes: object
) -> types.InitializeResult:
    client.asked = []
    for method in REQUESTS:
        client.feature(method)(_taking(client, method))

    result: types.InitializeResult = await client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities(encoding, pulls=pulls),
            workspace_folders=[types.WorkspaceFolder(root.as_uri(), "shop")],
            initialization_options=wishes or None,
        )
    )
    return result


def opened(client: LanguageClient, path: Path, text: str | None = None) -> str:
    uri = path.as_uri()
    given = path.read_text(encoding="utf-8") if text is None else text
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "go", 1, given))
    )
    return uri


def edited(client: LanguageClient, uri: str, text: str, version: int = 2) -> None:
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version, uri),
            [types.TextDocumentContentChangeWholeDocument(text)],
        )
    )


def _codes(found: Iterable[types.Diagnostic]) -> list[str]:
    return [str(each.code) for each in found]


async def until(client: LanguageClient, uri: str, rules: list[str]) -> None:
    """Wait until a client that does not ask shows the findings of some rules for a document.

    Nothing is awaited but the state itself: a notification can come before anybody waits for it.
    """

    async def shown() -> None:
        while uri not in client.diagnostics or _codes(client.diagnostics[uri]) != rules:
            await asyncio.sleep(0.01)

    await asyncio.wait_for(shown(), 60)


async def pulled(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    report = await client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    )
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    return list(report.items)


async def rules_in(client: LanguageClient, uri: str) -> list[str]:
    return [str(each.code) for each in await pulled(client, uri)]


def whole(line: int = 0, last: int = 200) -> types.Range:
    return types.Range(types.Position(line, 0), types.Position(last, 0))


async def offered(
    client: LanguageClient, uri: str, range_: types.Range, *only: str
) -> list[types.CodeAction]:
    found = await client.text_document_code_action_async(
        types.CodeActionParams(
            types.TextDocumentIdentifier(uri), range_, types.CodeActionContext([], only=[*only] or None)
        )
    )
    return [each for each in found or () if isinstance(each, types.CodeAction)]


def applied(text: str, edit: types.WorkspaceEdit | None) -> str:
    """Return a text, of code points, with an edit made."""
    assert edit is not None
    assert edit.document_changes is not None
    (change,) = edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]
    for each in sorted(
        change.edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True
    ):
        assert isinstance(each, types.TextEdit)
        start = starts[each.range.start.line] + each.range.start.character
        end = starts[each.range.end.line] + each.range.end.character
        text = text[:start] + each.new_text + text[end:]
    return text
