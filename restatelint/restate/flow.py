"""Where a value ends: followed forward through assignments, fields, arguments and results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import root_of
from restatelint.restate.branches import Branches
from restatelint.restate.ends import End, EndKind, worst
from restatelint.restate.holding import At
from restatelint.restate.passing import Passing
from restatelint.restate.walk import Walk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node
    from restatelint.restate.effect_summaries import Witness
    from restatelint.restate.library import Knowledge
    from restatelint.restate.performs import Performs
    from restatelint.restate.regions import Regions


class Flow:
    """Ends of values over a program."""

    def __init__(self, program: Program, knowledge: Knowledge, regions: Regions, performs: Performs) -> None:
        self._program = program
        self._passing = Passing(program, knowledge)
        self._regions = regions
        self._branches = Branches(program, performs)
        self._ends: dict[tuple[object, ...], End | None] = {}

    def end(self, witness: Witness) -> End:
        """Return the worst end of the value that an effect gives.

        It starts at the foreign call at the end of the chain, and goes on from each call of the chain
        that the value is returned through.
        """
        last = witness.links[-1]
        if last.skipped:
            return End(EndKind.UNKNOWN, "comes from too many calls away to be followed", ())
        frames = tuple((link.file, link.node) for link in witness.links[:-1])
        if witness.effect == "random" and last.title.endswith(".Read"):
            filled = next(iter(arguments(last.node)), last.node)  # the value is in the buffer, not the result
            name = root_of(filled)
            binding = binding_of(last.file, name) if name.type == "identifier" else None
            end = self.uses_end(last.file, binding, last.node.end_byte) if binding is not None else None
            if end is not None:
                return end
        return self.value_end(last.file, last.node, frames)

    def value_end(self, file: File, node: Node, frames: tuple[tuple[File, Node], ...] = ()) -> End:
        """Return the worst end of an expression's value."""
        return self._end(At(file, node, (), frames)) or End(EndKind.UNUSED, "is not used", ())

    def field_end(self, file: File, node: Node, fields: tuple[str, ...]) -> End | None:
        """Return the worst end of a part of a value, by the fields on the way; None if nobody reads it."""
        return self._end(At(file, node, (), (), fields)) if fields else self.value_end(file, node)

    def _end(self, at: At) -> End | None:
        places = (*at.frames, (at.file, at.node))
        key = (at.fields, *((each.source.location, place.id) for each, place in places))
        if key not in self._ends:
            walk = Walk(self._program, self._passing, self._regions, self._branches)
            self._ends[key] = worst(walk.ends(at))
        return self._ends[key]

    def decided(self, file: File, node: Node) -> End | None:
        """Return the end of an expression's value in a condition that operations hang on, if it has one."""
        walk = Walk(self._program, self._passing, self._regions, self._branches)
        return worst([end for end in walk.ends(At(file, node, (), ())) if end.kind is EndKind.DECIDES])

    def uses_end(self, file: File, binding: Binding, after: int) -> End | None:
        """Return the worst end of what a local name holds from a byte offset on, or None without uses."""
        walk = Walk(self._program, self._passing, self._regions, self._branches)
        return worst(walk.name_ends(file, binding, after))
