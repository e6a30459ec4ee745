"""Makes a file of a piece of Go: what its author left out is added, and named."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.fragment import (
    declared_names,
    package_clause,
    qualifiers,
    statement_runs,
)
from restatelint.golang.imports import Imports
from restatelint.golang.syntax import text
from restatelint.golang.tree import kinds
from restatelint.restate.library import knowledge
from restatelint.restate.sdk import is_sdk

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.golang.tree import Node

_CALLS = kinds("call_expression", "type_conversion_expression")
_PACKAGE = "fragment"
_WORKFLOW = "WorkflowContext"
# the operations that tell which context their handler has, the one that allows most first
_TELLING = (
    (_WORKFLOW, frozenset({"Promise"})),
    ("ObjectContext", frozenset({"Set", "Clear", "ClearAll", "Get", "Keys", "Key"})),
)
_WORDS = (b"package ", b"func ", b"func(", b" := ", b"restate.")
_ANY_HANDLER = "Context"
_PLAIN = frozenset({"identifier", "package_identifier"})
_LOG = "Log"
# what must stand before the package clause to count
_HEADER = re.compile(rb"\A(?:\s*//restatelint:file-ignore[^\n]*\n)*")


@dataclass(frozen=True, slots=True)
class Completion:
    """What must be added to a piece of Go to make it a file: bytes by 0-based offset, and words on it."""

    insertions: tuple[tuple[int, bytes], ...] = ()
    assumed: tuple[str, ...] = ()


def completion(root: Node, package: str = "", *, excerpt: bool = False) -> Completion:
    """Return what the piece of Go below a root lacks: a package clause, imports, a function for statements.

    ``package`` is the name of the package where others tell it. A handler's context that is used and not
    declared becomes a parameter of the function, in an ``excerpt`` one that allows all that is shown. What
    is not Go stays what it is.
    """
    clause = package_clause(root)
    insertions: list[tuple[int, bytes]] = []
    assumed: list[str] = []
    runs = [] if clause is not None else statement_runs(root)
    sdk_name = _sdk_name(root)
    handlers = [_handler(root, start, end, sdk_name, excerpt) for start, end in runs]
    paths = _missing_imports(root, used=frozenset({sdk_name}) if any(handlers) else frozenset())
    lines = "".join(f'import {name} "{path}"\n' for name, path in paths.items())
    if clause is not None:
        if paths:
            insertions.append((clause.end_byte, f"\n{lines}".encode()))
    else:
        header = _HEADER.match(root.text or b"")
        first = header.end() if header is not None else 0
        runs = [(max(start, first), end) for start, end in runs]
        insertions.append((first, f"package {package or _package(root)}\n{lines}".encode()))
        assumed.append("a package clause")
    for (start, end), handler in zip(runs, handlers, strict=True):
        insertions.append((start, f"func _({handler}) {{\n".encode()))
        insertions.append((end, b"\n}\n"))
        function = f"a handler with {handler}" if handler else "a function"
        assumed.append(f"{function} around statements")
    assumed.extend(f'{name} is "{path}"' for name, path in paths.items())
    return Completion(tuple(insertions), tuple(dict.fromkeys(assumed)))


def looks_like_go(root: Node, data: bytes) -> bool:
    """Return whether a text that says nothing of itself is Go, with a mistake perhaps, and no prose."""
    if not root.has_error:
        return any(child.type != "comment" for child in root.named_children)
    return any(word in data for word in _WORDS)


@cache
def _known_imports() -> Mapping[str, str]:
    source = files("restatelint.restate").joinpath("data/assumed_imports.toml").read_text("utf-8")
    table = tomllib.loads(source)["imports"]
    return {str(name): str(path) for name, path in table.items()}


def _missing_imports(root: Node, used: frozenset[str]) -> dict[str, str]:
    imports = _imports(root)
    known = _known_imports()
    wanted = (qualifiers(root) | used) & known.keys()
    return {name: known[name] for name in sorted(wanted) if imports.path(name) is None}


def _sdk_name(root: Node) -> str:
    return next((each.name for each in _imports(root).all if is_sdk(each.path) and each.name), "restate")


def _imports(root: Node) -> Imports:
    return Imports.of(root.named_children, knowledge().package_names())


def _package(root: Node) -> str:
    return "main" if "main" in declared_names(root) else _PACKAGE


def _handler(root: Node, start: int, end: int, sdk_name: str, excerpt: bool) -> str:
    """Return the parameter of a handler that statements belong in, "" if they use no context of one."""
    names: dict[str, set[str]] = {}
    for call in root.tree.within(_CALLS, start, end):
        called = callee(call)
        if called is None or called.operand is None or called.operand.type not in _PLAIN:
            continue
        operand, given = text(called.operand), arguments(call)
        if operand == sdk_name and given and given[0].type == "identifier":
            names.setdefault(text(given[0]), set()).add(called.name)
        elif called.name == _LOG and not given:
            names.setdefault(operand, set()).add(_LOG)
    declared = declared_names(root)
    for name, operations in names.items():
        if name not in declared:
            kind = next((kind for kind, telling in _TELLING if operations & telling), _ANY_HANDLER)
            # state may be a workflow's as well, which waits where an object must not
            kind = _WORKFLOW if excerpt and kind != _ANY_HANDLER else kind
            return f"{name} {sdk_name}.{kind}"
    return ""
