"""What a condition says of a name: that it is nil, equals something, has a type, or what a call says."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.callee import arguments
from restatelint.golang.flow.definitions import Form
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import CALLS, field, unparenthesized

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.file import File
    from restatelint.golang.flow.body import Bodies
    from restatelint.golang.flow.graph import Guard
    from restatelint.golang.flow.reaching import Reaching
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

_EQUALITIES = {"==": True, "!=": False}
_NAMES = 3  # how many names a condition is followed through


class Relation(Enum):
    """How a condition relates a name to its operands."""

    NIL = "nil"
    EQUAL = "equal"
    TYPE = "type"
    CALL = "call"


class Test(NamedTuple):
    """A condition on an expression, and whether it held.

    ``operands`` are what it equals one of, the types it has one of, or the call that was asked.
    """

    subject: Node
    relation: Relation
    holds: bool
    operands: tuple[Node, ...] = ()


class Conditions:
    """Tests that hold at uses of local names of a program."""

    def __init__(self, bodies: Bodies, reaching: Reaching) -> None:
        self._bodies = bodies
        self._reaching = reaching

    def at(self, file: File, byte: int, binding: Binding) -> Iterator[Test]:
        """Yield what held of a local name at a byte offset, the nearest first."""
        body = self._bodies.at(file, byte)
        position = body.graph.position(byte) if body is not None else None
        if body is None or position is None:
            return
        dominators = body.dominators
        blocks: list[int] | None = None
        for edge, guard in dominators.guards(position.block):
            for test in self.of(file, guard):
                if test.subject.type != "identifier" or binding_of(file, test.subject) is not binding:
                    continue
                if blocks is None:
                    found = self._reaching.at(file, binding, byte) or ()
                    places = [body.graph.position(each.node.start_byte) for each in found]
                    blocks = [each.block for each in places if each is not None]
                # set again behind the condition, it says nothing any more
                if not any(dominators.dominates(edge.target, block) for block in blocks):
                    yield test

    def of(self, file: File, guard: Guard) -> list[Test]:
        """Return what a guard says."""
        if guard.subject is not None:
            relation = Relation.TYPE if guard.node.type == "type_case" else Relation.EQUAL
            return [Test(unparenthesized(guard.subject), relation, guard.holds, guard.values)]
        return self._of(file, guard.node, guard.holds, 0)

    def _of(self, file: File, node: Node, holds: bool, depth: int) -> list[Test]:
        node = unparenthesized(node)
        if node.type == "binary_expression":
            return _compared(node, holds)
        if node.type in CALLS:
            return [Test(unparenthesized(each), Relation.CALL, holds, (node,)) for each in arguments(node)]
        if node.type != "identifier" or depth == _NAMES:
            return []
        found = self._reaching.of(file, node) or ()
        if len(found) != 1 or found[0].form is not Form.WHOLE or found[0].value is None:
            return []
        value, index = unparenthesized(found[0].value), found[0].index
        if index == 0:
            return self._of(file, value, holds, depth + 1)
        if value.type in CALLS:
            return [Test(unparenthesized(each), Relation.CALL, holds, (value,)) for each in arguments(value)]
        operand, type_ = field(value, "operand"), field(value, "type")
        if value.type == "type_assertion_expression" and operand is not None and type_ is not None:
            return [Test(unparenthesized(operand), Relation.TYPE, holds, (type_,))]
        return []


def _compared(node: Node, holds: bool) -> list[Test]:
    operator, left, right = field(node, "operator"), field(node, "left"), field(node, "right")
    if operator is None or operator.type not in _EQUALITIES or left is None or right is None:
        return []
    same = holds is _EQUALITIES[operator.type]
    left, right = unparenthesized(left), unparenthesized(right)
    if "nil" in (left.type, right.type):
        return [Test(right if left.type == "nil" else left, Relation.NIL, same)]
    return [Test(left, Relation.EQUAL, same, (right,)), Test(right, Relation.EQUAL, same, (left,))]
