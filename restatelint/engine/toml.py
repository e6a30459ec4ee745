"""Reads TOML data files into checked tables; every error names file and line. Knows no key."""

from __future__ import annotations

import difflib
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from restatelint.engine.toml_lines import line_of, line_of_string, lines_of_tables
from restatelint.source.opening import UnreadableError, read_found, read_named
from restatelint.source.shipped import is_shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_BYTES = 256_000
"""How large a file of settings or of a rule may be."""

_LONGEST_KEY = 100  # in names with dots between them; the parser's time grows with the square
# strings and comments, each of which may lack its end so that nothing is looked at twice, and other words
_NOT_STRUCTURE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*(?:""")?'
    r"|'''(?:[^']|'(?!''))*(?:''')?"
    r'|"(?:[^"\\\n]|\\.)*"?'
    r"|'[^'\n]*'?|#[^\n]*|[^.=,\[\]{}\n\"'#]+",
    re.DOTALL,
)
_ERROR_PLACE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)$")


class DataError(Exception):
    """A data file that cannot be used: ``path:line: message``, with a 1-based line."""

    def __init__(self, path: str, line: int, message: str) -> None:
        """Take the file as people are shown it, the line (1 when unknown) and what is wrong."""
        super().__init__(path, line, message)
        self.path = path
        self.line = line
        self.message = message

    def __str__(self) -> str:
        """Return ``path:line: message``."""
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Form:
    """What a string must look like: an anchored pattern, and words for people."""

    pattern: str
    words: str


KEBAB = Form(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*(?!\n)$", "a kebab-case name, like `wall-clock`")
"""What rules, families and effects are called."""


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the name most like a wrong one, or "" when none is near."""
    found = difflib.get_close_matches(name, sorted(names), n=1)
    return found[0] if found else ""


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return `` (did you mean `x`?)`` for a wrong name, or "" when no right one is near."""
    near = nearest(name, names)
    return f" (did you mean `{near}`?)" if near else ""


def file_text(path: str) -> str:
    """Return a data file's text, or raise a DataError: unreadable, too large, or not UTF-8.

    No link is followed out of the repository in which it stands, unless the file came with restatelint.
    """
    try:
        data = read_named(path, MAX_BYTES) if is_shipped(path) else read_found(path, MAX_BYTES)
    except UnreadableError as error:
        raise DataError(path, 1, str(error)) from error
    try:
        return data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(path, line, "is not UTF-8 text") from error


def read_table(path: str) -> Table:
    """Return the table that a TOML file holds, or raise a DataError, as `file_text` does."""
    text = file_text(path)
    return Table(path, text, (), _parsed(path, text))


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a TOML file. ``names`` is the way to it from the top; every accessor checks.

    ``first_line`` is where one of an array of tables begins. An accessor raises a DataError at the key's
    line if the key is missing or its value is of another kind; ``key in table`` asks first.
    """

    path: str
    text: str
    names: tuple[str, ...]
    values: Mapping[str, object]
    first_line: int = 1

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def error(self, key: str, message: str, value: str = "") -> DataError:
        """Return an error at the line of a key, or of a string in that key's value."""
        line = line_of(self.text, (*self.names, key), self.first_line)
        if value:
            line = line_of_string(self.text, value, line) or line
        return DataError(self.path, line, message)

    def only(self, keys: Iterable[str]) -> None:
        """Raise a DataError unless every key of the table is one of those given."""
        known = tuple(keys)
        for key in self.values:
            if key not in known:
                raise self.error(key, f"unknown key `{key}`{did_you_mean(key, known)}")

    def keys(self, form: Form | None = None) -> tuple[str, ...]:
        """Return the table's keys in file order, each checked against a form."""
        for key in self.values:
            if form is not None and not re.search(form.pattern, key):
                raise self.error(key, f"the key `{key}` is not {form.words}")
        return tuple(self.values)

    def string(self, key: str, form: Form | None = None) -> str:
        """Return a string, checked against a form."""
        value = self._value(key)
        if not isinstance(value, str):
            raise self._wrong_kind(key, "a string", value)
        self._check_form(key, value, form)
        return value

    def strings(self, key: str, form: Form | None = None) -> tuple[str, ...]:
        """Return an array of strings, each checked against a form."""
        value = self._value(key)
        if not isinstance(value, list):
            raise self._wrong_kind(key, "an array of strings", value)
        strings: list[str] = []
        for item in value:
            if not isinstance(item, str):
                raise self._wrong_kind(key, "an array of strings", value, item)
            self._check_form(key, item, form)
            strings.append(item)
        return tuple(strings)

    def boolean(self, key: str) -> bool:
        """Return true or false."""
        value = self._value(key)
        if not isinstance(value, bool):
            raise self._wrong_kind(key, "true or false", value)
        return value

    def integer(self, key: str) -> int:
        """Return an integer."""
        value = self._value(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong_kind(key, "an integer", value)
        return value

    def choice(self, key: str, choices: Iterable[str]) -> str:
        """Return a string that is one of some choices."""
        value = self.string(key)
        allowed = tuple(choices)
        if value not in allowed:
            expected = ", ".join(f"`{choice}`" for choice in allowed)
            hint = did_you_mean(value, allowed)
            raise self.error(key, f"`{key}` is `{value}`, expected one of {expected}{hint}", value)
        return value

    def table(self, key: str) -> Table:
        """Return a table within this one."""
        value = self._value(key)
        if not isinstance(value, dict):
            raise self._wrong_kind(key, "a table", value)
        return Table(self.path, self.text, (*self.names, key), value, self.first_line)

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return the tables of an array of them, each written as ``[[key]]``."""
        value = self._value(key)
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self._wrong_kind(key, f"tables, each below `[[{key}]]`", value)
        names = (*self.names, key)
        lines = lines_of_tables(self.text, names)
        return tuple(
            Table(self.path, self.text, names, each, lines[index] if index < len(lines) else 1)
            for index, each in enumerate(value)
        )

    def _value(self, key: str) -> object:
        if key not in self.values:
            line = line_of(self.text, self.names, self.first_line) if self.names else 1
            raise DataError(self.path, line, f"the key `{key}` is missing")
        return self.values[key]

    def _wrong_kind(self, key: str, expected: str, *values: object) -> DataError:
        found = " with ".join(_kind(value) for value in values)
        return self.error(key, f"`{key}` is {found}, expected {expected}")

    def _check_form(self, key: str, value: str, form: Form | None) -> None:
        if form is not None and not re.search(form.pattern, value):
            raise self.error(key, f"`{value}` in `{key}` is not {form.words}", value)


def _parsed(path: str, text: str) -> dict[str, object]:
    if "." * _LONGEST_KEY in _NOT_STRUCTURE.sub("", text):
        raise DataError(path, 1, f"has a key of more than {_LONGEST_KEY} names")
    try:
        return tomllib.loads(text)
    except ValueError as error:
        message = str(error)
        line = text.count("\n") + 1
        if place := _ERROR_PLACE.search(message):
            line = int(place[1]) if place[1] else line
            message = message[: place.start()]
        raise DataError(path, line, message[:1].lower() + message[1:]) from error
    except RecursionError as error:
        raise DataError(path, 1, "is nested too deeply") from error


def _kind(value: object) -> str:
    kinds = {bool: "a boolean", int: "an integer", float: "a number", str: "a string"}
    kinds |= {list: "an array", dict: "a table"}
    return kinds.get(type(value), "a date or time")
