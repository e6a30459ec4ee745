"""Predicates about definitions of services: what Reflect, its options and Bind make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.engine.template import exact
from restatelint.golang.shown import shown
from restatelint.restate.definitions.names import handed, named, type_name
from restatelint.restate.definitions.options import LIMITED, may_name
from restatelint.restate.failing.bind_results import may_bind
from restatelint.restate.links import Link
from restatelint.restate.services.model import ServiceKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.restate.definitions.faults import MethodFault
    from restatelint.restate.services.model import Definition as Service

_ONE_RUN = "restate.Reflect panics, since a workflow has exactly one such handler"


def misshapen(question: Question) -> Answer | None:
    """``(#misshapen? @name)``: the method of a name is reflected, and its parameters or results panic.

    Fills ``{fault}``: what is wrong, after the method's name, and ``{service}``.
    """
    return _of_method(question.facts.defining.faults.shape(question.file, question.node))


def reflects_nothing(question: Question) -> Answer | None:
    """``(#reflects-nothing? @call)``: Reflect is handed a struct without a single handler.

    Fills ``{fault}``, after the struct's name, and ``{service}``.
    """
    found = question.facts.defining.faults.without_handlers(question.file, question.node)
    if found is None:
        return None
    reasons = [f"{each.function.name}: {each.reason}" for each in found.methods]
    why = f" ({'; '.join(reasons[:2])})" if reasons else ""
    return Answer({"fault": f"{type_name(found)} has no handler{why}", "service": named(found)})


def mixes_contexts(question: Question) -> Answer | None:
    """``(#mixes-contexts? @name)``: the method of a name takes the context of another kind of service.

    That is another than most handlers of its reflected struct take. Fills ``{fault}`` and ``{service}``.
    """
    return _of_method(question.facts.defining.faults.mixed(question.file, question.node))


def embeds_mixed(question: Question) -> Answer | None:
    """``(#embeds-mixed? @call)``: a struct embeds a handler for another kind of service than its own.

    Fills ``{fault}`` and ``{service}``.
    """
    return _of_method(question.facts.defining.faults.mixed_by_embedding(question.file, question.node))


def second_run(question: Question) -> Answer | None:
    """``(#second-run? @name)``: the method of a name is one WorkflowContext handler too many.

    Fills ``{fault}`` and ``{outcome}``.
    """
    found = question.facts.defining.faults.second_run(question.file, question.node)
    if found is None:
        return None
    fault = f"{found.method.function.title} takes a WorkflowContext, as {found.reason} does already"
    return Answer({"fault": fault, "outcome": _ONE_RUN}, (_defined(found.definition),))


def lacks_run(question: Question) -> Answer | None:
    """``(#lacks-run? @call)``: a workflow is reflected that has shared handlers only.

    Fills ``{fault}`` and ``{outcome}``.
    """
    found = question.facts.defining.faults.without_run(question.file, question.node)
    if found is None:
        return None
    fault = f"no method of {type_name(found)} takes a WorkflowContext"
    return Answer({"fault": fault, "outcome": _ONE_RUN})


def builds_runs(question: Question) -> Answer | None:
    """``(#builds-runs? @call)``: NewWorkflow begins a workflow with none or several main handlers.

    Fills ``{fault}`` and ``{outcome}``.
    """
    found = question.facts.defining.faults.built_run(question.file, question.node)
    outcome = "Restate takes it without a word, but a workflow is run by exactly one handler"
    return Answer({"fault": found, "outcome": outcome}) if found else None


def skipped(question: Question) -> Answer | None:
    """``(#skipped? @name)``: the method of a name looks like a handler, and Reflect leaves it out.

    Fills ``{method}``, ``{reason}``, ``{service}`` and ``{contexts}``: those that would make it one.
    """
    found = question.facts.defining.skipped.of(question.file, question.node)
    if found is None:
        return None
    values = {
        "method": found.title,
        "reason": found.reason,
        "service": named(found.definition),
        "contexts": found.wanted,
    }
    return Answer(values, (_defined(found.definition),))


def reflects_value(question: Question) -> Answer | None:
    """``(#reflects-value? @call)``: Reflect is handed a value whose handlers are on its pointer.

    Fills ``{type}``, ``{methods}`` and ``{outcome}``, and ``{value}``, which is handed over. That is a place,
    too, if it is a literal, of which ``&`` makes a pointer wherever it stands.
    """
    found = question.facts.defining.faults.by_value(question.file, question.node)
    if found is None:
        return None
    definition, lost = found
    names = [each.function.name for each in lost]
    left_out = "is left out" if len(names) == 1 else "are left out"
    outcome = left_out if definition.handlers else f"{left_out}, no handler remains and Reflect panics"
    node = handed(question.node)
    places = {"value": (node.start_byte, node.end_byte)} if node.type == "composite_literal" else {}
    values = {
        "type": type_name(definition),
        "methods": ", ".join(names),
        "outcome": outcome,
        "value": exact(node),
    }
    return Answer(values, places=places)


def misplaced_option(question: Question) -> Answer | None:
    """``(#misplaced-option? @call)``: an option is for another kind of service or handler.

    Fills ``{problem}`` and ``{outcome}``.
    """
    found = question.facts.defining.options.limited(question.file, question.node)
    return Answer({"problem": found.problem, "outcome": found.outcome}) if found is not None else None


def name_clash(question: Question) -> Answer | None:
    """``(#name-clash? @argument)``: Bind or Handler is given a name twice, ConfigureHandler one not there.

    The capture is the first argument of the call. Fills ``{problem}`` and ``{outcome}``.
    """
    found = question.facts.defining.options.naming(question.file, question.node)
    return Answer({"problem": found.problem, "outcome": found.outcome}) if found is not None else None


def option_of(question: Question) -> Answer | None:
    """``(#option-of? @call "workflow")``: a call makes an option that a service of such a kind is given.

    The service itself or a handler of it, directly, by a name, in a slice or by a helper that returns it.
    Any kind will do where what is reflected is not at hand.
    """
    found = question.facts.option_takers.of(question.file, question.node)
    return answer(any(kind.value in question.strings for kind in found))


def option_of_handler(question: Question) -> Answer | None:
    """``(#option-of-handler? @option "Charge")``: as ``#option-of?``, for a handler of one of these names.

    Options of its service count, those of the service's other handlers do not.
    """
    takers = question.facts.option_takers
    return answer(any(takers.for_handler(question.file, question.node, each) for each in question.strings))


def compares_bind(question: Question) -> Answer | None:
    """``(#compares-bind? @comparison)``: the result of ``server.Bind`` is compared with nil.

    Fills ``{outcome}``: what the comparison always is.
    """
    found = question.facts.defining.bind_results.outcome(question.file, question.node)
    return Answer({"outcome": found}) if found is not None else None


def _of_method(found: MethodFault | None) -> Answer | None:
    if found is None:
        return None
    fault = f"{found.method.function.title} {found.reason}"
    return Answer({"fault": fault, "service": named(found.definition)}, (_defined(found.definition),))


def _defined(definition: Service) -> Link:
    return Link(definition.file, definition.node, shown(definition.node), "is defined here")


_REFLECT = frozenset({"Reflect"})

DEFINITIONS: Mapping[str, Definition] = {
    "builds-runs": predicate(builds_runs, "fault", "outcome", names=frozenset({"NewWorkflow"})),
    "compares-bind": predicate(compares_bind, "outcome", possible=may_bind),
    "embeds-mixed": predicate(embeds_mixed, "fault", "service", names=_REFLECT),
    "lacks-run": predicate(lacks_run, "fault", "outcome", names=_REFLECT),
    "misplaced-option": predicate(misplaced_option, "problem", "outcome", names=LIMITED),
    "misshapen": predicate(misshapen, "fault", "service"),
    "mixes-contexts": predicate(mixes_contexts, "fault", "service"),
    "name-clash": predicate(name_clash, "problem", "outcome", possible=may_name),
    "option-of": predicate(option_of, strings=frozenset(each.value for each in ServiceKind), variadic=True),
    "option-of-handler": predicate(option_of_handler, variadic=True),
    "reflects-nothing": predicate(reflects_nothing, "fault", "service", names=_REFLECT),
    "reflects-value": predicate(reflects_value, "type", "methods", "outcome", "value", names=_REFLECT),
    "second-run": predicate(second_run, "fault", "outcome"),
    "skipped": predicate(skipped, "method", "reason", "service", "contexts"),
}
