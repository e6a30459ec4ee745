"""Writes the SDK's API over all its releases as data, or with --check says whether the data is current.

Every release of every module of scripts/sdk_releases.toml is fetched through the Go module proxy (or
from a clone, with --source) and read with the linter's own Go facts. Needs Go and a network.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.sdk_checkouts import CheckoutError, checkout
from scripts.sdk_read import surfaces

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.sdk_read import Shape

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "restatelint" / "restate" / "data" / "sdk"
PATH = "github.com/restatedev/sdk-go"

Releases = dict[str, list[str]]
"""The releases of each module without ``v``, oldest first."""


class History:
    """What releases were found to have, put together symbol by symbol."""

    def __init__(self, releases: Releases) -> None:
        self._releases = releases
        self._packages: dict[str, dict[str, object]] = {}
        self._symbols: dict[str, dict[str, list[Shape]]] = {}
        self.read = 0

    def add(self, module: str, version: str, directory: Path) -> None:
        """Read one release; those of a module must come oldest first."""
        for surface in surfaces(str(directory)):
            self.read += 1
            package = self._packages.setdefault(surface.path, {"name": surface.name, "modules": []})
            modules = package["modules"]
            if isinstance(modules, list) and (not modules or modules[-1]["module"] != module):
                modules.append({"module": module, "since": version})
            if isinstance(modules, list):
                modules[-1]["until"] = version
            if surface.generated:
                package["unread"] = True
            known = self._symbols.setdefault(surface.path, {})
            before = self._before(module, version)
            for name, shape in surface.symbols.items():
                _extend(known.setdefault(name, []), shape, version, before)

    def _before(self, module: str, version: str) -> str:
        """Return the release before one: the last of the root module for the first of a split-off one."""
        order = self._releases[module]
        index = order.index(version)
        if index:
            return order[index - 1]
        earlier = [each for each in self._releases[PATH] if _numbers(each) < _numbers(version)]
        return earlier[-1] if module != PATH and earlier else ""

    def files(self) -> dict[str, str]:
        """Return the data files by name."""
        newest = {module: order[-1] for module, order in self._releases.items()}
        for package in self._packages.values():
            modules = package["modules"]
            for one in modules if isinstance(modules, list) else ():
                if one["until"] == newest[one["module"]]:
                    del one["until"]
        found = {"packages.json": _json({"releases": self._releases}, {"packages": self._packages})}
        for path, symbols in self._symbols.items():
            modules = self._packages[path]["modules"]
            last = newest[modules[-1]["module"]] if isinstance(modules, list) else ""
            for periods in symbols.values():
                if periods[-1]["until"] == last:
                    del periods[-1]["until"]
            if symbols:
                found[f"{file_name(path)}.json"] = _json({}, {"symbols": symbols})
        return found


def file_name(path: str) -> str:
    """Return what the data file of a package is called, without its ending."""
    return path.removeprefix(PATH).strip("/").replace("/", "-") or "root"


def _extend(periods: list[Shape], shape: Shape, version: str, before: str) -> None:
    """Add a symbol's shape in one release: the period goes on while nothing but names changes."""
    deprecated = shape.pop("deprecated", None)
    if not periods or periods[-1]["until"] != before or _key(periods[-1]) != _key(shape):
        periods.append({"since": version, **shape})
    last = periods[-1]
    last.update({"until": version, **shape})
    if deprecated:
        last.setdefault("deprecated", version)


def _key(shape: Shape) -> tuple[object, ...]:
    takes = str(shape.get("takes", ""))
    arity = (takes.count(",") + bool(takes), takes.endswith("..."))
    kept = {k: v for k, v in shape.items() if k not in ("since", "until", "deprecated", "takes")}
    return (arity, *sorted(kept.items()))


def _json(plain: Mapping[str, object], by_name: Mapping[str, Mapping[str, object]]) -> str:
    """Return JSON with a line for each entry of ``by_name``, sorted, as a difference is read."""
    lines = [f"{json.dumps(key)}:{_compact(value)}" for key, value in plain.items()]
    for key, entries in by_name.items():
        rows = ",\n".join(f"{json.dumps(name)}:{_compact(entries[name])}" for name in sorted(entries))
        lines.append(f"{json.dumps(key)}:{{\n{rows}\n}}")
    return "{" + ",\n".join(lines) + "}\n"


def _compact(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(each) for each in version.split("."))


def known_releases() -> Releases:
    """Return the releases of scripts/sdk_releases.toml."""
    text = (ROOT / "scripts" / "sdk_releases.toml").read_text(encoding="utf-8")
    modules = tomllib.loads(text)["modules"]
    return {module: [each.removeprefix("v") for each in order] for module, order in modules.items()}


def read_history(clone: Path | None) -> History:
    """Return what all releases have; raises CheckoutError for one that cannot be had."""
    releases = known_releases()
    history = History(releases)
    for module, order in releases.items():
        for version in order:
            with checkout(module, f"v{version}", clone) as directory:
                history.add(module, version, directory)
    return history


def main(arguments: Sequence[str]) -> int:
    """Write or check the data; 1 when it is not current, 2 when a release cannot be had."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if out of date")
    parser.add_argument("--source", type=Path, help="a clone of the SDK, for what the proxy refuses")
    given = parser.parse_args(arguments)
    try:
        history = read_history(given.source)
    except CheckoutError as error:
        print(error, file=sys.stderr)
        return 2
    made = history.files()
    stale = sorted(
        name
        for name in {*made, *(path.name for path in DATA.glob("*.json"))}
        if not (DATA / name).is_file() or (DATA / name).read_text("utf-8") != made.get(name)
    )
    print(f"read {history.read} packages, {len(stale)} file(s) differ", file=sys.stderr)
    for name in stale:
        if given.check:
            print(f"{name} is out of date")
        elif name in made:
            (DATA / name).write_text(made[name], encoding="utf-8")
        else:
            (DATA / name).unlink()
    return int(given.check and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
