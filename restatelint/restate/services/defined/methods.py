"""The method sets of types, promoted methods included, as Go's reflection lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.types import Named, Pointer, pointed

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.program import Program
    from restatelint.golang.types import Type

_EMBEDDINGS = 6  # how deep embedding is followed


class Bound(NamedTuple):
    """A method of a type; ``needs_pointer`` says that only a pointer to the type has it."""

    function: Function
    needs_pointer: bool


def method_set(program: Program, type_: Type | None) -> dict[str, Bound]:
    """Return the methods of a named type of the code at hand and of its pointer, by name and sorted.

    An embedded type's method is promoted unless one less deep has the same name, or another as deep.
    """
    found: dict[str, Bound] = {}
    hidden: set[str] = set()
    level: list[tuple[Type | None, bool]] = [(pointed(type_), False)]
    for _ in range(_EMBEDDINGS):
        here: dict[str, list[Bound]] = {}
        deeper: list[tuple[Type | None, bool]] = []
        fields: set[str] = set()
        for owner, behind_pointer in level:
            declaration = program.typenames.declaration(owner)
            if declaration is None or not isinstance(owner, Named):
                continue
            for name, function in program.package_of(declaration.file).methods_of(owner.name).items():
                here.setdefault(name, []).append(
                    Bound(function, not behind_pointer and _takes_pointer(function))
                )
            for each in program.members.fields(owner):
                fields.add(each.name)
                if each.embedded:
                    by_pointer = behind_pointer or isinstance(each.type, Pointer)
                    deeper.append((pointed(each.type), by_pointer))
        for name, bound in here.items():
            if name not in hidden and len(bound) == 1:
                found[name] = bound[0]
        hidden.update(here, fields)
        level = deeper
    return dict(sorted(found.items()))


def _takes_pointer(function: Function) -> bool:
    parameter = function.receiver_parameter
    return parameter is not None and parameter.type.type == "pointer_type"
