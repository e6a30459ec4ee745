"""The lottery's programs are drawn by a seed and hang together, and its arithmetic is right."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from proofs.harness.outcome import Outcome
from proofs.harness.proof import PROOFS
from proofs.lottery.broken import UnknownPredicateError, broken_rules
from proofs.lottery.carriers import CARRIERS
from proofs.lottery.compare import Opinion, Result, score
from proofs.lottery.deeds import AROUND, EFFECTS, FAULTS
from proofs.lottery.grammar import programs
from proofs.lottery.module import module_of
from proofs.lottery.owned import Owned, class_of, owned_classes
from proofs.lottery.play import Fate
from proofs.lottery.recipe import Deed, Journal, Kind, Program, Strand, Type, Wrap
from proofs.lottery.record import read_record
from proofs.lottery.shrink import shrunk
from proofs.lottery.sinks import SINKS
from proofs.lottery.sources import SAFE, UNSAFE
from proofs.lottery.table import cells_of, table_text
from proofs.lottery.verdict import Verdict, verdicts
from proofs.lottery.writer import written
from restatelint import load_rules
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DRAWN = programs(11, 1500)
CLOCK = next(one for one in UNSAFE if one.name == "clock-nanos")
LOCAL = next(one for one in CARRIERS if one.name == "local")
SLEEP = next(one for one in AROUND if one.name == "sleep")
SET = next(one for one in SINKS if one.name == "set-value")
STRAND = Strand(CLOCK, SET, (LOCAL, LOCAL))


def result(outcome: Outcome, severity: str, *items: Strand | Deed) -> Result:
    program = Program("P00000", Kind.OBJECT, items or (STRAND,))
    return Result(program, Verdict(severity, ("wall-clock",)), Fate(outcome, "seen", 1, 1))


def test_a_seed_draws_the_same_programs_however_many() -> None:
    texts = [written(one, "bundle000") for one in programs(11, 40)]

    assert texts == [written(one, "bundle000") for one in DRAWN[:40]]
    assert texts != [written(one, "bundle000") for one in programs(12, 40)]


def test_programs_hang_together_and_a_third_is_clean() -> None:
    assert all(one.fits() for one in DRAWN)
    assert 0.28 < sum(one.clean for one in DRAWN) / len(DRAWN) < 0.38


def test_everything_that_there_is_is_drawn() -> None:
    items = [item for one in DRAWN for item in one.items]
    strands = [item for item in items if isinstance(item, Strand)]
    deeds = [item for item in items if isinstance(item, Deed)]

    assert {one.source for one in strands} == {*SAFE, *UNSAFE}
    assert {one.sink for one in strands} == set(SINKS)
    assert {carrier for one in strands for carrier in one.carriers} == set(CARRIERS)
    assert {one.journal for one in strands} == set(Journal)
    assert {one.wrap for one in strands} == set(Wrap)
    assert {one.depth for one in strands} == {0, 1, 2, 3}
    assert set(deeds) == {*AROUND, *EFFECTS, *FAULTS}
    assert {one.kind for one in DRAWN} == set(Kind)


def test_names_of_what_is_drawn_are_unique() -> None:
    names = (
        [one.name for one in (*SAFE, *UNSAFE)],
        [one.name for one in CARRIERS],
        [one.name for one in SINKS],
    )

    assert all(len(each) == len(set(each)) for each in names)


def test_a_strand_whose_types_do_not_match_does_not_fit() -> None:
    upper = next(one for one in CARRIERS if one.takes is Type.TEXT)

    assert STRAND.fits()
    assert not replace(STRAND, carriers=(upper,)).fits()
    assert not Program("P", Kind.SERVICE, (STRAND,)).fits()


@pytest.mark.skipif(shutil.which("gofmt") is None, reason="gofmt is not installed")
def test_gofmt_can_read_every_program(tmp_path: Path) -> None:
    module = module_of(DRAWN[:300], tmp_path / "module")

    module.format()

    assert "func (p *P00000) " in module.text("P00000")


def test_the_linter_is_asked_about_every_program(tmp_path: Path) -> None:
    bad = Program("P00000", Kind.OBJECT, (STRAND,))
    good = Program("P00001", Kind.OBJECT, (replace(STRAND, journal=Journal.RUN),))
    module = module_of([bad, good], tmp_path / "module")

    assert verdicts(module, load_rules()) == {
        "P00000": Verdict("error", ("wall-clock",)),
        "P00001": Verdict("nothing", ()),
    }


def test_a_broken_predicate_changes_what_the_linter_says(tmp_path: Path) -> None:
    module = module_of([Program("P00000", Kind.OBJECT, (STRAND,))], tmp_path / "module")

    assert verdicts(module, broken_rules("wall-clock/effect=no"))["P00000"].severity == "nothing"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("wall-clock/effect", "not of the form"),
        ("wall-cluck/effect=no", "no rule wall-cluck"),
        ("wall-clock/effects=no", "does not ask #effects?"),
        ("wall-clock/effect=yes", "via"),
    ],
)
def test_what_cannot_be_broken_is_said(what: str, said: str) -> None:
    with pytest.raises(UnknownPredicateError, match=said):
        broken_rules(what)


def test_opinions_compare_the_verdict_with_the_outcome() -> None:
    opinions = [
        result(Outcome.JOURNAL_MISMATCH, "error").opinion,
        result(Outcome.WRONG_RESULT, "warning").opinion,
        result(Outcome.REPEATED_EFFECT, "info").opinion,
        result(Outcome.SURVIVES, "error").opinion,
        result(Outcome.SURVIVES, "warning").opinion,
    ]

    assert opinions == [Opinion.AGREED, Opinion.MILD, Opinion.SILENT, Opinion.FALSE, Opinion.AGREED]


def test_the_score_counts_each_kind_once() -> None:
    results = [
        result(Outcome.JOURNAL_MISMATCH, "error"),
        result(Outcome.HANGS, "nothing"),
        result(Outcome.HANGS, "warning"),
        result(Outcome.SURVIVES, "error"),
        result(Outcome.SURVIVES, "nothing", SLEEP),
    ]

    assert score(results).text() == (
        "5 programs, 1 of them clean by design; 3 break, and 1 of these have an error (33.3 %), 1 a warning, "
        "1 neither; 2 have an error, and 1 of these break (50.0 %)"
    )
    assert table_text(cells_of(results)).splitlines() == ["       state", "clock  1/4"]


def test_a_disagreement_is_of_the_class_that_has_its_parts() -> None:
    owned = Owned("a clock in state", "breaks in silence", ("clock-*", "set-value"), "why", "page")

    assert class_of(result(Outcome.HANGS, "nothing"), [owned]) is owned
    assert class_of(result(Outcome.HANGS, "warning"), [owned]) is None
    assert class_of(result(Outcome.HANGS, "nothing", SLEEP), [owned]) is None


def test_classes_point_at_pages_and_are_about_opinions() -> None:
    for one in owned_classes():
        assert (ROOT / one.page).is_file(), one.page
        assert one.opinion in {opinion.value for opinion in Opinion}


def test_a_disagreement_is_shrunk_to_what_still_shows_it() -> None:
    def trial(drawn: Sequence[Program]) -> list[Result]:
        return [Result(one, Verdict("nothing", ()), Fate(outcome_of(one), "seen", 1, 1)) for one in drawn]

    def outcome_of(program: Program) -> Outcome:
        has = any(isinstance(item, Strand) and LOCAL in item.carriers for item in program.items)
        return Outcome.HANGS if has else Outcome.SURVIVES

    large = Program("P00000", Kind.WORKFLOW, (SLEEP, replace(STRAND, depth=3, wrap=Wrap.HELPER), SLEEP))
    agreed = result(Outcome.JOURNAL_MISMATCH, "error")

    ((small, count),) = shrunk([*trial([large, large]), agreed], trial)

    assert (small.program.kind, small.program.items) == (Kind.OBJECT, (replace(STRAND, carriers=(LOCAL,)),))
    assert count == 2


def test_the_last_run_is_of_known_classes() -> None:
    record = read_record()

    assert record.score.programs == record.programs * len(record.seeds)
    assert set(record.owned) <= {one.name for one in owned_classes()}
    assert sum(record.outcomes["error"].values()) == record.score.errors


def test_without_go_and_node_it_says_what_is_missing() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "proofs.lottery"], cwd=ROOT, env={"PATH": ""}, capture_output=True, text=True
    )

    assert ran.returncode == 3
    assert "go is not installed" in ran.stderr


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("go") is None or shutil.which("npm") is None, reason="go or npm is not installed"
)
def test_a_small_lottery_is_played() -> None:
    subprocess.run(["go", "test", "./stage"], cwd=PROOFS, check=True, timeout=300)
    ran = subprocess.run(
        [sys.executable, "-m", "proofs.lottery", "--programs", "12", "--seed", "3", "--no-shrink"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
    )

    assert ran.returncode in (0, 1), ran.stderr
    assert ran.stdout.startswith("seed 3: 12 programs, ")
