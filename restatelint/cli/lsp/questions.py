"""What a client asks about a document or all of them, each led to what answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from restatelint.cli.lsp import pages
from restatelint.cli.lsp.actions import FIX_ALL
from restatelint.cli.lsp.convert import SOURCE
from restatelint.cli.lsp.wishes import HINTS, LENSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pygls.lsp.server import LanguageServer

    from restatelint.cli.lsp.checked import Checked
    from restatelint.cli.lsp.session import Session
    from restatelint.restate.regions.regions import Region

APPLY_ALL = "restatelint.fixAll"
"""The command that makes all safe fixes of the document whose address it is given."""
EXPLAIN = "restatelint.explain"
"""The command that gives the page of the rule whose name it is given, in Markdown."""


def add_questions(server: LanguageServer, session: Session) -> None:
    """Have a server answer."""
    _add_diagnostics(server, session)
    _add_actions(server, session)
    _add_pages(server, session)
    _add_regions(server, session)


def _add_diagnostics(server: LanguageServer, session: Session) -> None:
    options = types.DiagnosticOptions(
        inter_file_dependencies=True, workspace_diagnostics=True, identifier=SOURCE
    )

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def pull(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        found = await session.diagnostics(params.text_document.uri)
        result = _result_id(found)
        if params.previous_result_id == result:
            return types.RelatedUnchangedDocumentDiagnosticReport(result)
        return types.RelatedFullDocumentDiagnosticReport(found, result_id=result)

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    async def pull_all(params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
        known = {each.uri: each.value for each in params.previous_result_ids}
        items: list[types.WorkspaceDocumentDiagnosticReport] = []
        for uri, found in (await session.everywhere()).items():
            result = _result_id(found)
            if known.get(uri) == result:
                items.append(types.WorkspaceUnchangedDocumentDiagnosticReport(uri, result))
            else:
                items.append(types.WorkspaceFullDocumentDiagnosticReport(uri, found, result_id=result))
        return types.WorkspaceDiagnosticReport(items)


def _add_actions(server: LanguageServer, session: Session) -> None:
    options = types.CodeActionOptions(
        code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True
    )

    async def fix_all(uri: str) -> types.WorkspaceEdit | None:
        location, version = session.location(uri), session.version(uri)
        return await session.ask(lambda: session.actions(uri).fix_all(location, version))

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def offer(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        location, version = session.location(uri), session.version(uri)
        checked = await session.checked(uri)
        if checked is None:
            return []
        return await session.ask(lambda: session.actions(uri).offered(location, checked, version, params))

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        if action.kind == FIX_ALL and isinstance(action.data, dict):
            action.edit = await fix_all(str(action.data.get("uri")))
        return action

    @server.command(APPLY_ALL)
    async def apply_all(uri: str) -> bool:
        edit = await fix_all(uri)
        if edit is None:
            return False
        label = "Fix all that is safe to fix"
        done = await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label))
        return done.applied

    @server.command(EXPLAIN)
    def explain(name: str) -> str | None:
        return pages.page(session.folders.all[0].rules(), name)


def _add_pages(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def explain(params: types.HoverParams) -> types.Hover | None:
        uri = params.text_document.uri
        checked = await session.checked(uri)
        if checked is None:
            return None
        return pages.hover(checked, session.workspace(uri).rules(), params.position, session.client.encoding)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def link(params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        workspace = session.workspace(params.text_document.uri)
        location = session.location(params.text_document.uri)
        source = await session.ask(lambda: workspace.source(location))
        return pages.links(source, workspace.rules(), session.client.encoding) if source is not None else []

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", ","]))
    async def complete(params: types.CompletionParams) -> list[types.CompletionItem]:
        workspace = session.workspace(params.text_document.uri)
        lines = server.workspace.get_text_document(params.text_document.uri).lines
        line = lines[params.position.line] if params.position.line < len(lines) else ""
        return pages.completions(line, workspace.rules(), params.position, session.client.encoding)


def _add_regions(server: LanguageServer, session: Session) -> None:
    async def regions(uri: str) -> tuple[Checked, Sequence[Region]] | None:
        location = session.location(uri)
        checked = await session.checked(uri)
        if checked is None:
            return None
        return checked, await session.ask(lambda: session.workspace(uri).regions(location))

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def hint(params: types.InlayHintParams) -> list[types.InlayHint]:
        found = await regions(params.text_document.uri) if session.wishes.regions == HINTS else None
        hints = pages.hints(found[0].source, found[1], session.client.encoding) if found is not None else []
        wanted = params.range
        return [each for each in hints if wanted.start.line <= each.position.line <= wanted.end.line]

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def lens(params: types.CodeLensParams) -> list[types.CodeLens]:
        found = await regions(params.text_document.uri) if session.wishes.regions == LENSES else None
        return pages.lenses(found[0].source, found[1], session.client.encoding) if found is not None else []


def _result_id(found: Sequence[types.Diagnostic]) -> str:
    """Return what two answers have in common that say the same."""
    import hashlib

    return hashlib.sha256(repr(found).encode("utf-8", "backslashreplace")).hexdigest()[:16]
