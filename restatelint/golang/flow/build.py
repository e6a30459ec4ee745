"""Building the control flow of a body from its statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.flow.branches import Jumps, case_values, never_returns
from restatelint.golang.flow.graph import Block, Edge, Graph, Guard
from restatelint.golang.syntax import field, named_children, text, unparenthesized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.golang.tree import Node

_LISTS = frozenset({"block", "statement_list"})
_DECLARING = frozenset({"var_declaration", "const_declaration"})
_CASES = frozenset({"expression_case", "type_case", "communication_case", "default_case"})


def graph_of(body: Node | None) -> Graph:
    """Return the control flow of a function's block; without one it is empty."""
    builder = _Builder()
    if body is not None:
        builder.statements([body])
    builder.leave(Graph.EXIT)
    return Graph(builder.blocks)


class _Builder:
    """One walk over the statements of a body; ``_current`` is the block that is being filled."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._current = self._block()
        self._block()  # the exit
        self._jumps = Jumps(self._block)

    def _block(self) -> int:
        self.blocks.append(Block(len(self.blocks)))
        return len(self.blocks) - 1

    def _edge(self, source: int, target: int, guard: Guard | None = None) -> None:
        edge = Edge(source, target, guard)
        self.blocks[source].leaving.append(edge)
        self.blocks[target].entering.append(edge)

    def _add(self, item: Node) -> None:
        self.blocks[self._current].items.append(item)

    def leave(self, target: int | None) -> None:
        """Go from the current block to another; what follows in the text is reached some other way."""
        if target is not None:
            self._edge(self._current, target)
        self._current = self._block()

    def _begin(self, block: int) -> None:
        """Run on from the current block into another."""
        self._edge(self._current, block)
        self._current = block

    def statements(self, nodes: Sequence[Node]) -> None:
        """Add statements, those of nested blocks in their places."""
        for node in nodes:
            if node.type in _LISTS:
                self.statements(named_children(node))
            else:
                self._statement(node, ())

    def _statement(self, node: Node, labels: tuple[str, ...]) -> None:
        while node.type == "labeled_statement":
            label = field(node, "label")
            name = text(label) if label is not None else ""
            labels = (*labels, name)
            self._begin(self._jumps.label(name))
            inner = [each for each in named_children(node) if each.type != "label_name"]
            if not inner:
                return
            node = inner[0]
        kind = node.type
        if kind in _LISTS:
            self.statements([node])
        elif kind == "if_statement":
            self._if(node)
        elif kind == "for_statement":
            self._for(node, labels)
        elif kind in ("expression_switch_statement", "type_switch_statement"):
            self._switch(node, labels)
        elif kind == "select_statement":
            self._select(node, labels)
        elif kind == "return_statement":
            self._add(node)
            self.leave(Graph.EXIT)
        elif kind in ("break_statement", "continue_statement", "goto_statement", "fallthrough_statement"):
            self.leave(self._jumps.target(node))
        elif kind in _DECLARING:
            for spec in named_children(node):
                for each in named_children(spec) if spec.type == "var_spec_list" else [spec]:
                    self._add(each)
        else:
            self._add(node)
            if never_returns(node):
                self.leave(None)

    def _condition(self, node: Node | None, yes: int, no: int) -> None:
        """Ask a condition: to ``yes`` where it holds, to ``no`` where it does not."""
        node = unparenthesized(node) if node is not None else None
        if node is None:
            self.leave(yes)
            return
        operator = field(node, "operator") if node.type in ("binary_expression", "unary_expression") else None
        asked = operator.type if operator is not None else ""
        if asked == "!":
            self._condition(field(node, "operand"), no, yes)
            return
        if asked in ("&&", "||"):
            second = self._block()
            first = (second, no) if asked == "&&" else (yes, second)
            self._condition(field(node, "left"), *first)
            self._current = second
            self._condition(field(node, "right"), yes, no)
            return
        self._add(node)
        self._edge(self._current, yes, Guard(node, holds=True))
        self._edge(self._current, no, Guard(node, holds=False))
        self._current = self._block()

    def _if(self, node: Node) -> None:
        after = self._block()
        branch: Node | None = node
        while branch is not None and branch.type == "if_statement":
            first = field(branch, "initializer")
            if first is not None:
                self._add(first)
            yes, no = self._block(), self._block()
            self._condition(field(branch, "condition"), yes, no)
            self._current = yes
            consequence = field(branch, "consequence")
            self.statements([consequence] if consequence is not None else [])
            self.leave(after)
            self._current = no
            branch = field(branch, "alternative")
        if branch is not None:
            self.statements([branch])
        self._begin(after)

    def _for(self, node: Node, labels: tuple[str, ...]) -> None:
        inner = [each for each in named_children(node) if each != field(node, "body")]
        head = inner[0] if inner else None
        clause = head if head is not None and head.type in ("for_clause", "range_clause") else None
        ranged = field(clause, "right") if clause is not None and clause.type == "range_clause" else None
        first = field(clause, "initializer") if clause is not None and ranged is None else None
        for before in (ranged, first):
            if before is not None:
                self._add(before)
        asking, body, after = self._block(), self._block(), self._block()
        update = field(clause, "update") if clause is not None and clause.type == "for_clause" else None
        again = self._block() if update is not None else asking
        self._begin(asking)
        if ranged is not None and clause is not None:
            # the names are set where there is one more, not where the loop ends
            self._edge(asking, body)
            self.leave(after)
            self._current = body
            self._add(clause)
        elif clause is None and head is None:
            self.leave(body)
            self._current = body
        else:
            condition = field(clause, "condition") if clause is not None else head
            self._condition(condition, body, after)
            self._current = body
        self._jumps.enter(labels, after, again)
        block = field(node, "body")
        self.statements([block] if block is not None else [])
        self._jumps.leave()
        self.leave(again)
        if update is not None:
            self._current = again
            self._add(update)
            self.leave(asking)
        self._current = after

    def _switch(self, node: Node, labels: tuple[str, ...]) -> None:
        first, subject = field(node, "initializer"), field(node, "value")
        for each in (first, subject):
            if each is not None:
                self._add(each)
        cases = [each for each in named_children(node) if each.type in _CASES]
        bodies = [self._block() for _ in cases]
        after = self._block()
        other = after
        for case, body in zip(cases, bodies, strict=True):
            if case.type == "default_case":
                other = body
                continue
            values = case_values(case)
            if subject is None:
                for value in values:
                    following = self._block()
                    self._condition(value, body, following)
                    self._current = following
            else:
                following = self._block()
                for value in values if case.type == "expression_case" else ():
                    self._add(value)
                self._edge(self._current, body, Guard(case, True, subject, values))
                self._edge(self._current, following, Guard(case, False, subject, values))
                self._current = following
        self.leave(other)
        self._cases(cases, bodies, after, labels)

    def _select(self, node: Node, labels: tuple[str, ...]) -> None:
        cases = [each for each in named_children(node) if each.type in _CASES]
        bodies = [self._block() for _ in cases]
        after = self._block()
        for body in bodies:
            self._edge(self._current, body)
        for case, body in zip(cases, bodies, strict=True):
            communication = field(case, "communication")
            if communication is not None:
                self.blocks[body].items.append(communication)
        self._cases(cases, bodies, after, labels)

    def _cases(self, cases: list[Node], bodies: list[int], after: int, labels: tuple[str, ...]) -> None:
        for index, (case, body) in enumerate(zip(cases, bodies, strict=True)):
            following = bodies[index + 1] if index + 1 < len(bodies) else after
            self._current = body
            self._jumps.enter(labels, after, None, following)
            self.statements([each for each in named_children(case) if each.type == "statement_list"])
            self._jumps.leave()
            self.leave(after)
        self._current = after
