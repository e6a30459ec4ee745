"""What can be told of a name, a key or a client before the code runs; everything else is None."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type
    from restatelint.restate.services.model import ServiceKind


@dataclass(frozen=True, slots=True)
class Text:
    """A constant string."""

    value: str


@dataclass(frozen=True, slots=True)
class Truth:
    """A constant truth value."""

    value: bool


@dataclass(frozen=True, slots=True)
class OwnKey:
    """The key of the invocation: ``restate.Key(ctx)``."""


@dataclass(frozen=True, slots=True)
class Struct:
    """A struct of a type by its fields; a field that is not here has no known value."""

    type: Type | None
    fields: tuple[tuple[str, Value | None], ...]


@dataclass(frozen=True)
class Client:
    """What names a handler: the SDK's ``Service``, ``Object`` or ``Workflow`` and what it was given."""

    kind: ServiceKind
    service: Value | None
    key: Value | None
    handler: Value | None
    file: File
    node: Node
    response: Type | None


Value = Text | Truth | OwnKey | Struct | Client


@dataclass(frozen=True)
class Frame:
    """The values of a function's receiver and parameters, by name, as far as a call gives them."""

    function: Function
    values: Mapping[str, Value | None] = field(default_factory=dict)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells two frames apart that may lead to different targets."""
        known = [(name, value) for name, value in self.values.items() if value is not None]
        return (self.function.key, tuple(sorted(known, key=lambda pair: pair[0])))
