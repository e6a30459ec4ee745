"""What messages call definitions and types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.types import described, pointed
from restatelint.restate.services.model import ServiceKind

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type
    from restatelint.restate.services.model import Definition

SERVICES = {
    ServiceKind.SERVICE: "a service",
    ServiceKind.OBJECT: "an object",
    ServiceKind.WORKFLOW: "a workflow",
}
"""The kinds of services in words."""


def handed(call: Node) -> Node:
    """Return what a call of Reflect is handed."""
    return arguments(call)[0]


def named(definition: Definition) -> str:
    """Return what a message calls a definition: its name, or the type that it is of."""
    return definition.name or type_name(definition)


def type_name(definition: Definition) -> str:
    """Return what a message calls the type that is reflected, without a pointer."""
    return named_in(definition.file, pointed(definition.type))


def named_in(file: File, type_: Type | None) -> str:
    """Return what a file calls a type: by the names of its imports, and of its package without any."""
    shown = described(type_).replace("sdk-go.", "restate.")
    return shown.replace(f"{file.source.directory.rpartition('/')[2]}.", "")
