"""A rule: what it is called, where it looks, what it asks and what it says. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from restatelint.engine.standing import STABLE

if TYPE_CHECKING:
    from restatelint.engine.finding import Confidence, Safety, Severity
    from restatelint.engine.standing import Standing


class Where(Enum):
    """The kind of place a rule's query runs on.

    ``MODULE`` rules are about a go.mod, and have no query: engine/module_rules.py has what they ask.
    ``ENGINE`` rules have none either: the engine itself raises them (a suppression that is unused, an
    internal error).
    """

    REPLAYED = "replayed"
    RUN = "run"
    FILE = "file"
    MODULE = "module"
    ENGINE = "engine"

    @property
    def searched(self) -> bool:
        """Whether rules of this place have a query that runs on Go files."""
        return self not in (Where.MODULE, Where.ENGINE)


class Once(Enum):
    """How findings of a rule are put together: each by itself, or the first of a function or file.

    The first then stands for all, with the others as related places and how many in ``{more}``.
    """

    NEVER = "never"
    FUNCTION = "function"
    FILE = "file"


class Preset(Enum):
    """Which preset a rule belongs to; ``STRICT`` contains ``DEFAULT``."""

    DEFAULT = "default"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate of a pattern: ``(#not-effect? @call "random")``.

    ``arguments`` are capture names with ``@`` or plain strings; ``line`` is 1-based in the query file.
    """

    name: str
    negated: bool
    arguments: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of a query: its shape without predicates of ours, and those predicates in order."""

    shape: str
    predicates: tuple[Predicate, ...]
    captures: frozenset[str]
    line: int


@dataclass(frozen=True, slots=True)
class FixTemplate:
    """A way to mend what a rule reports, where all the predicates of ``when`` say yes.

    ``template`` is put in the place of ``target``, ``before`` on lines of its own before the statement
    that the target stands in, and each text of ``also`` in the place it names. Places are captures, or
    what predicates give. ``imports`` are paths that the file must import; their names are placeholders.
    """

    when: tuple[Predicate, ...]
    safety: Safety
    description: str
    template: str
    target: str = "report"
    before: str = ""
    also: tuple[tuple[str, str], ...] = ()
    imports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as loaded from its directory.

    ``severity`` is None when the flow of the value decides. ``message`` and ``help`` may hold
    ``{placeholders}``. ``covers`` says that inside what it reports nothing else is said. Of ``fixes``
    the first that fits counts. ``directory`` is where its files are. ``apart`` says that each match stands
    for itself: no rule covers it, and it is one with no other that starts at the same place. ``page`` is the
    address of its page, "" for none; None for a rule that comes with restatelint, whose page has its place.
    ``standing`` says how far it may be relied on. ``consequence`` is what becomes of the invocation where a
    finding is an error, which its message ends with; "" where the message says it already.
    """

    id: str
    family: str
    title: str
    message: str
    help: str
    where: Where
    severity: Severity | None
    confidence: Confidence
    preset: Preset
    since: str
    references: tuple[str, ...]
    formerly: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    directory: str
    once: Once = Once.NEVER
    covers: bool = False
    fixes: tuple[FixTemplate, ...] = ()
    apart: bool = False
    consequence: str = ""
    page: str | None = None
    standing: Standing = STABLE

    @property
    def url(self) -> str:
        """The address of the rule's page, or "" if it has none."""
        if self.page is not None:
            return self.page
        return f"https://github.com/restatelint/restatelint/blob/main/rules/{self.family}/{self.id}/README.md"
