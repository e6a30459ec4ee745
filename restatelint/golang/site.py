"""A node together with the file that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node


class Site(NamedTuple):
    """A place in code."""

    file: File
    node: Node

    @property
    def start(self) -> int:
        """The first byte, 0-based."""
        return self.node.start_byte

    @property
    def end(self) -> int:
        """The byte behind it, 0-based."""
        return self.node.end_byte
