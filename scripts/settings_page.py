"""The table of settings: what each key may be, what holds without it, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING

from restatelint.engine.fields import MOST, Choice, Flag, TableOf, Text, Texts
from restatelint.engine.settings import Settings, attribute_of
from restatelint.engine.settings_keys import FIELDS

if TYPE_CHECKING:
    from restatelint.engine.fields import Field, Kind

_SECOND = 1_000_000_000


def table() -> str:
    """Return the keys of a settings file as a table in Markdown."""
    rows = "".join(
        f"| `{_key(each)}` | {allowed(each.kind)} | {default(each)} | {_words(each)} |\n" for each in FIELDS
    )
    most = f"\nAn array or a table holds at most {MOST:,} values.\n"
    return f"| key | value | default | what it says |\n|---|---|---|---|\n{rows}{most}"


def allowed(kind: Kind[object]) -> str:
    """Return in words what a value may be."""
    if isinstance(kind, Flag):
        return "`true` or `false`"
    if isinstance(kind, Choice):
        return ", ".join(f"`{each}`" for each in kind.choices)
    if isinstance(kind, Text):
        return kind.form.words
    if isinstance(kind, Texts):
        assert kind.most == MOST, "say how many if it is not the same for all"
        return f"array, each {kind.form.words}"
    if isinstance(kind, TableOf):
        assert kind.most == MOST, "say how many if it is not the same for all"
        return f"table; key: {kind.keys.words}; value: {allowed(kind.kind)}"
    message = f"there are no words for {type(kind).__name__}"
    raise TypeError(message)


def default(field: Field[object]) -> str:
    """Return what holds where no file gives a key, or "" if that is nothing."""
    key = _key(field)
    value: object = getattr(Settings(), attribute_of(field), None)
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, int):
        return f'`"{value // _SECOND}s"`'
    if isinstance(value, str) and value:
        return f'`"{value}"`'
    assert not value or isinstance(value, Mapping), key
    return ""


def _words(field: Field[object]) -> str:
    former = f" Formerly `{field.formerly}`, which still counts." if field.formerly else ""
    return f"{field.description}{former}"


def _key(field: Field[object]) -> str:
    return ".".join(field.names)
