"""Modules: which directory an import path means, by go.mod, go.work and replace; nothing is fetched."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from restatelint.source.position import decoded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.source.tree import SourceTree

_VERBS = frozenset(
    ("module", "go", "toolchain", "godebug", "require", "exclude", "replace", "retract", "tool", "ignore")
)


@dataclass(frozen=True)
class Module:
    """A go.mod: its module path, its directory, what it requires and what it replaces by a directory.

    ``lines`` gives the 1-based line at which a module is required.
    """

    path: str
    directory: str
    go_mod: str
    required: Mapping[str, str] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)


def parsed_go_mod(location: str, data: bytes) -> Module:
    """Return a go.mod as data; lines that make no sense are passed over, as the file is not ours to judge."""
    directory = posixpath.dirname(location)
    path, required, replaced, lines = "", {}, {}, {}
    for number, verb, words in _directives(decoded(data)):
        if verb == "module" and words:
            path = _unquoted(words[0])
        elif verb == "require" and len(words) >= 2:
            required[_unquoted(words[0])] = words[1]
            lines[_unquoted(words[0])] = number
        elif verb == "replace" and "=>" in words:
            arrow = words.index("=>")
            target = [_unquoted(word) for word in words[arrow + 1 :]]
            if words[:arrow] and target:
                old = _unquoted(words[0])
                if target[0].startswith((".", "/")):
                    replaced[old] = posixpath.normpath(posixpath.join(directory, target[0]))
                elif len(target) > 1:
                    required[old] = target[1]
    return Module(path, directory, location, required, replaced, lines)


def is_go_mod(data: bytes) -> bool:
    """Return whether a text is a go.mod, every line of it."""
    return all(verb in _VERBS for _, verb, _ in _directives(decoded(data)))


def _directives(content: str) -> list[tuple[int, str, list[str]]]:
    found: list[tuple[int, str, list[str]]] = []
    block = ""
    for number, line in enumerate(content.splitlines(), 1):
        words = line.partition("//")[0].split()
        if not words:
            continue
        if block:
            if words[0] == ")":
                block = ""
            else:
                found.append((number, block, words))
        elif words[-1] == "(":
            block = words[0]
        else:
            found.append((number, words[0], words[1:]))
    return found


def _unquoted(word: str) -> str:
    return word.strip('"`')


class Modules:
    """Finds modules and the directories of import paths in a source tree."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._nearest: dict[str, Module | None] = {}
        self._work: dict[str, tuple[str, ...]] = {}

    def nearest(self, directory: str) -> Module | None:
        """Return the module a directory belongs to: the closest go.mod at or above it."""
        passed: list[str] = []
        found: Module | None = None
        while directory not in self._nearest:
            passed.append(directory)
            location = posixpath.join(directory, "go.mod")
            data = self._tree.read(location)
            if data is not None:
                found = parsed_go_mod(location, data)
                break
            parent = posixpath.dirname(directory)
            if parent == directory:
                break
            directory = parent
        else:
            found = self._nearest[directory]
        for each in passed:
            self._nearest[each] = found
        return found

    def import_path(self, directory: str) -> str:
        """Return the import path of a directory, or the directory itself where no go.mod tells it."""
        module = self.nearest(directory)
        if module is None or not module.path:
            return directory
        below = directory[len(module.directory) :].strip("/")
        return f"{module.path}/{below}" if below else module.path

    def directory(self, path: str, asking: str) -> str | None:
        """Return the directory that an import path means for code in the directory ``asking``.

        Only code at hand has one: the asking module, what it replaces by a directory, and the other
        modules of its go.work.
        """
        module = self.nearest(asking)
        if module is None:
            return None
        roots = {module.path: module.directory, **module.replaced}
        for used in self._workspace(module.directory):
            other = self.nearest(used)
            if other is not None and other.directory == used:
                roots.setdefault(other.path, used)
        for prefix in sorted(roots, key=len, reverse=True):
            if prefix and (path == prefix or path.startswith(prefix + "/")):
                directory = posixpath.normpath(roots[prefix] + "/" + path[len(prefix) :])
                owner = self.nearest(directory)
                if owner is not None and owner.directory == roots[prefix]:
                    return directory
        return None

    def _workspace(self, directory: str) -> tuple[str, ...]:
        if directory not in self._work:
            self._work[directory] = self._read_workspace(directory)
        return self._work[directory]

    def _read_workspace(self, directory: str) -> tuple[str, ...]:
        while True:
            data = self._tree.read(posixpath.join(directory, "go.work"))
            if data is not None:
                return tuple(
                    posixpath.normpath(posixpath.join(directory, _unquoted(words[0])))
                    for _, verb, words in _directives(decoded(data))
                    if verb == "use" and words
                )
            parent = posixpath.dirname(directory)
            if parent == directory:
                return ()
            directory = parent
