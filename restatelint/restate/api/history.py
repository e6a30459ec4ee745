"""Which version of the SDK a file says it is written for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.restate.api import versions
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program

parsed_version = versions.parsed_version


def required_version(program: Program, file: File, override: str) -> str:
    """Return the SDK version of a file: the override, else what the nearest go.mod requires, else ""."""
    return override or versions.required_version(program, file, PATH) or ""
