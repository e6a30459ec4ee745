"""What rules ask about definitions and who names them, each question answered by the module that knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.restate.calls.codecs import Codecs
from restatelint.restate.calls.named_targets import NamedTargets
from restatelint.restate.calls.promise_types import PromiseTypes
from restatelint.restate.calls.target_types import TargetTypes
from restatelint.restate.definitions.faults import DefinitionFaults
from restatelint.restate.definitions.options import DefinitionOptions
from restatelint.restate.definitions.skipped_methods import SkippedMethods
from restatelint.restate.failing.bind_results import BindResults
from restatelint.restate.regions.direct_calls import DirectCalls

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.services.services import Services


class Defining:
    """The facts about definitions of a program."""

    def __init__(self, program: Program, contexts: Contexts, services: Callable[[File], Services]) -> None:
        self.faults = DefinitionFaults(program, services)
        self.skipped = SkippedMethods(program, contexts, self.faults, services)
        self.targets = NamedTargets(program, services)
        self.codecs = Codecs(program, services, self.targets)
        self.promises = PromiseTypes(program)
        self.types = TargetTypes(program, services, self.codecs)
        self.options = DefinitionOptions(program, self.faults, services)
        self.direct_calls = DirectCalls(program, services)
        self.bind_results = BindResults(program)
