"""What a client may set: which rules, and whether it is shown which code runs again; the rest is ignored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from restatelint.cli.request import Request

OFF, HINTS, LENSES = "off", "hints", "lenses"


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of a check, and how regions are shown: ``off``, ``hints`` or ``lenses``.

    ``everywhere`` asks for findings in files that are not open.
    """

    request: Request = field(default_factory=Request)
    regions: str = OFF
    everywhere: bool = False


def wishes_of(given: object) -> Wishes:
    """Return the wishes in what a client sent: a table, or one under the name of this tool."""
    table = _table(given)
    table = _table(table["restatelint"]) if "restatelint" in table else table
    regions = _text(table, "regions") or OFF
    return Wishes(
        Request(
            preset=_text(table, "preset", ("default", "strict")),
            select=_texts(table, "select"),
            ignore=_texts(table, "ignore"),
            config=_text(table, "config"),
            sdk_version=_text(table, "sdkVersion"),
        ),
        regions if regions in (HINTS, LENSES) else OFF,
        _text(table, "diagnostics") == "workspace",
    )


def _table(given: object) -> Mapping[str, object]:
    if isinstance(given, Mapping):
        return {str(key): value for key, value in given.items()}
    # what pygls makes of a table whose form it does not know has attributes
    fields = getattr(given, "_asdict", None)
    return _table(fields()) if callable(fields) else {}


def _text(table: Mapping[str, object], key: str, known: tuple[str, ...] = ()) -> str | None:
    value = table.get(key)
    return value if isinstance(value, str) and value and (not known or value in known) else None


def _texts(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = table.get(key)
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, (list, tuple)) else ()
