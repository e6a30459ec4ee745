"""The plain functions that run when replayed code calls one, with the calls on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.declarations import Function

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.regions.regions import Regions

    Frames = tuple[tuple[File, Node], ...]

_DEEP = 6  # calls on the way
_MANY = 48  # functions


class Below:
    """Answers about calls over a program."""

    def __init__(self, program: Program, regions: Regions) -> None:
        self._program = program
        self._regions = regions
        self._found: dict[tuple[str, int], list[tuple[Function, Frames]]] = {}

    def of_call(self, file: File, call: Node) -> list[tuple[Function, Frames]]:
        """Return the plain functions that a call leads to, the nearest first, each with the calls to it.

        Code with a region of its own is left out, for what is wrong with it is said where it stands; at most
        so many functions and calls on the way are looked at.
        """
        target = self._program.calls.target(file, call)
        if not isinstance(target, Function) or not self._is_plain(target):
            return []
        if target.key not in self._found:
            self._found[target.key] = self._below(target)
        return [(function, ((file, call), *frames)) for function, frames in self._found[target.key]]

    def _below(self, function: Function) -> list[tuple[Function, Frames]]:
        found: list[tuple[Function, Frames]] = [(function, ())]
        seen = {function.key}
        for each, frames in found:  # grows on the way
            if each.body is None or len(frames) >= _DEEP:
                continue
            for call in each.file.calls_in(each.body.start_byte, each.body.end_byte):
                target = self._program.calls.target(each.file, call)
                known = not isinstance(target, Function) or target.key in seen or len(found) >= _MANY
                if known or not isinstance(target, Function) or not self._is_plain(target):
                    continue
                seen.add(target.key)
                found.append((target, (*frames, (each.file, call))))
        return found

    def _is_plain(self, function: Function) -> bool:
        return bool(function.name) and self._regions.at(function.file, function.node.start_byte) is None
