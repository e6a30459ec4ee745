"""`restatelint hook`: answers the hooks of coding agents about the Go that they write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from restatelint.cli.judging import given_request, judging_options, judging_terms, timeout_option
from restatelint.cli.options import choice, one_of
from restatelint.cli.standard_input import standard_input
from restatelint.engine.finding import Severity

if TYPE_CHECKING:
    from restatelint.cli.hooks.event import Agent, Answer, Event
    from restatelint.cli.request import Request
    from restatelint.judge.workers import Bounds

_AGENTS = ("claude", "codex", "cursor", "windsurf", "gemini")
_MOST_BYTES = 32_000_000


@click.command(context_settings={"auto_envvar_prefix": "RESTATELINT"})
@click.argument(
    "agent",
    type=one_of(_AGENTS),
    metavar="|".join(_AGENTS),
    shell_complete=lambda _context, _parameter, begun: [each for each in _AGENTS if each.startswith(begun)],
)
@click.option("--strict", is_flag=True, help="Refuse what could not be checked.")
@judging_options("The SDK's version, instead of the nearest go.mod's.")
@choice("--fail-on", tuple(each.value for each in Severity), "The least severity that refuses.", "warning")
@timeout_option(10.0, "How long one event may take to judge.")
def hook(
    agent: str,
    strict: bool,
    fail_on: str,
    timeout: float,
) -> int:
    """Answer an event of a coding agent, which is read on standard input, in that agent's protocol.

    A file that the agent changed is judged as it is on disk, one that it is about to write as it would be.
    No directive in the code and no settings file counts unless asked for. Silence means that there is
    nothing to say. What cannot be judged is refused before it is written. Exit codes are those of the agent's
    protocol; 1 is a hook that could not do its work, which no agent takes for a refusal.
    """
    from restatelint.cli.hooks.agents import AGENTS
    from restatelint.cli.output import print_pieces, say
    from restatelint.judge.workers import Bounds

    answer = _answer(
        AGENTS[agent], given_request(), Bounds(seconds=timeout), Severity(fail_on), strict=strict
    )
    if answer.out:
        print_pieces([answer.out], "utf-8")
    if answer.err:
        say(answer.err.rstrip("\n"))
    return answer.code


def _answer(agent: Agent, request: Request, bounds: Bounds, fail_on: Severity, *, strict: bool) -> Answer:
    """Return the answer to the event.

    What cannot be judged is not written: such an event is refused before the change. After it, and where the
    fault is ours, it is let through and said, unless ``strict``.
    """
    from restatelint.cli.hooks.event import BLOCKING, Answer, TooLargeEventError, UnreadableEventError
    from restatelint.cli.hooks.judgement import FaultError, NotJudgedError, reason_against
    from restatelint.cli.problem import bug, problem
    from restatelint.report.display import visible
    from restatelint.source.limits import Limits

    try:
        event = _event(standard_input(_MOST_BYTES + 1))
        change = agent.change(event)
    except TooLargeEventError as error:
        return Answer(err=f"restatelint: {error}", code=BLOCKING)
    except Exception as error:
        why = str(error) if isinstance(error, UnreadableEventError) else problem(error) or bug(error)
        return Answer(err=f"restatelint: {visible(why)}", code=BLOCKING if strict else 1)
    if change is None:
        return Answer()
    try:
        reason = reason_against(change, judging_terms(request, Limits(), tests=False), bounds, fail_on)
    except Exception as error:
        is_unjudged = isinstance(error, NotJudgedError)
        why = str(error) if is_unjudged or isinstance(error, FaultError) else problem(error) or bug(error)
        message = f"restatelint could not check this: {visible(why)}"
        refused = strict or (is_unjudged and change.content is not None)
        return agent.refusal(event, message) if refused else Answer(err=message, code=1)
    return agent.refusal(event, reason) if reason else Answer()


def _event(data: bytes) -> Event:
    """Return an event as JSON has it, or raise UnreadableEventError or TooLargeEventError."""
    from restatelint.cli.hooks.event import TooLargeEventError, UnreadableEventError

    if len(data) > _MOST_BYTES:
        message = f"the event is larger than {_MOST_BYTES} bytes, so what it would do could not be checked"
        raise TooLargeEventError(message)
    try:
        event: object = json.loads(data)
    except (ValueError, RecursionError) as error:
        message = f"the event is no JSON: {error}"
        raise UnreadableEventError(message) from error
    if not isinstance(event, dict):
        message = "the event is no JSON object"
        raise UnreadableEventError(message)
    return event
