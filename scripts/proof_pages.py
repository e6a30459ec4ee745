"""What the pages say of the proofs: the table of all of them, and a list for each rule.

It is made of the record of the last ``make proofs``; nothing is run here but the linter.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from proofs.harness.outcome import GRAVE, MEANINGS
from proofs.harness.proof import PROOFS
from proofs.harness.record import Record, read_record
from restatelint.engine.toml import read_table

ROOT = Path(__file__).resolve().parent.parent
UNPROVED = PROOFS / "unproved.toml"


@cache
def record() -> Record:
    """Return what was seen when all proofs last ran."""
    return read_record()


@cache
def severities() -> dict[tuple[str, str], str]:
    """Return how bad the linter takes a finding for, by the file of a proof and the rule."""
    from scripts.render_docs import output_of

    options = ("--isolated", "--preset", "strict", "--format", "concise", "--color", "never")
    found = {}
    for line in output_of("check", *options, "proofs").splitlines():
        place, _, said = line.partition(": ")
        severity, _, rule = said.partition("]")[0].partition("[")
        if rule:
            found[place.partition(":")[0], rule] = severity
    return found


def versions() -> str:
    """Return what the proofs ran with, in words."""
    return f"restate-server {record().server} and sdk-go {record().sdk}"


def outcomes(directory: str) -> str:
    """Return what the server did with the proofs of a rule, as a list, or why there is none."""
    results = [one for one in record().results if one.name.startswith(f"{directory}/")]
    if not results:
        return f"Not proved on a server: {reason(directory)}.\n"
    said = "".join(f"- `{one.bad.value}` when {one.says}\n" for one in results)
    return f"Proved with {versions()}:\n\n{said}"


def reason(directory: str) -> str:
    """Return why a rule has no proof; raise a ValueError when nobody said."""
    family, _, rule = directory.partition("/")
    reasons = read_table(str(UNPROVED))
    for key, name in (("rules", rule), ("families", family)):
        if name in reasons.table(key):
            return reasons.table(key).string(name)
    message = f"{directory} has neither a proof in proofs/{directory}/ nor a reason in proofs/unproved.toml"
    raise ValueError(message)


def table() -> str:
    """Return the outcomes of all proofs as a table."""
    rows = []
    for one in record().results:
        directory, _, _ = one.name.rpartition("/")
        rule = directory.rpartition("/")[2]
        severity = severities().get((f"proofs/{one.name}/bad.go", rule), "")
        page = f"[{rule}](../rules/{directory}/README.md)"
        program = f"[{one.says}](../proofs/{one.name}/bad.go)"
        rows.append(f"| {page} | {program} | {severity} | `{one.bad.value}` | `{one.good.value}` |\n")
    head = "| rule | what the bad handler does | severity | bad | good |\n|---|---|---|---|---|\n"
    return f"{len(rows)} proofs, with {versions()}.\n\n{head}{''.join(rows)}"


def words() -> str:
    """Return what the words for outcomes mean, and how bad a finding may be for them, as a table."""
    rows = "".join(
        f"| `{outcome.value}` | {meaning} | {'error' if outcome in GRAVE else 'warning'} |\n"
        for outcome, meaning in MEANINGS.items()
    )
    return f"| outcome | what happens | at most |\n|---|---|---|\n{rows}"


def unproved() -> str:
    """Return the rules without a proof, and why, as a table."""
    proved = {one.name.rpartition("/")[0] for one in record().results}
    rows = []
    for path in sorted((ROOT / "rules").glob("*/*/rule.toml")):
        directory = path.parent.relative_to(ROOT / "rules").as_posix()
        if directory not in proved:
            page = f"[{path.parent.name}](../rules/{directory}/README.md)"
            rows.append(f"| {page} | {reason(directory)} |\n")
    return f"| rule | why there is no proof |\n|---|---|\n{''.join(rows)}"


def write_pages() -> None:
    """Write what the pages say of the proofs anew, and nothing else of them."""
    from scripts.render_docs import pages, parts_of, rendered

    record.cache_clear()
    severities.cache_clear()
    for page in pages():
        text = page.read_text(encoding="utf-8")
        parts = {name: part for name, part in parts_of(page).items() if name.startswith("proof")}
        wanted = rendered(text, page.relative_to(ROOT).as_posix(), parts, only=parts)
        if wanted != text:
            page.write_text(wanted, encoding="utf-8")
