"""The files beneath a directory, as git or the disk lists them; knows no rule of what to skip."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
_LIST = ("ls-files", "--cached", "--others", "--exclude-standard", "-z")
# a hook that runs us points these at its own repository; the rest may change what a listing means
_KEPT_VARIABLES = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
_TIMEOUT_SECONDS = 30.0
_CANNOT_OPEN = "warning: could not open directory '"


@dataclass(frozen=True, slots=True)
class Listing:
    """Absolute paths of files, and the (path, message) pairs of what could not be listed."""

    files: frozenset[str]
    problems: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Walk:
    top: str
    enters: Callable[[str], bool]
    keeps: Callable[[str], bool]
    files: set[str] = field(default_factory=set)
    problems: list[tuple[str, str]] = field(default_factory=list)
    pending: list[tuple[str, bool]] = field(default_factory=list)


def files_beneath(directory: str, enters: Callable[[str], bool], keeps: Callable[[str], bool]) -> Listing:
    """Return the regular files at any depth below a directory.

    ``enters`` and ``keeps`` are asked about the name of a directory and of a file below it. Inside
    a git work tree git says which files are ignored, in nested repositories and submodules as well;
    anywhere else, and where git is missing or refuses, every file counts. Links to directories are
    not followed; a link to a file gives the file, if it lies below the directory and would itself
    be kept.
    """
    top = os.path.realpath(directory)
    walk = _Walk(top, enters, keeps, pending=[(top, True)])
    while walk.pending:
        current, ask_git = walk.pending.pop()
        names = _git_names(walk, current) if ask_git else None
        if names is None:
            _add_disk_entries(walk, current)
        else:
            _add_git_entries(walk, current, names)
    return Listing(frozenset(walk.files), tuple(sorted(set(walk.problems))))


def reason(error: OSError) -> str:
    """Return what an operating system error says, in lower case."""
    return (error.strerror or type(error).__name__).lower()


def _add_disk_entries(walk: _Walk, directory: str) -> None:
    # os.walk recurses before Python 3.12, and a hostile tree is deeper than the stack
    try:
        with os.scandir(directory) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if walk.enters(entry.name):
                        is_repository = os.path.lexists(os.path.join(entry.path, ".git"))
                        walk.pending.append((entry.path, is_repository))
                elif walk.keeps(entry.name):
                    if entry.is_file(follow_symlinks=False):
                        walk.files.add(entry.path)
                    elif entry.is_symlink():
                        _add_linked(walk, entry.path)
    except OSError as error:
        walk.problems.append((directory, f"cannot list the directory: {reason(error)}"))


def _add_git_entries(walk: _Walk, directory: str, names: list[str]) -> None:
    beneath = directory.rstrip(os.sep) + os.sep
    entered: dict[str, bool] = {}
    unlinked: dict[str, bool] = {"": True}
    for name in names:
        parent, _, last = name.rstrip("/").rpartition("/")
        if parent not in entered:
            entered[parent] = not parent or all(map(walk.enters, parent.split("/")))
        if not entered[parent] or not (walk.keeps(last) or walk.enters(last)):
            continue
        path = beneath + name.rstrip("/").replace("/", os.sep)
        try:
            mode = os.lstat(path).st_mode
        except (FileNotFoundError, NotADirectoryError):  # tracked, but deleted
            continue
        except OSError as error:
            walk.problems.append((path, f"cannot read the file: {reason(error)}"))
            continue
        if not _is_unlinked(beneath, parent, unlinked):
            continue
        if stat.S_ISDIR(mode):
            # a submodule or a nested repository; without .git, git would list it as ours again
            if walk.enters(last) and os.path.lexists(os.path.join(path, ".git")):
                walk.pending.append((path, True))
        elif walk.keeps(last):
            if stat.S_ISREG(mode):
                walk.files.add(path)
            elif stat.S_ISLNK(mode):
                _add_linked(walk, path)


def _is_unlinked(beneath: str, name: str, known: dict[str, bool]) -> bool:
    """Whether no directory on the way down to a name is a link; ``known`` says so of those asked before."""
    pending: list[str] = []
    while name not in known:
        pending.append(name)
        name = name.rpartition("/")[0]
    found = known[name]
    for each in reversed(pending):
        found = found and not os.path.islink(beneath + each.replace("/", os.sep))
        known[each] = found
    return found


def _add_linked(walk: _Walk, link: str) -> None:
    target = os.path.realpath(link)
    prefix = walk.top.rstrip(os.sep) + os.sep
    if not target.startswith(prefix) or not os.path.isfile(target):
        return
    *parents, last = target[len(prefix) :].split(os.sep)
    if all(map(walk.enters, parents)) and walk.keeps(last):
        walk.files.add(target)


def _git_names(walk: _Walk, directory: str) -> list[str] | None:
    """Return what git lists below a directory, relative to it; None where git cannot say."""
    listed = _git_output(directory, _LIST)
    if listed is None:
        return None
    output, warnings = listed
    for line in warnings.splitlines():
        if line.startswith(_CANNOT_OPEN):
            name, _, cause = line[len(_CANNOT_OPEN) :].rpartition("':")
            path = os.path.join(directory, name.rstrip("/"))
            walk.problems.append((path, f"cannot list the directory:{cause.lower()}"))
    names = [os.fsdecode(name) for name in output.split(b"\0") if name]
    # a directory that is itself ignored was asked for by name: then its files are wanted
    if not names and _git_output(directory, ("check-ignore", "-q", ".")) is not None:
        return None
    return names


def _git_output(directory: str, arguments: tuple[str, ...]) -> tuple[bytes, str] | None:
    """Return what a git command prints, its output and its warnings, or None unless it succeeds."""
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 (no shell, and every argument is a constant)
            ["git", *_SAFE, *arguments],  # noqa: S607 (the user's git, found as a shell finds it)
            cwd=directory,
            env=_environment(os.environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout, os.fsdecode(done.stderr)


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in variables.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT_VARIABLES)
    }
    return {**kept, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
