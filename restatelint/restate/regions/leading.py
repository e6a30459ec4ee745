"""Whether code leads to calls of some foreign functions, itself or through the functions it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.syntax import enclosing
from restatelint.golang.types import External
from restatelint.restate.regions.chains import Chains

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.origins import Origins

_DEFERS = frozenset({"defer_statement"})


class Leading:
    """Answers about pieces of code over a program; functions are named as by `External.full_name`."""

    def __init__(self, program: Program, origins: Origins) -> None:
        self._program = program
        self._origins = origins
        self._chains: dict[tuple[str, ...], Chains] = {}

    def leads(self, file: File, start: int, end: int, names: tuple[str, ...]) -> bool:
        """Whether a byte range holds a call of one of some functions, or one that leads to it."""
        return bool(self._to(names).first(file, start, end))

    def led_before(self, file: File, node: Node, names: tuple[str, ...]) -> bool:
        """Whether what runs before a node in its function leads to a call of one of some functions.

        A closure that is only kept until then has not run, nor has what is deferred.
        """
        function = file.function_at(node.start_byte)
        if function is None or function.body is None:
            return False
        chains = self._to(names)
        return any(
            self._origins.runs_with(function, call)
            and enclosing(call, _DEFERS) in (None, enclosing(node, _DEFERS))
            and chains.of(file, call)
            for call in file.calls_in(function.body.start_byte, node.start_byte)
        )

    def _to(self, names: tuple[str, ...]) -> Chains:
        if names not in self._chains:

            def title(file: File, call: Node) -> str | None:
                target = self._program.calls.target(file, call)
                return target.title if isinstance(target, External) and target.full_name in names else None

            self._chains[names] = Chains(self._program, self._origins, title, lambda _: True)
        return self._chains[names]
