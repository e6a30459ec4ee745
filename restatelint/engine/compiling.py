"""What Go's compiler would refuse, as findings: asked for by the gate, and by no rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from restatelint.engine.build import place_of
from restatelint.engine.finding import Confidence, Finding, Severity
from restatelint.golang.compile.faults import Compiler
from restatelint.golang.compile.foreign import Foreign
from restatelint.golang.elision import is_whole
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.golang.compile.fault import Fault
    from restatelint.golang.file import File
    from restatelint.golang.program import Program

FAMILY = "compile"
"""The family of such findings, which no rule is of."""


@dataclass(slots=True)
class Compiling:
    """How code is looked at as the compiler would.

    ``closed`` are the directories whose packages are all there; ``elsewhere`` gives the names that may be
    declared where nobody looks, by directory.
    """

    closed: frozenset[str] = frozenset()
    elsewhere: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _compilers: dict[Program, Compiler] = field(default_factory=dict)

    def findings(self, program: Program, file: File) -> tuple[Finding, ...]:
        """Return what is wrong with a file, if its author gave it for a whole one; raises TooComplexError."""
        if not is_whole(file):
            return ()
        compiler = self._compilers.get(program)
        if compiler is None:
            compiler = self._compilers[program] = Compiler(program, Foreign((PATH,)))
        directory = file.source.directory
        names = self.elsewhere.get(directory, frozenset())
        found = compiler.faults(file, names, closed=directory in self.closed)
        return tuple(_finding(file, fault) for fault in found)


def _finding(file: File, fault: Fault) -> Finding:
    return Finding(
        rule=fault.kind,
        family=FAMILY,
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        message=fault.message,
        help=fault.advice,
        place=place_of(file.source, fault.node),
        function=file.enclosing_title(fault.node.start_byte),
        fence=file.source.origin.fence if file.source.origin is not None else None,
    )
