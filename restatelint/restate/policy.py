"""What the settings say of a team's services: facts cannot know it, and some rules hang on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """What a team wants of its services.

    ``public_endpoint`` says that they can be reached from the internet, ``require_retention`` that each
    has to say how long results are kept. ``slow_functions`` are full names of functions that may take
    longer than a minute.
    """

    public_endpoint: bool = False
    require_retention: bool = False
    slow_functions: frozenset[str] = frozenset()
