"""Well-known Go modules at fixed versions, fetched with the go command. Knows nothing of linting."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from restatelint import DiskTree, Source
from restatelint.source.discover import discover
from restatelint.source.tree import source_at

# about 1.3 million lines in 25 MB of zips; none of them uses Restate
PINNED = (
    "github.com/caddyserver/caddy/v2@v2.8.4",
    "github.com/gin-gonic/gin@v1.10.0",
    "github.com/go-chi/chi/v5@v5.1.0",
    "github.com/gohugoio/hugo@v0.134.0",
    "github.com/hashicorp/consul/api@v1.29.4",
    "github.com/hashicorp/golang-lru/v2@v2.0.7",
    "github.com/prometheus/prometheus@v0.54.1",
    "github.com/spf13/cobra@v1.8.1",
    "golang.org/x/tools@v0.24.0",
    "google.golang.org/grpc@v1.66.0",
    "helm.sh/helm/v3@v3.15.4",
    "k8s.io/apimachinery@v0.31.0",
    "k8s.io/client-go@v0.31.0",
)


@dataclass(frozen=True, slots=True)
class GoModule:
    """A module on disk: its path, its version and the directory the go command keeps it in."""

    path: str
    version: str
    directory: str


def fetched(pins: tuple[str, ...] = PINNED) -> tuple[GoModule, ...]:
    """Return modules, downloaded unless they are in Go's module cache; exits when that is impossible."""
    if shutil.which("go") is None:
        sys.exit("Go modules are fetched with the go command: install Go")
    with ThreadPoolExecutor(4) as pool:
        return tuple(pool.map(_fetched, pins))


def sources_of(module: GoModule) -> list[Source]:
    """Return every Go file of a module that a check would look at, tests too, by location."""
    tree = DiskTree(module.directory)
    found = discover([module.directory], root=module.directory, tests=True)
    sources = (source_at(tree, location) for location in found.files)
    return [source for source in sources if source is not None]


def _fetched(pin: str) -> GoModule:
    command = ["go", "mod", "download", "-json", pin]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        sys.exit(f"{' '.join(command)} failed: {ran.stdout}{ran.stderr}".strip())
    told = json.loads(ran.stdout)
    return GoModule(str(told["Path"]), str(told["Version"]), str(told["Dir"]))
