"""Compares what two revisions of restatelint find in the same code, and prints every difference.

The code is all fixtures of this checkout and any directory that is given, such as clones of
restatedev/examples, sdk-go, docs-restate and unkeyed/unkey. A revision is checked out and installed first.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".cache" / "compare"
HERE = "worktree"
"""Stands for this checkout as it is, with what is not committed."""


def main(arguments: Sequence[str]) -> int:
    """Compare and print; exit 0 if nothing differs, 1 if something does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", help="a revision")
    parser.add_argument("after", nargs="?", default=HERE, help="another, or this checkout as it is")
    parser.add_argument("--code", type=Path, action="append", default=[], help="a directory of Go code")
    options = parser.parse_args(arguments)
    before, after = (_installed(name) for name in (options.before, options.after))
    count = 0
    for directory in (ROOT / "fixtures", *(each.resolve() for each in options.code)):
        old, new = (_said(command, directory) for command in (before, after))
        for line in _differences(old, new):
            print(f"{directory.name}: {line}")
            count += 1
        print(f"{directory.name}: {len(old)} before, {len(new)} after")
    print(f"{count} differences")
    return 1 if count else 0


def _installed(revision: str) -> str:
    """Return the command of a revision, checked out and installed."""
    if revision == HERE:
        return str(ROOT / ".venv" / "bin" / "restatelint")
    commit = _run("git", "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").strip()
    place = WORK / commit
    command = place / ".venv" / "bin" / "restatelint"
    if not command.exists():
        if not place.exists():
            _run("git", "worktree", "add", "--detach", str(place), commit)
        _run(sys.executable, "-m", "venv", str(place / ".venv"))
        python = str(place / ".venv" / "bin" / "python")
        _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", str(place))
    return str(command)


def _said(command: str, directory: Path) -> dict[tuple[str, str, str, int], str]:
    """Return what is said of a directory by rule, file, place and a number among the same."""
    options = ("--preset", "strict", "--fail-on", "never", "--format", "json", "--allow-empty")
    ran = subprocess.run(
        [command, "check", ".", *options], cwd=directory, capture_output=True, text=True, check=False
    )
    if ran.returncode not in (0, 4):
        sys.exit(f"{command} failed in {directory} with code {ran.returncode}: {ran.stderr.strip()[-2000:]}")
    report = json.loads(ran.stdout)
    said: dict[tuple[str, str, str, int], str] = {}
    for finding in report["findings"]:
        start = finding["start"]
        place = f"{start['line']}:{start['column']}"
        rest = {
            name: finding[name] for name in finding if name not in ("rule", "path", "start", "fingerprint")
        }
        _add(said, finding["rule"], finding["path"], place, json.dumps(rest, sort_keys=True))
    for note in report["notes"]:
        _add(said, f"note {note['kind']}", note["path"], "", note["message"])
    return said


def _add(said: dict[tuple[str, str, str, int], str], rule: str, path: str, place: str, rest: str) -> None:
    number = 0
    while (rule, path, place, number) in said:
        number += 1
    said[(rule, path, place, number)] = rest


def _differences(
    old: dict[tuple[str, str, str, int], str], new: dict[tuple[str, str, str, int], str]
) -> Iterator[str]:
    for key in sorted(old.keys() | new.keys()):
        rule, path, place, _ = key
        where = f"{path}:{place} {rule}".rstrip()
        if key not in new:
            yield f"- {where}: {_message(old[key])}"
        elif key not in old:
            yield f"+ {where}: {_message(new[key])}"
        elif old[key] != new[key]:
            now = f"{_message(new[key])}{_parts(old[key], new[key])}"
            yield f"- {where}: {_message(old[key])}\n    + {now}"


def _message(rest: str) -> str:
    if not rest.startswith("{"):
        return rest
    said = json.loads(rest)
    return f"{said['severity']} {said['message']}"


def _parts(old: str, new: str) -> str:
    """Return which parts of a finding differ besides its words."""
    if not old.startswith("{"):
        return ""
    before, after = json.loads(old), json.loads(new)
    names = [name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]
    others = [name for name in names if name not in ("message", "severity")]
    return f" ({', '.join(others)} differ)" if others else ""


def _run(*command: str) -> str:
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        sys.exit(f"{' '.join(command)} failed: {ran.stderr.strip()[-2000:]}")
    return ran.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
