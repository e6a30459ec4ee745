"""The table of formats is lazy."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from restatelint.report.formats import FORMATS
from restatelint.report.options import Options
from restatelint.engine.finding import Report
empty = Report((), (), (), 0, 0, 0)
for name in sys.argv[1:]:
    "".join(FORMATS[name](empty, Options(version="0")))
print(*(module for module in ("attr", "json", "sarif_om") if module in sys.modules))
"""


def loaded(*formats: str) -> list[str]:
    ran = subprocess.run([sys.executable, "-c", CODE, *formats], capture_output=True, text=True, check=True)
    return ran.stdout.split()


def test_text_loads_neither_json_nor_sarif() -> None:
    assert loaded("full", "concise", "github") == []


def test_sarif_is_loaded_when_it_is_written() -> None:
    assert loaded("sarif") == ["attr", "json", "sarif_om"]
