"""Predicates about errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import Severity
from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.golang.callee import arguments
from restatelint.golang.types import ERROR, External
from restatelint.restate.links import way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.restate.failing.ignored import IgnoredError


def loses_terminal(question: Question) -> Answer | None:
    """``(#loses-terminal? @call)``: a call makes a plain error of one that is terminal, and it is returned.

    Fills ``{error}`` and ``{origin}``.
    """
    found = question.facts.lost_error(question.file, question.node)
    return Answer({"error": found.error, "origin": found.origin}) if found is not None else None


def unwrapped(question: Question) -> Answer | None:
    """``(#unwrapped? @call @argument)``: ``fmt.Errorf`` is given an error and a text without ``%w``."""
    call, argument = question.nodes
    program, given = question.facts.program, arguments(call)
    target = program.calls.target(question.file, call)
    if not given or not isinstance(target, External) or target.full_name != "fmt.Errorf":
        return None
    if program.expressions.type(question.file, argument) != ERROR:
        return None
    words = question.facts.values.text(question.file, given[0])
    return answer(words is not None and "%w" not in words)


def drops_error(question: Question) -> Answer | None:
    """``(#drops-error? @call)``: the error of an operation is not bound, blank, or never read.

    That of a function which returns an operation's error counts too, also wrapped. Fills ``{operation}`` and
    ``{how}``; info where only state is read, else a warning.
    """
    return _ignored(question.facts.dropped_error(question.file, question.node))


def keeps_error(question: Question) -> Answer | None:
    """``(#keeps-error? @call)``: the last result of a call, its error, is read, returned or handed on."""
    return answer(question.facts.keeps_error(question.file, question.node))


def passes_over(question: Question) -> Answer | None:
    """``(#passes-over? @error @statement)``: a branch only logs an operation's error or skips it.

    The branch is the one under ``error != nil``; ``@statement`` is the ``continue`` that ends it, or the
    first call in it. Fills ``{operation}`` and ``{how}``; a warning for ``continue``, else info.
    """
    error, statement = question.nodes
    return _ignored(question.facts.passed_over_error(question.file, error, statement))


def _ignored(found: IgnoredError | None) -> Answer | None:
    if found is None:
        return None
    severity = Severity.INFO if found.mild else Severity.WARNING
    return Answer({"operation": found.title, "how": found.how}, severity=severity)


def foreign_classification(question: Question) -> Answer | None:
    """``(#foreign-classification? @check)``: a journaled error is compared with what no journal keeps.

    ``@check`` is a call, a type switch, a type assertion or a comparison; predicates of the module count.
    Fills ``{against}`` and ``{origin}``.
    """
    found = question.facts.classification(question.file, question.node)
    return Answer({"against": found.against, "origin": found.origin}) if found is not None else None


def swallows_panic(question: Question) -> Answer | None:
    """``(#swallows-panic? @node)``: a ``defer`` recovers, does not panic again, and guards what can suspend.

    ``@node`` is the ``recover()`` of a deferred literal, or a ``defer`` of anything else. An error where the
    deferred function acts on the world outside, with the chain to that, else a warning. Fills ``{guarded}``
    and ``{act}``: ", and http.Post follows", or nothing.
    """
    found = question.facts.swallowed_panic(question.file, question.node)
    if found is None:
        return None
    if found.act is None:
        return Answer({"guarded": found.guarded, "act": ""}, severity=Severity.WARNING)
    act = f", and {found.act.cause} follows"
    return Answer({"guarded": found.guarded, "act": act}, found.act.links, severity=Severity.ERROR)


def unguarded_defer(question: Question) -> Answer | None:
    """``(#unguarded-defer? @defer)``: a ``defer`` has an effect that no error guards.

    Fills ``{cause}``, the effect, and ``{via}``, the chain in brackets or nothing.
    """
    links = question.facts.unguarded_defer(question.file, question.node)
    if not links:
        return None
    via = way(links) if len(links) > 1 else ""
    values = {"cause": links[-1].title, "via": f" ({via})" if via else ""}
    return Answer(values, links if len(links) > 1 else ())


def undoes_on_error(question: Question) -> Answer | None:
    """``(#undoes-on-error? @defer)``: a ``defer`` runs something only if there is an error.

    That is an operation, a function of the module or one kept in a variable; logging does not count. The
    error is one from outside of the deferred function, not one that it gets itself.
    """
    return answer(question.facts.undoing.on_error(question.file, question.node))


DEFINITIONS: Mapping[str, Definition] = {
    "drops-error": predicate(drops_error, "operation", "how", kinds=frozenset({"sdk", "module"})),
    "foreign-classification": predicate(
        foreign_classification,
        "against",
        "origin",
        kinds=frozenset({"standard", "foreign", "module"}),
    ),
    "keeps-error": predicate(keeps_error),
    "loses-terminal": predicate(loses_terminal, "error", "origin", names=frozenset({"Errorf", "New"})),
    "passes-over": predicate(passes_over, "operation", "how", captures=2),
    "swallows-panic": predicate(swallows_panic, "guarded", "act"),
    "undoes-on-error": predicate(undoes_on_error),
    "unguarded-defer": predicate(unguarded_defer, "cause", "via"),
    "unwrapped": predicate(unwrapped, captures=2, names=frozenset({"Errorf"})),
}
