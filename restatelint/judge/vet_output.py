"""Reads what go vet prints: where it complains, and of what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_LINE = re.compile(
    r"^(?:vet: )?(?:\./)?([^\s:][^:]{0,300}\.go):(\d{1,7}):(?:(\d{1,7}):)? (.{1,2000})$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint: the file, the 1-based line and byte of the line (0 if not said), and words."""

    path: str
    line: int
    column: int
    message: str
    kind: str = "go-vet"

    def moved(self, path: str) -> Complaint:
        """Return it for the same file by another path."""
        return replace(self, path=path)


def complaints_of(output: bytes) -> tuple[Complaint, ...]:
    """Return the complaints in what go vet printed, in its order; what is none of them is passed over."""
    text = output.decode("utf-8", "replace")
    return tuple(
        Complaint(match[1], int(match[2]), int(match[3] or 0), match[4].strip())
        for match in _LINE.finditer(text)
    )
