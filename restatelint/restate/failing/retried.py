"""Plain errors that no retry can help: which are returned, although every attempt takes the same branch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.syntax import FUNCTIONS, ancestors, enclosing, field, named_children
from restatelint.golang.uses import calls_of
from restatelint.restate.api.history import parsed_version, required_version
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.stability import Stability
    from restatelint.restate.errors.kinds import ErrorKinds
    from restatelint.restate.errors.value import PlainError
    from restatelint.restate.regions.regions import Region, Regions
    from restatelint.restate.services.services import Services

_SURE = re.compile(
    r"invalid|required|not[ _]?found|missing|must |unknown|unsupported|malformed|already|exceed|empty"
    r"|negative|forbidden|unauthori[sz]ed|denied|does not exist|bad[ _]?request|conflict|cannot be"
    r"|not allowed"
    r"|insufficient|too (?:long|large|small|many|short)|\b4\d\d\b",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(
    r"tempor|time[ -]?(?:out|d out)|try again|retry|later|unavailable|busy|not (?:yet |)ready|not yet|pending"
    r"|in progress|throttl|rate limit|still |waiting|overload",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"Status(?:BadRequest|Unauthorized|PaymentRequired|Forbidden|NotFound|MethodNotAllowed|NotAcceptable"
    r"|Conflict|Gone|PreconditionFailed|UnprocessableEntity|UnsupportedMediaType)\b"
    r"|\b4(?:0[0-79]|1[0-8]|2[1246])\b"
)
"""Statuses of 4xx but those that a later attempt may not get: 408, 425, 429."""
_BOUNDS = frozenset({"WithMaxRetryAttempts", "WithMaxRetryDuration", "WithMaxAttempts", "WithMaxDuration"})
_TERMINAL = b"Terminal"
_RENAMED = (0, 25, 0)


@dataclass(frozen=True, slots=True)
class RetriedError:
    """An error that is retried for nothing.

    ``confidence`` is "high", "medium" or "low"; ``claims`` names a type that says it were terminal and is
    not, or is ""; ``terminal`` is what makes an error terminal at the module's SDK version.
    """

    confidence: str
    claims: str
    terminal: str


class Retried:
    """Answers about returned errors over a program."""

    def __init__(
        self,
        program: Program,
        regions: Regions,
        stability: Stability,
        errors: ErrorKinds,
        services: Callable[[File], Services],
        sdk_version: str,
    ) -> None:
        self._program = program
        self._regions = regions
        self._stability = stability
        self._errors = errors
        self._services = services
        self._sdk_version = sdk_version

    def forever(self, file: File, node: Node) -> RetriedError | None:
        """Return what is wrong with the last value of a ``return``, if it is retried for nothing, or None.

        It stands in a handler, in a function that handlers pass on the error of, or in a Run that has no
        bound on its retries.
        """
        if node.type in ("nil", "true", "false") or file.is_test:
            return None
        region = self._regions.at(file, node.start_byte)
        statement = enclosing(node, {"return_statement"})
        if region is None or statement is None or enclosing(statement, FUNCTIONS) != region.function.node:
            return None
        function = region.function
        lists = named_children(statement)
        alone = len(named_children(lists[0])) == 1 if lists else False
        if not function.results or (alone and len(function.results) > 1):
            return None
        found = self._errors.plain(file, node)
        if found is None:
            return None
        decided = self._is_decided(file, function, statement)
        if not decided and not self._is_refusal(file, found):
            return None
        if not self._is_retried(file, region):  # it may have to read the whole module
            return None
        confidence = "medium"
        if _DOUBTFUL.search(found.words):
            confidence = "low"
        elif decided and _SURE.search(found.words):
            confidence = "high"
        return RetriedError(confidence, found.type if found.claims else "", self._maker(file))

    def _is_refusal(self, file: File, error: PlainError) -> bool:
        """Whether an error is a 4xx of a type that offers a terminal form, which nobody in the module calls.

        Its author means no retry, whatever guards it.
        """
        if not error.offers or not _REFUSED.search(error.words):
            return False
        said = self._program.files_that_say(file, f".{error.offers}(".encode())
        calls = (each.callee(call) for each in said.files for call in each.calls)
        return said.complete and not any(
            each is not None
            and each.operand is not None
            and each.name == error.offers
            and self._program.calls.import_path(file, each.operand) is None
            for each in calls
        )

    def _maker(self, file: File) -> str:
        version = parsed_version(required_version(self._program, file, self._sdk_version))
        old = version is not None and version < _RENAMED
        return "restate.TerminalError" if old else "restate.ToTerminalError"

    def _is_retried(self, file: File, region: Region) -> bool:
        """Whether a plain error that a region returns is retried without bound, and not made terminal."""
        function = region.function
        if region.kind is RegionKind.RUN:
            return region.call is not None and self._is_unbounded(file, region.call)
        if not region.own or self._is_deferred_terminal(function):
            return False
        literal = function.node.type == "func_literal"
        if literal:
            parent = function.node.parent
            return parent is not None and parent.type == "argument_list"
        if self._services(file).handlers_of(function):
            return True
        callers = calls_of(self._program, file, function.body or function.node)
        tops = [each.top_level_at(call.start_byte) for each, call in callers]
        return all(top is not None and _TERMINAL not in (top.text or b"") for top in tops)

    def _is_unbounded(self, file: File, run: Node) -> bool:
        operation = sdk().operation(self._program.calls.target(file, run))
        if operation is None or operation.group != "run":
            return False
        options = arguments(run)[2:]
        if any(each.type == "variadic_argument" for each in named_children(run.children[-1])):
            return False
        called = [file.callee(each) for each in options]
        return all(each is not None and each.name not in _BOUNDS for each in called)

    def _is_deferred_terminal(self, function: Function) -> bool:
        """Whether a deferred call may make the error of a function terminal."""
        body = function.body
        if body is None:
            return False
        deferred = (each for each in _statements(body) if each.type == "defer_statement")
        return any(_TERMINAL in (each.text or b"") for each in deferred)

    def _is_decided(self, file: File, function: Function, statement: Node) -> bool:
        """Whether the conditions on the way to a statement come out the same in every attempt."""
        guards = _guards(statement, function.node)
        if guards is None:
            return False
        if not guards:  # what the returns before it are for decides as well
            body = function.body or function.node
            for each in function.file.nodes("return", body.start_byte, statement.start_byte):
                if enclosing(each, FUNCTIONS) != function.node:
                    continue
                more = _guards(each, function.node)
                if more is None:
                    return False
                guards.extend(more)
        return all(self._stability.is_stable(file, each) for each in guards)


def _statements(body: Node) -> list[Node]:
    return [each for block in named_children(body) for each in named_children(block)]


def _guards(statement: Node, function: Node) -> list[Node] | None:
    """Return the conditions that a statement hangs on in a function, None if they cannot be told."""
    found: list[Node] = []
    inner = statement
    for parent in ancestors(statement):
        if parent == function:
            return found
        if parent.type in ("communication_case", "select_statement", "labeled_statement"):
            return None
        if parent.type == "if_statement":
            if inner in (field(parent, "consequence"), field(parent, "alternative")):
                found.extend(_fields(parent, "condition"))
        elif parent.type in ("expression_switch_statement", "type_switch_statement"):
            found.extend(_fields(parent, "value"))
            if inner.type == "default_case":
                found.extend(value for case in named_children(parent) for value in _fields(case, "value"))
        elif parent.type == "expression_case":
            found.extend(_fields(parent, "value"))
        elif parent.type == "for_statement":
            for head in named_children(parent):
                if head.type == "range_clause":
                    found.extend(_fields(head, "right"))
                elif head.type == "for_clause":
                    found.extend(_fields(head, "condition"))
                elif head.type != "block":
                    found.append(head)
        inner = parent
    return found


def _fields(node: Node, name: str) -> list[Node]:
    value = field(node, name)
    return [value] if value is not None else []
