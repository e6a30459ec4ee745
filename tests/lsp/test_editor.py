"""The language server as editors meet it: a process, asked over its standard input and output."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pytest_lsp")

from lsprotocol import types
from pytest_lsp import LanguageClient

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


async def test_what_it_can_do_is_said(client: LanguageClient, module: Path) -> None:
    found = (await begun(client, module)).capabilities

    assert found.position_encoding == "utf-16"
    assert found.diagnostic_provider is not None
    assert found.diagnostic_provider.inter_file_dependencies
    for each in (
        found.hover_provider,
        found.code_action_provider,
        found.document_link_provider,
        found.code_lens_provider,
        found.inlay_hint_provider,
    ):
        assert each is not None


async def test_a_finding_has_its_rule_its_page_and_its_chain(client: LanguageClient, module: Path) -> None:
    await begun(client, module)
    (found,) = await pulled(client, opened(client, module / "orders.go"))

    assert found.code == "wall-clock"
    assert found.source == "restatelint"
    assert found.severity is types.DiagnosticSeverity.Error
    assert "\nhelp: " in found.message
    assert found.code_description is not None
    assert found.code_description.href.endswith("/rules/determinism/wall-clock/README.md")
    related = [(Path(each.location.uri).name, each.message) for each in found.related_information or ()]
    assert ("orders.go", "1. calls stamp") in related
    assert ("clock.go", "2. calls time.Now") in related


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 26), ("utf-16", 24), ("utf-32", 23)])
async def test_positions_are_in_the_unit_that_was_agreed(
    client: LanguageClient, module: Path, encoding: str, column: int
) -> None:
    result = await begun(client, module, encoding)
    (found,) = await pulled(client, opened(client, module / "orders.go"))

    assert result.capabilities.position_encoding == encoding
    assert (found.range.start.line, found.range.start.character) == (11, column)
    assert found.range.end.character == column + len("stamp()")


async def test_texts_that_are_not_saved_are_checked_and_seen_by_others(
    client: LanguageClient, module: Path
) -> None:
    await begun(client, module)
    orders = opened(client, module / "orders.go")
    clock = opened(client, module / "clock.go", STILL)
    assert await rules_in(client, orders) == []

    edited(client, clock, CLOCK)
    assert await rules_in(client, orders) == ["wall-clock"]
    edited(client, orders, ORDERS.replace("stamp()", "1"), 2)
    assert await rules_in(client, orders) == []
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(orders)))
    assert await rules_in(client, opened(client, module / "orders.go")) == ["wall-clock"], (
        "the disk counts again"
    )


async def test_a_file_that_is_only_in_the_editor_is_part_of_its_package(
    client: LanguageClient, module: Path
) -> None:
    (module / "clock.go").unlink()
    await begun(client, module)
    orders = opened(client, module / "orders.go")
    assert await rules_in(client, orders) == []

    opened(client, module / "new.go", CLOCK)
    assert await rules_in(client, orders) == ["wall-clock"]


async def test_ranges_of_edits_are_understood(client: LanguageClient, module: Path) -> None:
    await begun(client, module)
    uri = opened(client, module / "orders.go")
    change = types.TextDocumentContentChangePartial(
        types.Range(types.Position(11, 24), types.Position(11, 31)), "1"
    )
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, uri), [change])
    )

    assert await rules_in(client, uri) == []


async def test_an_answer_that_says_the_same_is_not_sent_again(client: LanguageClient, module: Path) -> None:
    await begun(client, module)
    uri = opened(client, module / "orders.go")
    first = await client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    )
    again = await client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri), previous_result_id=first.result_id)
    )

    assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport)


async def test_a_client_that_does_not_pull_is_sent_diagnostics(client: LanguageClient, module: Path) -> None:
    await begun(client, module, pulls=False)
    uri = opened(client, module / "orders.go")
    await until(client, uri, ["wall-clock"])

    opened(client, module / "clock.go", STILL)
    await until(client, uri, [])


async def test_a_fix_says_whether_it_is_safe_and_does_what_it_says(
    client: LanguageClient, module: Path
) -> None:
    await begun(client, module, "utf-32")
    log = opened(client, module / "log.go")
    fix, _ = [each for each in await offered(client, log, whole(), "quickfix") if each.is_preferred]
    mended = applied(SAFE, fix.edit)
    assert 'restate.Set(ctx, "one", restate.Rand(ctx)' in mended

    orders = opened(client, module / "orders.go")
    titles = [each.title for each in await offered(client, orders, whole(), "quickfix")]
    assert any(each.endswith("(unsafe)") for each in titles)


async def test_a_finding_is_ignored_with_a_reason(client: LanguageClient, module: Path) -> None:
    await begun(client, module, "utf-32")
    uri = opened(client, module / "orders.go")
    (ignore,) = [each for each in await offered(client, uri, whole()) if each.title.startswith("Ignore")]
    edited(client, uri, applied(ORDERS, ignore.edit))

    assert await rules_in(client, uri) == []


async def test_all_that_is_safe_is_fixed_at_once(client: LanguageClient, module: Path) -> None:
    await begun(client, module, "utf-32")
    uri = opened(client, module / "log.go")
    (action,) = await offered(client, uri, whole(), "source.fixAll")
    assert action.edit is None, "it is worked out when it is wanted"
    resolved = await client.code_action_resolve_async(action)
    edited(client, uri, applied(SAFE, resolved.edit))

    assert await rules_in(client, uri) == []
    assert await offered(client, uri, whole(), "source.fixAll") == []


async def test_nothing_is_offered_where_nothing_is_found(client: LanguageClient, module: Path) -> None:
    await begun(client, module)
    uri = opened(client, module / "orders.go")

    assert await offered(client, uri, whole(0, 5), "quickfix") == []
    assert await offered(client, uri, whole(), "refactor") == []


async def test_the_rule_is_explained_where_it_reports_and_where_it_is_named(
    client: LanguageClient, module: Path
) -> None:
    await begun(client, module)
    uri = opened(client, module / "orders.go")

    async def text(line: int, column: int) -> str:
        hover = await client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, column))
        )
        return (
            hover.contents.value
            if hover is not None and isinstance(hover.contents, types.MarkupContent)
            else ""
        )

    assert (await text(11, 25)).startswith("# wall-clock")
    column = ORDERS.split("\n")[12].index("ignored-error")
    assert (await text(12, column)).startswith("# ignored-error")
    assert await text(0, 0) == ""


async def test_names_of_rules_in_directives_are_links(client: LanguageClient, module: Path) -> None:
    await begun(client, module)
    uri = opened(client, module / "orders.go")
    found = await client.text_document_document_link_async(
        types.DocumentLinkParams(types.TextDocumentIdentifier(uri))
    )

    assert [(each.range.start.line, (each.target or "").split("/")[-2]) for each in found or ()] == [
        (12, "ignored-error")
    ]


async def test_regions_are_shown_if_that_is_wished(client: LanguageClient, module: Path) -> None:
    await begun(client, module, regions="hints")
    uri = opened(client, module / "orders.go")
    asked = types.InlayHintParams(types.TextDocumentIdentifier(uri), whole())
    found = await client.text_document_inlay_hint_async(asked)
    assert [(each.position.line, each.label) for each in found or ()] == [
        (10, "runs again on replay"),
        (13, "runs once"),
    ]
    lens = types.CodeLensParams(types.TextDocumentIdentifier(uri))
    assert await client.text_document_code_lens_async(lens) == ()

    client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams({"restatelint": {"regions": "lenses"}})
    )
    lenses = await client.text_document_code_lens_async(lens)
    assert [each.command.title for each in lenses or () if each.command] == [
        "runs again on replay",
        "runs once",
    ]
    assert await client.text_document_inlay_hint_async(asked) == ()


async def test_settings_of_the_editor_and_of_files_are_read_anew(
    client: LanguageClient, module: Path
) -> None:
    await begun(client, module)
    uri = opened(client, module / "orders.go")
    assert await rules_in(client, uri) == ["wall-clock"]
    client.workspace_did_change_configuration(types.DidChangeConfigurationParams({"ignore": ["wall-clock"]}))
    assert await rules_in(client, uri) == []
    client.workspace_did_change_configuration(types.DidChangeConfigurationParams({}))
    assert await rules_in(client, uri) == ["wall-clock"]

    settings = module / "restatelint.toml"
    settings.write_text('ignore = ["wall-clock"]\n', encoding="utf-8")
    client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams([types.FileEvent(settings.as_uri(), types.FileChangeType.Created)])
    )
    assert await rules_in(client, uri) == []


async def test_wrong_settings_are_said(client: LanguageClient, module: Path) -> None:
    (module / "restatelint.toml").write_text("preset = 'strickt'\n", encoding="utf-8")
    await begun(client, module)
    uri = opened(client, module / "orders.go")

    assert await rules_in(client, uri) == ["not-checked"], "what is not checked must not look clean"
    assert [each.type for each in client.messages] == [types.MessageType.Error]
    assert "strickt" in client.messages[0].message


async def test_a_rule_that_raises_costs_only_itself_and_is_said(
    broken_client: LanguageClient, module: Path
) -> None:
    await begun(broken_client, module)
    found = await pulled(broken_client, opened(broken_client, module / "orders.go"))

    assert any("raised RuntimeError: no such thing" in each.message for each in broken_client.log_messages)
    assert any(each.message.startswith("internal error: rule ") for each in found)


async def test_what_is_not_checked_does_not_look_clean(client: LanguageClient, module: Path) -> None:
    await begun(client, module)
    deep = f'package shop\n\nimport _ "github.com/restatedev/sdk-go"\n\nvar x = {"(" * 600}1{")" * 600}\n'
    (found,) = await pulled(client, opened(client, module / "deep.go", deep))

    assert found.message.startswith("not checked: nested deeper")


async def test_the_first_reading_shows_progress(client: LanguageClient, module: Path) -> None:
    await begun(client, module)
    await pulled(client, opened(client, module / "orders.go"))

    assert [each.kind for each in client.progress_reports["restatelint-first"]] == ["begin", "end"]


async def test_a_request_can_be_cancelled(client: LanguageClient, module: Path) -> None:
    await begun(client, module)
    uri = opened(client, module / "orders.go")
    asked = [
        asyncio.ensure_future(
            client.text_document_diagnostic_async(
                types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
            )
        )
        for _ in range(3)
    ]
    await asyncio.sleep(0)
    identifier = next(reversed(client.protocol._request_futures))
    client.cancel_request(types.CancelParams(identifier))
    done = await asyncio.gather(*asked, return_exceptions=True)

    assert [type(each).__name__ for each in done].count("RelatedFullDocumentDiagnosticReport") == 2
    assert any("cancel" in str(each).lower() for each in done if isinstance(each, BaseException))
    assert await rules_in(client, uri) == ["wall-clock"]
