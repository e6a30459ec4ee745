"""How code comes to a call of some kind: itself, or through the functions of the code at hand it calls.

What the kind is the asker says; regions that run elsewhere are the asker's to leave out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.budget import Answers
from restatelint.golang.declarations import Function
from restatelint.restate.links import Link, onto

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.origins import Origins


class Chains:
    """Finds chains to one kind of call over a program.

    ``title`` gives what a call that is wanted is called in a message, None for every other call;
    ``follows`` says whether a function is looked into.
    """

    def __init__(
        self,
        program: Program,
        origins: Origins,
        title: Callable[[File, Node], str | None],
        follows: Callable[[Function], bool],
    ) -> None:
        self._program = program
        self._origins = origins
        self._title = title
        self._follows = follows
        self._functions = Answers[tuple[Link, ...]](program.budget, ())  # recursion adds nothing

    def of(self, file: File, call: Node) -> tuple[Link, ...]:
        """Return the calls from a call to one that is wanted, () if it leads to none."""
        title = self._title(file, call)
        if title is not None:
            return (Link(file, call, title),)
        target = self._program.calls.target(file, call)
        if not isinstance(target, Function) or not self._follows(target):
            return ()
        found = self._below(target)
        return onto(Link(file, call, target.title), found) if found else ()

    def first(self, file: File, start: int, end: int) -> tuple[Link, ...]:
        """Return the chain of the first call in a byte range that has one, or ()."""
        return next((found for call in file.calls_in(start, end) if (found := self.of(file, call))), ())

    def _below(self, function: Function) -> tuple[Link, ...]:
        return self._functions.of(function.key, lambda: self._inside(function))

    def _inside(self, function: Function) -> tuple[Link, ...]:
        body = function.body
        for call in function.file.calls_in(body.start_byte, body.end_byte) if body is not None else ():
            if self._origins.runs_with(function, call) and (found := self.of(function.file, call)):
                return found
        return ()
