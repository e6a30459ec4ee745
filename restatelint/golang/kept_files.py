"""Parsed files that outlive a program, for one who asks again and again about nearly the same code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.budget import Budget
    from restatelint.golang.file import File
    from restatelint.source.text import Source


class KeptFiles:
    """The newest file of every location, with its tree and all that depends on its text alone.

    For programs with the same rules and limits, one after another: what a file knows of others is forgotten
    when the next one takes it.
    """

    def __init__(self) -> None:
        self._files: dict[str, File] = {}

    def file(self, source: Source, budget: Budget, make: Callable[[], File]) -> File:
        """Return the file of a source: the kept one if that has the same text, else what ``make`` gives."""
        kept = self._files.get(source.location)
        if kept is None or kept.source != source:
            kept = self._files[source.location] = make()
        else:
            kept.begin_again(budget)
        return kept

    def forget(self) -> None:
        """Let go of every file."""
        self._files.clear()
