"""Reads the exported API of a checkout of the SDK with the linter's own Go facts. Knows no release.

An interface or struct behind an alias to an internal package counts as what it is called outside, and
so do its methods. What cannot be told from the module's own source is written as ``?``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.declarations import Function, TypeDeclaration, ValueDeclaration
from restatelint.golang.program import Program
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.typenames import type_parameter_names
from restatelint.golang.types import Literal, Named, pointed
from restatelint.source.limits import Limits
from restatelint.source.tree import DiskTree
from scripts.sdk_library import NoLibrary
from scripts.sdk_types import Types

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.package import Package
    from restatelint.golang.syntax import Parameter
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type

Shape = dict[str, "str | int | bool"]
"""What is said of a symbol: ``kind`` and, where they apply, ``takes``, ``types``, ``gives`` and others."""

SKIPPED = frozenset({"internal", "example", "examples", "test-services", "scripts"})
_CONTEXTS = frozenset(
    {
        "Context",
        "ObjectContext",
        "ObjectSharedContext",
        "RunContext",
        "WorkflowContext",
        "WorkflowSharedContext",
    }
)


class Surface(NamedTuple):
    """The exported API of one package; of ``generated`` ones and of commands only the name is read."""

    path: str
    name: str
    symbols: dict[str, Shape]
    generated: bool


def surfaces(directory: str) -> list[Surface]:
    """Return the API of every package of a module that others may import, sorted by path."""
    return _Reader(directory).surfaces()


class _Reader:
    def __init__(self, directory: str) -> None:
        self._tree = DiskTree(directory)
        self._program = Program(self._tree, NoLibrary(), Limits())
        self._types = Types(self._program)
        self._families: dict[str, frozenset[str]] = {}
        self._commands: list[str] = []
        self._packages = list(self._public())
        for package in self._packages:
            self._types.note_aliases(package)

    def _public(self) -> Iterator[Package]:
        root = self._tree.root
        for directory in self._tree.directories(root):
            if SKIPPED.isdisjoint(directory[len(root) :].split("/")):
                package = self._program.package_in(directory)
                if package is not None:
                    yield package
                elif directory != root and self._is_command(directory):
                    self._commands.append(self._program.modules.import_path(directory))

    def _is_command(self, directory: str) -> bool:
        files = [self._program.file(each) for each in self._tree.go_files(directory)]
        return any(file is not None and file.package_name == "main" for file in files)

    def surfaces(self) -> list[Surface]:
        """Return the surfaces of all packages."""
        self._families = dict(self._options())
        found = [self._surface(package) for package in self._packages]
        found.extend(Surface(path, "main", {}, generated=True) for path in self._commands)
        return sorted(found, key=lambda each: each.path)

    def _options(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield every option interface, wherever it is declared, with the methods that make one."""
        for directory in self._tree.directories(self._tree.root):
            package = self._program.package_in(directory)
            for declaration in package.types if package is not None else ():
                if declaration.name.endswith("Option") and declaration.type.type == "interface_type":
                    type_ = self._program.typenames.type(declaration.file, field(declaration.node, "name"))
                    methods = frozenset(self._types.members(type_)[0]) if type_ is not None else frozenset()
                    if methods:
                        yield declaration.name, methods

    def _surface(self, package: Package) -> Surface:
        name = package.files[0].package_name
        if "/generated/" in package.path:
            return Surface(package.path, name, {}, generated=True)
        symbols: dict[str, Shape] = {}
        for file in package.files:
            for declaration in () if file.is_test else file.declarations:
                if isinstance(declaration, Function) and declaration.receiver:
                    continue
                if isinstance(declaration, TypeDeclaration):
                    symbols.update(self._type(package, declaration))
                elif declaration.name[:1].isupper():
                    if isinstance(declaration, Function):
                        symbols[declaration.name] = self._function(declaration, "func")
                        symbols.update(self._hidden(declaration))
                    else:
                        symbols[declaration.name] = self._value(declaration)
        return Surface(package.path, name, _reachable(symbols), generated=False)

    def _function(self, function: Function, kind: str, outer: tuple[str, ...] = ()) -> Shape:
        shape: Shape = {"kind": kind, "takes": _takes(function)}
        if function.type_parameters:
            shape["types"] = len(function.type_parameters)
        given = function.parameters
        names = (*outer, *function.type_parameters)
        if given and (context := self._context(function, given[0])):
            shape["context"] = context
        if given and given[-1].variadic:
            type_ = self._program.typenames.type(function.file, given[-1].type)
            if isinstance(type_, Named) and type_.name in self._families:
                shape["options"] = type_.name
        gives = [self._spec(function, each.type, names) for each in function.results]
        if any(each != "?" for each in gives):
            shape["gives"] = ", ".join(gives)
        if len(function.results) == 1:
            type_ = self._program.typenames.type(function.file, function.results[0].type)
            shape.update(self._option(type_))
        if _is_deprecated(function.node):
            shape["deprecated"] = True
        return shape

    def _hidden(self, function: Function) -> dict[str, Shape]:
        """Return the methods of what a function gives, as ``Func().Method``, where nothing names its type."""
        if len(function.results) != 1:
            return {}
        type_ = pointed(self._program.typenames.type(function.file, function.results[0].type))
        if not isinstance(type_, Named) or "/internal/" not in self._types.public(type_)[0]:
            return {}
        methods = self._types.members(type_)[0]
        return {
            f"{function.name}().{name}": self._function(method, "method")
            for name, method in methods.items()
            if isinstance(method, Function) and not name.startswith("Before")
        }

    def _context(self, function: Function, parameter: Parameter) -> str:
        """Return the name of the Restate context that a parameter takes, also as a bound, or ""."""
        node = parameter.type
        bounds = field(function.node, "type_parameters")
        for each in named_children(bounds) if bounds is not None else ():
            bound = field(each, "type")
            names = [text(name) for name in each.children_by_field_name("name")]
            if text(node) in names and bound is not None and named_children(bound):
                node = named_children(bound)[0]
        type_ = self._program.typenames.type(function.file, node)
        if not isinstance(type_, Named) or type_.path == "context":
            return ""
        _, name = self._types.public(type_)
        return name if name in _CONTEXTS else ""

    def _option(self, type_: Type | None) -> Shape:
        methods = frozenset(self._types.members(type_)[0]) if type_ is not None else frozenset()
        families = sorted(name for name, needed in self._families.items() if needed <= methods)
        return {"option": ", ".join(families)} if families else {}

    def _spec(self, function: Function, node: Node, names: tuple[str, ...]) -> str:
        if text(node) in names:
            return f"${names.index(text(node)) + 1}"
        own = self._program.package_of(function.file).path
        return self._types.named(self._program.typenames.type(function.file, node), own)

    def _value(self, declaration: ValueDeclaration) -> Shape:
        shape: Shape = {"kind": "const" if declaration.constant else "var"}
        if not declaration.constant:
            shape.update(self._option(self._program.expressions.value(declaration)))
        if _is_deprecated(declaration.node):
            shape["deprecated"] = True
        return shape

    def _type(self, package: Package, declaration: TypeDeclaration) -> dict[str, Shape]:
        name = declaration.name
        exported = name[:1].isupper()
        type_ = self._program.typenames.type(declaration.file, field(declaration.node, "name"))
        if declaration.alias:
            type_ = self._program.typenames.type(declaration.file, declaration.type)
        members, fields, is_open = self._types.parts(type_)
        form = self._program.typenames.underlying(type_)
        shape: Shape = {"kind": "type"}
        if isinstance(form, Literal):
            shape["form"] = form.form.removesuffix("_type")
        parameters = type_parameter_names(declaration.node)
        if parameters:
            shape["types"] = len(parameters)
        if is_open or type_ is None:
            shape["open"] = True
        if _is_deprecated(declaration.node):
            shape["deprecated"] = True
        found: dict[str, Shape] = {name: shape} if exported else {}
        outer = parameters
        for method, function in members.items():
            key = f"{name}.{method}"
            if isinstance(function, Function):
                found[key] = self._function(function, "method", outer)
            else:
                found[key] = {"kind": "method", "takes": function}
        if exported:
            for each in fields:
                gives = self._types.named(each.type, package.path)
                found[f"{name}.{each.name}"] = {"kind": "field", **({"gives": gives} if gives != "?" else {})}
        return found


def _reachable(symbols: dict[str, Shape]) -> dict[str, Shape]:
    """Return symbols without the methods of unexported types that nothing exported gives.

    Options are only handed on, nobody calls their methods.
    """
    given = {
        each.strip().lstrip("*")
        for name, shape in symbols.items()
        if name[:1].isupper() and "option" not in shape
        for each in str(shape.get("gives", "")).split(",")
    }
    return {
        name: shape
        for name, shape in symbols.items()
        if name[:1].isupper() or name.partition(".")[0] in given
    }


def _takes(function: Function) -> str:
    return ", ".join(
        (each.name if each.name not in ("", "_") else "_") + ("..." if each.variadic else "")
        for each in function.parameters
    )


def _is_deprecated(node: Node) -> bool:
    """Whether the comment above a declaration, or above the group of one, says that it is deprecated."""
    above = node.prev_named_sibling
    row = node.start_point[0]
    while above is not None and above.type == "comment" and above.end_point[0] == row - 1:
        if "Deprecated:" in text(above):
            return True
        row = above.start_point[0]
        above = above.prev_named_sibling
    parent = node.parent
    alone = parent is not None and parent.type in (
        "type_declaration",
        "var_declaration",
        "const_declaration",
    )
    return alone and parent is not None and parent.named_child_count == 1 and _is_deprecated(parent)
