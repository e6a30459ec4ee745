"""Many answers: the same verdicts however they are judged, and none lost or doubled by a run that ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from pyarrow import parquet

from restatelint.cli.only_writer import only_writer
from restatelint.judge.batch import Batch, Row
from restatelint.judge.engines import local_verdicts
from restatelint.judge.isolated import Judge
from restatelint.judge.workers import Bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.judge.verdict import Verdict
    from tests.cli.conftest import Shell

ANSWERS = Path(__file__).resolve().parents[2] / "fixtures" / "_answers"
RIGHT = (ANSWERS / "P1" / "accepted" / "v1.0.go").read_text("utf-8")
BAD = 'func F(ctx restate.ObjectContext) { restate.Set(ctx, "a", time.Now()) }\n'


def line(**values: object) -> str:
    """Return a row of an input."""
    return json.dumps(values) + "\n"


INPUT = "".join(
    [
        line(id="right", answer=RIGHT, task="P1"),
        line(id="bad", answer=BAD),
        line(id=3, answer=BAD, task="P1", sdk_version="0.24"),
        "{torn\n",
        "\n",
        line(id="no answer"),
        line(answer="no id"),
        line(id="unknown task", answer=BAD, task="Z9"),
        line(id="no version", answer=BAD, sdk_version="new"),
        line(id="prose", answer="Sorry."),
        line(id="bad", answer=BAD),
    ]
)
DECISIONS = [
    ("right", "accepted"),
    ("bad", "rejected"),
    ("3", "rejected"),
    ("", "not-checked"),
    ("no answer", "not-checked"),
    ("", "not-checked"),
    ("unknown task", "not-checked"),
    ("no version", "not-checked"),
    ("prose", "not-checked"),
    ("bad", "rejected"),
]


def decisions(text: str) -> list[tuple[str, str]]:
    """Return id and decision of each verdict."""
    return [(each["id"], each["decision"]) for each in map(json.loads, text.splitlines())]


def test_every_row_has_a_verdict_in_its_order(shell: Shell) -> None:
    shell.write("in.jsonl", INPUT)

    ran = shell.run("batch", "in.jsonl")

    assert ran.code == 4
    assert decisions(ran.out) == DECISIONS
    notes = [each["notes"][-1:] for each in map(json.loads, ran.out.splitlines())]
    assert notes[3:8] == [
        ["line 4 is no JSON object"],
        ["it has no `answer`, expected text"],
        ["row 6 has no `id`, expected a string or a whole number"],
        ["unknown task `Z9`"],
        ["`new` is no version, expected one like 1.0.0"],
    ]
    assert "10 answers, 10 judged now" in ran.err
    assert "  accepted: 1\n  not checked: 6\n  rejected: 3\n" in ran.err
    assert "  P1: 1/2\n" in ran.err
    assert "  wall-clock: 3\n" in ran.err


def test_one_process_and_two_say_the_same(shell: Shell) -> None:
    shell.write("in.jsonl", INPUT * 5)

    one, two = (shell.run("batch", "in.jsonl", "--jobs", jobs, "-q") for jobs in ("1", "2"))

    assert one.out == two.out
    assert one.err == two.err == ""


@pytest.mark.parametrize("torn", [0, 1, 40])
def test_a_run_that_was_ended_is_gone_on_with(shell: Shell, torn: int) -> None:
    shell.write("in.jsonl", INPUT)
    whole = shell.run("batch", "in.jsonl").out
    lines = whole.splitlines(keepends=True)
    shell.write("out.jsonl", "".join(lines[:4]) + lines[4][:torn])

    ran = shell.run("batch", "in.jsonl", "--out", "out.jsonl", "--resume")

    assert (shell.directory / "out.jsonl").read_text("utf-8") == whole
    assert "10 answers, 6 judged now" in ran.err
    assert "  accepted: 1\n  not checked: 6\n  rejected: 3\n" in ran.err
    again = shell.run("batch", "in.jsonl", "--out", "out.jsonl", "--resume")
    assert "10 answers, 0 judged now" in again.err


def test_verdicts_of_other_answers_are_not_gone_on_with(shell: Shell) -> None:
    shell.write("in.jsonl", INPUT)
    shell.run("batch", "in.jsonl", "--out", "out.jsonl")
    shell.write("in.jsonl", line(id="another", answer=BAD) + INPUT)

    ran = shell.run("batch", "in.jsonl", "--out", "out.jsonl", "--resume")

    assert ran.code == 2
    assert "the verdict on row 1 is about `right`, the answer is `another`" in ran.err
    shell.write("out.jsonl", "no verdict\n{}\n")
    assert (
        "out.jsonl:1: not a verdict" in shell.run("batch", "in.jsonl", "--out", "out.jsonl", "--resume").err
    )


def test_verdicts_are_not_overwritten_unasked(shell: Shell) -> None:
    shell.write("in.jsonl", line(id="a", answer=BAD))
    shell.write("out.jsonl", "precious\n")

    assert shell.run("batch", "in.jsonl", "--out", "out.jsonl").code == 2
    assert (shell.directory / "out.jsonl").read_text("utf-8") == "precious\n"
    assert shell.run("batch", "in.jsonl", "--out", "out.jsonl", "--overwrite").code == 0


def test_parquet_holds_the_same(shell: Shell) -> None:
    rows = [{"id": "right", "answer": RIGHT, "task": "P1"}, {"id": "bad", "answer": BAD, "task": None}]
    parquet.write_table(pa.Table.from_pylist(rows), str(shell.directory / "in.parquet"))

    ran = shell.run("batch", "in.parquet", "--out", "out.parquet")

    assert ran.code == 0
    verdicts = parquet.read_table(str(shell.directory / "out.parquet")).to_pylist()
    assert [(each["id"], each["decision"]) for each in verdicts] == [
        ("right", "accepted"),
        ("bad", "rejected"),
    ]
    assert not (shell.directory / "out.parquet.part").exists()
    assert shell.run("batch", "missing.parquet").code == 2
    shell.write("text.parquet", "this is text")
    assert "not a Parquet file" in shell.run("batch", "text.parquet").err


def test_a_day_as_an_id_stays_a_text_in_parquet(shell: Shell) -> None:
    shell.write("in.jsonl", line(id="2024-01-02", answer=RIGHT))
    shell.write("none.jsonl", "")

    assert shell.run("batch", "in.jsonl", "--out", "out.parquet").code == 0
    assert parquet.read_table(str(shell.directory / "out.parquet")).to_pylist()[0] == {
        "id": "2024-01-02",
        "row": 1,
        "task": "",
        "decision": "accepted",
        "reasons": [],
        "notes": [],
        "compiled": "not asked",
        "score": 1.0,
    }
    assert shell.run("batch", "none.jsonl", "--out", "none.parquet", "--allow-empty").code == 0
    assert parquet.read_table(str(shell.directory / "none.parquet")).num_rows == 0


def test_a_value_that_parquet_cannot_give_is_said_with_its_place(shell: Shell) -> None:
    broken = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff"], pa.binary()).buffers())
    parquet.write_table(pa.table({"id": ["a"], "answer": broken}), str(shell.directory / "in.parquet"))

    ran = shell.run("batch", "in.parquet")

    assert ran.code == 2
    assert "in.parquet: a row after row 0 cannot be read" in ran.err


def test_verdicts_in_parquet_are_gone_on_with(shell: Shell) -> None:
    shell.write("in.jsonl", INPUT)
    shell.run("batch", "in.jsonl", "--out", "out.parquet")
    shell.write("in.jsonl", INPUT + line(id="new", answer=BAD))

    ran = shell.run("batch", "in.jsonl", "--out", "out.parquet", "--resume")

    assert "11 answers, 1 judged now" in ran.err
    verdicts = parquet.read_table(str(shell.directory / "out.parquet")).to_pylist()
    assert [(each["id"], each["decision"]) for each in verdicts] == [*DECISIONS, ("new", "rejected")]


def test_what_a_killed_run_left_for_parquet_is_not_overwritten_unasked(shell: Shell) -> None:
    shell.write("in.jsonl", line(id="a", answer=BAD))
    shell.write("out.parquet.part", "")

    assert "`out.parquet.part` exists" in shell.run("batch", "in.jsonl", "--out", "out.parquet").err


def test_half_a_character_is_a_row_like_any_other(shell: Shell) -> None:
    shell.write(
        "in.jsonl", line(id="\ud800a", answer=f"// \ud800\n{BAD}", task="\udc80") + line(id="b", answer=BAD)
    )

    ran = shell.run("batch", "in.jsonl", "--out", "out.jsonl")
    again = shell.run("batch", "in.jsonl", "--out", "out.jsonl", "--resume")

    assert ran.code == 4
    assert decisions((shell.directory / "out.jsonl").read_text("utf-8")) == [
        ("\ufffda", "not-checked"),
        ("b", "rejected"),
    ]
    assert "2 answers, 0 judged now" in again.err


def test_true_is_no_name(shell: Shell) -> None:
    shell.write("in.jsonl", line(id=True, answer=BAD))

    assert decisions(shell.run("batch", "in.jsonl").out) == [("", "not-checked")]


def test_a_fault_of_ours_costs_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Judge, data: bytes) -> Verdict:
        message = f"{len(data)} bytes"
        raise KeyError(message)

    monkeypatch.setattr(Judge, "verdict", fails)

    assert Batch().verdict(Row(1, "a", b"x")).notes == ("internal-error: KeyError: '1 bytes'",)


@pytest.mark.parametrize("option", ["--resume", "--overwrite"])
def test_the_answers_are_never_written_over(shell: Shell, option: str) -> None:
    shell.write("in.jsonl", INPUT)
    (shell.directory / "out.jsonl").symlink_to("in.jsonl")

    assert shell.run("batch", "in.jsonl", "--out", "out.jsonl", option).code == 2
    assert (shell.directory / "in.jsonl").read_text("utf-8") == INPUT


@pytest.mark.parametrize("name", ["out.parquet", "out.parquet.part", "out.parquet.new"])
@pytest.mark.parametrize("option", ["--resume", "--overwrite"])
def test_nor_are_they_by_what_is_written_on_the_way(shell: Shell, name: str, option: str) -> None:
    pytest.importorskip("pyarrow")
    answers = shell.write(name if name.endswith(".parquet") else "in.jsonl", INPUT)
    if name != answers.name:
        os.link(answers, shell.directory / name)  # the same file by another name

    ran = shell.run("batch", answers.name, "--out", "out.parquet", option)

    assert ran.code == 2
    assert f"would write over the file of the answers: `{name}`" in ran.err
    assert answers.read_text("utf-8") == INPUT


@pytest.mark.skipif(os.name != "posix", reason="there are no such locks")
@pytest.mark.parametrize("out", ["out.jsonl", "out.parquet"])
@pytest.mark.parametrize("option", ["--resume", "--overwrite"])
def test_two_runs_do_not_write_one_file(shell: Shell, out: str, option: str) -> None:
    shell.write("in.jsonl", INPUT)
    written = f"{out}.part" if out.endswith(".parquet") else out
    with only_writer(written):
        (shell.directory / written).write_text("", "utf-8")
        second = shell.run("batch", "in.jsonl", "--out", out, option)
        assert (shell.directory / written).read_text("utf-8") == ""

    assert (second.code, second.out) == (2, "")
    assert f"another run writes to `{written}`" in second.err
    assert shell.run("batch", "in.jsonl", "--out", out, option).code == 4


def test_a_run_that_ended_while_another_began_is_not_written_over(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.write("in.jsonl", INPUT)

    @contextmanager
    def late(path: str) -> Iterator[None]:
        shell.write(path, "done\n")
        yield

    monkeypatch.setattr("restatelint.cli.batch_run.only_writer", late)
    ran = shell.run("batch", "in.jsonl", "--out", "out.jsonl")

    assert ran.code == 2
    assert "`out.jsonl` exists" in ran.err
    assert (shell.directory / "out.jsonl").read_text("utf-8") == "done\n"


@pytest.mark.parametrize("precious", ["one line", "{}\n", "{torn"])
def test_a_file_of_another_kind_is_not_cut_to_go_on_with(shell: Shell, precious: str) -> None:
    shell.write("in.jsonl", INPUT)
    shell.write("out.jsonl", precious)

    assert "not a verdict" in shell.run("batch", "in.jsonl", "--out", "out.jsonl", "--resume").err
    assert (shell.directory / "out.jsonl").read_text("utf-8") == precious


def test_more_verdicts_than_answers_are_no_run_to_go_on_with(shell: Shell) -> None:
    shell.write("in.jsonl", INPUT)
    shell.run("batch", "in.jsonl", "--out", "out.jsonl")
    shell.write("in.jsonl", "".join(INPUT.splitlines(keepends=True)[:2]))

    ran = shell.run("batch", "in.jsonl", "--out", "out.jsonl", "--resume")

    assert ran.code == 2
    assert "10 verdicts, and there are 2 answers" in ran.err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is full")
def test_a_full_disk_is_no_bug_of_ours(shell: Shell) -> None:
    shell.write("in.jsonl", INPUT)

    ran = shell.run("batch", "in.jsonl", "--out", "/dev/full", "--overwrite")

    assert (ran.code, ran.err) == (2, "restatelint: /dev/full: cannot be written: no space left on device\n")


def test_a_reader_that_has_seen_enough_leaves_answers_that_are_not_judged(shell: Shell) -> None:
    shell.write("in.jsonl", line(id="a", answer=RIGHT) * 200)
    command = [sys.executable, "-m", "restatelint", "batch", "in.jsonl", "-q"]

    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=shell.directory
    ) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        said = ran.stderr.read()

    assert (ran.returncode, said) == (4, b"")


def test_rows_are_read_from_regular_files(shell: Shell) -> None:
    os.mkfifo(shell.directory / "in.jsonl")

    assert "not a regular file" in shell.run("batch", "in.jsonl").err


@pytest.mark.parametrize("time", ["nan", "inf", "1e12"])
def test_what_cannot_be_waited_for_is_no_time(shell: Shell, time: str) -> None:
    shell.write("in.jsonl", INPUT)

    assert "invalid value for '--timeout'" in shell.run("batch", "in.jsonl", "--timeout", time).err


def test_nothing_to_judge_is_3(shell: Shell) -> None:
    shell.write("in.jsonl", "\n")

    assert shell.run("batch", "in.jsonl").code == 3
    assert shell.run("batch", "in.jsonl", "--allow-empty").code == 0
    assert shell.run("batch", "missing.jsonl").code == 2


def test_an_answer_that_keeps_its_judge_busy_costs_itself() -> None:
    rows = [
        Row(1, "a", BAD.encode()),
        Row(2, "b", b"func f() { x := " + b"`" * 900_000),
        Row(3, "c", BAD.encode()),
    ]

    verdicts = list(local_verdicts(Batch(), rows, 2, Bounds(seconds=1)))

    assert [each.decision.value for each in verdicts] == ["rejected", "not-checked", "rejected"]
    assert verdicts[1].notes == ("took longer than 1 seconds",)
