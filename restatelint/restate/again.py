"""How somebody asks who asks again and again about nearly the same code, and wants the first answer soon."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from restatelint.golang.budget import Budget

if TYPE_CHECKING:
    from restatelint.golang.kept_files import KeptFiles


class PutOffError(Exception):
    """A question about all services of a module, where such questions are put off."""


@dataclass(frozen=True, slots=True)
class Again:
    """What one check has of those before it: the files ``kept``, if any.

    ``budget`` is the check's own: `stop` on it ends the check. If it is not ``whole``, whatever needs the
    services of the module, which is most of the work, raises PutOffError.
    """

    kept: KeptFiles | None = None
    budget: Budget = field(default_factory=Budget)
    whole: bool = True
