"""A context in the hands of foreign code: which calls are reported, and which a name excuses."""

from __future__ import annotations

import pytest

import restatelint

CODE = """package shop

import (
	restate "github.com/restatedev/sdk-go"

	sub "{path}"
)

type Shop struct {{
	held *sub.{type}
}}

func (s Shop) Open(ctx restate.Context, name string) error {{
	{call}
	return restate.Sleep(ctx, 1)
}}
"""


def reported(call: str, path: str = "example.com/acme/pay", type_: str = "Client") -> bool:
    """Return whether a statement of a handler is reported, in which ``sub`` is a foreign package."""
    code = CODE.format(call=call, path=path, type=type_)
    report = restatelint.check_source(code)
    return any(finding.rule == "context-io" for finding in report.findings)


@pytest.mark.parametrize(
    "call",
    [
        "sub.Charge(ctx, name)",
        "s.held.Charge(ctx, name)",
        "sub.Charge[string](ctx, name)",
        "sub.Charge(restate.WithValue(ctx, 1, 2), name)",
        "sub.Newest(ctx)",
        "sub.CountOrders(ctx)",
        "sub.RecordSale(ctx)",
        "sub.Startle(ctx)",
    ],
)
def test_an_unknown_function_is_reported(call: str) -> None:
    assert reported(call)


@pytest.mark.parametrize(
    "call",
    [
        "sub.Charge(name, ctx)",
        "sub.NewClient(ctx)",
        "sub.New(ctx)",
        "sub.UserFromContext(ctx)",
        "sub.FromContext(ctx)",
        "sub.WithTenant(ctx, name)",
        "sub.InfoCtx(ctx, name)",
        "sub.Errorf(ctx, name)",
        "sub.StartSpan(ctx, name)",
        "sub.Start(ctx, name)",
        "s.held.ValidateOrder(ctx, name)",
    ],
)
def test_the_name_of_a_function_tells_that_nothing_happens(call: str) -> None:
    assert not reported(call)


@pytest.mark.parametrize("type_", ["AuditLogger", "Tracer", "SalesCounter"])
def test_the_name_of_a_type_tells_that_nothing_happens(type_: str) -> None:
    assert not reported("s.held.Charge(ctx, name)", type_=type_)


@pytest.mark.parametrize(
    "path",
    [
        "example.com/acme/telemetry",
        "example.com/acme/log/v2",
        "github.com/getsentry/sentry-go",
        "go.opentelemetry.io/otel/trace",
        "google.golang.org/grpc/metadata",
        "github.com/acme-restate/restate-extras/log",
        "github.com/go-logr/logr",
        "net/http",
    ],
)
def test_the_package_tells_that_nothing_happens(path: str) -> None:
    assert not reported("sub.Charge(ctx, name)", path=path)


def test_a_call_with_a_known_effect_is_left_to_the_rule_for_it() -> None:
    code = CODE.format(call="s.held.Get(ctx, name)", path="github.com/redis/go-redis/v9", type="Client")

    rules = [finding.rule for finding in restatelint.check_source(code).findings]

    assert "database-io" in rules
    assert "context-io" not in rules
