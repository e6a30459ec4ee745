"""What a command line asks of a check, as data, and how it changes the settings of a file."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.settings import Glob

if TYPE_CHECKING:
    from restatelint.engine.settings import Settings


@dataclass(frozen=True, slots=True)
class Request:
    """The options of a check that say what is checked and with which rules; None and () where not given.

    Globs are relative to the current directory, sizes in bytes, times in seconds. With ``cache`` a report
    made before is used if nothing has changed; ``cache_directory`` is where, "" for the user's own.
    ``jobs`` is how many processes may work, 0 for one a core.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    preset: str | None = None
    preview: bool = False
    min_severity: str | None = None
    min_confidence: str | None = None
    suppressions: bool | None = None
    sdk_version: str | None = None
    config: str | None = None
    isolated: bool = False
    exclude: tuple[str, ...] = ()
    extend_exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    generated: str | None = None
    tests: bool = False
    markdown: bool = False
    max_file_bytes: int | None = None
    shape: str = "auto"
    merge_fences: bool = False
    timeout: float = 10.0
    diff_base: str | None = None
    patch: str | None = None
    baseline: str | None = None
    write_baseline: str | None = None
    cache: bool = False
    cache_directory: str = ""
    jobs: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether not everything that is found is wanted, but what is new."""
        return any(
            each is not None for each in (self.diff_base, self.patch, self.baseline, self.write_baseline)
        )

    @property
    def names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The names of rules, families and presets with the option that gave them."""
        return (
            ("--select", self.select),
            ("--extend-select", self.extend_select),
            ("--ignore", self.ignore),
        )


def with_request(settings: Settings, request: Request) -> Settings:
    """Return settings as the command line changes them.

    ``--select`` and ``--preset`` begin anew: what the file selects is then gone, and with ``--select``
    what it ignores too. Everything else is added to or put in the place of what the file says.
    """
    here = os.path.realpath(os.curdir)
    if request.select:
        settings = dataclasses.replace(settings, select=request.select, extend_select=(), ignore=())
    elif request.preset is not None:
        settings = dataclasses.replace(settings, select=None)
    if request.exclude:
        settings = dataclasses.replace(settings, exclude=tuple(Glob(here, each) for each in request.exclude))
    return dataclasses.replace(
        settings,
        extend_select=settings.extend_select + request.extend_select,
        ignore=settings.ignore + request.ignore,
        preset=request.preset or settings.preset,
        preview=request.preview or settings.preview,
        min_severity=Severity(request.min_severity) if request.min_severity else settings.min_severity,
        min_confidence=(
            Confidence(request.min_confidence) if request.min_confidence else settings.min_confidence
        ),
        extend_exclude=settings.extend_exclude + tuple(Glob(here, each) for each in request.extend_exclude),
        generated=request.generated or settings.generated,
        tests=request.tests or settings.tests,
        markdown=request.markdown or settings.markdown,
        sdk_version=request.sdk_version or settings.sdk_version,
    )
