"""The imports of a file: which package a name before a dot means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from restatelint.golang.syntax import field, string_value, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from restatelint.golang.tree import Node

_MAJOR = re.compile(r"/v[0-9]{1,4}(?=/|$)")
_GOPKG = re.compile(r"\.v[0-9]{1,4}(?=/|$)")


@lru_cache(maxsize=4096)
def unversioned(path: str) -> str:
    """Return an import path without its major version: ``a/b/v2/c`` and ``gopkg.in/b.v2`` lose it."""
    if path.startswith("gopkg.in/"):
        return _GOPKG.sub("", path)
    return _MAJOR.sub("", path)


def likely_names(path: str) -> frozenset[str]:
    """Return the package names that an import path without an alias may well have."""
    last = unversioned(path).rpartition("/")[2]
    names = {last, last.replace("-", "_"), last.replace("-", ""), last.rpartition("-")[2]}
    for name in (last, *list(names)):
        names.add(name.removeprefix("go-").removesuffix("-go").removesuffix(".go").replace("-", ""))
        names.add(name.removesuffix(".go").removesuffix("-go").removeprefix("go-"))
    return frozenset(names - {""})


@dataclass(frozen=True)
class Import:
    """One import: ``name`` is the alias, "" if it has none; "." and "_" stay as they are."""

    path: str
    name: str
    node: Node


@dataclass(frozen=True)
class Imports:
    """The imports of one file; ``named`` gives their paths by the names they can go by in it."""

    all: tuple[Import, ...]
    dots: tuple[str, ...]
    unnamed: tuple[Import, ...]
    named: Mapping[str, str]

    @staticmethod
    def of(top_level: Iterable[Node], package_names: Mapping[str, str]) -> Imports:
        """Collect imports; ``package_names`` maps unversioned paths to the name in their package clause."""
        found: list[Import] = []
        for declaration in top_level:
            if declaration.type != "import_declaration":
                continue
            for child in declaration.named_children:
                specs = child.named_children if child.type == "import_spec_list" else [child]
                for spec in specs:
                    path_node, name = field(spec, "path"), field(spec, "name")
                    path = string_value(path_node) if path_node is not None else None
                    if path:
                        found.append(Import(path, text(name) if name is not None else "", spec))
        named: dict[str, str] = {}
        for item in found:
            if item.name not in ("", ".", "_"):
                named[item.name] = item.path
        for item in found:
            if item.name == "":
                known = package_names.get(unversioned(item.path))
                for likely in (known,) if known else sorted(likely_names(item.path)):
                    named.setdefault(likely, item.path)
        dots = tuple(item.path for item in found if item.name == ".")
        unnamed = tuple(item for item in found if item.name == "" and "." in item.path.partition("/")[0])
        return Imports(tuple(found), dots, unnamed, named)

    def path(self, name: str) -> str | None:
        """Return the import path that a name means in this file, or None."""
        return self.named.get(name)
