"""Turns objects of sarif-om, which has classes but no writer, into JSON values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attr

if TYPE_CHECKING:
    from restatelint.report.json_text import Json

_RENAMED = {("Suppression", "state"): "status"}
"""What the final schema calls otherwise than the draft that sarif-om was made from."""

_ALWAYS = {("Result", "level"), ("Notification", "level"), ("ReportingConfiguration", "level")}
"""What is written though it is the default: GitHub takes a missing level for ``none``."""

_NEVER = {("Run", "newline_sequences"), ("ToolComponent", "contents")}
"""Where sarif-om's default is not the one of the final schema."""


def json_value(value: object) -> Json:
    """Return the JSON value of a sarif-om object, or of a list or mapping of such.

    Left out is what is None or the schema's default.
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, dict):
        return {str(key): json_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(item) for item in value]
    kind = type(value)
    properties: dict[str, Json] = {}
    if not attr.has(kind):
        raise TypeError(f"no JSON for {kind.__name__}, expected an object of sarif-om")
    for field in attr.fields(kind):
        item: object = getattr(value, field.name)
        key = (kind.__name__, field.name)
        is_default = item == field.default and key not in _ALWAYS
        if item is None or is_default or key in _NEVER:
            continue
        properties[_RENAMED.get(key, field.metadata["schema_property_name"])] = json_value(item)
    return properties
