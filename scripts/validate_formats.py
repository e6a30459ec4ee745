"""Give reports to what reads them: reviewdog, a reader of JUnit, and the types of Code Climate.

Usage: ``python -m scripts.validate_formats PATHS``. Each reader is fetched with its registry's client:
reviewdog's parsers through Go, junitparser through pip, codeclimate-types with TypeScript through npm.
Exit code 0: each report is accepted and says as many findings as the JSON does. 1: one is not. 3: a reader
is not to be had here.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
REVIEWDOG, JUNITPARSER, TYPES, TYPESCRIPT = "v0.21.0", "4.0.2", "0.3.1", "5.8.3"
INVALID, MISSING = 1, 3

_GO_MOD = f"module example.com/read\n\ngo 1.21\n\nrequire github.com/reviewdog/reviewdog {REVIEWDOG}\n"
_GO = """package main

import (
	"fmt"
	"os"

	"github.com/reviewdog/reviewdog/parser"
)

func main() {
	reader, err := parser.New(&parser.Option{FormatName: os.Args[1]})
	if err != nil {
		panic(err)
	}
	found, err := reader.Parse(os.Stdin)
	if err != nil {
		panic(err)
	}
	for _, each := range found {
		if each.GetLocation().GetPath() == "" || each.GetSeverity() == 0 || each.GetMessage() == "" {
			panic(fmt.Sprint("a diagnostic without its path, severity or message: ", each))
		}
	}
	fmt.Println(len(found))
}
"""
_PYTHON = """
import sys, junitparser
found = junitparser.JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in found for case in suite]
assert all(suite.tests == len(list(suite)) for suite in found), "a suite that miscounts its tests"
failed = [case for case in cases for each in case.result if isinstance(each, junitparser.Failure)]
assert found.failures == len(failed) and found.tests == len(cases), "a report that miscounts"
print(len(failed))
"""


class MissingReaderError(Exception):
    """A reader that cannot be fetched; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A format, what reads it, and how many findings that finds in a file, as text."""

    name: str
    by: str
    number: Callable[[str], str]


def output_of(arguments: Sequence[str], cwd: Path, stdin: bytes = b"") -> str:
    """Return what a command prints; raise ValueError with what it complains of."""
    ran = subprocess.run(arguments, cwd=cwd, input=stdin, capture_output=True, timeout=600, check=False)
    if ran.returncode:
        raise ValueError((ran.stderr or ran.stdout).decode("utf-8", "replace").strip()[-2_000:])
    return ran.stdout.decode().strip()


def fetched(name: str, arguments: Sequence[str], cwd: Path) -> None:
    """Run what fetches a reader; raise a MissingReaderError if it cannot be."""
    try:
        output_of(arguments, cwd)
    except (OSError, ValueError) as error:
        message = f"{name} cannot be fetched: {error}"
        raise MissingReaderError(message) from error


def with_reviewdog(home: Path) -> tuple[Path, Path]:
    """Return a program that reads with reviewdog's parsers, and the directory of its schemas."""
    (home / "go.mod").write_text(_GO_MOD, encoding="utf-8")
    (home / "main.go").write_text(_GO, encoding="utf-8")
    fetched("reviewdog", ["go", "build", "-mod=mod", "-o", "read", "."], home)
    module = "github.com/reviewdog/reviewdog"
    schemas = output_of(["go", "list", "-mod=mod", "-m", "-f", "{{.Dir}}", module], home)
    return home / "read", Path(schemas) / "proto" / "rdf" / "jsonschema"


def readings(home: Path) -> list[Reading]:
    """Return a reading for every format, with what it needs fetched into a directory."""
    reviewdog, schemas = with_reviewdog(home)
    venv.create(home / "python", with_pip=True)
    python = str(home / "python" / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", f"junitparser=={JUNITPARSER}"]
    fetched("junitparser", pip, home)
    packages = [f"codeclimate-types@{TYPES}", f"typescript@{TYPESCRIPT}"]
    fetched("codeclimate-types", ["npm", "install", "--silent", "--no-audit", *packages], home)
    tsc = [str(home / "node_modules" / ".bin" / "tsc"), "--strict", "--noEmit", "--skipLibCheck", "report.ts"]

    def by_reviewdog(name: str) -> Callable[[str], str]:
        return lambda report: output_of([str(reviewdog), name], home, report.encode())

    def by_schema(report: str) -> str:
        schema = json.loads((schemas / "DiagnosticResult.json").read_text("utf-8"))
        jsonschema.validate(json.loads(report), schema)
        return by_reviewdog("rdjson")(report)

    def by_junitparser(report: str) -> str:
        (home / "report.xml").write_text(report, encoding="utf-8")
        return output_of([python, "-c", _PYTHON, "report.xml"], home)

    def by_types(report: str) -> str:
        code = (
            f'import type {{ Issue }} from "codeclimate-types";\nexport const issues: Issue[] = {report};\n'
        )
        (home / "report.ts").write_text(code, encoding="utf-8")
        output_of(tsc, home)
        entries = json.loads(report)
        names = {each["fingerprint"] for each in entries}
        return str(len(names)) if len(names) == len(entries) else "fingerprints that are not unique"

    return [
        Reading("rdjson", f"reviewdog {REVIEWDOG} and its JSON Schema", by_schema),
        Reading("checkstyle", f"reviewdog {REVIEWDOG}", by_reviewdog("checkstyle")),
        Reading("sarif", f"reviewdog {REVIEWDOG}", by_reviewdog("sarif")),
        Reading("junit", f"junitparser {JUNITPARSER}", by_junitparser),
        Reading("gitlab", f"codeclimate-types {TYPES} with TypeScript {TYPESCRIPT}", by_types),
    ]


def report_of(name: str, paths: Sequence[str]) -> str:
    """Return what restatelint reports in a format about some paths."""
    options = ["--preset", "strict", "--exit-zero", "--quiet", "--format", name]
    return output_of([sys.executable, "-m", "restatelint", "check", *options, *paths], Path.cwd())


def main(paths: Sequence[str]) -> int:
    """Give each report to its reader and say what came of it; return the exit code."""
    for tool in ("go", "npm"):
        if shutil.which(tool) is None:
            print(f"{tool} is not installed, and readers of reports come from it", file=sys.stderr)
            return MISSING
    given = paths or ["fixtures"]
    expected = str(len(json.loads(report_of("json", given))["findings"]))
    wrong = 0
    with tempfile.TemporaryDirectory() as directory:
        try:
            for reading in readings(Path(directory)):
                try:
                    number = reading.number(report_of(reading.name, given))
                except (ValueError, jsonschema.ValidationError) as error:
                    number = str(error)
                is_right = number == expected
                wrong += not is_right
                said = f"{number} findings" if is_right else f"NOT ACCEPTED, expected {expected}: {number}"
                print(f"{reading.name}: {reading.by}: {said}")
        except MissingReaderError as error:
            print(error, file=sys.stderr)
            return MISSING
    return INVALID if wrong else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
