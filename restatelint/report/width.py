"""How wide characters are on a terminal; only texts that are not ASCII ask."""

from __future__ import annotations

import unicodedata


def character_width(character: str) -> int:
    """Return how many columns a character takes: none, one or two."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
