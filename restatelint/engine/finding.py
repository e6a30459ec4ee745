"""What a check gives: findings, notes about what was not checked, and both together as a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restatelint.engine.rule import Rule
    from restatelint.source.origin import Fence
    from restatelint.source.position import Position


class Severity(Enum):
    """How bad a finding is; ``rank`` 0 is the gravest."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for an info."""
        return _SEVERITIES.index(self)


class Confidence(Enum):
    """How sure a rule is that a finding is true; ``rank`` 0 is the surest."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for high, 1 for medium, 2 for low."""
        return _CONFIDENCES.index(self)


class Safety(Enum):
    """Whether a fix keeps what the code means and what its journals hold."""

    SAFE = "safe"
    UNSAFE = "unsafe"


_SEVERITIES = tuple(Severity)
_CONFIDENCES = tuple(Confidence)


@dataclass(frozen=True, slots=True)
class Place:
    """A range of a file. ``lines`` holds the whole text lines it covers, at most the first eight."""

    path: str
    start: Position
    end: Position
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A place with a word about it: one link of a chain from a handler to a cause, or a related place.

    ``skipped`` counts the links of a long chain that were left out before this one.
    """

    place: Place
    message: str
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the bytes of a file from ``start`` to ``end`` (0-based offsets, end exclusive)."""

    start: Position
    end: Position
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to mend a finding."""

    safety: Safety
    description: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule reports.

    ``function`` is the enclosing function's name, or ""; ``chain`` leads from the reported place to the
    cause, and is empty when the place is the cause. ``fingerprint`` stays the same while lines above move.
    ``suppressed`` holds the reason that a directive gave, or is None.
    """

    rule: str
    family: str
    severity: Severity
    confidence: Confidence
    message: str
    help: str
    place: Place
    function: str = ""
    chain: tuple[Step, ...] = ()
    related: tuple[Step, ...] = ()
    fix: Fix | None = None
    url: str = ""
    fingerprint: str = ""
    suppressed: str | None = None
    fence: Fence | None = None


class NoteKind(Enum):
    """What a note is about.

    ``LEFT_OUT`` counts findings that are not new and so not shown, ``GONE`` names one that a baseline knows
    and that is not found any more. ``NOT_FOLLOWED`` names an ignore file that ignored less than it says,
    ``OUTDATED`` a rule that was asked for by a former name, or that is deprecated or removed.
    """

    NOT_CHECKED = "not-checked"
    INTERNAL_ERROR = "internal-error"
    SKIPPED = "skipped"
    ASSUMED = "assumed"
    LEFT_OUT = "left-out"
    GONE = "gone"
    NOT_FOLLOWED = "not-followed"
    OUTDATED = "outdated"

    @property
    def unchecked(self) -> bool:
        """Whether such a note says that something was not checked that should have been."""
        return self in (NoteKind.NOT_CHECKED, NoteKind.INTERNAL_ERROR)


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the run that is not a finding, with the path it is about, or ""."""

    kind: NoteKind
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check.

    ``findings`` and ``notes`` are sorted. ``rules`` are those that were on, sorted by id. ``files`` counts
    what was given, ``checked`` what rules looked at or did not have to, ``skipped`` the rest. ``put_off`` are
    the rules that could say nothing, since what they ask was not to be asked. ``faults`` are what would not
    compile, where somebody asked for that.
    """

    findings: tuple[Finding, ...]
    notes: tuple[Note, ...]
    rules: tuple[Rule, ...]
    files: int
    checked: int
    skipped: int
    put_off: frozenset[str] = frozenset()
    faults: tuple[Finding, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everything given was checked."""
        return not any(note.kind.unchecked for note in self.notes)

    @property
    def active(self) -> tuple[Finding, ...]:
        """The findings that no directive suppresses."""
        return tuple(finding for finding in self.findings if finding.suppressed is None)

    def count(self, severity: Severity) -> int:
        """Return how many active findings have a severity."""
        return sum(finding.severity is severity for finding in self.active)
