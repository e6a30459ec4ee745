"""The predicates of queries: each docstring is the reference entry. They ask facts and decide nothing else.

A predicate is given captures (nodes) and strings, and answers yes or no. A yes may carry values for the
``{placeholders}`` of messages, a chain of places, and how sure it is. ``#not-NAME?`` turns an answer round.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.query import Signature
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import ancestors, callee, shown
from restatelint.golang.types import Chan, External, Literal, Map, Pointer, Slice
from restatelint.restate.durations import shown_duration
from restatelint.restate.library import EFFECTS
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.restate.facts import Facts
    from restatelint.restate.reach import Link, Witness


@dataclass(frozen=True, slots=True)
class Question:
    """What a predicate is asked: the captured nodes and the strings of its arguments, in order."""

    facts: Facts
    file: File
    nodes: tuple[Node, ...]
    strings: tuple[str, ...]

    @property
    def node(self) -> Node:
        """The first captured node."""
        return self.nodes[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """A yes: values for placeholders, the links of a chain, and a severity or confidence of its own."""

    values: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    severity: Severity | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A predicate: its arguments, the placeholders it fills, and how it answers (None is no).

    ``key``, if there is one, gives the only string about a node that the answer can be yes for, or None:
    many rules ask the same of a call, and one look tells which of them need to.
    """

    signature: Signature
    fills: frozenset[str]
    ask: Callable[[Question], Answer | None]
    key: Callable[[Facts, File, Node], str | None] | None = None


_YES = Answer()


def _answer(holds: bool) -> Answer | None:
    return _YES if holds else None


def _effect_key(facts: Facts, file: File, node: Node) -> str | None:
    found = facts.reach.effects(file, node)
    return found[0].effect if found else None


def _direct_effect_key(facts: Facts, file: File, node: Node) -> str | None:
    found = facts.reach.direct(file, node)
    return found[0].effect if found else None


def _status_key(facts: Facts, file: File, node: Node) -> str | None:
    status = facts.status(file, node)
    return status.state if status is not None else None


def _context_key(facts: Facts, file: File, node: Node) -> str | None:
    kind = facts.contexts.of(file, node)
    if kind is None:
        return None
    return "handler" if kind.replayed else "run"


def effect(question: Question) -> Answer | None:
    """``(#effect? @call "wall-clock")``: the gravest effect of a call is this one.

    Helpers count, with the shortest chain; what runs inside Run does not. Fills ``{cause}``, the foreign
    function, and ``{via}``: the chain in brackets, or nothing for a direct call.
    """
    found = question.facts.reach.effects(question.file, question.node)
    return _witnessed(found, question.strings[0])


def direct_effect(question: Question) -> Answer | None:
    """``(#direct-effect? @call "log")``: the gravest effect of a call by itself; helpers do not count."""
    found = question.facts.reach.direct(question.file, question.node)
    return _witnessed(found, question.strings[0])


def _witnessed(found: tuple[Witness, ...], wanted: str) -> Answer | None:
    if not found or found[0].effect != wanted:
        return None
    witness = found[0]
    others = [each.effect for each in found[1:] if each.effect != wanted]
    via = " → ".join(link.title for link in witness.links) if len(witness.links) > 1 else ""
    if others:
        via += ("; " if via else "") + "also " + ", ".join(others)
    return Answer(
        {"cause": witness.cause, "via": f" ({via})" if via else ""},
        witness.links[1:] and witness.links,
        confidence=None if witness.sure else Confidence.MEDIUM,
    )


def calls(question: Question) -> Answer | None:
    """``(#calls? @call "context.WithTimeout")``: a call is of this foreign function or method.

    Written with the full import path, without major version: ``net/http.Client.Do``.
    """
    target = question.facts.program.calls.target(question.file, question.node)
    if not isinstance(target, External):
        return None
    owner = f"{target.receiver}." if target.receiver else ""
    return _answer(f"{target.path}.{owner}{target.name}" in question.strings)


def context(question: Question) -> Answer | None:
    """``(#context? @expression "handler")``: an expression is a handler context, or a "run" one."""
    return _answer(_context_key(question.facts, question.file, question.node) == question.strings[0])


def operation(question: Question) -> Answer | None:
    """``(#operation? @call "sleep" "method")``: a call is an SDK operation of one of these groups.

    The groups are the headings of data/sdk.toml; "method" is a method of what an operation gave, such as
    ``Request`` or ``Result``. Fills ``{operation}``.
    """
    found = question.facts.operation(question.file, question.node)
    if found is None or found.group not in question.strings:
        return None
    return Answer({"operation": found.title})


def names_context(question: Question) -> Answer | None:
    """``(#names-context? @call)``: an argument or the receiver of a call is itself a handler context."""
    return _answer(question.facts.names_context(question.file, question.node))


def holds_context(question: Question) -> Answer | None:
    """``(#holds-context? @call)``: a call reaches a method whose receiver keeps a handler context.

    Fills ``{method}``.
    """
    method = question.facts.reaches_held_context(question.file, question.node)
    return Answer({"method": method}) if method is not None else None


def argument_of(question: Question) -> Answer | None:
    """``(#argument-of? @expression "random")``: an expression is an argument of an operation of a group."""
    parent = question.node.parent
    call = parent.parent if parent is not None and parent.type == "argument_list" else parent
    if call is None or callee(call) is None:
        return None
    found = question.facts.operation(question.file, call)
    return _answer(found is not None and found.group in question.strings)


def deterministic(question: Question) -> Answer | None:
    """``(#deterministic? @call)``: the receiver of a call is a generator that ``restate.Rand`` seeds."""
    called = callee(question.node)
    if called is None or called.operand is None:
        return None
    target = question.facts.program.calls.target(question.file, question.node)
    if not isinstance(target, External) or not target.receiver.startswith(("Deterministic", "Rand")):
        return None
    return _answer(question.facts.origins.replays_alike(question.file, called.operand))


def durable_use(question: Question) -> Answer | None:
    """``(#durable-use? @statement)``: inside a node a context, a future or a client is used.

    Fills ``{use}`` with the first such place.
    """
    node = question.facts.durable_use(question.file, question.node)
    return Answer({"use": shown(node)}) if node is not None else None


def type_(question: Question) -> Answer | None:
    """``(#type? @expression "chan")``: the static type of an expression has this form.

    Forms: ``chan``, ``map``, ``slice``, ``pointer``, ``function``, ``struct``, ``interface``. A named type
    has the form of what it is made of; an unknown type has none.
    """
    program = question.facts.program
    found = program.typenames.underlying(program.expressions.type(question.file, question.node))
    form = {Chan: "chan", Map: "map", Slice: "slice", Pointer: "pointer"}.get(type(found), "")
    if isinstance(found, Literal):
        form = {"func_literal": "function"}.get(found.form, found.form.removesuffix("_type"))
    return _answer(form in question.strings)


def done(question: Question) -> Answer | None:
    """``(#done? @expression)``: an expression is ``ctx.Done()`` of some context."""
    called = callee(question.node)
    return _answer(called is not None and called.name == "Done" and called.operand is not None)


def local(question: Question) -> Answer | None:
    """``(#local? @name)``: an identifier is declared inside the function, so it hides Go's own name."""
    if binding_of(question.file, question.node) is not None:
        return _YES
    package = question.facts.program.package_of(question.file)
    return _answer(package.declaration(shown(question.node), question.file) is not None)


def handed_in(question: Question) -> Answer | None:
    """``(#handed-in? @call)``: the receiver of a call is a parameter of the function it stands in."""
    called = callee(question.node)
    if called is None or called.operand is None or called.operand.type != "identifier":
        return None
    binding = binding_of(question.file, called.operand)
    if binding is None or binding.kind is not BindingKind.PARAMETER:
        return None
    parent = binding.statement.parent
    receiver = parent is not None and parent == _receiver_list(parent)
    return _answer(not receiver)


def _receiver_list(parameters: Node) -> Node | None:
    method = parameters.parent
    return method.child_by_field_name("receiver") if method is not None else None


def exclusive_sleep(question: Question) -> Answer | None:
    """``(#exclusive-sleep? @call)``: a call sleeps while it holds the key of a virtual object.

    Fills ``{duration}`` (" for 5m0s", or nothing when not constant) and ``{via}``.
    """
    found = question.facts.exclusive_sleep(question.file, question.node)
    if found is None:
        return None
    links = found.witness.links
    duration = f" for {shown_duration(found.nanoseconds)}" if found.nanoseconds is not None else ""
    via = f" ({' → '.join(link.title for link in links)})" if len(links) > 1 else ""
    return Answer({"duration": duration, "via": via}, links if len(links) > 1 else ())


def api(question: Question) -> Answer | None:
    """``(#api? @name "removed")``: an SDK name is "deprecated" or "removed" at the module's version.

    Fills ``{name}``, ``{version}``, ``{deprecated}``, ``{removed}`` and ``{instead}``.
    """
    status = question.facts.status(question.file, question.node)
    if status is None or status.state != question.strings[0]:
        return None
    history = status.history
    return Answer(
        {
            "name": f"restate.{history.name}",
            "version": status.version or "the newest release",
            "deprecated": f"v{history.deprecated}",
            "removed": f"v{history.removed}",
            "instead": history.instead,
        }
    )


def loses_terminal(question: Question) -> Answer | None:
    """``(#loses-terminal? @call)``: a call makes a plain error of one that is terminal, and it is returned.

    Fills ``{error}`` and ``{origin}``.
    """
    found = question.facts.lost_error(question.file, question.node)
    return Answer({"error": found.error, "origin": found.origin}) if found is not None else None


def inside(question: Question) -> Answer | None:
    """``(#inside? @node "ERROR")``: a node stands, at any depth, inside a node of one of these types."""
    return _answer(any(parent.type in question.strings for parent in ancestors(question.node)))


_EFFECT_NAMES = frozenset(EFFECTS)
_GROUPS = frozenset({*sdk().operations.values(), "method"})
_FORMS = frozenset({"chan", "map", "slice", "pointer", "function", "struct", "interface"})


def _capture(
    ask: Callable[[Question], Answer | None],
    *fills: str,
    strings: frozenset[str] | None = None,
    variadic: bool = False,
    key: Callable[[Facts, File, Node], str | None] | None = None,
) -> Definition:
    if strings is None and not variadic:
        return Definition(Signature(("capture",)), frozenset(fills), ask)
    choices = {1: strings} if strings else {}
    return Definition(Signature(("capture", "string"), variadic, choices), frozenset(fills), ask, key)


PREDICATES: Mapping[str, Definition] = {
    "api": _capture(
        api,
        "name",
        "version",
        "deprecated",
        "removed",
        "instead",
        strings=frozenset({"deprecated", "removed"}),
        key=_status_key,
    ),
    "argument-of": _capture(argument_of, strings=_GROUPS, variadic=True),
    "calls": _capture(calls, variadic=True),
    "context": _capture(context, strings=frozenset({"handler", "run"}), key=_context_key),
    "deterministic": _capture(deterministic),
    "direct-effect": _capture(direct_effect, "cause", "via", strings=_EFFECT_NAMES, key=_direct_effect_key),
    "done": _capture(done),
    "durable-use": _capture(durable_use, "use"),
    "effect": _capture(effect, "cause", "via", strings=_EFFECT_NAMES, key=_effect_key),
    "exclusive-sleep": _capture(exclusive_sleep, "duration", "via"),
    "handed-in": _capture(handed_in),
    "holds-context": _capture(holds_context, "method"),
    "inside": _capture(inside, variadic=True),
    "local": _capture(local),
    "loses-terminal": _capture(loses_terminal, "error", "origin"),
    "names-context": _capture(names_context),
    "operation": _capture(operation, "operation", strings=_GROUPS, variadic=True),
    "type": _capture(type_, strings=_FORMS, variadic=True),
}

SIGNATURES: Mapping[str, Signature] = {name: each.signature for name, each in PREDICATES.items()}
FILLS: Mapping[str, frozenset[str]] = {name: each.fills for name, each in PREDICATES.items()}
