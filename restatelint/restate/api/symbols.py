"""The API of the SDK in every release of it: which symbols there were, from when to when, in which shape.

The data is written by scripts/sdk_api.py from the releases themselves. It is read a package at a time,
when somebody asks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, TypeGuard

from restatelint.restate.api.versions import numbers_of
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.restate.api.versions import Numbers


@dataclass(frozen=True, slots=True)
class Period:
    """A symbol in the releases in which it looked the same.

    ``since`` and ``until`` are releases without ``v``; ``until`` is "" while it is there. ``takes`` are
    parameter names, the last with ``...`` if variadic. ``types`` counts type parameters. ``context``
    names the Restate context that comes first. ``options`` is the option interface of the variadic
    parameter, ``option`` those that the result is an option of. ``gives`` are the result types.
    """

    kind: str
    since: str
    until: str
    deprecated: str
    takes: tuple[str, ...]
    types: int
    context: str
    options: str
    option: tuple[str, ...]
    gives: str
    form: str
    open: bool

    def holds(self, numbers: Numbers) -> bool:
        """Whether the symbol was so in a release."""
        return numbers_of(self.since) <= numbers and (not self.until or numbers <= numbers_of(self.until))


@dataclass(frozen=True)
class Provider:
    """A module that a package belongs to from one release of the module to another ("" is still)."""

    module: str
    since: str
    until: str


@dataclass(frozen=True)
class ApiPackage:
    """A package of the SDK; one that is ``unread`` is generated or a command, and has no symbols here."""

    path: str
    name: str
    unread: bool
    providers: tuple[Provider, ...]

    @cached_property
    def symbols(self) -> Mapping[str, object]:
        """Every symbol: ``Func``, ``Type``, ``Type.Method``, ``Type.Field``; ask `periods` what it was.

        ``Func().Method`` is a method of what a function gives where the type has no name outside.
        """
        if self.unread:
            return {}
        name = self.path.removeprefix(PATH).strip("/").replace("/", "-") or "root"
        return _table(_read(f"{name}.json").get("symbols"))

    @cached_property
    def _known(self) -> dict[str, tuple[Period, ...]]:
        return {}

    def periods(self, symbol: str) -> tuple[Period, ...]:
        """Return the periods of a symbol, the earliest first, () if there never was one."""
        if symbol not in self._known:
            self._known[symbol] = tuple(_period(_table(each)) for each in _items(self.symbols.get(symbol)))
        return self._known[symbol]

    def names(self, numbers: Numbers, owner: str = "") -> list[str]:
        """Return the names that a release has at the top level, or as members of a type."""
        start = f"{owner}." if owner else ""
        return [
            symbol[len(start) :]
            for symbol in self.symbols
            if symbol.startswith(start)
            and "." not in symbol[len(start) :]
            and any(period.holds(numbers) for period in self.periods(symbol))
        ]


@dataclass(frozen=True)
class Api:
    """Everything known of the SDK's packages, by import path, and of the releases of its modules."""

    packages: Mapping[str, ApiPackage]
    releases: Mapping[str, tuple[str, ...]]

    def periods(self, path: str, symbol: str) -> tuple[Period, ...]:
        """Return the periods of a symbol, () if there never was one."""
        package = self.packages.get(path)
        return package.periods(symbol) if package is not None else ()

    def after(self, module: str, release: str) -> str:
        """Return the release of a module that follows one, as numbers say; the newest if none does."""
        order = self.releases[module]
        later = [each for each in order if numbers_of(each) > numbers_of(release)]
        return later[0] if later else order[-1]


@cache
def api() -> Api:
    """Return the API; the symbols of each package are read when first asked for."""
    data = _read("packages.json")
    packages: dict[str, ApiPackage] = {}
    for path, value in _table(data["packages"]).items():
        entry = _table(value)
        providers = tuple(
            Provider(*(str(_table(each).get(key, "")) for key in ("module", "since", "until")))
            for each in _items(entry["modules"])
        )
        packages[path] = ApiPackage(path, str(entry["name"]), bool(entry.get("unread")), providers)
    releases = {
        module: tuple(str(each) for each in _items(order))
        for module, order in _table(data["releases"]).items()
    }
    return Api(packages, releases)


def _read(name: str) -> Mapping[str, object]:
    return _table(json.loads(files("restatelint.restate").joinpath(f"data/sdk/{name}").read_text("utf-8")))


def _period(entry: Mapping[str, object]) -> Period:
    def said(key: str) -> str:
        return str(entry.get(key, ""))

    types = entry.get("types", 0)
    return Period(
        kind=said("kind"),
        since=said("since"),
        until=said("until"),
        deprecated=said("deprecated"),
        takes=tuple(said("takes").split(", ")) if entry.get("takes") else (),
        types=types if isinstance(types, int) else 0,
        context=said("context"),
        options=said("options"),
        option=tuple(said("option").split(", ")) if entry.get("option") else (),
        gives=said("gives"),
        form=said("form"),
        open=bool(entry.get("open")),
    )


def _is_table(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def _table(value: object) -> Mapping[str, object]:
    return value if _is_table(value) else {}


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
