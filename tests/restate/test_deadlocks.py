"""Exclusive handlers that wait for themselves, and what looks like them and is fine."""

from __future__ import annotations

import pytest

from restatelint.restate.services.deadlocks import deadlocks
from tests.restate.service_code import services_of

CODE = """
type A struct{}

func (A) One(ctx restate.ObjectContext, key string) error {
	ONE
	return nil
}

func (A) Two(ctx restate.ObjectContext, key string) error { return nil }

func (A) Look(ctx restate.ObjectSharedContext, key string) error { return nil }

type B struct{}

func (B) One(ctx restate.ObjectContext, key string) error {
	B_ONE
	return nil
}

func call(ctx restate.Context, name, key string) {
	restate.Object[int](ctx, name, key, "One").Request(1)
}

var _ = restate.Reflect(A{})
var _ = restate.Reflect(B{})
"""
SELF = 'restate.Object[int](ctx, "A", restate.Key(ctx), "Two").'
TO_B = 'restate.Object[int](ctx, "B", restate.Key(ctx), "One").Request(1)'


def rings(one: str, b_one: str = "", **files: str) -> list[str]:
    """Return each deadlock as the handlers that wait, the one they wait for, and whether it is certain."""
    services = services_of(CODE.replace("B_ONE", b_one).replace("ONE", one), **files)
    return [
        " > ".join(
            [f"{step.definition.name}.{step.handler.name}" for step in each.steps] + [str(each.handler.name)]
        )
        + ("" if each.certain else " ?")
        for each in deadlocks(services)
    ]


@pytest.mark.parametrize(
    "one",
    [
        SELF + "Request(1)",
        SELF + "RequestFuture(1).Response()",
        'k := restate.Key(ctx)\n\trestate.Object[int](ctx, "A", k, "Two").Request(1)',
        'self := restate.Object[int](ctx, "A", restate.Key(ctx), "Two")\n\tself.Request(1)',
    ],
)
def test_a_handler_that_requests_its_own_object_waits_for_itself(one: str) -> None:
    assert rings(one) == ["A.One > Two"]


def test_through_a_helper_it_does_too() -> None:
    assert rings('call(ctx, "A", restate.Key(ctx))') == ["A.One > One"]


@pytest.mark.parametrize(
    "one",
    [
        SELF + "Send(1)",
        SELF + "RequestFuture(1)",
        SELF.replace('"Two"', '"Look"') + "Request(1)",
        SELF.replace("restate.Key(ctx)", '"other"') + "Request(1)",
        SELF.replace("restate.Key(ctx)", "key") + "Request(1)",
        SELF.replace('"Two"', '"Gone"') + "Request(1)",
        TO_B,
    ],
)
def test_what_holds_no_key_it_waits_for_is_fine(one: str) -> None:
    assert rings(one) == []


def test_handlers_that_request_each_other_wait_in_a_ring() -> None:
    assert rings(TO_B, SELF + "Request(1)") == ["A.One > B.One > Two"]
    assert rings(TO_B, SELF.replace("restate.Key(ctx)", "key") + "Request(1)") == ["A.One > B.One > Two ?"]
    assert rings(TO_B.replace("restate.Key(ctx)", "key"), SELF + "Request(1)") == ["A.One > B.One > Two ?"]
    assert rings(TO_B, SELF.replace("restate.Key(ctx)", '"other"') + "Request(1)") == []
    assert rings(TO_B, SELF + "Send(1)") == []


def test_a_ring_may_lead_through_packages() -> None:
    third = """package third

import restate "github.com/restatedev/sdk-go"

type C struct{}

func (*C) One(ctx restate.ObjectContext) error {
	_, err := restate.Object[int](ctx, "A", restate.Key(ctx), "One").Request(1)
	return err
}

var Definition = restate.Reflect(&C{})
"""
    to_c = TO_B.replace('"B"', '"C"')

    assert rings(TO_B, to_c, third__c=third) == ["A.One > B.One > C.One > One"]
