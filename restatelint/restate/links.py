"""A link of a chain: a place in code, and what to call it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.anchor import anchor_of, anchored

if TYPE_CHECKING:
    from tree_sitter import Node

    from restatelint.golang.file import File


@anchored("node")
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
        return self.file.source.lines.position(anchor_of(self).start).line
