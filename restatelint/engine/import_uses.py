"""Which imports of a file are used, and which would not be after some edits."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import qualifiers, text
from restatelint.restate.repairs.written.imported import name_of
from restatelint.source.position import encoded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restatelint.engine.import_edits import Span
    from restatelint.golang.file import File
    from restatelint.golang.imports import Import
    from restatelint.golang.tree import Node


def unused_after(file: File, edits: Iterable[Span]) -> list[Import]:
    """Return the imports that are used now and would not be after some edits."""
    spans = list(edits)
    return [
        each
        for each in file.imports.all
        if each.name not in (".", "_") and _loses_last_use(file, name_of(file, each), spans)
    ]


def _loses_last_use(file: File, name: str, spans: list[Span]) -> bool:
    word, data = encoded(name), file.source.data
    if all(data.find(word, start, end + len(word)) < 0 for start, end, _ in spans):
        return False
    found = uses_of(file, name)
    is_kept = any(not any(start <= use.start_byte < end for start, end, _ in spans) for use in found)
    return bool(found) and not is_kept and not any(f"{name}." in new for _, _, new in spans)


@lru_cache(maxsize=16)
def uses_of(file: File, name: str) -> tuple[Node, ...]:
    """Return the places of a file that use a package by a name; kept, as each fix of a file asks."""
    found = qualifiers(file.root)
    return tuple(node for node in found if text(node) == name and binding_of(file, node) is None)
