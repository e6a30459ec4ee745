"""Which paths the settings exclude, and which rules they turn off by path. It touches no disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restatelint.engine.settings import Glob, Settings


class _Matcher(Protocol):
    def match_file(self, file: str) -> bool:
        """Return whether a relative path with ``/`` matches."""


@dataclass(frozen=True, slots=True)
class PathFilter:
    """The patterns of some settings, ready to match; made by ``path_filter``."""

    excludes: tuple[tuple[str, _Matcher], ...]
    ignores: tuple[tuple[str, _Matcher, tuple[str, ...]], ...]

    def is_excluded(self, path: str, *, directory: bool = False) -> bool:
        """Return whether a file, or a whole directory, is not to be checked."""
        return any(_matches(base, matcher, path, directory) for base, matcher in self.excludes)

    def ignored_rules(self, path: str) -> tuple[str, ...]:
        """Return the names of rules, families or presets that are off in a file, sorted."""
        found = {
            name
            for base, matcher, names in self.ignores
            if _matches(base, matcher, path, False)
            for name in names
        }
        return tuple(sorted(found))


def path_filter(settings: Settings, default_exclude: Iterable[Glob] = ()) -> PathFilter:
    """Return the filter of some settings; ``default_exclude`` holds unless they say ``exclude``.

    pathspec is imported only if there is a pattern.
    """
    exclude = tuple(default_exclude) if settings.exclude is None else settings.exclude
    return PathFilter(
        tuple((glob.directory, _matcher(glob)) for glob in (*exclude, *settings.extend_exclude)),
        tuple((glob.directory, _matcher(glob), names) for glob, names in settings.per_path_ignores),
    )


def _matcher(glob: Glob) -> _Matcher:
    import pathspec

    return pathspec.GitIgnoreSpec.from_lines([glob.pattern])


def _matches(base: str, matcher: _Matcher, path: str, directory: bool) -> bool:
    relative = os.path.relpath(path, base or os.curdir).replace(os.sep, "/")
    if relative == ".." or relative.startswith("../"):
        return False
    return matcher.match_file(relative + "/" if directory else relative)
