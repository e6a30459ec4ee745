"""Predicates about what Run blocks cost: goroutines, waits, retries, identifiers, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.golang.callee import callee
from restatelint.golang.shown import shown
from restatelint.restate.links import way
from restatelint.restate.runs.options import RUNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.golang.file import File
    from restatelint.restate.links import Link


def outlives(question: Question) -> Answer | None:
    """``(#outlives? @statement)``: a go statement or call in Run starts a goroutine that Run does not await.

    Fills ``{via}``: the chain in brackets where a helper starts it, or nothing.
    """
    links = question.facts.operating.goroutines.outlives(question.file, question.node)
    return _chained(links) if links else None


def retry_loop(question: Question) -> Answer | None:
    """``(#retry-loop? @loop)``: a loop runs a Run again on its error, which has no bound on retries.

    Fills ``{run}``, the call that the loop makes again, and ``{line}`` of it; it becomes the chain.
    """
    call = question.facts.operating.retry_loops.retried(question.file, question.node)
    called = callee(call) if call is not None else None
    if call is None or called is None:
        return None
    line = question.file.source.lines.position(call.start_byte).line
    return Answer({"run": shown(called.expression), "line": str(line)})


def waits_in_run(question: Question) -> Answer | None:
    """``(#waits-in-run? @call)``: a call in Run sleeps for a second or more, or polls.

    Fills ``{cause}``, the function of package time, ``{wait}``, what it does: "waits for 5s", "polls", and
    ``{via}``: the chain in brackets or nothing.
    """
    found = question.facts.operating.waits_in_run.of(question.file, question.node)
    return _chained(found.links, wait=found.words, cause=found.links[-1].title) if found is not None else None


def unnamed_run(question: Question) -> Answer | None:
    """``(#unnamed-run? @call)``: a call is Run, RunAsync or RunVoid, and surely has no ``WithName``."""
    return answer(question.facts.operating.run_options.unnamed(question.file, question.node))


def unbounded_retry(question: Question) -> Answer | None:
    """``(#unbounded-retry? @call)``: a Run without a bound on retries calls the network.

    Fills ``{foreign}``, the function that does. The way there becomes the chain.
    """
    links = question.facts.operating.outside_calls.unbounded_retry(question.file, question.node)
    return Answer({"foreign": links[-1].title}, links) if links else None


def slow_run(question: Question) -> Answer | None:
    """``(#slow-run? @call)``: a Run asks a language model, or calls a function that settings call slow.

    No if its service sets a timeout of invocations. Fills ``{foreign}``, the function.
    """
    links = question.facts.operating.outside_calls.slow(question.file, question.node)
    return Answer({"foreign": links[-1].title}, links) if links else None


def minted_and_sent(question: Question) -> Answer | None:
    """``(#minted-and-sent? @call)``: a call in Run makes an identifier that the same block sends.

    Fills ``{generator}`` and ``{use}``, the call that sends it, which becomes the chain.
    """
    found = question.facts.operating.outside_calls.minted(question.file, question.node)
    if found is None:
        return None
    return Answer({"generator": found.generator, "use": found.use.title}, (found.use,))


def empty_context(question: Question) -> Answer | None:
    """``(#empty-context? @call)``: ``context.Background()`` or ``TODO`` where a Run context is at hand.

    Fills ``{empty}`` and ``{context}``, the name of the one at hand.
    """
    found = question.facts.operating.redundant.empty_context(question.file, question.node)
    return Answer({"empty": found[0], "context": found[1]}) if found is not None else None


def _chained(links: tuple[Link, ...], **values: str) -> Answer:
    via = f" ({way(links)})" if len(links) > 1 else ""
    return Answer({"via": via, **values}, links if len(links) > 1 else ())


def _names_context_package(file: File) -> bool:
    return b'"context"' in file.source.data


_CALLS = frozenset({"foreign", "module"})
_WAITS = frozenset({"standard", "module"})

DEFINITIONS: Mapping[str, Definition] = {
    "empty-context": predicate(
        empty_context,
        "empty",
        "context",
        possible=_names_context_package,
        names=frozenset({"Background", "TODO"}),
    ),
    "minted-and-sent": predicate(minted_and_sent, "generator", "use", kinds=_CALLS),
    "outlives": predicate(outlives, "via"),
    "unbounded-retry": predicate(unbounded_retry, "foreign", names=RUNS),
    "retry-loop": predicate(retry_loop, "run", "line"),
    "slow-run": predicate(slow_run, "foreign", names=RUNS),
    "unnamed-run": predicate(unnamed_run, names=RUNS),
    "waits-in-run": predicate(waits_in_run, "cause", "wait", "via", kinds=_WAITS),
}
