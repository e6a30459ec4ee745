"""Which version of the SDK code is written for, and what of its API was deprecated or removed there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.syntax import field, text
from restatelint.restate.sdk import PATH, is_sdk, sdk

if TYPE_CHECKING:
    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.sdk import History

_VERSION = re.compile(r"v?([0-9]{1,5})\.([0-9]{1,5})(?:\.([0-9]{1,5}))?")


@dataclass(frozen=True, slots=True)
class Status:
    """What became of a name. ``state`` is "deprecated" or "removed"; ``version`` is what code is judged by.

    ``version`` is "" when nothing says which version is used.
    """

    state: str
    history: History
    version: str


def parsed_version(version: str) -> tuple[int, int, int] | None:
    """Return a version's numbers, or None if it is not one; what follows them is passed over."""
    match = _VERSION.match(version)
    return (int(match[1]), int(match[2]), int(match[3] or 0)) if match else None


def required_version(program: Program, file: File, override: str) -> str:
    """Return the SDK version of a file: the override, else what the nearest go.mod requires, else ""."""
    if override:
        return override
    module = program.modules.nearest(file.source.directory)
    return module.required.get(PATH, "") if module is not None else ""


def status(program: Program, file: File, node: Node, override: str) -> Status | None:
    """Return what became of the SDK name that an expression is, None for anything current or foreign.

    Without a version the newest counts, but a name that once existed is only deprecated: the code may be
    for an older SDK.
    """
    name = _sdk_name(program, file, node)
    history = sdk().history.get(name) if name is not None else None
    if history is None:
        return None
    version = required_version(program, file, override)
    numbers = parsed_version(version)
    if numbers is None:
        return Status("deprecated", history, "")
    removed, deprecated = parsed_version(history.removed), parsed_version(history.deprecated)
    if removed is not None and numbers >= removed:
        return Status("removed", history, version)
    if deprecated is not None and numbers >= deprecated:
        return Status("deprecated", history, version)
    return None


def _sdk_name(program: Program, file: File, node: Node) -> str | None:
    if node.type in ("identifier", "type_identifier"):
        name = text(node)
        if name in sdk().history and any(is_sdk(path) for path in file.imports.dots):
            return name if program.package_of(file).declaration(name, file) is None else None
        return None
    first, last = ("package", "name") if node.type == "qualified_type" else ("operand", "field")
    name_node = field(node, last)
    if name_node is None or text(name_node) not in sdk().history:
        return None
    package = field(node, first)
    path = program.calls.import_path(file, package) if package is not None else None
    return text(name_node) if path is not None and is_sdk(path) else None
