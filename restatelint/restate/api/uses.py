"""Which symbol of the SDK an expression names: a function, a type, or a member of a value of the SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.syntax import field, text
from restatelint.golang.types import Named, pointed
from restatelint.restate.api.symbols import api
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_PLAIN = ("identifier", "type_identifier")
_RANDOM = "DeterministicRand"  # the name of data/sdk.toml for what Rand gives


class Use(NamedTuple):
    """A symbol of an SDK package where code names it.

    ``symbol`` is as in the data; ``title`` is what a message calls it. ``role`` is "call", "type" or
    "value".
    """

    path: str
    symbol: str
    title: str
    role: str

    @property
    def owner(self) -> str:
        """The type that the symbol is a member of, "" for a package's own."""
        return self.symbol.rpartition(".")[0]


def imports_sdk(file: File) -> bool:
    """Whether a file imports any package of the SDK."""
    return any(each.path.startswith(PATH) for each in file.imports.all)


def dot_imports_sdk(file: File) -> bool:
    """Whether a file imports a package of the SDK so that its names stand without the package."""
    return any(path.startswith(PATH) for path in file.imports.dots)


def use_of(program: Program, file: File, node: Node) -> Use | None:
    """Return the symbol of the SDK that an expression names, or None."""
    if node.type in _PLAIN:
        return _dotted(program, file, node)
    first, last = ("package", "name") if node.type == "qualified_type" else ("operand", "field")
    name_node = field(node, last)
    name = text(name_node) if name_node is not None else ""
    operand = field(node, first) if name[:1].isupper() else None
    if operand is None:
        return None
    path = program.calls.import_path(file, operand)
    if path is not None:
        package = api().packages.get(path)
        return None if package is None else Use(path, name, f"{package.name}.{name}", _role(node))
    return _member(program, file, node, operand, name)


def _member(program: Program, file: File, node: Node, operand: Node, name: str) -> Use | None:
    type_ = pointed(program.expressions.type(file, operand))
    if not isinstance(type_, Named) or not type_.path.startswith(PATH):
        return None
    package = api().packages.get(type_.path)
    if package is None:
        return None
    if type_.path == PATH and type_.name == _RANDOM:
        return Use(PATH, f"Rand().{name}", f"restate.Rand(ctx).{name}", _role(node))
    return Use(type_.path, f"{type_.name}.{name}", f"{package.name}.{type_.name}.{name}", _role(node))


def _dotted(program: Program, file: File, node: Node) -> Use | None:
    """Return the symbol that a plain name means by a dot import of the SDK."""
    name = text(node)
    if not name[:1].isupper() or not file.imports.dots or _is_other(node):
        return None
    for path in file.imports.dots:
        package = api().packages.get(path)
        if package is not None and name in package.symbols:
            own = program.package_of(file).declaration(name, file)
            return Use(path, name, f"{package.name}.{name}", _role(node)) if own is None else None
    return None


def _is_other(node: Node) -> bool:
    """Whether a plain name is not looked up: the name a declaration gives, or a part of another."""
    parent = node.parent
    if parent is None:
        return True
    if parent.type in ("keyed_element", "literal_element"):
        return parent.named_children[0] == node
    return field(parent, "name") == node or parent.type in ("qualified_type", "package_clause")


def _role(node: Node) -> str:
    if node.type == "qualified_type" and not _is_converted(node):
        return "type"
    parent = node.parent
    while parent is not None and parent.type in (
        "parenthesized_expression",
        "index_expression",
        "type_instantiation_expression",
        "generic_type",
    ):
        if parent.type == "index_expression" and field(parent, "operand") != node:
            return "value"
        node, parent = parent, parent.parent
    if parent is not None and parent.type in ("call_expression", "type_conversion_expression"):
        target = field(parent, "function") or field(parent, "type")
        if target == node:
            return "call"
    return "type" if node.type in ("type_identifier", "generic_type") else "value"


def _is_converted(node: Node) -> bool:
    """Whether a qualified name is what a generic call looks like to the grammar: ``a.B[[]T](x)``."""
    parent = node.parent
    outer = parent.parent if parent is not None and parent.type == "generic_type" else None
    return outer is not None and outer.type == "type_conversion_expression"
