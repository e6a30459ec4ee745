"""Compares what is said not to compile with what Go's own type checker says: on answers, and on mutated ones.

An error of ours where Go has none is a fault; what Go refuses and we do not is counted by its kind. Needs Go.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from restatelint.engine.compiling import Compiling
from restatelint.golang.program import Program
from restatelint.judge.answer import Terms, taken
from restatelint.restate.library import knowledge
from restatelint.source.limits import Limits
from scripts.mutations import mutated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from restatelint.judge.units import Answer

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = ROOT / "fixtures" / "_answers"
MODULE = ANSWERS / "modules" / "v1.0"
_IMPORT = re.compile(rb'^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w./-]+\.[\w./-]+)"', re.MULTILINE)
_NUMBER = re.compile(r"\b\d+\b|\"[^\"]*\"|`[^`]*`|\b[\w./*\[\]{}()]*[A-Z_.*\[][\w./*\[\]{}()]*")
# a package without its function main is none of a type checker's business
_NOT_TYPES = frozenset({"missing-main"})


@dataclass(frozen=True, slots=True)
class Case:
    """A package to compare: its name for people, its files, and what is said of it."""

    name: str
    files: dict[str, str]
    said: tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """Compare and print; returns 1 if anything is said of a package that Go takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=10_000, help="how many mutated answers (10000)")
    parser.add_argument("--seed", type=int, default=17, help="of the mutations (17)")
    parser.add_argument("--missed", type=int, default=0, help="show so many that Go refuses and we do not")
    options = parser.parse_args(arguments)
    texts = _texts()
    cases = [case for name, text in texts for case in _cases(name, text)]
    plain = len(cases)
    draw = random.Random(options.seed)  # noqa: S311 - the same mutants everywhere, no secret
    while len(cases) < plain + options.mutants:
        name, text = texts[draw.randrange(len(texts))]
        changed, how = mutated(text.decode("utf-8"), draw)
        if how:
            cases.extend(_cases(f"{name} ({how})", changed.encode()))
    verdicts = _checked(cases)
    return _told(cases, verdicts, plain, options.missed)


def _texts() -> list[tuple[str, bytes]]:
    found = []
    for path in sorted(ANSWERS.glob("*/*/*")):
        if path.suffix in (".go", ".md") and not path.name.startswith("v0."):
            found += [(str(path.relative_to(ANSWERS)), path.read_bytes())]
    return found


def _cases(name: str, text: bytes) -> Iterator[Case]:
    """Yield the packages of an answer that stand alone, each with what is said of it."""
    answer = taken(text, "answer", Terms())
    by_directory: dict[str, dict[str, str]] = {}
    for unit in answer.units:
        origin = unit.source.origin
        if origin is None or _is_fragment(answer):
            return
        files = by_directory.setdefault(unit.source.directory, {})
        files[Path(unit.source.location).name] = _written(unit.source.data, origin)
    if any(len(Path(each).parts) > 2 for each in by_directory):
        return  # packages that import each other, which nobody has built
    compiling = Compiling(frozenset(by_directory))
    program = Program(answer.tree, knowledge(), Limits())
    for directory, files in by_directory.items():
        said = []
        for unit in answer.units:
            if unit.source.directory == directory:
                program.budget.renew()
                file = program.add(unit.source)
                if file is not None:
                    said += [
                        each for each in compiling.findings(program, file) if each.rule not in _NOT_TYPES
                    ]
        shown = tuple(f"{each.place.start.line}: {each.rule}: {each.message}" for each in said)
        yield Case(f"{name}{directory}", files, shown)


def _is_fragment(answer: Answer) -> bool:
    return any("package clause" in note.message for note in answer.notes)


def _written(data: bytes, origin: object) -> str:
    """Return a text as its author wrote it, without the imports that were added."""
    parts = getattr(origin, "parts", ())
    kept = b"".join(part.text for part in parts if part.document is not None) if parts else data
    return kept.decode("utf-8", "replace")


def _checked(cases: Sequence[Case]) -> list[list[str]]:
    """Return what Go says of each case."""
    with tempfile.TemporaryDirectory() as made:
        home = Path(made) / "module"
        home.mkdir()
        for name in ("go.mod", "go.sum"):
            shutil.copy(MODULE / name, home)
        paths = {path.decode() for _, text in _texts() for path in _IMPORT.findall(text)}
        known = sorted(path for path in paths if path.startswith(_required()))
        lines = "".join(f'import _ "{path}"\n' for path in known)
        (home / "deps.go").write_text(f"package deps\n{lines}", encoding="utf-8")
        tool = Path(made) / "typecheck"
        env = {**os.environ, "CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GOWORK": "off"}
        subprocess.run(
            ["go", "build", "-o", tool, "."], cwd=ROOT / "scripts" / "typecheck", check=True, env=env
        )
        given = "".join(json.dumps({"id": str(n), "files": c.files}) + "\n" for n, c in enumerate(cases))
        done = subprocess.run(
            [tool], cwd=home, input=given, text=True, capture_output=True, check=True, env=env
        )
    return [list(json.loads(line)["errors"]) for line in done.stdout.splitlines()]


def _required() -> tuple[str, ...]:
    return tuple(
        re.findall(r"^\t([\w./-]+) v[\w.+-]+$", (MODULE / "go.mod").read_text("utf-8"), re.MULTILINE)
    )


def _told(cases: Sequence[Case], verdicts: Sequence[list[str]], plain: int, shown: int) -> int:
    false = [(c, v) for c, v in zip(cases, verdicts, strict=True) if c.said and not v]
    refused = [(c, v) for c, v in zip(cases, verdicts, strict=True) if v]
    syntax = [c for c, v in refused if v[0].startswith("syntax:")]
    wrong = [(c, v) for c, v in refused if not v[0].startswith("syntax:")]
    missed = [(c, v) for c, v in wrong if not c.said]
    print(f"{plain} packages of answers and {len(cases) - plain} of mutated ones")
    print(f"Go refuses {len(refused)}, {len(syntax)} for their syntax")
    print(f"of the other {len(wrong)} we refuse {len(wrong) - len(missed)}, and miss {len(missed)}")
    print(f"we refuse {len(false)} that Go takes")
    kinds = Counter(_kind(v[0]) for _, v in missed)
    for kind, count in kinds.most_common(15):
        print(f"  missed {count:5}  {kind}")
    for case, verdict in missed[:shown]:
        print(f"missed: {case.name}: {verdict[0]}")
    for case, _ in false[:20]:
        print(f"FALSE {case.name}: {case.said[0]}", file=sys.stderr)
    return 1 if false else 0


def _kind(message: str) -> str:
    return _NUMBER.sub("_", message.partition(": ")[2])[:90]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
