"""Writes a Go module of any number of handlers, as services have them, to measure on. Checks nothing."""

from __future__ import annotations

import shutil
from pathlib import Path
from string import Template

TEMPLATES = Path(__file__).resolve().parent / "templates"
HANDLERS = 10
"""How many handlers a package has: four of an object, four of a service, two of a workflow."""

_SHARED_BY = 10
_SERVICES = ("&$package.Orders{}", "$package.Reports{}", "$package.Bookings{}")
_FAULTY = 7
_GO_MOD = """module example.com/shop

go 1.24

require github.com/restatedev/sdk-go v1.2.0
"""


def generated(directory: Path, packages: int) -> Path:
    """Write a module of ``packages`` packages and return its directory.

    Every ten packages share one of helpers, and a server that all their services are bound to.

    One handler of an object in seven asks a helper for the time, which is the one fault.
    """
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    (directory / "go.mod").write_text(_GO_MOD, encoding="utf-8")
    for package in range(packages):
        names = {"package": f"{package:03}", "help": f"{package // _SHARED_BY:03}"}
        names["next"] = f"{(package + 1) % packages:03}"
        below = directory / f"shop{package:03}"
        below.mkdir()
        _write(below / "orders.go", ["orders", *["order_handler"] * 3], names, package)
        _write(below / "reports.go", ["reports", *["report_handler"] * 3], names, package)
        _write(below / "bookings.go", ["bookings"], names, package)
    for shared in range(-(-packages // _SHARED_BY)):
        below = directory / "internal" / f"help{shared:03}"
        below.mkdir(parents=True)
        _write(below / "help.go", ["help"], {"package": f"{shared:03}"}, shared)
        served = range(shared * _SHARED_BY, min(packages, (shared + 1) * _SHARED_BY))
        _serve(directory / "cmd" / f"serve{shared:03}" / "main.go", [f"shop{each:03}" for each in served])
    return directory


def _serve(path: Path, packages: list[str]) -> None:
    services = [Template(each).substitute(package=package) for package in packages for each in _SERVICES]
    text = (TEMPLATES / "server.go.txt").read_text(encoding="utf-8")
    written = Template(text).substitute(
        name=path.parent.name,
        imports="".join(f'\t"example.com/shop/{each}"\n' for each in packages),
        bound="".join(f"\tshops.Bind(restate.Reflect({each}))\n" for each in services),
    )
    path.parent.mkdir(parents=True)
    path.write_text(written, encoding="utf-8")


def _write(path: Path, templates: list[str], names: dict[str, str], seed: int) -> None:
    parts: list[str] = []
    for index, name in enumerate(templates):
        is_faulty = (seed * len(templates) + index) % _FAULTY == 0
        call = "Stamp(order.ID)" if is_faulty else "At(order.At, 12)"
        stamp = f"help{names.get('help', '')}.{call}"
        text = (TEMPLATES / f"{name}.go.txt").read_text(encoding="utf-8")
        parts.append(Template(text).substitute(names, handler=str(index), stamp=stamp))
    path.write_text("".join(parts), encoding="utf-8")
