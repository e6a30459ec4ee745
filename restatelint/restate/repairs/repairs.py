"""Everything that fixes may ask about a program, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.restate.api.history import parsed_version, required_version
from restatelint.restate.definitions.server_logger import ServerLogger
from restatelint.restate.repairs.contexts import ContextNames
from restatelint.restate.repairs.logs import message_of
from restatelint.restate.repairs.ranges import sorted_range
from restatelint.restate.repairs.wrapping import Wrapping
from restatelint.restate.repairs.written.statements import failing_return, returns_error

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.errors.kinds import ErrorKinds
    from restatelint.restate.regions.regions import Regions
    from restatelint.restate.repairs.logs import Message
    from restatelint.restate.repairs.ranges import SortedRange


class Repairs:
    """Answers for fixes over a program. ``sdk_version`` overrides what go.mod files require."""

    def __init__(
        self,
        program: Program,
        regions: Regions,
        contexts: Contexts,
        errors: ErrorKinds,
        sdk_version: str,
    ) -> None:
        self._program = program
        self._sdk_version = sdk_version
        self.contexts = ContextNames(program, regions, contexts)
        self.wrapping = Wrapping(program, contexts, self.contexts, errors)
        self.server_logger = ServerLogger(program)

    def has_sdk(self, file: File, least: str) -> bool:
        """Whether a file is for a version of the SDK, or a later one; so it is if nothing says."""
        version = parsed_version(required_version(self._program, file, self._sdk_version))
        needed = parsed_version(least)
        return version is None or needed is None or version >= needed

    def failing_return(self, file: File, byte: int, error: str) -> str | None:
        """Return the statement by which the function around a byte returns an error by its name, or None."""
        return failing_return(self._program, file, byte, error)

    def returns_error(self, file: File, byte: int) -> bool:
        """Whether the function around a byte returns an error last, plain or terminal."""
        return returns_error(self._program, file, byte)

    def message(self, file: File, call: Node) -> Message | None:
        """Return what a statement that prints says, None for any other call."""
        return message_of(self._program, file, call)

    def sorted_range(self, file: File, clause: Node) -> SortedRange | None:
        """Return how a range over a map goes by sorted keys, or None."""
        return sorted_range(self._program, file, clause)
