"""What `restate.Reflect` makes of a type: its handlers, what it skips, and where it panics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.elision import is_excerpt
from restatelint.golang.site import Site
from restatelint.golang.syntax import field
from restatelint.golang.types import Literal, Named, Pointer, pointed
from restatelint.restate.effects.origins import Origins
from restatelint.restate.services.defined.methods import method_set
from restatelint.restate.services.defined.ranged import ranged_elements
from restatelint.restate.services.defined.returned import returned_expressions
from restatelint.restate.services.defined.signatures import handler_kind, input_type, output_type, shape_fault
from restatelint.restate.services.model import (
    Definition,
    Handler,
    HandlerKind,
    Method,
    ServiceKind,
    Verdict,
)

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type
    from restatelint.restate.services.defined.methods import Bound
    from restatelint.restate.services.values import Values


def reflected(program: Program, values: Values, file: File, call: Node) -> tuple[Definition, ...]:
    """Return the definition that a call of Reflect makes, () without an argument.

    In a loop over a list that is written out there is one for each element. Where the type cannot be told,
    the name and the kind are None and the definition is not complete; nor is it where more methods may stand
    elsewhere.
    """
    given = arguments(call)
    if not given:
        return ()
    services = ranged_elements(Origins(program), file, given[0]) or [given[0]]
    return tuple(_of_type(program, values, file, call, each) for each in services)


def _of_type(program: Program, values: Values, file: File, call: Node, service: Node) -> Definition:
    given = arguments(call)
    options = tuple(Site(file, each) for each in given[1:])
    type_ = program.expressions.type(file, service)
    named = pointed(type_)
    if not isinstance(named, Named) or not _is_concrete(program, named):
        return Definition(None, None, (), False, file, call, options, type=type_)
    bound = method_set(program, type_)
    methods = tuple(_methods(program, bound, has_pointer=isinstance(type_, Pointer)))
    kinds = [each.kind for each in methods if each.kind is not None and not _out_of_reach(each, type_)]
    return Definition(
        _name(values, bound, named, has_pointer=isinstance(type_, Pointer)),
        kinds[0].service if kinds else None,
        tuple(_handler(program, each) for each in methods if each.verdict is Verdict.HANDLER),
        not is_excerpt(file),
        file,
        call,
        options,
        type=type_,
        methods=methods,
    )


def _is_concrete(program: Program, type_: Named) -> bool:
    underlying = program.typenames.underlying(type_)
    if program.typenames.declaration(type_) is None:
        return False
    return not (isinstance(underlying, Literal) and underlying.form == "interface_type")


def _out_of_reach(method: Method, type_: Type | None) -> bool:
    return method.needs_pointer and not isinstance(type_, Pointer)


def _name(values: Values, bound: dict[str, Bound], type_: Named, *, has_pointer: bool) -> str | None:
    own = bound.get("ServiceName")
    if own is not None and (has_pointer or not own.needs_pointer) and not own.function.parameters:
        return _constant_result(values, own.function)
    return type_.name if not type_.arguments else None


def _constant_result(values: Values, function: Function) -> str | None:
    found = {values.text(function.file, each) for each in returned_expressions(function)}
    return found.pop() if len(found) == 1 else None


def _methods(program: Program, bound: dict[str, Bound], *, has_pointer: bool) -> list[Method]:
    """Return what becomes of each exported method, in the order of reflection: by name."""
    found: list[Method] = []
    first: ServiceKind | None = None
    has_run = False
    for name, (function, needs_pointer) in bound.items():
        if not name[:1].isupper():
            continue
        kind = handler_kind(program, function)
        if kind is None:
            reason = (
                "its first parameter is no Restate context" if function.parameters else "it takes nothing"
            )
            found.append(Method(function, needs_pointer, Verdict.SKIPPED, None, reason))
        elif needs_pointer and not has_pointer:
            reason = "only a pointer has it, and a value is reflected"
            found.append(Method(function, needs_pointer, Verdict.SKIPPED, kind, reason))
        else:
            fault = shape_fault(program, function)
            if first is not None and kind.service is not first:
                fault = f"takes the context of {_articled(kind)}, other methods that of {_SERVICES[first]}"
            elif kind is HandlerKind.WORKFLOW and has_run:
                fault = "is a second method with a WorkflowContext, expected exactly one"
            first = first or kind.service
            has_run = has_run or kind is HandlerKind.WORKFLOW
            verdict = Verdict.PANICS if fault else Verdict.HANDLER
            found.append(Method(function, needs_pointer, verdict, kind, fault))
    return found


_SERVICES = {
    ServiceKind.SERVICE: "a service",
    ServiceKind.OBJECT: "an object",
    ServiceKind.WORKFLOW: "a workflow",
}


def _articled(kind: HandlerKind) -> str:
    return _SERVICES[kind.service]


def _handler(program: Program, method: Method) -> Handler:
    function = method.function
    return Handler(
        function.name,
        method.kind,
        function,
        input_type(program, function),
        output_type(program, function),
        function.file,
        field(function.node, "name") or function.node,
    )
