"""The declarations of one Go package over all its files."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from restatelint.golang.declarations import Function, TypeDeclaration, ValueDeclaration

if TYPE_CHECKING:
    from restatelint.golang.declarations import Declaration
    from restatelint.golang.file import File

_CONSTRAINT = re.compile(rb"^//go:build[ \t]", re.MULTILINE)


class Package:
    """The files of one directory with one package clause.

    ``path`` is the import path, or "" followed by the directory when no go.mod tells it. A name that
    several files declare (two programs in one directory) is the one of the asking file, or the only one in a
    file that is always built, else unknown.
    """

    def __init__(self, path: str, directory: str, files: tuple[File, ...]) -> None:
        self.path = path
        self.directory = directory
        self.files = files

    @cached_property
    def _plain(self) -> dict[str, list[Declaration]]:
        found: dict[str, list[Declaration]] = {}
        for file in self.files:
            for declaration in file.declarations:
                if not (isinstance(declaration, Function) and declaration.receiver):
                    found.setdefault(declaration.name, []).append(declaration)
        return found

    @cached_property
    def methods(self) -> dict[tuple[str, str], list[Function]]:
        """The methods by receiver type and name."""
        found: dict[tuple[str, str], list[Function]] = {}
        for file in self.files:
            for declaration in file.declarations:
                if isinstance(declaration, Function) and declaration.receiver:
                    key = (declaration.receiver, declaration.name)
                    found.setdefault(key, []).append(declaration)
        return found

    def declaration(self, name: str, asking: File | None = None) -> Declaration | None:
        """Return what a name means at the top level of the package, as seen from a file of it."""
        return _one(self._plain.get(name, []), asking)

    def method(self, receiver: str, name: str, asking: File | None = None) -> Function | None:
        """Return a method by the name of its receiver's type."""
        return _one(self.methods.get((receiver, name), []), asking)

    @cached_property
    def _by_receiver(self) -> dict[str, dict[str, Function]]:
        found: dict[str, dict[str, Function]] = {}
        for (receiver, name), methods in self.methods.items():
            found.setdefault(receiver, {})[name] = methods[0]
        return found

    def methods_of(self, receiver: str) -> dict[str, Function]:
        """Return the methods of a type by name."""
        return self._by_receiver.get(receiver, {})

    @cached_property
    def types(self) -> tuple[TypeDeclaration, ...]:
        """Every named type."""
        return tuple(
            declaration
            for file in self.files
            for declaration in file.declarations
            if isinstance(declaration, TypeDeclaration)
        )

    @cached_property
    def values(self) -> tuple[ValueDeclaration, ...]:
        """Every package variable and constant."""
        return tuple(
            declaration
            for file in self.files
            for declaration in file.declarations
            if isinstance(declaration, ValueDeclaration)
        )


def _one(found: list[_D], asking: File | None) -> _D | None:
    if len(found) == 1:
        return found[0]
    for chosen in (
        [declaration for declaration in found if declaration.file is asking],
        [declaration for declaration in found if not _CONSTRAINT.search(declaration.file.source.data)],
    ):
        if len(chosen) == 1:
            return chosen[0]
    return None


if TYPE_CHECKING:
    from typing import TypeVar

    _D = TypeVar("_D", Declaration, Function)
