"""The generated table of docs/tasks.md: what each task asks for, and how its answers are judged."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from restatelint.judge.task import load_tasks
from restatelint.judge.verify import verify

if TYPE_CHECKING:
    from restatelint.judge.task import Task

ANSWERS = Path(__file__).resolve().parent.parent / "fixtures" / "_answers"


def answers(task: str, kind: str) -> list[Path]:
    """Return the answers of a task that are to be accepted or rejected, sorted by name."""
    return sorted(path for path in (ANSWERS / task / kind).glob("*") if path.suffix in (".go", ".md"))


def version_of(path: Path) -> str:
    """Return the release that an accepted answer is for, as its name begins: ``v1.0``."""
    match = re.match(r"v\d+\.\d+", path.name)
    return match[0] if match is not None else ""


def tasks() -> str:
    """Return the table of the tasks, then for each what an answer must hold and how its answers fared."""
    known = load_tasks()
    head = "| task | asks for | accepted | rejected |\n|---|---|---|---|\n"
    rows = "".join(
        f"| [{task.id}](#{task.id.lower()}) | {task.title} | {len(answers(task.id, 'accepted'))} "
        f"| {len(answers(task.id, 'rejected'))} |\n"
        for task in known.values()
    )
    return head + rows + "".join(f"\n{_section(task)}" for task in known.values())


def _section(task: Task) -> str:
    statement = "\n".join(f"> {line}".rstrip() for line in task.statement.splitlines())
    lines = [f"### {task.id}", "", f"{task.title} ([page](../tasks/{task.id}/README.md)).", "", statement, ""]
    for word, chosen in (("must hold", False), ("must not hold", True)):
        own = [each for each in task.constructs if each.forbidden is chosen]
        lines += [f"* {word} `{each.name}`: {each.reason}" for each in own]
        if not chosen:
            lines += [f"* must agree in `{each.name}`: {each.reason}" for each in task.same]
            lines += [f"* must say `{each.name}`: {each.reason}" for each in task.words]
    if task.rules:
        lines.append(f"* must not be reported by {_listed(task.rules)}, whatever the severity")
    if task.expect:
        lines.append(f"* is expected to be reported by {_listed(task.expect)}")
    if task.allow:
        lines.append(f"* may be reported by {_listed(task.allow)}")
    lines += ["", "| answer | verdict | first reason | further reasons |", "|---|---|---|---|"]
    for kind in ("accepted", "rejected"):
        for path in answers(task.id, kind):
            version = version_of(path)
            verdict = verify(path.read_bytes(), task, sdk_version=f"{version}.0" if version else "")
            reasons = [f"`{reason.id}`" for reason in verdict.reasons]
            further = ", ".join(dict.fromkeys(reasons[1:]))
            name = f"[{path.name}](../fixtures/_answers/{task.id}/{kind}/{path.name})"
            lines.append(f"| {name} | {verdict.decision.value} | {''.join(reasons[:1])} | {further} |")
    return "\n".join(lines) + "\n"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
