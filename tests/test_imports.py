"""What a plain check may import: click, tree-sitter and the standard library."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

from tests.test_layers import ROOT

ALLOWED = {"restatelint", "click", "tree_sitter", "tree_sitter_go"}
if sys.version_info < (3, 11):
    ALLOWED.add("tomli")  # the standard library's tomllib under its older name


def imported_packages(*arguments: str) -> set[str]:
    """Return the top-level packages that Python imports when run with these arguments."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    lines = [line for line in ran.stderr.splitlines() if line.startswith("import time:")]
    assert len(lines) > 10, ran.stderr
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines[1:]}


def foreign_packages(*arguments: str) -> set[str]:
    """Return those of them that are installed, not allowed, and not imported by a bare start-up."""
    added = imported_packages(*arguments) - imported_packages("-c", "pass")
    foreign = added - set(sys.stdlib_module_names) - ALLOWED
    return {name for name in foreign if find_spec(name) is not None}


def test_a_check_with_text_output_imports_little(tmp_path: Path) -> None:
    for name in ("go.mod", "orders.go", "gateway.go", "payments.go"):
        shutil.copy(ROOT / "demo" / name, tmp_path)
    (tmp_path / "README.md").write_text("```go\nrestate.Run(ctx, f)\n```\n", encoding="utf-8")

    assert foreign_packages("-m", "restatelint", "check", str(tmp_path)) == set()
    assert "tree_sitter_go" in imported_packages("-m", "restatelint", "check", str(tmp_path))


def test_only_a_document_needs_a_parser_of_markdown(tmp_path: Path) -> None:
    document = tmp_path / "README.md"
    document.write_text("```go\nrestate.Run(ctx, f)\n```\n", encoding="utf-8")

    assert foreign_packages("-m", "restatelint", "check", str(document)) == {"markdown_it", "mdurl"}


def test_the_guard_sees_another_package() -> None:
    assert "attr" in foreign_packages("-c", "import sarif_om")
