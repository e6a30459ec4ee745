"""Functions of other packages that make errors, wrap them, or always fail alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.golang.imports import unversioned
from restatelint.golang.syntax import CALLS
from restatelint.golang.types import External

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_LIKE_PKG_ERRORS = (
    "braces.dev/errtrace",
    "emperror.dev/errors",
    "github.com/cockroachdb/errors",
    "github.com/go-errors/errors",
    "github.com/pkg/errors",
    "github.com/rotisserie/eris",
    "github.com/samber/oops",
    "github.com/ztrue/tracerr",
)
_BUILDERS = frozenset({"github.com/samber/oops"})
"""Packages that make errors by chains: ``oops.Code("x").In("y").Errorf(...)``."""
_MAKERS = frozenset(
    {
        ("errors", "New"),
        ("fmt", "Errorf"),
        ("golang.org/x/xerrors", "New"),
        ("golang.org/x/xerrors", "Errorf"),
        ("github.com/cockroachdb/errors", "Newf"),
        *(
            (path, name)
            for path in (*_LIKE_PKG_ERRORS, "github.com/juju/errors")
            for name in ("New", "Errorf")
        ),
    }
)
# they give nil for nil
_WRAPPERS = frozenset(
    (path, name)
    for path in _LIKE_PKG_ERRORS
    for name in ("Wrap", "Wrapf", "WithMessage", "WithMessagef", "WithStack", "WithDetails", "WithHint")
) | {("github.com/juju/errors", name) for name in ("Annotate", "Annotatef", "Trace")}
# functions that fail for the same arguments always, or never
_CHECKERS = {
    "encoding/base64": ("DecodeString",),
    "encoding/hex": ("DecodeString",),
    "encoding/json": ("Unmarshal",),
    "github.com/google/uuid": ("Parse", "Validate"),
    "github.com/shopspring/decimal": ("NewFromString",),
    "net/mail": ("ParseAddress",),
    "net/netip": ("ParseAddr", "ParsePrefix"),
    "net/url": ("Parse", "ParseRequestURI"),
    "strconv": ("Atoi", "ParseBool", "ParseFloat", "ParseInt", "ParseUint"),
    "time": ("Parse", "ParseDuration"),
}
_VERB = re.compile(r"%(?:%|[-+# 0-9.]*([a-zA-Z]))")


def maker(program: Program, file: File, call: Node) -> Function | External | None:
    """Return what a call calls; for the end of a builder's chain the function of the same name."""
    target, called = program.calls.target(file, call), file.callee(call)
    operand = called.operand if target is None and called is not None else None
    while operand is not None and operand.type in CALLS:
        inner = file.callee(operand)
        operand = inner.operand if inner is not None else None
    path = program.calls.import_path(file, operand) if operand is not None else None
    if called is None or path is None or unversioned(path) not in _BUILDERS:
        return target
    return External(path, called.name)


def makes(target: object) -> bool:
    """Whether a function makes an error of a text, or of a format and values."""
    return isinstance(target, External) and not target.receiver and _name(target) in _MAKERS


def wraps_first(target: object) -> bool:
    """Whether a function wraps the error that is its first argument."""
    return isinstance(target, External) and not target.receiver and _name(target) in _WRAPPERS


def checks(target: object) -> bool:
    """Whether a function fails for the same arguments always, or never."""
    return isinstance(target, External) and target.name in _CHECKERS.get(unversioned(target.path), ())


def wrapped_places(format_: str) -> list[int]:
    """Return which of the values of a format are wrapped: the places of its ``%w``."""
    verbs = [match[1] for match in _VERB.finditer(format_) if match[1] is not None]
    return [place for place, verb in enumerate(verbs) if verb == "w"]


def _name(target: External) -> tuple[str, str]:
    return unversioned(target.path), target.name
