"""What is known of packages that are not at hand: effects, result types and frameworks."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from restatelint.golang.imports import unversioned
from restatelint.golang.types import External, Map, Named, Pointer, Slice
from restatelint.restate.api.types import api_field, api_result
from restatelint.restate.packages import EFFECTS, NOTHING, PackageKnowledge, Packages
from restatelint.restate.sdk import PATH, ContextKind, is_sdk, sdk

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from restatelint.golang.types import Type

_BELOW_SDK = tuple(f"{PATH}/{name}" for name in ("server", "ingress", "encoding", "internal", "x/"))


@dataclass(frozen=True)
class Knowledge:
    """Everything known of foreign packages, with what the settings add and remove.

    ``run_functions`` maps an unversioned import path to the functions (``Func`` or ``Type.Method``) that
    run a closure inside Run; ``contexts`` gives further context types.
    """

    packages: Mapping[str, PackageKnowledge]
    prefixes: tuple[str, ...]
    names: Mapping[str, str]
    run_functions: Mapping[str, frozenset[str]]
    contexts: Mapping[tuple[str, str], ContextKind]
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()

    def package_names(self) -> dict[str, str]:
        """Return package names by unversioned import path, where the path does not tell them."""
        return dict(self.names)

    def _package(self, path: str) -> PackageKnowledge:
        path = unversioned(path)
        found = self.packages.get(path)
        if found is not None:
            return found
        for prefix in self.prefixes:
            if path.startswith(prefix):
                return self.packages[prefix + "..."]
        return NOTHING

    def added_effects(self, external: External) -> tuple[str, ...]:
        """Return the effects that the settings give a function or method, () if they say nothing."""
        if not self.added:
            return ()
        owner = f"{external.receiver}." if external.receiver else ""
        return self.added.get(f"{unversioned(external.path)}.{owner}{external.name}", ())

    def effects(self, external: External) -> tuple[str, ...]:
        """Return the effects of a foreign function or method, the gravest first."""
        owner = f"{external.receiver}." if external.receiver else ""
        full = f"{unversioned(external.path)}.{owner}{external.name}"
        if full in self.added:
            return self.added[full]
        if full in self.removed or f"{unversioned(external.path)}.*" in self.removed:
            return ()
        return self._package(external.path).effects_of(external.receiver, external.name)

    def is_new(self, external: External) -> bool:
        """Whether nothing is known of a package, and the settings say nothing of the name either."""
        owner = f"{external.receiver}." if external.receiver else ""
        path = unversioned(external.path)
        names = {f"{path}.{owner}{external.name}", f"{path}.*"}
        return self._package(path) is NOTHING and not is_sdk(path) and self.removed.isdisjoint(names)

    def foreign(self, path: str) -> bool:
        """Whether a package is never read: the SDK is known as data, in every version of it."""
        return path == PATH or path.startswith(_BELOW_SDK)

    def is_run(self, external: External) -> bool:
        """Whether a foreign function runs the closure it is given inside Run."""
        if is_sdk(external.path):
            return not external.receiver and sdk().operations.get(external.name) == "run"
        owner = f"{external.receiver}." if external.receiver else ""
        return owner + external.name in self.run_functions.get(unversioned(external.path), ())

    def run_names(self) -> frozenset[str]:
        """Return the names, without package and type, of the functions that run a closure inside Run."""
        known = {name for name, group in sdk().operations.items() if group == "run"}
        for functions in self.run_functions.values():
            known.update(name.rpartition(".")[2] for name in functions)
        return frozenset(known)

    def context(self, type_: Type | None) -> ContextKind | None:
        """Return the kind of context that a foreign named type is, or None."""
        if not isinstance(type_, Named):
            return None
        if is_sdk(type_.path):
            return sdk().contexts.get(type_.name)
        return self.contexts.get((unversioned(type_.path), type_.name))

    def result(self, external: External, arguments: tuple[Type | None, ...]) -> Type | None:
        """Return the first result of a foreign function or method, all of them for the SDK's."""
        if is_sdk(external.path):
            return sdk().result(external, arguments) or api_result(external, arguments)
        key = f"{external.receiver}.{external.name}" if external.receiver else external.name
        returns = self._package(external.path).returns
        spec = returns.get(key)
        if spec is None and external.receiver:
            spec = returns.get(f"{external.receiver}.*")
        if spec is None and external.path.startswith(PATH):
            return api_result(external, arguments)
        return _type(spec, external.path)

    def gives_argument(self, external: External) -> int | None:
        """Return which argument a function gives back as it is, by type; None for most."""
        same = is_sdk(external.path) and not external.receiver and external.name in sdk().same_type
        return 0 if same else None

    def infers(self, external: External) -> int | None:
        """Return the argument of function type whose result is the type argument, if it is not written."""
        runs = is_sdk(external.path) and not external.receiver
        return 1 if runs and sdk().operations.get(external.name) == "run" else None

    def variable(self, path: str, name: str) -> Type | None:
        """Return the type of a foreign package variable."""
        return _type(self._package(path).variables.get(name), path)

    def field(self, path: str, type_name: str, name: str) -> Type | None:
        """Return the type of a field of a foreign struct."""
        if path.startswith(PATH):
            return api_field(path, type_name, name)
        return _type(self._package(path).fields.get(f"{type_name}.{name}"), path)

    def knows(self, external: External) -> bool:
        """Whether anything is known of a function or method by name."""
        owner = f"{external.receiver}." if external.receiver else ""
        return (
            bool(self.effects(external))
            or owner + external.name in self._package(external.path).returns
            or self.is_run(external)
            or sdk().operation(external) is not None
            or (
                is_sdk(external.path) and (external.name in sdk().results or external.name in sdk().arguments)
            )
        )

    def knows_type(self, path: str, name: str) -> bool:
        """Whether a type is known by name."""
        if is_sdk(path):
            return name in sdk().contexts or name in sdk().methods
        known = self._package(path)
        return any(each.startswith(name + ".") for each in known.effects)

    def with_settings(
        self,
        added: Mapping[str, tuple[str, ...]],
        removed: Iterable[str],
        wrappers: Iterable[str],
    ) -> Knowledge:
        """Return this knowledge with the user's own: effect -> names, names without effect, wrappers."""
        names: dict[str, tuple[str, ...]] = dict(self.added)
        for effect in EFFECTS:
            for name in added.get(effect, ()):
                full = unversioned(name)
                names[full] = (*names.get(full, ()), effect)
        runs = dict(self.run_functions)
        for wrapper in wrappers:
            path, function = split_name(unversioned(wrapper))
            runs[path] = runs.get(path, frozenset()) | {function}
        return Knowledge(
            self.packages,
            self.prefixes,
            self.names,
            runs,
            self.contexts,
            names,
            self.removed | {unversioned(name) for name in removed},
        )


def split_name(full: str) -> tuple[str, str]:
    """Split ``example.com/pkg.Type.Method`` into the import path and the name behind it."""
    head, slash, last = full.rpartition("/")
    package, _, name = last.partition(".")
    return head + slash + package, name


def _type(spec: str | None, path: str) -> Type | None:
    if spec is None:
        return None
    if spec.startswith("*"):
        return Pointer(_type(spec[1:], path))
    if spec.startswith("[]"):
        return Slice(_type(spec[2:], path))
    if spec.startswith("map["):
        return Map(None, None)
    package, dot, name = spec.rpartition(".")
    if spec.islower() and not dot:
        return Named("", spec)
    return Named(package if dot else path, name)


@cache
def knowledge() -> Knowledge:
    """Return the shipped knowledge; each package's is read when first asked for."""
    data = files("restatelint.restate").joinpath("data")
    entries = sorted(data.joinpath("effects").iterdir(), key=lambda entry: entry.name)
    packages = Packages(entry.read_text("utf-8") for entry in entries)
    names = {PATH: "restate", **packages.names()}
    runs: dict[str, frozenset[str]] = {}
    contexts: dict[tuple[str, str], ContextKind] = {}
    for path, table in tomllib.loads(data.joinpath("frameworks.toml").read_text("utf-8")).items():
        if "name" in table:
            names[path] = table["name"]
        runs[path] = frozenset(table["run"])
        for name, kind in table.get("contexts", {}).items():
            contexts[path, name] = ContextKind(kind)
    prefixes = sorted((path[:-3] for path in packages if path.endswith("...")), key=len, reverse=True)
    return Knowledge(packages, tuple(prefixes), names, runs, contexts)
