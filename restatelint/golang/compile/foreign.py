"""Results of functions that are neither at hand nor Go's own, from what is known of their packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang import types as known
from restatelint.golang.compile.standard import standard_package
from restatelint.golang.compile.types import Basic, Pointer, Slice, Tuple
from restatelint.golang.declarations import TypeDeclaration
from restatelint.golang.types import External

if TYPE_CHECKING:
    from restatelint.golang.compile.types import Type
    from restatelint.golang.compile.typing import Typing
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

_ALIASES = {"byte": "uint8", "rune": "int32"}


class Foreign:
    """Asks the library of a program, which knows the functions of some packages with all of their results.

    ``complete`` are the import paths of those packages, or how these begin.
    """

    def __init__(self, complete: tuple[str, ...]) -> None:
        self._complete = complete

    def knows(self, path: str) -> bool:
        """Whether all results of a package's functions are known."""
        return any(path == each or path.startswith(each + "/") for each in self._complete)

    def result(self, typing: Typing, file: File, call: Node) -> Type | None:
        """Return the type of a call of such a function, None for any other."""
        program = typing.world.program
        target = program.calls.target(file, call)
        if not isinstance(target, External) or not self.knows(target.path):
            return None
        type_ = program.expressions.type(file, call)
        if target.receiver:  # of which type arguments it depends is not told, only how many results there are
            return Tuple((None,) * len(type_.elements)) if isinstance(type_, known.Tuple) else None
        return _exact(typing, type_)


def _exact(typing: Typing, type_: known.Type | None) -> Type | None:
    if isinstance(type_, known.Tuple):
        return Tuple(tuple(_exact(typing, each) for each in type_.elements))
    if isinstance(type_, known.Pointer):
        inner = _exact(typing, type_.element)
        return Pointer(inner) if inner is not None else None
    if isinstance(type_, known.Slice):
        inner = _exact(typing, type_.element)
        return Slice(inner) if inner is not None else None
    if not isinstance(type_, known.Named) or type_.arguments:
        return None
    if not type_.path:
        return Basic(_ALIASES.get(type_.name, type_.name))
    declaration = typing.world.program.typenames.declaration(type_)
    if declaration is None and (package := standard_package(type_.path)) is not None:
        found = package.declaration(type_.name)
        declaration = found if isinstance(found, TypeDeclaration) else None
    return typing.types.declared(declaration) if declaration is not None else None
