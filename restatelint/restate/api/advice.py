"""What to write instead of a name of the SDK: tables of ours, then names that are there and near."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from restatelint.restate.api.symbols import api
from restatelint.restate.sdk import PATH, sdk

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from restatelint.restate.api.versions import Numbers


@dataclass(frozen=True, slots=True)
class Rename:
    """The one name that takes another's place, in ``package`` ("" is the same).

    ``loose`` says in what it is not quite the old one, ``convert`` which type its only argument is of now.
    """

    name: str
    package: str
    loose: str
    convert: str


@cache
def renames() -> Mapping[str, Rename]:
    """Return the names that another takes the place of with the same arguments."""
    return {
        name: Rename(entry["rename"], *(entry.get(key, "") for key in ("package", "loose", "convert")))
        for name, entry in _read("replacements.toml").items()
        if "rename" in entry
    }


@cache
def replacements() -> Mapping[str, str]:
    """Return what to write instead of names that were given up, by the name that code has for them."""
    return {name: entry["instead"] for name, entry in _read("replacements.toml").items()}


@cache
def sources() -> Mapping[str, str]:
    """Return where each replacement is taken from."""
    return {name: entry["from"] for name, entry in _read("replacements.toml").items()}


@cache
def invented_imports() -> Mapping[str, str]:
    """Return import paths that never were, with those that have what they are thought to have."""
    return dict(_read("invented.toml")["imports"])


def _read(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(files("restatelint.restate").joinpath(f"data/sdk/{name}").read_text("utf-8"))


@cache
def _invented() -> Mapping[str, list[str]]:
    text = files("restatelint.restate").joinpath("data/sdk/invented.toml").read_text("utf-8")
    return {name: list(meant) for name, meant in tomllib.loads(text)["names"].items()}


def replacement(path: str, symbol: str, title: str, numbers: Numbers) -> str:
    """Return what to write instead of a symbol that is gone or going, "" when nothing is known."""
    found = replacements().get(title)
    owner, _, member = symbol.rpartition(".")
    if found is None and path == PATH and owner in sdk().contexts:
        return replacements().get(f"restate.Context.{member}", "") or _function(member, numbers)
    if found is None and owner and not owner.endswith("()"):
        owner_title = title.rpartition(".")[0]
        return replacements().get(owner_title, "")
    return found or ""


def suggestions(path: str, symbol: str, title: str, numbers: Numbers) -> list[str]:
    """Return what may be meant by a name that never was, the likeliest first."""
    owner, _, member = symbol.rpartition(".")
    is_context = path == PATH and owner in sdk().contexts
    if is_context:
        function = _function(member, numbers)
        found = _invented().get(f"restate.Context.{member}", []) or ([function] if function else [])
        found = found or _invented().get(f"restate.{member}", [])
    else:
        found = _invented().get(title, [])
    if found:
        return found
    package = api().packages[path]
    if not owner:
        elsewhere = [
            f"{other.name}.{member}"
            for other in api().packages.values()
            if other.path != path and other.path in _MAIN and member in other.names(numbers)
        ]
        if elsewhere:
            return elsewhere
    start = title.removesuffix(member)
    there = package.names(numbers, owner)
    wrong = [name.removeprefix(start) for name in _invented() if name.startswith(start)]
    near = nearest(member, [*there, *wrong])
    if near and near[0] not in there:
        return _invented()[start + near[0]]
    near = [each for each in near if each in there] or _beginning(member, there)
    if is_context and not near:
        functions = nearest(member, api().packages[PATH].names(numbers))
        return [f"restate.{each}(ctx, ...)" for each in functions]
    return [start + each for each in near]


def _beginning(name: str, names: Iterable[str]) -> list[str]:
    """Return the longest of the names that a wrong one begins with, if it is more than a syllable."""
    found = [each for each in names if len(each) >= _SYLLABLE and name.startswith(each)]
    return sorted(found, key=len)[-1:]


_SYLLABLE = 5
_MAIN = frozenset({PATH, f"{PATH}/server", f"{PATH}/ingress", f"{PATH}/encoding"})


def _function(name: str, numbers: Numbers) -> str:
    """Return the function of a name that takes a context first, as a call, or ""."""
    for period in api().periods(PATH, name):
        if period.holds(numbers) and period.kind == "func" and period.context:
            rest = ", ..." if len(period.takes) > 1 else ""
            return f"restate.{name}(ctx{rest})"
    return ""


def nearest(name: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Return the names that are few edits away from a wrong one, the nearest first."""
    limit = max(2, len(name) // 3)
    lowered = name.lower()
    found = [(distance(lowered, each.lower(), limit), each) for each in names]
    return [each for edits, each in sorted(found) if edits <= limit][:most]


def distance(left: str, right: str, limit: int) -> int:
    """Return how many letters must be changed, added, left out or swapped; over ``limit`` it stops."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
