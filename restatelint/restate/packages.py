"""The tables of data/effects: what is known of each package, read when it is asked for."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# the gravest first: a call with several effects is reported for the first of them
EFFECTS = (
    "network",
    "database",
    "process-start",
    "file-write",
    "file-read",
    "timer",
    "goroutine",
    "wall-clock",
    "random",
    "unique-id",
    "process-identity",
    "environment",
    "process-change",
    "context-deadline",
    "synchronise",
    "exit",
    "log",
    "metric",
)


@dataclass(frozen=True)
class PackageKnowledge:
    """What is known of one package; names are ``Func``, ``Type.Method``, ``Type.*`` or ``*``."""

    effects: Mapping[str, tuple[str, ...]]
    none: frozenset[str]
    returns: Mapping[str, str]
    variables: Mapping[str, str]
    fields: Mapping[str, str]

    def effects_of(self, receiver: str, name: str) -> tuple[str, ...]:
        """Return the effects of a function or method; an exact name wins over a wildcard."""
        exact = f"{receiver}.{name}" if receiver else name
        if exact in self.none:
            return ()
        found = self.effects.get(exact)
        if found is None and receiver:
            found = () if f"{receiver}.*" in self.none else self.effects.get(f"{receiver}.*")
        return found if found is not None else self.effects.get("*", ())


NOTHING = PackageKnowledge({}, frozenset(), {}, {}, {})
"""Of a package that nothing is known of."""

_HEADER = re.compile(r'^\[(?:"([^"\n]+)"|([\w-]+))(?:\.([\w-]+))?\]', re.MULTILINE)
_NAME = re.compile(r'^name = "([^"\n]+)"', re.MULTILINE)


class Packages(Mapping[str, PackageKnowledge]):
    """The shipped tables, each read when asked for: reading all takes longer than a small check."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._blocks: dict[str, str] = {}
        self._read: dict[str, PackageKnowledge] = {}
        for text in texts:
            headers = list(_HEADER.finditer(text))
            ends = [header.start() for header in headers[1:]] + [len(text)]
            for header, end in zip(headers, ends, strict=True):
                path, block = header[1] or header[2], text[header.end() : end]
                if header[3]:  # a table inside the package's own
                    block = f"{self._blocks.get(path, '')}\n[{header[3]}]{block}"
                self._blocks[path] = block

    def __getitem__(self, path: str) -> PackageKnowledge:
        if path not in self._read:
            self._read[path] = _package(tomllib.loads(self._blocks[path]))
        return self._read[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._blocks)

    def __len__(self) -> int:
        return len(self._blocks)

    def names(self) -> dict[str, str]:
        """Return the names of packages whose paths do not tell them."""
        found = {path: _NAME.search(block) for path, block in self._blocks.items()}
        return {path: match[1] for path, match in found.items() if match is not None}


def _package(table: Mapping[str, object]) -> PackageKnowledge:
    effects: dict[str, tuple[str, ...]] = {}
    for effect in EFFECTS:
        for name in _strings(table.get(effect)):
            effects[name] = (*effects.get(name, ()), effect)
    return PackageKnowledge(
        effects,
        frozenset(_strings(table.get("none"))),
        _pairs(table.get("returns")),
        _pairs(table.get("variables")),
        _pairs(table.get("fields")),
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def _pairs(value: object) -> dict[str, str]:
    return {str(name): str(spec) for name, spec in value.items()} if isinstance(value, dict) else {}
