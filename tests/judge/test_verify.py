"""The call that reward functions and graders make: pure, the same everywhere, and free of what was judged."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import restatelint
from restatelint import Decision, ReasonKind, Severity, Verdict, load_tasks, verify
from restatelint.engine.finding import NoteKind
from restatelint.judge.answer import Terms
from restatelint.judge.task import load_task
from restatelint.source.limits import Limits
from tests.test_tasks import REJECTED

if TYPE_CHECKING:
    from restatelint.engine.toml import DataError

ANSWERS = Path(__file__).resolve().parents[2] / "fixtures" / "_answers"
BAD = 'func F(ctx restate.ObjectContext) { restate.Set(ctx, "a", time.Now()) }\n'
TASK = """title = "a clock"
statement = "Keep the time."

[require.sets]
where = "replayed"
reason = "set the state"

[forbid.sleeps]
where = "replayed"
reason = "do not sleep"

[words.why]
any = ["replay"]
reason = "say why"
"""
QUERY = """
([(call_expression) (type_conversion_expression)] @sets (#operation? @sets "state-write"))
([(call_expression) (type_conversion_expression)] @sleeps (#operation? @sleeps "sleep"))
"""


def test_it_goes_to_other_processes_and_back() -> None:
    judge = partial(verify, task="P1", sdk_version="1.0.0")
    answers = [path.read_text("utf-8") for path in sorted((ANSWERS / "P1" / "accepted").glob("v1.0*"))] + [
        BAD
    ]

    here = [judge(answer) for answer in answers]
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        there = list(pool.map(judge, answers))

    assert here == there
    assert [each.accepted for each in here] == [True] * (len(answers) - 1) + [False]
    assert pickle.loads(pickle.dumps(here)) == here


def test_one_answer_says_nothing_about_the_next() -> None:
    first = verify(BAD)
    for _ in range(3):
        verify("package p\n\nfunc F() {}\n", "P1")

    assert verify(BAD) == first


@pytest.mark.parametrize(("task", "path"), REJECTED[::9], ids=str)
def test_bytes_and_text_are_the_same(task: str, path: Path) -> None:
    assert verify(path.read_bytes(), task) == verify(path.read_text("utf-8"), task)


def test_without_a_task_the_rules_decide() -> None:
    assert verify(BAD).decision is Decision.REJECTED
    assert verify(BAD, fail_on=None).accepted
    assert verify(BAD, fail_on=Severity.ERROR).decision is Decision.REJECTED
    assert verify("package p\n").decision is Decision.NOT_CHECKED
    assert [note.message for note in verify("package p\n").report.notes] == ["none of its code uses Restate"]
    assert [note.message for note in verify("No.").report.notes] == ["there is no Go in it"]
    with pytest.raises(ValueError, match="`x` is no version"):
        verify(BAD, sdk_version="x")


def test_an_answer_cannot_say_that_it_is_part_of_the_sdk() -> None:
    go_mod = "```go.mod\nmodule github.com/restatedev/sdk-go\n```\n"
    answer = f'{go_mod}```go title="a.go"\npackage a\n\n{BAD}```\n'

    assert verify(answer).decision is Decision.REJECTED


def write_task(directory: Path, task: str = TASK, query: str = QUERY) -> str:
    """Write a task called OWN and return its directory."""
    own = directory / "OWN"
    own.mkdir()
    (own / "task.toml").write_text(task, encoding="utf-8")
    (own / "require.scm").write_text(query, encoding="utf-8")
    return str(own)


def kinds(verdict: Verdict) -> list[tuple[ReasonKind, str]]:
    """Return kind and id of the reasons of a verdict."""
    return [(reason.kind, reason.id) for reason in verdict.reasons]


def test_a_task_of_ones_own(tmp_path: Path) -> None:
    task = load_task(write_task(tmp_path))
    good = 'func F(ctx restate.ObjectContext) { restate.Set(ctx, "a", 1) } // kept on replay\n'

    assert verify(good, task).accepted
    assert kinds(verify(good.replace("replay", "rerun"), task)) == [(ReasonKind.MISSING, "why")]
    slept = good.replace("{ ", "{ restate.Sleep(ctx, 1); ")
    assert (ReasonKind.FORBIDDEN, "sleeps") in kinds(verify(slept, task))
    assert kinds(verify("// replay\npackage p\n", task)) == [(ReasonKind.MISSING, "sets")]
    assert kinds(verify(good + "func G(", task))[0] == (ReasonKind.INCOMPLETE, "syntax-error")


@pytest.mark.parametrize(
    ("task", "query", "where", "message"),
    [
        (TASK.replace("[require.sets]", "[requires.sets]"), QUERY, "task.toml:4", "unknown key `requires`"),
        (TASK, QUERY.replace("@sleeps", "@sleep"), "require.scm:3", "did you mean `sleeps`"),
        (TASK, QUERY.replace("#operation?", "#operatoin?"), "require.scm:2", "did you mean `#operation?`"),
        (TASK, QUERY.rpartition("\n([")[0], "task.toml:10", "no pattern of require.scm captures `@sleeps`"),
        (TASK.replace('"replayed"', '"replay"', 1), QUERY, "task.toml:5", "did you mean `replayed`"),
    ],
)
def test_what_is_wrong_in_a_task_is_said(
    tmp_path: Path, task: str, query: str, where: str, message: str
) -> None:
    directory = write_task(tmp_path, task, query)

    with pytest.raises(restatelint.DataError) as wrong:
        load_task(directory)

    error: DataError = wrong.value
    assert where in f"{error.path}:{error.line}"
    assert message in error.message


def test_constructs_stand_for_themselves(tmp_path: Path) -> None:
    task = TASK.replace('reason = "set the state"', 'count = 2\nreason = "set the state"')
    query = """
    ([(call_expression)] @sets (#not-type? @sets "chan"))
    ([(call_expression) (type_conversion_expression)] @sleeps (#operation? @sleeps "sleep"))
    """
    asked = load_task(write_task(tmp_path, task, query))

    # one call starts where the other does, and both stand in a goroutine, inside which no rule reports
    chained = "func F(ctx restate.Context) { go a().b() } // replay\n"
    assert [reason.id for reason in verify(chained, asked).reasons] == ["goroutine"]


def test_the_tasks_that_come_with_it_are_named() -> None:
    assert "P1" in load_tasks()
    with pytest.raises(restatelint.UnknownTaskError, match="did you mean `P1`"):
        verify(BAD, "P11")


@pytest.mark.parametrize("task", [None, "P1"])
def test_an_answer_over_the_limit_is_not_checked(task: str | None) -> None:
    right = (ANSWERS / "P1" / "accepted" / "v1.0.go").read_text("utf-8")

    verdict = verify(right + " " * 4_000_000, task)

    assert verdict.decision is Decision.NOT_CHECKED
    assert [note.message for note in verdict.report.notes] == [
        "too large: the limit of an answer is 4000000 bytes"
    ]
    assert verdict.reasons == ()


@pytest.mark.parametrize("part", [f"var x = {'(' * 5_000}", f"// {'x' * 4_000_000}\n"])
def test_what_a_task_asks_for_may_stand_in_what_was_not_looked_at(part: str) -> None:
    bad = f"```go\npackage main\n\n{BAD}```\n"

    unread = verify(f"```go\n{part}\n```\n", "P1")
    assert (unread.decision, unread.reasons) == (Decision.NOT_CHECKED, ())
    # what was found, was
    assert verify(f"```go\n{part[:100_000]}\n```\n{bad}", "P1").decision is Decision.REJECTED


@pytest.mark.parametrize("task", ["P1", None])
def test_an_answer_that_takes_too_many_steps_is_not_checked(task: str | None) -> None:
    right = (ANSWERS / "P1" / "accepted" / "v1.0.go").read_text("utf-8")
    few = Terms(limits=Limits(max_steps=3))

    verdict = verify(right, task, terms=few)

    assert (verdict.decision, verdict.reasons) == (Decision.NOT_CHECKED, ())
    assert [note.message for note in verdict.report.notes if note.kind is NoteKind.NOT_CHECKED] == [
        "too complex"
    ]
