"""What the linter says of drawn programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from restatelint import DiskTree, Settings, Source, check
from restatelint.engine.chosen import chosen_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proofs.lottery.module import Module
    from restatelint import Rule

FAMILIES = ("concurrency", "determinism", "errors", "run")
"""Those whose rules are about replays; what blocks a key or is out of date is another matter."""
_RANKS = ("error", "warning", "info", "nothing")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The worst severity that rules about replays give a program, or ``nothing``, and the rules."""

    severity: str
    rules: tuple[str, ...]

    @property
    def rank(self) -> int:
        """0 for an error, 3 for nothing."""
        return _RANKS.index(self.severity)


def verdicts(module: Module, rules: Sequence[Rule]) -> dict[str, Verdict]:
    """Return what rules say of each program of a module, by its name.

    Raises a ValueError when the linter could not check something.
    """
    owners = {path: name for name, paths in module.files.items() for path in paths}
    tree = DiskTree(str(module.folder))
    sources = [
        Source(tree.display(str(path)), str(path), path.read_bytes())
        for path in sorted(module.folder.rglob("*.go"), key=lambda path: (path.parent, path))
    ]
    report = check(sources, chosen_rules(Settings(preset="strict"), rules), tree=tree, known=rules)
    if not report.complete:
        message = f"the linter did not check everything: {report.notes[0].message}"
        raise ValueError(message)
    found: dict[str, dict[str, set[str]]] = {name: {} for name in module.files}
    for finding in report.findings:
        owner = owners.get(Path(module.folder, finding.place.path))
        if owner is not None and finding.family in FAMILIES:
            found[owner].setdefault(finding.severity.value, set()).add(finding.rule)
    return {name: _verdict(said) for name, said in found.items()}


def _verdict(said: dict[str, set[str]]) -> Verdict:
    worst = min(said, key=_RANKS.index, default="nothing")
    return Verdict(worst, tuple(sorted(said.get(worst, ()))))
