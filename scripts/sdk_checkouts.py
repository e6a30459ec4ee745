"""Finds the code of a release of the SDK: through the Go module proxy, else in a clone. Reads none of it."""

from __future__ import annotations

import json
import os
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT_MODULE = "github.com/restatedev/sdk-go"


class CheckoutError(Exception):
    """A release that neither the proxy nor the clone has: what each of them said."""


@contextmanager
def checkout(module: str, version: str, clone: Path | None, *, whole: bool = False) -> Iterator[Path]:
    """Give the directory of a release of a module, while the context lasts.

    ``clone`` is a git repository of the SDK with its tags, asked only for what the proxy does not give.
    With ``whole`` it is asked first, since it also has the modules inside, with the examples. Raises
    CheckoutError when there is none.
    """
    with tempfile.TemporaryDirectory() as made:
        below = Path(made) / module.removeprefix(ROOT_MODULE).strip("/")
        if whole and not _extracted(clone, module, version, Path(made)):
            yield below
            return
        directory, refused = downloaded(module, version)
        if directory is None and (problem := _extracted(clone, module, version, Path(made))):
            raise CheckoutError(f"{module}@{version}: {refused}; {problem}")
        yield directory or below


def downloaded(module: str, version: str) -> tuple[Path | None, str]:
    """Return where the go command keeps a release, which it downloads first, or None and why not."""
    with tempfile.TemporaryDirectory() as empty:
        ran = subprocess.run(
            ["go", "mod", "download", "-json", f"{module}@{version}"],
            cwd=empty,
            # some old releases were never looked up, so the checksum data base does not know them
            env={**os.environ, "GOFLAGS": "", "GONOSUMDB": ROOT_MODULE, "GOTOOLCHAIN": "local"},
            capture_output=True,
            text=True,
            check=False,
        )
    try:
        said = json.loads(ran.stdout)
    except json.JSONDecodeError:
        return None, ran.stderr.strip()
    found = said.get("Dir")
    return (Path(found), "") if found else (None, str(said.get("Error", ran.stderr)).strip())


def _extracted(clone: Path | None, module: str, version: str, into: Path) -> str:
    """Write the files of a tag into a directory; return what is wrong, "" if all is well."""
    if clone is None:
        return "--source CLONE reads it from a clone"
    below = module.removeprefix(ROOT_MODULE).strip("/")
    tag = f"{below}/{version}" if below else version
    safe = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]
    ran = subprocess.run(
        ["git", *safe, "-C", str(clone), "archive", "--format=tar", f"refs/tags/{tag}"],
        capture_output=True,
        check=False,
    )
    if ran.returncode:
        return f"{tag}: {ran.stderr.decode(errors='replace').strip()}"
    with tarfile.open(fileobj=BytesIO(ran.stdout)) as archive:
        members = [each for each in archive.getmembers() if each.isfile() and _is_inside(each.name)]
        for member in members:
            content = archive.extractfile(member)
            path = into / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.read() if content is not None else b"")
    return ""


def _is_inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/")
