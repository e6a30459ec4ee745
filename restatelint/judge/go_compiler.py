"""Asks Go itself whether an answer compiles: `go vet` in a temporary module; nothing of the answer is run.

What an answer decides is the text of its Go files and which modules it requires, of a list. Cgo, toolchains,
workspaces, vendoring, commands of version control and settings of go are off. Nothing is downloaded unless
that is allowed: modules come from the cache of modules that is there.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from restatelint.golang.compile.standard import standard_paths
from restatelint.golang.imports import Imports
from restatelint.golang.module import parsed_go_mod
from restatelint.golang.tree import parsed
from restatelint.judge.compiled import is_whole_text
from restatelint.judge.lifeline import die_with
from restatelint.judge.vet_output import Complaint, complaints_of
from restatelint.restate.api.symbols import api
from restatelint.restate.library import knowledge
from restatelint.restate.sdk import PATH
from restatelint.source.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.judge.units import Answer

ALLOWED = (
    PATH,
    "github.com/go-chi/chi/v5",
    "github.com/google/uuid",
    "golang.org/x",
    "google.golang.org/protobuf",
)
"""The modules that an answer may use, or how their paths begin."""

_MOST_OUTPUT = 200_000
_OWN = "answer.invalid/answer"


@dataclass(frozen=True, slots=True)
class Compiled:
    """What Go says: ``complaints`` if an answer does not compile, or in words ``why`` nobody can tell."""

    complaints: tuple[Complaint, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class GoCompiler:
    """How Go is asked, as data that goes to another process.

    ``allowed`` are modules, or how their paths begin. With ``network`` go may download what is not in its
    cache. ``seconds`` bound one answer, ``memory`` in bytes is what go is told to keep to.
    """

    allowed: tuple[str, ...] = ALLOWED
    network: bool = False
    seconds: float = 120.0
    memory: int = 1_000_000_000

    def compiled(self, answer: Answer, sdk_version: str) -> Compiled:
        """Return what Go says of the files of an answer; ``sdk_version`` is "" for the newest release."""
        go = shutil.which("go")
        if go is None:
            return Compiled(why="go is not installed, so that it cannot be asked")
        if not answer.units or not all(is_whole_text(unit.source) for unit in answer.units):
            return Compiled(why="it is no whole program, which is all that go compiles")
        refused = self._refused(answer)
        if refused:
            return Compiled(refused)
        programs: dict[str, dict[str, bytes]] = {}
        for unit in answer.units:
            top, _, name = unit.source.location.lstrip("/").partition("/")
            programs.setdefault(top, {})[name] = unit.source.data
        found: list[Complaint] = []
        for top, files in programs.items():
            module = answer.tree.read(f"/{top}/go.mod")
            said = self._asked(go, files, self._go_mod(module, sdk_version))
            if said.why:
                return said
            found += [each.moved(f"/{top}/{each.path}") for each in said.complaints]
        return Compiled(tuple(found))

    def _refused(self, answer: Answer) -> tuple[Complaint, ...]:
        """Return a complaint for each import of a module that an answer may not use."""
        found = []
        for unit in answer.units:
            imports = Imports.of(parsed(unit.source.data).root.named_children, knowledge().package_names())
            own = _module_path(answer, unit.source.location)
            for each in imports.all:
                is_own = bool(own) and (each.path == own or each.path.startswith(f"{own}/"))
                if not (is_own or self._allows(each.path)):
                    before = unit.source.data[: each.node.start_byte]
                    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
                    message = f'module of "{each.path}" is not among those that an answer may use'
                    found.append(Complaint(unit.source.location, line, column, message, "refused-module"))
        return tuple(found)

    def _allows(self, path: str) -> bool:
        if "." not in path.partition("/")[0]:
            return True  # Go's own, or no package at all, which go says better
        return path in standard_paths() or any(
            path == each or path.startswith(f"{each}/") for each in self.allowed
        )

    def _go_mod(self, data: bytes | None, sdk_version: str) -> str:
        """Return the go.mod to build with: of the answer's own the path, and what it requires of the list."""
        version = sdk_version.removeprefix("v") or api().releases[PATH][-1]
        required = {PATH: f"v{version}"}
        path = _OWN
        if data is not None:
            module = parsed_go_mod("go.mod", data)
            path = module.path or _OWN
            required |= {each: said for each, said in module.required.items() if self._allows(each)}
        lines = "".join(f"require {each} {said}\n" for each, said in sorted(required.items()))
        return f"module {path}\n\ngo 1.24\n\n{lines}"

    def _asked(self, go: str, files: Mapping[str, bytes], go_mod: str) -> Compiled:
        with tempfile.TemporaryDirectory(prefix="restatelint-") as home:
            for name, data in files.items():
                place = Path(home, *posixpath.normpath(name).split("/"))
                place.parent.mkdir(parents=True, exist_ok=True)
                write_whole(str(place), (data,))
            write_whole(os.path.join(home, "go.mod"), (go_mod.encode(),))
            return self._vetted(go, home)

    def _vetted(self, go: str, home: str) -> Compiled:
        process = subprocess.Popen(  # noqa: S603 - go itself, with arguments of ours
            [go, "vet", "./..."],
            cwd=home,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=partial(die_with, os.getpid()) if os.name == "posix" else None,
        )
        try:
            _, said = process.communicate(timeout=self.seconds)
        except subprocess.TimeoutExpired:
            _end(process)
            return Compiled(why=f"go vet took longer than {self.seconds:g} seconds")
        if process.returncode == 0:
            return Compiled()
        found = complaints_of(said[:_MOST_OUTPUT])
        if not found:
            last = said.decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
            return Compiled(why=f"go vet could not be run: {last}")
        return Compiled(found)

    def _environment(self) -> dict[str, str]:
        kept = {
            name: os.environ[name]
            for name in ("PATH", "HOME", "GOCACHE", "GOMODCACHE", "TMPDIR")
            if name in os.environ
        }
        proxy = os.environ.get("GOPROXY", "https://proxy.golang.org") if self.network else _proxy(kept)
        return {
            **kept,
            "CGO_ENABLED": "0",
            "GOENV": "off",
            "GOFLAGS": "-mod=mod",
            "GOMAXPROCS": "2",
            "GOMEMLIMIT": str(self.memory),
            "GOPROXY": proxy,
            "GOSUMDB": os.environ.get("GOSUMDB", "sum.golang.org") if self.network else "off",
            "GOTELEMETRY": "off",
            "GOTOOLCHAIN": "local",
            "GOVCS": "*:off",
            "GOWORK": "off",
        }


def _proxy(environment: Mapping[str, str]) -> str:
    """Return the cache of modules as a proxy, which has what was downloaded and nothing else."""
    cache = environment.get("GOMODCACHE") or os.path.join(environment.get("HOME", "/"), "go", "pkg", "mod")
    return Path(cache, "cache", "download").as_uri()


def _module_path(answer: Answer, location: str) -> str:
    data = answer.tree.read(f"/{location.lstrip('/').partition('/')[0]}/go.mod")
    return parsed_go_mod("go.mod", data).path if data is not None else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()
