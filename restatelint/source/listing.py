"""The files beneath a directory, without what a repository ignores; knows no other rule of what to skip."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from restatelint.source.ignores import IgnoreFile, Steps, ignore_file, is_ignored
from restatelint.source.repository import repository_top

if TYPE_CHECKING:
    from collections.abc import Callable

_IGNORE_FILE = ".gitignore"


@dataclass(frozen=True, slots=True)
class Listing:
    """Absolute paths of files, and the (path, message) pairs of what could not be listed.

    ``unfollowed`` are such pairs of the ignore files that ignored less than they say.
    """

    files: frozenset[str]
    problems: tuple[tuple[str, str], ...]
    unfollowed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Directory:
    """A directory to list: its names below the repository's top, and the ignore files that hold for it.

    ``ignores`` is None outside of any repository, where nothing is ignored.
    """

    path: str
    names: tuple[str, ...] = ()
    ignores: tuple[IgnoreFile, ...] | None = None


@dataclass(slots=True)
class _Walk:
    top: str
    enters: Callable[[str], bool]
    keeps: Callable[[str], bool]
    steps: Steps = field(default_factory=Steps)
    files: set[str] = field(default_factory=set)
    problems: list[tuple[str, str]] = field(default_factory=list)


def files_beneath(directory: str, enters: Callable[[str], bool], keeps: Callable[[str], bool]) -> Listing:
    """Return the regular files at any depth below a directory.

    ``enters`` and ``keeps`` are asked about the name of a directory and of a file below it. Inside
    a repository its .gitignore files and ``.git/info/exclude`` count, unless the directory is itself
    ignored: then its files are wanted. A repository inside the repository has its own. What git tracks or
    is configured to ignore elsewhere does not count, and git is not asked. Links to directories are not
    followed; a link to a file gives the file, if it lies below the directory and would itself be kept.
    """
    top = os.path.realpath(directory)
    walk = _Walk(top, enters, keeps)
    pending = [_beginning(top, walk.steps)]
    while pending:
        current = pending.pop()
        # os.walk recurses before Python 3.12, and a hostile tree is deeper than the stack
        try:
            with os.scandir(current.path) as entries:
                for entry in entries:
                    below = _added(walk, current, entry)
                    if below is not None:
                        pending.append(below)
        except OSError as error:
            walk.problems.append((current.path, f"cannot list the directory: {reason(error)}"))
    return Listing(
        frozenset(walk.files), tuple(sorted(set(walk.problems))), tuple(sorted(walk.steps.unfollowed(top)))
    )


def reason(error: OSError) -> str:
    """Return what an operating system error says, in lower case."""
    return (error.strerror or type(error).__name__).lower()


def _added(walk: _Walk, parent: _Directory, entry: os.DirEntry[str]) -> _Directory | None:
    """Add a file that counts, or return a directory that is to be listed."""
    name = entry.name
    if entry.is_dir(follow_symlinks=False):
        if not walk.enters(name):
            return None
        if os.path.lexists(os.path.join(entry.path, ".git")):
            return _top(entry.path, walk.steps)
        if parent.ignores is None:
            return _Directory(entry.path)
        names = (*parent.names, name)
        if is_ignored(parent.ignores, names, walk.steps, directory=True):
            return None
        return _Directory(entry.path, names, _with_own(parent.ignores, entry.path, len(names), walk.steps))
    if not walk.keeps(name):
        return None
    if parent.ignores and is_ignored(parent.ignores, (*parent.names, name), walk.steps, directory=False):
        return None
    if entry.is_file(follow_symlinks=False):
        walk.files.add(entry.path)
    elif entry.is_symlink():
        _add_linked(walk, entry.path)
    return None


def _add_linked(walk: _Walk, link: str) -> None:
    target = os.path.realpath(link)
    prefix = walk.top.rstrip(os.sep) + os.sep
    if not target.startswith(prefix) or not os.path.isfile(target):
        return
    *parents, last = target[len(prefix) :].split(os.sep)
    if all(map(walk.enters, parents)) and walk.keeps(last):
        walk.files.add(target)


def _beginning(path: str, steps: Steps) -> _Directory:
    """Return the directory at which a walk begins, with what the directories above it say."""
    top = repository_top(path)
    if top is None:
        return _Directory(path)
    current = _top(top, steps)
    below = path[len(top) :].strip(os.sep)
    for name in below.split(os.sep) if below else ():
        names = (*current.names, name)
        assert current.ignores is not None
        if is_ignored(current.ignores, names, steps, directory=True):
            return _Directory(path)
        deeper = os.path.join(current.path, name)
        current = _Directory(deeper, names, _with_own(current.ignores, deeper, len(names), steps))
    return current


def _top(path: str, steps: Steps) -> _Directory:
    """Return the top of a repository with what it ignores itself."""
    own = ignore_file(os.path.join(path, ".git", "info", "exclude"), 0, steps)
    return _Directory(path, (), _with_own((own,) if own is not None else (), path, 0, steps))


def _with_own(ignores: tuple[IgnoreFile, ...], path: str, depth: int, steps: Steps) -> tuple[IgnoreFile, ...]:
    own = ignore_file(os.path.join(path, _IGNORE_FILE), depth, steps)
    return ignores if own is None else (*ignores, own)
