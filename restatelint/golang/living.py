"""Which trees are at hand, and what facts keep only as long as these are."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from restatelint.golang.file import File

_K = TypeVar("_K")
_V = TypeVar("_V")


class Living:
    """The files of a program that are parsed now, and the answers that hold nodes of them.

    A tree takes some thirty times the bytes of its file, and answers as much again. ``limit`` is how many
    bytes of files may be parsed when nobody is at work: more than that, and `rest` lets go of all. ``size``
    is how many are.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._files: list[File] = []
        self.size = 0
        self._clear: list[Callable[[], None]] = []
        self._may_rest = False

    def parsed(self, file: File) -> None:
        """Count a file whose tree is at hand from now on."""
        self._files.append(file)
        self.size += len(file.source.data)

    def kept(self) -> dict[_K, _V]:
        """Return a dictionary for answers that hold nodes, or go by their ids; it is empty after a rest."""
        known: dict[_K, _V] = {}
        self._clear.append(known.clear)
        return known

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Say that nobody holds a node between the steps of what follows, except by its anchor."""
        before, self._may_rest = self._may_rest, True
        try:
            yield
        finally:
            self._may_rest = before

    @contextmanager
    def borrowing(self) -> Iterator[None]:
        """Let go afterwards of what is parsed meanwhile, if that is too much; no node of it may be kept."""
        first, before = len(self._files), self.size
        yield
        if self.size > self.limit:
            for file in self._files[first:]:
                file.release()
            del self._files[first:]
            self.size = before

    def rest(self) -> None:
        """Let go of all trees if they are too many and nobody is at work."""
        if not self._may_rest or self.size <= self.limit:
            return
        for file in self._files:
            file.release()
        for clear in self._clear:
            clear()
        self._files.clear()
        self.size = 0
