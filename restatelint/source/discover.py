r"""Which files a run checks: from paths on the command line to locations; never opens a file.

Below a directory these are left out: ``vendor``, ``testdata`` and ``node_modules``, names that
begin with ``_`` or ``.``, what .gitignore files ignore, and ``_test.go`` files unless asked for.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.source.listing import files_beneath, reason

if TYPE_CHECKING:
    from collections.abc import Sequence

MARKDOWN = (".md", ".markdown", ".mdx")
"""How the names of Markdown documents end, in lower case."""

SKIPPED_DIRECTORIES = frozenset({"vendor", "testdata", "node_modules"})
_MARK = b"// Code generated "
_MARK_END = b" DO NOT EDIT."
_LEFT_OUT = ("_", ".")


@dataclass(frozen=True, slots=True)
class Discovered:
    """What the paths of a command line stand for.

    ``files`` are locations (absolute, with ``/``, links resolved), sorted, each once. ``problems``
    are (location, message) pairs of what could not be looked at: not checked. ``missing`` are the
    given paths that do not exist, as they were given: a mistake of usage. ``unfollowed`` are such pairs
    of ignore files that ignored less than they say: more was checked.
    """

    files: tuple[str, ...]
    problems: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    unfollowed: tuple[tuple[str, str], ...] = ()


def discover(
    paths: Sequence[str],
    *,
    root: str,
    force_exclude: bool = False,
    tests: bool = False,
    documents: bool = False,
) -> Discovered:
    """Return the files that paths, relative to ``root`` or absolute, stand for.

    A directory stands for the Go files below it, and with ``documents`` for the Markdown too. A
    file stands for itself, whatever its name, unless ``force_exclude`` applies the same exclusions
    to it (but .gitignore).
    """
    root = os.path.realpath(root)
    files: set[str] = set()
    problems: list[tuple[str, str]] = []
    missing: list[str] = []
    unfollowed: list[tuple[str, str]] = []

    def keeps(name: str) -> bool:
        wanted = name.endswith(".go") or (documents and is_markdown(name))
        return wanted and _names_kept(name, tests)

    for path in dict.fromkeys(paths):
        named = os.path.abspath(os.path.join(root, path))
        try:
            location = os.path.realpath(named)
            mode = os.stat(named).st_mode
        except (FileNotFoundError, NotADirectoryError, ValueError):
            missing.append(path)
            continue
        except OSError as error:
            problems.append((_slashed(named), f"cannot read the file: {reason(error)}"))
            continue
        # links above the name are resolved as the root is; the name itself is judged as given
        judged = os.path.join(os.path.realpath(os.path.dirname(named)), os.path.basename(named))
        *parents, last = _parts_below(root, judged)
        if stat.S_ISDIR(mode):
            if force_exclude and not all(map(_is_entered, (*parents, last))):
                continue
            listing = files_beneath(location, _is_entered, keeps)
            files.update(listing.files)
            problems.extend((_slashed(where), message) for where, message in listing.problems)
            unfollowed.extend((_slashed(where), message) for where, message in listing.unfollowed)
        elif not stat.S_ISREG(mode):
            problems.append((_slashed(named), "not a regular file"))
        elif not force_exclude or (all(map(_is_entered, parents)) and _names_kept(last, tests)):
            files.add(location)
    return Discovered(
        files=tuple(sorted(map(_slashed, files))),
        problems=tuple(sorted(set(problems))),
        missing=tuple(missing),
        unfollowed=tuple(sorted(set(unfollowed))),
    )


def is_markdown(name: str) -> bool:
    """Return whether a file is a Markdown document, by its name."""
    return name.endswith(MARKDOWN) or (not name.endswith(".go") and name.lower().endswith(MARKDOWN))


def is_generated(data: bytes) -> bool:
    """Return whether the header says that the file is generated.

    That is a line ``// Code generated ... DO NOT EDIT.`` in a comment before the package clause.
    Takes time linear in what stands there, and looks no further.
    """
    if _MARK not in data:
        return False
    for line in data[: _header_end(data)].split(b"\n"):
        text = line.removesuffix(b"\r").removeprefix(b"\xef\xbb\xbf")
        is_long_enough = len(text) >= len(_MARK) + len(_MARK_END)
        if is_long_enough and text.startswith(_MARK) and text.endswith(_MARK_END):
            return True
    return False


def _header_end(data: bytes) -> int:
    """Return the offset of the first byte that is neither space nor in a comment."""
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while at < len(data):
        if data[at] in b" \t\r\n":
            at += 1
            continue
        ending = {b"//": b"\n", b"/*": b"*/"}.get(data[at : at + 2])
        if ending is None:
            return at
        end = data.find(ending, at + 2)
        at = len(data) if end < 0 else end + len(ending)
    return at


def _is_entered(name: str) -> bool:
    return name[:1] not in _LEFT_OUT and name not in SKIPPED_DIRECTORIES


def _names_kept(name: str, tests: bool) -> bool:
    return name[:1] not in _LEFT_OUT and (tests or not name.endswith("_test.go"))


def _parts_below(root: str, path: str) -> list[str]:
    """Return the names from root down to path; outside of root, the last name only."""
    prefix = root.rstrip(os.sep) + os.sep
    if path.startswith(prefix):
        return path[len(prefix) :].split(os.sep)
    is_above = prefix.startswith(path.rstrip(os.sep) + os.sep)
    return [""] if is_above else [os.path.basename(path)]


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")
