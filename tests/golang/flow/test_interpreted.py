"""Reaching definitions beside a naive interpreter that takes every branch both ways."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golang.flow.snippets import reaching

_ROUNDS = 3  # how often the interpreter goes round a loop; two assignments in a row need no more
_JUMPS = ("break", "continue", "return")
_HEADS = {"if": "if c && d {", "for": "for c {", "func": "func() {"}


@dataclass(frozen=True)
class Statement:
    """A statement of a generated program: its kind, what stands in it, and the number it is given."""

    kind: str
    first: tuple[Statement, ...] = ()
    second: tuple[Statement, ...] = ()
    number: int = 0


class Writer:
    """Writes a generated program as Go, and numbers its assignments and uses."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._number = 0

    def written(self, program: tuple[Statement, ...], indent: str = "") -> tuple[Statement, ...]:
        """Write statements and return them with their numbers."""
        return tuple(self._one(each, indent) for each in program)

    def _one(self, statement: Statement, indent: str) -> Statement:
        self._number += 1
        number, kind = self._number, statement.kind
        if kind == "assign":
            self.lines.append(f"{indent}x = v{number}")
        elif kind == "use":
            self.lines.append(f"{indent}use(x) // {number}")
        elif kind in _JUMPS:
            self.lines.append(f"{indent}if c {{ {kind} }}")
        else:
            self.lines.append(indent + _HEADS[kind])
            first = self.written(statement.first, indent + "\t")
            self.lines.append(f"{indent}}} else {{" if kind == "if" else f"{indent}// nothing else")
            second = self.written(statement.second, indent + "\t")
            self.lines.append(indent + ("}()" if kind == "func" else "}"))
            return Statement(kind, first, second, number)
        return replace(statement, number=number)


class Interpreter:
    """Runs a program with all that the name may hold; ``found`` is what it saw at each use."""

    def __init__(self) -> None:
        self.found: dict[int, set[int]] = {}

    def run(self, program: tuple[Statement, ...], held: set[int]) -> dict[str, set[int]]:
        """Return what the name may hold at each way out: at the end as ``next``, and at each jump."""
        out: dict[str, set[int]] = {jump: set() for jump in _JUMPS}
        for each in program:
            if not held:
                break
            if each.kind == "assign":
                held = {each.number}
            elif each.kind == "use":
                self.found.setdefault(each.number, set()).update(held)
            elif each.kind in _JUMPS:
                out[each.kind] |= held
            elif each.kind == "func":
                way = self.run(each.first, held)
                held = way["next"] | way["return"]
            else:
                ways = self._looped(each, held) if each.kind == "for" else self._branched(each, held)
                held = ways.pop("next")
                for jump, values in ways.items():
                    out[jump] |= values
        return {**out, "next": held}

    def _branched(self, branch: Statement, held: set[int]) -> dict[str, set[int]]:
        first, second = self.run(branch.first, held), self.run(branch.second, held)
        return {name: first[name] | second[name] for name in first}

    def _looped(self, loop: Statement, held: set[int]) -> dict[str, set[int]]:
        after, again, returned = set(held), set(held), set[int]()
        for _ in range(_ROUNDS):
            way = self.run(loop.first, again)
            again = again | way["next"] | way["continue"]
            after |= again | way["break"]
            returned |= way["return"]
        return {"next": after, "return": returned}


def statements(jumps: tuple[str, ...], depth: int) -> st.SearchStrategy[tuple[Statement, ...]]:
    """Return programs: assignments, uses and jumps, in branches, loops and literals that run at once."""
    plain = st.sampled_from([Statement(kind) for kind in ("assign", "use", "use", *jumps)])
    if depth == 0:
        return st.lists(plain, max_size=4).map(tuple)
    inner = statements(jumps, depth - 1)
    nested = st.one_of(
        st.builds(Statement, st.just("if"), inner, inner),
        st.builds(Statement, st.just("for"), statements(_JUMPS, depth - 1)),
        st.builds(Statement, st.just("func"), statements(("return",), depth - 1)),
    )
    return st.lists(st.one_of(plain, nested), max_size=4).map(tuple)


@settings(max_examples=100, deadline=None)
@given(statements(("return",), 3))
def test_agrees_with_an_interpreter(program: tuple[Statement, ...]) -> None:
    """What reaches a use is what the interpreter sees there, on some way, and nothing else."""
    writer, interpreter = Writer(), Interpreter()
    interpreter.run(writer.written(program), {0})
    code = "\n".join(["x := v0", *writer.lines])
    for answer, number in reaching(code):
        names = sorted(interpreter.found.get(int(number), ()))
        assert answer == (", ".join(f"v{each}" for each in names) or "?"), code
