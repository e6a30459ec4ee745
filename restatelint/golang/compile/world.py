"""What a name of a file means to the compiler: something local, of the package, imported, or Go's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.compile.scopes import names_of
from restatelint.golang.compile.standard import standard_package
from restatelint.golang.imports import likely_names
from restatelint.golang.syntax import text

if TYPE_CHECKING:
    from restatelint.golang.compile.names import Local, Names
    from restatelint.golang.declarations import Declaration
    from restatelint.golang.file import File
    from restatelint.golang.imports import Import
    from restatelint.golang.package import Package
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

# fmt: off
TYPES = frozenset({
    "any", "bool", "byte", "comparable", "complex128", "complex64", "error", "float32", "float64", "int",
    "int16", "int32", "int64", "int8", "rune", "string", "uint", "uint16", "uint32", "uint64", "uint8",
    "uintptr",
})
# fmt: on
# fmt: off
FUNCTIONS = frozenset({
    "append", "cap", "clear", "close", "complex", "copy", "delete", "imag", "len", "make", "max", "min",
    "new", "panic", "print", "println", "real", "recover",
})
# fmt: on
_UNIVERSE = TYPES | FUNCTIONS | {"true", "false", "iota", "nil"}


class Imported(NamedTuple):
    """A package that a file imports under a name."""

    path: str


class Universal(NamedTuple):
    """A name that Go declares itself."""

    name: str


class Several(NamedTuple):
    """A name that the package declares more than once, in files for different systems perhaps."""

    name: str


class World:
    """The files and packages of a program, with Go's own, as the compiler would see them."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._names: dict[File, Names] = {}
        self._outer: dict[File, dict[str, Declaration | Imported | Universal | Several | None]] = {}

    def names(self, file: File) -> Names:
        """Return the names of a file, found when first asked for."""
        if file not in self._names:
            file.budget.spend(len(file.tree.kinds) // 8)
            self._names[file] = names_of(file.tree)
        return self._names[file]

    def package(self, file: File) -> Package:
        """Return the package of a file, be it Go's own."""
        location = file.source.location
        if location.startswith("/standard/") and location.endswith(".txt"):
            path = location.removeprefix("/standard/").removesuffix(".txt").replace("_", "/")
            own = standard_package(path)
            if own is not None:
                return own
        return self.program.package_of(file)

    def is_whole(self, package: Package) -> bool:
        """Whether all that a package declares can be read: no file is too large, and each is Go."""
        return package.whole and not any(each.tree.has_error for each in package.files)

    def package_of_type(self, file: File, asking: File) -> Package | None:
        """Return the package with the methods of a type of a file, as another file sees them.

        Tests of a package may add some, which nobody else sees: to tests from outside they are unknown.
        """
        package = self.package(file)
        if not asking.is_test or is_standard(asking):
            return package
        if asking.source.directory == file.source.directory and asking.package_name == file.package_name:
            return self.package(asking)
        return None if asking.package_name == f"{file.package_name}_test" else package

    def imported(self, file: File, path: str) -> Package | None:
        """Return a package that a file imports, if what it exports is known.

        What a package exports to its own tests alone is not.
        """
        package = self.program.imported(file, path) or standard_package(path)
        if package is None or not package.files:
            return None
        return None if file.package_name == f"{package.files[0].package_name}_test" else package

    def meaning(self, file: File, node: Node) -> Local | Declaration | Imported | Universal | Several | None:
        """Return what a name means where it stands, None if nothing at hand declares it."""
        local = self.names(file).uses.get(node.id) if not is_standard(file) else None
        return local if local is not None else self.outer(file, text(node))

    def outer(self, file: File, name: str) -> Declaration | Imported | Universal | Several | None:
        """Return what a name means that is not local, None if nothing at hand declares it."""
        known = self._outer.setdefault(file, {})
        if name not in known:
            known[name] = self._found(file, name)
        return known[name]

    def _found(self, file: File, name: str) -> Declaration | Imported | Universal | Several | None:
        package = self.package(file)
        declared = package.declaration(name, file)
        if declared is not None:
            return declared
        if name in package.names:
            return Several(name)
        path = self.program.import_path(file, name)
        if path is not None:
            return Imported(path)
        for dotted in file.imports.dots:
            other = self.imported(file, dotted)
            if other is not None and (found := other.declaration(name)) is not None:
                return found
        return Universal(name) if name in _UNIVERSE else None

    def has_unknown_names(self, file: File) -> bool:
        """Whether names may come from where nobody can look: a dot import, a file that is not read."""
        return not self.is_whole(self.package(file)) or any(
            self.imported(file, path) is None for path in file.imports.dots
        )

    def import_names(self, file: File, item: Import) -> frozenset[str]:
        """Return the names that an import without an alias goes by: one if the package is known."""
        package = self.program.imported(file, item.path) or standard_package(item.path)
        if package is not None and package.files:
            clause = package.files[0].package_name
            return frozenset({clause}) if clause else likely_names(item.path)
        known = [name for name, path in file.imports.named.items() if path == item.path]
        return frozenset(known) or likely_names(item.path)


def is_standard(file: File) -> bool:
    """Return whether a file declares a package of the standard library."""
    return file.source.location.startswith("/standard/") and file.source.location.endswith(".txt")
