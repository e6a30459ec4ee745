"""Takes an answer that is a program, or several, for a module, which has all services that it means."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from restatelint.judge.compiled import is_whole_text
from restatelint.source.tree import MemoryTree

if TYPE_CHECKING:
    from restatelint.judge.units import Answer

_GO_MOD = "go.mod"
_MODULE = b"module answer.invalid\n"
_MAIN = b"func main("


def as_module(answer: Answer, label: str) -> Answer:
    """Return an answer whose pieces are one module, as a check of the same files would have it.

    That holds if each is a whole file, one of them is a program, and no go.mod says otherwise. Anything else
    may be a part of something that is not shown, and stays as it is.
    """
    sources = [unit.source for unit in answer.units]
    if not any(_MAIN in source.data for source in sources) or not all(map(is_whole_text, sources)):
        return answer
    tree = answer.tree
    if any(tree.read(f"{directory}/{_GO_MOD}") is not None for directory in tree.directories("/")):
        return answer
    files = {source.location.lstrip("/"): source.data for source in sources}
    origins = {path: source.origin for path, source in zip(files, sources, strict=True) if source.origin}
    return dataclasses.replace(answer, tree=MemoryTree({**files, _GO_MOD: _MODULE}, origins, label))
