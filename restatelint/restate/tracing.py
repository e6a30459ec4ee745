"""What code holds, whatever its style: constant texts, what values are made of, what calls come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.types import External
from restatelint.restate.chains import Chains
from restatelint.restate.ingredients import Ingredients
from restatelint.restate.services.values import Values

if TYPE_CHECKING:
    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.contexts import Contexts
    from restatelint.restate.origins import Origins


class Tracing:
    """Answers about expressions and calls over a program; functions are named as by `full_name`."""

    def __init__(self, program: Program, origins: Origins, contexts: Contexts) -> None:
        self.values = Values(program)
        self.ingredients = Ingredients(program, contexts)
        self._program = program
        self._origins = origins
        self._chains: dict[tuple[str, ...], Chains] = {}

    def is_one(self, file: File, call: Node, names: tuple[str, ...]) -> bool:
        """Whether a call is of one of some foreign functions."""
        target = self._program.calls.target(file, call)
        return isinstance(target, External) and full_name(target) in names

    def comes_to(self, file: File, call: Node, names: tuple[str, ...]) -> bool:
        """Whether a call is of one of some foreign functions, or leads to one through the code at hand."""
        if names not in self._chains:

            def title(inside: File, each: Node) -> str | None:
                return "" if self.is_one(inside, each, names) else None

            self._chains[names] = Chains(self._program, self._origins, title, lambda _: True)
        return bool(self._chains[names].of(file, call))


def full_name(target: External) -> str:
    """Return a foreign function by its import path and, for a method, its type: ``net/http.Client.Do``."""
    owner = f"{target.receiver}." if target.receiver else ""
    return f"{target.path}.{owner}{target.name}"
