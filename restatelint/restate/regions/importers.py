"""Which packages can name the SDK at all, told from the text of their files.

A type is only named with the import of its package, so code that has a handler's context stands in a package
that imports the SDK or one at hand that does, in any depth. Others hold no code of handlers and need not be
parsed to know it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.source.position import decoded

if TYPE_CHECKING:
    from restatelint.golang.package import Package
    from restatelint.golang.program import Program
    from restatelint.restate.library import Knowledge

_SDK = (b"restatedev/", b"restate-sdk-go")  # in its import path, and in that of a copy
_DECLARATION = re.compile(rb"^(?:func|type|var|const)\b", re.MULTILINE)
_QUOTED = re.compile(rb"[\"`]([^\"`\s]{1,300})[\"`]")


class Importers:
    """Packages of a program that import the SDK or a framework over it, themselves or by others."""

    def __init__(self, program: Program, knowledge: Knowledge) -> None:
        self._program = program
        contexts = {path for path, _ in knowledge.contexts}
        paths = {path.encode() for path in {*knowledge.run_functions, *contexts}}
        self._words = (*_SDK, *sorted(paths))
        self._known: dict[Package, bool] = {}

    def has(self, package: Package) -> bool:
        """Whether a package can name a type of the SDK."""
        if package not in self._known:
            self._known[package] = self._found(package)
        return self._known[package]

    def _found(self, package: Package) -> bool:
        seen, waiting = {package}, [package]
        while waiting:
            each = waiting.pop()
            if self._known.get(each) or any(
                word in f.source.data for f in each.files for word in self._words
            ):
                return True
            below = [] if each in self._known else self._imported(each)
            waiting.extend(other for other in below if other not in seen)
            seen.update(below)
        self._known.update(dict.fromkeys(seen, False))
        return False

    def _names_it(self, package: Package) -> bool:
        return any(word in file.source.data for file in package.files for word in self._words)

    def _imported(self, package: Package) -> list[Package]:
        paths: dict[str, None] = {}
        for file in package.files:
            data = file.source.data
            declaration = _DECLARATION.search(data)
            end = declaration.start() if declaration is not None else len(data)
            if data.find(b"/*", 0, end) >= 0:  # a comment of several lines may hold what looks like one
                end = len(data)
            paths.update(dict.fromkeys(decoded(path) for path in _QUOTED.findall(data, 0, end)))
        found = [self._program.imported(package.files[0], path) for path in paths]
        return [each for each in found if each is not None]
