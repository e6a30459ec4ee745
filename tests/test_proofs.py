"""Every proof is about what the linter says: the bad handler has that finding, the good one has none."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from functools import cache

import pytest

from proofs.harness.catalogue import CATALOGUE, catalogue
from proofs.harness.client import Invocation
from proofs.harness.outcome import GRAVE, Outcome, Sight, outcome_of
from proofs.harness.proof import PROOFS, Proof, proofs
from proofs.harness.record import read_record
from restatelint.engine.toml import read_table
from scripts.proof_pages import UNPROVED, reason
from tests.test_layers import ROOT

PROVED = proofs()
RULES = sorted(
    path.parent.relative_to(ROOT / "rules").as_posix() for path in ROOT.glob("rules/*/*/rule.toml")
)
REFUSAL = (
    "[500 Internal] cannot process command Command: SetState (command index 1) because of a failed "
    "precondition: unsupported entry type, this handler type cannot write state"
)
PROVED_FAMILIES = ("concurrency", "determinism", "objects", "run")


@cache
def findings() -> dict[str, dict[str, str]]:
    """Return the severity by rule of what is found in each file, with all rules on."""
    options = ("--isolated", "--preset", "strict", "--format", "json", "--fail-on", "never")
    ran = subprocess.run(
        [sys.executable, "-m", "restatelint", "check", *options, "proofs"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found: dict[str, dict[str, str]] = {}
    for one in json.loads(ran.stdout)["findings"]:
        found.setdefault(one["path"], {})[one["rule"]] = one["severity"]
    return found


def page_of(directory: str) -> str:
    return (ROOT / "rules" / directory / "README.md").read_text("utf-8")


@pytest.mark.parametrize("proof", PROVED, ids=lambda proof: proof.name)
def test_the_bad_handler_is_reported_by_its_rule_and_the_good_one_by_none(proof: Proof) -> None:
    assert proof.rule in findings().get(f"proofs/{proof.name}/bad.go", {})
    assert findings().get(f"proofs/{proof.name}/good.go", {}) == {}


def test_the_last_run_was_of_these_proofs_and_every_good_handler_completed() -> None:
    record = read_record()

    assert [one.name for one in record.results] == [proof.name for proof in PROVED]
    assert [one.name for one in record.results if one.good is not Outcome.SURVIVES] == []
    assert len(record.results) >= 40


def test_an_error_is_a_mismatch_a_wrong_result_a_repeated_effect_a_hang_or_a_panic() -> None:
    milder = {
        one.name: one.bad.value
        for one in read_record().results
        if findings()[f"proofs/{one.name}/bad.go"][one.name.split("/")[1]] == "error" and one.bad not in GRAVE
    }

    assert milder == {}


def test_a_rule_that_breaks_without_an_error_says_why() -> None:
    lenient = {
        one.name.rpartition("/")[0]
        for one in read_record().results
        if one.bad in GRAVE and findings()[f"proofs/{one.name}/bad.go"][one.name.split("/")[1]] != "error"
    }
    silent = [
        directory
        for directory in sorted(lenient)
        if "only a warning" not in page_of(directory) and "only an info" not in page_of(directory)
    ]

    assert silent == []


def test_every_error_rule_is_proved() -> None:
    errors = {
        directory
        for directory in RULES
        if directory.startswith(PROVED_FAMILIES)
        and read_table(str(ROOT / "rules" / directory / "rule.toml")).string("severity")
        in ("error", "by-flow")
    }

    assert errors - {proof.directory for proof in PROVED} == set()


@pytest.mark.parametrize("directory", sorted(set(RULES) - {proof.directory for proof in PROVED}))
def test_a_rule_without_a_proof_says_why(directory: str) -> None:
    assert reason(directory)


def test_reasons_are_of_rules_without_a_proof() -> None:
    named = set(
        re.findall(r"^([a-z-]+) = ", UNPROVED.read_text("utf-8").partition("[rules]")[2], re.MULTILINE)
    )

    assert named <= {one.rpartition("/")[2] for one in RULES} - {proof.rule for proof in PROVED}


@pytest.mark.parametrize("directory", RULES)
def test_the_page_of_a_rule_states_the_outcome(directory: str) -> None:
    page = page_of(directory)

    assert "<!-- begin generated: proof -->\n" in page, "add the part before the heading Example"


def test_the_catalogue_is_of_these_proofs() -> None:
    assert CATALOGUE.read_text("utf-8") == catalogue(), "run make proofs"


@pytest.mark.skipif(shutil.which("gofmt") is None, reason="gofmt is not installed")
def test_the_programs_are_formatted() -> None:
    ran = subprocess.run(["gofmt", "-l", str(PROOFS)], capture_output=True, text=True, check=True)

    assert ran.stdout == ""


def test_without_go_and_node_it_says_what_is_missing() -> None:
    for module in ("proofs.harness", "proofs.harness.deadlock"):
        ran = subprocess.run(
            [sys.executable, "-m", module], cwd=ROOT, env={"PATH": ""}, capture_output=True, text=True
        )

        assert ran.returncode == 3
        assert "go is not installed" in ran.stderr
        assert "npm is not installed" in ran.stderr


def invocation(status: str, retries: int = 0, code: str = "", failure: str = "") -> Invocation:
    return Invocation(status=status, retries=retries, failure=failure, code=code, error="")


@pytest.mark.parametrize(
    ("sight", "outcome"),
    [
        (Sight(False, True, False, None, "", 0), Outcome.PANICS_AT_START),
        (Sight(True, True, False, invocation("running"), "", 0), Outcome.ENDS_PROCESS),
        (Sight(True, False, False, invocation("backing-off", 1, "RT0016"), "", 0), Outcome.JOURNAL_MISMATCH),
        (Sight(True, False, False, invocation("backing-off", 5), "", 0), Outcome.RETRIES_FOREVER),
        (Sight(True, False, False, invocation("backing-off", 5, "", REFUSAL), "", 0), Outcome.REFUSED),
        (Sight(True, False, False, invocation("suspended"), "", 0), Outcome.HANGS),
        (Sight(True, False, True, invocation("suspended"), "", 0), Outcome.BLOCKS_KEY),
        (Sight(True, False, False, invocation("completed"), "6", 0), Outcome.WRONG_RESULT),
        (Sight(True, False, False, invocation("completed"), "5", 2), Outcome.REPEATED_EFFECT),
        (Sight(True, False, False, invocation("completed"), "5", 1), Outcome.SURVIVES),
    ],
)
def test_an_outcome_is_told_from_what_was_seen(sight: Sight, outcome: Outcome) -> None:
    assert outcome_of(sight, "5", None) is outcome


def test_too_few_effects_are_a_wrong_result() -> None:
    sight = Sight(True, False, False, invocation("completed"), "5", 0)

    assert outcome_of(sight, "5", 1) is Outcome.WRONG_RESULT
