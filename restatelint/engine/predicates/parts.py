"""Predicates about parts of a service's code: what they call, by helpers too, and whose context they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.restate.sdk import ContextKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question


def comes_to(question: Question) -> Answer | None:
    """``(#comes-to? @node "net/http.Client.Do")``: inside a node one of these functions is called.

    Or a function of the code at hand that calls one, itself or through others. Names as for `#calls?`,
    which asks of a call alone whether it is one.
    """
    node = question.node
    return answer(
        question.facts.leading.leads(question.file, node.start_byte, node.end_byte, question.strings)
    )


def comes_after(question: Question) -> Answer | None:
    """``(#comes-after? @call "net/http.Client.Do")``: what stands before a call comes to one of these.

    In the same function, as for `#comes-to?`, but not in a closure that is only kept until then, nor in a
    ``defer``.
    """
    return answer(question.facts.leading.led_before(question.file, question.node, question.strings))


def directly_in(question: Question) -> Answer | None:
    """``(#directly-in? @node "workflow")``: the innermost function around a node takes such a context.

    What stands in a closure without a context of its own, such as a compensation, is not directly in its
    handler; a helper that takes the context is as good as a handler. Which handlers run a node, whatever is
    around it, `#in-handler-kind?` says. Kinds: those of `ContextKind`.
    """
    function = question.file.function_at(question.node.start_byte)
    region = question.facts.regions.of_function(function) if function is not None else None
    return answer(region is not None and region.own and region.context.value in question.strings)


def runs(question: Question) -> Answer | None:
    """``(#runs? @call)``: a call hands a function to Run: that of the SDK, of a framework, or a helper's."""
    return answer(question.facts.regions.is_run(question.file, question.node))


def is_mistake(question: Question) -> Answer | None:
    """``(#is-mistake? @node)``: a node is no Go, or is missing. Fills ``{mistake}``.

    That says what the parser met and what it expected, as far as it knows.
    """
    from restatelint.golang.mistakes import mistake  # few files have any

    node = question.node
    is_wrong = node.type == "ERROR" or node.is_missing
    return Answer({"mistake": mistake(node)}) if is_wrong else None


DEFINITIONS: Mapping[str, Definition] = {
    "comes-after": predicate(comes_after, variadic=True),
    "comes-to": predicate(comes_to, variadic=True),
    "directly-in": predicate(
        directly_in, strings=frozenset(each.value for each in ContextKind), variadic=True
    ),
    "is-mistake": predicate(is_mistake, "mistake"),
    "runs": predicate(runs),
}
