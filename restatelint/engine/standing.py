"""How far a rule may be relied on, and words for a name that is no longer what it was."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from restatelint.engine.rule import Rule


class Status(Enum):
    """Where a rule is in its life.

    ``PREVIEW``: what it reports may change in any release; it is on where previews are, or where it is named.
    ``STABLE``: it reports more only in a minor release. ``DEPRECATED``: it works as before, and goes in a
    later minor release. ``REMOVED``: its name is known, so that who uses it is told what there is instead.
    """

    PREVIEW = "preview"
    STABLE = "stable"
    DEPRECATED = "deprecated"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a rule, the version that gave it that, or "", and what to do instead, in words or ""."""

    status: Status = Status.STABLE
    since: str = ""
    instead: str = ""

    @property
    def words(self) -> str:
        """What is said of the rule beside its name: ``deprecated since 0.3.0: use wall-clock``; or ""."""
        if self.status is Status.STABLE:
            return ""
        since = f" {'in' if self.status is Status.REMOVED else 'since'} {self.since}" if self.since else ""
        return f"{self.status.value}{since}{f': {self.instead}' if self.instead else ''}"


STABLE = Standing()


def outdated(rules: Sequence[Rule], names: Iterable[str]) -> dict[str, str]:
    """Return, for those of some names that are no longer what they were, what is to be said of each."""
    found: dict[str, str] = {}
    by_id = {rule.id: rule for rule in rules}
    former = {name: rule for rule in rules for name in rule.formerly}
    for name in names:
        if name in former:
            found[name] = f"the rule `{name}` is now called `{former[name].id}`"
        rule = former.get(name) or by_id.get(name)
        if rule is not None and rule.standing.status in (Status.DEPRECATED, Status.REMOVED):
            before = f"{found[name]}, which is " if name in found else f"the rule `{name}` is "
            found[name] = f"{before}{rule.standing.words}"
    return found
