"""Where a value ends: followed forward through assignments, fields, arguments and results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import field, named_children, root_of
from restatelint.golang.tree import kinds
from restatelint.restate.ends.branches import Branches
from restatelint.restate.ends.ends import End, EndKind, worst
from restatelint.restate.ends.holding import At
from restatelint.restate.ends.passing import Passing
from restatelint.restate.ends.walk import Walk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.effect_summaries import Witness
    from restatelint.restate.library import Knowledge
    from restatelint.restate.regions.performs import Performs
    from restatelint.restate.regions.regions import Regions

_ASSIGNMENTS = kinds("assignment_statement")


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
        for name in _filled(last.node) if witness.effect == "random" else ():
            binding = binding_of(last.file, name)
            end = self._uses_end(At(last.file, name, (), frames), binding, last.node) if binding else None
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

    def _uses_end(self, at: At, binding: Binding, after: Node) -> End | None:
        """Return the worst end of what a local name holds after a node, or None without uses."""
        walk = Walk(self._program, self._passing, self._regions, self._branches)
        return worst(walk.name_ends(at, binding, after.end_byte))


def _filled(call: Node) -> list[Node]:
    """Return the local names whose content a random function changes, instead of giving a result."""
    called, given = callee(call), arguments(call)
    if called is None or not given:
        return []
    if called.name == "Shuffle" and given[-1].type == "func_literal":
        writes = given[-1].descendants(_ASSIGNMENTS)
        lefts = [left for each in writes if (left := field(each, "left")) is not None]
        names = [root_of(target) for left in lefts for target in named_children(left)]
    elif called.name == "Read":
        names = [root_of(given[0])]
    else:
        return []
    return [name for name in names if name.type == "identifier"][:1]
