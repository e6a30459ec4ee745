"""How services are operated: what their blocks, endpoints and calls cost, in one place for Facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.restate.bare_durations import BareDurations
from restatelint.restate.endpoints import Endpoints
from restatelint.restate.goroutines import Goroutines
from restatelint.restate.ingress import Ingress
from restatelint.restate.outside_calls import OutsideCalls
from restatelint.restate.pauses import Pauses
from restatelint.restate.payloads import Payloads
from restatelint.restate.redundant import Redundant
from restatelint.restate.retry_loops import RetryLoops
from restatelint.restate.run_options import RunOptions
from restatelint.restate.timeouts import Timeouts
from restatelint.restate.waits_in_run import WaitsInRun

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.errors.kinds import ErrorKinds
    from restatelint.restate.flow import Flow
    from restatelint.restate.origins import Origins
    from restatelint.restate.policy import Policy
    from restatelint.restate.reach import Reach
    from restatelint.restate.regions import Regions
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
