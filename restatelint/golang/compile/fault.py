"""One thing that Go's compiler would refuse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restatelint.golang.tree import Node


@dataclass(frozen=True, slots=True)
class Fault:
    """Where Go would not compile: ``kind`` names the sort of error, ``advice`` says what to write instead."""

    kind: str
    node: Node
    message: str
    advice: str
