"""The Go code at hand: files and packages, each read and parsed once, when a question leads there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.golang.budget import Budget
from restatelint.golang.calls import Calls
from restatelint.golang.expressions import Expressions
from restatelint.golang.file import File
from restatelint.golang.flow.flow import ValueFlow
from restatelint.golang.members import Members
from restatelint.golang.module import Modules
from restatelint.golang.module_files import module_files
from restatelint.golang.package import Package
from restatelint.golang.typenames import TypeNames
from restatelint.source.position import decoded, encoded
from restatelint.source.tree import source_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from restatelint.golang.kept_files import KeptFiles
    from restatelint.golang.module import Module
    from restatelint.golang.module_files import ModuleFiles
    from restatelint.golang.tree import Query
    from restatelint.golang.types import Library
    from restatelint.source.limits import Limits
    from restatelint.source.text import Source
    from restatelint.source.tree import SourceTree


_CLAUSE = re.compile(rb"^package[ \t]+(\w{1,200})", re.MULTILINE)


_METHOD = re.compile(rb"^func \([^)\n]{0,400}\) (\w{1,200})\(", re.MULTILINE)


class Program:
    """Go files of a source tree and the facts about their names, types and calls.

    A file that nests too deep, or is said to be too complex, is asked nothing and counts as empty.
    ``budget`` says how much may still be asked about the file at hand. Of ``kept`` files it takes what is
    still the same.
    """

    def __init__(
        self,
        tree: SourceTree,
        library: Library,
        limits: Limits,
        queries: Callable[[File], Iterable[Query]] = lambda _: (),
        too_complex: frozenset[str] = frozenset(),
        budget: Budget | None = None,
        kept: KeptFiles | None = None,
    ) -> None:
        self._tree = tree
        self._names = library.package_names()
        self._max_depth = limits.max_depth
        self._queries = queries
        self._too_complex = too_complex
        self.budget = Budget(limits.max_steps) if budget is None else budget
        self._kept = kept
        self._files: dict[str, File | None] = {}
        self._packages: dict[tuple[str, str, bool], Package] = {}
        self._of_files: dict[File, Package] = {}
        self._by_path: dict[str, Package] = {}
        self._imported: dict[tuple[str, str], Package | None] = {}
        self._methods: dict[str, dict[bytes, list[str]]] = {}
        self._with_method: dict[tuple[str, str], tuple[Package, ...]] = {}
        self._clauses: dict[str, dict[str, str]] = {}
        self.library = library
        self.modules = Modules(tree)
        self.typenames = TypeNames(self)
        self.members = Members(self)
        self.expressions = Expressions(self)
        self.calls = Calls(self)
        self.flow = ValueFlow(self)

    def add(self, source: Source) -> File | None:
        """Take a given source in and return its file, or None if it is refused."""
        file = self.unparsed(source)
        return None if file.is_refused else file

    def unparsed(self, source: Source) -> File:
        """Take a given source in and return its file, which is parsed only when asked something."""
        file = self._files.get(source.location)
        if file is None:
            if self._kept is None or source.location in self._too_complex:
                file = self._new(source)
            else:
                file = self._kept.file(source, self.budget, lambda: self._new(source))
            self._files[source.location] = file
        return file

    def _new(self, source: Source) -> File:
        depth = -1 if source.location in self._too_complex else self._max_depth
        return File(source, self._names, depth, self._queries, self.budget)

    @property
    def parsed(self) -> Iterator[File]:
        """The files that a question led to, so that they were parsed."""
        return (file for file in self._files.values() if file is not None and file.parses)

    def file(self, location: str) -> File | None:
        """Return the file at a location, or None if it cannot be read or is refused."""
        file = self._at(location)
        return file if file is not None and not file.is_refused else None

    def _at(self, location: str) -> File | None:
        if location not in self._files:
            source = source_at(self._tree, location)
            if source is None:
                self._files[location] = None
            else:
                self.unparsed(source)
        return self._files[location]

    def package_of(self, file: File) -> Package:
        """Return the package a file belongs to: the files beside it with the same package clause."""
        package = self._of_files.get(file)
        if package is None:
            package = self._of_files[file] = self._package_of(file)
        return package

    def _package_of(self, file: File) -> Package:
        directory = file.source.directory
        key = (directory, file.package_name, file.is_test)
        if key not in self._packages:
            locations = {file.source.location, *self._tree.go_files(directory)}
            files = []
            whole = True
            for location in sorted(locations):
                if location.endswith("_test.go") and not file.is_test:
                    continue
                beside = self._at(location)
                whole = whole and beside is not None
                if beside is not None and beside.package_name == file.package_name:
                    files.append(beside)
            path = self.modules.import_path(directory)
            package = self._packages[key] = Package(path, directory, tuple(files), whole=whole)
            if not self.library.foreign(path):
                self._by_path.setdefault(path, package)
        return self._packages[key]

    def import_path(self, file: File, name: str) -> str | None:
        """Return the import path that a name before a dot stands for in a file, or None.

        An import of the module itself goes by its package clause, which its path need not tell.
        """
        path = file.imports.path(name)
        if path is not None or not file.imports.unnamed:
            return path
        return self._clauses_of(file).get(name)

    def _clauses_of(self, file: File) -> dict[str, str]:
        """Return the import paths of a file's imports of the module itself, by their package clauses."""
        location = file.source.location
        if location not in self._clauses:
            self._clauses[location] = {
                clause: item.path
                for item in file.imports.unnamed
                if (clause := self._clause(self.modules.directory(item.path, file.source.directory)))
            }
        return self._clauses[location]

    def names_of_code(self, file: File) -> frozenset[str]:
        """Return the names before a dot that may stand for a package at hand; nothing is parsed for it."""
        directory = file.source.directory
        paths = {**self._clauses_of(file), **file.imports.named}
        return frozenset(
            name
            for name, path in paths.items()
            if not self.library.foreign(path) and self.modules.directory(path, directory) is not None
        )

    def _clause(self, directory: str | None) -> str:
        """Return the name in the package clause of a directory's first file; nothing is parsed for it."""
        for location in self._tree.go_files(directory) if directory is not None else ():
            if not location.endswith("_test.go"):
                match = _CLAUSE.search(self._tree.read(location) or b"")
                return decoded(match[1]) if match is not None else ""
        return ""

    def imported(self, file: File, path: str) -> Package | None:
        """Return the package that an import path means for a file, if its code is at hand."""
        key = (path, file.source.directory)
        if key not in self._imported:
            foreign = self.library.foreign(path)
            directory = None if foreign else self.modules.directory(path, file.source.directory)
            self._imported[key] = self.package_in(directory) if directory is not None else None
        return self._imported[key]

    def package_in(self, directory: str) -> Package | None:
        """Return the package of a directory: that of its first file that is no test."""
        for location in self._tree.go_files(directory):
            if not location.endswith("_test.go"):
                file = self._at(location)
                if file is not None and file.package_name not in ("", "main"):
                    return self.package_of(file)
        return None

    def files_that_say(self, file: File, *words: bytes) -> ModuleFiles:
        """Return the files of a file's module, without tests, that hold any of the given bytes."""
        return module_files(self, self._tree, file.source.directory, words)

    def packages_that_say(self, file: File, words: bytes) -> list[Package]:
        """Return the packages of a file's module of which some file, no test, holds the given bytes."""
        found: dict[tuple[str, str], Package] = {}
        for each in self.files_that_say(file, words).files:
            found.setdefault((each.source.directory, each.package_name), self.package_of(each))
        return list(found.values())

    def packages_with_method(self, file: File, name: str) -> tuple[Package, ...]:
        """Return the packages of a file's module of which some file, no test, declares such a method.

        The declarations are looked for in the text, once for a module; only files that have one are parsed.
        """
        module = self.modules.nearest(file.source.directory)
        if module is None:
            return (self.package_of(file),)
        key = (module.directory, name)
        if key not in self._with_method:
            if module.directory not in self._methods:
                self._methods[module.directory] = self._method_index(module)
            found: dict[tuple[str, str], Package] = {}
            for location in self._methods[module.directory].get(encoded(name), ()):
                beside = self._at(location)
                if beside is not None:
                    package = self.package_of(beside)
                    found.setdefault((beside.source.directory, beside.package_name), package)
            self._with_method[key] = tuple(found.values())
        return self._with_method[key]

    def _method_index(self, module: Module) -> dict[bytes, list[str]]:
        index: dict[bytes, list[str]] = {}
        for directory in self._tree.directories(module.directory):
            for location in self._tree.go_files(directory):
                data = None if location.endswith("_test.go") else self._tree.read(location)
                for name in set(_METHOD.findall(data)) if data is not None else ():
                    index.setdefault(name, []).append(location)
        return index

    def package(self, path: str) -> Package | None:
        """Return a package already seen, by its import path."""
        return self._by_path.get(path)
