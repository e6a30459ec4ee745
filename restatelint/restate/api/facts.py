"""What the rules ask about the SDK's API over a program, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.types import Named
from restatelint.restate.api.calls import wrong_call
from restatelint.restate.api.imports import wrong_import
from restatelint.restate.api.status import ApiStatus
from restatelint.restate.api.symbols import api
from restatelint.restate.api.versions import numbers_of, required_version
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.api.calls import WrongCall
    from restatelint.restate.api.imports import WrongImport
    from restatelint.restate.api.status import Status
    from restatelint.restate.api.versions import Version

_STRING_MAP = Named(PATH, "StringMap")
_SINCE = "0.25.0"


class ApiFacts:
    """Facts about the API; ``override`` is the version given on the command line or in settings."""

    def __init__(self, program: Program, override: str) -> None:
        self._program = program
        self._statuses = ApiStatus(program, override)

    @property
    def statuses(self) -> ApiStatus:
        """What became of symbols: for fixes."""
        return self._statuses

    def version(self, file: File) -> Version:
        """Return the version of the SDK's root module that a file is judged by."""
        return self._statuses.version(file, PATH)

    @property
    def newest(self) -> str:
        """The newest release that is known of the SDK's root module, without ``v``."""
        return api().releases[PATH][-1]

    def is_version_assumed(self, file: File) -> bool:
        """Whether nothing says which release of the SDK a file is for: no option, and no go.mod."""
        return not self.version(file).known and required_version(self._program, file, PATH) is None

    def status(self, file: File, node: Node) -> Status | None:
        """Return what became of the SDK's symbol that an expression names, or None."""
        return self._statuses.of(file, node)

    def wrong_call(self, file: File, call: Node) -> WrongCall | None:
        """Return what is wrong with the arguments of a call of the SDK, or None."""
        return wrong_call(self._program, self._statuses, file, call)

    def wrong_import(self, file: File, spec: Node) -> WrongImport | None:
        """Return what is wrong with an import of something that is taken for the SDK, or None."""
        return wrong_import(self._program, self._statuses, file, spec)

    def string_map_version(self, file: File, node: Node) -> str | None:
        """Return the version in which an expression is a StringMap and no map, or None if it is none."""
        if self._program.expressions.type(file, node) != _STRING_MAP:
            return None
        version = self.version(file)
        since = version.known and version.numbers >= numbers_of(_SINCE)
        return version.shown if since else None
