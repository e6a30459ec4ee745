"""How services are operated: what their blocks, endpoints and calls cost, in one place for Facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.restate.calls.ingress import Ingress
from restatelint.restate.definitions.endpoints import Endpoints
from restatelint.restate.effects.payloads import Payloads
from restatelint.restate.runs.goroutines import Goroutines
from restatelint.restate.runs.options import RunOptions
from restatelint.restate.runs.outside_calls import OutsideCalls
from restatelint.restate.runs.redundant import Redundant
from restatelint.restate.runs.retry_loops import RetryLoops
from restatelint.restate.runs.waits_in_run import WaitsInRun
from restatelint.restate.waiting.bare_durations import BareDurations
from restatelint.restate.waiting.pauses import Pauses
from restatelint.restate.waiting.timeouts import Timeouts

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.effects.origins import Origins
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.ends.flow import Flow
    from restatelint.restate.errors.kinds import ErrorKinds
    from restatelint.restate.policy import Policy
    from restatelint.restate.regions.regions import Regions
    from restatelint.restate.services.services import Services


class Operating:
    """The facts about how services are operated."""

    def __init__(
        self,
        program: Program,
        regions: Regions,
        reach: Reach,
        origins: Origins,
        flow: Flow,
        errors: ErrorKinds,
        services: Callable[[File], Services],
        policy: Policy,
    ) -> None:
        self.run_options = RunOptions(program, origins)
        self.retry_loops = RetryLoops(program, self.run_options, errors)
        self.goroutines = Goroutines(program, regions, reach)
        self.waits_in_run = WaitsInRun(program, reach)
        timeouts = Timeouts(program, services)
        self.outside_calls = OutsideCalls(
            program, regions, reach, self.run_options, timeouts, policy.slow_functions
        )
        self.pauses = Pauses(program, regions, reach, timeouts)
        self.ingress = Ingress(program, regions, reach, origins)
        self.redundant = Redundant(program, regions, origins)
        self.bare_durations = BareDurations(program)
        self.endpoints = Endpoints(program, policy, services)
        self.payloads = Payloads(program, flow)
