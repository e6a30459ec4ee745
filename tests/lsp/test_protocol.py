"""What editors say beside texts and findings, each kind of message to the real process."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pytest_lsp")

from lsprotocol import types

from tests.lsp.conversation import (
    CLOCK,
    ORDERS,
    SAFE,
    STILL,
    applied,
    begun,
    edited,
    offered,
    opened,
    pulled,
    rules_in,
    until,
    whole,
)

if TYPE_CHECKING:
    from pytest_lsp import LanguageClient

pytestmark = [pytest.mark.lsp, pytest.mark.asyncio]

SHOP = """package shop

import restate "github.com/restatedev/sdk-go"

type Shop struct{}

func (Shop) Sell(ctx restate.ObjectContext) error {
	return restate.Object[restate.Void](ctx, "Shop", restate.Key(ctx), "Pack").Request(restate.Void{})
}

func (Shop) Pack(ctx restate.ObjectContext) error { return nil }
"""
BOUND = (
    'package shop\n\nimport restate "github.com/restatedev/sdk-go"\n\nvar Bound = restate.Reflect(Shop{})\n'
)


async def until_asked(client: LanguageClient, method: str) -> None:
    """Wait until the server has asked something of the client."""
    while method not in client.asked:
        await asyncio.sleep(0.01)


@pytest.fixture
def shop(module: Path) -> Path:
    (module / "shop.go").write_text(SHOP, encoding="utf-8")
    (module / "bound.go").write_text(BOUND, encoding="utf-8")
    return module


async def test_what_depends_on_other_files_follows_and_the_client_is_told(
    client: LanguageClient, shop: Path
) -> None:
    await begun(client, shop)
    uri = opened(client, shop / "shop.go")
    assert await rules_in(client, uri) == ["self-call"]
    edited(client, uri, "// Package shop sells.\n" + SHOP)
    (moved,) = await pulled(client, uri)
    assert moved.range.start.line == 8, "it has gone along with its line"

    opened(client, shop / "bound.go", "package shop\n")
    while await rules_in(client, uri):
        before = client.diagnostic_refresh_count
        while client.diagnostic_refresh_count == before and await rules_in(client, uri):
            await asyncio.sleep(0.05)


async def test_a_client_that_does_not_pull_is_told_later_too(client: LanguageClient, shop: Path) -> None:
    await begun(client, shop, pulls=False)
    uri = opened(client, shop / "shop.go")
    await until(client, uri, ["self-call"])

    opened(client, shop / "bound.go", "package shop\n")
    await until(client, uri, [])


async def test_several_texts_that_are_not_saved_are_seen_together(
    client: LanguageClient, module: Path
) -> None:
    await begun(client, module)
    orders, log = opened(client, module / "orders.go"), opened(client, module / "log.go")
    helper = opened(client, module / "helper.go", "package shop\n\nfunc later() int { return 0 }\n")
    edited(client, orders, ORDERS.replace("stamp()", "later()"))
    edited(client, log, SAFE.replace("rand.IntN(6)", "later()").replace('"math/rand/v2"', ""))
    assert await rules_in(client, orders) == await rules_in(client, log) == []

    clock = 'package shop\n\nimport "time"\n\nfunc later() int { return time.Now().Second() }\n'
    edited(client, helper, clock)
    assert set(await rules_in(client, orders)) == set(await rules_in(client, log)) == {"wall-clock"}


async def test_folders_come_and_go(client: LanguageClient, module: Path, tmp_path_factory: object) -> None:
    assert isinstance(tmp_path_factory, pytest.TempPathFactory)
    other = tmp_path_factory.mktemp("other")
    (other / "go.mod").write_text("module other\n\nrequire github.com/restatedev/sdk-go v1.2.0\n", "utf-8")
    (other / "restatelint.toml").write_text('ignore = ["wall-clock"]\n', "utf-8")
    for name, text in (("orders.go", ORDERS), ("clock.go", CLOCK)):
        (other / name).write_text(text, encoding="utf-8")
    await begun(client, module)
    uri = opened(client, module / "orders.go")
    added = types.WorkspaceFolder(other.as_uri(), "other")
    client.workspace_did_change_workspace_folders(
        types.DidChangeWorkspaceFoldersParams(types.WorkspaceFoldersChangeEvent([added], []))
    )
    assert await rules_in(client, opened(client, other / "orders.go")) == []
    assert await rules_in(client, uri) == ["wall-clock"]
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams(""))
    assert not found
    client.workspace_did_change_workspace_folders(
        types.DidChangeWorkspaceFoldersParams(types.WorkspaceFoldersChangeEvent([], [added]))
    )
    assert await rules_in(client, uri) == ["wall-clock"]


async def test_files_that_are_not_open_are_checked_if_that_is_wished(
    client: LanguageClient, module: Path
) -> None:
    await begun(client, module, diagnostics="workspace")
    opened(client, module / "orders.go")
    asked = types.WorkspaceDiagnosticParams([])
    report = await client.workspace_diagnostic_async(asked)
    found = {Path(each.uri).name: each for each in report.items}
    assert set(found) == {"clock.go", "log.go"}
    log = found["log.go"]
    assert isinstance(log, types.WorkspaceFullDocumentDiagnosticReport)
    assert {each.code for each in log.items} == {"random"}

    known = [types.PreviousResultId(each.uri, each.result_id or "") for each in report.items]
    again = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known))
    assert {each.kind for each in again.items} == {"unchanged"}
    client.workspace_did_change_configuration(types.DidChangeConfigurationParams({}))
    assert (await client.workspace_diagnostic_async(asked)).items == ()


async def test_commands_fix_a_file_and_explain_a_rule(client: LanguageClient, module: Path) -> None:
    made: list[types.WorkspaceEdit] = []

    @client.feature(types.WORKSPACE_APPLY_EDIT)  # type: ignore[untyped-decorator]
    def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        made.append(params.edit)
        return types.ApplyWorkspaceEditResult(applied=True)

    await begun(client, module, "utf-32")
    uri = opened(client, module / "log.go")
    command = types.ExecuteCommandParams("restatelint.fixAll", [uri])
    assert await client.workspace_execute_command_async(command) is True
    assert "restate.Rand(ctx)" in applied(SAFE, made[0])
    edited(client, uri, applied(SAFE, made[0]))
    assert await client.workspace_execute_command_async(command) is False

    async def page(name: str) -> object:
        asked = types.ExecuteCommandParams("restatelint.explain", [name])
        return await client.workspace_execute_command_async(asked)

    assert str(await page("wall-clock")).startswith("# wall-clock\n")
    assert await page("no-such-rule") is None


async def test_names_of_rules_are_completed_in_directives(client: LanguageClient, module: Path) -> None:
    await begun(client, module)
    uri = opened(client, module / "orders.go")
    line = ORDERS.split("\n")[12]

    async def names(column: int) -> list[str]:
        at = types.Position(12, column)
        params = types.CompletionParams(types.TextDocumentIdentifier(uri), at)
        found = await client.text_document_completion_async(params)
        return [each.label for each in found or ()]

    begin = line.index("ignored-error")
    assert "wall-clock" in await names(begin)
    assert await names(line.index("Sleep")) == []
    assert await names(len(line)) == [], "the reason is the author's"


async def test_services_are_symbols_and_calls_lead_to_their_handlers(
    client: LanguageClient, shop: Path
) -> None:
    await begun(client, shop)
    uri = opened(client, shop / "shop.go")
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("shop"))
    assert [each.name for each in found or ()] == ["Shop", "Shop/Pack", "Shop/Sell"]
    document = types.TextDocumentIdentifier(uri)
    call, handler = types.Position(7, 20), types.Position(10, 13)
    there = await client.text_document_definition_async(types.DefinitionParams(document, call))
    assert [(Path(each.uri).name, each.range.start.line) for each in there] == [("shop.go", 10)]
    context = types.ReferenceContext(include_declaration=False)
    back = await client.text_document_references_async(types.ReferenceParams(context, document, handler))
    assert [(Path(each.uri).name, each.range.start.line) for each in back or ()] == [("shop.go", 7)]
    nowhere = types.DefinitionParams(document, types.Position(0, 0))
    assert not await client.text_document_definition_async(nowhere)


async def test_files_are_made_renamed_and_deleted(client: LanguageClient, module: Path) -> None:
    await begun(client, module)
    uri = opened(client, module / "orders.go")
    assert await rules_in(client, uri) == ["wall-clock"]
    clock, late = module / "clock.go", module / "late.go"
    clock.unlink()
    client.workspace_did_delete_files(types.DeleteFilesParams([types.FileDelete(clock.as_uri())]))
    assert await rules_in(client, uri) == []
    late.write_text(CLOCK, encoding="utf-8")
    client.workspace_did_create_files(types.CreateFilesParams([types.FileCreate(late.as_uri())]))
    assert await rules_in(client, uri) == ["wall-clock"]
    late.rename(clock)
    renamed = types.FileRename(late.as_uri(), clock.as_uri())
    client.workspace_did_rename_files(types.RenameFilesParams([renamed]))
    (found,) = await pulled(client, uri)
    assert any(each.location.uri.endswith("clock.go") for each in found.related_information or ())


async def test_the_client_is_asked_for_its_settings(client: LanguageClient, module: Path) -> None:
    client.set_configuration({"restatelint": {"ignore": ["wall-clock"]}})
    await begun(client, module)
    uri = opened(client, module / "orders.go")
    while await rules_in(client, uri):
        await asyncio.sleep(0.01)

    client.set_configuration({"restatelint": {"preset": "default"}})
    client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    while not await rules_in(client, uri):
        await asyncio.sleep(0.01)
    await asyncio.wait_for(until_asked(client, types.WORKSPACE_INLAY_HINT_REFRESH), 20)


async def test_thirty_kinds_of_messages_in_one_session(client: LanguageClient, shop: Path) -> None:
    """Say everything that a server says it takes, once, and count what was said in either direction."""
    kinds: set[str] = set()
    ask, tell, hear = (
        client.protocol.send_request_async,
        client.protocol.notify,
        client.protocol.handle_message,
    )

    async def asking(method: str, *given: object, **more: object) -> object:
        kinds.add(method)
        return await ask(method, *given, **more)

    def telling(method: str, *given: object, **more: object) -> None:
        kinds.add(method)
        tell(method, *given, **more)

    def hearing(message: object) -> None:
        kinds.add(str(getattr(message, "method", "") or "an answer"))
        hear(message)

    client.protocol.send_request_async, client.protocol.notify = asking, telling
    client.protocol.handle_message = hearing

    await begun(client, shop, regions="hints")
    uri = opened(client, shop / "shop.go")
    document = types.TextDocumentIdentifier(uri)
    at, everything = types.Position(7, 20), whole()
    client.set_trace(types.SetTraceParams(types.TraceValue.Verbose))
    assert await rules_in(client, uri) == ["self-call"]
    edited(client, uri, SHOP + "\n")
    (action, *_) = await offered(client, uri, everything)
    await client.code_action_resolve_async(action)
    await client.text_document_hover_async(types.HoverParams(document, at))
    await client.text_document_document_link_async(types.DocumentLinkParams(document))
    await client.text_document_completion_async(types.CompletionParams(document, at))
    await client.text_document_inlay_hint_async(types.InlayHintParams(document, everything))
    await client.text_document_code_lens_async(types.CodeLensParams(document))
    await client.text_document_definition_async(types.DefinitionParams(document, at))
    context = types.ReferenceContext(include_declaration=True)
    await client.text_document_references_async(types.ReferenceParams(context, document, at))
    await client.workspace_symbol_async(types.WorkspaceSymbolParams(""))
    await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
    await client.workspace_execute_command_async(
        types.ExecuteCommandParams("restatelint.explain", ["random"])
    )
    client.text_document_did_save(types.DidSaveTextDocumentParams(document))
    client.workspace_did_change_configuration(types.DidChangeConfigurationParams({}))
    changed = types.FileEvent((shop / "bound.go").as_uri(), types.FileChangeType.Changed)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
    client.workspace_did_create_files(types.CreateFilesParams([types.FileCreate(changed.uri)]))
    client.workspace_did_rename_files(types.RenameFilesParams([types.FileRename(uri, uri)]))
    client.workspace_did_delete_files(types.DeleteFilesParams([types.FileDelete(changed.uri)]))
    client.workspace_did_change_workspace_folders(
        types.DidChangeWorkspaceFoldersParams(types.WorkspaceFoldersChangeEvent([], []))
    )
    client.cancel_request(types.CancelParams("nothing"))
    client.text_document_did_close(types.DidCloseTextDocumentParams(document))
    await asyncio.wait_for(until_asked(client, types.WORKSPACE_CODE_LENS_REFRESH), 20)
    assert await rules_in(client, opened(client, shop / "clock.go", STILL)) == []
    await client.shutdown_session()
    client.shutdown_session = _nothing

    assert len(kinds - {"an answer"}) >= 30, sorted(kinds)


async def _nothing() -> None:
    """End no session: it has ended."""
