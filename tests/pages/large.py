"""A module with as many findings as a report may hold: Go code, so that the real check makes the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SERVICES = 25
HANDLERS = 20
FINDINGS_A_HANDLER = 10
FINDINGS = SERVICES * HANDLERS * FINDINGS_A_HANDLER

_LINES = """\trestate.Set(ctx, "at{n}", time.Now())
\trestate.Set(ctx, "id{n}", uuid.NewString())
"""


def write_large_module(root: Path) -> None:
    """Write services with 5,000 findings, half of a clock and half of an id."""
    (root / "go.mod").write_text(
        "module example.com/large\n\ngo 1.24\n\nrequire github.com/restatedev/sdk-go v1.2.0\n",
        encoding="utf-8",
    )
    for number in range(SERVICES):
        directory = root / f"service{number:02}"
        directory.mkdir(parents=True)
        (directory / "service.go").write_text(_service(number), encoding="utf-8")


def _service(number: int) -> str:
    handlers = "\n".join(_handler(number, each) for each in range(HANDLERS))
    return f"""package service{number:02}

import (
\t"net/http"
\t"time"

\t"github.com/google/uuid"
\trestate "github.com/restatedev/sdk-go"
)

type Service{number} struct{{}}

func New() restate.ServiceDefinition {{
\treturn restate.Reflect(Service{number}{{}})
}}

var _ = http.MethodGet

{handlers}"""


def _handler(service: int, number: int) -> str:
    body = "".join(_LINES.format(n=each) for each in range(FINDINGS_A_HANDLER // 2))
    return f"""func (Service{service}) Handle{number}(ctx restate.ObjectContext) error {{
{body}\treturn nil
}}
"""
