"""Every way to register a service, and what is known of its handlers then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from restatelint.restate.facts import Facts
from restatelint.restate.library import knowledge
from restatelint.restate.services.model import ServiceKind, Verdict
from restatelint.source.tree import DiskTree, source_at
from tests.restate.service_code import MODULE, handlers, services_of

if TYPE_CHECKING:
    from pathlib import Path

ORDERS = """
type Order struct{ Cents int64 }

type Orders struct{}

func (Orders) Place(ctx restate.ObjectContext, order Order) (string, error) { return "", nil }

func (*Orders) Cancel(ctx restate.ObjectContext) error { return nil }

func (Orders) Status(restate.ObjectSharedContext) string { return "" }

func (Orders) helper(ctx restate.ObjectContext) error { return nil }

func (Orders) Describe() string { return "" }
"""
FUNCTIONS = """
func place(ctx restate.ObjectContext, cents int64) (string, error) { return "", nil }

type Desk struct{}

func (d *Desk) Show(ctx restate.ObjectSharedContext, _ restate.Void) (int, error) { return 0, nil }

const prefix = "Or"
const orders = prefix + "ders"
"""


def test_a_reflected_value_has_the_handlers_of_its_value() -> None:
    services = services_of(ORDERS + "var _ = restate.Reflect(Orders{})")

    assert handlers(services) == {
        "Orders/Place": "exclusive shop.Order string Orders.Place",
        "Orders/Status": "shared Void string Orders.Status",
    }
    (definition,) = services.definitions
    assert definition.kind is ServiceKind.OBJECT
    assert [(each.function.name, each.verdict) for each in definition.methods] == [
        ("Cancel", Verdict.SKIPPED),
        ("Describe", Verdict.SKIPPED),
        ("Place", Verdict.HANDLER),
        ("Status", Verdict.HANDLER),
    ]
    assert not services.dynamic


@pytest.mark.parametrize(
    "given", ["&Orders{}", "new(Orders)", "made", "made()", "shelf.orders"], ids=lambda given: str(given)
)
def test_a_reflected_pointer_has_all_of_them(given: str) -> None:
    more = """
func made() *Orders { return nil }

var shelf struct{ orders *Orders }
"""
    body = f"func main() {{\n\tmade := made\n\t_ = made\n\tvar s = restate.Reflect({given})\n\t_ = s\n}}\n"
    if given == "made":
        body = "func main() {\n\tmade := &Orders{}\n\t_ = restate.Reflect(made)\n}\n"

    assert handlers(services_of(ORDERS + more + body))["Orders/Cancel"] == "exclusive Void Void Orders.Cancel"


@pytest.mark.parametrize("listed", ["[]any{Orders{}, &Desk{}}", "all"])
def test_a_loop_over_a_written_list_reflects_each_element(listed: str) -> None:
    more = f"""
type Desk struct{{}}

func (*Desk) Open(restate.Context) error {{ return nil }}

func main() {{
	all := []any{{Orders{{}}, &Desk{{}}}}
	for _, each := range {listed} {{
		server.Bind(restate.Reflect(each))
	}}
	_ = all
}}
"""
    services = services_of(ORDERS + more)

    assert list(handlers(services)) == ["Desk/Open", "Orders/Place", "Orders/Status"]
    assert not services.dynamic


@pytest.mark.parametrize(
    ("result", "name"),
    [('"Till"', "Till"), ("Name", "Till"), ("other.Name", "Elsewhere"), ("strings.ToLower(Name)", None)],
)
def test_service_name_overrides_the_name(result: str, name: str | None) -> None:
    code = f"""
const Name = "Till"

type Desk struct{{}}

func (Desk) ServiceName() string {{ return {result} }}

func (Desk) Open(restate.Context) error {{ return nil }}

var _ = restate.Reflect(Desk{{}})
"""
    header = 'import (\n\t"strings"\n\t"example.com/shop/other"\n)\n'
    services = services_of(header + code, other__other='package other\n\nconst Name = "Elsewhere"\n')

    assert [each.name for each in services.definitions] == [name]
    assert services.dynamic is (name is None)


@pytest.mark.parametrize(("given", "name"), [("Desk{}", "Desk"), ("&Desk{}", "Till")])
def test_service_name_counts_where_the_type_has_it(given: str, name: str) -> None:
    services = services_of(f"""
type Desk struct{{}}

func (*Desk) ServiceName() string {{ return "Till" }}

func (Desk) Open(restate.Context) error {{ return nil }}

var _ = restate.Reflect({given})
""")

    assert [each.name for each in services.definitions] == [name]


@pytest.mark.parametrize(
    ("methods", "reason"),
    [
        ("func (T) A(ctx restate.Context, a, b int) error { return nil }", "takes 2 inputs"),
        ("func (T) A(ctx restate.Context) (int, string) { return 0, `` }", "gives string as its second"),
        ("func (T) A(ctx restate.Context) (int, int, error) { return 0, 0, nil }", "gives 3 results"),
        (
            "func (T) B(ctx restate.ObjectContext) {}\nfunc (T) A(ctx restate.Context) {}",
            "takes the context of an object, other methods that of a service",
        ),
        (
            "func (T) A(restate.WorkflowContext) {}\nfunc (T) B(restate.WorkflowContext) {}",
            "second method with a WorkflowContext",
        ),
    ],
)
def test_what_panics_is_no_handler(methods: str, reason: str) -> None:
    services = services_of(f"type T struct{{}}\n\n{methods}\n\nvar _ = restate.Reflect(T{{}})")

    (definition,) = services.definitions
    (fault,) = [each for each in definition.methods if each.verdict is Verdict.PANICS]
    assert reason in fault.reason
    assert fault.function.name not in [each.name for each in definition.handlers]


def test_promoted_methods_are_handlers_and_hidden_ones_are_not() -> None:
    services = services_of("""
type Base struct{}

func (*Base) Open(restate.Context) error { return nil }
func (Base) Close(restate.Context) error { return nil }

type Desk struct{ *Base }

func (Desk) Close(restate.Context, string) error { return nil }

var _ = restate.Reflect(Desk{})
""")

    assert handlers(services) == {
        "Desk/Close": "service string Void Desk.Close",
        "Desk/Open": "service Void Void Base.Open",
    }


@pytest.mark.parametrize(
    ("method", "is_handler"),
    [
        ("ctx restate.Context", True),
        ("ctx Alias", True),
        ("ctx Embedding", False),
        ("ctx restate.RunContext", False),
        ("ctx context.Context", False),
        ("name string, ctx restate.Context", False),
        ("ctx *restate.Context", False),
    ],
)
def test_only_the_contexts_themselves_count(method: str, is_handler: bool) -> None:
    services = services_of(f"""
import "context"

type Alias = restate.Context

type Embedding interface{{ restate.Context }}

type T struct{{}}

func (T) A({method}) error {{ return nil }}

var _ = restate.Reflect(T{{}})
""")

    assert bool(services.definitions[0].handlers) is is_handler


@pytest.mark.parametrize(
    "built",
    [
        """var _ = restate.NewObject(orders).
	Handler("place", restate.NewObjectHandler(place)).
	Handler("show", restate.NewObjectSharedHandler((&Desk{}).Show))""",
        """func build() {
	orders := restate.NewObject("Orders", restate.WithIngressPrivate(true))
	desk := &Desk{}
	placing := restate.NewObjectHandler(place, restate.WithIngressPrivate(true))
	orders = orders.Handler("place", placing)
	orders.Handler("show", restate.NewObjectSharedHandler(desk.Show))
}""",
        """func begin() any {
	return restate.NewObject("Orders").Handler("place", restate.NewObjectHandler(place))
}

func build() { begin().Handler("show", restate.NewObjectSharedHandler(Desk{}.Show)) }""",
        """func define(name string, d *Desk) restate.ServiceDefinition {
	return restate.NewObject(name).
		Handler("place", restate.NewObjectHandler(place)).
		Handler("show", restate.NewObjectSharedHandler(d.Show))
}

var _ = define("Orders", &Desk{})""",
    ],
    ids=["chain", "statements", "function", "maker"],
)
def test_definitions_are_built_call_by_call(built: str) -> None:
    services = services_of(FUNCTIONS + built)

    assert handlers(services) == {
        "Orders/place": "exclusive int64 string place",
        "Orders/show": "shared Void int Desk.Show",
    }
    assert not services.dynamic


def test_literals_and_functions_of_other_packages_are_handlers() -> None:
    services = services_of(
        """
import "example.com/shop/desk"

var front desk.Desk

var _ = restate.NewWorkflow("Sign up").
	Handler("run", restate.NewWorkflowHandler(func(ctx restate.WorkflowContext, _ int) (bool, error) {
		return true, nil
	})).
	Handler("ask", restate.NewWorkflowSharedHandler(desk.Ask)).
	Handler("tell", restate.NewWorkflowSharedHandler(front.Tell)).
	Handler("typed", restate.NewWorkflowSharedHandler[string, bool](unknown()))
""",
        desk__desk="""package desk

import restate "github.com/restatedev/sdk-go"

func Ask(ctx restate.WorkflowSharedContext, _ restate.Void) (string, error) { return "", nil }

type Desk struct{}

func (Desk) Tell(ctx restate.WorkflowSharedContext, words string) (restate.Void, error) {
	return restate.Void{}, nil
}
""",
    )

    assert handlers(services) == {
        "Sign up/run": "workflow int bool function literal",
        "Sign up/ask": "workflow-shared Void string Ask",
        "Sign up/tell": "workflow-shared string Void Desk.Tell",
        "Sign up/typed": "workflow-shared string bool -",
    }


GENERATED = """package proto

import (
	context "context"
	sdk_go "github.com/restatedev/sdk-go"
)

var _ context.Context

type Request struct{}
type Response struct{}

type GreeterClient interface {
	Hello(opts ...sdk_go.ClientOption) sdk_go.Client[*Request, *Response]
}

type greeterClient struct {
	ctx     sdk_go.Context
	key     string
	options []sdk_go.ClientOption
}

func NewGreeterClient(ctx sdk_go.Context, key string, opts ...sdk_go.ClientOption) GreeterClient {
	cOpts := append([]sdk_go.ClientOption{sdk_go.WithProtoJSON}, opts...)
	return &greeterClient{ctx, key, cOpts}
}

func (c *greeterClient) Hello(opts ...sdk_go.ClientOption) sdk_go.Client[*Request, *Response] {
	cOpts := c.options
	return sdk_go.WithRequestType[*Request](
		sdk_go.Object[*Response](c.ctx, "hi.Greeter", c.key, "Hello", cOpts...))
}

type GreeterServer interface {
	Hello(ctx sdk_go.ObjectContext, req *Request) (*Response, error)
}

type UnimplementedGreeterServer struct{}

func (UnimplementedGreeterServer) Hello(ctx sdk_go.ObjectContext, req *Request) (*Response, error) {
	return nil, nil
}

func NewGreeterServer(srv GreeterServer, opts ...sdk_go.ServiceDefinitionOption) sdk_go.ServiceDefinition {
	sOpts := append([]sdk_go.ServiceDefinitionOption{sdk_go.WithProtoJSON}, opts...)
	router := sdk_go.NewObject("hi.Greeter", sOpts...)
	router = router.Handler("Hello", sdk_go.NewObjectHandler(srv.Hello))
	return router
}
"""
SERVED = """
import "example.com/shop/proto"

type greeter struct{ proto.UnimplementedGreeterServer }

func (greeter) Hello(ctx restate.ObjectContext, req *proto.Request) (*proto.Response, error) {
	next := proto.NewGreeterClient(ctx, restate.Key(ctx))
	return next.Hello().Request(req)
}
"""


def test_a_generated_server_has_the_handlers_of_what_it_is_handed() -> None:
    served = services_of(SERVED + "var _ = proto.NewGreeterServer(greeter{})", proto__hi_restate_pb=GENERATED)
    unserved = services_of(SERVED, proto__hi_restate_pb=GENERATED)

    assert handlers(served) == {"hi.Greeter/Hello": "exclusive *proto.Request *proto.Response greeter.Hello"}
    assert handlers(unserved) == {"hi.Greeter/Hello": "exclusive *proto.Request *proto.Response -"}


@pytest.mark.parametrize(
    "code",
    [
        "func bind[T any](service T) { restate.Reflect(service) }",
        'import "os"\n\nvar _ = restate.NewService(os.Getenv("NAME"))',
        'import "os"\n\nvar _ = restate.NewService("S").Handler(os.Args[0], nil)',
        'func add(to adder) { to.Handler("a", restate.NewServiceHandler(nil)) }',
        'import "example.org/other"\n\nfunc main() { server.NewRestate().Bind(other.Definition()) }',
    ],
)
def test_what_cannot_be_told_is_known_to_be_dynamic(code: str) -> None:
    assert services_of(code).dynamic


def test_code_without_a_module_may_lack_services() -> None:
    code = ORDERS + "var _ = restate.Reflect(Orders{})"

    assert not services_of(code).dynamic
    assert services_of(code, module="").dynamic


def test_definitions_come_by_name_and_place_and_may_share_a_name() -> None:
    code = 'var _ = restate.NewService("B")\nvar _ = restate.NewService("A")\nvar _ = restate.NewService(f())'
    other = 'package other\n\nimport "github.com/restatedev/sdk-go"\n\nvar _ = restate.NewObject("B")\n'
    services = services_of(code, other__other=other)

    assert [each.name for each in services.definitions] == ["A", "B", "B", None]
    assert [each.kind for each in services.named("B")] == [ServiceKind.OBJECT, ServiceKind.SERVICE]


def test_nested_modules_tests_and_vendored_code_are_not_of_the_module(tmp_path: Path) -> None:
    code = 'package {0}\n\nimport "github.com/restatedev/sdk-go"\n\nvar _ = restate.NewObject("{0}")\n'
    inside = tmp_path / "inside"
    for name in ("a", "inside/below", "inside/vendor/b", "inside/testdata/c", "inside/_d", "inside/nested/e"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "x.go").write_text(code.format(name[-1]), encoding="utf-8")
    (inside / "below" / "x_test.go").write_text(code.format("f"), encoding="utf-8")
    for module in (inside, inside / "nested"):
        (module / "go.mod").write_text(MODULE, encoding="utf-8")
    tree = DiskTree(str(tmp_path))
    facts = Facts(tree, knowledge())
    source = source_at(tree, tree.location("inside/below/x.go"))
    assert source is not None
    file = facts.program.add(source)
    assert file is not None

    assert [each.name for each in facts.services(file).definitions] == ["w"]
