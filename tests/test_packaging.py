"""The wheel and the source distribution: what they hold, and that the wheel works alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.test_layers import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def build(target: str, directory: Path) -> Path:
    """Build the "wheel" or "sdist" in a directory and return its path."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "--target",
            target,
            "--directory",
            str(directory),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=60,
    )
    (built,) = directory.iterdir()
    return built


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the contents of the wheel, as an installation has them."""
    directory = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(build("wheel", tmp_path_factory.mktemp("wheel"))) as wheel:
        wheel.extractall(directory)
    return directory


def run_python(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the sample service, with the package that lies in a directory."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT / "demo",
        env={**os.environ, "PYTHONPATH": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def relative_files(directory: Path) -> set[str]:
    """Return the paths of the files below a directory, relative to it."""
    return {
        path.relative_to(directory).as_posix()
        for path in directory.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_rules_and_the_data(unpacked: Path) -> None:
    rules = relative_files(ROOT / "rules")
    data = relative_files(ROOT / "restatelint" / "restate" / "data")

    assert rules
    assert relative_files(unpacked / "restatelint" / "rules") == rules
    assert data
    assert relative_files(unpacked / "restatelint" / "restate" / "data") == data


def test_the_wheel_holds_nothing_else(unpacked: Path) -> None:
    version = next(path.name for path in unpacked.iterdir() if path.name.endswith(".dist-info"))

    assert {path.name for path in unpacked.iterdir()} == {"restatelint", version}
    assert (unpacked / "restatelint" / "py.typed").exists()
    assert (unpacked / version / "licenses" / "LICENSE").exists()


def test_the_rules_are_found_in_the_wheel(unpacked: Path) -> None:
    program = (
        "from restatelint.engine.load import built_in_rules_directory\nprint(built_in_rules_directory())"
    )

    ran = run_python(unpacked, "-c", program)

    assert ran.stderr == ""
    found = os.path.realpath(ran.stdout.strip())
    assert found == os.path.realpath(unpacked / "restatelint" / "rules")


def test_the_wheel_finds_what_the_checkout_finds(unpacked: Path) -> None:
    arguments = ("-m", "restatelint", "check", "--isolated", "--format", "concise", ".")
    checkout = run_python(ROOT, *arguments)
    installed = run_python(unpacked, *arguments)

    assert checkout.returncode == 1, checkout.stderr
    assert "wall-clock" in checkout.stdout
    assert (installed.stdout, installed.returncode) == (checkout.stdout, checkout.returncode)


def test_the_source_distribution_can_be_built_from_and_tested(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {f"rules/{name}" for name in relative_files(ROOT / "rules")} <= names
    assert {
        "LICENSE",
        "Makefile",
        "README.md",
        "demo/go.mod",
        "pyproject.toml",
        "restatelint/__main__.py",
        "tests/test_packaging.py",
    } <= names
    assert not [name for name in names if name.startswith((".venv", ".cache", ".git/"))]
