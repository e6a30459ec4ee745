"""Go's standard library: what its packages export, as Go that only declares.

The files are written by scripts/standard_library.py from Go's own packages, whose release stands in
RELEASE. Packages that differ from one system to another, or are an experiment, are only named, in OTHERS.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from restatelint.golang.file import File
from restatelint.golang.package import Package
from restatelint.source.text import Source

_HOME = files(__package__).joinpath("exports")
_OWN = frozenset({"internal", "vendor", "C", "cmd"})


@cache
def standard_paths() -> frozenset[str]:
    """Return the import paths of the packages that are known."""
    return frozenset(
        entry.name.removesuffix(".txt").replace("_", "/")
        for entry in _HOME.iterdir()
        if entry.name.endswith(".txt")
    )


@cache
def release() -> tuple[int, int]:
    """Return the release of Go that the packages are from."""
    major, _, minor = _HOME.joinpath("RELEASE").read_text("utf-8").strip().partition(".")
    return int(major), int(minor)


@cache
def standard_package(path: str) -> Package | None:
    """Return a package of the standard library by its import path, or None if it is not known.

    It is read and parsed when first asked for, and kept as long as the process.
    """
    if path not in standard_paths():
        return None
    location = f"{path.replace('/', '_')}.txt"
    data = _HOME.joinpath(location).read_text("utf-8").encode()
    file = File(Source(path, f"/standard/{location}", data), {})
    return Package(path, f"/standard/{path}", (file,))


def is_no_standard_path(path: str) -> bool:
    """Return whether an import path can only be one of the standard library, which has none of it."""
    first = path.partition("/")[0]
    return (
        "." not in first
        and not _OWN.intersection(path.split("/"))
        and first in {each.partition("/")[0] for each in standard_paths()}
        and path not in standard_paths()
        and path not in _HOME.joinpath("OTHERS").read_text("utf-8").split()
    )
