"""What rules ask about virtual objects and workflows, each question answered by the module that knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.restate.calls.deadlocked import Deadlocked
from restatelint.restate.calls.state_keys import StateKeys
from restatelint.restate.contexts.assertions import ContextAssertions
from restatelint.restate.contexts.handler_kinds import HandlerKinds
from restatelint.restate.failing.presence import Presence
from restatelint.restate.waiting.loops import Loops
from restatelint.restate.waiting.sleep_send import SleepSends
from restatelint.restate.waiting.waiting import ExclusiveWaits

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.effects.origins import Origins
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.regions.performs import Performs
    from restatelint.restate.regions.regions import Regions
    from restatelint.restate.services.services import Services


class Objects:
    """Facts about objects and workflows of a program."""

    def __init__(
        self,
        program: Program,
        regions: Regions,
        contexts: Contexts,
        reach: Reach,
        origins: Origins,
        performs: Performs,
        services: Callable[[File], Services],
    ) -> None:
        self.waits = ExclusiveWaits(program, regions, origins)
        self.kinds = HandlerKinds(program, contexts, origins, services)
        self.assertions = ContextAssertions(program, self.kinds)
        self.loops = Loops(program, regions, reach, origins, performs)
        self.sleep_sends = SleepSends(program, performs)
        self.presence = Presence(program)
        self.state_keys = StateKeys(program, regions, contexts, services)
        self.deadlocked = Deadlocked(services)
