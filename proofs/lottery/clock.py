"""Has Go programs be built with a clock that can be moved on: a time package whose Now adds a variable."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from proofs.harness.tools import MissingToolsError

_HEAD = "func Now() Time {\n\tsec, nsec, mono := runtimeNow()\n"
_STEPPED = """\
//go:linkname lotteryStep
var lotteryStep int64

func Now() Time {
\tsec, nsec, mono := runtimeNow()
\tsec += atomic.LoadInt64(&lotteryStep)
"""


def overlay(folder: Path) -> Path:
    """Write the time package as it should be into a folder; return the file to give to ``go build -overlay``.

    Raises a MissingToolsError if this release of Go tells the time in another way.
    """
    root = subprocess.run(
        ["go", "env", "GOROOT"], capture_output=True, encoding="utf-8", check=True, timeout=60
    ).stdout.strip()
    original = Path(root, "src", "time", "time.go")
    text = original.read_text(encoding="utf-8")
    if text.count(_HEAD) != 1 or text.count('\t"math/bits"\n') != 1:
        message = f"{original} is not as expected, so its clock cannot be moved on; Go 1.26 is known to do"
        raise MissingToolsError(message)
    stepped = text.replace(_HEAD, _STEPPED).replace('\t"math/bits"\n', '\t"math/bits"\n\t"sync/atomic"\n')
    changed = folder / "time.go"
    changed.write_text(stepped, encoding="utf-8")
    table = folder / "overlay.json"
    table.write_text(json.dumps({"Replace": {str(original): str(changed)}}), encoding="utf-8")
    return table
