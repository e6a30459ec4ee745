"""A source tree that remembers what it was asked and, by digests, what it answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.source.store import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.source.origin import Origin
    from restatelint.source.tree import SourceTree

_READ, _FILES, _DIRECTORIES = "read", "files", "directories"
_NOTHING = ""


class RecordedTree:
    """A tree that answers as another does. ``answers`` has a digest for each question, "" for no answer."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self.answers: dict[str, str] = {}

    def read(self, location: str) -> bytes | None:
        """Return a file's bytes, or None."""
        data = self._tree.read(location)
        self.answers[f"{_READ} {location}"] = _NOTHING if data is None else digest(data)
        return data

    def go_files(self, directory: str) -> tuple[str, ...]:
        """Return the ``.go`` files of a directory."""
        found = self._tree.go_files(directory)
        self.answers[f"{_FILES} {directory}"] = _of_names(found)
        return found

    def directories(self, root: str) -> tuple[str, ...]:
        """Return the directories of a module."""
        found = self._tree.directories(root)
        self.answers[f"{_DIRECTORIES} {root}"] = _of_names(found)
        return found

    def display(self, location: str) -> str:
        """Return the path that people are shown."""
        return self._tree.display(location)

    def origin(self, location: str) -> Origin | None:
        """Return where a text comes from."""
        return self._tree.origin(location)


def still_answers(tree: SourceTree, answers: Mapping[str, str], known: Mapping[str, str]) -> bool:
    """Return whether a tree answers every recorded question as it did.

    ``known`` has digests of files that were read already, by location.
    """
    for question, answer in answers.items():
        kind, _, subject = question.partition(" ")
        if kind == _READ:
            now = known.get(subject)
            if now is None:
                data = tree.read(subject)
                now = _NOTHING if data is None else digest(data)
        else:
            now = _of_names(tree.go_files(subject) if kind == _FILES else tree.directories(subject))
        if now != answer:
            return False
    return True


def _of_names(names: tuple[str, ...]) -> str:
    return digest(*(name.encode("utf-8", "surrogateescape") for name in names))
