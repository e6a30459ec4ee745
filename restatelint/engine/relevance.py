"""Which files are worth parsing, told by their bytes: nearly all of a large tree are not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restatelint.restate.library import Knowledge

_SDK = b"github.com/restatedev/"
_COPY = b"restate-sdk-go"
_DECLARATION = re.compile(rb"\n(?:func|type|var|const)\b")


def marks(known: Knowledge) -> tuple[bytes, ...]:
    """Return the import paths that make a file worth parsing besides the SDK's: those of the frameworks."""
    return (_COPY, *sorted(path.encode() for path in known.run_functions))


def is_relevant_in_pieces(pieces: Iterable[bytes], paths: Iterable[bytes]) -> bool:
    """Whether a text that comes in pieces names the SDK or one of some other paths anywhere."""
    wanted = (_SDK, *paths)
    longest = max(map(len, wanted))
    rest = b""
    for piece in pieces:
        text = rest + piece
        if any(path in text for path in wanted):
            return True
        rest = text[-longest + 1 :]
    return False


def is_relevant(data: bytes, paths: Iterable[bytes]) -> bool:
    """Whether a Go file names the SDK anywhere, or may import one of some other paths.

    Imports come before any other declaration, so for those nothing is looked at behind the first. Only a
    comment of several lines could hold what looks like one; with such a comment the whole file counts.
    """
    if _SDK in data:
        return True
    declaration = _DECLARATION.search(data)
    end = len(data) if declaration is None else declaration.start()
    if data.find(b"/*", 0, end) >= 0:
        end = len(data)
    return any(data.find(path, 0, end) >= 0 for path in paths)
