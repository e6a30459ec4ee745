"""Import paths that are no package of the SDK at a version: moved, not there yet, or never there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.syntax import field, string_value
from restatelint.restate.api.advice import invented_imports, nearest, replacements
from restatelint.restate.api.symbols import api
from restatelint.restate.api.versions import numbers_of
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.api.status import ApiStatus
    from restatelint.restate.api.symbols import ApiPackage
    from restatelint.restate.api.versions import Version


# parts of the SDK's own that the data leaves out
_UNJUDGED = frozenset({"internal", "example", "examples", "test-services", "scripts"})


@dataclass(frozen=True, slots=True)
class WrongImport:
    """An import of no package: ``problem`` is for people, ``instead`` the path to import, "" if unknown."""

    path: str
    problem: str
    instead: str


def may_import_wrongly(file: File) -> bool:
    """Whether a file imports anything that looks like the SDK."""
    return any("restate" in each.path for each in file.imports.all)


def wrong_import(program: Program, statuses: ApiStatus, file: File, spec: Node) -> WrongImport | None:
    """Return what is wrong with an import of something that is taken for the SDK, or None."""
    node = field(spec, "path")
    path = string_value(node) if node is not None else None
    if not path or "restate" not in path:
        return None
    package = api().packages.get(path)
    if package is not None:
        return _moved(package, statuses.version(file, path))
    if (
        _UNJUDGED.intersection(path.partition("/sdk-go/")[2].split("/"))
        or program.modules.directory(path, file.source.directory) is not None
    ):
        return None
    meant = invented_imports().get(path, "")
    if not meant and path.startswith(f"{PATH}/"):
        if statuses.version(file, PATH).newer or path in api().releases:
            return None
        near = nearest(path.removeprefix(PATH), [each.removeprefix(PATH) for each in api().packages], 1)
        meant = PATH + near[0] if near else ""
    if not meant and not path.startswith(f"{PATH}/"):
        return None
    return WrongImport(path, f"{path} is no package of the SDK", meant)


def _moved(package: ApiPackage, version: Version) -> WrongImport | None:
    first, last = package.providers[0], package.providers[-1]
    if last.until and numbers_of(last.until) < version.numbers:
        removed = api().after(last.module, last.until)
        instead = replacements().get(f"import {package.path.removeprefix(PATH).strip('/')}", "")
        if version.known:
            problem = f"{package.path} does not exist in SDK {version.shown}: it was removed in v{removed}"
        else:
            problem = f"{package.path} does not exist since v{removed}"
        return WrongImport(package.path, problem, instead)
    if version.known and first.module == PATH and numbers_of(first.since) > version.numbers:
        problem = f"{package.path} does not exist in SDK {version.shown}: it came with v{first.since}"
        return WrongImport(package.path, problem, _formerly(package))
    return None


def _formerly(package: ApiPackage) -> str:
    """Return what a package was called before, "" if it is new."""
    for name, instead in replacements().items():
        if instead == package.path and name.startswith("import "):
            return f"{PATH}/{name.removeprefix('import ')}"
    return ""
