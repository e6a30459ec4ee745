"""A definition that is bound to a server twice, wherever the two calls of Bind stand."""

from __future__ import annotations

import pytest

import restatelint

CODE = """package shop

import (
	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"
)

type Orders struct{}

func (Orders) Place(ctx restate.Context, number string) error { return nil }

type Stock struct{}

func (Stock) Count(ctx restate.Context, item string) error { return nil }

func main() {
	%s
}
"""
ORDERS, STOCK = "Bind(restate.Reflect(Orders{}))", "Bind(restate.Reflect(Stock{}))"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (f"server.NewRestate().{ORDERS}.{STOCK}.{ORDERS}", [17]),
        (f"server.NewRestate().{ORDERS}.{ORDERS}.{ORDERS}", [17, 17]),
        (f"s := server.NewRestate()\n\ts.{ORDERS}\n\ts.{STOCK}.{ORDERS}", [19]),
        (f"s := server.NewRestate().{ORDERS}\n\ts.{STOCK}\n\ts.{ORDERS}", [19]),
        (f"s := server.NewRestate().{ORDERS}\n\tt := server.NewRestate()\n\tt.{ORDERS}\n\t_ = s", []),
        (f"server.NewRestate().{ORDERS}\n\tserver.NewRestate().{ORDERS}", []),
    ],
)
def test_the_later_of_two_calls_is_reported(body: str, lines: list[int]) -> None:
    """It is the one that panics; another server, or another variable of one, has its own names."""
    report = restatelint.check_source(CODE % body)
    found = [each.place.start.line for each in report.findings if "bound twice" in each.message]
    assert found == lines
