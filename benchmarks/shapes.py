"""Go files of one shape each, as long as is asked for: what a hostile or generated file may repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_HEAD = """package a

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand"
	"net/http"
	"os"
	"time"

	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"
)

var db *sql.DB

type S struct{}

"""
_HANDLER = "func (S) %s(ctx restate.ObjectContext, in string) (string, error) {\n%s\nreturn in, nil\n}\n"


def _each(count: int, line: str) -> str:
    """Return a line ``count`` times; ``@`` is its number, ``@+`` the next one, ``@-`` the one before."""
    return "\n".join(
        line.replace("@+", str(i + 1)).replace("@-", str(i - 1)).replace("@", str(i)) for i in range(count)
    )


def _handler(body: str, name: str = "H") -> str:
    return _HANDLER % (name, body)


def _handlers(n: int) -> str:
    return _each(n, _handler('restate.Set(ctx, "a", in)', "H@"))


def _parameters(n: int) -> str:
    given = ", ".join(f"a{i}" for i in range(20))
    fan = f"func f@(ctx restate.ObjectContext, {given} string) {{ f@+(ctx, {given}) }}"
    values = ", ".join(["time.Now().String()"] * 20)
    last = f"func f{n}(ctx restate.ObjectContext, {given} string) {{ restate.Set(ctx, a0, a19) }}\n"
    return _each(n, fan) + "\n" + last + _handler(f"f0(ctx, {values})")


def _parameter_list(n: int) -> str:
    names = ", ".join(f"a{i}" for i in range(n))
    sets = _each(n, "restate.Set(ctx, in, a@)")
    taken = f"func f(ctx restate.ObjectContext, in string, {names} string) {{\n{sets}\n}}\n"
    return taken + _handler(f"f(ctx, in, {', '.join(['time.Now().String()'] * n)})")


def _contexts(n: int) -> str:
    on = "func f@(ctx restate.ObjectContext, c restate.Context) { f@+(ctx, ctx); f@+(ctx, c) }\n"
    last = f"func f{n}(ctx restate.ObjectContext, c restate.Context) {{ time.Now() }}\n"
    return _each(n, on) + last + _handler("f0(ctx, ctx)")


def _branches(n: int) -> str:
    return _handler(_each(n, "t@ := time.Now()\nif t@.IsZero() { restate.Set(ctx, in, t@) }"))


def _aliases(n: int) -> str:
    return _handler("x0 := time.Now()\n" + _each(n, "x@+ := x@") + f"\nrestate.Set(ctx, in, x{n})")


def _one_name(n: int) -> str:
    return _handler("x := time.Now()\n" + _each(n, 'x = x.Add(1)\nrestate.Set(ctx, "k@", x)'))


def _string(n: int) -> str:
    return _handler(f'restate.Set(ctx, "{"a b. " * n}", in)\nfmt.Errorf("{"%w %v " * n}", in)')


def _sql(n: int) -> str:
    undo = f'undo = append(undo, func() error {{ _, err := db.Exec("{"set a " * n}"); return err }})'
    return _handler(f"var undo []func() error\n{undo}\nfor i := range undo {{ undo[len(undo)-1-i]() }}")


def _address(n: int) -> str:
    return _handler(f'http.Get("http://{"restate." * n}")')


def _chain(n: int) -> str:
    last = f'func f{n}() {{ time.Now(); http.Get("") }}\n'
    return _each(n, "func f@() { f@+() }") + "\n" + last + _handler("f0()")


def _callers(n: int) -> str:
    last = "func f(ctx restate.ObjectContext) error { time.Now(); return nil }\n"
    return last + _handler(_each(n, "if err := f(ctx); err != nil { return in, err }"))


def _literals(n: int) -> str:
    rows = _each(n, '{"k@", []int{@, @+}, map[string]any{"a": @, "b": in}},')
    row = "type row struct { k string; l []int; m map[string]any }\n"
    return row + _handler(f'restate.Set(ctx, "rows", []row{{\n{rows}\n}})')


def _fields(n: int) -> str:
    declared = _each(n, 'F@ string `json:"f@"`')
    body = "o := order{}\n" + _each(n, "o.F@ = time.Now().String()") + '\nrestate.Set(ctx, "o", o)'
    return f"type order struct {{\n{declared}\n}}\n" + _handler(body)


def _cases(n: int) -> str:
    return _handler("switch in {\n" + _each(n, 'case "k@":\nrestate.Set(ctx, in, time.Now())') + "\n}")


def _services(n: int) -> str:
    each = "type T@ struct{}\n" + _handler('restate.Object[string](ctx, "T@+", in, "H").Request("")').replace(
        "(S)", "(T@)"
    )
    # a chain of calls nests, and what nests too deep is not checked
    bound = "\n".join(
        "endpoint." + ".".join(f"Bind(restate.Reflect(T{i}{{}}))" for i in range(start, min(start + 50, n)))
        for start in range(0, n, 50)
    )
    server = f'func main() {{\nendpoint := server.NewRestate()\n{bound}\nendpoint.Start(nil, ":9080")\n}}\n'
    return _each(n, each) + server


def _map_loops(n: int) -> str:
    loop = "for k@, v@ := range m { l = append(l, k@+v@); restate.Set(ctx, k@, v@) }"
    return _handler("m := map[string]string{}\nvar l []string\n" + _each(n, loop))


def _defers(n: int) -> str:
    return _handler(_each(n, 'defer func() { http.Post("u", "", nil); recover() }()'))


def _errors(n: int) -> str:
    one = 'v@, err := restate.Get[string](ctx, in)\nif err != nil { return v@, fmt.Errorf("x: %w", err) }'
    more = 'if in == "@" { return in, fmt.Errorf("x: %v", restate.TerminalError(errors.New("a"))) }'
    return _handler(_each(n, f"{one}\n{more}"))


def _runs(n: int) -> str:
    run = (
        "r@, err := restate.Run(ctx, func(run restate.RunContext) (string, error) "
        '{ http.Get(r@-); restate.Set(ctx, "k", in); return in, nil }, restate.WithName("r@"))'
    )
    return _handler('var err error\nr0 := ""\n' + _each(n, run.replace("r@-", "in")) + "\n_ = err")


def _futures(n: int) -> str:
    return _handler(_each(n, "f@ := restate.After(ctx, time.Second)\nrestate.WaitFirst(ctx, f@, f@-)"))


def _globals(n: int) -> str:
    return (
        _each(n, "var g@ = map[string]string{}") + "\n" + _handler(_each(n, 'g@[in] = in\ncount@ := g@["a"]'))
    )


def _interfaces(n: int) -> str:
    types = _each(n, 'type W@ struct{}\nfunc (W@) Do(ctx restate.Context) { os.Getenv("A") }')
    return (
        "type doer interface { Do(ctx restate.Context) }\n"
        + types
        + "\n"
        + _handler(_each(n, "var d@ doer\nd@.Do(ctx)"))
    )


def _closures(n: int) -> str:
    return _handler("c0 := func() { time.Now() }\n" + _each(n, "c@+ := func() { c@() }") + f"\nc{n}()")


def _holders(n: int) -> str:
    each = 'func (w *walker) m@() { w.m@+(); restate.Set(w.ctx, "k", 1) }'
    last = f'\nfunc (w *walker) m{n}() {{ restate.Set(w.ctx, "k", time.Now()) }}\n'
    return (
        "type walker struct { ctx restate.ObjectContext }\n"
        + _each(n, each)
        + last
        + _handler("w := &walker{ctx: ctx}\nw.m0()")
    )


def _directives(n: int) -> str:
    return _handler(
        _each(n, "restate.Set(ctx, in, time.Now()) //restatelint:ignore wall-clock kept on purpose")
    )


def _joins(n: int) -> str:
    branch = 'if in == "@" { j@ = time.Now().String() } else { j@ = in }'
    return _handler(_each(n, f"var j@ string\n{branch}\nrestate.Set(ctx, j@, 1)"))


def _keys(n: int) -> str:
    one = 'restate.Set(ctx, "orders-@", in)\n_, _ = restate.Get[string](ctx, "order-@")'
    server = 'func main() { server.NewRestate().Bind(restate.Reflect(S{})).Start(nil, ":9080") }\n'
    return _each(n, _handler(one, "H@")) + server


def _receivers(n: int) -> str:
    method = (
        "func (t *R@) H(ctx restate.ObjectContext, in string) (string, error) { t.last = in; return in, nil }"
    )
    return _each(n, "type R@ struct { last string }\n" + method)


def _definitions(n: int) -> str:
    one = (
        'var d@ = restate.NewObject("D@").\n'
        'Handler("Put", restate.NewObjectHandler(put)).\n'
        'Handler("Get", restate.NewObjectSharedHandler(get))'
    )
    handlers = (
        "func put(ctx restate.ObjectContext, in string) (string, error) { return in, nil }\n"
        "func get(ctx restate.ObjectSharedContext, in string) (string, error) {\n"
        'restate.Set(ctx, in, restate.Object[string](ctx, "D0", in, "Pat").Request(""))\nreturn in, nil }\n'
    )
    return _each(n, one) + "\n" + handlers


def _compensations(n: int) -> str:
    step = (
        "if _, err := restate.Run(ctx, func(restate.RunContext) (string, error) { return charge@(in) }); "
        "err != nil { undoAll(); return in, err }\n"
        "undo = append(undo, func() error { _, err := restate.Run(ctx, "
        "func(restate.RunContext) (string, error) { return refund@(in) }); return err })"
    )
    helpers = _each(
        n,
        'func charge@(in string) (string, error) { http.Get("c"); return in, nil }\n'
        'func refund@(in string) (string, error) { http.Get("r"); return in, nil }',
    )
    start = "var undo []func() error\nundoAll := func() { for i := range undo { undo[len(undo)-1-i]() } }\n"
    return helpers + "\n" + _handler(start + _each(n, step))


def _sentinels(n: int) -> str:
    declared = _each(n, 'var err@ = errors.New("e@")')
    asked = _each(n, "if errors.Is(fail, err@) { return in, restate.TerminalError(err@) }")
    return declared + "\n" + _handler(f"_, fail := restate.Get[string](ctx, in)\n{asked}")


def _types(n: int) -> str:
    declared = _each(n, "type V@ struct { next *V@+; values map[string]V@+; when time.Time }")
    one = (
        "restate.Run(ctx, func(restate.RunContext) (V@, error) { return V@{when: time.Now()}, nil })\n"
        "restate.Set(ctx, in, V@{})"
    )
    return f"{declared}\ntype V{n} struct {{ f func() }}\n" + _handler(_each(n, one))


def _gotos(n: int) -> str:
    return _handler(_each(n, "again@:\nif time.Now().IsZero() { goto again@ }"))


def _loops(n: int) -> str:
    one = "for i@ := 0; i@ < len(in); i@++ { restate.Set(ctx, in, i@); if rand.Int() == i@ { break } }"
    return _handler(_each(n, one))


SHAPES: Mapping[str, tuple[int, Callable[[int], str]]] = {
    "handlers": (400, _handlers),
    "parameter fans": (100, _parameters),
    "parameters of one function": (250, _parameter_list),
    "contexts handed on": (250, _contexts),
    "branches": (300, _branches),
    "aliases": (1000, _aliases),
    "uses of one name": (300, _one_name),
    "a long string": (11000, _string),
    "long SQL": (18000, _sql),
    "a long address": (15000, _address),
    "chain of helpers": (1000, _chain),
    "chain of closures": (500, _closures),
    "chain of methods that hold a context": (600, _holders),
    "calls of one helper": (300, _callers),
    "elements of a literal": (500, _literals),
    "struct fields": (400, _fields),
    "switch cases": (400, _cases),
    "services registered": (150, _services),
    "map loops": (300, _map_loops),
    "defers": (300, _defers),
    "errors wrapped": (200, _errors),
    "runs": (200, _runs),
    "futures": (300, _futures),
    "globals": (300, _globals),
    "implementations of an interface": (200, _interfaces),
    "directives": (300, _directives),
    "names set in branches": (200, _joins),
    "state keys": (100, _keys),
    "types of receivers": (200, _receivers),
    "definitions": (150, _definitions),
    "compensations": (100, _compensations),
    "errors compared": (200, _sentinels),
    "types of values": (150, _types),
    "jumps": (300, _gotos),
    "loops": (300, _loops),
}
"""By name: how often the shape is repeated to begin with, and what makes its text of a number."""


def file_of(shape: str, count: int) -> str:
    """Return a Go file of a shape that repeats it ``count`` times."""
    return _HEAD + SHAPES[shape][1](count)
