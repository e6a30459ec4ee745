"""JSON as text that any reader takes: ASCII, valid Unicode, the same bytes every time."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from typing import TypeAlias

Json: TypeAlias = Union["dict[str, Json]", "list[Json]", "tuple[Json, ...]", str, int, float, bool, None]
"""A value that JSON can hold."""

_NOT_PLAIN = re.compile(r"[^\n -~]")


def json_text(value: Json, indent: int | None = None) -> str:
    """Return JSON in printable ASCII; a byte that was not UTF-8 becomes U+FFFD.

    A lone surrogate is what Python makes of such a byte, and many readers refuse a whole document
    for one.
    """
    return _NOT_PLAIN.sub(_escape, json.dumps(value, ensure_ascii=False, indent=indent))


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if "\ud800" <= character <= "\udfff":
        return "\\ufffd"
    return json.dumps(character)[1:-1]
