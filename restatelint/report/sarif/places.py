"""Places in SARIF: percent-encoded addresses, UTF-16 columns, and links from messages to places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import sarif_om

from restatelint.source.position import encoded

if TYPE_CHECKING:
    from restatelint.engine.finding import Place, Step
    from restatelint.source.position import Position

ROOT = "%SRCROOT%"
"""The name under which SARIF readers know the root of the repository."""

_SPECIAL_IN_LINK = re.compile(r"[][\\]")
_LINK_LIKE = re.compile(r"\[(?=[^\[\]]*\]\()")


def artifact_location(path: str) -> sarif_om.ArtifactLocation:
    """Return the address of a file below the root, by its bytes and safe in any address."""
    return sarif_om.ArtifactLocation(uri=quote(encoded(path), safe="/"), uri_base_id=ROOT)


def region(start: Position, end: Position, text: str | None = None) -> sarif_om.Region:
    """Return a range in lines and UTF-16 columns, with its text if that is given."""
    return sarif_om.Region(
        start_line=start.line,
        start_column=start.utf16_column,
        end_line=end.line,
        end_column=end.utf16_column,
        snippet=None if text is None else sarif_om.ArtifactContent(text=text),
    )


def location(place: Place, number: int | None = None, message: str = "") -> sarif_om.Location:
    """Return a place; with the number by which a message links to it, and with a word about it."""
    return sarif_om.Location(
        id=-1 if number is None else number,
        message=sarif_om.Message(text=message) if message else None,
        physical_location=sarif_om.PhysicalLocation(
            artifact_location=artifact_location(place.path),
            region=region(place.start, place.end, _text(place) or None),
        ),
    )


def link(step: Step, number: int) -> str:
    """Return a step as a link to the related place with a number: ``[helper](1)``."""
    text = _SPECIAL_IN_LINK.sub(r"\\\g<0>", step.message)
    return f"[{text}]({number})"


def literal(text: str) -> str:
    r"""Return text in which nothing is a link; ``Get[int](1)`` would be one without its ``\``."""
    return _LINK_LIKE.sub(r"\\[", text)


def sentence(text: str) -> str:
    """Return text with a full stop, which SARIF wants and our messages do not have."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _text(place: Place) -> str:
    lines = list(place.lines)
    if not lines:
        return ""
    if place.end.line - place.start.line + 1 == len(lines):
        lines[-1] = lines[-1][: place.end.column - 1]
    lines[0] = lines[0][place.start.column - 1 :]
    return "\n".join(lines)
