"""Writes what the packages of Go's standard library export, for checks of what compiles; needs Go.

``--check`` only compares with what is there: the release of Go must be the same, or nothing is said.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "restatelint" / "golang" / "compile" / "exports"


def main(arguments: list[str]) -> int:
    """Write the files, or compare them; returns 1 if they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the files are current")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        subprocess.run(
            ["go", "run", ".", made],
            cwd=ROOT / "scripts" / "standard",
            check=True,
            env={**os.environ, "CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GOFLAGS": "", "GOWORK": "off"},
        )
        new = {path.name: path.read_bytes() for path in Path(made).iterdir()}
    old = {path.name: path.read_bytes() for path in HOME.iterdir()}
    if options.check:
        if new["RELEASE"] != old["RELEASE"]:
            print("another release of Go, nothing is compared", file=sys.stderr)
            return 0
        different = sorted(name for name in {*new, *old} if new.get(name) != old.get(name))
        print("\n".join(different) or "the files are current")
        return 1 if different else 0
    for name in old.keys() - new.keys():
        (HOME / name).unlink()
    for name, data in new.items():
        (HOME / name).write_bytes(data)
    print(f"{len(new)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
