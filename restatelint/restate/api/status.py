"""What became of a symbol of the SDK at the version that code is written for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.syntax import CALLS, field, unparenthesized
from restatelint.restate.api.symbols import api
from restatelint.restate.api.uses import Use, use_of
from restatelint.restate.api.versions import judged_by, numbers_of, required_version
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.api.symbols import ApiPackage, Period
    from restatelint.restate.api.versions import Version

# what restate.Rand gives since v0.25.0: the methods of math/rand/v2.Rand
_RANDOM = frozenset(
    {
        "ExpFloat64",
        "Float32",
        "Float64",
        "Int",
        "Int32",
        "Int32N",
        "Int64",
        "Int64N",
        "IntN",
        "NormFloat64",
        "Perm",
        "Shuffle",
        "Uint",
        "Uint32",
        "Uint32N",
        "Uint64",
        "Uint64N",
        "UintN",
    }
)
_LASTING = frozenset({"StringMap"})  # the type of a field that was always there, as a map
_RANDOM_SINCE = "0.25.0"
_KINDS = {"call": ("func", "var", "method", "field"), "type": ("type",)}


@dataclass(frozen=True, slots=True)
class Status:
    """What became of a symbol.

    ``state`` is "current", "deprecated", "removed", "early" (it came later) or "unknown" (it never was).
    ``since`` and ``until`` are the releases it was in, ``deprecated`` and ``removed`` those that said so
    and no longer had it: without ``v``, "" where it does not apply. ``period`` is its present shape.
    ``became`` is what it is now where the name is left and means another kind of thing.
    """

    state: str
    use: Use
    version: Version
    since: str = ""
    until: str = ""
    deprecated: str = ""
    removed: str = ""
    period: Period | None = None
    became: str = ""


class ApiStatus:
    """Statuses over a program; ``override`` is the version given on the command line or in settings."""

    def __init__(self, program: Program, override: str) -> None:
        self._program = program
        self._override = override
        self._versions: dict[tuple[str, str], Version] = {}
        self._known: dict[tuple[Use, Version], Status | None] = {}
        self._places: dict[tuple[str, int], Status | None] = {}

    def of(self, file: File, node: Node) -> Status | None:
        """Return what became of the symbol that an expression names, or None if it names none."""
        place = (file.source.location, node.id)
        if place in self._places:
            return self._places[place]
        found = self._places[place] = self._of(file, node)
        return found

    def _of(self, file: File, node: Node) -> Status | None:
        use = use_of(self._program, file, node)
        if use is None:
            return None
        key = (use, self.version(file, use.path))
        if key not in self._known:
            status = _status(*key)
            self._known[key] = None if status is not None and _said_of_package(status) else status
        status = self._known[key]
        return None if status is not None and _is_chained(node) and _said_of_owner(status) else status

    def version(self, file: File, path: str) -> Version:
        """Return the version that a package of the SDK has for a file."""
        key = (file.source.directory, path)
        if key not in self._versions:
            self._versions[key] = self._version(file, path)
        return self._versions[key]

    def _version(self, file: File, path: str) -> Version:
        package = api().packages.get(path)
        modules = [each.module for each in package.providers] if package is not None else [PATH]
        for module in reversed(modules):
            if module == PATH and self._override:
                return judged_by(self._override, api().releases[module], lenient=False)
            required = required_version(self._program, file, module)
            if required is not None:
                return judged_by(required, api().releases[module], lenient=True)
        return judged_by("", api().releases[modules[-1]], lenient=True)


def _status(use: Use, version: Version) -> Status | None:
    package = api().packages[use.path]
    if package.unread:
        return None
    if use.owner and use.owner not in _LASTING and _came_later(package, use.owner, version):
        return None  # what has this type now had another one then
    if use.owner == "Rand()" and version.numbers >= numbers_of(_RANDOM_SINCE) and _is_random(use):
        return None
    every = package.periods(use.symbol)
    wanted = _KINDS.get(use.role, ())
    periods = [period for period in every if period.kind in wanted] or list(every)
    if not periods:
        return _without_periods(package, use, version)
    now = next((period for period in periods if period.holds(version.numbers)), None)
    since, until = periods[0].since, periods[-1].until
    deprecated = next((period.deprecated for period in periods if period.deprecated), "")
    removed = _release_after(package, until)
    if now is not None:
        going = bool(now.deprecated) and numbers_of(now.deprecated) <= version.numbers
        state = "deprecated" if going else "current"
    elif numbers_of(periods[0].since) > version.numbers:
        state = "early"
    elif not version.known:
        state = "deprecated"
    else:
        state = "removed"
    other = next((period.kind for period in every if period.holds(version.numbers)), "")
    became = other if now is None else ""
    return Status(state, use, version, since, until, deprecated, removed, now, became)


def _came_later(package: ApiPackage, owner: str, version: Version) -> bool:
    periods = package.periods(owner)
    return bool(periods) and numbers_of(periods[0].since) > version.numbers


def _said_of_package(status: Status) -> bool:
    """Whether a symbol is gone, or not there yet, because its package is: then the import is reported."""
    package = api().packages[status.use.path]
    return status.state in ("removed", "early") and not any(
        numbers_of(each.since) <= status.version.numbers
        and (not each.until or status.version.numbers <= numbers_of(each.until))
        for each in package.providers
    )


def _is_chained(node: Node) -> bool:
    """Whether an expression is a member of what a call right there gives."""
    operand = field(node, "operand")
    return operand is not None and unparenthesized(operand).type in CALLS


def _said_of_owner(status: Status) -> bool:
    """Whether a member is gone or going as its type is, and the call that gives such a value says so."""
    use = status.use
    if status.state not in ("removed", "deprecated") or not use.owner:
        return False
    owner = _status(Use(use.path, use.owner, "", "type"), status.version)
    return owner is not None and owner.state == status.state


def _release_after(package: ApiPackage, until: str) -> str:
    if not until:
        return ""
    module = next(
        (each.module for each in package.providers if not each.until or _is_up_to(until, each.until)),
        package.providers[-1].module,
    )
    return api().after(module, until)


def _is_up_to(release: str, last: str) -> bool:
    return numbers_of(release) <= numbers_of(last)


def _without_periods(package: ApiPackage, use: Use, version: Version) -> Status | None:
    if use.owner == "Rand()":
        if _is_random(use):
            return Status("early", use, version, since=_RANDOM_SINCE)
        return None if version.newer else Status("unknown", use, version)
    if version.newer:
        return None
    if use.owner:
        owner = package.periods(use.owner)
        if not owner or any(period.open or period.form not in ("interface", "struct") for period in owner):
            return None
    return Status("unknown", use, version)


def _is_random(use: Use) -> bool:
    return use.symbol.rpartition(".")[2] in _RANDOM
