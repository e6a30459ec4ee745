"""Which paths the settings exclude, and which rules they turn off by path. It touches no disk."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.source.patterns import PatternError, pattern_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restatelint.engine.settings import Glob, Settings
    from restatelint.source.patterns import Pattern


@dataclass(frozen=True, slots=True)
class PathFilter:
    """The patterns of some settings, ready to match; made by ``path_filter``."""

    excludes: tuple[tuple[str, Pattern], ...]
    ignores: tuple[tuple[str, Pattern, tuple[str, ...]], ...]

    def is_excluded(self, path: str, *, directory: bool = False) -> bool:
        """Return whether a file, or a whole directory, is not to be checked."""
        return any(_matches(base, pattern, path, directory) for base, pattern in self.excludes)

    def ignored_rules(self, path: str) -> tuple[str, ...]:
        """Return the names of rules, families or presets that are off in a file, sorted."""
        found = {
            name
            for base, pattern, names in self.ignores
            if _matches(base, pattern, path, False)
            for name in names
        }
        return tuple(sorted(found))


def path_filter(settings: Settings, default_exclude: Iterable[Glob] = ()) -> PathFilter:
    """Return the filter of some settings; ``default_exclude`` holds unless they say ``exclude``."""
    exclude = tuple(default_exclude) if settings.exclude is None else settings.exclude
    excluded = [(glob.directory, _pattern(glob)) for glob in (*exclude, *settings.extend_exclude)]
    ignored = [(glob.directory, _pattern(glob), names) for glob, names in settings.per_path_ignores]
    return PathFilter(
        tuple((base, pattern) for base, pattern in excluded if pattern is not None),
        tuple((base, pattern, names) for base, pattern, names in ignored if pattern is not None),
    )


def _pattern(glob: Glob) -> Pattern | None:
    with suppress(PatternError):  # as `/`, which is none and matches nothing
        return pattern_of(glob.pattern)
    return None


def _matches(base: str, pattern: Pattern, path: str, directory: bool) -> bool:
    """Return whether a pattern of a directory is about a path, or about a directory it is in."""
    relative = os.path.relpath(path, base or os.curdir).replace(os.sep, "/")
    if relative == ".." or relative.startswith("../"):
        return False
    names = relative.split("/")
    return pattern.matches(names, directory=directory) or any(
        pattern.matches(names[:end], directory=True) for end in range(1, len(names))
    )
