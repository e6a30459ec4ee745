"""Nodes that outlive the tree they stand in: facts hold these, and a tree may go when memory is short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from restatelint.golang.file import File


_Holder = TypeVar("_Holder")


class Anchor:
    """A node of a file by its bytes and kind, looked for anew where the file was parsed again since."""

    __slots__ = ("_node", "end", "file", "kind", "start")

    def __init__(self, file: File, node: Node) -> None:
        self.file = file
        self.start = node.start_byte
        self.end = node.end_byte
        self.kind = node.kind_id
        self._node: Node | None = node

    @property
    def node(self) -> Node:
        """The node, in the tree that its file has now."""
        node = self._node
        if node is None:
            node = self._node = self._found()
            self.file.hold(self)
        return node

    def let_go(self) -> None:
        """Forget the node, because its tree goes. What has no bytes could not be found again and stays."""
        if self.end > self.start:
            self._node = None

    def _found(self) -> Node:
        node = self.file.root.descendant_for_byte_range(self.start, self.end)
        while node is not None and node.kind_id != self.kind:
            node = node.parent
        if node is None:
            path = self.file.source.path
            raise LookupError(f"{path}: bytes {self.start} to {self.end} hold other nodes than before")
        return node


class _InFile(Protocol):
    @property
    def file(self) -> File: ...


def anchored(*names: str) -> Callable[[type[_Holder]], type[_Holder]]:
    """Have a dataclass keep its fields of some names, nodes of its ``file`` or None, by their anchors.

    ``file`` must be its first field, and the class must not have slots.
    """

    def decorated(holder: type[_Holder]) -> type[_Holder]:
        for name in names:
            setattr(holder, name, _Anchored(name))
        return holder

    return decorated


def anchor_of(instance: _InFile) -> Anchor:
    """Return the anchor of the field ``node`` of an `anchored` dataclass: where it is needs no tree."""
    anchor: Anchor = vars(instance)["node"]
    return anchor


class _Anchored:
    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: _InFile, owner: type) -> Node | None:
        anchor: Anchor | None = vars(instance)[self._name]
        return anchor.node if anchor is not None else None

    def __set__(self, instance: _InFile, node: Node | None) -> None:
        vars(instance)[self._name] = instance.file.anchor(node) if node is not None else None
