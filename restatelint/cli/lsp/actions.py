"""What an editor offers to do about findings: their fixes, a directive with a reason, all that is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from restatelint.cli.lsp.convert import byte_range, diagnostic, place_range, replacement, uri_of
from restatelint.engine.finding import Safety
from restatelint.engine.rule import Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from restatelint.cli.lsp.checked import Checked
    from restatelint.cli.lsp.workspace import Workspace
    from restatelint.engine.finding import Finding, Fix
    from restatelint.source.text import Source

FIX_ALL = "source.fixAll.restatelint"
REASON = "say why this is right here"
"""The reason that a directive is written with, to be typed over."""


class Actions:
    """The actions for a text; ``version`` is that of the document that edits are for."""

    def __init__(self, workspace: Workspace, encoding: str, locate: Callable[[str], str]) -> None:
        self._workspace = workspace
        self._encoding = encoding
        self._locate = locate

    def offered(
        self, location: str, checked: Checked, version: int | None, params: types.CodeActionParams
    ) -> list[types.CodeAction]:
        """Return what can be done in a range."""
        offered: list[types.CodeAction] = []
        only = params.context.only
        if wanted(types.CodeActionKind.QuickFix, only):
            engine = {rule.id for rule in checked.report.rules if rule.where is Where.ENGINE}
            for finding in checked.report.active:
                if not _overlap(place_range(finding.place, self._encoding), params.range):
                    continue
                if finding.fix is not None:
                    offered.append(self._fix(checked.source, finding, finding.fix, version))
                if finding.rule not in engine:
                    offered.extend(self._ignore(location, checked.source, finding, version))
        is_fixable = any(each.fix and each.fix.safety is Safety.SAFE for each in checked.report.active)
        if is_fixable and wanted(FIX_ALL, only):
            data = {"uri": params.text_document.uri, "version": version}
            offered.append(types.CodeAction("Fix all that is safe to fix", FIX_ALL, data=data))
        return offered

    def fix_all(self, location: str, version: int | None) -> types.WorkspaceEdit | None:
        """Return the edit that makes every safe fix of a text."""
        made = self._workspace.fixed(location)
        checked = self._workspace.checked(location)
        if made is None or checked is None:
            return None
        return _edit(location, version, [replacement(checked.source, made, self._encoding)])

    def _fix(self, source: Source, finding: Finding, fix: Fix, version: int | None) -> types.CodeAction:
        edits = [
            types.TextEdit(
                byte_range(source, each.start.byte, each.end.byte, self._encoding), each.replacement
            )
            for each in fix.edits
        ]
        is_safe = fix.safety is Safety.SAFE
        return types.CodeAction(
            title=fix.description[:1].upper() + fix.description[1:] + ("" if is_safe else " (unsafe)"),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic(finding, self._encoding, self._locate)],
            is_preferred=is_safe,
            edit=_edit(source.location, version, edits),
        )

    def _ignore(
        self, location: str, source: Source, finding: Finding, version: int | None
    ) -> Iterator[types.CodeAction]:
        made = self._workspace.ignoring(location, finding, REASON)
        if made is not None:
            yield types.CodeAction(
                title=f"Ignore {finding.rule} here, with a reason",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic(finding, self._encoding, self._locate)],
                edit=_edit(location, version, [replacement(source, made, self._encoding)]),
            )


def wanted(kind: str, only: object) -> bool:
    """Return whether a client that asked for some kinds of actions, or for any, wants a kind."""
    if not isinstance(only, (list, tuple)):
        return True
    values = [str(getattr(each, "value", each)) for each in only]
    return any(kind == each or kind.startswith(f"{each}.") or not each for each in values)


def _edit(location: str, version: int | None, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
    document = types.OptionalVersionedTextDocumentIdentifier(uri_of(location), version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [*edits])])


def _overlap(one: types.Range, other: types.Range) -> bool:
    return _key(one.start) <= _key(other.end) and _key(other.start) <= _key(one.end)


def _key(at: types.Position) -> tuple[int, int]:
    return at.line, at.character
