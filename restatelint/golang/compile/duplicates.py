"""Names that are declared twice in one scope, and short declarations that declare nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.golang.compile.fault import Fault
from restatelint.golang.declarations import Function, TypeDeclaration, ValueDeclaration
from restatelint.golang.shown import shown
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.tree import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.compile.typing import Typing
    from restatelint.golang.declarations import Declaration
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

KIND = "duplicate"
NO_NAME = "not-a-name"
_CONSTRAINT = re.compile(rb"^//\s*\+build\b|^//go:build\b", re.MULTILINE)
# fmt: off
_SYSTEMS = frozenset({
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl",
    "netbsd", "openbsd", "plan9", "solaris", "wasip1", "windows", "zos", "unix", "386", "amd64", "amd64p32",
    "arm", "arm64", "arm64be", "armbe", "loong64", "mips", "mips64", "mips64le", "mips64p32", "mips64p32le",
    "mipsle", "ppc", "ppc64", "ppc64le", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm",
})
# fmt: on
_STRUCTS = kinds("struct_type", "interface_type")
_REPEATABLE = frozenset({"_", "init"})


def duplicates(typing: Typing, file: File) -> Iterator[Fault]:
    """Yield what is declared a second time: in functions, at the top level, as methods and as fields."""
    names = typing.world.names(file)
    for again in names.again:
        line = file.source.lines.position(again.first.node.start_byte).line
        yield _redeclared(text(again.node), again.node, line)
    for node in names.no_names:
        advice = "write `=` to assign to what is there already"
        yield Fault(
            NO_NAME, node, f"`{shown(node, 40)}` is no name, and only names are declared by `:=`", advice
        )
    for statement in names.nothing_new:
        left = field(statement, "left")
        said = shown(left, 40) if left is not None else ""
        advice = "write `=` to assign, or declare another name"
        yield Fault(KIND, statement, f"no new variables on the left side of `:=`: `{said}`", advice)
    yield from _imports(file)
    yield from _top_level(typing, file)
    yield from _fields(file)


def _imports(file: File) -> Iterator[Fault]:
    """Yield the imports that go by a name which another has already."""
    seen: set[str] = set()
    for item in file.imports.all:
        name = item.name or item.path
        if name not in (".", "_") and name in seen:
            advice = "leave one of the two out, or import one under another name"
            yield Fault(KIND, item.node, f'"{item.path}" is imported under a name that is taken', advice)
        seen.add(name)


def _top_level(typing: Typing, file: File) -> Iterator[Fault]:
    package = typing.world.package(file)
    first: dict[tuple[str, str], Declaration] = {}
    for each in (file, *(other for other in package.files if other is not file)):
        if each is not file and is_conditional(each):
            continue
        for declaration in each.declarations:
            receiver = declaration.receiver if isinstance(declaration, Function) else ""
            key = (receiver, declaration.name)
            if declaration.name in _REPEATABLE or not declaration.name:
                continue
            known = first.setdefault(key, declaration)
            place = _place(declaration)
            if known is declaration:
                continue
            if declaration.file is file:
                line = file.source.lines.position(_place(known).start_byte).line
                yield _redeclared(_title(declaration), place, line)
            elif known.file is file and file.source.location > each.source.location:
                yield _redeclared(_title(known), _place(known), 0)


def is_conditional(file: File) -> bool:
    """Return whether a file may be left out of a build, by its name or by what it says."""
    words = file.source.location.rpartition("/")[2].removesuffix(".go").removesuffix("_test").split("_")[1:]
    return not _SYSTEMS.isdisjoint(words[-2:]) or _CONSTRAINT.search(file.source.data) is not None


def _place(declaration: Declaration) -> Node:
    if isinstance(declaration, ValueDeclaration):
        return declaration.identifier
    name = field(declaration.node, "name")
    return name if name is not None else declaration.node


def _title(declaration: Declaration) -> str:
    return (
        declaration.name
        if isinstance(declaration, (TypeDeclaration, ValueDeclaration))
        else declaration.title
    )


def _redeclared(name: str, node: Node, line: int) -> Fault:
    where = f"at line {line} already" if line else "in another file of the package already"
    return Fault(KIND, node, f"`{name}` is declared {where}", "keep one of the two, or give one another name")


def _fields(file: File) -> Iterator[Fault]:
    for written in file.tree.root.descendants(_STRUCTS):
        seen: set[str] = set()
        listed = named_children(written)
        inner = [child for body in listed for child in named_children(body)]
        for each in inner if written.type == "struct_type" else listed:
            for name in each.children_by_field_name("name"):
                if not name.is_named or text(name) == "_" or each.type == "type_elem":
                    continue
                if text(name) in seen:
                    message = f"`{text(name)}` is declared twice in one type"
                    yield Fault(KIND, name, message, "keep one of the two, or give one another name")
                seen.add(text(name))
