"""Versions of the SDK: which one a file is written for, and which release that means. Judges nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.golang.file import File
    from restatelint.golang.program import Program

OLDEST_ACCEPTED = (0, 16, 0)
"""The oldest release that servers still accept."""

_VERSION = re.compile(r"v?([0-9]{1,5})\.([0-9]{1,5})(?:\.([0-9]{1,5}))?")

Numbers = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Version:
    """The version that code is judged by.

    ``numbers`` are those of the newest release up to it. ``known`` is False where nothing says which one
    is used, so that the newest counts, and gently. ``newer`` says that it is newer than what is known.
    """

    shown: str
    numbers: Numbers
    known: bool
    newer: bool = False


def parsed_version(version: str) -> Numbers | None:
    """Return a version's numbers, or None if it is not one; what follows them is passed over."""
    match = _VERSION.match(version)
    return (int(match[1]), int(match[2]), int(match[3] or 0)) if match else None


def numbers_of(release: str) -> Numbers:
    """Return the numbers of a release of the data, which is written without ``v``."""
    major, minor, patch = release.split(".")
    return int(major), int(minor), int(patch)


def is_pseudo(version: str) -> bool:
    """Whether a version has more than its numbers: a commit between releases, or a pre-release."""
    match = _VERSION.match(version)
    return match is not None and version[match.end() :][:1] == "-"


def judged_by(version: str, order: Sequence[str], *, lenient: bool) -> Version:
    """Return what a required version means for the releases of a module, oldest first.

    ``lenient`` is for what a go.mod says: a release that does not exist is reported there, so code is
    judged as if nothing was said. One that servers no longer accept is still what the code is built with.
    """
    newest = numbers_of(order[-1])
    gentle = Version("the newest release", newest, known=False)
    numbers = parsed_version(version)
    if numbers is None:
        return gentle
    version = f"v{version.removeprefix('v')}"
    if numbers > newest:
        return Version(version, newest, known=True, newer=True)
    below = [each for each in map(numbers_of, order) if each <= numbers]
    if lenient and (is_pseudo(version) or numbers not in below):
        return gentle
    return Version(version, below[-1], known=True) if below else gentle


def required_version(program: Program, file: File, module: str) -> str | None:
    """Return the version of a module that the nearest go.mod of a file requires, or None.

    "" is for a module that a replacement or a workspace takes from a directory, whatever is required.
    """
    nearest = program.modules.nearest(file.source.directory)
    required = nearest.required.get(module) if nearest is not None else None
    local = required is not None and program.modules.directory(module, file.source.directory) is not None
    return "" if local else required
