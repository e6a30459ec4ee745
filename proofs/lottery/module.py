"""Writes drawn programs as a Go module, and builds one endpoint of them all."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proofs.harness.proof import PROOFS
from proofs.harness.tools import ROOT, ran
from proofs.lottery.clock import overlay
from proofs.lottery.writer import MODULE, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from proofs.lottery.recipe import Program
    from proofs.lottery.writer import Written

_BUNDLE = 25
_MAIN = """\
// Command lottery serves drawn programs. Usage: lottery NAME TAG PORT.
package main

import (
	"fmt"
	"os"

	"proofs/serving"
	"proofs/stage"

{imports}
)

func main() {{
	serving.EndWithInput()
	var stage stage.Stage
	definitions := targets.Definitions()
{appended}
	endpoint := serving.Endpoint{{
		Definitions: definitions,
		Port:        os.Args[3],
		Path:        "/" + os.Args[1] + "/" + os.Args[2],
		Routes:      stage.Routes(),
		Around:      stage.Around,
	}}
	if err := endpoint.Serve(); err != nil {{
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}}
}}
"""
_BIND = """\
package {package}

import (
	restate "github.com/restatedev/sdk-go"

	"{module}/targets"
)

// Definitions are the services of this package.
func Definitions() []restate.ServiceDefinition {{
	return []restate.ServiceDefinition{{
{services}
	}}
}}
"""


@dataclass(frozen=True, slots=True)
class Module:
    """A Go module with programs: where it is, and the file or the two of each by the program's name."""

    folder: Path
    files: dict[str, tuple[Path, ...]]

    @property
    def endpoint(self) -> Path:
        """The program that serves them all, once it is built."""
        return self.folder.parent / f"{self.folder.name}.endpoint"

    def text(self, name: str) -> str:
        """Return the Go code of a program."""
        return "\n".join(path.read_text(encoding="utf-8") for path in self.files[name])

    def format(self) -> None:
        """Have gofmt format it; raise a MissingToolsError with what it said when that fails."""
        ran(["gofmt", "-w", "."], "gofmt cannot format the drawn programs", self.folder)

    def build(self) -> None:
        """Format, vet and build it; raise a MissingToolsError with what the tool said when that fails."""
        self.format()
        ran(["go", "vet", "./..."], "go vet finds fault with the drawn programs", self.folder)
        command = [
            "go",
            "build",
            "-overlay",
            str(overlay(self.folder.parent)),
            "-o",
            str(self.endpoint),
            "./main",
        ]
        ran(command, "go cannot build the drawn programs", self.folder)


def module_of(programs: Sequence[Program], folder: Path) -> Module:
    """Write programs as a module into a folder, which is emptied before."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "targets").mkdir(parents=True)
    (folder / "main").mkdir()
    shutil.copy(PROOFS / "targets" / "targets.go", folder / "targets" / "targets.go")
    shutil.copy(PROOFS / "go.sum", folder / "go.sum")
    (folder / "go.mod").write_text(_go_mod(), encoding="utf-8")
    files: dict[str, tuple[Path, ...]] = {}
    bundles = []
    for at in range(0, len(programs), _BUNDLE):
        package = f"bundle{at // _BUNDLE:03}"
        bundles.append(package)
        files |= _write_bundle(programs[at : at + _BUNDLE], folder, package)
    imports = "\n".join(f'\t"{MODULE}/{one}"' for one in (*bundles, "targets"))
    appended = "\n".join(f"\tdefinitions = append(definitions, {one}.Definitions()...)" for one in bundles)
    main = _MAIN.format(imports=imports, appended=appended)
    (folder / "main" / "main.go").write_text(main, encoding="utf-8")
    return Module(folder, files)


def _write_bundle(programs: Sequence[Program], folder: Path, package: str) -> dict[str, tuple[Path, ...]]:
    """Write the programs of a package, and return their files."""
    home = folder / package
    home.mkdir()
    files: dict[str, tuple[Path, ...]] = {}
    services = []
    for program in programs:
        text: Written = written(program, package)
        path = home / f"{program.name.lower()}.go"
        path.write_text(text.file, encoding="utf-8")
        files[program.name] = (path,)
        services.append(f"\t\trestate.Reflect({text.service}, targets.Quick...),")
        if text.far:
            far = home / f"{package}far" / path.name
            far.parent.mkdir(exist_ok=True)
            far.write_text(text.far, encoding="utf-8")
            files[program.name] = (path, far)
    bind = _BIND.format(package=package, module=MODULE, services="\n".join(services))
    (home / "bind.go").write_text(bind, encoding="utf-8")
    return files


def _go_mod() -> str:
    """Return a go.mod with what the proofs require, and the proofs themselves."""
    text = (PROOFS / "go.mod").read_text(encoding="utf-8")
    text = text.replace("module proofs", f"module {MODULE}").replace(
        "replace fixtures => ../fixtures", f"replace fixtures => {ROOT / 'fixtures'}"
    )
    return f"{text}\nrequire proofs v0.0.0\n\nreplace proofs => {PROOFS}\n"
