"""A link of a chain: a place in code, and what to call it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.shown import shown

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import External


@dataclass(frozen=True)
class Link:
    """One step of a chain: a call or statement, and the name of what it leads to.

    ``words`` says what happens there, when it is not a call of ``title``.
    """

    file: File
    node: Node
    title: str
    words: str = ""

    @property
    def line(self) -> int:
        """The 1-based line."""
        return self.file.source.lines.position(self.node.start_byte).line


def foreign_title(program: Program, file: File, call: Node, target: External) -> str:
    """Return what to call a foreign function where it is called: a variable of the module by its own name."""
    called = file.callee(call)
    operand = called.operand if called is not None else None
    path = program.calls.import_path(file, operand) if operand is not None else None
    is_kept = called is not None and path is not None and path != target.path and not target.receiver
    return shown(called.expression) if called is not None and is_kept else target.title
