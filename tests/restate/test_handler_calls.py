"""Which calls name a handler, what they name, and from which handlers they are reached."""

from __future__ import annotations

import pytest

from restatelint.restate.services.model import CallKind, ServiceKind
from tests.restate.service_code import reached, services_of
from tests.restate.test_definitions import GENERATED, SERVED

DESK = """
const Till = "Till"

type Desk struct{ name string }

type Order struct{ Service, Key string }

func (d Desk) Open(ctx restate.ObjectContext, order Order) error {
	BODY
	return nil
}

var _ = restate.Reflect(Desk{})
"""


def calls_of(body: str, more: str = "", **files: str) -> list[str]:
    """Return the calls that Desk/Open makes."""
    return reached(services_of(DESK.replace("BODY", body) + more, **files), "Desk", "Open")


@pytest.mark.parametrize(
    ("body", "call"),
    [
        ('restate.Service[int](ctx, "Till", "Pay").Request(1)', "request Till/Pay"),
        ('restate.Service[int](ctx, Till, "Pay").RequestFuture(1)', "future Till/Pay"),
        ('restate.Service[[]byte](ctx, Till, "Pay").Send(1)', "send Till/Pay"),
        ('restate.ServiceSend(ctx, Till, "Pay").Send(1)', "send Till/Pay"),
        ('restate.Object[int](ctx, "Till", "north", "Pay").Request(1)', "request Till/Pay =north"),
        ('restate.ObjectSend(ctx, "Till", restate.Key(ctx), "Pay").Send(1)', "send Till/Pay own"),
        ('restate.Workflow[int](ctx, "Till", order.Key, "Pay").Request(1)', "request Till/Pay"),
        ('restate.WorkflowSend(ctx, "Till", `north`, "Pay" + "Out").Send(1)', "send Till/PayOut =north"),
        ('restate.ServiceSend(ctx, order.Service, "Pay").Send(1)', "send None/Pay"),
        (
            'restate.WithRequestType[int](restate.Service[int](ctx, "Till", "Pay")).Request(1)',
            "request Till/Pay",
        ),
        (
            'k := restate.Key(ctx)\n\trestate.Object[int](ctx, "Till", k, "Pay").Request(1)',
            "request Till/Pay own",
        ),
        (
            'k := restate.Key(ctx)\n\tk = "b"\n\trestate.Object[int](ctx, "Till", k, "Pay").Request(1)',
            "request Till/Pay",
        ),
        ('till := restate.Service[int](ctx, "Till", "Pay")\n\ttill.Request(1)', "request Till/Pay"),
        ('const to = Till\n\trestate.Service[int](ctx, to, "Pay").Request(1)', "request Till/Pay"),
        (
            "var all []restate.Client[any, int]\n\tfor _, each := range all {\n\t\teach.Request(1)\n\t}",
            "request None/None",
        ),
    ],
)
def test_a_call_names_its_target_by_constants(body: str, call: str) -> None:
    assert calls_of(body) == [call]


@pytest.mark.parametrize(
    "body",
    [
        'restate.Service[int](ctx, "Till", "Pay")',
        "http.Request(1)",
        "queue.Send(order)",
        "restate.Run(ctx, func(run restate.RunContext) (int, error) {\n"
        '\t\treturn restate.Service[int](ctx, "Till", "Pay").Request(1)\n\t})',
        "restate.Run(ctx, func(run restate.RunContext) (int, error) {\n\t\treturn 0, inside(ctx)\n\t})",
    ],
)
def test_what_is_no_call_of_a_handler_is_none(body: str) -> None:
    more = """
func inside(ctx restate.Context) error {
	restate.ServiceSend(ctx, "Till", "Pay").Send(1)
	return nil
}
"""
    assert calls_of(body, more) == []


HELPERS = """
func pay(ctx restate.Context, till, key string) error {
	_, err := restate.Object[int](ctx, till, key, "Pay").Request(1)
	return err
}

func payTwice(ctx restate.Context, key string) {
	pay(ctx, Till, key)
	pay(ctx, "Safe", "b")
}

func tillOf(ctx restate.Context, key string) (restate.Client[any, int], error) {
	if key == "" {
		return nil, nil
	}
	return restate.Object[int](ctx, Till, key, "Pay"), nil
}

type Purse struct {
	ctx restate.Context
	key string
}

func NewPurse(ctx restate.Context, key string) *Purse { return &Purse{ctx: ctx, key: key} }

func (p *Purse) empty() { restate.ObjectSend(p.ctx, Till, p.key, "Empty").Send(nil) }

func plain(string) {}
"""


@pytest.mark.parametrize(
    ("body", "calls"),
    [
        ('pay(ctx, "Till", restate.Key(ctx))', ["request Till/Pay own via pay"]),
        (
            "payTwice(ctx, restate.Key(ctx))",
            ["request Till/Pay own via payTwice via pay", "request Safe/Pay =b via payTwice via pay"],
        ),
        ("pay(ctx, order.Service, order.Key)", ["request None/Pay via pay"]),
        ('till, _ := tillOf(ctx, "a")\n\ttill.Request(1)', ["request Till/Pay =a"]),
        ("NewPurse(ctx, restate.Key(ctx)).empty()", ["send Till/Empty own via Purse.empty"]),
        ("p := NewPurse(ctx, order.Key)\n\tp.empty()", ["send Till/Empty via Purse.empty"]),
        (
            'p := Purse{ctx, "a"}\n\tp.key = order.Key\n\tp.empty()',
            ["send Till/Empty via Purse.empty"],
        ),
        (
            'again := func() { pay(ctx, Till, "c") }\n\tagain()',
            ["request Till/Pay =c via pay"],
        ),
        ("each(ctx, payLater)", ["request Till/Later via payLater"]),
        ('renamed(ctx, "Till")', ["request None/Pay via renamed"]),
        ('payer(ctx, "a").Pay().Send(1)', ["send Till/Pay =a"]),
        ('plain("x")', []),
    ],
)
def test_helpers_are_followed_with_what_they_are_handed(body: str, calls: list[str]) -> None:
    more = """
func renamed(ctx restate.Context, till string) {
	till += "2"
	restate.Service[int](ctx, till, "Pay").Request(1)
}

type Payer interface{ Pay() restate.SendClient[any] }

type keyed struct {
	ctx restate.Context
	key string
}

func (k keyed) Pay() restate.SendClient[any] { return restate.ObjectSend(k.ctx, Till, k.key, "Pay") }

type shared struct{ ctx restate.Context }

func (s shared) Pay() restate.SendClient[any] { return restate.ServiceSend(s.ctx, Till, "Pay") }

func payer(ctx restate.Context, key string) Payer { return keyed{ctx, key} }

func each(ctx restate.Context, f func(restate.Context) error) error { return f(ctx) }

func payLater(ctx restate.Context) error {
	restate.Service[int](ctx, Till, "Later").Request(1)
	return nil
}
"""
    assert calls_of(body, HELPERS + more) == calls


def test_recursion_ends() -> None:
    more = """
func again(ctx restate.Context, key string) {
	restate.ObjectSend(ctx, Till, key+"x", "Pay").Send(1)
	again(ctx, key+"x")
}
"""
    found = calls_of('again(ctx, "")', more)

    assert found[0] == "send Till/Pay =x via again"
    assert len(found) < 20


def test_a_generated_client_names_its_service() -> None:
    services = services_of(
        SERVED + "var _ = proto.NewGreeterServer(greeter{})", proto__hi_restate_pb=GENERATED
    )

    assert reached(services, "hi.Greeter", "Hello") == ["request hi.Greeter/Hello own"]
    (call,) = [each for each in services.calls if each.service]
    assert call.to is ServiceKind.OBJECT
    assert call.client is not None
    assert call.client.file.source.path == "proto/hi_restate_pb.go"
    ((definition, handler),) = services.targets(call)
    assert (definition.name, handler.name if handler else "") == ("hi.Greeter", "Hello")


@pytest.mark.parametrize(
    ("body", "awaited"),
    [
        ("FUTURE", False),
        ("_ = FUTURE", False),
        ("FUTURE.Response()", True),
        ("_ = FUTURE.GetInvocationId()", False),
        ("f := FUTURE\n\tf.Response()", True),
        ("f := FUTURE\n\tf.GetInvocationId()", False),
        ("f := FUTURE\n\trestate.Wait(ctx, f)", True),
        ("var f = FUTURE\n\t_ = f.GetInvocationId()", False),
        ("all = append(all, FUTURE)", True),
    ],
)
def test_a_future_is_awaited_when_more_than_its_id_is_used(body: str, awaited: bool) -> None:
    future = 'restate.Service[int](ctx, "Till", "Pay").RequestFuture(1)'
    services = services_of(DESK.replace("BODY", body.replace("FUTURE", future)))

    assert [(each.kind, each.awaited) for each in services.calls] == [(CallKind.FUTURE, awaited)]


def test_of_several_definitions_that_of_the_own_package_is_meant() -> None:
    other = """package other

import restate "github.com/restatedev/sdk-go"

var _ = restate.NewService("Till").Handler("Pay", restate.NewServiceHandler(
	func(ctx restate.Context, n int) (int, error) { return 0, nil }))
"""
    own = 'var _ = restate.NewService("Till")'
    alone = services_of(DESK.replace("BODY", 'restate.ServiceSend(ctx, Till, "Pay").Send(1)'), other__o=other)
    both = services_of(
        DESK.replace("BODY", 'restate.ServiceSend(ctx, Till, "Pay").Send(1)') + own, other__o=other
    )

    assert [handler is not None for _, handler in alone.targets(alone.calls[0])] == [True]
    assert [handler for _, handler in both.targets(both.calls[0])] == [None]


def test_a_function_knows_the_handlers_it_is() -> None:
    services = services_of(DESK.replace("BODY", ""))
    (definition,) = services.definitions
    (handler,) = definition.handlers
    assert handler.function is not None

    assert services.handlers_of(handler.function) == ((definition, handler),)


def test_the_effects_of_a_handler_are_told_apart_by_where_they_happen() -> None:
    body = """deeper()
	stampDeep(ctx)
	go plain("x")
	restate.Run(ctx, d.fetch)
	durably(ctx, bank.Open)"""
    more = """
func stamp() int64 { return time.Now().Unix() }

func stampDeep(ctx restate.Context) { _ = time.Now() }

func deeper() { stamp(); stampTwice() }

func stampTwice() { stamp() }

func durably(ctx restate.Context, f func() error) {
	restate.Run(ctx, func(restate.RunContext) (int, error) { return 0, f() })
}

func (Desk) fetch(restate.RunContext) (int, error) {
	_, err := http.Get("http://bank")
	return rand.Int(), err
}
"""
    bank = 'package bank\n\nimport "os"\n\nfunc Open() error { return os.Remove("closed") }\n'
    header = 'import (\n\t"example.com/shop/bank"\n\t"math/rand"\n\t"net/http"\n\t"time"\n)\n'
    services = services_of(header + DESK.replace("BODY", body) + HELPERS + more, bank__bank=bank)
    (handler,) = services.definitions[0].handlers

    assert [
        (each.effect, each.inside, [link.title for link in each.links]) for each in services.effects(handler)
    ] == [
        ("goroutine", False, ["go statement"]),
        ("wall-clock", False, ["stampDeep", "time.Now"]),
        ("network", True, ["Desk.fetch", "http.Get"]),
        ("file-write", True, ["Open", "os.Remove"]),
        ("random", True, ["Desk.fetch", "rand.Int"]),
    ]
