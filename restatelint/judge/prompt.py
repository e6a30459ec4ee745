"""What a model is told before it writes: made from the rules that are on, so it cannot drift from them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from restatelint.engine.finding import Severity
from restatelint.engine.rule import Where
from restatelint.engine.template import has_placeholders
from restatelint.restate.api.symbols import api
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from restatelint.engine.rule import Rule
    from restatelint.judge.task import Task

_ROLE = """\
You are an expert in Go and in durable execution with Restate. You write for release {version} of the Go SDK,
{path}, imported as restate.

Restate journals every operation of a handler. After a crash or a pause it runs the handler again from the
top, gives it what the journal holds, and compares. So a handler must do the same operations in the same
order on every run:

* What is not deterministic (the clock, random numbers, identifiers, HTTP, databases, files, the environment)
  happens inside restate.Run, and its result is used from there.
* Inside Run only the context that the block is given is used, never the handler's own.
* Operations that run at the same time are futures, awaited with restate.Wait or restate.WaitFirst; there are
  no goroutines, channels or select around them.
* Logs go through ctx.Log(), which is silent on replay.
* A failure that no retry can help is a terminal error; any other error is tried again.

Answer with whole Go files that compile, each in a fence marked go that names its file: ```go title="main.go".
"""
_RULES = """
The answer is checked by restatelint, and is rejected for any of these:
"""


def newest_version() -> str:
    """Return the newest release of the SDK that is known, without ``v``."""
    return api().releases[PATH][-1]


def preamble(rules: Iterable[Rule], version: str = "") -> Iterator[str]:
    """Yield the preamble: who writes, how Restate works, and a line for each rule that can reject.

    ``version`` is the release of the SDK to write for, by default the newest.
    """
    yield _ROLE.format(version=(version or newest_version()).removeprefix("v"), path=PATH)
    telling = sorted((rule for rule in rules if _rejects(rule)), key=lambda rule: (rule.family, rule.id))
    if telling:
        yield _RULES
    for family, own in groupby(telling, key=lambda rule: rule.family):
        yield f"\n{family}\n"
        for rule in own:
            advice = "" if has_placeholders(rule.help) else f": {rule.help}"
            yield f"* {rule.title}{advice}\n"


def prompt(rules: Iterable[Rule], task: Task | None, version: str = "") -> str:
    """Return the preamble, with what a task asks for after it."""
    text = "".join(preamble(rules, version))
    return text if task is None else f"{text}\nTask: {task.title}\n\n{task.statement}\n"


def _rejects(rule: Rule) -> bool:
    return rule.where is not Where.ENGINE and rule.severity is not Severity.INFO
