"""Predicates about what an expression may stand for, each asked of one place in a piece of code."""

from __future__ import annotations

import pytest

from tests.engine.test_values import handler, holds

SERVED = """
func main() {{
	definitions := []restate.ServiceDefinition{{{first}, orders()}}
	for _, each := range definitions {{
		«server.NewRestate().Bind(each)»
	}}
}}

func orders() restate.ServiceDefinition {{ return restate.NewService("Orders") }}
"""


@pytest.mark.parametrize(
    "body",
    [
        "post(«topic»)",
        'post(«"al" + topic»)',
        'name := order\n\tif order == "" {\n\t\tname = topic\n\t}\n\tpost(«name»)',
        'for _, each := range []request{{"ready"}, {"done"}} {\n\t\tpost(«each.Callback»)\n\t}',
    ],
)
def test_a_value_may_be_a_text_that_is_given_to_it_anywhere(body: str) -> None:
    assert holds("may-be", handler("\t" + body), "ready", "*ready")
    assert not holds("may-be", handler("\t" + body), "read", "eady*")


def test_a_value_may_be_a_text_by_the_field_of_a_struct_or_a_parameter() -> None:
    code = "func (r request) tell(ctx restate.Context, at string) { post(«r.Callback» + at) }\n"
    calls = handler('\trequest{Callback: "https://shop.example/done"}.tell(ctx, "at once")')

    assert holds("may-be", code + calls, "*shop.example*")
    assert holds("may-be", code + calls, "https://*")
    assert not holds("may-be", code + calls, "at once")
    assert holds("may-be", code.replace("«r.Callback» + at", "r.Callback + «at»") + calls, "at once")


@pytest.mark.parametrize("value", ["false", "off", "streams"])
def test_a_truth_is_known_by_name(value: str) -> None:
    code = handler(f"\toff := false\n\tserve(«{value}», off)") + "const streams = false\n"

    assert holds("truth", code, "false")
    assert not holds("truth", code, "true")


@pytest.mark.parametrize("value", ["!off", "on", '"false"'])
def test_a_truth_that_may_change_is_none(value: str) -> None:
    code = handler(f"\toff := false\n\tserve(«{value}», off)") + "var on = false\nfunc turn() { on = true }\n"

    assert not holds("truth", code, "false")


def test_a_definition_is_bound_by_a_loop_or_a_helper() -> None:
    code = SERVED.format(first='restate.NewWorkflow("Signup")')

    assert holds("binds", code, "workflow")
    assert holds("binds", code, "workflow", "Signup")
    assert holds("binds", code, "service", "Orders", "Order")
    assert not holds("binds", code, "workflow", "Orders")
    assert not holds("binds", code, "object")


def test_what_is_bound_may_be_anything_where_it_is_not_at_hand() -> None:
    code = "func serve(definition restate.ServiceDefinition) { «server.NewRestate().Bind(definition)» }\n"

    assert holds("binds", code, "object", "Cart")
    assert not holds("binds", code + 'func main() { serve(restate.NewService("Cart")) }\n', "object", "Cart")
