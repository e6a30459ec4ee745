"""By which name a file can call a package: the one it imports it under, or the usual one if that is free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.imports import likely_names, unversioned
from restatelint.golang.scope import binding_at
from restatelint.restate.sdk import is_sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.imports import Import
    from restatelint.golang.program import Program


def usual_name(path: str) -> str:
    """Return the name that a package goes by where nobody says another."""
    return "restate" if is_sdk(path) else unversioned(path).rpartition("/")[2]


def imported_as(program: Program, file: File, path: str, byte: int) -> str | None:
    """Return the name that a package has, or would get by an import, at a byte offset of a file.

    None where the name means something else there, or the package is imported by a dot alone.
    """
    written = [each for each in file.imports.all if each.path == path and each.name != "_"]
    names = [name for each in written if (name := name_of(file, each)) != "."]
    if written and not names:
        return None
    name = names[0] if names else usual_name(path)
    if not names and file.imports.path(name) is not None:
        return None
    if binding_at(file, name, byte) is not None:
        return None
    return name if program.package_of(file).declaration(name, file) is None else None


def name_of(file: File, imported: Import) -> str:
    """Return the name that an import gives a package in a file; "." and "_" as they are."""
    if imported.name:
        return imported.name
    names = sorted(name for name in likely_names(imported.path) if file.imports.path(name) == imported.path)
    usual = usual_name(imported.path)
    return usual if usual in names or not names else names[0]
