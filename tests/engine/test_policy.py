"""What settings ask of services changes what is said of them, and how loud."""

from __future__ import annotations

import pytest

from restatelint.engine.api import check_source, load_rules
from restatelint.engine.finding import Severity
from restatelint.engine.settings import Settings

RULES = load_rules()
SERVED = """package main

import (
	"context"
	"os/exec"

	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"
)

type Jobs struct{}

func (Jobs) Print(ctx restate.Context, file string) error {
	return restate.RunVoid(ctx, func(ctx restate.RunContext) error {
		return exec.CommandContext(ctx, "lpr", file).Run()
	}, restate.WithName("print"))
}

func serve(ctx context.Context) error {
	return server.NewRestate().Bind(restate.Reflect(Jobs{})).Start(ctx, ":9080")
}
"""


def found(settings: Settings, rule: str) -> list[Severity]:
    report = check_source(SERVED, settings=settings, rules=[each for each in RULES if each.id == rule])
    return [finding.severity for finding in report.findings]


@pytest.mark.parametrize(("public", "severity"), [(False, Severity.INFO), (True, Severity.ERROR)])
def test_an_endpoint_without_keys_is_an_error_only_where_it_is_public(
    public: bool, severity: Severity
) -> None:
    assert found(Settings(public_endpoint=public), "missing-request-identity") == [severity]


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        ("plain-http-endpoint", Settings(public_endpoint=True)),
        ("retention", Settings(require_retention=True)),
        ("timeouts", Settings(slow_functions=("os/exec.Cmd.Run",))),
    ],
)
def test_a_rule_is_silent_until_settings_ask(rule: str, asked: Settings) -> None:
    assert found(Settings(), rule) == []
    assert len(found(asked, rule)) == 1
