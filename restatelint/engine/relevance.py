"""Which files are worth parsing, told by their bytes: nearly all of a large tree are not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restatelint.restate.library import Knowledge

_DECLARATION = re.compile(rb"\n(?:func|type|var|const)\b")


def marks(known: Knowledge) -> tuple[bytes, ...]:
    """Return the import paths that make a file worth parsing: the SDK's and those of the frameworks."""
    return (
        b"github.com/restatedev/",
        b"restate-sdk-go",
        *sorted(path.encode() for path in known.run_functions),
    )


def may_import(data: bytes, paths: Iterable[bytes]) -> bool:
    """Whether a Go file may import one of some paths; where this says no, it does not.

    Imports come before any other declaration, so what follows the first is not looked at. Only a comment
    of several lines could hold what looks like it; with one, the whole file counts.
    """
    declaration = _DECLARATION.search(data)
    end = len(data) if declaration is None else declaration.start()
    if data.find(b"/*", 0, end) >= 0:
        end = len(data)
    return any(data.find(path, 0, end) >= 0 for path in paths)
