"""Whether the logger of contexts is the one that the SDK makes unasked: silent on replay, and slog's default.

``server.NewRestate()`` takes the handler of ``slog.Default()`` and drops what is logged while replaying; only
``WithLogger`` of the endpoint changes either (server/restate.go of the SDK).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.restate.definitions.server_calls import calls_server

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program

_MADE = b"NewRestate"
_SET = b"WithLogger"


class ServerLogger:
    """Answers about the loggers of the endpoints of modules."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._modules: dict[str, bool] = {}

    def is_default(self, file: File) -> bool:
        """Whether the module of a file is seen to make its endpoint, and nothing gives it another logger."""
        module = self._program.modules.nearest(file.source.directory)
        if module is None:
            return False
        if module.directory not in self._modules:
            self._modules[module.directory] = self._found(file)
        return self._modules[module.directory]

    def _found(self, file: File) -> bool:
        said = self._program.files_that_say(file, _MADE, _SET)
        if not said.complete or any(_SET in each.source.data for each in said.files):
            return False
        return any(
            calls_server(self._program, each, call, _MADE.decode())
            for each in said.files
            for call in each.calls
        )
