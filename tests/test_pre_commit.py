"""The hooks, run by pre-commit itself, which installs the linter first and so is slow."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.test_layers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

BAD = """package shop

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
HOOKS = ("restatelint", "restatelint-markdown", "restatelint-module")
GOOD = BAD.replace("time.Now()", "time.Unix(0, 0)")


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository whose pre-commit configuration points at a copy of this one."""

    directory: Path
    home: Path

    def git(self, *arguments: str) -> str:
        """Run git in the repository and return what it prints."""
        return git(self.directory, *arguments)

    def write(self, name: str, text: str) -> None:
        """Write a file and stage it."""
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.git("add", name)

    def pre_commit(self, hook: str) -> subprocess.CompletedProcess[str]:
        """Run one hook on everything that is staged."""
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", hook, "--color", "never"],
            cwd=self.directory,
            env={**os.environ, "PRE_COMMIT_HOME": str(self.home)},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )


def git(directory: Path, *arguments: str) -> str:
    """Run git in a directory, whoever the user is, and return what it prints."""
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.com")
    ran = subprocess.run(
        ["git", *identity, *arguments],
        cwd=directory,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return ran.stdout.strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Path]:
    """A repository that holds this linter as it stands, its revision, and a home for pre-commit."""
    directory = tmp_path_factory.mktemp("linter")
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, directory)
    for name in ("restatelint", "rules", "tasks"):
        shutil.copytree(ROOT / name, directory / name, ignore=shutil.ignore_patterns("__pycache__"))
    git(directory, "init", "--quiet")
    git(directory, "add", ".")
    git(directory, "commit", "--quiet", "-m", "the linter")
    return (
        directory,
        git(directory, "rev-parse", "HEAD"),
        tmp_path_factory.mktemp("pre-commit-home"),
    )


@pytest.fixture
def repository(hooks: tuple[Path, str, Path], tmp_path: Path) -> Repository:
    """An empty repository that uses the hooks."""
    linter, revision, home = hooks
    git(tmp_path, "init", "--quiet")
    repository = Repository(tmp_path, home)
    repository.write("go.mod", "module shop\n\nrequire github.com/restatedev/sdk-go v1.0.2\n")
    names = "".join(f"      - id: {name}\n" for name in HOOKS)
    repository.write(
        ".pre-commit-config.yaml",
        f"repos:\n  - repo: {linter}\n    rev: {revision}\n    hooks:\n{names}",
    )
    return repository


def test_a_bad_file_fails_and_passes_when_it_is_mended(repository: Repository) -> None:
    repository.write("orders/orders.go", BAD.format(name="Orders"))
    repository.write("payments/payments.go", GOOD.format(name="Payments"))

    ran = repository.pre_commit("restatelint")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "orders/orders.go:12" in ran.stdout
    assert "wall-clock" in ran.stdout
    assert "payments.go" not in ran.stdout

    repository.write("orders/orders.go", GOOD.format(name="Orders"))
    ran = repository.pre_commit("restatelint")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_files_of_several_directories_are_checked_in_one_call(repository: Repository) -> None:
    repository.write("orders/orders.go", BAD.format(name="Orders"))
    repository.write("payments/payments.go", BAD.format(name="Payments"))

    ran = repository.pre_commit("restatelint")

    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "orders/orders.go:12" in ran.stdout
    assert "payments/payments.go:12" in ran.stdout


def test_a_commit_of_excluded_files_alone_passes(repository: Repository) -> None:
    repository.write("legacy/orders.go", BAD.format(name="Orders"))
    repository.write("restatelint.toml", 'exclude = ["legacy"]\n')

    ran = repository.pre_commit("restatelint")

    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_fence_of_a_document_fails_and_passes_when_it_is_mended(repository: Repository) -> None:
    repository.write("docs/orders.md", f"# Orders\n\n```go\n{BAD.format(name='Orders')}```\n")
    repository.write("docs/words.md", "# Words\n")
    repository.write("payments/payments.go", BAD.format(name="Payments"))

    ran = repository.pre_commit("restatelint-markdown")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "docs/orders.md:15" in ran.stdout
    assert "payments.go" not in ran.stdout
    repository.write("docs/orders.md", f"# Orders\n\n```go\n{GOOD.format(name='Orders')}```\n")
    ran = repository.pre_commit("restatelint-markdown")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_documents_without_go_or_excluded_pass(repository: Repository) -> None:
    repository.write("words.md", "# Words\n")
    ran = repository.pre_commit("restatelint-markdown")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Skipped" not in ran.stdout

    repository.write("old/orders.md", f"```go\n{BAD.format(name='Orders')}```\n")
    repository.write("restatelint.toml", 'exclude = ["old"]\n')
    ran = repository.pre_commit("restatelint-markdown")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_hook_for_go_leaves_documents_alone(repository: Repository) -> None:
    repository.write("docs/orders.md", f"```go\n{BAD.format(name='Orders')}```\n")
    repository.write("payments/payments.go", GOOD.format(name="Payments"))

    for hook in ("restatelint", "restatelint-module"):
        ran = repository.pre_commit(hook)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert "Passed" in ran.stdout


def test_the_whole_module_is_checked_when_one_file_changes(repository: Repository) -> None:
    repository.write("orders/orders.go", BAD.format(name="Orders"))
    repository.git("commit", "--quiet", "--no-verify", "-m", "a fault from earlier")
    repository.write("payments/payments.go", GOOD.format(name="Payments"))

    ran = repository.pre_commit("restatelint-module")

    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "orders/orders.go:12" in ran.stdout
