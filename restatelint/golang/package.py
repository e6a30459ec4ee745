"""The declarations of one Go package over all its files."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from restatelint.golang.declarations import Function, TypeDeclaration, ValueDeclaration
from restatelint.golang.syntax import text

if TYPE_CHECKING:
    from restatelint.golang.declarations import Declaration
    from restatelint.golang.file import File

_CONSTRAINT = re.compile(rb"^//go:build[ \t]", re.MULTILINE)


class Package:
    """The files of one directory with one package clause.

    ``path`` is the import path, or "" followed by the directory when no go.mod tells it. A name that
    several files declare (two programs in one directory) is the one of the asking file, or the only one in a
    file that is always built, else unknown. ``whole`` says that no file of it was left out for its size.
    """

    def __init__(self, path: str, directory: str, files: tuple[File, ...], *, whole: bool = True) -> None:
        self.path = path
        self.directory = directory
        self.files = files
        self.whole = whole
        self._plain: dict[str, list[Declaration]] = {}
        self._methods: dict[tuple[str, str], list[Function]] = {}
        self._by_receiver: dict[str, dict[str, Function]] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that some file declares at the top level, methods apart; all files are parsed."""
        return frozenset(
            declaration.name
            for file in self.files
            for declaration in file.declarations
            if not (isinstance(declaration, Function) and declaration.receiver)
        )

    def declaration(self, name: str, asking: File | None = None) -> Declaration | None:
        """Return what a name means at the top level of the package, as seen from a file of it."""
        if name not in self._plain:
            self._plain[name] = [each for file in self._naming(name) for each in file.declared.plain(name)]
        return _one(self._plain[name], asking)

    def method(self, receiver: str, name: str, asking: File | None = None) -> Function | None:
        """Return a method by the name of its receiver's type."""
        return _one(self.all_methods(receiver, name), asking)

    def all_methods(self, receiver: str, name: str) -> list[Function]:
        """Return the methods of a name that a type has, of which a build takes one."""
        key = (receiver, name)
        if key not in self._methods:
            files = [file for file in self._naming(name) if file.may_receive(receiver)]
            self._methods[key] = [each for file in files for each in file.declared.methods(receiver, name)]
        return self._methods[key]

    def methods_of(self, receiver: str) -> dict[str, Function]:
        """Return the methods of a type by name."""
        if receiver not in self._by_receiver:
            found: dict[str, Function] = {}
            for file in self.files:
                for method in file.declared.methods_of(receiver) if file.may_receive(receiver) else ():
                    found.setdefault(method.name, method)
            self._by_receiver[receiver] = found
        return self._by_receiver[receiver]

    def receivers_with(self, name: str) -> list[str]:
        """Return the names of the types that have a method of their own of some name, in order."""
        found = (receiver for file in self._naming(name) for receiver in file.declared.receivers_with(name))
        return list(dict.fromkeys(found))

    def _naming(self, name: str) -> list[File]:
        # most files of a package need not be parsed for a question about a name
        return [file for file in self.files if file.may_declare(name)]

    @cached_property
    def aliases(self) -> dict[str, list[str]]:
        """The names that types of the package go by as well, by their own."""
        found: dict[str, list[str]] = {}
        for declaration in self.types:
            if declaration.alias and declaration.type.type == "type_identifier":
                found.setdefault(text(declaration.type), []).append(declaration.name)
        return found

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
