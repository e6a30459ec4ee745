"""Prints how a SARIF file begins and what a result looks like; for ``make demo``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

BEGINNING = 12


def excerpt(path: str) -> str:
    """Return the first lines of a SARIF file, one of its results, and how many there are."""
    text = Path(path).read_text(encoding="utf-8")
    log = json.loads(text)
    (run,) = log["runs"]
    results = run["results"]
    pretty = json.dumps(log, indent=2, ensure_ascii=False)
    beginning = "\n".join(pretty.splitlines()[:BEGINNING])
    shown = next((one for one in results if one["level"] == "error"), results[0])
    one = json.dumps(shown, indent=2, ensure_ascii=False)
    return (
        f"{path} is SARIF {log['version']}, {len(text.encode()) // 1024} KiB:\n\n"
        f"{beginning}\n      ...\n\n"
        f"One of its {len(results)} results:\n\n{one}"
    )


if __name__ == "__main__":
    print(excerpt(sys.argv[1]))
