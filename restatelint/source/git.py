"""Asks git about a repository, only where the user wants what git alone knows: which lines have changed.

Whoever wrote the repository wrote its configuration, and that names commands: to fetch what is missing, to
convert and compare files, to watch them. None of them is run here, whatever the version of git.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from typing import TYPE_CHECKING

from restatelint.source.git_process import GitError, GitRefusalError, git_output
from restatelint.source.repository import repository_top

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ("Git", "GitError")

SECONDS = 30.0
"""How long all questions to one repository may take together."""

MAX_BYTES = 64_000_000
"""How much the answer to one question may be."""

# what a repository configures for its patches must neither run anything nor hide a changed line
_DIFF = (
    "diff",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules=all",
    "--text",
    "--ignore-cr-at-eol",
    "--unified=0",
    "--inter-hunk-context=0",
    "--no-renames",
    "--no-color",
    "--no-relative",
    "--diff-algorithm=default",
    "-O/dev/null",
    "--src-prefix=a/",
    "--dst-prefix=b/",
)
_FILTERS = r"^filter\..*\.(clean|smudge|process|required)$"
_MAX_FILTERS = 200
# what a repository says of its files by attributes, as that they are in another encoding, is not asked
_NO_ATTRIBUTES = {
    len(tree): {"GIT_ATTR_SOURCE": tree}
    for tree in (
        "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
    )
}
_FULL_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SHALLOW = (
    "; where only a part of the history was fetched, fetch the rest (`fetch-depth: 0` in actions/checkout)"
)


class Git:
    """The repository that a directory is in, for questions that only git can answer.

    Each question raises a GitError where there is no answer. ``seconds`` is for all of them together,
    ``max_bytes`` for the answer to each.
    """

    def __init__(
        self,
        directory: str,
        *,
        seconds: float = SECONDS,
        max_bytes: int = MAX_BYTES,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        top = repository_top(directory)
        if top is None:
            message = "not in a git repository, expected a directory with `.git` here or above"
            raise GitError(message)
        self._top = top
        self._now = now
        self._end = now() + seconds
        self._max_bytes = max_bytes
        self._unfiltered: dict[str, str] | None = None

    @property
    def top(self) -> str:
        """The repository's directory, absolute, its links resolved; paths in answers are relative to it."""
        return self._top

    def commit(self, revision: str) -> str:
        """Return the full id of the commit that a revision names."""
        wrong = not revision or revision.startswith("-") or not revision.isprintable()
        if not wrong:
            with contextlib.suppress(GitRefusalError):
                found = (
                    self._answer("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
                    .decode()
                    .strip()
                )
                if _FULL_ID.fullmatch(found):
                    return found
        message = f"`{revision}` is no commit that git knows here"
        raise GitError(message if wrong else f"{message}{_SHALLOW}")

    def merge_base(self, commit: str, other: str) -> str:
        """Return the id of the commit at which the histories of two commits, given by full ids, part."""
        try:
            lines = self._answer("merge-base", _checked(commit), _checked(other)).decode().split()
        except GitRefusalError:
            lines = []
        if not lines or not _FULL_ID.fullmatch(lines[0]):
            message = f"git finds no commit that `{commit[:12]}` and `{other[:12]}` both come from{_SHALLOW}"
            raise GitError(message)
        return lines[0]

    def difference(self, commit: str, paths: Iterable[str] = ()) -> bytes:
        """Return the patch, without context lines, from a commit given by its full id to the files on disk.

        Only files that git tracks are in it; names that are not plain are quoted as git does. ``paths``
        are relative to the top, files or directories; none are all.
        """
        base = _checked(commit)
        return self._answer(*_DIFF, base, "--", *paths, variables=_NO_ATTRIBUTES[len(base)])

    def untracked(self, paths: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the files that git neither tracks nor ignores, relative to the top, sorted."""
        listed = self._answer("ls-files", "--others", "--exclude-standard", "-z", "--", *paths)
        return tuple(sorted(os.fsdecode(name) for name in listed.split(b"\0") if name))

    def content(self, commit: str, path: str) -> bytes | None:
        """Return the bytes that a file had in a commit given by its full id; None if it was not there."""
        with contextlib.suppress(GitRefusalError):
            return self._answer("cat-file", "blob", f"{_checked(commit)}:{path}")
        return None

    def _answer(self, *arguments: str, variables: Mapping[str, str] | None = None) -> bytes:
        if self._unfiltered is None:
            self._unfiltered = {}  # to list them, no filter is run
            with contextlib.suppress(GitRefusalError):
                listed = self._output("config", "-z", "--name-only", "--get-regexp", _FILTERS)
                self._unfiltered = _without_filters({os.fsdecode(key) for key in listed.split(b"\0") if key})
        return self._output(*arguments, variables=variables)

    def _output(self, *arguments: str, variables: Mapping[str, str] | None = None) -> bytes:
        return git_output(
            self._top,
            arguments,
            seconds=self._end - self._now(),
            max_bytes=self._max_bytes,
            settings=self._unfiltered or {},
            variables=variables or {},
        )


def _without_filters(keys: set[str]) -> dict[str, str]:
    """Return settings that leave files as they are, for the filters of a repository."""
    if len(keys) > _MAX_FILTERS:
        message = f"the configuration of the repository names more than {_MAX_FILTERS} filters"
        raise GitError(message)
    names = sorted({key.rpartition(".")[0] for key in keys})
    return {
        f"{name}.{what}": "false" if what == "required" else ""
        for name in names
        for what in ("clean", "smudge", "process", "required")
    }


def _checked(commit: str) -> str:
    if not _FULL_ID.fullmatch(commit):
        message = f"`{commit}` is not the full id of a commit"
        raise ValueError(message)
    return commit
