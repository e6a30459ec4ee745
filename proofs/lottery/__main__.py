"""``python -m proofs.lottery`` draws Go handlers, has a real Restate server run them, and compares.

Exit code 0 when the linter and the server agree about every program, but for what is owned up to in
``owned.toml``, 1 when they do not, 2 for wrong usage, 3 when the machine has not what it takes.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from proofs.harness.client import RefusedError
from proofs.harness.server import ServerError
from proofs.harness.tools import CACHE, MissingToolsError, server_program
from proofs.lottery.broken import UnknownPredicateError, broken_rules
from proofs.lottery.compare import Opinion, Result, score
from proofs.lottery.grammar import programs
from proofs.lottery.kept import played
from proofs.lottery.module import module_of
from proofs.lottery.owned import class_of, owned_classes
from proofs.lottery.record import Notice, recorded, write_record
from proofs.lottery.shrink import shrunk
from proofs.lottery.table import table_text
from proofs.lottery.verdict import verdicts
from restatelint import load_rules
from scripts.lottery_pages import write_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from proofs.lottery.module import Module
    from proofs.lottery.play import Fate
    from proofs.lottery.recipe import Program
    from restatelint import Rule

_FOLDER = CACHE / "lottery"


def main(arguments: Sequence[str]) -> int:
    """Draw, run, compare and print; return the exit code."""
    parser = argparse.ArgumentParser(prog="make lottery", description=__doc__)
    parser.add_argument("--programs", type=int, default=200, help="how many for each seed")
    parser.add_argument("--seed", type=int, action="append", help="what to draw by; may be repeated")
    parser.add_argument(
        "--break",
        dest="breaks",
        metavar="RULE/PREDICATE=ANSWER",
        action="append",
        default=[],
        help="compare the first seed again with a predicate that always answers so; may be repeated",
    )
    parser.add_argument("--no-shrink", action="store_true", help="print disagreements as they were drawn")
    parser.add_argument(
        "--fresh", action="store_true", help="run programs again whose last run is kept in .cache"
    )
    parser.add_argument("--record", action="store_true", help="write docs/lottery.md")
    options = parser.parse_args(arguments)
    try:
        breaks = {what: broken_rules(what) for what in options.breaks}
        return _lottery(options, breaks, server_program())
    except UnknownPredicateError as error:
        print(error, file=sys.stderr)
        return 2
    except (MissingToolsError, ServerError, RefusedError) as error:
        print(error, file=sys.stderr)
        return 3


def _lottery(options: argparse.Namespace, breaks: dict[str, tuple[Rule, ...]], server: Path) -> int:
    seconds = cpu = 0.0
    seeds = options.seed or [1]
    results: list[Result] = []
    noticed: list[Notice] = []
    for seed in seeds:
        drawn = programs(seed, options.programs)
        module = module_of(drawn, _FOLDER / f"seed{seed}")
        seen = played(module, drawn, server, fresh=options.fresh)
        some = _judged(module, drawn, seen.fates)
        results.extend(some)
        seconds, cpu = seconds + seen.seconds, cpu + seen.cpu
        print(f"seed {seed}: {score(some).text()}", flush=True)
        for what, rules in breaks.items() if seed == seeds[0] else ():
            noticed.append(_notice(what, seed, module, some, rules))
            print(f"seed {seed}, {noticed[-1].text()}", flush=True)
    classes = owned_classes()
    unowned = [one for one in results if one.opinion is not Opinion.AGREED and class_of(one, classes) is None]
    record = recorded(seeds, options.programs, results, classes, noticed, seconds, cpu)
    print(f"\n{record.text()}\n\n{table_text(record.cells)}")
    _print(unowned if options.no_shrink else _small(unowned, server))
    if options.record:
        write_record(record)
        write_page()
    return int(bool(unowned))


def _judged(module: Module, drawn: Sequence[Program], seen: Mapping[str, Fate]) -> list[Result]:
    said = verdicts(module, load_rules())
    return [Result(one, said[one.name], seen[one.name]) for one in drawn]


def _notice(
    what: str, seed: int, module: Module, results: Sequence[Result], rules: tuple[Rule, ...]
) -> Notice:
    said = verdicts(module, rules)
    opinions = [Result(one.program, said[one.program.name], one.fate).opinion for one in results]
    changed = [
        (at, now)
        for at, (one, now) in enumerate(zip(results, opinions, strict=True))
        if now not in (one.opinion, Opinion.AGREED)
    ]
    return Notice(what, seed, len(results), len(changed), changed[0][0] + 1 if changed else 0)


def _small(results: Sequence[Result], server: Path) -> list[Result]:
    def trial(drawn: Sequence[Program]) -> list[Result]:
        module = module_of(drawn, _FOLDER / "small")
        return _judged(module, drawn, played(module, drawn, server, fresh=True).fates)

    if not results:
        return []
    return [one for one, _ in shrunk(results, trial)]


def _print(results: Sequence[Result]) -> None:
    """Print disagreements, each as a Go file and what became of it."""
    module = module_of([one.program for one in results], _FOLDER / "shown")
    module.format()
    for one in results:
        said = f"{one.verdict.severity} {', '.join(one.verdict.rules)}"
        print(f"\n=== {one.opinion.value}: the linter says {said.strip()}")
        print(f"=== the server: {one.fate.outcome.value}, {one.fate.evidence}")
        print(module.text(one.program.name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
