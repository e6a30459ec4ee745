"""What a handler's signature says: its kind, what it takes and gives, and what the SDK thinks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.types import ERROR, Named, described
from restatelint.restate.sdk import PATH, ContextKind, is_sdk, sdk
from restatelint.restate.services.model import HandlerKind

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.program import Program
    from restatelint.golang.types import Type

VOID = Named(PATH, "Void")
"""The type of nothing."""

_KINDS = {
    ContextKind.SERVICE: HandlerKind.SERVICE,
    ContextKind.OBJECT: HandlerKind.EXCLUSIVE,
    ContextKind.OBJECT_SHARED: HandlerKind.SHARED,
    ContextKind.WORKFLOW: HandlerKind.WORKFLOW,
    ContextKind.WORKFLOW_SHARED: HandlerKind.WORKFLOW_SHARED,
}


def handler_kind(program: Program, function: Function) -> HandlerKind | None:
    """Return the kind of handler that a function's first parameter makes of it, or None.

    Only the SDK's own types count, under whatever alias: reflection compares types.
    """
    if not function.parameters:
        return None
    type_ = program.typenames.type(function.file, function.parameters[0].type)
    if not isinstance(type_, Named) or not is_sdk(type_.path):
        return None
    kind = sdk().contexts.get(type_.name)
    return _KINDS.get(kind) if kind is not None else None


def input_type(program: Program, function: Function) -> Type | None:
    """Return the type of what a handler takes after its context; `VOID` when it takes nothing."""
    parameters = function.parameters
    if len(parameters) < 2:
        return VOID
    return program.typenames.type(function.file, parameters[1].type)


def output_type(program: Program, function: Function) -> Type | None:
    """Return the type of what a handler gives besides an error; `VOID` when it gives nothing."""
    results = function.results
    if not results:
        return VOID
    type_ = program.typenames.type(function.file, results[0].type)
    return VOID if len(results) == 1 and type_ == ERROR else type_


def shape_fault(program: Program, function: Function) -> str:
    """Return why Reflect panics at the shape of a method that takes a Restate context first, or ""."""
    if len(function.parameters) > 2:
        return f"takes {len(function.parameters) - 1} inputs, expected at most one"
    results = function.results
    if len(results) > 2:
        return f"gives {len(results)} results, expected at most a value and an error"
    if len(results) == 2:
        last = program.typenames.type(function.file, results[1].type)
        if last is not None and last != ERROR:
            return f"gives {described(last)} as its second result, expected error"
    return ""
