"""Fences show parts of programs: what a part does not show is no fault, and what it shows still is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

FUTURE = "fut := restate.RunAsync(ctx, work)\n"
HANDLER = "func (Shop) Place(ctx restate.Context) error {{\n{}\treturn nil\n}}\n"


def rules(shell: Shell, code: str, *options: str) -> list[str]:
    """Return the rules that report something in a document with one fence."""
    shell.write("a.md", f"Text.\n\n```go\n{code}```\n")
    out = shell.check(*(options or ("--preset", "strict", "--ignore", "unnamed-run")), "a.md").out
    return [line.partition("[")[2].partition("]")[0] for line in out.splitlines()[:-1]]


@pytest.mark.parametrize(
    "code",
    [
        '// To call a service:\nn, err := restate.Service[int](ctx, "A", "B").Request(1)\n',
        'a, err := restate.Get[int](ctx, "a")\nb, err := restate.Get[int](ctx, "b")\n',
        FUTURE,
        "id := restate.Awakeable[string](ctx).Id()\n",
        "restate.Sleep(ctx, time.Second)\n",
        "restate.RunAsync(ctx, work)\n",
        'restate.Set(ctx, "a", 1)\nif err := restate.Sleep(ctx, time.Hour); err != nil {\n\treturn err\n}\n',
    ],
)
def test_statements_may_go_on(shell: Shell, code: str) -> None:
    assert rules(shell, code) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('n, _ := restate.Get[int](ctx, "a")\nuse(n)\n', "ignored-error"),
        ("restate.Sleep(ctx, time.Second)\nrestate.Sleep(ctx, time.Second)\n", "ignored-error"),
        ('if ok {\n\tn, err := restate.Get[int](ctx, "a")\n\tuse(n)\n}\n', "ignored-error"),
        (f"if ok {{\n\t{FUTURE}}}\n", "lost-future"),
        ("use(1)\nrestate.RunAsync(ctx, work)\n", "lost-future"),
        (HANDLER.format(f"\t{FUTURE}"), "lost-future"),
        (HANDLER.format("\terr := restate.Sleep(ctx, time.Second)\n"), "ignored-error"),
    ],
)
def test_what_is_shown_whole_is_judged(shell: Shell, code: str, found: str) -> None:
    assert found in rules(shell, code)


def test_statements_on_standard_input_may_go_on_too(shell: Shell) -> None:
    assert shell.check("--preset", "strict", "-", stdin="fut := restate.Awakeable[string](ctx)\n").code == 0


DOTS = ("...", "…", "// ...", "// … as above", "/* ... */", "//...")


@pytest.mark.parametrize("dots", DOTS)
@pytest.mark.parametrize(
    "code",
    [
        HANDLER.format(f"\t{FUTURE}\tDOTS\n"),
        HANDLER.format("\terr := restate.Sleep(ctx, time.Second)\n\tDOTS\n"),
        HANDLER.format(
            "\tfor {\n\t\tif err := restate.Sleep(ctx, time.Second); err != nil {\n"
            "\t\t\treturn err\n\t\t}\n\t\tDOTS\n\t}\n"
        ),
        "n, err := restate.Run(ctx,\n\tDOTS\n)\n",
        "n, err := restate.Run(ctx, func(ctx restate.RunContext) (int, error) {\n\tgo work()\n\tDOTS\n})\n",
        "type Shop struct {\n\tDOTS\n}\n\nfunc (Shop) Place(ctx restate.Context) error {\n\tDOTS\n}\n",
    ],
)
def test_dots_stand_for_code_that_is_left_out(shell: Shell, code: str, dots: str) -> None:
    assert rules(shell, code.replace("DOTS", dots)) == []
    assert rules(shell, code.replace("DOTS", "// note")) != [] or code.startswith("type")


def test_dots_may_stand_for_the_name_of_a_block(shell: Shell) -> None:
    code = "n, err := restate.Run(ctx, work,\n\tDOTS\n)\n"

    for dots in DOTS:
        assert rules(shell, code.replace("DOTS", dots), "--select", "unnamed-run") == []
    assert rules(shell, code.replace("DOTS", "// note"), "--select", "unnamed-run") == ["unnamed-run"]


def test_dots_in_braces_stand_for_code(shell: Shell) -> None:
    assert rules(shell, "func (Shop) Place(ctx restate.Context) error { ... }\n") == []
    block = "n, err := restate.Run(ctx, func(ctx restate.RunContext) (int, error) {...})\n"
    assert rules(shell, block) == []


def test_dots_around_a_finding_leave_it_where_it_is(shell: Shell) -> None:
    line = "\tuse(func() {...}, func() { … }); restate.Sleep(ctx, 5)"
    shell.write("a.md", f"```go\n{HANDLER.format(f'{chr(9)}...{chr(10)}{line}{chr(10)}')}```\n")

    column = line.index("restate.Sleep") + 1
    assert f"a.md:4:{column}: warning[bare-duration]" in shell.check("a.md").out


@pytest.mark.parametrize("code", ["restate.Run(ctx, ...)\n", "x := ...\nrestate.Set(ctx, x)\n"])
def test_dots_elsewhere_are_no_go(shell: Shell, code: str) -> None:
    assert "syntax-error" in rules(shell, code)


def test_a_fault_beside_dots_is_still_one(shell: Shell) -> None:
    assert "syntax-error" in rules(shell, HANDLER.format("\t...\n\trestate.Sleep(ctx, , 1)\n"))


def test_an_answer_may_not_leave_code_out(shell: Shell) -> None:
    text = f"```go\n{HANDLER.format(f'{chr(9)}{FUTURE}{chr(9)}// ...{chr(10)}')}```\n"
    assert "lost-future" in shell.check("-", stdin=text).out
    text = text.replace("// ...", "...")
    assert "syntax-error" in shell.check("-", stdin=text).out


@pytest.mark.parametrize(
    "code",
    [
        "type Flow struct{}\n\nfunc (Flow) Ask(ctx restate.WorkflowSharedContext) error { return nil }\n\n"
        "var def = restate.Reflect(Flow{})\n",
        "type Shop struct{}\n\nvar def = restate.Reflect(Shop{})\n",
        "type Shop struct{}\n\nfunc (Shop) Place(ctx restate.Context) error {\n"
        '\t_, err := restate.Service[int](ctx, "Ledger", "Add").Request(1)\n\treturn err\n}\n\n'
        'var def = restate.Reflect(Shop{}).ConfigureHandler("Cancel", restate.WithIngressPrivate(true))\n',
        "type Cart struct{}\n\nfunc (Cart) Add(ctx restate.ObjectContext) error {\n"
        '\trestate.Set(ctx, "n", 1)\n\t_, err := restate.Get[int](ctx, "count")\n\treturn err\n}\n\n'
        "var def = restate.Reflect(Cart{})\n",
        'var def = restate.NewService("Shop").Handler("Place", restate.NewServiceHandler(place))\n\n'
        "func place(ctx restate.Context, n int) (int, error) {\n"
        '\treturn restate.Service[int](ctx, "Ledger", "Add").Request(n)\n}\n',
        'var def = restate.NewObject("Cart").Handler("Add", restate.NewObjectHandler(add))\n\n'
        "func add(ctx restate.ObjectContext, n int) (int, error) {\n"
        '\trestate.Set(ctx, "n", n)\n\treturn restate.Get[int](ctx, "count")\n}\n',
    ],
)
def test_methods_and_services_may_stand_elsewhere(shell: Shell, code: str) -> None:
    options = ("--preset", "strict")
    assert rules(shell, code, *options) == []
    shell.write("b.md", f"```gomod\nmodule shop\n```\n```go shop.go\n{code}```\n")
    assert shell.check(*options, "b.md").out == "1 file checked, no problems\n"
    shell.write("go.mod", "module shop\n\nrequire github.com/restatedev/sdk-go v1.1.0\n")
    shell.write("a.go", f'package shop\n\nimport restate "github.com/restatedev/sdk-go"\n\n{code}')
    assert "[" in shell.check(*options, "a.go").out


def test_types_that_an_excerpt_leaves_out_are_no_errors(shell: Shell) -> None:
    code = (
        "func (s *Server) Greet(r *connect.Request[...]) (*connect.Response[…], error) {\n"
        "\tnames := [...]string{req.Name}\n\treturn call[...](ctx, names)\n}\n"
    )

    assert "syntax-error" not in rules(shell, code)
