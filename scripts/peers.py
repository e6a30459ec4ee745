"""Ask restatelint and its peers, by commands that are run here, for what people expect of a linter.

Usage: ``python -m scripts.peers``. scripts/peers.toml has the commands. It writes docs/comparison.md: a
table, and each command with what came of it. A tool that is not to be had has a column of question marks.
Exit code 1: restatelint does not have what the file says.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "comparison.md"
SELF = "restatelint"
VERSIONS = {
    SELF: "restatelint --version",
    "ruff": "ruff --version",
    "zizmor": "zizmor --version",
    "golangci-lint": "golangci-lint version --short",
    "semgrep": "semgrep --version",
    "ast-grep": "ast-grep --version",
}
_SECONDS = 300
_CLOCK = """package shop

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

type {name} struct{{}}

func ({name}) Place(ctx restate.ObjectContext) error {{
	restate.Set(ctx, "placedAt", time.Now())
	return nil
}}
"""
_PLAIN = """package plain

import (
	"os"
	"time"
)

// {name} sleeps, and forgets an error.
func {name}() {{
	os.Remove("x")
	time.Sleep(1)
}}
"""
_SEMGREP = """rules:
  - id: no-sleep
    languages: [go]
    severity: WARNING
    message: no-sleep
    pattern: time.Sleep($X)
    fix: "// slept"
"""
_AST_GREP = """id: no-sleep
language: go
severity: warning
message: no-sleep
rule:
  pattern: {context: 'func f() { time.Sleep($X) }', selector: call_expression}
fix: "// slept"
"""
_FILES = {
    "bad.py": "import os\n",
    ".github/workflows/ci.yml": (
        "on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n"
        "      - uses: actions/checkout@v4\n"
        '      - run: echo "${{ github.event.pull_request.title }}"\n'
    ),
    "go.mod": "module example.com/plain\n\ngo 1.21\n",
    "plain/old.go": _PLAIN.format(name="Old"),
    "plain/text.go": "package plain\n\n// Text is what we recieve.\nvar Text = 1\n",
    "nolint.yml": (
        'version: "2"\nlinters:\n  default: none\n  enable: [errcheck, nolintlint]\n'
        "  settings:\n    nolintlint: {require-explanation: true, allow-unused: false}\n"
    ),
    "fix.yml": 'version: "2"\nlinters:\n  default: none\n  enable: [misspell]\n',
    "shop/go.mod": "module shop\n\ngo 1.21\n\nrequire github.com/restatedev/sdk-go v1.0.2\n",
    "shop/old.go": _CLOCK.format(name="Old"),
    "sg.yml": _SEMGREP,
    "sgconfig.yml": "ruleDirs: [rules]\ntestConfigs: [{testDir: rule-tests}]\n",
    "rules/no-sleep.yml": _AST_GREP,
    "rule-tests/no-sleep-test.yml": (
        "id: no-sleep\nvalid: ['func f() { g() }']\ninvalid: ['func f() { time.Sleep(1) }']\n"
    ),
}
_FRESH = {"plain/fresh.go": _PLAIN.format(name="Fresh"), "shop/fresh.go": _CLOCK.format(name="Fresh")}


@dataclass(frozen=True, slots=True)
class Feature:
    """What people expect, and for the tools that have it a command with patterns of what it must print."""

    name: str
    asked: dict[str, tuple[str, tuple[str, ...]]]


def features() -> list[Feature]:
    """Return what is asked for, in the order of the file."""
    with (ROOT / "scripts" / "peers.toml").open("rb") as file:
        entries = tomllib.load(file)["feature"]
    found = []
    for entry in entries:
        asked = {tool: (given[0], tuple(given[1:])) for tool, given in entry.items() if tool != "name"}
        if unknown := set(asked) - set(VERSIONS):
            message = f"scripts/peers.toml: {entry['name']}: no tool is called {', '.join(sorted(unknown))}"
            raise ValueError(message)
        found.append(Feature(entry["name"], asked))
    return found


def ran(command: str, place: Path, home: Path) -> tuple[int, str]:
    """Return the exit code of a command and all that it printed; -1 if it took too long."""
    environment = {
        **{
            name: os.environ[name] for name in ("PATH", "GOCACHE", "GOFLAGS", "GOPROXY") if name in os.environ
        },
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "SEMGREP_SEND_METRICS": "off",
        "GOLANGCI_LINT_CACHE": str(home / "golangci"),
    }
    try:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=place,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return -1, ""
    return done.returncode, done.stdout.decode("utf-8", "replace")


def repository(place: Path, home: Path) -> None:
    """Make the repository: some faults are committed, some more are not."""
    _write(place, _FILES)
    identity = "-c user.name=test -c user.email=test@example.com"
    code, said = ran(f"git init -q && git add . && git {identity} commit -q -m faults", place, home)
    if code:
        raise OSError(said)
    _write(place, _FRESH)


def _write(place: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def has(command: str, patterns: tuple[str, ...], place: Path, home: Path) -> tuple[bool, str]:
    """Return whether a command prints what it must, and in words what came of it."""
    code, said = ran(command, place, home)
    wrong = [
        each
        for each in patterns
        if (re.search(each.removeprefix("!"), said, re.MULTILINE) is None) is not each.startswith("!")
    ]
    if code == -1 or wrong:
        last = said.strip().splitlines()[-1:] or [""]
        return False, f"exit code {code}, without `{', '.join(wrong)}`: {last[0][:200]}"
    return True, f"exit code {code}"


def main() -> int:
    """Ask every tool, write the page, and return the exit code."""
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory) / "home"
        home.mkdir()
        made = Path(directory) / "made"
        made.mkdir()
        repository(made, home)
        versions: dict[str, str] = {}
        for tool, command in VERSIONS.items():
            if shutil.which(tool) is not None:
                match = re.search(r"\d+\.\d+[\w.]*", ran(command, made, home)[1])
                versions[tool] = match[0] if match else "?"
        rows: list[dict[str, str]] = []
        details: list[str] = []
        missing = 0
        for number, feature in enumerate(features()):
            row: dict[str, str] = {}
            for tool in VERSIONS:
                if tool not in versions:
                    row[tool] = "?"
                    continue
                if tool not in feature.asked:
                    row[tool] = "no"
                    continue
                place = Path(directory) / f"{number}-{tool}"
                shutil.copytree(made, place)
                command, patterns = feature.asked[tool]
                holds, words = has(command, patterns, place, home)
                shutil.rmtree(place)
                row[tool] = "yes" if holds else "no"
                missing += tool == SELF and not holds
                details.append(f"{feature.name}\n  $ {command}\n  {words}\n")
                print(f"{feature.name}: {tool}: {row[tool]} ({words})", file=sys.stderr)
            rows.append({"name": feature.name, **row})
    PAGE.write_text(page(versions, rows, details), encoding="utf-8")
    return 1 if missing else 0


def page(versions: dict[str, str], rows: list[dict[str, str]], details: list[str]) -> str:
    """Return docs/comparison.md."""
    heads = [
        f"{tool} {versions[tool]}" if tool in versions else f"{tool} (not to be had)" for tool in VERSIONS
    ]
    table = "\n".join(f"| {each['name']} | {' | '.join(each[tool] for tool in VERSIONS)} |" for each in rows)
    lacking = [each["name"] for each in rows if each[SELF] == "no" and "yes" in each.values()]
    return f"""\
# Beside other linters

None of these finds what restatelint finds, and it finds nothing of what they do. They are compared by how
they are used: what somebody who comes from one of them expects of another. `make peers` makes a small
repository with faults for each of them, runs the commands below in copies of it, and writes this page:
nothing on it is written by hand. "yes" is a command whose output had what was looked for; "no" is one whose
output had not, or that no option or command in the tool's `--help` is for it.

| | {" | ".join(heads)} |
|---|{"---|" * len(heads)}
{table}

What others have and restatelint has not: {", ".join(lacking)}.

## What was run

```text
{"".join(details).rstrip()}
```
"""


if __name__ == "__main__":
    sys.exit(main())
