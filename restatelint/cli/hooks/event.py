"""What all hook protocols share: an event as JSON, the files it is about, and an answer in three parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from restatelint.report.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from restatelint.report.json_text import Json

    Event: TypeAlias = Mapping[str, object]

BLOCKING = 2
"""The exit code that every protocol takes for a refusal, with the reason on standard error."""


class UnreadableEventError(Exception):
    """An event that is not what the protocol says."""


class TooLargeEventError(Exception):
    """An event of which nothing can be known but that it may hold anything."""


@dataclass(frozen=True, slots=True)
class Change:
    """Files that an agent changed, or with ``content`` the one it is about to write with that text.

    ``paths`` are as the event gives them, relative to ``directory``, which is "" for the current one.
    """

    paths: tuple[str, ...]
    directory: str
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a hook says: on standard output, on standard error, and by its exit code."""

    out: str = ""
    err: str = ""
    code: int = 0


class Agent(Protocol):
    """A protocol: both are pure functions of an event."""

    def change(self, event: Event, /) -> Change | None:
        """Return what is to be judged, or None for an event that is about nothing of ours.

        Raises UnreadableEventError.
        """

    def refusal(self, event: Event, reason: str, /) -> Answer:
        """Return how an event with a change is answered, so that the model reads the reason."""


def said(answer: Json) -> Answer:
    """Return the answer that is one JSON object on standard output."""
    return Answer(out=f"{json_text(answer)}\n")


def text_of(event: Event, *keys: str) -> str:
    """Return the text below some keys, or raise UnreadableEventError."""
    value: object = event
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, str):
        message = f"the event has no text `{'.'.join(keys)}`"
        raise UnreadableEventError(message)
    return value
