"""Fixes as edits: which go together, what they do to imports and layout, and what is refused."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restatelint.engine.api import check_source
from restatelint.engine.apply import applied
from restatelint.engine.finding import Edit, Fix, Safety
from restatelint.engine.fix import overlap
from restatelint.engine.settings import Settings
from restatelint.source.text import Source

HEAD = """package shop

import (
{imports}
)

func Place(ctx restate.ObjectContext, m map[string]int) error {{
"""
SDK = '\trestate "github.com/restatedev/sdk-go"'
STATEMENTS = (
    '\trestate.Set(ctx, "a", time.Now())\n',
    '\tat := time.Now()\n\trestate.Set(ctx, "b", at)\n',
    '\trestate.Set(ctx, "c", uuid.New())\n',
    '\tslog.Info("placed")\n',
    "\ttime.Sleep(time.Second)\n",
    "\tfor key, value := range m {\n\t\trestate.Set(ctx, key, value)\n\t}\n",
    '\trestate.Set(ctx, "d", rand.IntN(3)) // a die\n',
    '\trestate.Set(ctx, "e", rand.IntN(12)) // two dice\n',
    '\tif err := restate.Sleep(ctx, 1); err != nil {\n\t\treturn fmt.Errorf("slept: %v", err)\n\t}\n',
)
PACKAGES = {
    "fmt": '\t"fmt"',
    "slog": '\t"log/slog"',
    "rand": '\t"math/rand/v2"',
    "time": '\t"time"',
    "uuid": '\n\t"github.com/google/uuid"',
}


def fixed(code: str, *, sdk_version: str = "") -> str:
    """Return code with every fix made, round after round."""
    for _ in range(30):
        made = once(code.encode(), sdk_version)
        if made == code.encode():
            return code
        code = made.decode()
    message = "fixing goes on for ever"
    raise AssertionError(message)


def once(data: bytes, sdk_version: str = "") -> bytes:
    report = check_source(data, settings=Settings(sdk_version=sdk_version))
    return applied(Source("a.go", "/a.go", data), [each.fix for each in report.findings if each.fix]).data


def program(statements: list[str]) -> str:
    body = "".join(statements)
    used = [spec for name, spec in PACKAGES.items() if f"{name}." in body]
    third = [spec for spec in used if spec.startswith("\n")]
    imports = "\n".join([*(spec for spec in used if not spec.startswith("\n")), *third])
    imports = f"{imports}\n{SDK}" if third else f"{imports}\n\n{SDK}" if imports else SDK
    return HEAD.format(imports=imports.lstrip("\n")) + body + "\treturn nil\n}\n"


@settings(deadline=None, max_examples=20)
@given(st.lists(st.sampled_from(STATEMENTS), max_size=5, unique=True), st.booleans(), st.booleans())
def test_fixes_keep_line_ends_and_parse_and_come_to_an_end(
    statements: list[str], crlf: bool, mark: bool
) -> None:
    code = program(statements)
    data = (("\ufeff" if mark else "") + (code.replace("\n", "\r\n") if crlf else code)).encode()

    for _ in range(30):
        made = once(data)
        assert made.startswith(b"\xef\xbb\xbf") is mark
        assert made.count(b"\n") == (made.count(b"\r\n") if crlf else made.count(b"\n") - made.count(b"\r"))
        if made == data:
            break
        data = made

    found = check_source(data).findings
    assert not [each for each in found if each.fix or each.rule == "syntax-error"]
    assert data.decode().replace("\r\n", "\n").removeprefix("\ufeff") == fixed(code)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=5, unique=True))
def test_the_edits_of_a_fix_do_not_overlap(statements: list[str]) -> None:
    for finding in check_source(program(statements)).findings:
        spans = [(e.start.byte, e.end.byte, e.replacement) for e in finding.fix.edits] if finding.fix else []
        assert not [pair for pair in combinations(spans, 2) if overlap(*pair)]
        assert spans == sorted(spans)


def test_comments_behind_changed_lines_stay_aligned() -> None:
    made = fixed(program([STATEMENTS[6].replace(") //", ")  //"), STATEMENTS[7]]))

    assert '"d", restate.Rand(ctx).IntN(3))  // a die\n' in made
    assert '"e", restate.Rand(ctx).IntN(12)) // two dice\n' in made


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('import restate "github.com/restatedev/sdk-go"', 'import (\n\t"maps"\n\t"slices"\n\n' + SDK + "\n)"),
        (f'import (\n\t"errors"\n\n{SDK}\n)', f'import (\n\t"errors"\n\t"maps"\n\t"slices"\n\n{SDK}\n)'),
        (
            f'import (\n\t"os"\n\t"sort"\n\n{SDK}\n)',
            f'import (\n\t"maps"\n\t"os"\n\t"slices"\n\t"sort"\n\n{SDK}\n)',
        ),
        (f"import (\n{SDK}\n)", f'import (\n\t"maps"\n\t"slices"\n\n{SDK}\n)'),
        (f'import (\n\tm "maps"\n\n{SDK}\n)', f'import (\n\tm "maps"\n\t"slices"\n\n{SDK}\n)'),
    ],
)
def test_imports_are_added_where_gofmt_has_them(before: str, after: str) -> None:
    code = "package shop\n\n{}\n\nfunc F(ctx restate.ObjectContext, all map[string]int) {{\n{}}}\n"
    loop = "\tfor key := range all {\n\t\trestate.Clear(ctx, key)\n\t}\n"

    made = fixed(code.format(before, loop))

    assert made.startswith(f"package shop\n\n{after}\n")
    keys = "m.Keys" if 'm "maps"' in before else "maps.Keys"
    assert f"range slices.Sorted({keys}(all))" in made


@pytest.mark.parametrize(
    ("version", "rule", "is_fixed"),
    [
        ("0.20.0", "uuid.New()", False),
        ("0.21.0", "uuid.New()", True),
        ("0.24.0", "rand.IntN(3)", False),
        ("0.25.0", "rand.IntN(3)", True),
        ("", "rand.IntN(3)", True),
    ],
)
def test_a_fix_uses_only_what_the_sdk_has(version: str, rule: str, is_fixed: bool) -> None:
    made = fixed(program([STATEMENTS[2], STATEMENTS[6]]), sdk_version=version)

    assert (rule not in made) is is_fixed


@pytest.mark.parametrize(
    "statement",
    [
        '\tuuid := "x"\n\trestate.Set(ctx, uuid, rand.N(3))\n',
        "\trestate := restate.Key(ctx)\n\tslog.Info(restate)\n\t_ = uuid.New().String() + restate\n",
        '\tif len(m) > 0 && time.Since(time.Unix(0, 0)) > 0 {\n\t\trestate.Clear(ctx, "a")\n\t}\n',
        '\tfor time.Since(time.Unix(0, 0)) > 0 {\n\t\trestate.Clear(ctx, "a")\n\t}\n',
        "\tsleep := time.Sleep\n\tsleep(1)\n",
    ],
)
def test_what_cannot_be_said_otherwise_is_left(statement: str) -> None:
    made = fixed(program([statement]))

    assert made.count("restate.Run(") == made.count("restate.UUID(") == made.count("restate.Rand(") == 0
    assert made.count("restate.Sleep(") == 0


def test_a_fix_that_breaks_the_code_is_refused_and_another_is_made() -> None:
    source = Source("a.go", "/a.go", b"package a\n\nvar x = 1\nvar y = 2\n")

    def fix(start: int, new: str) -> Fix:
        position = source.lines.position
        return Fix(Safety.SAFE, "mend", (Edit(position(start), position(start + 1), new),))

    made = applied(source, [fix(19, "))"), fix(29, "3")])

    assert (made.data, made.numbers) == (b"package a\n\nvar x = 1\nvar y = 3\n", (1,))


def test_imports_stay_sorted_when_one_gets_another_path() -> None:
    block = b'package a\n\nimport (\n\t"a"\n\t"b"\n\n\t"x.com/c"\n)\n\nvar _, _, _ = a.A, b.B, c.C\n'
    source = Source("a.go", "/a.go", block)
    start = block.index(b'"a"')
    edit = Edit(source.lines.position(start), source.lines.position(start + 3), 'a "z"')

    made = applied(source, [Fix(Safety.SAFE, "move", (edit,))])

    assert made.data.split(b"\n")[3:6] == [b'\t"b"', b'\ta "z"', b""]


FAILING = """package shop

import (
	"errors"

	restate "github.com/restatedev/sdk-go"
)

type Shop struct{}

func check(amount int) error {
	if amount > 3 {
		return errors.New("too large")
	}
	return nil
}

func (Shop) Sell(ctx restate.Context, amount int) error {
	if amount < 0 {
		return errors.New("negative")
	}
	return check(amount)
}

type Failure struct{}

func (*Failure) Error() string { return "failed" }

func step(ctx restate.Context, amount int) *Failure {
	if amount < 0 {
		return &Failure{}
	}
	return nil
}

func (Shop) Step(ctx restate.Context, amount int) error {
	return step(ctx, amount)
}
"""


def test_an_error_becomes_terminal_by_the_function_of_the_sdk() -> None:
    new, old = fixed(FAILING), fixed(FAILING, sdk_version="0.24.0")

    assert 'return restate.ToTerminalError(errors.New("negative"))' in new
    assert "return restate.ToTerminalError(check(amount))" in new
    assert 'return restate.TerminalError(errors.New("negative"))' in old
    assert "return check(amount)" in old, "TerminalError makes an error of nil"
    assert "return &Failure{}" in new
