"""Go in memory that tests of flow ask about: ``use(x) // a, b`` says what a call's argument may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.flow.constants import ConstantDomain
from restatelint.golang.flow.definitions import reference
from restatelint.golang.flow.expr import Expr
from restatelint.golang.flow.flow import ValueFlow
from restatelint.golang.program import Program
from restatelint.golang.syntax import text
from restatelint.restate.library import knowledge
from restatelint.source.limits import Limits
from restatelint.source.tree import MemoryTree, source_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.file import File
    from restatelint.golang.flow.definitions import Definition
    from restatelint.golang.tree import Node


def program_of(code: str) -> tuple[Program, File]:
    """Return a program of one file of package p, and the file; statements alone are a function's."""
    whole = code if "func " in code.split("{")[0] else f"func f(p, q int) (r int, err error) {{\n{code}\n}}\n"
    tree = MemoryTree({"go.mod": b"module example.com/p\n", "p.go": f"package p\n\n{whole}".encode()})
    program = Program(tree, knowledge(), Limits())
    source = source_at(tree, "/p.go")
    assert source is not None
    file = program.add(source)
    assert file is not None
    return program, file


def used(file: File) -> Iterator[tuple[Node, str]]:
    """Yield the argument of each call of ``use`` with what the comment behind it says."""
    lines = file.source.data.decode().split("\n")
    for call in file.calls:
        if text(call).startswith("use("):
            _, mark, said = lines[call.start_point[0]].partition("// ")
            if mark:
                yield arguments(call)[0], said


def shown(definition: Definition) -> str:
    """Return a definition as tests write it: the expression it gives, or its form in angle brackets."""
    if definition.form.value in ("whole", "part") and definition.value is not None:
        place = f"#{definition.index}" if definition.index else ""
        return text(definition.value) + place
    return f"<{definition.form.value}>"


def reaching(code: str) -> list[tuple[str, str]]:
    """Return, for each use with a comment, the definitions that reach it, and what the comment says."""
    program, file = program_of(code)
    flow = ValueFlow(program)
    found = []
    for argument, said in used(file):
        name = argument
        while name.type != "identifier":
            name = name.named_children[0]
        _, path, _ = reference(name)
        definitions = flow.reaching.of(file, name, path)
        found.append(("?" if definitions is None else ", ".join(map(shown, definitions)), said))
    return found


def constants(code: str, *, variables: bool = True) -> list[tuple[str, str]]:
    """Return, for each use with a comment, the constants that it can be, and what the comment says."""
    program, file = program_of(code)
    values = ValueFlow(program).values(ConstantDomain(program, variables=variables))
    found = []
    for argument, said in used(file):
        value = values.of(Expr(file, argument))
        found.append((", ".join(sorted(map(str, value or ()))) or "?", said))
    return found
