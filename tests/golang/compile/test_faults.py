"""Each kind of error that is told without a compiler, beside the code that is like it and compiles."""

from __future__ import annotations

import pytest

from restatelint import Limits, MemoryTree, Source
from restatelint.golang.compile.faults import Compiler
from restatelint.golang.compile.foreign import Foreign
from restatelint.golang.program import Program
from restatelint.restate.library import knowledge

BODY = "package p\n\nfunc f(a int, s string) (int, error) {\n%s\n}\n"
TYPES = """package p

type Base struct{ ID string }

func (*Base) Save() error { return nil }

type Order struct {
	Base
	Items []Item
}

type Item struct{ Price int }

type Shop interface{ Find(id string) (*Order, error) }

func (o Order) Total() (int, error) { return len(o.Items), nil }

func use(o *Order, shop Shop, list map[string][]Order) error {
%s
	return nil
}
"""


def faults(*texts: str, closed: bool = True) -> list[str]:
    """Return the kinds of faults in the first of some files of a package, with what they are about."""
    files = {f"p/{number}.go": text.encode() for number, text in enumerate(texts)}
    tree = MemoryTree(files)
    program = Program(tree, knowledge(), Limits())
    file = program.add(Source("0.go", "/p/0.go", files["p/0.go"]))
    assert file is not None
    assert not file.tree.has_error
    found = Compiler(program, Foreign(("github.com/restatedev/sdk-go",))).faults(file, closed=closed)
    return [f"{fault.kind}: {fault.message}" for fault in found]


def kinds(*texts: str, closed: bool = True) -> list[str]:
    """Return the kinds of faults in the first of some files of a package."""
    return [each.partition(":")[0] for each in faults(*texts, closed=closed)]


WRONG = [
    ("unused-import", 'package p\n\nimport "os"\n'),
    ("unused-import", 'package p\n\nimport "os"\n\nfunc f(os int) int { return os }\n'),
    ("unused-import", 'package p\n\nimport x "example.com/y"\n'),
    ("missing-package", 'package p\n\nimport _ "encoding/jsn"\n'),
    ("unused-variable", BODY % "\tx := a\n\tx = 2\n\treturn a, nil"),
    ("unused-variable", BODY % "\tvar x int\n\treturn a, nil"),
    ("unused-variable", BODY % "\tfor i, c := range s {\n\t\t_ = c\n\t}\n\treturn a, nil"),
    ("unused-variable", BODY % "\tswitch v := any(a).(type) {\n\tcase int:\n\t}\n\treturn a, nil"),
    ("unused-variable", BODY % "\tx := 1\n\t_ = func() int { x := 2; return x }\n\treturn a, nil"),
    ("undefined", BODY % "\treturn b, nil"),
    ("undefined", BODY % "\tif x := a; x > 0 {\n\t}\n\treturn x, nil"),
    ("undefined", BODY % "\treturn fmt.Println(s)"),
    ("undefined", 'package p\n\nimport "fmt"\n\nfunc f() { fmt.Printn() }\n'),
    ("undefined", "package p\n\nvar x Missing\n"),
    ("duplicate", BODY % "\ta := 1\n\treturn a, nil"),
    ("duplicate", BODY % "\tvar a int\n\treturn a, nil"),
    ("duplicate", "package p\n\nfunc f() {}\n\nfunc f() {}\n"),
    ("duplicate", "package p\n\ntype T struct{ a, a int }\n"),
    ("duplicate", "package p\n\ntype T struct{}\n\nfunc (T) M() {}\n\nfunc (*T) M() {}\n"),
    ("duplicate", 'package p\n\nimport "os"\nimport "os"\n\nvar _ = os.Args\n'),
    ("not-a-name", TYPES % "\to.ID := shop"),
    ("missing-return", BODY % "\tif a > 0 {\n\t\treturn a, nil\n\t}"),
    ("missing-return", BODY % "\tfor {\n\t\tbreak\n\t}"),
    ("missing-return", BODY % "\tswitch a {\n\tcase 1:\n\t\treturn 1, nil\n\t}"),
    ("assignment-count", BODY % "\tx, y := f(a, s), 1, 2\n\t_, _ = x, y\n\treturn a, nil"),
    ("assignment-count", BODY % "\tx := f(a, s)\n\t_ = x\n\treturn a, nil"),
    ("assignment-count", 'package p\n\nimport "strconv"\n\nvar n = strconv.Atoi("1")\n'),
    ("result-count", BODY % "\treturn a"),
    ("result-count", BODY % "\treturn"),
    ("result-count", BODY % '\tprintln(f(a, s), "x")\n\treturn a, nil'),
    ("argument-count", BODY % "\treturn f(a)"),
    ("argument-count", BODY % "\treturn f(a, s, s)"),
    ("argument-count", TYPES % '\t_, _ = shop.Find("a", "b")'),
    ("argument-count", 'package p\n\nimport "net/http"\n\nvar _ = http.StatusText()\n'),
    ("unknown-member", TYPES % "\to.Cancel()"),
    ("unknown-member", TYPES % "\to.Items[0].Cost = 1"),
    ("unknown-member", TYPES % '\tfor _, each := range list["a"] {\n\t\teach.Name()\n\t}'),
    ("unknown-member", TYPES % '\t_, err := shop.Find("a")\n\terr.Code()'),
    ("unknown-member", TYPES % "\t_ = Order{Items: []Item{{Cost: 1}}}"),
    ("unknown-member", 'package p\n\nimport "net/http"\n\nvar c = http.Client{TimeOut: 1}\n'),
    ("type-mismatch", BODY % "\treturn s, nil"),
    ("type-mismatch", BODY % '\treturn a, "no"'),
    ("type-mismatch", BODY % "\treturn f(s, s)"),
    ("type-mismatch", BODY % "\treturn len(a + s), nil"),
    ("type-mismatch", BODY % '\tvar n int = "x"\n\treturn n, nil'),
    ("type-mismatch", TYPES % "\to.ID = 1"),
    ("missing-main", "package main\n\nfunc f() {}\n"),
]

RIGHT = [
    'package p\n\nimport ("fmt"; m "math/rand/v2"; _ "embed")\n\nfunc f() { fmt.Println(m.N(2)) }\n',
    'package p\n\nimport "gopkg.in/yaml.v3"\n\nvar _ = yaml.Marshal\n',
    'package p\n\nimport "example.com/go-thing"\n\nvar _ = other.Name\n',
    BODY % "\tx := 1\n\tx += a\n\treturn a, nil",
    BODY % "\tx := 1\n\treturn func() (int, error) { return x, nil }()",
    BODY % "\ta, b := 1, 2\n\treturn a + b, nil".replace("a, b", "c, b").replace("a +", "c +"),
    BODY % "\tfor {\n\t\tselect {}\n\t}",
    BODY % "outer:\n\tfor {\n\t\tfor {\n\t\t\tbreak\n\t\t}\n\t\tcontinue outer\n\t}",
    BODY % "\tswitch {\n\tcase a > 0:\n\t\tfallthrough\n\tdefault:\n\t\tpanic(s)\n\t}",
    BODY % "\tif a > 0 {\n\t\treturn f(a, s)\n\t} else {\n\t\tgoto end\n\t}\nend:\n\treturn 1, nil",
    BODY % "\tswitch e := recover(); e := e.(type) {\n\tcase error:\n\t\treturn 0, e\n\t}\n\treturn a, nil",
    BODY % "\tconst big = 1 << 40\n\tvar d float64 = 3\n\td = d * 2 / big\n\t_ = d\n\treturn a << 2, nil",
    BODY % "\tvar x any = a\n\tx = s\n\tif n, ok := x.(int); ok {\n\t\treturn n, nil\n\t}\n\treturn a, nil",
    TYPES % '\tif err := o.Save(); err != nil {\n\t\treturn err\n\t}\n\to.ID = list["a"][0].Base.ID',
    TYPES % '\tfound, err := shop.Find("a")\n\t_, _ = found.Total()\n\tif err != nil {\n\t\treturn err\n\t}',
    TYPES % "\t_ = []*Order{{Items: []Item{{1}}}, {Base: Base{ID: o.ID}}}",
    TYPES % "\ttotal := Order.Total\n\t_, _ = total(*o)\n\tsave := (*Order).Save\n\t_ = save(o)",
    TYPES % "\tfor i := range 3 {\n\t\t_ = o.Items[i].Price + i\n\t}",
    "package p\n\ntype List[T any] struct{ first T }\n\nfunc (l *List[E]) First() (e E) { return }\n\n"
    "func Map[T, U any](in []T, f func(T) U) []U { return append([]U(nil), f(in[0])) }\n\n"
    "var n = Map[int, string](nil, nil)[0] + (&List[string]{}).First()\n",
    'package p\n\nimport "unsafe"\n\nfunc f(p unsafe.Pointer) []int { return *(*[]int)(p) }\n',
    "package p\n\nfunc f(iota string) string { return iota }\n\nconst a, b = iota, 1\n\nvar c int8 = a + b\n",
    "package p\n\nfunc f() (err error) {\n\tdefer func() { err = nil }()\n\treturn\n}\n",
    'package p\n\nimport . "example.com/all"\n\nvar x = Anything(y)\n',
    "package main\n\nfunc init() {}\n\nfunc init() {}\n\nfunc main() {}\n",
]


@pytest.mark.parametrize(("kind", "text"), WRONG)
def test_what_go_refuses_is_told(kind: str, text: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize("text", RIGHT)
def test_of_what_go_takes_nothing_is_said(text: str) -> None:
    assert faults(text) == []


def test_every_kind_is_named() -> None:
    said = {kind for kind, _ in WRONG}
    assert len(said) == 13


def test_names_of_other_files_of_the_package_are_known() -> None:
    first = "package p\n\nfunc f() { g().Run() }\n"
    second = "package p\n\ntype T struct{}\n\nfunc (T) Run() {}\n\nfunc g() T { return T{} }\n"

    assert faults(first, second) == []
    assert kinds(first, "package p\n") == ["undefined"]
    assert kinds(first, second.replace("Run", "Walk")) == ["unknown-member"]


def test_a_package_that_is_not_all_there_may_declare_more() -> None:
    text = "package p\n\ntype T struct{}\n\nfunc f(t T) { t.Run(g()) }\n"

    assert faults(text, closed=False) == []
    assert kinds(text) == ["unknown-member", "undefined"] or kinds(text) == ["undefined", "unknown-member"]


def test_a_file_that_is_no_go_leaves_open_what_it_declares() -> None:
    assert faults("package p\n\nfunc f() { g() }\n", "package p\n\nfunc g( {\n") == []


def test_what_a_build_may_leave_out_is_passed_over() -> None:
    assert faults("//go:build ignore\n\npackage p\n\nvar x = y\n") == []


def test_the_nearest_name_is_told() -> None:
    program = Program(MemoryTree({}), knowledge(), Limits())
    file = program.add(Source("a.go", "/p/a.go", (BODY % "\treturn lenn(s), nil").encode()))
    assert file is not None

    advice = [fault.advice for fault in Compiler(program, Foreign(())).faults(file)]

    assert advice == ["declare it, or write `len`, the nearest name there is"]
