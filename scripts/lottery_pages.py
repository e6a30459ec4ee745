"""What docs/lottery.md says of the last lottery that was recorded; nothing is run here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs.harness.outcome import Outcome
from proofs.lottery.owned import owned_classes
from proofs.lottery.record import read_record
from proofs.lottery.table import table_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEVERITIES = ("error", "warning", "info", "nothing")


def summary() -> str:
    """Return what the last run was of and came to."""
    record = read_record()
    of = record.score
    seeds = ", ".join(map(str, record.seeds))
    owned = sum(record.owned.values())
    minutes = record.seconds / 60 / len(record.seeds)
    return (
        f"{of.programs} programs, {record.programs} for each of the seeds {seeds}, with restate-server "
        f"{record.server} and sdk-go {record.sdk}: {record.runs} invocations. A seed took {minutes:.1f} "
        f"minutes and {record.cpu / len(record.seeds):.0f} seconds of CPU.\n\n"
        f"* {of.clean} programs are clean by design.\n"
        f"* Of {of.breaking} that break, {of.both} have an error ({_share(of.both, of.breaking)}), "
        f"{of.mild} a warning and {of.silent} neither.\n"
        f"* Of {of.errors} with an error, {of.both} break ({_share(of.both, of.errors)}).\n"
        f"* They disagree about {owned + record.unowned}, {owned} of which are of a class below.\n"
    )


def outcomes() -> str:
    """Return what became of programs by what the linter says of them, as a table."""
    record = read_record()
    words = [one.value for one in Outcome if any(one.value in found for found in record.outcomes.values())]
    head = ["the worst finding", *(f"`{word}`" for word in words)]
    rows = [
        [severity, *(str(record.outcomes.get(severity, {}).get(word, "")) for word in words)]
        for severity in _SEVERITIES
    ]
    return _table([head, *rows])


def agreement() -> str:
    """Return how often they agree by source and sink, as a table."""
    return _table(table_rows(read_record().cells))


def classes() -> str:
    """Return the classes of disagreements that are owned up to, as a table."""
    counts = read_record().owned
    rows = [
        [f"[{one.name}](../{one.page})", one.opinion, str(counts.get(one.name, 0)), one.reason]
        for one in owned_classes()
    ]
    return _table([["class", "disagreement", "programs", "the reason that remains"], *rows])


def broken() -> str:
    """Return who noticed that a rule was broken on purpose, as a table."""
    rows = [
        [f"`{one.what}`", str(one.seed), str(one.programs), str(one.changed), str(one.first or "none")]
        for one in read_record().noticed
    ]
    if not rows:
        return "None was broken in the last run.\n"
    return _table([["predicate", "seed", "programs", "that show it", "the first"], *rows])


def write_page() -> None:
    """Write the page anew."""
    from scripts.render_docs import ROOT, parts_of, rendered

    page = ROOT / "docs" / "lottery.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(rendered(text, "docs/lottery.md", parts_of(page)), encoding="utf-8")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "of none"


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([head, "|---" * len(rows[0]) + "|", *body]) + "\n"
