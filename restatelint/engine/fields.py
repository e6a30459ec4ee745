"""Fields of a settings file: each reads itself from a table and describes itself as JSON Schema.

One description serves both, so that the reader and the schema cannot disagree. It knows no field.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from restatelint.engine.toml import Form, Table

_Value = TypeVar("_Value")
_Given = TypeVar("_Given", covariant=True)
_Wanted = TypeVar("_Wanted")


MOST = 1_000
"""How many values a key may have: each may be asked about for every file."""


class Kind(Protocol[_Given]):
    """What the value of a key must be."""

    def read(self, table: Table, key: str) -> _Given:
        """Return the value of a key that the table has, or raise a DataError."""

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of the value."""


@dataclass(frozen=True, slots=True)
class Text:
    """A string of a form."""

    form: Form

    def read(self, table: Table, key: str) -> str:
        """Return the string."""
        return table.string(key, self.form)

    def schema(self) -> dict[str, object]:
        """Return a string with a pattern."""
        return {"type": "string", "pattern": self.form.pattern}


@dataclass(frozen=True, slots=True)
class Texts:
    """An array of at most some strings, each of a form."""

    form: Form
    most: int = MOST

    def read(self, table: Table, key: str) -> tuple[str, ...]:
        """Return the strings."""
        return _few(table.strings(key, self.form), self.most, table, key)

    def schema(self) -> dict[str, object]:
        """Return an array of strings with a pattern."""
        return {"type": "array", "items": Text(self.form).schema(), "maxItems": self.most}


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def read(self, table: Table, key: str) -> bool:
        """Return the boolean."""
        return table.boolean(key)

    def schema(self) -> dict[str, object]:
        """Return a boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some strings."""

    choices: tuple[str, ...]

    def read(self, table: Table, key: str) -> str:
        """Return the string."""
        return table.choice(key, self.choices)

    def schema(self) -> dict[str, object]:
        """Return an enumeration."""
        return {"enum": list(self.choices)}


@dataclass(frozen=True, slots=True)
class TableOf(Generic[_Value]):
    """A table of at most some keys, which have a form, and whose values are all of one kind."""

    keys: Form
    kind: Kind[_Value]
    most: int = MOST

    def read(self, table: Table, key: str) -> Mapping[str, _Value]:
        """Return the values by key, in file order."""
        inner = table.table(key)
        names = _few(inner.keys(self.keys), self.most, table, key)
        return {each: self.kind.read(inner, each) for each in names}

    def schema(self) -> dict[str, object]:
        """Return an object with patterned names."""
        return {
            "type": "object",
            "propertyNames": {"pattern": self.keys.pattern},
            "additionalProperties": self.kind.schema(),
            "maxProperties": self.most,
        }


@dataclass(frozen=True, slots=True)
class Field(Generic[_Given]):
    """A key, in the table at ``names[:-1]``, with its kind and what it does.

    ``formerly`` is what it was called at the top of the file, which still counts, or "".
    """

    names: tuple[str, ...]
    kind: Kind[_Given]
    description: str
    formerly: str = ""

    def read(self, table: Table, convert: Callable[[_Given], _Wanted], otherwise: _Wanted) -> _Wanted:
        """Return the value converted, or ``otherwise`` when the file does not give it."""
        holder = _table_at(table, self.names[:-1])
        key = self.names[-1]
        if self.formerly and self.formerly in table:
            if holder is not None and key in holder:
                message = f"`{self.formerly}` is now `{'.'.join(self.names)}`, which is given as well"
                raise table.error(self.formerly, message)
            holder, key = table, self.formerly
        return convert(self.kind.read(holder, key)) if holder is not None and key in holder else otherwise


def _table_at(table: Table, names: Iterable[str]) -> Table | None:
    for name in names:
        if name not in table:
            return None
        table = table.table(name)
    return table


def _few(given: tuple[str, ...], most: int, table: Table, key: str) -> tuple[str, ...]:
    if len(given) > most:
        raise table.error(key, f"`{key}` has {len(given)} values, expected at most {most}")
    return given


def check_keys(table: Table, fields: Iterable[Field[object]]) -> None:
    """Raise a DataError at the first key, of the table or of a table within, that is no field."""
    given = tuple(fields)
    former = [(field.formerly,) for field in given if field.formerly]
    _check_names(table, [*(field.names for field in given), *former])


def _check_names(table: Table, known: Iterable[tuple[str, ...]]) -> None:
    below: dict[str, list[tuple[str, ...]]] = {}
    for first, *rest in known:
        below.setdefault(first, []).append(tuple(rest))
    table.only(below)
    for name, inner in below.items():
        if name in table and any(inner):
            _check_names(table.table(name), inner)


def object_schema(
    fields: Iterable[Field[object]], defaults: Mapping[tuple[str, ...], object]
) -> dict[str, object]:
    """Return the JSON Schema of a table that has these fields; a default of None is none."""
    given = tuple(fields)
    described: dict[tuple[str, ...], dict[str, object]] = {}
    for field in given:
        default = defaults.get(field.names)
        also = {} if default is None else {"default": default}
        described[field.names] = {"description": field.description, **field.kind.schema(), **also}
    for field in given:
        if field.formerly:
            words = f"Now `{'.'.join(field.names)}`."
            described[(field.formerly,)] = {
                "description": words,
                "deprecated": True,
                **field.kind.schema(),
            }
    both = [{"not": _has((field.formerly,), field.names)} for field in given if field.formerly]
    return {**_object_schema(described), **({"allOf": both} if both else {})}


def _has(*wanted: tuple[str, ...]) -> dict[str, object]:
    """Return the schema of an object that has keys in it, each by the way to it."""
    inner = {first: _has(tuple(rest)) for first, *rest in wanted if rest}
    return {"required": [names[0] for names in wanted], **({"properties": inner} if inner else {})}


def _object_schema(described: Mapping[tuple[str, ...], dict[str, object]]) -> dict[str, object]:
    below: dict[str, dict[tuple[str, ...], dict[str, object]]] = {}
    for (first, *rest), schema in described.items():
        below.setdefault(first, {})[tuple(rest)] = schema
    properties = {name: inner[()] if () in inner else _object_schema(inner) for name, inner in below.items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}
