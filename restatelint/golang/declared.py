"""What one file declares at the top level, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.declarations import Function

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restatelint.golang.declarations import Declaration


class Declared:
    """Declarations of a file by their names, and methods by their receivers; asked by name alone."""

    def __init__(self, declarations: Iterable[Declaration]) -> None:
        self._plain: dict[str, list[Declaration]] = {}
        self._of_receiver: dict[str, list[Function]] = {}
        self._methods: dict[str, dict[str, list[Function]]] = {}
        for each in declarations:
            if isinstance(each, Function) and each.receiver:
                self._of_receiver.setdefault(each.receiver, []).append(each)
                self._methods.setdefault(each.name, {}).setdefault(each.receiver, []).append(each)
            else:
                self._plain.setdefault(each.name, []).append(each)

    def has(self, name: str) -> bool:
        """Whether something has a name, a method too."""
        return name in self._plain or name in self._methods

    def plain(self, name: str) -> list[Declaration]:
        """Return what a name means, methods aside."""
        return self._plain.get(name, [])

    def methods_of(self, receiver: str) -> list[Function]:
        """Return the methods of a type, by the type's name, in order."""
        return self._of_receiver.get(receiver, [])

    def methods(self, receiver: str, name: str) -> list[Function]:
        """Return the methods of a type that have a name: one, where the file compiles."""
        return self._methods.get(name, {}).get(receiver, [])

    def receivers_with(self, name: str) -> list[str]:
        """Return the names of the types that have a method of some name."""
        return list(self._methods.get(name, ()))
