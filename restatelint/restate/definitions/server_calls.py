"""Calls of the SDK's package ``server``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.imports import unversioned
from restatelint.golang.types import External
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_SERVER = f"{PATH}/server"


def calls_server(program: Program, file: File, call: Node, name: str) -> bool:
    """Whether a call is of a function or a method of this name, such as ``NewRestate`` or ``Bind``."""
    called = file.callee(call)
    if called is None or called.name != name:
        return False
    target = program.calls.target(file, call)
    return isinstance(target, External) and unversioned(target.path) == _SERVER
