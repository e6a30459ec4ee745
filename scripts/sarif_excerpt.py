"""Prints how a SARIF file begins and what its first result looks like; for ``make demo``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

BEGINNING = 12


def excerpt(path: str) -> str:
    """Return the first lines of a SARIF file, its first result, and how many more there are."""
    text = Path(path).read_text(encoding="utf-8")
    log = json.loads(text)
    (run,) = log["runs"]
    results = run["results"]
    pretty = json.dumps(log, indent=2, ensure_ascii=False)
    beginning = "\n".join(pretty.splitlines()[:BEGINNING])
    first = json.dumps(results[0], indent=2, ensure_ascii=False)
    return (
        f"{path} is SARIF {log['version']}, {len(text.encode()) // 1024} KiB:\n\n"
        f"{beginning}\n      ...\n\n"
        f"The first of its {len(results)} results:\n\n{first}"
    )


if __name__ == "__main__":
    print(excerpt(sys.argv[1]))
