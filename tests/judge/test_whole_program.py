"""Of a whole program `verify` says what `check` says of the same files."""

from __future__ import annotations

from pathlib import Path

import pytest

from restatelint import DiskTree, Settings, check, verify
from restatelint.judge.answer import Terms, taken
from restatelint.source.discover import discover
from restatelint.source.tree import source_at

ANSWERS = Path(__file__).resolve().parents[2] / "fixtures" / "_answers"
PROGRAMS = [
    path
    for path in sorted(ANSWERS.glob("*/*/*"))
    if path.suffix in (".go", ".md") and not path.name.startswith("v0.")
]
MODULE = "module example.com/answer\n\ngo 1.24\n\nrequire github.com/restatedev/sdk-go v1.0.0\n"
SERVICE = """package main

import (
	"context"

	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"
)

type Stock struct{}

func (Stock) Reserve(ctx restate.ObjectContext, count int) (int, error) {
	return count, nil
}

type Shop struct{}

func (Shop) Buy(ctx restate.Context, item string) (int, error) {
	return restate.Object[int](ctx, "Stock", item, "Reserve").Request(1)
}

func main() {
	services := server.NewRestate().Bind(restate.Reflect(Stock{})).Bind(restate.Reflect(Shop{}))
	_ = services.Start(context.Background(), ":9080")
}
"""


def reasons(answer: str) -> list[str]:
    """Return the ids of the reasons against an answer."""
    return [reason.id for reason in verify(answer).reasons]


def fence(text: str) -> str:
    """Return a fence of Go."""
    return f"```go\n{text}```\n"


def test_a_handler_that_is_not_there_is_told_in_a_program() -> None:
    assert reasons(SERVICE) == []
    assert reasons(SERVICE.replace('"Reserve")', '"Reserv")')) == ["unknown-target"]


def test_what_is_no_program_may_call_what_is_not_shown() -> None:
    library = SERVICE.partition("func main")[0].replace("package main", "package shop")
    library = library.replace('\t"context"\n\n', "").replace('\t"github.com/restatedev/sdk-go/server"\n', "")

    assert reasons(library.replace('"Stock", item', '"Depot", item')) == []


def both(text: bytes, home: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return what is found by a check of an answer's files on disk, and in the answer."""
    terms = Terms(settings=Settings(tests=True, sdk_version="1.0.0"))
    answer = taken(text, "answer", terms)
    for unit in answer.units:
        place = home / unit.source.location.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(unit.source.data)
    for directory in [*answer.tree.directories("/"), ""]:
        module = answer.tree.read(f"{directory}/go.mod")
        if module is not None:
            (home / directory.lstrip("/") / "go.mod").write_bytes(module)
    if not list(home.rglob("go.mod")):
        (home / "go.mod").write_text(MODULE)
    tree = DiskTree(str(home))
    files = discover([str(home)], root=str(home), tests=True).files
    sources = [source for each in files if (source := source_at(tree, each)) is not None]
    rules = terms.chosen()
    report = check(sources, rules, terms.settings, tree=tree, suppressions=False, generated=True, every=True)
    verdict = verify(text, terms=terms)
    expected, found = (
        sorted((each.rule, each.message) for each in findings)
        for findings in (report.findings, verdict.report.findings)
    )
    return expected, found


@pytest.mark.parametrize("path", PROGRAMS[::14], ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_findings_are_those_of_a_check_of_the_same_files(path: Path, tmp_path: Path) -> None:
    expected, found = both(path.read_bytes(), tmp_path)

    assert "syntax-error" in [rule for rule, _ in expected] or found == expected


@pytest.mark.parametrize("handler", ["Reserve", "Reserv"])
@pytest.mark.parametrize("given", ["1", '"two"'])
def test_findings_in_two_programs_are_those_of_a_check(handler: str, given: str, tmp_path: Path) -> None:
    caller = SERVICE.replace("Stock", "Depot").replace('"Depot", item', '"Stock", item')
    caller = caller.replace('"Reserve").Request(1)', f'"{handler}").Request({given})').replace(
        "Shop", "Kiosk"
    )

    expected, found = both((fence(SERVICE) + fence(caller)).encode(), tmp_path)

    assert found == expected
    # of which handlers another program has, neither says anything
    assert bool(found) == (given != "1" and handler == "Reserve")
