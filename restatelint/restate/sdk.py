"""The Go SDK as data: its contexts, its operations, and what they give."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from restatelint.golang.imports import unversioned
from restatelint.golang.types import ERROR, External, Named, Pointer, Slice, Tuple

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.golang.types import Type

PATH = "github.com/restatedev/sdk-go"


class ContextKind(Enum):
    """The kind of a Restate context type."""

    RUN = "run"
    SERVICE = "service"
    OBJECT = "object"
    OBJECT_SHARED = "object-shared"
    WORKFLOW = "workflow"
    WORKFLOW_SHARED = "workflow-shared"

    @property
    def replayed(self) -> bool:
        """Whether code that holds such a context runs again on replay."""
        return self is not ContextKind.RUN


@dataclass(frozen=True, slots=True)
class Operation:
    """An SDK function or method that takes part in the journal.

    ``group`` is the heading of data/sdk.toml it stands under, "method" for a method. ``name`` is as
    written, without the package.
    """

    name: str
    receiver: str
    group: str

    @property
    def title(self) -> str:
        """The name for a message."""
        return f"{self.receiver}.{self.name}" if self.receiver else f"restate.{self.name}"


@dataclass(frozen=True)
class SDK:
    """What is known of the SDK's root package."""

    contexts: Mapping[str, ContextKind]
    operations: Mapping[str, str]
    methods: Mapping[str, frozenset[str]]
    waits: Mapping[str, frozenset[str]]
    results: Mapping[str, str]
    arguments: Mapping[str, tuple[str, ...]]
    same_type: frozenset[str]
    terminal: frozenset[str]
    asks: frozenset[str]
    _known: dict[External, Operation | None] = field(default_factory=dict, repr=False, compare=False)

    def operation(self, target: object) -> Operation | None:
        """Return the operation that a call's target is, or None."""
        if not isinstance(target, External):
            return None
        if target not in self._known:
            self._known[target] = self._operation(target)
        return self._known[target]

    def _operation(self, target: External) -> Operation | None:
        if not is_sdk(target.path):
            return None
        if target.receiver:
            if target.name in self.methods.get(target.receiver, ()):
                return Operation(target.name, target.receiver, "method")
            return None
        group = self.operations.get(target.name)
        return Operation(target.name, "", group) if group is not None else None

    def role(self, external: External, index: int) -> str | None:
        """Return what becomes of an argument of an SDK function or method, or None if nothing is said.

        Roles: ``context``, ``target``, ``key``, ``name``, ``value``, ``payload``, ``headers``, ``delay``.
        """
        if not is_sdk(external.path):
            return None
        key = f"{external.receiver}.{external.name}" if external.receiver else external.name
        roles = self.arguments.get(key, ())
        return roles[index] if index < len(roles) else None

    def result(self, external: External, arguments: tuple[Type | None, ...]) -> Type | None:
        """Return what an SDK function or method gives, or None."""
        if external.receiver in self.contexts:
            return Pointer(Named(PATH, "ReplayLogger")) if external.name == "Log" else None
        key = f"{external.receiver}.{external.name}" if external.receiver else external.name
        spec = self.results.get(key)
        if spec is None:
            return None
        parts = [_type(part.strip(), arguments) for part in spec.split(",")]
        return parts[0] if len(parts) == 1 else Tuple(tuple(parts))


def is_sdk(path: str) -> bool:
    """Whether an import path is the SDK's root package."""
    return unversioned(path) == PATH


def is_sdk_module(path: str) -> bool:
    """Whether a module path is that of the SDK or of one of the modules it is made of."""
    path = unversioned(path)
    return path == PATH or path.startswith((f"{PATH}/x/", f"{PATH}/testing"))


def _type(spec: str, arguments: tuple[Type | None, ...]) -> Type | None:
    if spec.startswith("$"):
        index = int(spec[1:]) - 1
        return arguments[index] if index < len(arguments) else None
    if spec.startswith("*"):
        return Pointer(_type(spec[1:], arguments))
    if spec.startswith("[]"):
        return Slice(_type(spec[2:], arguments))
    if spec == "error":
        return ERROR
    if spec.islower():
        return Named("", spec)
    if "/" in spec:
        path, _, name = spec.rpartition(".")
        return Named(path, name)
    name, _, given = spec.partition("[")
    return Named(PATH, name, (_type(given[:-1], arguments),) if given else ())


@cache
def sdk() -> SDK:
    """Return the SDK's data, read once."""
    data = tomllib.loads(files("restatelint.restate").joinpath("data/sdk.toml").read_text("utf-8"))
    return SDK(
        contexts={name: ContextKind(kind) for name, kind in data["contexts"].items()},
        operations={name: group for group, names in data["operations"].items() for name in names},
        methods={name: frozenset(methods) for name, methods in data["methods"].items()},
        waits={name: frozenset(methods) for name, methods in data["waits"].items()},
        results=data["results"],
        arguments={name: tuple(roles) for name, roles in data["arguments"].items()},
        same_type=frozenset(data["same_type"]),
        terminal=frozenset(data["errors"]["terminal"]),
        asks=frozenset(data["errors"]["asks"]),
    )
