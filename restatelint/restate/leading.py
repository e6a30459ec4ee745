"""Whether code leads to calls of some foreign functions, itself or through the functions it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.types import External
from restatelint.restate.chains import Chains

if TYPE_CHECKING:
    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.origins import Origins


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
        """Whether what stands before a node in its function leads to a call of one of some functions."""
        function = file.function_at(node.start_byte)
        body = function.body if function is not None else None
        return body is not None and self.leads(file, body.start_byte, node.start_byte, names)

    def _to(self, names: tuple[str, ...]) -> Chains:
        if names not in self._chains:

            def title(file: File, call: Node) -> str | None:
                target = self._program.calls.target(file, call)
                return target.title if isinstance(target, External) and target.full_name in names else None

            self._chains[names] = Chains(self._program, self._origins, title, lambda _: True)
        return self._chains[names]
